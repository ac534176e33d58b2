// Second factors of the signed-in person: one-time codes and recovery codes. Passkeys: auth/passkeys.
#pragma once

#include <string>
#include <vector>

#include "auth/factors/factor_store.hpp"
#include "auth/factors/proof_service.hpp"
#include "auth/factors/step_up_service.hpp"
#include "platform/clock/random.hpp"

namespace coffer::auth {

class FactorService {
 public:
  FactorService(platform::Database& database, const platform::MasterKey& keys, ProofService& proofs,
                StepUpService& step_up, platform::Random& random)
      : keys_(keys), proofs_(proofs), step_up_(step_up), random_(random), store_(database) {}

  platform::Task<Factors> get_factors(const Caller& caller);
  platform::Task<Factors> get_factors(platform::UnitOfWork& unit);
  // A new seed, in place of one that was never confirmed. Conflict when one-time codes are set up. Wants step-up.
  platform::Task<TotpEnrolment> begin_totp(platform::UnitOfWork& unit);
  // From now on sign-in asks for a code. The recovery codes, when this is the first second factor; else none.
  // Invalid when the code is wrong, NotFound when nothing waits to be confirmed. Wants step-up.
  platform::Task<std::vector<std::string>> confirm_totp(platform::UnitOfWork& unit, std::string code);
  // Conflict when the password is too short to stand alone. Wants step-up.
  platform::Task<> remove_totp(platform::UnitOfWork& unit);
  // In place of all earlier ones. Conflict without a second factor. Wants step-up.
  platform::Task<std::vector<std::string>> renew_recovery_codes(platform::UnitOfWork& unit);

  // For other kinds of factors: the codes that go with the first, and the end that goes with the last.
  platform::Task<std::vector<std::string>> begin_recovery(platform::UnitOfWork& unit);
  platform::Task<> check_removal(const Factors& left);
  platform::Task<> end_recovery(platform::UnitOfWork& unit);

 private:
  const platform::MasterKey& keys_;
  ProofService& proofs_;
  StepUpService& step_up_;
  platform::Random& random_;
  FactorStore store_;
};

}  // namespace coffer::auth
