#include <gmock/gmock.h>

#include "auth/mail/mail_test_world.hpp"
#include "testkit/builders.hpp"

namespace coffer::auth {
namespace {

using platform::UnitOfWork;
using testing::HasSubstr;
using testing::Not;

struct EmailTest : MailWorld {
  Result<EmailState> begin_change(std::string wanted) {
    return write(person.caller, [&](UnitOfWork& unit) { return email.begin_change(unit, wanted); });
  }
  Result<bool> confirm(const std::string& token) {
    auto link = run(email.open_link(stranger(), token));
    if (!link) return fail(link.error());
    return write(link->person, [&](UnitOfWork& unit) { return email.confirm_change(unit, *link); });
  }
  // The tokens of the change, by the address that got them.
  std::string token_for(const std::string& address) {
    std::string token;
    for (const auto& one : mails()) {
      if (one.to.email == address) token = MailTestParts::token_in(one);
    }
    return token;
  }
  std::string address() { return stored("SELECT email FROM auth.users WHERE id = $1", {person.caller.user.text()}); }
};

TEST_F(EmailTest, a_link_proves_the_address_once) {
  EXPECT_FALSE(is_verified());
  ASSERT_TRUE(send_verification());
  const auto mail = last_mail();
  EXPECT_EQ(mail.to.email, "ada@example.org");
  EXPECT_THAT(mail.text, HasSubstr("https://coffer.example/verify-email#"));
  EXPECT_THAT(mail.html, HasSubstr(MailTestParts::token_in(mail)));
  const auto token = last_token();
  EXPECT_EQ(token.size(), 43U);
  ASSERT_TRUE(verify(token));
  EXPECT_TRUE(is_verified());
  EXPECT_EQ(audited("auth.email.verify"), "1");
  const auto again = verify(token);
  ASSERT_FALSE(again);
  EXPECT_EQ(again.error().problem, problems::link_not_good);
}

TEST_F(EmailTest, names_go_to_proved_addresses_alone) {
  ASSERT_TRUE(send_verification());
  EXPECT_THAT(last_mail().text, Not(HasSubstr("Ada")));
}

TEST_F(EmailTest, an_expired_link_and_a_guessed_one_prove_nothing) {
  ASSERT_TRUE(send_verification());
  expire_tokens();
  EXPECT_FALSE(verify(last_token()));
  EXPECT_FALSE(verify(std::string(43, 'A')));
  EXPECT_FALSE(is_verified());
}

TEST_F(EmailTest, of_many_at_once_one_uses_the_link) {
  ASSERT_TRUE(send_verification());
  const auto link = run(email.open_link(stranger(), last_token()));
  ASSERT_TRUE(link);
  std::atomic<int> successes{0};
  platform::TaskGroup group;
  const auto once = [&]() -> platform::Task<> {
    const auto work = [&](UnitOfWork& unit) { return email.verify(unit, *link); };
    if (co_await database.write(link->person, work)) ++successes;
    co_return Result<>{};
  };
  for (int i = 0; i < 20; ++i) ASSERT_TRUE(group.spawn(loops.at(0), once()));
  group.join_blocking();
  EXPECT_EQ(successes, 1);
}

TEST_F(EmailTest, the_database_holds_no_token) {
  ASSERT_TRUE(send_verification());
  const auto token = last_token();
  EXPECT_EQ(stored("SELECT count(*) FROM auth.mail_tokens WHERE token_hash = sha256($1::bytea)", {token}), "1");
  EXPECT_EQ(stored("SELECT count(*) FROM jobs.queue WHERE position($1 in payload::text) > 0", {token}), "0");
  EXPECT_EQ(stored("SELECT count(*) FROM jobs.queue WHERE position('ada@' in payload::text) > 0"), "0");
  EXPECT_EQ(stored("SELECT count(*) FROM audit.audit_log WHERE position($1 in audit_log::text) > 0", {token}), "0");
}

TEST_F(EmailTest, a_link_sent_to_a_former_address_proves_nothing) {
  ASSERT_TRUE(send_verification());
  testkit::run(administrator, "UPDATE auth.users SET email = 'new@example.org'");
  EXPECT_FALSE(verify(last_token()));
  EXPECT_FALSE(is_verified());
}

TEST_F(EmailTest, mails_asked_for_are_limited_by_address_person_and_network) {
  const auto resend = [&] {
    return write(person.caller, [&](UnitOfWork& unit) { return email.resend_verification(unit); });
  };
  for (int i = 0; i < 5; ++i) ASSERT_TRUE(resend()) << i;
  const auto refused = resend();
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().kind, ErrorKind::RateLimited);
  EXPECT_EQ(refused.error().problem, problems::too_many_mails);
  EXPECT_EQ(mails().size(), 5U);
  // Control: the same in the next window.
  testkit::run(administrator, "UPDATE auth.mail_counts SET window_start = now() - interval '1 hour'");
  EXPECT_TRUE(resend());
}

TEST_F(EmailTest, an_address_that_is_proved_gets_no_further_link) {
  prove_address();
  const auto refused = write(person.caller, [&](UnitOfWork& unit) { return email.resend_verification(unit); });
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().problem, problems::email_already_verified);
}

TEST_F(EmailTest, an_address_changes_when_both_agree) {
  prove_address();
  const auto begun = begin_change(" New@Example.org ");
  ASSERT_TRUE(begun) << begun.error().detail << begun.error().cause;
  EXPECT_EQ(begun->email, "ada@example.org");
  ASSERT_TRUE(begun->change);
  EXPECT_EQ(begun->change->new_email, "new@example.org");
  EXPECT_EQ(confirm(token_for("new@example.org")), false);
  EXPECT_EQ(address(), "ada@example.org");
  EXPECT_EQ(confirm(token_for("ada@example.org")), true);
  EXPECT_EQ(address(), "new@example.org");
  EXPECT_TRUE(is_verified());
  EXPECT_EQ(audited("auth.email.change"), "1");
  EXPECT_THAT(stored("SELECT before::text || after::text FROM audit.audit_log WHERE action = 'auth.email.change'"),
              HasSubstr("new@example.org"));
  // Both are told.
  EXPECT_EQ(mails().size(), 5U);
  EXPECT_FALSE(confirm(token_for("new@example.org")));
}

TEST_F(EmailTest, one_confirmation_is_not_enough_whoever_gives_it_twice) {
  prove_address();
  ASSERT_TRUE(begin_change("new@example.org"));
  const auto token = token_for("new@example.org");
  ASSERT_TRUE(confirm(token));
  EXPECT_FALSE(confirm(token));
  EXPECT_EQ(address(), "ada@example.org");
}

TEST_F(EmailTest, an_address_that_was_never_proved_need_not_agree) {
  ASSERT_TRUE(begin_change("new@example.org"));
  EXPECT_EQ(mails().size(), 1U);
  EXPECT_EQ(confirm(token_for("new@example.org")), true);
  EXPECT_EQ(address(), "new@example.org");
}

TEST_F(EmailTest, a_proof_of_the_address_ends_a_change_that_did_not_ask_its_owner) {
  ASSERT_TRUE(send_verification());
  const auto proof = last_token();
  ASSERT_TRUE(begin_change("new@example.org"));
  ASSERT_TRUE(verify(proof));
  EXPECT_FALSE(confirm(token_for("new@example.org")));
  EXPECT_EQ(address(), "ada@example.org");
  // From now on the owner of the address is asked.
  ASSERT_TRUE(begin_change("new@example.org"));
  EXPECT_EQ(confirm(token_for("new@example.org")), false);
}

TEST_F(EmailTest, a_change_to_an_address_in_use_answers_alike_and_changes_nothing) {
  prove_address();
  auto other = ada();
  other.email = "taken@example.org";
  sign_up(other);
  const auto free = begin_change("free@example.org");
  const auto taken = begin_change("taken@example.org");
  ASSERT_TRUE(free && taken);
  EXPECT_EQ(taken->change->new_email, "taken@example.org");
  EXPECT_THAT(last_mail().subject, HasSubstr("wants to use"));
  EXPECT_EQ(last_token(), "");
}

TEST_F(EmailTest, a_change_begun_again_or_cancelled_voids_the_links_of_before) {
  prove_address();
  ASSERT_TRUE(begin_change("first@example.org"));
  const auto first = token_for("first@example.org");
  ASSERT_TRUE(begin_change("second@example.org"));
  EXPECT_FALSE(confirm(first));
  const auto cancel = [&] { return write(person.caller, [&](UnitOfWork& unit) { return email.cancel_change(unit); }); };
  ASSERT_TRUE(cancel());
  EXPECT_FALSE(confirm(token_for("second@example.org")));
  EXPECT_FALSE(cancel());
}

TEST_F(EmailTest, a_change_wants_step_up) {
  testkit::run(administrator, "UPDATE auth.sessions SET proved_at = now() - interval '1 day'");
  const auto refused = begin_change("new@example.org");
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().problem, "auth/step-up-required");
}

TEST_F(EmailTest, row_level_security_hides_the_links_and_changes_of_others) {
  ASSERT_TRUE(send_verification());
  ASSERT_TRUE(begin_change("new@example.org"));
  auto api = storage.connect(testkit::As::Api);
  testkit::set_caller(api, testkit::person(testkit::next_id<UserId>(), {}));
  EXPECT_EQ(testkit::value(api, "SELECT count(*) FROM auth.mail_tokens"), "0");
  EXPECT_EQ(testkit::value(api, "SELECT count(*) FROM auth.email_changes"), "0");
  EXPECT_EQ(testkit::refusal(api, "SELECT mails FROM auth.mail_counts"), "42501");
  testkit::set_caller(api, person.caller);
  EXPECT_NE(testkit::value(api, "SELECT count(*) FROM auth.mail_tokens"), "0");
}

}  // namespace
}  // namespace coffer::auth
