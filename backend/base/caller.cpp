#include "base/caller.hpp"

#include <cassert>

namespace coffer {

HouseholdId Caller::household() const {
  assert(!households.empty());
  return households.front().household;
}

const CallerHousehold* Caller::find_household(HouseholdId id) const {
  for (const auto& household : households) {
    if (household.household == id) return &household;
  }
  return nullptr;
}

}  // namespace coffer
