// Who asks, and what they may see: the first parameter of every service call.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.hpp"
#include "base/id.hpp"

namespace coffer {

enum class Role { Owner, Manager, Editor, Commenter, Viewer, Adviser };

// What row-level security holds a role to, beneath the permissions that auth declares.
[[nodiscard]] constexpr bool may_manage(Role role) { return role == Role::Owner || role == Role::Manager; }
[[nodiscard]] constexpr bool may_write(Role role) {
  return may_manage(role) || role == Role::Editor || role == Role::Adviser;
}

// One household that the caller sees.
struct CallerHousehold {
  HouseholdId household;
  Role role = Role::Viewer;
  // Narrowed to the objects named by grants; false = everything of the household.
  bool narrowed = false;
};

enum class CallerKind { Anonymous, Person, System };

// What the caller showed. A key is for programs: it does nothing to the person's own account.
enum class Credential : std::uint8_t { None, SessionCookie, AccessToken, ApiKey };

struct Caller {
  CallerKind kind = CallerKind::Anonymous;
  UserId user;              // nil unless a person
  std::string_view system;  // name of system work ("job.import"), empty for people
  std::optional<UserId> on_behalf_of;
  SessionId session;  // nil unless signed in by one
  Credential credential = Credential::None;
  // What the credential leaves of the person's permissions, a bit each by the number of auth::Permission.
  std::uint32_t scope = UINT32_MAX;
  std::vector<CallerHousehold> households;  // the first is the current one
  std::string trace_id;                     // 32 hexadecimal digits
  std::string network_address;
  Timestamp deadline{INT64_MAX};

  // The household that this request is about. Asserts that there is one: faces refuse before.
  [[nodiscard]] HouseholdId household() const;
  [[nodiscard]] const CallerHousehold* find_household(HouseholdId id) const;
};

}  // namespace coffer
