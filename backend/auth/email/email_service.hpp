// The address of an account: proved after sign-up, changed when both addresses agree.
//
// A person whose address is not proved may sign in and use what is theirs; what reaches beyond it waits:
// further households and invitations (check_verified stands before both).
#pragma once

#include <string>

#include "auth/email/email_store.hpp"
#include "auth/factors/step_up_service.hpp"
#include "auth/identity/identity_store.hpp"
#include "auth/mail/mail_token_store.hpp"
#include "auth/mail/mailing.hpp"

namespace coffer::auth {

inline constexpr std::int64_t verification_seconds = 24 * 3'600;
inline constexpr std::int64_t email_change_seconds = 24 * 3'600;

// A link of a mail, opened by somebody who need not be signed in: whose it is.
struct OpenedLink {
  Caller person;  // with trace, address and deadline of who opened it
  std::string token;
};

class EmailService {
 public:
  EmailService(platform::Database& database, StepUpService& step_up, const Mailing& mailing)
      : step_up_(step_up), mailing_(mailing), people_(database), store_(database), tokens_(database) {}

  platform::Task<EmailState> get_email(const Caller& caller);

  // Mails a link to the address of the unit's caller: in the unit of the sign-up, which has limits of its own.
  platform::Task<> send_verification(platform::UnitOfWork& unit);
  // Again, when asked. RateLimited; Conflict when the address is proved.
  platform::Task<> resend_verification(platform::UnitOfWork& unit);
  // A link of either kind. Invalid, auth/link-not-good, when it is used up, expired or of no one.
  platform::Task<OpenedLink> open_link(const Caller& anonymous, std::string token);
  platform::Task<> verify(platform::UnitOfWork& unit, const OpenedLink& link);

  // Mails a link to both addresses; wants step-up. A new address that has an account already gets another mail
  // instead, and the answer is the same. One that is under way ends.
  platform::Task<EmailState> begin_change(platform::UnitOfWork& unit, std::string new_email);
  // Conflict when none is under way.
  platform::Task<> cancel_change(platform::UnitOfWork& unit);
  // One address agrees; whether the other had, and the address is changed now. Both addresses are told.
  platform::Task<bool> confirm_change(platform::UnitOfWork& unit, const OpenedLink& link);

  // Links and counts of mails that have served, at most `most`; how many went. Work of the system.
  platform::Task<std::int64_t> forget_expired(platform::UnitOfWork& unit, std::int64_t most) {
    return tokens_.forget_expired(unit, most);
  }

 private:
  platform::Task<EmailState> load(platform::UnitOfWork& unit);
  platform::Task<> send_change_links(platform::UnitOfWork& unit, const EmailState& state, const std::string& new_email);
  platform::Task<> complete_change(platform::UnitOfWork& unit, const std::string& new_email);

  StepUpService& step_up_;
  const Mailing& mailing_;
  IdentityStore people_;
  EmailStore store_;
  MailTokenStore tokens_;
};

}  // namespace coffer::auth
