// Against a real SMTP server: what arrives, and what is said when it does not.
#include <gmock/gmock.h>

#include "platform/async/loop.hpp"
#include "platform/crypto/digest.hpp"
#include "platform/json/reader.hpp"
#include "platform/mail/mailer.hpp"
#include "testkit/smtp_server.hpp"

namespace coffer::platform {
namespace {

using testing::HasSubstr;
using testkit::SmtpEncryption;
using testkit::SmtpLogin;
using testkit::SmtpServer;

constexpr std::string_view server_password = "pass wörd";

struct SmtpTest : testing::Test {
  SystemClock clock;
  LoopGroup loops{1};

  static SmtpSettings settings_for(const SmtpServer& server, SmtpSecurity security) {
    SmtpSettings settings;
    settings.host = "localhost";
    settings.port = server.port();
    settings.security = security;
    settings.ca_file = security == SmtpSecurity::Plaintext ? "" : server.ca_file();
    settings.timeout = std::chrono::seconds(10);
    settings.sender = {"coffer@example.org", "Coffer"};
    return settings;
  }
  static SmtpSettings with_login(SmtpSettings settings, std::string_view password = server_password) {
    settings.username = "coffer";
    settings.password = password;
    return settings;
  }
  static MailMessage letter(std::string email = "ada@example.org") {
    MailMessage message;
    message.id = "01939000-0000-7000-8000-000000000001";
    message.to = {std::move(email), "Ada Byron, Gräfin \"Lovelace\""};
    message.subject = "Bestätige deine Adresse – heute, bitte, und zwar möglichst bald und ohne Umwege";
    message.text = "Grüße\n.\n..two\n.dot at the start\n" + std::string(300, 'x') + "\nend \n";
    message.html = "<!doctype html><p>Grüße &amp; mehr</p>\n.\n";
    return message;
  }
  Result<> send(const SmtpSettings& settings, MailMessage message) {
    const auto mailer = open_smtp(settings, clock);
    if (!mailer) return fail(mailer.error());
    return run_task_to_end(loops.at(0), (*mailer)->send(std::move(message)));
  }
  // A text or flag of the only mail that arrived.
  static std::string arrived(const SmtpServer& server, std::string_view key) {
    const auto mails = server.mails();
    EXPECT_EQ(mails.size(), 1U);
    if (mails.empty()) return {};
    auto document = JsonDocument::parse(mails.front());
    auto object = document->object();
    return object.required(key).value()->is_text() ? std::string(object.required(key).value()->raw_text())
                                                   : object.required(key).value()->to_json();
  }
};

TEST_F(SmtpTest, a_mail_arrives_as_it_was_written) {
  const SmtpServer server;
  const auto sent = send(settings_for(server, SmtpSecurity::Plaintext), letter());
  ASSERT_TRUE(sent) << sent.error().cause;
  EXPECT_EQ(arrived(server, "subject"), letter().subject);
  EXPECT_EQ(arrived(server, "text"), letter().text);
  EXPECT_EQ(arrived(server, "html"), letter().html);
  EXPECT_EQ(arrived(server, "sender"), "coffer@example.org");
  EXPECT_EQ(arrived(server, "recipients"), R"(["ada@example.org"])");
  EXPECT_THAT(arrived(server, "to"), HasSubstr("Gräfin"));
  EXPECT_EQ(arrived(server, "defects"), "[]");
  EXPECT_EQ(arrived(server, "message_id"), "<01939000-0000-7000-8000-000000000001@example.org>");
}

TEST_F(SmtpTest, an_address_beyond_ascii_arrives) {
  const SmtpServer server;
  const auto sent = send(settings_for(server, SmtpSecurity::Plaintext), letter("jürgen@example.org"));
  ASSERT_TRUE(sent) << sent.error().cause;
  EXPECT_EQ(arrived(server, "recipients"), R"(["jürgen@example.org"])");
}

TEST_F(SmtpTest, starttls_and_tls_encrypt_and_log_in_by_what_the_server_offers) {
  for (const auto login : {SmtpLogin::Plain, SmtpLogin::Login}) {
    const SmtpServer upgraded(SmtpEncryption::StartTls, login);
    auto sent = send(with_login(settings_for(upgraded, SmtpSecurity::StartTls)), letter());
    ASSERT_TRUE(sent) << sent.error().cause;
    EXPECT_EQ(arrived(upgraded, "encrypted"), "true");
    EXPECT_EQ(arrived(upgraded, "user"), "coffer");
  }
  const SmtpServer encrypted(SmtpEncryption::Tls);
  const auto sent = send(settings_for(encrypted, SmtpSecurity::Tls), letter());
  ASSERT_TRUE(sent) << sent.error().cause;
  EXPECT_EQ(arrived(encrypted, "text"), letter().text);
}

TEST_F(SmtpTest, nothing_is_sent_to_a_server_that_cannot_show_who_it_is) {
  const SmtpServer server(SmtpEncryption::Tls);
  auto unknown_authority = settings_for(server, SmtpSecurity::Tls);
  unknown_authority.ca_file.clear();
  auto other_name = settings_for(server, SmtpSecurity::Tls);
  other_name.host = "127.0.0.1";
  for (const auto& settings : {unknown_authority, other_name}) {
    const auto sent = send(settings, letter());
    ASSERT_FALSE(sent);
    EXPECT_EQ(sent.error().kind, ErrorKind::Unavailable);
    EXPECT_THAT(sent.error().cause, HasSubstr("certificate"));
  }
  EXPECT_TRUE(server.mails().empty());
}

TEST_F(SmtpTest, nothing_is_sent_where_starttls_is_not_offered) {
  const SmtpServer server;
  auto settings = settings_for(server, SmtpSecurity::StartTls);
  settings.ca_file.clear();
  const auto sent = send(settings, letter());
  ASSERT_FALSE(sent);
  EXPECT_EQ(sent.error().kind, ErrorKind::Unavailable);
  EXPECT_TRUE(server.mails().empty());
}

TEST_F(SmtpTest, a_5xx_is_for_good_and_a_4xx_is_not) {
  const SmtpServer server;
  const auto settings = settings_for(server, SmtpSecurity::Plaintext);
  const std::pair<std::string, ErrorKind> answers[] = {{"refused@example.org", ErrorKind::Invalid},
                                                       {"spam@example.org", ErrorKind::Invalid},
                                                       {"full@example.org", ErrorKind::Unavailable}};
  for (const auto& [email, kind] : answers) {
    const auto sent = send(settings, letter(email));
    ASSERT_FALSE(sent) << email;
    EXPECT_EQ(sent.error().kind, kind) << email << ": " << sent.error().cause;
    EXPECT_EQ((sent.error().cause + sent.error().detail).find(email), std::string::npos);
  }
}

TEST_F(SmtpTest, a_wrong_login_is_no_fault_of_the_mail) {
  const SmtpServer server(SmtpEncryption::StartTls, SmtpLogin::Plain);
  const auto settings = settings_for(server, SmtpSecurity::StartTls);
  for (const auto& faulty : {with_login(settings, "wrong"), settings}) {
    const auto sent = send(faulty, letter());
    ASSERT_FALSE(sent);
    EXPECT_EQ(sent.error().kind, ErrorKind::Unavailable) << sent.error().cause;
  }
}

TEST_F(SmtpTest, a_server_that_does_not_answer_is_left_in_time) {
  const SmtpServer server;
  auto settings = settings_for(server, SmtpSecurity::Plaintext);
  settings.timeout = std::chrono::milliseconds(300);
  const auto begun = monotonic_micros();
  const auto sent = send(settings, letter("slow@example.org"));
  ASSERT_FALSE(sent);
  EXPECT_EQ(sent.error().kind, ErrorKind::Timeout);
  EXPECT_LT(monotonic_micros() - begun, 5'000'000);
  settings.port = 1;
  const auto unreachable = send(settings, letter());
  ASSERT_FALSE(unreachable);
  EXPECT_EQ(unreachable.error().kind, ErrorKind::Unavailable);
}

TEST_F(SmtpTest, plaintext_beyond_this_machine_is_refused_at_the_start) {
  for (const std::string host : {"mail.example.org", "127.example.org", "10.0.0.1"}) {
    SmtpSettings settings;
    settings.host = host;
    settings.security = SmtpSecurity::Plaintext;
    settings.sender = {"coffer@example.org", ""};
    const auto opened = open_smtp(settings, clock);
    ASSERT_FALSE(opened) << host;
    EXPECT_EQ(opened.error().problem, problems::mail_misconfigured);
  }
}

}  // namespace
}  // namespace coffer::platform
