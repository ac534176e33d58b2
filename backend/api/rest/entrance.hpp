// How every sign-in ends, whatever was proved: a session, a device that is known from now on, their cookies.
#pragma once

#include <string>

#include "api/edge/session_cookie.hpp"
#include "auth/devices/device_service.hpp"
#include "auth/guessing/guess_limits.hpp"
#include "auth/identity/identity_service.hpp"
#include "auth/mail/mailing.hpp"
#include "auth/sessions/session_service.hpp"
#include "platform/http/router.hpp"
#include "platform/unit_of_work.hpp"

namespace coffer::api::rest {

// Built by the wiring; all of it outlives the router.
struct EntranceParts {
  platform::Database& database;
  auth::IdentityService& identity;
  auth::SessionService& sessions;
  auth::DeviceService& devices;
  auth::GuessLimits& limits;
  const auth::Mailing& mailing;
  edge::CookieScheme cookies;
};

[[nodiscard]] std::string user_agent_of(const platform::Request& request);

// Counts an attempt of somebody who says that `email` is theirs.
[[nodiscard]] platform::Task<auth::SignInAttempt> begin_attempt(EntranceParts parts, const platform::Request& request,
                                                                std::string email);
// The answer to an attempt that has to wait.
[[nodiscard]] platform::Response too_many_guesses(const platform::Request& request, const auth::SignInAttempt& attempt);

struct Entered {
  SessionId session;
  platform::Response response;  // 200: the person, and the cookies of session and device
};

// The unit's caller enters; a session of theirs that the browser held until now ends. A sign-in on a device that was
// not seen before is announced to them by mail.
[[nodiscard]] platform::Task<Entered> enter(EntranceParts parts, platform::UnitOfWork& unit,
                                            const platform::Request& request, auth::SignInMethod method);

}  // namespace coffer::api::rest
