// A person, as those who run Coffer see them: nothing of their money.
#pragma once

#include <optional>
#include <string>

#include "auth/permissions/permissions.hpp"
#include "base/date.hpp"
#include "base/id.hpp"

namespace coffer::auth {

struct Person {
  UserId id;
  std::string email;
  std::string name;
  SystemRole system_role = SystemRole::User;
  Timestamp created_at;
  std::optional<Timestamp> disabled_at;
  std::optional<Timestamp> last_seen_at;
};

struct PersonPatch {
  std::optional<SystemRole> system_role;
  std::optional<bool> disabled;
};

namespace problems {
inline constexpr std::string_view person_not_found = "auth/person-not-found";  // NotFound
inline constexpr std::string_view own_office = "auth/own-office";              // Conflict
}  // namespace problems

}  // namespace coffer::auth
