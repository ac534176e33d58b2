// Proofs, second factors and passwords: what their routes work with.
#pragma once

#include "api/rest/entrance.hpp"
#include "auth/factors/factor_service.hpp"
#include "auth/factors/second_factor_service.hpp"
#include "auth/factors/step_up_service.hpp"
#include "auth/passkeys/passkey_service.hpp"
#include "auth/passwords/password_service.hpp"
#include "platform/json/reader.hpp"

namespace coffer::api::rest {

// Built by the wiring; all of it outlives the router.
struct FactorParts {
  EntranceParts entrance;
  auth::FactorService& factors;
  auth::SecondFactorService& second_factor;
  auth::StepUpService& step_up;
  auth::PasswordService& passwords;
  auth::PasskeyService& passkeys;
};

// Second factors of the signed-in person.
void add_factor_routes(platform::Router& router, FactorParts parts);
// The second step of signing in, step-up and the change of the password.
void add_proof_routes(platform::Router& router, FactorParts parts);

// Passkeys of the signed-in person, and signing in with one.
void add_passkey_routes(platform::Router& router, FactorParts parts);

// These answers hold what is shown once; they are not kept for a replay either, so no Idempotency-Key is read.
inline constexpr platform::RouteOptions secret_answer{.body = platform::BodyKind::Json, .body_limit = 16 * 1024};

// An answer whose secret is shown this once: nobody keeps it.
[[nodiscard]] platform::Response shown_once(std::string body, int status);
// Exactly one of password, totp, recovery_code, passkey; a fault is noted in the object.
[[nodiscard]] auth::OfferedProof decode_proof(platform::JsonObject& object);
[[nodiscard]] auth::AssertionAnswer decode_assertion(platform::JsonObject& object);
// The session of somebody who proved who they are, with its cookie.
[[nodiscard]] platform::Task<platform::Response> start_proved_session(FactorParts parts,
                                                                      const platform::Request& request,
                                                                      const auth::ProvedPerson& proved);
[[nodiscard]] auth::SignInMethod sign_in_method_of(auth::Proof proof);
void append_ways(platform::JsonWriter& json, std::string_view name, const std::vector<auth::Proof>& ways);
[[nodiscard]] std::string encode_pending_sign_in(const auth::PendingSignIn& pending);
[[nodiscard]] std::string encode_recovery_codes(const std::vector<std::string>& codes);
// The session's cookie under its new token.
void set_session_cookie(platform::Response& response, edge::CookieScheme cookies, const auth::RenewedSession& session);

}  // namespace coffer::api::rest
