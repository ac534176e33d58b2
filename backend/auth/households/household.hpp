#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/caller.hpp"
#include "base/money.hpp"

namespace coffer::auth {

// A household as the caller sees it.
struct Household {
  HouseholdId id;
  std::string name;
  Currency currency;
  Role role = Role::Viewer;  // the caller's
  bool narrowed = false;     // and whether grants narrow them
  Timestamp created_at;
};

struct NewHousehold {
  std::string name;
  Currency currency;
};

struct HouseholdPatch {
  std::optional<std::string> name;
  std::optional<Currency> currency;
};

struct JoinedPage {
  std::int64_t limit = 50;
  std::optional<std::string> cursor;
};

struct HouseholdList {
  std::vector<Household> items;
  std::optional<std::string> next_cursor;
};

// A household about to be created, and the caller of the unit of work that creates it: the person,
// who already sees it.
struct HouseholdPlan {
  NewHousehold household;
  HouseholdId id;
  Caller caller;
};

}  // namespace coffer::auth
