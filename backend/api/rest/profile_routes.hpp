// The profile of the signed-in person.
#pragma once

#include "auth/profiles/profile_service.hpp"
#include "platform/http/router.hpp"

namespace coffer::api::rest {

// Built by the wiring; all of it outlives the router.
struct ProfileParts {
  platform::Database& database;
  auth::ProfileService& profiles;
};

void add_profile_routes(platform::Router& router, ProfileParts parts);

}  // namespace coffer::api::rest
