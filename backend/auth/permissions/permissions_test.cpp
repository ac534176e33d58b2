#include "auth/permissions/permissions.hpp"

#include <gtest/gtest.h>

#include <array>

namespace coffer::auth {
namespace {

constexpr std::array<Permission, 11> all_permissions{
    Permission::ViewHousehold,  Permission::ManageHousehold, Permission::ManageMembers, Permission::ViewFinances,
    Permission::EditAccounts,   Permission::EditInstruments, Permission::EditPrices,    Permission::EditTransactions,
    Permission::EditPortfolios, Permission::Import,          Permission::Export};
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

TEST(Permissions, RoleNamesGoBothWays) {
  for (const Role role : all_roles) EXPECT_EQ(parse_role(role_name(role)), role);
  EXPECT_FALSE(parse_role("king"));
}

}  // namespace
}  // namespace coffer::auth
