#include "api/rest/email_routes.hpp"

#include "api/edge/command.hpp"
#include "platform/json/reader.hpp"
#include "platform/pg/database.hpp"

namespace coffer::api::rest {

using platform::JsonWriter;
using platform::Request;
using platform::Response;
using platform::Task;
using platform::UnitOfWork;

namespace {

std::string encode_state(const auth::EmailState& state) {
  JsonWriter json;
  json.begin_object().field("email", state.email).field("verified_at", state.verified_at);
  if (state.change) {
    json.object_field("change")
        .field("email", state.change->new_email)
        .field("expires_at", state.change->expires_at)
        .field("confirmed_by_old", state.change->confirmed_by_old)
        .field("confirmed_by_new", state.change->confirmed_by_new)
        .end_object();
  } else {
    json.null_field("change");
  }
  json.end_object();
  return json.take();
}

// The one text of a body.
Result<std::string> decode_one(const Request& request, std::string_view key) {
  COFFER_TRY(body, platform::JsonDocument::parse(request.body));
  auto object = body.object();
  auto text = object.required(key).text({.max = 254});
  COFFER_CHECK(body.finish());
  return text;
}

Response accepted() {
  Response response = platform::no_content();
  response.status = 202;
  return response;
}

Task<Response> get_email(EmailParts parts, const Request& request) {
  COFFER_CO_TRY(state, co_await parts.email.get_email(request.caller));
  co_return platform::json(encode_state(state));
}

Task<Response> create_verification(EmailParts parts, const Request& request) {
  const edge::Work work = [&](UnitOfWork& unit) -> Task<Response> {
    COFFER_CO_CHECK(co_await parts.email.resend_verification(unit));
    co_return accepted();
  };
  co_return co_await edge::command(parts.database, request, work);
}

Task<Response> create_change(EmailParts parts, const Request& request) {
  COFFER_CO_TRY(email, decode_one(request, "email"));
  const edge::Work work = [&](UnitOfWork& unit) -> Task<Response> {
    COFFER_CO_TRY(state, co_await parts.email.begin_change(unit, email));
    Response response = platform::json(encode_state(state));
    response.status = 202;
    co_return response;
  };
  co_return co_await edge::command(parts.database, request, work);
}

Task<Response> remove_change(EmailParts parts, const Request& request) {
  const edge::Work work = [&](UnitOfWork& unit) -> Task<Response> {
    COFFER_CO_CHECK(co_await parts.email.cancel_change(unit));
    co_return platform::no_content();
  };
  co_return co_await edge::command(parts.database, request, work);
}

Task<Response> verify_email(EmailParts parts, const Request& request) {
  COFFER_CO_TRY(token, decode_one(request, "token"));
  COFFER_CO_TRY(link, co_await parts.email.open_link(request.caller, std::move(token)));
  auto work = [&](UnitOfWork& unit) { return parts.email.verify(unit, link); };
  COFFER_CO_CHECK(co_await parts.database.write(link.person, work));
  co_return platform::no_content();
}

Task<Response> confirm_change(EmailParts parts, const Request& request) {
  COFFER_CO_TRY(token, decode_one(request, "token"));
  COFFER_CO_TRY(link, co_await parts.email.open_link(request.caller, std::move(token)));
  auto work = [&](UnitOfWork& unit) { return parts.email.confirm_change(unit, link); };
  COFFER_CO_TRY(changed, co_await parts.database.write(link.person, work));
  JsonWriter json(32);
  json.begin_object().field("changed", changed).end_object();
  co_return platform::json(std::move(json));
}

}  // namespace

void add_email_routes(platform::Router& router, EmailParts parts) {
  platform::RouteOptions by_link;
  by_link.access = platform::Access::Public;
  by_link.body = platform::BodyKind::Json;
  by_link.body_limit = 1'024;
  by_link.rate = platform::RateClass::SignIn;
  router.get("/v1/me/email", "get_email", [parts](const Request& request) { return get_email(parts, request); });
  router.post("/v1/me/email/verification", "create_email_verification",
              [parts](const Request& request) { return create_verification(parts, request); }, {});
  router.post("/v1/me/email/change", "create_email_change",
              [parts](const Request& request) { return create_change(parts, request); });
  router.remove("/v1/me/email/change", "remove_email_change",
                [parts](const Request& request) { return remove_change(parts, request); });
  router.post(
      "/v1/auth/email/verify", "create_email_proof",
      [parts](const Request& request) { return verify_email(parts, request); }, by_link);
  router.post(
      "/v1/auth/email/confirm", "create_email_agreement",
      [parts](const Request& request) { return confirm_change(parts, request); }, by_link);
}

}  // namespace coffer::api::rest
