#include "auth/factors/step_up_service.hpp"

#include <algorithm>
#include <array>

#include "auth/factors/factor_problems.hpp"
#include "auth/sessions/session_problems.hpp"
#include "platform/json/writer.hpp"
#include "platform/pg/database.hpp"

namespace coffer::auth {

using platform::Task;
using platform::UnitOfWork;

namespace {

constexpr std::int64_t ten_minutes = 600;

constexpr std::array<SensitiveRule, 8> rules{{
    {SensitiveOperation::ChangePassword, "change_password", ten_minutes},
    {SensitiveOperation::ChangeEmail, "change_email", ten_minutes},
    {SensitiveOperation::DeleteAccount, "delete_account", ten_minutes},
    {SensitiveOperation::AddFactor, "add_factor", ten_minutes},
    {SensitiveOperation::RemoveFactor, "remove_factor", ten_minutes},
    {SensitiveOperation::RenewRecoveryCodes, "renew_recovery_codes", ten_minutes},
    {SensitiveOperation::CreateApiKey, "create_api_key", ten_minutes},
    {SensitiveOperation::ManagePeople, "manage_people", ten_minutes},
}};

constexpr bool in_order() {
  for (std::size_t i = 0; i < rules.size(); ++i) {
    if (static_cast<std::size_t>(rules[i].operation) != i) return false;
  }
  return true;
}
static_assert(in_order(), "the table is read by the number of the operation");

std::string_view sentence_of(Proof proof) {
  switch (proof) {
    case Proof::Password: return "your password";
    case Proof::Totp: return "a one-time code";
    case Proof::RecoveryCode: return "a recovery code";
    case Proof::Passkey: return "a passkey";
  }
  return "your password";
}

std::unexpected<Error> step_up_required(const Factors& factors) {
  std::string detail = "Prove once more that it is you, at /v1/auth/step-up, then repeat this. It takes ";
  const auto ways = ways_of_proof(factors);
  for (std::size_t i = 0; i < ways.size(); ++i) {
    if (i > 0) detail += i + 1 == ways.size() ? " or " : ", ";
    detail += sentence_of(ways[i]);
  }
  return fail(ErrorKind::Forbidden, problems::step_up_required, detail + ".");
}

std::unexpected<Error> no_session() { return fail(ErrorKind::Unauthenticated, problems::no_session, "Sign in first."); }

bool suffices(const SessionProof& proof, const Factors& factors, std::int64_t seconds) {
  const bool strong = !factors.has_second_factor() || proof.proof != Proof::Password;
  return strong && proof.age_seconds < seconds;
}

std::string describe(Proof proof) {
  platform::JsonWriter json(64);
  json.begin_object().field("proof", proof_name(proof)).end_object();
  return json.take();
}

}  // namespace

std::span<const SensitiveRule> sensitive_operations() { return rules; }

Task<> StepUpService::require(UnitOfWork& unit, SensitiveOperation operation) {
  COFFER_CO_TRY(stored, co_await store_.load_factors(unit));
  if (!stored) co_return no_session();
  COFFER_CO_TRY(proof, co_await store_.load_session_proof(unit));
  const auto& rule = rules[static_cast<std::size_t>(operation)];
  if (!proof || !suffices(*proof, stored->factors, rule.proof_seconds)) co_return step_up_required(stored->factors);
  co_return Result<>{};
}

Task<StepUpState> StepUpService::get_state(const Caller& caller) {
  COFFER_CO_TRY(stored, co_await store_.load_factors(caller));
  COFFER_CO_TRY(proof, co_await store_.load_session_proof(caller));
  if (!stored || !proof) co_return no_session();
  StepUpState state;
  state.proof = proof->proof;
  state.proved_at = proof->proved_at;
  state.is_recent =
      suffices(*proof, stored->factors, std::ranges::min(rules, {}, &SensitiveRule::proof_seconds).proof_seconds);
  state.ways = ways_of_proof(stored->factors);
  co_return state;
}

Task<RenewedSession> StepUpService::step_up(const Caller& caller, OfferedProof offered) {
  if (caller.session.is_nil()) co_return no_session();
  COFFER_CO_TRY(stored, co_await store_.load_factors(caller));
  if (!stored) co_return no_session();
  if (stored->factors.has_second_factor() && std::holds_alternative<OfferedPassword>(offered))
    co_return fail(ErrorKind::Conflict, problems::step_up_required,
                   "Your account has a second factor: prove it with that one.");
  COFFER_CO_TRY(begun, co_await proofs_.begin(caller, std::move(offered), PasskeyPurpose::StepUp));
  co_return co_await database_.write(caller, [&](UnitOfWork& unit) { return renew(unit, begun); });
}

Task<RenewedSession> StepUpService::renew(UnitOfWork& unit, BegunProof begun) {
  COFFER_CO_TRY(proof, co_await proofs_.spend(unit, std::move(begun)));
  RenewedSession renewed;
  renewed.token = random_.token();
  COFFER_CO_TRY(seconds, co_await store_.renew_session(unit, platform::sha256(renewed.token), proof));
  if (!seconds) co_return no_session();
  renewed.max_age_seconds = *seconds;
  platform::AuditEntry entry;
  entry.action = "auth.session.step_up";
  entry.object_kind = "session";
  entry.object = unit.caller().session.uuid;
  entry.after = describe(proof);
  unit.audit(std::move(entry));
  co_return renewed;
}

}  // namespace coffer::auth
