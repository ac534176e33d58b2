#include "api/rest/token_routes.hpp"

#include "platform/json/reader.hpp"
#include "platform/pg/database.hpp"

namespace coffer::api::rest {

using platform::Request;
using platform::Response;
using platform::Task;
using platform::UnitOfWork;

namespace {

Response encode_tokens(const auth::IssuedTokens& issued) {
  platform::JsonWriter json;
  json.begin_object()
      .field("access_token", issued.access_token)
      .field("token_type", "Bearer")
      .field("expires_in", issued.access_seconds)
      .field("refresh_token", issued.refresh_token)
      .field("refresh_expires_in", issued.refresh_seconds)
      .field("session", issued.session)
      .end_object();
  Response response = platform::json(std::move(json));
  response.with("cache-control", "no-store");
  return response;
}

Task<Response> create_tokens(TokenParts parts, const Request& request) {
  // Browsers say one or the other, and no script of theirs can keep them from it.
  if (request.header("origin") || request.header("sec-fetch-site")) {
    co_return fail(ErrorKind::Forbidden, "auth/browser-keeps-its-session",
                   "Tokens are for programs: a browser keeps its session, where no script can read it.");
  }
  COFFER_CO_TRY(key, co_await parts.tokens.get_signing_key());
  auto work = [&](UnitOfWork& unit) -> Task<Response> {
    COFFER_CO_TRY(issued, co_await parts.tokens.start(unit, key));
    Response response = encode_tokens(issued);
    response.with("set-cookie", edge::clear_session_cookie(parts.cookies));
    co_return response;
  };
  co_return co_await parts.database.write(request.caller, work);
}

Task<Response> refresh_tokens(TokenParts parts, const Request& request) {
  COFFER_CO_TRY(body, platform::JsonDocument::parse(request.body));
  auto object = body.object();
  std::string token = object.required("refresh_token").text({.min = 1, .max = 256});
  COFFER_CO_CHECK(body.finish());
  std::string agent(request.header("user-agent").value_or(""));
  COFFER_CO_TRY(issued, co_await parts.tokens.refresh(request.caller, std::move(token), std::move(agent)));
  co_return encode_tokens(issued);
}

Task<Response> get_key_set(TokenParts parts, const Request&) {
  COFFER_CO_TRY(keys, co_await parts.tokens.get_key_set());
  Response response = platform::json(std::move(keys));
  response.with("cache-control", "public, max-age=300");
  co_return response;
}

}  // namespace

void add_token_routes(platform::Router& router, TokenParts parts) {
  platform::RouteOptions entrance;
  entrance.access = platform::Access::Public;
  entrance.body = platform::BodyKind::Json;
  entrance.body_limit = 8 * 1024;
  platform::RouteOptions open;
  open.access = platform::Access::Public;
  router.post(
      "/v1/auth/tokens", "create_tokens", [parts](const Request& request) { return create_tokens(parts, request); },
      platform::RouteOptions{});
  router.post(
      "/v1/auth/refresh", "create_next_tokens",
      [parts](const Request& request) { return refresh_tokens(parts, request); }, entrance);
  router.get(
      "/.well-known/jwks.json", "get_key_set", [parts](const Request& request) { return get_key_set(parts, request); },
      open);
}

}  // namespace coffer::api::rest
