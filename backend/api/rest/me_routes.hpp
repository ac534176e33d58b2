// The signed-in person.
#pragma once

#include "auth/identity/identity_service.hpp"
#include "platform/http/router.hpp"

namespace coffer::api::rest {

struct MeParts {
  platform::Database& database;
  auth::IdentityService& identity;
};

void add_me_routes(platform::Router& router, MeParts parts);

}  // namespace coffer::api::rest
