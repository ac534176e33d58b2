#include <ctime>

#include "auth/identity/auth_test_world.hpp"
#include "auth/identity/identity_problems.hpp"

namespace coffer::auth {
namespace {

using platform::UnitOfWork;

struct IdentityTest : AuthWorld {};

TEST_F(IdentityTest, SigningUpMakesAPersonAHouseholdAndItsDefaultPortfolio) {
  auto user = ada();
  user.email = " Ada@Example.org";
  const auto signed_up = sign_up(user);
  EXPECT_EQ(signed_up.me.user.email, "ada@example.org");
  EXPECT_EQ(signed_up.me.user.name, "Ada Byron");
  EXPECT_EQ(signed_up.me.user.version, 1);
  ASSERT_EQ(signed_up.me.households.size(), 1U);
  EXPECT_EQ(signed_up.me.households[0].name, "Ada Byron's household");
  EXPECT_EQ(signed_up.me.households[0].currency.code(), "GBP");
  EXPECT_EQ(signed_up.me.households[0].role, Role::Owner);
  EXPECT_EQ(stored("SELECT currency || ' ' || is_default FROM finance.portfolios WHERE household_id = $1",
                   {signed_up.me.households[0].id.text()}),
            "GBP true");
  EXPECT_EQ(stored("SELECT string_agg(event, ' ' ORDER BY event) FROM jobs.outbox"),
            "household.created user.signed_up");
  EXPECT_EQ(stored("SELECT action || ' ' || (actor_id = $1::uuid) || ' ' || network_address FROM audit.audit_log",
                   {signed_up.me.user.id.text()}),
            "auth.user.sign_up true 192.0.2.7");
}

TEST_F(IdentityTest, ThePasswordIsNowhere) {
  sign_up();
  EXPECT_EQ(stored("SELECT left(password_hash, 10) FROM auth.users"), "$argon2id$");
  EXPECT_EQ(stored("SELECT count(*) FROM jobs.outbox o, audit.audit_log a, auth.users u "
                   "WHERE concat(o::text, a::text, u::text) LIKE '%battery%'"),
            "0");
}

TEST_F(IdentityTest, AnAddressSignsUpOnce) {
  sign_up();
  auto again = ada();
  again.email = "ADA@example.org";
  auto plan = run(identity.prepare_sign_up(stranger(), again));
  ASSERT_TRUE(plan);
  const auto refused = write(plan->caller, [&](UnitOfWork& unit) { return identity.sign_up(unit, *plan); });
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().kind, ErrorKind::Conflict);
  EXPECT_EQ(refused.error().problem, problems::email_taken);
  EXPECT_EQ(stored("SELECT count(*) FROM auth.households"), "1");
}

TEST_F(IdentityTest, APersonIsFoundByAddressAndPassword) {
  const auto signed_up = sign_up();
  const auto person =
      run(identity.check_credentials(stranger(), credentials("ADA@example.org ", std::string(good_password)), "agent"));
  ASSERT_TRUE(person);
  EXPECT_EQ(person->user, signed_up.me.user.id);
  EXPECT_EQ(person->households.size(), 1U);
  EXPECT_EQ(person->trace_id, stranger().trace_id);
  EXPECT_EQ(stored("SELECT count(*) FROM auth.login_history"), "0");
}

TEST_F(IdentityTest, UnknownAddressAndWrongPasswordAnswerAlike) {
  const auto signed_up = sign_up();
  const auto wrong =
      run(identity.check_credentials(stranger(), credentials("ada@example.org", "not the right password"), "agent"));
  const auto unknown =
      run(identity.check_credentials(stranger(), credentials("eve@example.org", "not the right password"), "agent"));
  const auto malformed =
      run(identity.check_credentials(stranger(), credentials("no address", "not the right password"), "agent"));
  stored("UPDATE auth.users SET disabled_at = now() RETURNING 1");
  const auto disabled =
      run(identity.check_credentials(stranger(), credentials("ada@example.org", std::string(good_password)), "agent"));
  ASSERT_FALSE(wrong);
  for (const auto* refused : {&wrong, &unknown, &malformed, &disabled}) {
    ASSERT_FALSE(*refused);
    EXPECT_EQ(refused->error().kind, ErrorKind::Unauthenticated);
    EXPECT_EQ(refused->error().problem, problems::wrong_credentials);
    EXPECT_EQ(refused->error().detail, wrong.error().detail);
    EXPECT_TRUE(refused->error().fields.empty());
  }
  EXPECT_EQ(stored("SELECT string_agg(outcome || ':' || coalesce((user_id = $1::uuid)::text, '-') || ':' || "
                   "user_agent, ' ' ORDER BY id) "
                   "FROM auth.login_history",
                   {signed_up.me.user.id.text()}),
            "wrong_password:true:agent unknown_user:-:agent unknown_user:-:agent disabled:true:agent");
}

// The hash of a password is computed whether the address is known or not. With settings that make a
// hash the bulk of the work, neither answer may cost half the processor time of the other.
TEST_F(IdentityTest, UnknownAddressAndWrongPasswordCostTheSame) {
  auto slow = quick_passwords();
  slow.memory_kib = 16 * 1024;
  slow.passes = 2;
  platform::PasswordHasher hasher{slow};
  IdentityService careful{database, hasher, random};
  auto plan = run(careful.prepare_sign_up(stranger(), ada()));
  ASSERT_TRUE(plan);
  ASSERT_TRUE(write(plan->caller, [&](UnitOfWork& unit) { return careful.sign_up(unit, *plan); }));
  const auto cost = [&](const std::string& email) {
    const std::clock_t start = std::clock();
    for (int i = 0; i < 5; ++i)
      EXPECT_FALSE(run(careful.check_credentials(stranger(), credentials(email, "not the right password"), "agent")));
    return std::clock() - start;
  };
  const auto known = cost("ada@example.org");
  const auto unknown = cost("eve@example.org");
  EXPECT_LT(known, 2 * unknown);
  EXPECT_LT(unknown, 2 * known);
  // Control: without the hash, an address that nobody could have answers at once.
  platform::PasswordHasher none{quick_passwords()};
  IdentityService careless{database, none, random};
  const std::clock_t start = std::clock();
  for (int i = 0; i < 5; ++i) {
    EXPECT_FALSE(
        run(careless.check_credentials(stranger(), credentials("eve@example.org", "not the right password"), "agent")));
  }
  EXPECT_GT(known, 2 * (std::clock() - start));
}

TEST_F(IdentityTest, AnOutdatedHashIsRenewedAtSignIn) {
  sign_up();
  const auto before = stored("SELECT password_hash FROM auth.users");
  auto stronger = quick_passwords();
  stronger.passes = 2;
  platform::PasswordHasher hasher{stronger};
  IdentityService today{database, hasher, random};
  ASSERT_TRUE(
      run(today.check_credentials(stranger(), credentials("ada@example.org", std::string(good_password)), "agent")));
  const auto after = stored("SELECT password_hash FROM auth.users");
  EXPECT_NE(before, after);
  ASSERT_TRUE(
      run(today.check_credentials(stranger(), credentials("ada@example.org", std::string(good_password)), "agent")));
  EXPECT_EQ(stored("SELECT password_hash FROM auth.users"), after);
}

TEST_F(IdentityTest, APersonChangesWhatTheySayOfThemselves) {
  const auto signed_up = sign_up();
  UserPatch patch;
  patch.name = "Ada Lovelace";
  patch.theme = Theme::Dark;
  const auto me =
      write(signed_up.caller, [&](UnitOfWork& unit) { return identity.update_me(signed_up.caller, unit, patch); });
  ASSERT_TRUE(me) << me.error().cause;
  EXPECT_EQ(me->user.name, "Ada Lovelace");
  EXPECT_EQ(me->user.theme, Theme::Dark);
  EXPECT_EQ(me->user.locale, "en");
  EXPECT_EQ(me->user.version, 2);
  const auto read = run(identity.get_me(signed_up.caller));
  ASSERT_TRUE(read);
  EXPECT_EQ(read->user.name, "Ada Lovelace");

  patch = UserPatch{};
  patch.locale = "nowhere!";
  const auto refused =
      write(signed_up.caller, [&](UnitOfWork& unit) { return identity.update_me(signed_up.caller, unit, patch); });
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().fields.at(0).pointer, "/locale");
}

TEST_F(IdentityTest, AnotherPersonIsNotSeen) {
  sign_up();
  auto eve = ada();
  eve.email = "eve@example.org";
  const auto other = sign_up(eve);
  Caller pretender = other.caller;
  pretender.user = random.id<UserId>();
  EXPECT_FALSE(run(identity.get_me(pretender)));
}

TEST_F(IdentityTest, APersonBecomesACallerByIdAndByAddress) {
  const auto signed_up = sign_up();
  const auto by_id = run(identity.get_caller(signed_up.me.user.id));
  ASSERT_TRUE(by_id);
  EXPECT_EQ(by_id->households.at(0).household, signed_up.me.households[0].id);
  EXPECT_EQ(by_id->households.at(0).role, Role::Owner);
  const auto by_address = run(identity.get_caller_by_email("Ada@example.org"));
  ASSERT_TRUE(by_address);
  EXPECT_EQ(by_address->user, by_id->user);
  const auto nobody = run(identity.get_caller_by_email("eve@example.org"));
  ASSERT_FALSE(nobody);
  EXPECT_EQ(nobody.error().kind, ErrorKind::NotFound);
}

}  // namespace
}  // namespace coffer::auth
