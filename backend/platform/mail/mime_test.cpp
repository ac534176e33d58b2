#include "platform/mail/mime.hpp"

#include <gmock/gmock.h>

namespace coffer::platform {
namespace {

using testing::HasSubstr;
using testing::Not;

const MailAddress sender{"coffer@example.org", "Coffer"};

MailMessage letter() {
  MailMessage message;
  message.id = "01939000-0000-7000-8000-000000000001";
  message.to = {"ada@example.org", "Ada"};
  message.subject = "Hello";
  message.text = "Hello\n";
  message.html = "<p>Hello</p>\n";
  return message;
}

std::string compose(const MailMessage& message) { return compose_mime(message, sender, Timestamp{0}).value(); }

TEST(MimeTest, a_mail_has_its_headers_and_two_bodies) {
  const auto mime = compose(letter());
  EXPECT_THAT(mime, HasSubstr("From: \"Coffer\"\r\n <coffer@example.org>\r\nTo: \"Ada\"\r\n <ada@example.org>\r\n"));
  EXPECT_THAT(mime, HasSubstr("Date: Thu, 01 Jan 1970 00:00:00 +0000\r\n"));
  EXPECT_THAT(mime, HasSubstr("Message-ID: <01939000-0000-7000-8000-000000000001@example.org>\r\n"));
  EXPECT_THAT(mime, HasSubstr("Auto-Submitted: auto-generated\r\n"));
  EXPECT_LT(mime.find("text/plain"), mime.find("text/html"));
}

TEST(MimeTest, no_text_adds_a_header) {
  auto message = letter();
  message.subject = "Hello\r\nBcc: eve@example.org\r\n\r\nbody";
  message.to.name = "Ada\"\r\nBcc: eve@example.org";
  message.id = "1\r\nBcc: eve@example.org";
  EXPECT_THAT(compose(message), Not(HasSubstr("\nBcc:")));
}

TEST(MimeTest, what_is_no_address_is_refused) {
  for (const std::string email : {"", "ada", "@example.org", "ada@", "a@b@c", "ada@example.org\r\nRCPT TO:<eve@x>",
                                  "ada@example.org> SIZE=1", "ada @example.org", "ada@example.org,eve@example.org"}) {
    auto message = letter();
    message.to.email = email;
    const auto composed = compose_mime(message, sender, Timestamp{0});
    ASSERT_FALSE(composed) << email;
    EXPECT_EQ(composed.error().problem, problems::mail_address_invalid);
    EXPECT_EQ(composed.error().detail.find("eve"), std::string::npos);
  }
}

TEST(MimeTest, header_text_beyond_ascii_becomes_words_of_at_most_75_characters) {
  EXPECT_EQ(encode_header_text("Hello"), "Hello");
  EXPECT_EQ(encode_header_text("Grüße"), "=?UTF-8?B?R3LDvMOfZQ==?=");
  EXPECT_EQ(encode_header_text("=?x"), "=?UTF-8?B?PT94?=");
  std::string money;
  for (int i = 0; i < 40; ++i) money += "€";
  const auto words = encode_header_text(money);
  std::size_t from = 0;
  while (from < words.size()) {
    const auto end = std::min(words.find("\r\n ", from), words.size());
    EXPECT_LE(end - from, 75U);
    from = end + 3;
  }
}

TEST(MimeTest, quoted_printable_keeps_lines_short_and_blanks_at_their_end) {
  EXPECT_EQ(encode_quoted_printable("a=b \nÄ\t"), "a=3Db=20\r\n=C3=84=09");
  const auto encoded = encode_quoted_printable(std::string(200, 'x') + "ä");
  std::size_t from = 0;
  for (auto end = encoded.find("\r\n"); end != std::string::npos; end = encoded.find("\r\n", from)) {
    EXPECT_LE(end - from, 76U);
    from = end + 2;
  }
}

TEST(MimeTest, dates_have_their_weekday) {
  EXPECT_EQ(format_mail_date(Timestamp{1'795'431'207'000'000}), "Mon, 23 Nov 2026 10:53:27 +0000");
  EXPECT_EQ(format_mail_date(Timestamp{-1}), "Wed, 31 Dec 1969 23:59:59 +0000");
}

}  // namespace
}  // namespace coffer::platform
