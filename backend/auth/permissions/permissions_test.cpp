#include "auth/permissions/permissions.hpp"

#include <gtest/gtest.h>

#include <array>
#include <set>
#include <string_view>

namespace coffer::auth {
namespace {

constexpr std::array<Role, 6> all_roles{Role::Owner,     Role::Manager, Role::Editor,
                                        Role::Commenter, Role::Viewer,  Role::Adviser};

HouseholdId household_of(std::uint8_t number) {
  HouseholdId id;
  id.uuid.bytes[15] = number;
  return id;
}

Caller person_with(Role role) {
  Caller caller;
  caller.kind = CallerKind::Person;
  caller.households.push_back(CallerHousehold{household_of(1), role, false});
  return caller;
}

TEST(Permissions, WhoMayOnlyLookMayNotChange) {
  for (const Role role : {Role::Viewer, Role::Commenter}) {
    for (const Permission permission : all_permissions) {
      const bool looks = permission == Permission::ViewHousehold || permission == Permission::ViewFinances ||
                         permission == Permission::Export;
      EXPECT_EQ(allows(role, permission), looks) << role_name(role) << " " << static_cast<int>(permission);
    }
  }
}

TEST(Permissions, OnlyTheOwnerManagesTheHousehold) {
  for (const Role role : all_roles)
    EXPECT_EQ(allows(role, Permission::ManageHousehold), role == Role::Owner) << role_name(role);
}

TEST(Permissions, TheOwnerMayDoEverything) {
  for (const Permission permission : all_permissions) EXPECT_TRUE(allows(Role::Owner, permission));
}

TEST(Permissions, RequireSpeaksOfTheHouseholdOfTheRequest) {
  Caller caller = person_with(Role::Viewer);
  caller.households.push_back(CallerHousehold{household_of(2), Role::Owner, false});
  const auto refused = require(caller, Permission::EditTransactions);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().kind, ErrorKind::Forbidden);
  EXPECT_TRUE(require_in(caller, household_of(2), Permission::EditTransactions));
  const auto refused_there = require_in(caller, household_of(1), Permission::EditTransactions);
  ASSERT_FALSE(refused_there);
  EXPECT_EQ(refused_there.error().problem, problems::not_allowed);
}

TEST(Permissions, AnotherHouseholdDoesNotExist) {
  const auto refused = require_in(person_with(Role::Owner), household_of(9), Permission::ViewHousehold);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().kind, ErrorKind::NotFound);
}

TEST(Permissions, WithoutHouseholdNothingIsAllowed) {
  Caller caller;
  caller.kind = CallerKind::Person;
  const auto refused = require(caller, Permission::ViewFinances);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().problem, problems::no_household);
}

TEST(Permissions, WhoSeesAPartChangesNothingOfTheWhole) {
  const CallerHousehold part{household_of(1), Role::Editor, true};
  for (const Permission permission : all_permissions) {
    const bool of_the_part = permission == Permission::ViewHousehold || permission == Permission::ViewFinances ||
                             permission == Permission::Export || permission == Permission::EditAccounts ||
                             permission == Permission::EditTransactions;
    EXPECT_EQ(allows(part, permission), of_the_part) << permission_name(permission);
  }
}

TEST(Permissions, GrantsGiveNoMoreThanTheRole) {
  const CallerHousehold part{household_of(1), Role::Viewer, true};
  EXPECT_FALSE(allows(part, Permission::EditTransactions));
}

// The database holds roles to reading, writing and managing on its own account.
TEST(Permissions, TheDatabaseAndTheTableAgree) {
  for (const Role role : all_roles) {
    bool writes = false;
    for (const Permission permission : all_permissions) {
      writes = writes || (permission != Permission::ViewHousehold && permission != Permission::ViewFinances &&
                          permission != Permission::Export && allows(role, permission));
    }
    EXPECT_EQ(may_write(role), writes) << role_name(role);
    EXPECT_EQ(may_manage(role), allows(role, Permission::ManageMembers)) << role_name(role);
    EXPECT_TRUE(may_manage(role) || !allows(role, Permission::ManageHousehold)) << role_name(role);
  }
}

TEST(Permissions, EachPermissionHasItsName) {
  std::set<std::string_view> names;
  for (const Permission permission : all_permissions) names.insert(permission_name(permission));
  EXPECT_EQ(names.size(), all_permissions.size());
  EXPECT_FALSE(names.contains(""));
}

TEST(Permissions, RoleNamesGoBothWays) {
  for (const Role role : all_roles) EXPECT_EQ(parse_role(role_name(role)), role);
  EXPECT_FALSE(parse_role("king"));
}

}  // namespace
}  // namespace coffer::auth
