#include "api/rest/auth_routes.hpp"

#include "api/edge/command.hpp"
#include "api/edge/problem_table.hpp"
#include "api/rest/body_etag.hpp"
#include "api/rest/factor_parts.hpp"
#include "api/rest/identity_encoding.hpp"
#include "auth/devices/device_letter.hpp"
#include "platform/json/reader.hpp"
#include "platform/pg/database.hpp"

namespace coffer::api::rest {

using platform::Request;
using platform::Response;
using platform::Task;
using platform::UnitOfWork;

namespace {

std::string user_agent_of(const Request& request) { return std::string(request.header("user-agent").value_or("")); }

Result<auth::NewUser> decode_new_user(const Request& request) {
  COFFER_TRY(body, platform::JsonDocument::parse(request.body));
  auto object = body.object();
  auth::NewUser user;
  user.email = object.required("email").text({.min = 3, .max = 254});
  user.password = object.required("password").text({.max = 256});
  user.name = object.required("name").text({.max = 100});
  user.currency = object.optional("currency").currency().value_or(*parse_currency("EUR"));
  user.locale = object.optional("locale").text({.max = 35}).value_or("en");
  user.time_zone = object.optional("time_zone").text({.max = 64}).value_or("UTC");
  COFFER_CHECK(body.finish());
  return user;
}

Result<auth::Credentials> decode_credentials(const Request& request) {
  COFFER_TRY(body, platform::JsonDocument::parse(request.body));
  auto object = body.object();
  auth::Credentials credentials;
  credentials.email = object.required("email").text({.max = 254});
  credentials.password = object.required("password").text({.max = 256});
  COFFER_CHECK(body.finish());
  return credentials;
}

struct Entered {
  auth::Me me;
  auth::StartedSession session;
  auth::SightedDevice device;
};

Response signed_in(const AuthParts& parts, const Entered& entered) {
  Response response = platform::json(encode_me(entered.me));
  const std::string etag = body_etag(response.body);
  response.with("etag", etag);
  response.with("cache-control", "no-store");
  const auto& session = entered.session;
  response.with("set-cookie", edge::make_session_cookie(parts.cookies, session.token, session.max_age_seconds));
  response.with("set-cookie",
                edge::make_device_cookie(parts.cookies, entered.device.token, auth::DeviceService::max_age_seconds));
  return response;
}

Task<auth::SightedDevice> note_device(const AuthParts& parts, UnitOfWork& unit, const Request& request) {
  return parts.devices.note_sign_in(unit, edge::find_device_token(parts.cookies, request), user_agent_of(request));
}

Response half_signed_in(const auth::PendingSignIn& pending) {
  Response response = platform::json(encode_pending_sign_in(pending));
  response.status = 202;
  response.with("cache-control", "no-store");
  return response;
}

Task<Response> create_user(AuthParts parts, const Request& request) {
  COFFER_CO_TRY(user, decode_new_user(request));
  COFFER_CO_TRY(plan, co_await parts.identity.prepare_sign_up(request.caller, std::move(user)));
  const auth::NewSession session{auth::SignInMethod::SignUp, user_agent_of(request)};
  auto work = [&](UnitOfWork& unit) -> Task<Response> {
    COFFER_CO_TRY(me, co_await parts.identity.sign_up(unit, plan));
    COFFER_CO_CHECK(co_await parts.email.send_verification(unit));
    COFFER_CO_TRY(started, co_await parts.sessions.start_session(unit, session));
    COFFER_CO_TRY(device, co_await note_device(parts, unit, request));
    Response response = signed_in(parts, {me, started, device});
    response.status = 201;
    co_return response;
  };
  co_return co_await parts.database.write(plan.caller, work);
}

Task<> announce_device(const AuthParts& parts, UnitOfWork& unit, const Request& request, const auth::User& user) {
  auto letter = auth::write_new_device_letter({user_agent_of(request), request.caller.network_address},
                                              parts.mailing.link("/settings/security"));
  return parts.mailing.send(unit, platform::MailAddress{user.email, user.name}, std::move(letter));
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

Task<Response> create_session(AuthParts parts, const Request& request) {
  COFFER_CO_TRY(credentials, decode_credentials(request));
  COFFER_CO_TRY(attempt, co_await parts.limits.begin(request.caller, credentials.email,
                                                     edge::find_device_token(parts.cookies, request)));
  if (attempt.wait_seconds > 0) {
    COFFER_CO_CHECK(co_await parts.identity.note_limited(request.caller, credentials.email, user_agent_of(request)));
    co_return too_many_guesses(request, attempt);
  }
  COFFER_CO_TRY(person, co_await parts.identity.check_credentials(request.caller, std::move(credentials),
                                                                  user_agent_of(request)));
  COFFER_CO_CHECK(co_await parts.limits.succeed(request.caller, attempt));
  const auth::NewSession session{auth::SignInMethod::Password, user_agent_of(request)};
  auto work = [&](UnitOfWork& unit) -> Task<Response> {
    COFFER_CO_TRY(pending, co_await parts.second_factor.begin(unit));
    if (pending) co_return half_signed_in(*pending);
    COFFER_CO_TRY(started, co_await parts.sessions.start_session(unit, session));
    COFFER_CO_TRY(device, co_await note_device(parts, unit, request));
    COFFER_CO_TRY(me, co_await parts.identity.get_me(unit));
    if (device.familiarity == auth::Familiarity::New) {
      COFFER_CO_CHECK(co_await announce_device(parts, unit, request, me.user));
    }
    co_return signed_in(parts, {me, started, device});
  };
  co_return co_await parts.database.write(person, work);
}

// The cookie goes away whatever the session was.
Task<Response> remove_session(AuthParts parts, const Request& request) {
  if (auto token = edge::find_session_token(parts.cookies, request)) {
    auto resolved = co_await parts.sessions.resolve_session(std::move(*token));
    if (resolved) {
      Caller caller = std::move(*resolved);
      caller.trace_id = request.caller.trace_id;
      caller.network_address = request.caller.network_address;
      caller.deadline = request.caller.deadline;
      auto work = [&](UnitOfWork& unit) -> Task<> { return parts.sessions.end_session(caller, unit); };
      COFFER_CO_CHECK(co_await parts.database.write(caller, work));
    } else if (resolved.error().kind != ErrorKind::Unauthenticated) {
      co_return fail(std::move(resolved).error());
    }
  }
  Response response = platform::no_content();
  response.with("set-cookie", edge::clear_session_cookie(parts.cookies));
  co_return response;
}

Task<Response> remove_all_sessions(AuthParts parts, const Request& request) {
  const edge::Work work = [&](UnitOfWork& unit) -> Task<Response> {
    COFFER_CO_TRY(ended, co_await parts.sessions.end_other_sessions(unit));
    static_cast<void>(ended);
    COFFER_CO_CHECK(co_await parts.sessions.end_session(request.caller, unit));
    Response response = platform::no_content();
    response.with("set-cookie", edge::clear_session_cookie(parts.cookies));
    co_return response;
  };
  co_return co_await edge::command(parts.database, request, work);
}

}  // namespace

void add_auth_routes(platform::Router& router, AuthParts parts) {
  platform::RouteOptions entrance;
  entrance.access = platform::Access::Public;
  entrance.body = platform::BodyKind::Json;
  entrance.body_limit = 8 * 1024;
  entrance.rate = platform::RateClass::SignIn;
  platform::RouteOptions way_out;
  way_out.access = platform::Access::Public;
  router.post(
      "/v1/auth/sign-up", "create_user", [parts](const Request& request) { return create_user(parts, request); },
      entrance);
  router.post(
      "/v1/auth/sign-in", "create_session", [parts](const Request& request) { return create_session(parts, request); },
      entrance);
  router.post(
      "/v1/auth/sign-out", "remove_session", [parts](const Request& request) { return remove_session(parts, request); },
      way_out);
  router.post("/v1/auth/sign-out/all", "remove_all_sessions",
              [parts](const Request& request) { return remove_all_sessions(parts, request); }, {});
}

}  // namespace coffer::api::rest
