// Forgotten passwords.
#pragma once

#include "auth/passwords/recovery_service.hpp"
#include "platform/http/router.hpp"

namespace coffer::api::rest {

// Built by the wiring; all of it outlives the router.
struct RecoveryParts {
  platform::Database& database;
  auth::RecoveryService& recovery;
};

void add_recovery_routes(platform::Router& router, RecoveryParts parts);

}  // namespace coffer::api::rest
