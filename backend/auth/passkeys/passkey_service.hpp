// Passkeys: set up by the signed-in person, then a second factor, a proof for step-up, and by themselves a way
// to sign in without a password.
#pragma once

#include <string>
#include <vector>

#include "auth/factors/factor_service.hpp"
#include "auth/factors/second_factor_service.hpp"
#include "auth/passkeys/passkey_store.hpp"

namespace coffer::auth {

class PasskeyService {
 public:
  PasskeyService(platform::Database& database, RelyingParty party, ProofService& proofs, StepUpService& step_up,
                 FactorService& factors, platform::Random& random)
      : database_(database),
        party_(std::move(party)),
        proofs_(proofs),
        step_up_(step_up),
        factors_(factors),
        random_(random),
        store_(database),
        people_(database) {}

  // Conflict beyond 20. Wants step-up.
  platform::Task<PasskeyCreation> begin_registration(const Caller& caller);
  // Unauthenticated when the answer is not to a challenge of this person's, or wrong; Conflict when the credential
  // is somebody's. Wants step-up.
  platform::Task<RegisteredPasskey> register_passkey(const Caller& caller, NewPasskey passkey);
  platform::Task<std::vector<Passkey>> list_passkeys(const Caller& caller);
  platform::Task<> rename_passkey(platform::UnitOfWork& unit, PasskeyId id, std::string name);
  // Conflict when it is the last factor and the password is too short to stand alone. Wants step-up.
  platform::Task<> remove_passkey(platform::UnitOfWork& unit, PasskeyId id);

  // Nobody has said who they are: any discoverable passkey, with user verification.
  platform::Task<PasskeyRequest> begin_sign_in(const Caller& anonymous);
  platform::Task<ProvedPerson> sign_in(const Caller& anonymous, AssertionAnswer answer, std::string user_agent);
  // A request for one of the person's passkeys.
  platform::Task<PasskeyRequest> begin_proof(const Caller& person, PasskeyPurpose purpose);

 private:
  platform::Task<PasskeyRequest> make_request(const Caller& caller, PasskeyPurpose purpose, std::optional<UserId> user);
  platform::Task<RegisteredPasskey> store_passkey(platform::UnitOfWork& unit, const AuthenticatorData& data,
                                                  const NewPasskey& passkey);
  platform::Task<Caller> find_signer(const Caller& anonymous, const AssertionAnswer& answer);

  platform::Database& database_;
  RelyingParty party_;
  ProofService& proofs_;
  StepUpService& step_up_;
  FactorService& factors_;
  platform::Random& random_;
  PasskeyStore store_;
  IdentityStore people_;
};

}  // namespace coffer::auth
