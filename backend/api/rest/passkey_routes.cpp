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

constexpr std::size_t body_limit = 48 * 1024;
constexpr std::int64_t milliseconds = 1000;

void append_ids(JsonWriter& json, std::string_view name, const std::vector<platform::Bytes>& ids) {
  json.array_field(name);
  for (const auto& id : ids) json.value(platform::to_base64url(id));
  json.end_array();
}

std::string encode_creation(const auth::PasskeyCreation& creation) {
  JsonWriter json(1024);
  json.begin_object()
      .field("challenge", platform::to_base64url(creation.challenge))
      .field("rp_id", creation.party.id)
      .field("user_handle", platform::to_base64url(creation.user.uuid.bytes))
      .field("user_name", creation.email)
      .field("user_display_name", creation.name);
  json.array_field("algorithms");
  for (const auto algorithm : auth::accepted_algorithms()) json.value(algorithm);
  json.end_array();
  append_ids(json, "exclude", creation.exclude);
  json.field("timeout_ms", auth::passkey_challenge_seconds * milliseconds).end_object();
  return json.take();
}

std::string encode_request(const auth::PasskeyRequest& request) {
  const bool required = request.verification == auth::UserVerification::Required;
  JsonWriter json(512);
  json.begin_object()
      .field("challenge", platform::to_base64url(request.challenge))
      .field("rp_id", request.rp_id)
      .field("user_verification", required ? "required" : "preferred");
  append_ids(json, "allow", request.allow);
  json.field("timeout_ms", auth::passkey_challenge_seconds * milliseconds).end_object();
  return json.take();
}

std::string encode_passkeys(const std::vector<auth::Passkey>& passkeys) {
  JsonWriter json(1024);
  json.begin_object().array_field("items");
  for (const auto& passkey : passkeys) {
    json.begin_object()
        .field("id", passkey.id)
        .field("name", passkey.name)
        .field("aaguid", passkey.aaguid)
        .field("backup_eligible", passkey.backup_eligible)
        .field("backed_up", passkey.backed_up);
    json.array_field("transports");
    for (const auto& transport : passkey.transports) json.value(transport);
    json.end_array().field("created_at", passkey.created_at).field("last_used_at", passkey.last_used_at).end_object();
  }
  json.end_array().null_field("next_cursor").end_object();
  return json.take();
}

std::string encode_registered(const auth::RegisteredPasskey& registered) {
  JsonWriter json(512);
  json.begin_object().field("id", registered.id).array_field("recovery_codes");
  for (const auto& code : registered.recovery_codes) json.value(code);
  json.end_array().end_object();
  return json.take();
}

std::optional<platform::Bytes> decode_bytes(platform::JsonObject& object, std::string_view key,
                                            std::optional<std::string> text) {
  if (!text) return std::nullopt;
  auto bytes = platform::from_base64url(*text);
  if (!bytes) object.refuse(key, "Write it as base64url without padding.");
  return bytes;
}

platform::Bytes required_bytes(platform::JsonObject& object, std::string_view key, std::size_t most) {
  const std::string text = object.required(key).text({.min = 1, .max = most});
  return decode_bytes(object, key, text).value_or(platform::Bytes{});
}

Result<auth::NewPasskey> decode_new_passkey(const Request& request) {
  COFFER_TRY(body, platform::JsonDocument::parse(request.body));
  auto object = body.object();
  auth::NewPasskey passkey;
  passkey.name = object.required("name").text({.min = 1, .max = 100});
  passkey.answer.client_data = required_bytes(object, "client_data", 6'000);
  passkey.answer.attestation_object = required_bytes(object, "attestation_object", 11'000);
  passkey.transports =
      object.optional("transports").texts({.max = 8}, {.min = 1, .max = 32}).value_or(std::vector<std::string>{});
  COFFER_CHECK(body.finish());
  return passkey;
}

Task<Response> create_passkey_options(FactorParts parts, const Request& request) {
  COFFER_CO_TRY(creation, co_await parts.passkeys.begin_registration(request.caller));
  co_return shown_once(encode_creation(creation), 200);
}

Task<Response> create_passkey(FactorParts parts, const Request& request) {
  COFFER_CO_TRY(passkey, decode_new_passkey(request));
  COFFER_CO_TRY(registered, co_await parts.passkeys.register_passkey(request.caller, std::move(passkey)));
  co_return shown_once(encode_registered(registered), 201);
}

Task<Response> list_passkeys(FactorParts parts, const Request& request) {
  COFFER_CO_TRY(passkeys, co_await parts.passkeys.list_passkeys(request.caller));
  co_return platform::json(encode_passkeys(passkeys));
}

Task<Response> update_passkey(FactorParts parts, const Request& request) {
  COFFER_CO_TRY(id, request.param_id<auth::PasskeyId>("id"));
  COFFER_CO_TRY(body, platform::JsonDocument::parse(request.body));
  auto object = body.object();
  const std::string name = object.required("name").text({.min = 1, .max = 100});
  COFFER_CO_CHECK(body.finish());
  const edge::Work work = [&](UnitOfWork& unit) -> Task<Response> {
    COFFER_CO_CHECK(co_await parts.passkeys.rename_passkey(unit, id, name));
    co_return platform::no_content();
  };
  co_return co_await edge::command(parts.entrance.database, request, work);
}

Task<Response> remove_passkey(FactorParts parts, const Request& request) {
  COFFER_CO_TRY(id, request.param_id<auth::PasskeyId>("id"));
  const edge::Work work = [&](UnitOfWork& unit) -> Task<Response> {
    COFFER_CO_CHECK(co_await parts.passkeys.remove_passkey(unit, id));
    co_return platform::no_content();
  };
  co_return co_await edge::command(parts.entrance.database, request, work);
}

Task<Response> create_sign_in_options(FactorParts parts, const Request& request) {
  COFFER_CO_TRY(made, co_await parts.passkeys.begin_sign_in(request.caller));
  co_return shown_once(encode_request(made), 200);
}

Task<Response> create_mfa_options(FactorParts parts, const Request& request) {
  COFFER_CO_TRY(body, platform::JsonDocument::parse(request.body));
  auto object = body.object();
  std::string token = object.required("token").text({.min = 43, .max = 43});
  COFFER_CO_CHECK(body.finish());
  COFFER_CO_TRY(person, co_await parts.second_factor.find_person(std::move(token)));
  COFFER_CO_TRY(caller, co_await parts.entrance.identity.get_caller(person));
  COFFER_CO_TRY(made, co_await parts.passkeys.begin_proof(caller, auth::PasskeyPurpose::SecondFactor));
  co_return shown_once(encode_request(made), 200);
}

Task<Response> create_step_up_options(FactorParts parts, const Request& request) {
  COFFER_CO_TRY(made, co_await parts.passkeys.begin_proof(request.caller, auth::PasskeyPurpose::StepUp));
  co_return shown_once(encode_request(made), 200);
}

Task<Response> create_passkey_session(FactorParts parts, const Request& request) {
  COFFER_CO_TRY(body, platform::JsonDocument::parse(request.body));
  auto object = body.object();
  auth::AssertionAnswer answer = decode_assertion(object);
  COFFER_CO_CHECK(body.finish());
  COFFER_CO_TRY(proved, co_await parts.passkeys.sign_in(request.caller, std::move(answer), user_agent_of(request)));
  co_return co_await start_proved_session(parts, request, proved);
}

}  // namespace

auth::AssertionAnswer decode_assertion(platform::JsonObject& object) {
  auth::AssertionAnswer answer;
  answer.credential_id = required_bytes(object, "credential_id", 1'364);
  answer.client_data = required_bytes(object, "client_data", 6'000);
  answer.authenticator_data = required_bytes(object, "authenticator_data", 3'000);
  answer.signature = required_bytes(object, "signature", 1'000);
  answer.user_handle = decode_bytes(object, "user_handle", object.optional("user_handle").text({.min = 1, .max = 86}));
  return answer;
}

Task<Response> start_proved_session(FactorParts parts, const Request& request, const auth::ProvedPerson& proved) {
  auto work = [&](UnitOfWork& unit) -> Task<Response> {
    COFFER_CO_TRY(entered, co_await enter(parts.entrance, unit, request, sign_in_method_of(proved.proof)));
    COFFER_CO_CHECK(co_await parts.step_up.note_proof(unit, entered.session, proved.proof));
    co_return std::move(entered.response);
  };
  co_return co_await parts.entrance.database.write(proved.caller, work);
}

void add_passkey_routes(platform::Router& router, FactorParts parts) {
  platform::RouteOptions answer = secret_answer;
  answer.body_limit = body_limit;
  platform::RouteOptions entrance = answer;
  entrance.access = platform::Access::Public;
  entrance.rate = platform::RateClass::SignIn;
  platform::RouteOptions bodiless = answer;
  bodiless.body = platform::BodyKind::None;
  // A challenge is no guess: every page that offers to sign in asks for one.
  platform::RouteOptions challenge = bodiless;
  challenge.access = platform::Access::Public;
  const auto with = [parts](auto handler) {
    return [parts, handler](const Request& request) { return handler(parts, request); };
  };
  router.post("/v1/auth/passkey/options", "create_sign_in_options", with(create_sign_in_options), challenge);
  router.post("/v1/auth/passkey", "create_passkey_session", with(create_passkey_session), entrance);
  router.post("/v1/auth/mfa/options", "create_mfa_options", with(create_mfa_options), entrance);
  router.post("/v1/auth/step-up/options", "create_step_up_options", with(create_step_up_options), bodiless);
  router.post("/v1/me/mfa/passkeys/options", "create_passkey_options", with(create_passkey_options), bodiless);
  router.post("/v1/me/mfa/passkeys", "create_passkey", with(create_passkey), answer);
  router.get("/v1/me/mfa/passkeys", "list_passkeys", with(list_passkeys));
  router.patch("/v1/me/mfa/passkeys/{id}", "update_passkey", with(update_passkey));
  router.remove("/v1/me/mfa/passkeys/{id}", "remove_passkey", with(remove_passkey));
}

}  // namespace coffer::api::rest
