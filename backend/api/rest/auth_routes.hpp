// Sign-up, sign-in, sign-out.
#pragma once

#include "api/rest/entrance.hpp"
#include "auth/email/email_service.hpp"
#include "auth/factors/second_factor_service.hpp"

namespace coffer::api::rest {

// Built by the wiring; all of it outlives the router.
struct AuthParts {
  EntranceParts entrance;
  auth::EmailService& email;
  auth::SecondFactorService& second_factor;
};

void add_auth_routes(platform::Router& router, AuthParts parts);

}  // namespace coffer::api::rest
