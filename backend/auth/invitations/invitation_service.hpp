// Invitations into a household, by mail: a token of 256 random bits, good once, for a week, and for the address
// that it was sent to. What the new member will see is fixed in the invitation, so that nobody sees the whole first.
#pragma once

#include "auth/email/email_store.hpp"
#include "auth/invitations/invitation.hpp"
#include "auth/invitations/invitation_store.hpp"
#include "auth/mail/mail_token_store.hpp"
#include "auth/mail/mailing.hpp"
#include "platform/clock/clock.hpp"
#include "platform/clock/random.hpp"

namespace coffer::auth {

inline constexpr std::size_t invited_grants_most = 200;

class InvitationService {
 public:
  InvitationService(platform::Database& database, const platform::Clock& clock, platform::Random& random,
                    const Mailing& mailing)
      : clock_(clock), random_(random), mailing_(mailing), store_(database), emails_(database), mails_(database) {}

  platform::Task<InvitationList> list_invitations(const Caller& caller, HouseholdId household, MemberPage page);
  // For those who have proved their own address. An open invitation to the same address ends. An invitation is good
  // while its inviter may still invite to that role.
  platform::Task<Invitation> create_invitation(const Caller& caller, platform::UnitOfWork& unit, HouseholdId household,
                                               NewInvitation invitation);
  platform::Task<> withdraw_invitation(const Caller& caller, platform::UnitOfWork& unit, HouseholdId household,
                                       InvitationId id);

  platform::Task<InvitationOffer> get_offer(const Caller& caller, std::string token);
  // Accepting is two steps, because its unit of work must already see the household: plan, then open the unit with
  // plan.caller.
  platform::Task<AcceptancePlan> plan_acceptance(const Caller& caller, std::string token);
  platform::Task<HouseholdId> accept_invitation(platform::UnitOfWork& unit, const AcceptancePlan& plan);

 private:
  platform::Task<> check(const Caller& caller, platform::UnitOfWork& unit, HouseholdId household,
                         const NewInvitation& invitation);
  platform::Task<> write_to(platform::UnitOfWork& unit, const InvitationOffer& offer, const std::string& token);

  const platform::Clock& clock_;
  platform::Random& random_;
  const Mailing& mailing_;
  InvitationStore store_;
  EmailStore emails_;
  MailTokenStore mails_;
};

}  // namespace coffer::auth
