#include "api/rest/auth_routes.hpp"

#include "api/edge/command.hpp"
#include "api/rest/factor_parts.hpp"
#include "platform/json/reader.hpp"
#include "platform/pg/database.hpp"

namespace coffer::api::rest {

using platform::Request;
using platform::Response;
using platform::Task;
using platform::UnitOfWork;

namespace {

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

Response half_signed_in(const auth::PendingSignIn& pending) {
  Response response = platform::json(encode_pending_sign_in(pending));
  response.status = 202;
  response.with("cache-control", "no-store");
  return response;
}

Task<Response> create_user(AuthParts parts, const Request& request) {
  COFFER_CO_TRY(user, decode_new_user(request));
  COFFER_CO_TRY(plan, co_await parts.entrance.identity.prepare_sign_up(request.caller, std::move(user)));
  auto work = [&](UnitOfWork& unit) -> Task<Response> {
    COFFER_CO_CHECK(co_await parts.entrance.identity.sign_up(unit, plan));
    COFFER_CO_CHECK(co_await parts.email.send_verification(unit));
    COFFER_CO_TRY(entered, co_await enter(parts.entrance, unit, request, auth::SignInMethod::SignUp));
    entered.response.status = 201;
    co_return std::move(entered.response);
  };
  co_return co_await parts.entrance.database.write(plan.caller, work);
}

Task<Response> create_session(AuthParts parts, const Request& request) {
  COFFER_CO_TRY(credentials, decode_credentials(request));
  COFFER_CO_TRY(attempt, co_await begin_attempt(parts.entrance, request, credentials.email));
  auto& identity = parts.entrance.identity;
  if (attempt.wait_seconds > 0) {
    COFFER_CO_CHECK(co_await identity.note_limited(request.caller, credentials.email, user_agent_of(request)));
    co_return too_many_guesses(request, attempt);
  }
  COFFER_CO_TRY(person,
                co_await identity.check_credentials(request.caller, std::move(credentials), user_agent_of(request)));
  bool complete = false;
  auto work = [&](UnitOfWork& unit) -> Task<Response> {
    COFFER_CO_TRY(pending, co_await parts.second_factor.begin(unit));
    complete = !pending;
    if (pending) co_return half_signed_in(*pending);
    COFFER_CO_TRY(entered, co_await enter(parts.entrance, unit, request, auth::SignInMethod::Password));
    co_return std::move(entered.response);
  };
  COFFER_CO_TRY(response, co_await parts.entrance.database.write(person, work));
  auto& limits = parts.entrance.limits;
  if (complete) {
    COFFER_CO_CHECK(co_await limits.succeed(request.caller, attempt));
  } else {
    COFFER_CO_CHECK(co_await limits.pass_password(request.caller, std::move(attempt)));
  }
  co_return std::move(response);
}

Task<> end_session_of(AuthParts parts, const Caller& caller) {
  auto work = [&](UnitOfWork& unit) -> Task<> { return parts.entrance.sessions.end_session(caller, unit); };
  co_return co_await parts.entrance.database.write(caller, work);
}

// The session of a program by its access token, else the browser's. The cookie goes away whatever the session was.
Task<Response> remove_session(AuthParts parts, const Request& request) {
  if (request.caller.credential == Credential::AccessToken) {
    COFFER_CO_CHECK(co_await end_session_of(parts, request.caller));
  } else if (auto token = edge::find_session_token(parts.entrance.cookies, request)) {
    auto resolved = co_await parts.entrance.sessions.resolve_session(std::move(*token));
    if (resolved) {
      Caller caller = std::move(*resolved);
      caller.trace_id = request.caller.trace_id;
      caller.network_address = request.caller.network_address;
      caller.deadline = request.caller.deadline;
      COFFER_CO_CHECK(co_await end_session_of(parts, caller));
    } else if (resolved.error().kind != ErrorKind::Unauthenticated) {
      co_return fail(std::move(resolved).error());
    }
  }
  Response response = platform::no_content();
  response.with("set-cookie", edge::clear_session_cookie(parts.entrance.cookies));
  co_return response;
}

Task<Response> remove_all_sessions(AuthParts parts, const Request& request) {
  const edge::Work work = [&](UnitOfWork& unit) -> Task<Response> {
    COFFER_CO_TRY(ended, co_await parts.entrance.sessions.end_other_sessions(unit));
    static_cast<void>(ended);
    COFFER_CO_CHECK(co_await parts.entrance.sessions.end_session(request.caller, unit));
    Response response = platform::no_content();
    response.with("set-cookie", edge::clear_session_cookie(parts.entrance.cookies));
    co_return response;
  };
  co_return co_await edge::command(parts.entrance.database, request, work);
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
