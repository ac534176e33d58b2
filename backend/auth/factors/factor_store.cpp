#include "auth/factors/factor_store.hpp"

#include <span>

#include "auth/factors/sql.hpp"
#include "platform/pg/database.hpp"

namespace coffer::auth {

using platform::Digest;
using platform::statement;
using platform::Task;
using platform::UnitOfWork;

namespace {

std::span<const std::uint8_t> bytes_of(const Digest& digest) { return digest; }

std::optional<StoredFactors> read_factors(const platform::Rows& rows) {
  if (rows.empty()) return std::nullopt;
  const auto row = rows.front();
  StoredFactors stored;
  stored.factors.totp_since = row.optional_timestamp(0);
  stored.factors.passkeys = row.int64(1);
  stored.factors.recovery_codes_left = row.int64(2);
  stored.factors.password_is_short = row.boolean(3);
  stored.email = row.text(4);
  return stored;
}

std::optional<SessionProof> read_proof(const platform::Rows& rows) {
  if (rows.empty()) return std::nullopt;
  const auto row = rows.front();
  return SessionProof{parse_proof(row.view(0)), row.timestamp(1), row.int64(2)};
}

Task<bool> changes(UnitOfWork& unit, platform::Statement statement) {
  COFFER_CO_TRY(rows, co_await unit.run(std::move(statement)));
  co_return rows.affected() > 0;
}

Task<> perform(UnitOfWork& unit, platform::Statement statement) {
  COFFER_CO_CHECK(co_await unit.run(std::move(statement)));
  co_return Result<>{};
}

}  // namespace

Task<std::optional<StoredFactors>> FactorStore::load_factors(const Caller& caller) {
  COFFER_CO_TRY(rows, co_await database_.read(caller, statement(sql::load_factors, caller.user)));
  co_return read_factors(rows);
}

Task<std::optional<StoredFactors>> FactorStore::load_factors(UnitOfWork& unit) {
  COFFER_CO_TRY(rows, co_await unit.run(statement(sql::load_factors, unit.caller().user)));
  co_return read_factors(rows);
}

Task<std::optional<TotpRow>> FactorStore::find_totp(UnitOfWork& unit) {
  COFFER_CO_TRY(rows, co_await unit.run(statement(sql::find_totp, unit.caller().user)));
  if (rows.empty()) co_return std::nullopt;
  const auto row = rows.front();
  TotpRow totp;
  totp.id = row.id<TotpId>(0);
  const auto sealed = row.bytea(1);
  totp.sealed_seed.assign(sealed.begin(), sealed.end());
  totp.last_step = row.int64(2);
  totp.confirmed = !row.is_null(3);
  co_return totp;
}

Task<bool> FactorStore::insert_totp(UnitOfWork& unit, const TotpRow& row) {
  const UserId user = unit.caller().user;
  COFFER_CO_CHECK(co_await unit.run(statement(sql::delete_unconfirmed_totp, user)));
  auto insert = statement(sql::insert_totp, row.id, user, row.sealed_seed);
  co_return co_await changes(unit, std::move(insert));
}

Task<bool> FactorStore::confirm_totp(UnitOfWork& unit, TotpId id, std::int64_t step) {
  return changes(unit, statement(sql::confirm_totp, unit.caller().user, id, step));
}

Task<bool> FactorStore::spend_totp_step(UnitOfWork& unit, TotpId id, std::int64_t step) {
  return changes(unit, statement(sql::spend_totp_step, unit.caller().user, id, step));
}

Task<> FactorStore::reseal_totp(UnitOfWork& unit, TotpId id, platform::Bytes sealed_seed) {
  return perform(unit, statement(sql::reseal_totp, unit.caller().user, id, sealed_seed));
}

Task<bool> FactorStore::delete_totp(UnitOfWork& unit) {
  return changes(unit, statement(sql::delete_totp, unit.caller().user));
}

Task<> FactorStore::replace_recovery_codes(UnitOfWork& unit, std::vector<Digest> hashes) {
  const UserId user = unit.caller().user;
  std::vector<std::string> digits;
  for (const auto& hash : hashes) digits.push_back(platform::to_hex(hash));
  std::vector<platform::Statement> statements;
  statements.push_back(statement(sql::delete_recovery_codes, user));
  statements.push_back(statement(sql::insert_recovery_codes, user, digits));
  COFFER_CO_CHECK(co_await unit.run_all(std::move(statements)));
  co_return Result<>{};
}

Task<> FactorStore::delete_recovery_codes(UnitOfWork& unit) {
  return perform(unit, statement(sql::delete_recovery_codes, unit.caller().user));
}

Task<bool> FactorStore::spend_recovery_code(UnitOfWork& unit, Digest hash) {
  return changes(unit, statement(sql::spend_recovery_code, unit.caller().user, bytes_of(hash)));
}

Task<std::int64_t> FactorStore::count_attempt(UnitOfWork& unit) {
  COFFER_CO_TRY(rows, co_await unit.run(statement(sql::count_proof_attempt, unit.caller().user)));
  co_return rows.front().int32(0);
}

Task<> FactorStore::forget_attempts(UnitOfWork& unit) {
  return perform(unit, statement(sql::forget_proof_attempts, unit.caller().user));
}

Task<> FactorStore::insert_pending(UnitOfWork& unit, PendingSignInId id, Digest token_hash, std::int64_t seconds) {
  return perform(unit, statement(sql::insert_pending_sign_in, id, unit.caller().user, bytes_of(token_hash), seconds));
}

Task<std::optional<PendingSignInRow>> FactorStore::take_attempt(const Caller& anonymous, Digest token_hash) {
  const auto take = [&](UnitOfWork& unit) {
    return unit.run(statement(sql::take_sign_in_attempt, bytes_of(token_hash)));
  };
  COFFER_CO_TRY(rows, co_await database_.write(anonymous, take));
  if (rows.empty()) co_return std::nullopt;
  co_return PendingSignInRow{rows.front().id<PendingSignInId>(0), rows.front().id<UserId>(1)};
}

Task<std::optional<UserId>> FactorStore::find_pending(Digest token_hash) {
  const Caller nobody;
  COFFER_CO_TRY(rows, co_await database_.read(nobody, statement(sql::find_pending_sign_in, bytes_of(token_hash))));
  if (rows.empty()) co_return std::nullopt;
  co_return rows.front().id<UserId>(0);
}

Task<bool> FactorStore::end_pending(UnitOfWork& unit, PendingSignInId id) {
  return changes(unit, statement(sql::end_pending_sign_in, unit.caller().user, id));
}

Task<std::optional<SessionProof>> FactorStore::load_session_proof(const Caller& caller) {
  COFFER_CO_TRY(rows, co_await database_.read(caller, statement(sql::load_session_proof, caller.user, caller.session)));
  co_return read_proof(rows);
}

Task<std::optional<SessionProof>> FactorStore::load_session_proof(UnitOfWork& unit) {
  const Caller& caller = unit.caller();
  COFFER_CO_TRY(rows, co_await unit.run(statement(sql::load_session_proof, caller.user, caller.session)));
  co_return read_proof(rows);
}

Task<> FactorStore::note_session_proof(UnitOfWork& unit, SessionId session, Proof proof) {
  return perform(unit, statement(sql::note_session_proof, unit.caller().user, session, proof_name(proof)));
}

Task<std::optional<std::int64_t>> FactorStore::renew_session(UnitOfWork& unit, Digest token_hash, Proof proof) {
  const Caller& caller = unit.caller();
  COFFER_CO_TRY(rows, co_await unit.run(statement(sql::renew_session, caller.user, caller.session, bytes_of(token_hash),
                                                  proof_name(proof))));
  if (rows.empty()) co_return std::nullopt;
  co_return rows.front().int64(0);
}

Task<std::int64_t> FactorStore::forget_expired(UnitOfWork& unit, std::int64_t most) {
  COFFER_CO_TRY(rows, co_await unit.run(statement(sql::forget_expired_proofs, most)));
  co_return rows.front().int64(0);
}

}  // namespace coffer::auth
