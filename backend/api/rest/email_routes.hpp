// The address of the account: proof and change.
#pragma once

#include "auth/email/email_service.hpp"
#include "platform/http/router.hpp"

namespace coffer::api::rest {

// Built by the wiring; all of it outlives the router.
struct EmailParts {
  platform::Database& database;
  auth::EmailService& email;
};

void add_email_routes(platform::Router& router, EmailParts parts);

}  // namespace coffer::api::rest
