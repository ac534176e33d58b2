#include "auth/passwords/recovery_service.hpp"

#include <gmock/gmock.h>

#include "auth/mail/mail_test_world.hpp"

namespace coffer::auth {
namespace {

using platform::UnitOfWork;
using testing::HasSubstr;

constexpr std::string_view another_password = "seven green kettles whistle";

struct RecoveryTest : MailWorld {
  Result<> ask(std::string address, std::string network = "192.0.2.7") {
    auto asking = stranger();
    asking.network_address = std::move(network);
    return write(RecoveryService::asking_caller(asking), [&](UnitOfWork& unit) { return recovery.ask(unit, address); });
  }
  // What the job does with each request; how many people were written to.
  int run_jobs() {
    int written = 0;
    for (const auto& row :
         testkit::run(administrator, "SELECT payload FROM jobs.queue WHERE name = 'auth.password.recover'")) {
      auto recipient = run(recovery.find_recipient(row.at(0).value()));
      EXPECT_TRUE(recipient) << recipient.error().cause;
      if (!recipient || !*recipient) continue;
      const auto sent = write(**recipient, [&](UnitOfWork& unit) { return recovery.send_link(unit); });
      EXPECT_TRUE(sent) << sent.error().cause;
      ++written;
    }
    testkit::run(administrator, "DELETE FROM jobs.queue WHERE name = 'auth.password.recover'");
    return written;
  }
  std::string ask_for_token() {
    EXPECT_TRUE(ask("ada@example.org"));
    EXPECT_EQ(run_jobs(), 1);
    return last_token();
  }
  Result<> reset(const std::string& token, std::string password = std::string(another_password)) {
    auto prepared = run(recovery.prepare_reset(stranger(), token, std::move(password)));
    if (!prepared) return fail(prepared.error());
    return write(prepared->person, [&](UnitOfWork& unit) { return recovery.reset(unit, *prepared); });
  }
  bool opens(std::string_view password) {
    return run(identity.check_credentials(stranger(), credentials("ada@example.org", std::string(password)), "test"))
        .has_value();
  }
};

TEST_F(RecoveryTest, a_link_gives_another_password_once) {
  const auto token = ask_for_token();
  EXPECT_THAT(last_mail().text, HasSubstr("https://coffer.example/reset-password#"));
  ASSERT_TRUE(opens(good_password));
  const auto done = reset(token);
  ASSERT_TRUE(done) << done.error().detail << done.error().cause;
  EXPECT_TRUE(opens(another_password));
  EXPECT_FALSE(opens(good_password));
  EXPECT_THAT(last_mail().subject, HasSubstr("was changed"));
  EXPECT_EQ(audited("auth.password.reset"), "1");
  const auto again = reset(token);
  ASSERT_FALSE(again);
  EXPECT_EQ(again.error().problem, problems::link_not_good);
}

TEST_F(RecoveryTest, a_reset_ends_every_session_and_proves_the_address) {
  const auto session = start_session(person.caller);
  ASSERT_TRUE(run(sessions.resolve_session(session.token)));
  EXPECT_FALSE(is_verified());
  ASSERT_TRUE(reset(ask_for_token()));
  EXPECT_FALSE(run(sessions.resolve_session(session.token)));
  EXPECT_EQ(stored("SELECT count(*) FROM auth.sessions WHERE revoked_at IS NULL"), "0");
  EXPECT_TRUE(is_verified());
}

TEST_F(RecoveryTest, a_reset_ends_every_api_key) {
  NewApiKey wanted{"Spreadsheet", {"view_finances"}, Timestamp{clock.now().micros + std::int64_t{86'400'000'000}}};
  const auto key =
      write(person.caller, [&](platform::UnitOfWork& unit) { return mail.api_keys.create_key(unit, wanted); });
  ASSERT_TRUE(key) << key.error().detail;
  ASSERT_TRUE(run(mail.api_keys.resolve_key(key->token)));
  ASSERT_TRUE(reset(ask_for_token()));
  EXPECT_FALSE(run(mail.api_keys.resolve_key(key->token)));
}

// Whoever opened an account with somebody else's address has no way left to take it along.
TEST_F(RecoveryTest, a_reset_ends_a_change_of_the_address) {
  for (const bool is_reset : {false, true}) {
    ASSERT_TRUE(write(person.caller, [&](UnitOfWork& unit) { return email.begin_change(unit, "eve@example.org"); }));
    const auto confirmation = last_token();
    if (is_reset) {
      ASSERT_TRUE(reset(ask_for_token()));
      EXPECT_EQ(stored("SELECT count(*) FROM auth.email_changes WHERE ended_at IS NULL"), "0");
    }
    const auto link = run(email.open_link(stranger(), confirmation));
    EXPECT_EQ(link.has_value(), !is_reset);
    if (!link) continue;
    // Control: without a reset the address changes.
    const auto changed = write(link->person, [&](UnitOfWork& unit) { return email.confirm_change(unit, *link); });
    ASSERT_TRUE(changed);
    EXPECT_TRUE(*changed);
    stored("UPDATE auth.users SET email = 'ada@example.org', email_verified_at = NULL RETURNING 1");
  }
  EXPECT_EQ(stored("SELECT email FROM auth.users"), "ada@example.org");
}

TEST_F(RecoveryTest, an_expired_link_and_the_other_links_of_before_are_good_for_nothing) {
  const auto first = ask_for_token();
  const auto second = ask_for_token();
  ASSERT_TRUE(reset(second));
  EXPECT_FALSE(reset(first));
  const auto third = ask_for_token();
  expire_tokens();
  EXPECT_FALSE(reset(third));
  EXPECT_TRUE(opens(another_password));
}

TEST_F(RecoveryTest, a_link_of_another_purpose_resets_nothing) {
  ASSERT_TRUE(send_verification());
  EXPECT_FALSE(reset(last_token()));
  EXPECT_FALSE(verify(ask_for_token()));
}

TEST_F(RecoveryTest, a_password_that_is_not_accepted_does_not_use_up_the_link) {
  const auto token = ask_for_token();
  const auto refused = reset(token, "short");
  ASSERT_FALSE(refused);
  ASSERT_EQ(refused.error().fields.size(), 1U);
  EXPECT_EQ(refused.error().fields[0].pointer, "/password");
  EXPECT_TRUE(reset(token));
}

TEST_F(RecoveryTest, asking_leaves_the_same_behind_for_known_and_unknown_addresses) {
  ASSERT_TRUE(ask("ada@example.org"));
  ASSERT_TRUE(ask("eve@example.org"));
  // One job each of the same size, one count, one audit entry without a person; no token, no mail.
  EXPECT_EQ(stored("SELECT count(*) || ' ' || count(DISTINCT length(payload::text)) FROM jobs.queue WHERE name = "
                   "'auth.password.recover'"),
            "2 1");
  EXPECT_EQ(stored("SELECT count(*) || ' ' || count(object_id) || ' ' || count(actor_id) FROM audit.audit_log WHERE "
                   "action = 'auth.password.forgot'"),
            "2 0 0");
  EXPECT_EQ(stored("SELECT count(*) FROM auth.mail_tokens"), "0");
  EXPECT_EQ(stored("SELECT count(*) FROM jobs.queue WHERE position('@' in payload::text) > 0"), "0");
  EXPECT_EQ(run_jobs(), 1);
  EXPECT_EQ(mails().size(), 1U);
}

// The processor's time of this process, over both in turn: PostgreSQL gets the same statements.
TEST_F(RecoveryTest, asking_takes_as_long_for_known_and_unknown_addresses) {
  const auto micros = [](std::clock_t ticks) { return static_cast<double>(ticks) * 1e6 / CLOCKS_PER_SEC; };
  std::clock_t known = 0;
  std::clock_t unknown = 0;
  const int rounds = 60;
  for (int i = 0; i < rounds; ++i) {
    testkit::run(administrator, "DELETE FROM auth.mail_counts");
    auto from = std::clock();
    ASSERT_TRUE(ask("ada@example.org"));
    known += std::clock() - from;
    from = std::clock();
    ASSERT_TRUE(ask("eve@example.org"));
    unknown += std::clock() - from;
  }
  EXPECT_LT(std::abs(micros(known - unknown)) / rounds, 500.0);
}

TEST_F(RecoveryTest, asking_is_limited_by_address_and_network_whoever_it_is) {
  for (const std::string address : {"ada@example.org", "eve@example.org"}) {
    testkit::run(administrator, "DELETE FROM auth.mail_counts");
    for (int i = 0; i < 5; ++i) ASSERT_TRUE(ask(address));
    const auto refused = ask(address, "198.51.100.1");
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().kind, ErrorKind::RateLimited);
  }
  testkit::run(administrator, "DELETE FROM auth.mail_counts");
  for (int i = 0; i < 30; ++i)
    ASSERT_TRUE(ask("a" + std::to_string(i) + "@example.org", "2001:db8:0:1::" + std::to_string(i + 1)));
  EXPECT_FALSE(ask("last@example.org", "2001:db8:0:1:ffff::1"));
  EXPECT_TRUE(ask("last@example.org", "2001:db8:0:2::1"));
}

TEST_F(RecoveryTest, a_disabled_person_gets_no_link) {
  testkit::run(administrator, "UPDATE auth.users SET disabled_at = now()");
  ASSERT_TRUE(ask("ada@example.org"));
  EXPECT_EQ(run_jobs(), 0);
}

}  // namespace
}  // namespace coffer::auth
