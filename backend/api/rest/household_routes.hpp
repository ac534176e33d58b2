// Households of a person.
#pragma once

#include "auth/households/household_service.hpp"
#include "platform/http/router.hpp"

namespace coffer::api::rest {

struct HouseholdParts {
  platform::Database& database;
  auth::HouseholdService& households;
};

void add_household_routes(platform::Router& router, HouseholdParts parts);

}  // namespace coffer::api::rest
