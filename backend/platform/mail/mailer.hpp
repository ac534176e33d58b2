// Where mails go: to a mail server, or into a folder of this machine where none is configured.
#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>

#include "platform/async/task.hpp"
#include "platform/clock/clock.hpp"
#include "platform/mail/mail_message.hpp"

namespace coffer::platform {

class Mailer {
 public:
  virtual ~Mailer() = default;
  // Invalid when the mail was refused for good (5xx): the same mail need not be tried again. Unavailable and
  // Timeout: later. The error says nothing of recipient and text.
  [[nodiscard]] virtual Task<> send(MailMessage message) = 0;
};

enum class SmtpSecurity : std::uint8_t {
  StartTls,   // refused by us when the server does not offer it
  Tls,        // from the first byte
  Plaintext,  // without encryption: on loopback alone
};

struct SmtpSettings {
  std::string host;
  std::uint16_t port = 587;
  SmtpSecurity security = SmtpSecurity::StartTls;
  std::string username;  // empty: no AUTH
  std::string password;
  std::string ca_file;  // PEM; empty: the system's
  std::chrono::milliseconds timeout{30'000};
  MailAddress sender;
  std::size_t threads = 2;
  std::size_t queue = 64;
};

// Over libcurl: certificate and host name are checked, AUTH is PLAIN or LOGIN as the server offers.
// Invalid when plaintext is asked for beyond loopback, or the sender's address is none.
[[nodiscard]] Result<std::unique_ptr<Mailer>> open_smtp(SmtpSettings settings, const Clock& clock);

namespace problems {
inline constexpr std::string_view mail_refused = "mail/refused";                 // Invalid
inline constexpr std::string_view mail_server_unavailable = "mail/unavailable";  // Unavailable
inline constexpr std::string_view mail_misconfigured = "mail/misconfigured";     // Invalid
}  // namespace problems

}  // namespace coffer::platform
