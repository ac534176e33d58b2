// The signed-in person's sessions and login history.
#pragma once

#include "auth/sessions/session_service.hpp"
#include "platform/http/router.hpp"

namespace coffer::api::rest {

struct SessionParts {
  platform::Database& database;
  auth::SessionService& sessions;
};

void add_session_routes(platform::Router& router, SessionParts parts);

}  // namespace coffer::api::rest
