// The change of a password by the person who knows it.
#pragma once

#include <string>

#include "auth/factors/step_up_service.hpp"
#include "auth/identity/identity_store.hpp"
#include "auth/mail/mailing.hpp"
#include "auth/passwords/password_rules.hpp"
#include "auth/passwords/password_store.hpp"
#include "auth/sessions/session_service.hpp"
#include "platform/crypto/password_hasher.hpp"

namespace coffer::auth {

class PasswordService {
 public:
  PasswordService(platform::Database& database, platform::PasswordHasher& passwords, ProofService& proofs,
                  StepUpService& step_up, SessionService& sessions, const Mailing& mailing, platform::Random& random)
      : passwords_(passwords),
        proofs_(proofs),
        step_up_(step_up),
        sessions_(sessions),
        mailing_(mailing),
        random_(random),
        people_(database),
        store_(database) {}

  // Made before the unit of work: two hashes take too long for an open transaction. Invalid, with the field, when the
  // current password is wrong or the new one is not accepted; RateLimited after too many attempts.
  platform::Task<PasswordChange> prepare_change(const Caller& caller, std::string current, std::string wanted);
  // Ends every other session; this one goes on under another token. The person is told by mail. Where there is a second
  // factor it wants step-up; else the current password was the proof.
  platform::Task<RenewedSession> change(platform::UnitOfWork& unit, const PasswordChange& change);

 private:
  platform::PasswordHasher& passwords_;
  ProofService& proofs_;
  StepUpService& step_up_;
  SessionService& sessions_;
  const Mailing& mailing_;
  platform::Random& random_;
  IdentityStore people_;
  FactorStore store_;
  PasswordStore password_store_;
};

}  // namespace coffer::auth
