#include "auth/grants/grant_problems.hpp"
#include "auth/members/sharing_test_world.hpp"

namespace coffer::auth {
namespace {

using platform::UnitOfWork;

struct GrantTest : SharingWorld {
  AccountId savings = add_account("Savings");
  AccountId depot = add_account("Depot");

  Result<Grant> give(const Caller& caller, MembershipId member, GrantObject object, Access access) {
    NewGrant grant;
    grant.member = member;
    grant.object = object;
    grant.access = access;
    return write(caller, [&](UnitOfWork& unit) { return grants.create_grant(caller, unit, household, grant); });
  }
  Result<> may_edit(const Caller& caller, AccountId account) {
    return write(caller,
                 [&](UnitOfWork& unit) { return grants.require_editable(unit, std::vector<AccountId>(1, account)); });
  }
  std::int64_t accounts_seen(const Caller& caller) {
    platform::Query query{"test.count", "SELECT count(*) FROM finance.accounts WHERE household_id = $1"};
    auto rows = run(database.read(caller, platform::statement(query, household)));
    EXPECT_TRUE(rows);
    return (*rows->begin()).int64(0);
  }
};

TEST_F(GrantTest, ANarrowedMemberSeesWhatIsGrantedAndEditsWhatIsGrantedForEditing) {
  const auto bob = join("bob", Role::Editor, Sight::Granted);
  EXPECT_EQ(accounts_seen(caller_of(bob.user)), 0);
  ASSERT_TRUE(give(owner.caller, bob.membership, savings, Access::View));
  EXPECT_EQ(accounts_seen(caller_of(bob.user)), 1);
  const auto refused = may_edit(caller_of(bob.user), savings);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().kind, ErrorKind::Forbidden);
  ASSERT_TRUE(give(owner.caller, bob.membership, depot, Access::Edit));
  EXPECT_EQ(accounts_seen(caller_of(bob.user)), 2);
  EXPECT_TRUE(may_edit(caller_of(bob.user), depot));
  EXPECT_FALSE(may_edit(caller_of(bob.user), savings));
  EXPECT_TRUE(may_edit(owner.caller, savings));
}

TEST_F(GrantTest, TheDefaultPortfolioIsEveryAccount) {
  const auto bob = join("bob", Role::Editor, Sight::Granted);
  const PortfolioId everything{
      *parse_uuid(stored("SELECT id FROM finance.portfolios WHERE household_id = $1", {household.text()}))};
  ASSERT_TRUE(give(owner.caller, bob.membership, everything, Access::Edit));
  EXPECT_EQ(accounts_seen(caller_of(bob.user)), 2);
  EXPECT_TRUE(may_edit(caller_of(bob.user), savings));
}

// Beneath the service, with the role of an editor.
TEST_F(GrantTest, TheDatabaseItselfTakesNoChangeOfWhatIsOnlyShown) {
  const auto bob = join("bob", Role::Editor, Sight::Granted);
  ASSERT_TRUE(give(owner.caller, bob.membership, savings, Access::View));
  ASSERT_TRUE(give(owner.caller, bob.membership, depot, Access::Edit));
  const auto caller = caller_of(bob.user);
  const auto rename = [&](AccountId account) {
    platform::Query query{"test.rename", "UPDATE finance.accounts SET note = 'changed' WHERE id = $1 RETURNING id"};
    auto changed = write(caller, [&](UnitOfWork& unit) -> platform::Task<bool> {
      COFFER_CO_TRY(rows, co_await unit.run(platform::statement(query, account)));
      co_return !rows.empty();
    });
    EXPECT_TRUE(changed);
    return *changed;
  };
  EXPECT_FALSE(rename(savings));
  EXPECT_TRUE(rename(depot));
}

TEST_F(GrantTest, OwnersAndManagersGiveChangeAndTakeThem) {
  const auto bob = join("bob", Role::Viewer, Sight::Granted);
  const auto eve = caller_of(join("eve", Role::Editor).user);
  const auto refused = give(eve, bob.membership, savings, Access::View);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().problem, problems::not_allowed);
  EXPECT_FALSE(run(grants.list_grants(eve, household, GrantPage{})));

  const auto given = give(owner.caller, bob.membership, savings, Access::View);
  ASSERT_TRUE(given) << given.error().cause;
  const auto twice = give(owner.caller, bob.membership, savings, Access::Edit);
  ASSERT_FALSE(twice);
  EXPECT_EQ(twice.error().problem, problems::grant_exists);
  const auto changed = write(owner.caller, [&](UnitOfWork& unit) {
    return grants.update_grant(owner.caller, unit, household, given->id, Access::Comment);
  });
  ASSERT_TRUE(changed);
  GrantPage page;
  page.member = bob.membership;
  const auto list = run(grants.list_grants(owner.caller, household, page));
  ASSERT_TRUE(list);
  ASSERT_EQ(list->items.size(), 1U);
  EXPECT_EQ(list->items[0].access, Access::Comment);
  EXPECT_EQ(std::get<AccountId>(list->items[0].object), savings);
  ASSERT_TRUE(write(owner.caller,
                    [&](UnitOfWork& unit) { return grants.remove_grant(owner.caller, unit, household, given->id); }));
  EXPECT_EQ(
      stored(
          "SELECT string_agg(action, ' ' ORDER BY recorded_at, id) FROM audit.audit_log WHERE object_kind = 'grant'"),
      "auth.grant.create auth.grant.update auth.grant.remove");
}

TEST_F(GrantTest, AnotherHouseholdsThingsCannotBeGranted) {
  const auto bob = join("bob", Role::Viewer, Sight::Granted);
  auto stranger = ada();
  stranger.email = "eve@example.org";
  const auto eve = sign_up(stranger);
  const auto refused = give(owner.caller, bob.membership, random.id<AccountId>(), Access::View);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().problem, problems::grant_object);
  const auto from_outside = give(eve.caller, bob.membership, savings, Access::View);
  ASSERT_FALSE(from_outside);
  EXPECT_EQ(from_outside.error().kind, ErrorKind::NotFound);
}

}  // namespace
}  // namespace coffer::auth
