// Personal API keys.
#pragma once

#include "auth/keys/api_key_service.hpp"
#include "platform/http/router.hpp"

namespace coffer::api::rest {

struct ApiKeyParts {
  platform::Database& database;
  auth::ApiKeyService& keys;
};

void add_api_key_routes(platform::Router& router, ApiKeyParts parts);

}  // namespace coffer::api::rest
