#include "auth/households/household_problems.hpp"
#include "auth/identity/auth_test_world.hpp"
#include "auth/permissions/permissions.hpp"

namespace coffer::auth {
namespace {

using platform::UnitOfWork;

struct HouseholdTest : AuthWorld {
  SignedUp person = sign_up();

  HouseholdTest() { prove_address(); }
  void prove_address() { stored("UPDATE auth.users SET email_verified_at = now() RETURNING 1"); }

  Household create(const std::string& name) {
    NewHousehold household;
    household.name = name;
    household.currency = *parse_currency("CHF");
    auto plan = households.plan_household(person.caller, household);
    EXPECT_TRUE(plan);
    auto created = write(plan->caller, [&](UnitOfWork& unit) { return households.create_household(unit, *plan); });
    EXPECT_TRUE(created) << created.error().cause;
    person.caller = plan->caller;
    return *created;
  }
  // Of the person's first household, written past the services.
  UserId add_member(const std::string& email, const std::string& role) {
    auto user = ada();
    user.email = email;
    user.name = email;
    const auto other = sign_up(user);
    stored("INSERT INTO auth.memberships (id, household_id, user_id, role) VALUES ($1, $2, $3, $4) RETURNING 1",
           {format_uuid(random.uuid()), person.me.households[0].id.text(), other.me.user.id.text(), role});
    return other.me.user.id;
  }
};

TEST_F(HouseholdTest, a_further_household_waits_for_the_proof_of_the_address) {
  stored("UPDATE auth.users SET email_verified_at = NULL RETURNING 1");
  NewHousehold household;
  household.name = "Second";
  household.currency = *parse_currency("CHF");
  auto plan = households.plan_household(person.caller, household);
  ASSERT_TRUE(plan);
  const auto create = [&] {
    return write(plan->caller, [&](UnitOfWork& unit) { return households.create_household(unit, *plan); });
  };
  const auto refused = create();
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().problem, "auth/email-not-verified");
  prove_address();
  EXPECT_TRUE(create());
}

TEST_F(HouseholdTest, AFurtherHouseholdIsOwnedAndHasItsPortfolio) {
  const auto household = create("Byron family");
  EXPECT_EQ(household.role, Role::Owner);
  EXPECT_EQ(household.currency.code(), "CHF");
  EXPECT_EQ(stored("SELECT name || ' ' || currency FROM finance.portfolios WHERE household_id = $1 AND is_default",
                   {household.id.text()}),
            "Everything CHF");
  EXPECT_EQ(stored("SELECT payload->>'owner' FROM jobs.outbox WHERE household_id = $1", {household.id.text()}),
            person.me.user.id.text());
  EXPECT_EQ(stored("SELECT action FROM audit.audit_log WHERE household_id = $1", {household.id.text()}),
            "auth.household.create");
  const auto me = run(identity.get_me(person.caller));
  ASSERT_TRUE(me);
  ASSERT_EQ(me->households.size(), 2U);
  EXPECT_EQ(me->households[0].id, person.me.households[0].id);
}

TEST_F(HouseholdTest, AListIsPagedInTheOrderOfJoining) {
  for (const auto* name : {"B", "C", "D", "E"}) create(name);
  JoinedPage page;
  page.limit = 2;
  std::string names;
  int pages = 0;
  for (;;) {
    const auto list = run(households.list_households(person.caller, page));
    ASSERT_TRUE(list) << list.error().cause;
    ++pages;
    EXPECT_LE(list->items.size(), 2U);
    for (const auto& household : list->items) names += household.name.substr(0, 1);
    if (!list->next_cursor) break;
    page.cursor = list->next_cursor;
  }
  EXPECT_EQ(names, "ABCDE");
  EXPECT_EQ(pages, 3);
  page.cursor = "nonsense";
  const auto refused = run(households.list_households(person.caller, page));
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().fields.at(0).pointer, "?cursor");
}

TEST_F(HouseholdTest, AnotherHouseholdDoesNotExist) {
  auto eve = ada();
  eve.email = "eve@example.org";
  const auto other = sign_up(eve);
  const auto id = person.me.households[0].id;
  const auto read = run(households.get_household(other.caller, id));
  ASSERT_FALSE(read);
  EXPECT_EQ(read.error().kind, ErrorKind::NotFound);
  HouseholdPatch patch;
  patch.name = "Mine";
  const auto changed =
      write(other.caller, [&](UnitOfWork& unit) { return households.update_household(other.caller, unit, id, patch); });
  ASSERT_FALSE(changed);
  EXPECT_EQ(changed.error().kind, ErrorKind::NotFound);
  // Nor when the caller is made to claim it: the membership is not there.
  Caller liar = other.caller;
  liar.households.push_back(CallerHousehold{id, Role::Owner, false});
  const auto claimed = run(households.get_household(liar, id));
  ASSERT_FALSE(claimed);
  EXPECT_EQ(claimed.error().kind, ErrorKind::NotFound);
}

TEST_F(HouseholdTest, OnlyTheOwnerChangesIt) {
  const auto id = person.me.households[0].id;
  HouseholdPatch patch;
  patch.currency = parse_currency("EUR");
  const auto changed = write(
      person.caller, [&](UnitOfWork& unit) { return households.update_household(person.caller, unit, id, patch); });
  ASSERT_TRUE(changed) << changed.error().cause;
  EXPECT_EQ(changed->currency.code(), "EUR");
  EXPECT_EQ(changed->name, "Ada Byron's household");
  EXPECT_EQ(stored("SELECT base_currency FROM auth.households WHERE id = $1", {id.text()}), "EUR");
  EXPECT_EQ(stored("SELECT (before->>'currency') || ' ' || (after->>'currency') FROM audit.audit_log WHERE action = "
                   "'auth.household.update'"),
            "GBP EUR");
  for (const auto* role : {"manager", "editor", "viewer", "commenter", "adviser"}) {
    const auto member = add_member(std::string(role) + "@example.org", role);
    const auto caller = run(identity.get_caller(member));
    ASSERT_TRUE(caller);
    const auto refused =
        write(*caller, [&](UnitOfWork& unit) { return households.update_household(*caller, unit, id, patch); });
    ASSERT_FALSE(refused) << role;
    EXPECT_EQ(refused.error().problem, problems::not_allowed);
    const auto read = run(households.get_household(*caller, id));
    ASSERT_TRUE(read);
    EXPECT_EQ(role_name(read->role), role);
  }
}

TEST_F(HouseholdTest, ANameIsNeeded) {
  const auto refused = households.plan_household(person.caller, NewHousehold{});
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().problem, problems::invalid_household);
}

}  // namespace
}  // namespace coffer::auth
