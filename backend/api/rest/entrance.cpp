#include "api/rest/entrance.hpp"

#include "api/edge/problem_table.hpp"
#include "api/rest/body_etag.hpp"
#include "api/rest/identity_encoding.hpp"
#include "auth/devices/device_letter.hpp"

namespace coffer::api::rest {

using platform::Request;
using platform::Response;
using platform::Task;
using platform::UnitOfWork;

namespace {

Task<> announce_device(EntranceParts parts, UnitOfWork& unit, const Request& request, const auth::User& user) {
  auto letter = auth::write_new_device_letter({user_agent_of(request), request.caller.network_address},
                                              parts.mailing.link("/settings/security"));
  return parts.mailing.send(unit, platform::MailAddress{user.email, user.name}, std::move(letter));
}

}  // namespace

std::string user_agent_of(const Request& request) { return std::string(request.header("user-agent").value_or("")); }

Task<auth::SignInAttempt> begin_attempt(EntranceParts parts, const Request& request, std::string email) {
  return parts.limits.begin(request.caller, std::move(email), edge::find_device_token(parts.cookies, request));
}

Response too_many_guesses(const Request& request, const auth::SignInAttempt& attempt) {
  Error error;
  error.kind = ErrorKind::RateLimited;
  error.problem = auth::problems::too_many_guesses;
  error.detail = "Wait as long as Retry-After says, then try again. Reset the password if you do not know it.";
  Response response = edge::problem_response(error, request.trace_id());
  std::erase_if(response.headers, [](const auto& header) { return header.first == "retry-after"; });
  response.with("retry-after", std::to_string(attempt.wait_seconds));
  return response;
}

Task<Entered> enter(EntranceParts parts, UnitOfWork& unit, const Request& request, auth::SignInMethod method) {
  // Who signs in where they are signed in already has one session afterwards, not two.
  if (request.caller.credential == Credential::SessionCookie && request.caller.user == unit.caller().user)
    COFFER_CO_CHECK(co_await parts.sessions.end_session(request.caller, unit));
  auth::NewSession wanted{method, user_agent_of(request)};
  COFFER_CO_TRY(started, co_await parts.sessions.start_session(unit, std::move(wanted)));
  COFFER_CO_TRY(device, co_await parts.devices.note_sign_in(unit, edge::find_device_token(parts.cookies, request),
                                                            user_agent_of(request)));
  COFFER_CO_TRY(me, co_await parts.identity.get_me(unit));
  if (device.familiarity == auth::Familiarity::New && method != auth::SignInMethod::SignUp) {
    COFFER_CO_CHECK(co_await announce_device(parts, unit, request, me.user));
  }
  Entered entered;
  entered.session = started.id;
  Response& response = entered.response;
  response = platform::json(encode_me(me));
  const std::string etag = body_etag(response.body);
  response.with("etag", etag);
  response.with("cache-control", "no-store");
  response.with("set-cookie", edge::make_session_cookie(parts.cookies, started.token, started.max_age_seconds));
  response.with("set-cookie",
                edge::make_device_cookie(parts.cookies, device.token, auth::DeviceService::max_age_seconds));
  co_return entered;
}

}  // namespace coffer::api::rest
