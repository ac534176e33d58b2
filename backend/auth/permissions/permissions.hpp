// What a role may do in a household: one declared table. Services ask before they work; row-level
// security bounds the household again beneath them.
//
// Grants narrow a member to some accounts and portfolios. Such a member sees those alone and changes, as far
// as the role goes, the accounts that are granted for editing (grants/); what concerns the whole household
// (instruments, prices, imports, portfolios, new accounts) stays with those who see it whole.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include "base/caller.hpp"
#include "base/result.hpp"

namespace coffer::auth {

enum class Permission {
  ViewHousehold,
  ManageHousehold,  // name, currency
  ManageMembers,    // roles, grants, invitations
  ViewFinances,
  CreateAccounts,
  EditAccounts,
  EditInstruments,
  EditPrices,
  EditTransactions,
  EditPortfolios,
  Import,
  Export,
  ViewAuditLog,
};

inline constexpr std::array all_permissions{
    Permission::ViewHousehold,    Permission::ManageHousehold, Permission::ManageMembers,   Permission::ViewFinances,
    Permission::CreateAccounts,   Permission::EditAccounts,    Permission::EditInstruments, Permission::EditPrices,
    Permission::EditTransactions, Permission::EditPortfolios,  Permission::Import,          Permission::Export,
    Permission::ViewAuditLog};

// Those who run Coffer. None of it opens a household.
enum class SystemRole : std::uint8_t { User, Support, Administrator };
enum class SystemPermission : std::uint8_t {
  FindPeople,
  ManagePeople,  // disable them, give them these roles
};

namespace problems {
inline constexpr std::string_view no_household = "auth/no-household";                // Forbidden
inline constexpr std::string_view not_allowed = "auth/not-allowed";                  // Forbidden
inline constexpr std::string_view out_of_scope = "auth/out-of-scope";                // Forbidden
inline constexpr std::string_view household_not_found = "auth/household-not-found";  // NotFound
}  // namespace problems

[[nodiscard]] bool allows(Role role, Permission permission);
// The same where grants may narrow the role.
[[nodiscard]] bool allows(const CallerHousehold& household, Permission permission);
// Whether the caller has the permission in the household of this request. System callers have all,
// in the households that they were given.
[[nodiscard]] Result<> require(const Caller& caller, Permission permission);
// The same in a household of the caller that need not be that of the request. Another household is NotFound.
[[nodiscard]] Result<> require_in(const Caller& caller, HouseholdId household, Permission permission);

[[nodiscard]] bool allows(SystemRole role, SystemPermission permission);
// "user", "support", "administrator".
[[nodiscard]] std::string_view system_role_name(SystemRole role);
[[nodiscard]] std::optional<SystemRole> parse_system_role(std::string_view name);

// Whether the credential of the caller leaves the permission; a session leaves all.
[[nodiscard]] bool in_scope(const Caller& caller, Permission permission);
[[nodiscard]] std::uint32_t scope_bit(Permission permission);
// "view_household", "edit_transactions", ...; the names of all, in the order of the enumeration.
[[nodiscard]] std::span<const std::string_view> permission_names();

// "owner", "manager", "editor", "commenter", "viewer", "adviser".
[[nodiscard]] std::string_view role_name(Role role);
[[nodiscard]] std::optional<Role> parse_role(std::string_view name);
// "view_household" and so on, as the contract's `x-permission` has them.
[[nodiscard]] std::string_view permission_name(Permission permission);

}  // namespace coffer::auth
