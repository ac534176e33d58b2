#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "auth/households/household.hpp"
#include "base/caller.hpp"
#include "base/money.hpp"

namespace coffer::auth {

enum class Theme : std::uint8_t { System, Light, Dark };
// "system", "light", "dark".
[[nodiscard]] std::string_view theme_name(Theme theme);

struct User {
  UserId id;
  std::string email;
  std::string name;
  std::string locale;
  std::string time_zone;
  Theme theme = Theme::System;
  std::int64_t version = 1;
  Timestamp created_at;
  Timestamp updated_at;
};

// The signed-in person with the households they belong to, the first joined first.
struct Me {
  User user;
  std::vector<Household> households;
};

struct NewUser {
  std::string email;
  std::string password;
  std::string name;
  Currency currency;
  std::string locale = "en";
  std::string time_zone = "UTC";
};

struct Credentials {
  std::string email;
  std::string password;
};

struct UserPatch {
  std::optional<std::string> name;
  std::optional<std::string> locale;
  std::optional<std::string> time_zone;
  std::optional<Theme> theme;
};

// What is needed to make a person, and the caller of the unit of work that does: the person to be.
struct SignUpPlan {
  NewUser user;  // the password is gone
  std::string password_hash;
  HouseholdId household;
  std::string household_name;
  Caller caller;
};

}  // namespace coffer::auth
