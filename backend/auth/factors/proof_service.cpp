#include "auth/factors/proof_service.hpp"

#include <algorithm>

#include "auth/factors/factor_problems.hpp"
#include "auth/identity/identity_store.hpp"
#include "auth/passwords/password_rules.hpp"
#include "platform/crypto/envelope.hpp"
#include "platform/crypto/totp.hpp"
#include "platform/pg/database.hpp"

namespace coffer::auth {

using platform::Task;
using platform::UnitOfWork;

namespace {

std::unexpected<Error> wrong_proof() {
  return fail(ErrorKind::Unauthenticated, problems::wrong_proof,
              "This is not right, or was used before. Try again with a new code.");
}

platform::AuditEntry entry_of(std::string_view action, std::string_view kind, Uuid object) {
  platform::AuditEntry entry;
  entry.action = action;
  entry.object_kind = kind;
  entry.object = object;
  return entry;
}

}  // namespace

std::string totp_identity(TotpId id, UserId user) { return "auth.totp_secrets/" + id.text() + "/" + user.text(); }

Task<BegunProof> ProofService::begin(const Caller& person, OfferedProof offered, PasskeyPurpose purpose) {
  if (const auto* answer = std::get_if<AssertionAnswer>(&offered)) {
    COFFER_CO_CHECK(co_await take_challenge(person, *answer, purpose));
    co_return BegunProof(std::move(offered));
  }
  const auto count = [this](UnitOfWork& unit) { return store_.count_attempt(unit); };
  COFFER_CO_TRY(attempts, co_await database_.write(person, count));
  if (attempts > proof_attempts_most)
    co_return fail(ErrorKind::RateLimited, problems::too_many_proofs,
                   "There were too many attempts. Wait a quarter of an hour and try again.");
  if (const auto* password = std::get_if<OfferedPassword>(&offered))
    COFFER_CO_CHECK(co_await check_password(person, password->text));
  co_return BegunProof(std::move(offered));
}

Task<> ProofService::take_challenge(const Caller& person, const AssertionAnswer& answer, PasskeyPurpose purpose) {
  const auto challenge = find_challenge(answer.client_data);
  if (!challenge) co_return wrong_proof();
  COFFER_CO_TRY(taken, co_await passkeys_.take_challenge(person, platform::sha256(*challenge), purpose, person.user));
  if (!taken) co_return wrong_proof();
  co_return Result<>{};
}

Task<> ProofService::check_password(const Caller& person, std::string password) {
  COFFER_CO_TRY(stored, co_await store_.load_factors(person));
  std::string hash;
  if (stored) {
    IdentityStore people(database_);
    COFFER_CO_TRY(found, co_await people.find_credentials(stored->email));
    if (found && found->user == person.user && !found->disabled) hash = found->password_hash;
  }
  std::string normalized = normalize_password(password).value_or(std::string());
  platform::wipe(password);
  COFFER_CO_TRY(match, co_await passwords_.verify(std::move(normalized), std::move(hash)));
  if (!match.matches) co_return wrong_proof();
  co_return Result<>{};
}

Task<Proof> ProofService::spend(UnitOfWork& unit, BegunProof begun) {
  const OfferedProof& offered = begun.offered_;
  Proof proof = Proof::Password;
  if (const auto* totp = std::get_if<OfferedTotp>(&offered)) {
    COFFER_CO_CHECK(co_await spend_totp(unit, totp->code));
    proof = Proof::Totp;
  } else if (const auto* code = std::get_if<OfferedRecoveryCode>(&offered)) {
    COFFER_CO_CHECK(co_await spend_recovery_code(unit, code->code));
    proof = Proof::RecoveryCode;
  } else if (const auto* answer = std::get_if<AssertionAnswer>(&offered)) {
    COFFER_CO_CHECK(co_await spend_passkey(unit, *answer, UserVerification::Preferred));
    proof = Proof::Passkey;
  }
  COFFER_CO_CHECK(co_await store_.forget_attempts(unit));
  co_return proof;
}

Task<> ProofService::spend_passkey(UnitOfWork& unit, const AssertionAnswer& answer, UserVerification verification) {
  COFFER_CO_TRY(row, co_await passkeys_.find(unit, answer.credential_id));
  if (!row) co_return wrong_proof();
  if (answer.user_handle && !std::ranges::equal(*answer.user_handle, unit.caller().user.uuid.bytes))
    co_return wrong_proof();
  COFFER_CO_TRY(data, verify_assertion(answer, row->credential, party_, verification));
  COFFER_CO_TRY(used, co_await passkeys_.use(unit, row->id, data));
  if (!used) co_return wrong_proof();
  co_return Result<>{};
}

Task<std::int64_t> ProofService::find_step(const TotpRow& row, UserId user, std::string code) {
  COFFER_CO_TRY(seed, platform::open_secret(keys_, row.sealed_seed, totp_identity(row.id, user)));
  const std::int64_t now = platform::totp_step(clock_.now());
  std::optional<std::int64_t> found;
  for (const std::int64_t step : {now - 1, now, now + 1}) {
    const auto expected = platform::totp_code(seed, step);
    const bool equal = platform::equal_in_constant_time(platform::as_bytes(expected), platform::as_bytes(code));
    if (equal && step > row.last_step && !found) found = step;
  }
  platform::wipe(seed);
  if (!found) co_return wrong_proof();
  co_return *found;
}

Task<> ProofService::spend_totp(UnitOfWork& unit, std::string code) {
  const UserId user = unit.caller().user;
  COFFER_CO_TRY(row, co_await store_.find_totp(unit));
  if (!row || !row->confirmed) co_return wrong_proof();
  COFFER_CO_TRY(step, co_await find_step(*row, user, std::move(code)));
  COFFER_CO_TRY(spent, co_await store_.spend_totp_step(unit, row->id, step));
  if (!spent) co_return wrong_proof();
  if (platform::sealing_key(row->sealed_seed) != keys_.name()) {
    const auto identity = totp_identity(row->id, user);
    COFFER_CO_TRY(seed, platform::open_secret(keys_, row->sealed_seed, identity));
    auto sealed = platform::seal_secret(keys_, seed, identity);
    platform::wipe(seed);
    if (!sealed) co_return fail(std::move(sealed).error());
    COFFER_CO_CHECK(co_await store_.reseal_totp(unit, row->id, std::move(*sealed)));
  }
  co_return Result<>{};
}

Task<> ProofService::spend_recovery_code(UnitOfWork& unit, std::string code) {
  const auto normalized = normalize_recovery_code(code);
  if (!normalized) co_return wrong_proof();
  COFFER_CO_TRY(spent, co_await store_.spend_recovery_code(unit, platform::sha256(*normalized)));
  if (!spent) co_return wrong_proof();
  unit.audit(entry_of("auth.recovery_code.use", "user", unit.caller().user.uuid));
  co_return Result<>{};
}

}  // namespace coffer::auth
