// A person who is signed in, and the mails that are written to them.
#pragma once

#include "auth/email/email_problems.hpp"
#include "auth/identity/auth_test_world.hpp"
#include "auth/identity/identity_problems.hpp"
#include "auth/mail/mail_problems.hpp"
#include "auth/mail/mail_test_parts.hpp"
#include "platform/async/task_group.hpp"

namespace coffer::auth {

struct MailWorld : AuthWorld {
  MailTestParts mail{database, passwords, sessions, clock, random};
  EmailService& email = mail.email;
  RecoveryService& recovery = mail.recovery;
  SignedUp person = sign_up();

  MailWorld() {
    person.caller.network_address = stranger().network_address;
    person.caller.session = start_session(person.caller).id;
  }

  std::vector<platform::MailMessage> mails() { return mail.mails(administrator); }
  platform::MailMessage last_mail() {
    const auto all = mails();
    EXPECT_FALSE(all.empty());
    return all.empty() ? platform::MailMessage{} : all.back();
  }
  std::string last_token() { return MailTestParts::token_in(last_mail()); }
  Result<> send_verification() {
    return write(person.caller, [&](platform::UnitOfWork& unit) { return email.send_verification(unit); });
  }
  Result<> verify(const std::string& token) {
    auto link = run(email.open_link(stranger(), token));
    if (!link) return fail(link.error());
    return write(link->person, [&](platform::UnitOfWork& unit) { return email.verify(unit, *link); });
  }
  void prove_address() {
    ASSERT_TRUE(send_verification());
    const auto verified = verify(last_token());
    ASSERT_TRUE(verified) << verified.error().detail;
  }
  bool is_verified() { return stored("SELECT email_verified_at IS NOT NULL FROM auth.users") == "t"; }
  std::string audited(const std::string& action) {
    return stored("SELECT count(*) FROM audit.audit_log WHERE action = $1", {action});
  }
  void expire_tokens() { testkit::run(administrator, "UPDATE auth.mail_tokens SET expires_at = now()"); }
};

}  // namespace coffer::auth
