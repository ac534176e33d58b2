// Leaving: the deletion of the account.
#pragma once

#include "auth/deletion/deletion_service.hpp"
#include "platform/http/router.hpp"

namespace coffer::api::rest {

// Built by the wiring; all of it outlives the router.
struct DeletionParts {
  platform::Database& database;
  auth::DeletionService& deletions;
};

void add_deletion_routes(platform::Router& router, DeletionParts parts);

}  // namespace coffer::api::rest
