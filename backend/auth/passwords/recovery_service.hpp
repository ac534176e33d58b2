// Forgotten passwords: a link by mail, and another password by it.
//
// Asking does the same work whether the address has an account or not: it is counted and a job is enqueued.
// Who it belongs to is looked up by the job, where nobody waits for the answer.
#pragma once

#include <string>

#include "auth/email/email_store.hpp"
#include "auth/factors/factor_store.hpp"
#include "auth/identity/identity_store.hpp"
#include "auth/keys/api_key_service.hpp"
#include "auth/mail/mail_token_store.hpp"
#include "auth/mail/mailing.hpp"
#include "auth/sessions/session_service.hpp"
#include "platform/crypto/master_key.hpp"
#include "platform/crypto/password_hasher.hpp"

namespace coffer::auth {

inline constexpr std::string_view password_recovery_job = "auth.password.recover";
inline constexpr std::int64_t recovery_seconds = 3'600;

// Made before the unit of work, which runs as `person`: the hash takes too long for an open transaction.
struct PasswordReset {
  Caller person;
  std::string token;
  std::string password_hash;
  bool needs_second_factor = false;
};

class RecoveryService {
 public:
  RecoveryService(platform::Database& database, platform::PasswordHasher& passwords, SessionService& sessions,
                  ApiKeyService& api_keys, const platform::MasterKey& key, const Mailing& mailing)
      : passwords_(passwords),
        sessions_(sessions),
        api_keys_(api_keys),
        key_(key),
        mailing_(mailing),
        people_(database),
        factors_(database),
        emails_(database),
        tokens_(database) {}

  // The caller of the unit that asks, since nobody is known yet: with trace, address and deadline of `anonymous`.
  [[nodiscard]] static Caller asking_caller(const Caller& anonymous);
  // RateLimited by address and network; Invalid when it is no address.
  platform::Task<> ask(platform::UnitOfWork& unit, std::string email);

  // Of the job: the person who is written to, as the caller of a unit of the system's work; none when the address
  // has no account.
  platform::Task<std::optional<Caller>> find_recipient(std::string_view payload);
  platform::Task<> send_link(platform::UnitOfWork& unit);

  // Invalid when the link is not good, or the password is not accepted.
  platform::Task<PasswordReset> prepare_reset(const Caller& anonymous, std::string token, std::string wanted);
  // Ends every session and API key, and a change of the address that is under way. The address is thereby proved. A
  // second factor stays: this signs nobody in.
  platform::Task<> reset(platform::UnitOfWork& unit, const PasswordReset& reset);

 private:
  platform::PasswordHasher& passwords_;
  SessionService& sessions_;
  ApiKeyService& api_keys_;
  const platform::MasterKey& key_;
  const Mailing& mailing_;
  IdentityStore people_;
  FactorStore factors_;
  EmailStore emails_;
  MailTokenStore tokens_;
};

}  // namespace coffer::auth
