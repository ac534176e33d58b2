// Checks what somebody offers as a proof of who they are. Each one-time code, recovery code and challenge is
// good for one success; attempts are counted per person before the check, so that many at once gain nothing.
#pragma once

#include <string>
#include <variant>

#include "auth/factors/factor_store.hpp"
#include "auth/passkeys/passkey_store.hpp"
#include "platform/clock/clock.hpp"
#include "platform/crypto/master_key.hpp"
#include "platform/crypto/password_hasher.hpp"

namespace coffer::auth {

struct OfferedPassword {
  std::string text;
};
struct OfferedTotp {
  std::string code;
};
struct OfferedRecoveryCode {
  std::string code;
};
using OfferedProof = std::variant<OfferedPassword, OfferedTotp, OfferedRecoveryCode, AssertionAnswer>;

// What has passed ProofService::begin; nothing else can be spent.
class BegunProof {
  friend class ProofService;
  explicit BegunProof(OfferedProof offered) : offered_(std::move(offered)) {}
  OfferedProof offered_;
};

// In a quarter of an hour, of one person, whatever the way.
inline constexpr std::int64_t proof_attempts_most = 10;

class ProofService {
 public:
  ProofService(platform::Database& database, const platform::MasterKey& keys, platform::PasswordHasher& passwords,
               const platform::Clock& clock, RelyingParty party)
      : database_(database),
        keys_(keys),
        passwords_(passwords),
        clock_(clock),
        party_(std::move(party)),
        store_(database),
        passkeys_(database) {}

  // What stands before the unit of work that spends the proof: an attempt with something that could be guessed is
  // counted (RateLimited when there were too many), a password verified, the challenge of a passkey taken
  // (Unauthenticated).
  platform::Task<BegunProof> begin(const Caller& person, OfferedProof offered, PasskeyPurpose purpose);
  // Spends the proof in the unit of work, whose caller is the person. Unauthenticated when it is wrong or spent.
  platform::Task<Proof> spend(platform::UnitOfWork& unit, BegunProof begun);
  platform::Task<> spend_passkey(platform::UnitOfWork& unit, const AssertionAnswer& answer,
                                 UserVerification verification);
  // Whether the code is of the seed, now or one step to either side, and of no step used before: the step.
  platform::Task<std::int64_t> find_step(const TotpRow& row, UserId user, std::string code);

 private:
  platform::Task<> take_challenge(const Caller& person, const AssertionAnswer& answer, PasskeyPurpose purpose);
  platform::Task<> check_password(const Caller& person, std::string password);
  platform::Task<> spend_totp(platform::UnitOfWork& unit, std::string code);
  platform::Task<> spend_recovery_code(platform::UnitOfWork& unit, std::string code);

  platform::Database& database_;
  const platform::MasterKey& keys_;
  platform::PasswordHasher& passwords_;
  const platform::Clock& clock_;
  RelyingParty party_;
  FactorStore store_;
  PasskeyStore passkeys_;
};

// What a sealed seed is bound to.
[[nodiscard]] std::string totp_identity(TotpId id, UserId user);

}  // namespace coffer::auth
