#include "api/rest/factor_parts.hpp"
#include "platform/pg/database.hpp"

namespace coffer::api::rest {

using platform::JsonWriter;
using platform::Request;
using platform::Response;
using platform::Task;
using platform::UnitOfWork;

namespace {

std::string encode_step_up(const auth::StepUpState& state) {
  JsonWriter json(256);
  json.begin_object()
      .field("proof", auth::proof_name(state.proof))
      .field("proved_at", state.proved_at)
      .field("is_recent", state.is_recent);
  append_ways(json, "ways", state.ways);
  json.end_object();
  return json.take();
}

struct SecondStep {
  std::string token;
  auth::OfferedProof offered;
};

Result<SecondStep> decode_second_step(const Request& request) {
  COFFER_TRY(body, platform::JsonDocument::parse(request.body));
  auto object = body.object();
  SecondStep step;
  step.token = object.required("token").text({.min = 43, .max = 43});
  step.offered = decode_proof(object);
  COFFER_CHECK(body.finish());
  return step;
}

Task<Response> create_mfa_session(FactorParts parts, const Request& request) {
  COFFER_CO_TRY(step, decode_second_step(request));
  COFFER_CO_TRY(email, co_await parts.second_factor.find_email(step.token));
  COFFER_CO_TRY(attempt, co_await begin_attempt(parts.entrance, request, std::move(email)));
  if (attempt.wait_seconds > 0) co_return too_many_guesses(request, attempt);
  COFFER_CO_TRY(proved, co_await parts.second_factor.prove(request.caller, std::move(step.token),
                                                           std::move(step.offered), user_agent_of(request)));
  COFFER_CO_TRY(response, co_await start_proved_session(parts, request, proved));
  COFFER_CO_CHECK(co_await parts.entrance.limits.succeed(request.caller, attempt));
  co_return std::move(response);
}

Task<Response> get_step_up(FactorParts parts, const Request& request) {
  COFFER_CO_TRY(state, co_await parts.step_up.get_state(request.caller));
  Response response = platform::json(encode_step_up(state));
  response.with("cache-control", "no-store");
  co_return response;
}

Task<Response> create_step_up(FactorParts parts, const Request& request) {
  COFFER_CO_TRY(body, platform::JsonDocument::parse(request.body));
  auto object = body.object();
  auth::OfferedProof offered = decode_proof(object);
  COFFER_CO_CHECK(body.finish());
  COFFER_CO_TRY(renewed, co_await parts.step_up.step_up(request.caller, std::move(offered)));
  Response response = platform::no_content();
  set_session_cookie(response, parts.entrance.cookies, renewed);
  co_return response;
}

Task<Response> create_password(FactorParts parts, const Request& request) {
  COFFER_CO_TRY(body, platform::JsonDocument::parse(request.body));
  auto object = body.object();
  std::string current = object.required("current_password").text({.max = 256});
  std::string wanted = object.required("new_password").text({.max = 256});
  COFFER_CO_CHECK(body.finish());
  COFFER_CO_TRY(change, co_await parts.passwords.prepare_change(request.caller, std::move(current), std::move(wanted)));
  const auto work = [&](UnitOfWork& unit) { return parts.passwords.change(unit, change); };
  COFFER_CO_TRY(renewed, co_await parts.entrance.database.write(request.caller, work));
  Response response = platform::no_content();
  set_session_cookie(response, parts.entrance.cookies, renewed);
  co_return response;
}

}  // namespace

auth::OfferedProof decode_proof(platform::JsonObject& object) {
  const auto password = object.optional("password").text({.max = 256});
  const auto totp = object.optional("totp").text({.min = 6, .max = 6});
  const auto recovery_code = object.optional("recovery_code").text({.min = 24, .max = 64});
  auto passkey = object.optional("passkey").object();
  const auto offered = passkey ? std::optional(decode_assertion(*passkey)) : std::nullopt;
  if (password.has_value() + totp.has_value() + recovery_code.has_value() + offered.has_value() != 1)
    object.refuse("", "Give one proof: a password, a one-time code, a recovery code or a passkey.");
  if (offered) return *offered;
  if (totp) return auth::OfferedTotp{*totp};
  if (recovery_code) return auth::OfferedRecoveryCode{*recovery_code};
  return auth::OfferedPassword{password.value_or(std::string())};
}

auth::SignInMethod sign_in_method_of(auth::Proof proof) {
  switch (proof) {
    case auth::Proof::Password: return auth::SignInMethod::Password;
    case auth::Proof::Totp: return auth::SignInMethod::Totp;
    case auth::Proof::RecoveryCode: return auth::SignInMethod::RecoveryCode;
    case auth::Proof::Passkey: return auth::SignInMethod::Passkey;
  }
  return auth::SignInMethod::Password;
}

void append_ways(JsonWriter& json, std::string_view name, const std::vector<auth::Proof>& ways) {
  json.array_field(name);
  for (const auto way : ways) json.value(auth::proof_name(way));
  json.end_array();
}

std::string encode_pending_sign_in(const auth::PendingSignIn& pending) {
  JsonWriter json(256);
  json.begin_object().field("token", pending.token).field("expires_in", pending.max_age_seconds);
  append_ways(json, "ways", pending.ways);
  json.end_object();
  return json.take();
}

Response shown_once(std::string body, int status) {
  Response response = platform::json(std::move(body));
  response.status = status;
  response.with("cache-control", "no-store");
  return response;
}

void set_session_cookie(Response& response, edge::CookieScheme cookies, const auth::RenewedSession& session) {
  response.with("cache-control", "no-store");
  response.with("set-cookie", edge::make_session_cookie(cookies, session.token, session.max_age_seconds));
}

void add_proof_routes(platform::Router& router, FactorParts parts) {
  platform::RouteOptions entrance = secret_answer;
  entrance.access = platform::Access::Public;
  entrance.rate = platform::RateClass::SignIn;
  platform::RouteOptions proof = secret_answer;
  proof.rate = platform::RateClass::SignIn;
  router.post(
      "/v1/auth/mfa/verify", "create_mfa_session",
      [parts](const Request& request) { return create_mfa_session(parts, request); }, entrance);
  router.get("/v1/auth/step-up", "get_step_up",
             [parts](const Request& request) { return get_step_up(parts, request); });
  router.post(
      "/v1/auth/step-up", "create_step_up", [parts](const Request& request) { return create_step_up(parts, request); },
      proof);
  router.post(
      "/v1/auth/password/change", "create_password",
      [parts](const Request& request) { return create_password(parts, request); }, proof);
}

}  // namespace coffer::api::rest
