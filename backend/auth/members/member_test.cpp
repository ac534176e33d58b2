#include "auth/members/member_problems.hpp"
#include "auth/members/sharing_test_world.hpp"

namespace coffer::auth {
namespace {

using platform::UnitOfWork;

struct MemberTest : SharingWorld {
  Result<Member> change(const Caller& caller, MembershipId member, std::optional<Role> role,
                        std::optional<Sight> sight = std::nullopt) {
    MemberPatch patch;
    patch.role = role;
    patch.sight = sight;
    return write(caller,
                 [&](UnitOfWork& unit) { return members.update_member(caller, unit, household, member, patch); });
  }
  Result<> remove(const Caller& caller, MembershipId member) {
    return write(caller, [&](UnitOfWork& unit) { return members.remove_member(caller, unit, household, member); });
  }
  MembershipId membership_of(UserId user) {
    return MembershipId{*parse_uuid(stored("SELECT id FROM auth.memberships WHERE user_id = $1 AND household_id = $2",
                                           {user.text(), household.text()}))};
  }
  std::string role_of(MembershipId member) {
    return stored("SELECT role || CASE WHEN narrowed THEN ' narrowed' ELSE '' END FROM auth.memberships WHERE id = $1",
                  {member.text()});
  }
};

TEST_F(MemberTest, AreSeenByMembers) {
  const auto bob = join("bob", Role::Viewer, Sight::Granted);
  const auto caller = caller_of(bob.user);
  MemberPage page;
  page.limit = 1;
  const auto first = run(members.list_members(caller, household, page));
  ASSERT_TRUE(first) << first.error().cause;
  ASSERT_EQ(first->items.size(), 1U);
  EXPECT_EQ(first->items[0].email, "ada@example.org");
  EXPECT_EQ(first->items[0].role, Role::Owner);
  page.cursor = first->next_cursor;
  const auto second = run(members.list_members(caller, household, page));
  ASSERT_TRUE(second);
  ASSERT_EQ(second->items.size(), 1U);
  EXPECT_EQ(second->items[0].user, bob.user);
  EXPECT_EQ(second->items[0].sight, Sight::Granted);
  EXPECT_FALSE(second->next_cursor);
}

TEST_F(MemberTest, AreNotSeenByOthers) {
  auto stranger = ada();
  stranger.email = "eve@example.org";
  const auto eve = sign_up(stranger);
  const auto refused = run(members.list_members(eve.caller, household, MemberPage{}));
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().kind, ErrorKind::NotFound);
}

TEST_F(MemberTest, OwnersAndManagersChangeTheOthers) {
  const auto bob = join("bob", Role::Viewer);
  const auto mary = caller_of(join("mary", Role::Manager).user);
  ASSERT_TRUE(change(mary, bob.membership, Role::Editor, Sight::Granted));
  EXPECT_EQ(role_of(bob.membership), "editor narrowed");
  EXPECT_EQ(
      stored("SELECT (before->>'role') || ' ' || (after->>'role') || ' ' || (after->>'sight') FROM audit.audit_log "
             "WHERE action = 'auth.member.update'"),
      "viewer editor granted");
  for (const Role role : {Role::Editor, Role::Adviser, Role::Commenter, Role::Viewer}) {
    const auto caller = caller_of(join("a-" + std::string(role_name(role)), role).user);
    const auto refused = change(caller, bob.membership, Role::Viewer);
    ASSERT_FALSE(refused) << role_name(role);
    EXPECT_EQ(refused.error().problem, problems::not_allowed);
    const auto not_removed = remove(caller, bob.membership);
    ASSERT_FALSE(not_removed) << role_name(role);
  }
}

TEST_F(MemberTest, OwnersAreAnOwnersBusiness) {
  const auto bob = join("bob", Role::Viewer);
  const auto mary = caller_of(join("mary", Role::Manager).user);
  const auto raised = change(mary, bob.membership, Role::Owner);
  ASSERT_FALSE(raised);
  EXPECT_EQ(raised.error().problem, problems::owners_business);
  const auto toppled = change(mary, membership_of(owner.me.user.id), Role::Viewer);
  ASSERT_FALSE(toppled);
  EXPECT_EQ(toppled.error().problem, problems::owners_business);
  const auto removed = remove(mary, membership_of(owner.me.user.id));
  ASSERT_FALSE(removed);
  EXPECT_EQ(removed.error().problem, problems::owners_business);
  EXPECT_TRUE(change(owner.caller, bob.membership, Role::Owner));
}

TEST_F(MemberTest, AHouseholdKeepsAnOwner) {
  const auto own = membership_of(owner.me.user.id);
  const auto stepped_back = change(owner.caller, own, Role::Manager);
  ASSERT_FALSE(stepped_back);
  EXPECT_EQ(stepped_back.error().problem, problems::owner_needed);
  const auto left = remove(owner.caller, own);
  ASSERT_FALSE(left);
  EXPECT_EQ(left.error().problem, problems::owner_needed);
  EXPECT_EQ(role_of(own), "owner");
  join("bob", Role::Owner);
  EXPECT_TRUE(remove(owner.caller, own));
}

TEST_F(MemberTest, AnyoneMayLeaveAndTakesTheGrantsAlong) {
  const auto bob = join("bob", Role::Viewer, Sight::Granted);
  NewGrant grant;
  grant.member = bob.membership;
  grant.object = add_account("Savings");
  ASSERT_TRUE(
      write(owner.caller, [&](UnitOfWork& unit) { return grants.create_grant(owner.caller, unit, household, grant); }));
  ASSERT_TRUE(remove(caller_of(bob.user), bob.membership));
  EXPECT_EQ(stored("SELECT count(*) FROM auth.grants"), "0");
  EXPECT_EQ(run(identity.get_caller(bob.user))->find_household(household), nullptr);
}

TEST_F(MemberTest, AKeyThatMayOnlyLookDoesNotLeaveForItsPerson) {
  const auto bob = join("bob", Role::Editor);
  auto by_key = caller_of(bob.user);
  by_key.credential = Credential::ApiKey;
  by_key.scope = scope_bit(Permission::ViewHousehold);
  const auto refused = remove(by_key, bob.membership);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().problem, problems::out_of_scope);
  by_key.scope |= scope_bit(Permission::ManageMembers);
  EXPECT_TRUE(remove(by_key, bob.membership));
}

TEST_F(MemberTest, WhoManagesSeesTheWhole) {
  const auto bob = join("bob", Role::Viewer);
  const auto refused = change(owner.caller, bob.membership, Role::Manager, Sight::Granted);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().problem, problems::managers_see_whole);
}

// Beneath the service: the role alone decides what the database takes.
TEST_F(MemberTest, TheDatabaseItselfHoldsRolesToTheirPart) {
  const auto account = add_account("Savings");
  const auto rename = [&](const Caller& caller) {
    platform::Query query{"test.rename", "UPDATE finance.accounts SET name = 'Stolen' WHERE id = $1 RETURNING id"};
    auto rows = write(caller, [&](UnitOfWork& unit) -> platform::Task<bool> {
      COFFER_CO_TRY(changed, co_await unit.run(platform::statement(query, account)));
      co_return !changed.empty();
    });
    EXPECT_TRUE(rows);
    return *rows;
  };
  const auto promote = [&](const Caller& caller) {
    platform::Query query{
        "test.promote",
        "UPDATE auth.memberships SET role = 'owner' WHERE user_id = $1 AND household_id = $2 RETURNING id"};
    auto rows = write(caller, [&](UnitOfWork& unit) -> platform::Task<bool> {
      COFFER_CO_TRY(changed, co_await unit.run(platform::statement(query, caller.user, household)));
      co_return !changed.empty();
    });
    EXPECT_TRUE(rows);
    return *rows;
  };
  for (const Role role : {Role::Commenter, Role::Viewer}) {
    EXPECT_FALSE(rename(caller_of(join("a-" + std::string(role_name(role)), role).user))) << role_name(role);
  }
  for (const Role role : {Role::Manager, Role::Editor, Role::Adviser}) {
    EXPECT_TRUE(rename(caller_of(join("b-" + std::string(role_name(role)), role).user))) << role_name(role);
  }
  EXPECT_FALSE(promote(caller_of(join("eve", Role::Editor).user)));
  EXPECT_TRUE(promote(caller_of(join("mary", Role::Manager).user)));  // what a role may be is the service's business
}

}  // namespace
}  // namespace coffer::auth
