// Step-up: a sensitive operation wants a session that proved lately who holds it.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "auth/factors/factor_store.hpp"
#include "auth/factors/proof_service.hpp"
#include "platform/clock/random.hpp"

namespace coffer::auth {

enum class SensitiveOperation : std::uint8_t {
  ChangePassword,
  ChangeEmail,
  DeleteAccount,
  AddFactor,
  RemoveFactor,
  RenewRecoveryCodes,
  CreateApiKey,
  ManagePeople,
};

struct SensitiveRule {
  SensitiveOperation operation;
  std::string_view name;       // for the log and the tests
  std::int64_t proof_seconds;  // how old the proof may be
};
// One row per operation, in the order of the enumeration.
[[nodiscard]] std::span<const SensitiveRule> sensitive_operations();

struct StepUpState {
  Proof proof = Proof::Password;
  Timestamp proved_at;
  bool is_recent = false;   // enough for every sensitive operation
  std::vector<Proof> ways;  // how to prove it again
};

// The session goes on under this token; the old one opens nothing.
struct RenewedSession {
  std::string token;
  std::int64_t max_age_seconds = 0;
};

class StepUpService {
 public:
  StepUpService(platform::Database& database, ProofService& proofs, platform::Random& random)
      : database_(database), proofs_(proofs), random_(random), store_(database) {}

  // Forbidden, auth/step-up-required, unless the session of the unit's caller proved itself lately: with a
  // second factor where the person has one, else with the password. Callers without a session never do.
  platform::Task<> require(platform::UnitOfWork& unit, SensitiveOperation operation);
  platform::Task<StepUpState> get_state(const Caller& caller);
  // Proves it anew. Unauthenticated when the proof is wrong; Conflict when a password is offered where a second factor
  // is wanted.
  platform::Task<RenewedSession> step_up(const Caller& caller, OfferedProof offered);
  // A session that has just begun, by another proof than the password.
  platform::Task<> note_proof(platform::UnitOfWork& unit, SessionId session, Proof proof) {
    return store_.note_session_proof(unit, session, proof);
  }

 private:
  platform::Task<RenewedSession> renew(platform::UnitOfWork& unit, BegunProof begun);

  platform::Database& database_;
  ProofService& proofs_;
  platform::Random& random_;
  FactorStore store_;
};

}  // namespace coffer::auth
