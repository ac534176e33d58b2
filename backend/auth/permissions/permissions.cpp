#include "auth/permissions/permissions.hpp"

#include <array>
#include <cstdint>
#include <utility>

namespace coffer::auth {
namespace {

constexpr std::uint32_t bit(Permission permission) { return 1U << static_cast<unsigned>(permission); }

template <class... Permissions>
constexpr std::uint32_t set_of(Permissions... permissions) {
  return (bit(permissions) | ...);
}

constexpr std::uint32_t viewing = set_of(Permission::ViewHousehold, Permission::ViewFinances, Permission::Export);
constexpr std::uint32_t editing =
    viewing | set_of(Permission::CreateAccounts, Permission::EditAccounts, Permission::EditInstruments,
                     Permission::EditPrices, Permission::EditTransactions, Permission::EditPortfolios,
                     Permission::Import);
constexpr std::uint32_t managing = editing | set_of(Permission::ManageMembers);
constexpr std::uint32_t left_to_narrowed = viewing | set_of(Permission::EditAccounts, Permission::EditTransactions);

constexpr std::uint32_t granted_to(Role role) {
  switch (role) {
    case Role::Owner: return managing | set_of(Permission::ManageHousehold, Permission::ViewAuditLog);
    case Role::Manager: return managing;
    case Role::Editor:
    case Role::Adviser: return editing;
    case Role::Commenter:
    case Role::Viewer: return viewing;
  }
  return 0;
}

constexpr std::uint32_t granted_to(SystemRole role) {
  constexpr auto bit_of = [](SystemPermission permission) { return 1U << static_cast<unsigned>(permission); };
  switch (role) {
    case SystemRole::Administrator:
      return bit_of(SystemPermission::FindPeople) | bit_of(SystemPermission::ManagePeople);
    case SystemRole::Support: return bit_of(SystemPermission::FindPeople);
    case SystemRole::User: return 0;
  }
  return 0;
}

constexpr std::array<std::pair<SystemRole, std::string_view>, 3> system_role_names{
    {{SystemRole::User, "user"}, {SystemRole::Support, "support"}, {SystemRole::Administrator, "administrator"}}};

// In the order of the enumeration.
constexpr std::array<std::string_view, all_permissions.size()> names{
    "view_household", "manage_household", "manage_members", "view_finances",     "create_accounts",
    "edit_accounts",  "edit_instruments", "edit_prices",    "edit_transactions", "edit_portfolios",
    "import",         "export",           "view_audit_log"};
static_assert(names.size() == static_cast<std::size_t>(Permission::ViewAuditLog) + 1);

constexpr std::array<std::pair<Role, std::string_view>, 6> role_names{{
    {Role::Owner, "owner"},
    {Role::Manager, "manager"},
    {Role::Editor, "editor"},
    {Role::Commenter, "commenter"},
    {Role::Viewer, "viewer"},
    {Role::Adviser, "adviser"},
}};

Result<> check(const Caller& caller, const CallerHousehold& household, Permission permission) {
  if (!in_scope(caller, permission)) {
    return fail(ErrorKind::Forbidden, problems::out_of_scope,
                "The scopes of this key do not allow this. Make a key that has the scope it needs.");
  }
  if (allows(household, permission)) return {};
  if (allows(household.role, permission)) {
    return fail(ErrorKind::Forbidden, problems::not_allowed,
                "You see a part of this household alone. Ask its owner to do this, or to show you the whole.");
  }
  return fail(ErrorKind::Forbidden, problems::not_allowed,
              "Your role in this household does not allow this. Ask its owner to change your role.");
}

}  // namespace

bool allows(Role role, Permission permission) { return (granted_to(role) & bit(permission)) != 0; }

bool in_scope(const Caller& caller, Permission permission) { return (caller.scope & bit(permission)) != 0; }

std::uint32_t scope_bit(Permission permission) { return bit(permission); }

bool allows(const CallerHousehold& household, Permission permission) {
  return allows(household.role, permission) && (!household.narrowed || (left_to_narrowed & bit(permission)) != 0);
}

Result<> require(const Caller& caller, Permission permission) {
  if (caller.households.empty()) {
    return fail(ErrorKind::Forbidden, problems::no_household, "You belong to no household yet: create one first.");
  }
  if (caller.kind == CallerKind::System) return {};
  return check(caller, caller.households.front(), permission);
}

Result<> require_in(const Caller& caller, HouseholdId household, Permission permission) {
  const CallerHousehold* seen = caller.find_household(household);
  if (seen == nullptr) {
    return fail(ErrorKind::NotFound, problems::household_not_found, "There is no such household.");
  }
  if (caller.kind == CallerKind::System) return {};
  return check(caller, *seen, permission);
}

std::string_view role_name(Role role) {
  for (const auto& [value, name] : role_names) {
    if (value == role) return name;
  }
  return "viewer";
}

std::span<const std::string_view> permission_names() { return names; }

std::string_view permission_name(Permission permission) { return names[static_cast<std::size_t>(permission)]; }

bool allows(SystemRole role, SystemPermission permission) {
  return (granted_to(role) & (1U << static_cast<unsigned>(permission))) != 0;
}

std::string_view system_role_name(SystemRole role) {
  for (const auto& [value, name] : system_role_names) {
    if (value == role) return name;
  }
  return "user";
}

std::optional<SystemRole> parse_system_role(std::string_view name) {
  for (const auto& [value, word] : system_role_names) {
    if (word == name) return value;
  }
  return std::nullopt;
}

std::optional<Role> parse_role(std::string_view name) {
  for (const auto& [value, word] : role_names) {
    if (word == name) return value;
  }
  return std::nullopt;
}

}  // namespace coffer::auth
