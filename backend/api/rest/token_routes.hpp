// Tokens of programs, and the public keys by which anyone can check them.
#pragma once

#include "api/edge/session_cookie.hpp"
#include "auth/tokens/token_service.hpp"
#include "platform/http/router.hpp"

namespace coffer::api::rest {

struct TokenParts {
  platform::Database& database;
  auth::TokenService& tokens;
  edge::CookieScheme cookies;
};

void add_token_routes(platform::Router& router, TokenParts parts);

}  // namespace coffer::api::rest
