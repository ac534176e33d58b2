// Sign-up, sign-in, sign-out.
#pragma once

#include "api/edge/session_cookie.hpp"
#include "auth/devices/device_service.hpp"
#include "auth/email/email_service.hpp"
#include "auth/factors/second_factor_service.hpp"
#include "auth/guessing/guess_limits.hpp"
#include "auth/identity/identity_service.hpp"
#include "auth/mail/mailing.hpp"
#include "auth/sessions/session_service.hpp"
#include "platform/http/router.hpp"

namespace coffer::api::rest {

// Built by the wiring; all of it outlives the router.
struct AuthParts {
  platform::Database& database;
  auth::IdentityService& identity;
  auth::SessionService& sessions;
  edge::CookieScheme cookies;
  auth::DeviceService& devices;
  auth::EmailService& email;
  auth::SecondFactorService& second_factor;
  auth::GuessLimits& limits;
  const auth::Mailing& mailing;
};

void add_auth_routes(platform::Router& router, AuthParts parts);

}  // namespace coffer::api::rest
