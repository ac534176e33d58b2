// Sign-in of a person who has a second factor: the password gives a token that opens nothing, lives five
// minutes and takes five attempts; with it and the second factor the sign-in goes on.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "auth/factors/factor_store.hpp"
#include "auth/factors/proof_service.hpp"
#include "auth/identity/identity_store.hpp"
#include "platform/clock/random.hpp"

namespace coffer::auth {

inline constexpr std::int64_t pending_sign_in_seconds = 300;

// The token is given out here, once, and is nowhere kept.
struct PendingSignIn {
  std::string token;
  std::vector<Proof> ways;
  std::int64_t max_age_seconds = pending_sign_in_seconds;
};

struct ProvedPerson {
  Caller caller;
  Proof proof = Proof::Password;
};

class SecondFactorService {
 public:
  SecondFactorService(platform::Database& database, ProofService& proofs, platform::Random& random)
      : database_(database), proofs_(proofs), random_(random), store_(database), people_(database) {}

  // After the password was right, in a unit of the person's: nothing when they have no second factor.
  platform::Task<std::optional<PendingSignIn>> begin(platform::UnitOfWork& unit);
  // The person, proved, the token used up. Unauthenticated when the token continues no sign-in
  // (auth/sign-in-expired) or the proof is wrong (auth/wrong-proof), which the login history keeps.
  platform::Task<ProvedPerson> prove(const Caller& anonymous, std::string token, OfferedProof offered,
                                     std::string user_agent);
  // Whose sign-in the token continues. Unauthenticated when it continues none.
  platform::Task<UserId> find_person(std::string token);
  platform::Task<std::string> find_email(std::string token);

 private:
  platform::Task<Proof> finish(platform::UnitOfWork& unit, PendingSignInId id, BegunProof begun);

  platform::Database& database_;
  ProofService& proofs_;
  platform::Random& random_;
  FactorStore store_;
  IdentityStore people_;
};

}  // namespace coffer::auth
