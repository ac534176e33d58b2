// Second factors, sign-ins that wait for one, and what sessions proved, in PostgreSQL.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "auth/factors/factor.hpp"
#include "platform/async/task.hpp"
#include "platform/crypto/digest.hpp"
#include "platform/unit_of_work.hpp"

namespace coffer::platform {
class Database;
}

namespace coffer::auth {

struct StoredFactors {
  Factors factors;
  std::string email;
};

struct TotpRow {
  TotpId id;
  platform::Bytes sealed_seed;
  std::int64_t last_step = 0;
  bool confirmed = false;
};

struct PendingSignInRow {
  PendingSignInId id;
  UserId user;
};

struct SessionProof {
  Proof proof = Proof::Password;
  Timestamp proved_at;
  std::int64_t age_seconds = 0;
};

class FactorStore {
 public:
  explicit FactorStore(platform::Database& database) : database_(database) {}

  platform::Task<std::optional<StoredFactors>> load_factors(const Caller& caller);
  platform::Task<std::optional<StoredFactors>> load_factors(platform::UnitOfWork& unit);

  platform::Task<std::optional<TotpRow>> find_totp(platform::UnitOfWork& unit);
  // In place of one that was not confirmed. False when there is a confirmed one.
  platform::Task<bool> insert_totp(platform::UnitOfWork& unit, const TotpRow& row);
  // These say whether they changed a row.
  platform::Task<bool> confirm_totp(platform::UnitOfWork& unit, TotpId id, std::int64_t step);
  platform::Task<bool> spend_totp_step(platform::UnitOfWork& unit, TotpId id, std::int64_t step);
  platform::Task<> reseal_totp(platform::UnitOfWork& unit, TotpId id, platform::Bytes sealed_seed);
  platform::Task<bool> delete_totp(platform::UnitOfWork& unit);
  platform::Task<> replace_recovery_codes(platform::UnitOfWork& unit, std::vector<platform::Digest> hashes);
  platform::Task<> delete_recovery_codes(platform::UnitOfWork& unit);
  platform::Task<bool> spend_recovery_code(platform::UnitOfWork& unit, platform::Digest hash);

  // How many attempts there were in this window, with this one.
  platform::Task<std::int64_t> count_attempt(platform::UnitOfWork& unit);
  platform::Task<> forget_attempts(platform::UnitOfWork& unit);

  platform::Task<> insert_pending(platform::UnitOfWork& unit, PendingSignInId id, platform::Digest token_hash,
                                  std::int64_t seconds);
  platform::Task<std::optional<PendingSignInRow>> take_attempt(const Caller& anonymous, platform::Digest token_hash);
  platform::Task<std::optional<UserId>> find_pending(platform::Digest token_hash);
  platform::Task<bool> end_pending(platform::UnitOfWork& unit, PendingSignInId id);

  platform::Task<std::optional<SessionProof>> load_session_proof(const Caller& caller);
  platform::Task<std::optional<SessionProof>> load_session_proof(platform::UnitOfWork& unit);
  platform::Task<> note_session_proof(platform::UnitOfWork& unit, SessionId session, Proof proof);
  // Seconds that the session has left; none when it has ended.
  platform::Task<std::optional<std::int64_t>> renew_session(platform::UnitOfWork& unit, platform::Digest token_hash,
                                                            Proof proof);
  platform::Task<std::int64_t> forget_expired(platform::UnitOfWork& unit, std::int64_t most);

 private:
  platform::Database& database_;
};

}  // namespace coffer::auth
