#include "api/edge/command.hpp"
#include "api/rest/factor_parts.hpp"
#include "platform/pg/database.hpp"

namespace coffer::api::rest {

using platform::JsonWriter;
using platform::Request;
using platform::Response;
using platform::Task;
using platform::UnitOfWork;

namespace {

std::string encode_factors(const auth::Factors& factors) {
  JsonWriter json(256);
  json.begin_object()
      .field("second_factor", factors.has_second_factor())
      .field("totp_since", factors.totp_since)
      .field("passkeys", factors.passkeys)
      .field("recovery_codes_left", factors.recovery_codes_left)
      .field("password_needs_factor", factors.password_is_short);
  json.end_object();
  return json.take();
}

std::string encode_enrolment(const auth::TotpEnrolment& enrolment) {
  JsonWriter json(256);
  json.begin_object().field("secret", enrolment.seed).field("otpauth_url", enrolment.otpauth_url).end_object();
  return json.take();
}

Task<Response> get_factors(FactorParts parts, const Request& request) {
  COFFER_CO_TRY(factors, co_await parts.factors.get_factors(request.caller));
  Response response = platform::json(encode_factors(factors));
  response.with("cache-control", "no-store");
  co_return response;
}

Task<Response> create_totp(FactorParts parts, const Request& request) {
  const auto work = [&](UnitOfWork& unit) { return parts.factors.begin_totp(unit); };
  COFFER_CO_TRY(enrolment, co_await parts.entrance.database.write(request.caller, work));
  co_return shown_once(encode_enrolment(enrolment), 201);
}

Task<Response> commit_totp(FactorParts parts, const Request& request) {
  COFFER_CO_TRY(body, platform::JsonDocument::parse(request.body));
  auto object = body.object();
  const std::string code = object.required("code").text({.min = 6, .max = 6});
  COFFER_CO_CHECK(body.finish());
  const auto work = [&](UnitOfWork& unit) { return parts.factors.confirm_totp(unit, code); };
  COFFER_CO_TRY(codes, co_await parts.entrance.database.write(request.caller, work));
  co_return shown_once(encode_recovery_codes(codes), 200);
}

Task<Response> remove_totp(FactorParts parts, const Request& request) {
  const edge::Work work = [&](UnitOfWork& unit) -> Task<Response> {
    COFFER_CO_CHECK(co_await parts.factors.remove_totp(unit));
    co_return platform::no_content();
  };
  co_return co_await edge::command(parts.entrance.database, request, work);
}

Task<Response> create_recovery_codes(FactorParts parts, const Request& request) {
  const auto work = [&](UnitOfWork& unit) { return parts.factors.renew_recovery_codes(unit); };
  COFFER_CO_TRY(codes, co_await parts.entrance.database.write(request.caller, work));
  co_return shown_once(encode_recovery_codes(codes), 201);
}

}  // namespace

std::string encode_recovery_codes(const std::vector<std::string>& codes) {
  JsonWriter json(512);
  json.begin_object().array_field("recovery_codes");
  for (const auto& code : codes) json.value(code);
  json.end_array().end_object();
  return json.take();
}

void add_factor_routes(platform::Router& router, FactorParts parts) {
  platform::RouteOptions bodiless = secret_answer;
  bodiless.body = platform::BodyKind::None;
  router.get("/v1/me/mfa", "get_mfa", [parts](const Request& request) { return get_factors(parts, request); });
  router.post(
      "/v1/me/mfa/totp", "create_totp", [parts](const Request& request) { return create_totp(parts, request); },
      bodiless);
  router.post(
      "/v1/me/mfa/totp/confirm", "commit_totp", [parts](const Request& request) { return commit_totp(parts, request); },
      secret_answer);
  router.remove("/v1/me/mfa/totp", "remove_totp",
                [parts](const Request& request) { return remove_totp(parts, request); });
  router.post(
      "/v1/me/mfa/recovery-codes", "create_recovery_codes",
      [parts](const Request& request) { return create_recovery_codes(parts, request); }, bodiless);
}

}  // namespace coffer::api::rest
