// People: how they come in, how they prove who they are, and what they say of themselves.
#pragma once

#include <string>

#include "auth/identity/identity_store.hpp"
#include "auth/identity/user.hpp"
#include "platform/clock/random.hpp"
#include "platform/crypto/password_hasher.hpp"

namespace coffer::auth {

class IdentityService {
 public:
  IdentityService(platform::Database& database, platform::PasswordHasher& passwords, platform::Random& random)
      : database_(database), passwords_(passwords), random_(random), store_(database) {}

  // Signing up is two steps: the hash takes too long for an open transaction, and the unit of work must
  // run as the person to be. Prepare, then open the unit with plan.caller. `anonymous` gives trace, address and
  // deadline.
  platform::Task<SignUpPlan> prepare_sign_up(const Caller& anonymous, NewUser user);
  // Makes the person and their household. Conflict when the address has an account.
  platform::Task<Me> sign_up(platform::UnitOfWork& unit, const SignUpPlan& plan);

  // The person whose address and password these are. Unknown addresses, wrong passwords and disabled
  // people get one answer after the same work: a hash is computed and the failure recorded, in a unit of its own.
  platform::Task<Caller> check_credentials(const Caller& anonymous, Credentials credentials, std::string user_agent);

  // An attempt to sign in with this address was refused before it was looked at.
  platform::Task<> note_limited(const Caller& anonymous, std::string email, std::string user_agent);

  platform::Task<Me> get_me(const Caller& caller);
  platform::Task<Me> get_me(platform::UnitOfWork& unit);
  platform::Task<Me> update_me(const Caller& caller, platform::UnitOfWork& unit, UserPatch patch);

  // A person as a caller, for commands run in a person's name and for the jobs a person asked for. NotFound.
  platform::Task<Caller> get_caller(UserId user);
  platform::Task<Caller> get_caller_by_email(std::string email);

 private:
  platform::Task<> record_failure(const Caller& anonymous, FailedLoginRow row);
  platform::Task<> renew_hash(const Caller& person, std::string password);

  platform::Database& database_;
  platform::PasswordHasher& passwords_;
  platform::Random& random_;
  IdentityStore store_;
};

}  // namespace coffer::auth
