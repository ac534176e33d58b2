// The wire form of a mail: RFC 5322 with MIME (RFC 2045 to 2047), two alternative bodies in UTF-8.
#pragma once

#include <string>
#include <string_view>

#include "base/date.hpp"
#include "base/result.hpp"
#include "platform/mail/mail_message.hpp"

namespace coffer::platform {

// Whether the address can stand between < and > of an SMTP command and in a header: one @, neither blanks nor
// control characters nor any of <>()[]\,;:".
[[nodiscard]] bool is_mail_address(std::string_view email);

// Lines end in CRLF, none is longer than 998 bytes. Control characters in the subject and in names become
// blanks, so that no text can add a header. Invalid when an address is none. Dots are not doubled: that is
// the transport's.
[[nodiscard]] Result<std::string> compose_mime(const MailMessage& message, const MailAddress& sender, Timestamp now);

// The parts, for their tests.
// RFC 2047: as it is when printable ASCII, else words of base64 of at most 75 characters, folded.
[[nodiscard]] std::string encode_header_text(std::string_view text);
// RFC 2045: lines of at most 76 characters; \n becomes CRLF.
[[nodiscard]] std::string encode_quoted_printable(std::string_view text);
// "Mon, 23 Nov 2026 10:53:27 +0000"
[[nodiscard]] std::string format_mail_date(Timestamp at);

namespace problems {
inline constexpr std::string_view mail_address_invalid = "mail/invalid-address";  // Invalid
}  // namespace problems

}  // namespace coffer::platform
