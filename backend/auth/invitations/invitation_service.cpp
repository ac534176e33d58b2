#include "auth/invitations/invitation_service.hpp"

#include "auth/email/email_rules.hpp"
#include "auth/identity/user_rules.hpp"
#include "auth/invitations/invitation_problems.hpp"
#include "auth/members/member_problems.hpp"
#include "auth/permissions/permissions.hpp"
#include "platform/json/writer.hpp"

namespace coffer::auth {

using platform::Task;
using platform::UnitOfWork;

namespace {

constexpr std::size_t token_length = 43;  // 256 bits in base64url without padding
constexpr std::int64_t micros_of_a_week = 7LL * 24 * 3600 * 1'000'000;
constexpr std::int64_t invitations_a_day = 100;
// To one address, of all households together: an invitation carries names, which are anybody's text.
constexpr std::int64_t invitations_an_hour = 5;

std::unexpected<Error> no_such_invitation() {
  return fail(ErrorKind::NotFound, problems::invitation_not_found,
              "This invitation is not open any more. Ask for another one.");
}

std::unexpected<Error> invalid(std::string pointer, std::string remedy) {
  return fail(ErrorKind::Invalid, problems::invalid_invitation, "Nobody can be invited like this.",
              {FieldError{std::move(pointer), std::move(remedy)}});
}

Result<platform::Digest> hash_of(const std::string& token) {
  if (token.size() != token_length) return no_such_invitation();
  return platform::sha256(token);
}

std::string describe(const NewInvitation& invitation) {
  platform::JsonWriter json(200);
  json.begin_object()
      .field("role", role_name(invitation.role))
      .field("sight", sight_name(invitation.sight))
      .field("grants", static_cast<std::int64_t>(invitation.grants.size()))
      .end_object();
  return json.take();
}

void record(UnitOfWork& unit, std::string_view action, HouseholdId household, std::string_view kind, Uuid object,
            std::string after) {
  platform::AuditEntry entry;
  entry.action = action;
  entry.household = household;
  entry.object_kind = kind;
  entry.object = object;
  entry.after = std::move(after);
  unit.audit(std::move(entry));
}

}  // namespace

Task<InvitationList> InvitationService::list_invitations(const Caller& caller, HouseholdId household, MemberPage page) {
  COFFER_CO_CHECK(require_in(caller, household, Permission::ManageMembers));
  COFFER_CO_TRY(after, read_moment_cursor(page.cursor, Moment{}));
  COFFER_CO_TRY(found, co_await store_.list(caller, household, after, page.limit + 1));
  InvitationList list;
  list.items = std::move(found);
  list.next_cursor = cut_page(list.items, page.limit, [](const Invitation& invitation) {
    return Moment{invitation.created_at, invitation.id.uuid};
  });
  co_return list;
}

Task<> InvitationService::check(const Caller& caller, UnitOfWork& unit, HouseholdId household,
                                const NewInvitation& invitation) {
  if (invitation.role == Role::Owner && caller.find_household(household)->role != Role::Owner) {
    co_return fail(ErrorKind::Forbidden, problems::owners_business,
                   "Only an owner makes, changes or removes an owner.");
  }
  if (invitation.sight == Sight::Granted && may_manage(invitation.role)) {
    co_return invalid("/sight", "Whoever manages a household sees it whole.");
  }
  if (invitation.sight == Sight::Whole && !invitation.grants.empty()) {
    co_return invalid("/grants", "Grants are for those who do not see the whole: leave them out, or narrow the sight.");
  }
  COFFER_CO_TRY(standing, co_await store_.standing(unit, household, invitation.email));
  if (standing.is_member) {
    co_return fail(ErrorKind::Conflict, problems::already_member, "This address is a member's already.");
  }
  if (standing.sent_within_a_day >= invitations_a_day) {
    co_return fail(ErrorKind::RateLimited, problems::too_many_invitations,
                   "This household has sent many invitations today. Send the next one tomorrow.");
  }
  COFFER_CO_TRY(strangers, co_await store_.count_strangers(unit, household, invitation.grants));
  if (strangers > 0) co_return invalid("/grants", "Name accounts and portfolios of this household.");
  std::vector<MailLimit> limits{{"invited:" + invitation.email, invitations_an_hour}};
  co_return co_await mails_.count_mail(unit, std::move(limits));
}

Task<> InvitationService::write_to(UnitOfWork& unit, const InvitationOffer& offer, const std::string& token) {
  Letter letter;
  letter.subject = offer.inviter_name + " invites you to \"" + offer.household_name + "\"";
  letter.paragraphs = {offer.inviter_name + " would like to share the household \"" + offer.household_name +
                       "\" with you in Coffer, as its " + std::string(role_name(offer.role)) + "."};
  letter.button = LetterButton{"See the invitation", mailing_.link("/invitation", token)};
  letter.closing = {
      "The invitation is good for a week. If you do not know the sender, do nothing: nobody learns of it."};
  platform::MailAddress to;
  to.email = offer.email;
  co_return co_await mailing_.send(unit, std::move(to), std::move(letter));
}

Task<Invitation> InvitationService::create_invitation(const Caller& caller, UnitOfWork& unit, HouseholdId household,
                                                      NewInvitation invitation) {
  COFFER_CO_CHECK(require_in(caller, household, Permission::ManageMembers));
  COFFER_CO_TRY(own, co_await emails_.load(unit));
  if (!own) co_return no_such_invitation();
  COFFER_CO_CHECK(check_verified(*own));
  auto email = normalize_email(invitation.email);
  if (!email) co_return invalid("/email", "Give an e-mail address, like ada@example.org.");
  invitation.email = std::move(*email);
  COFFER_CO_CHECK(co_await check(caller, unit, household, invitation));
  const std::string token = random_.token();
  InvitationRow row;
  row.id = random_.id<InvitationId>();
  row.household = household;
  row.token_hash = platform::sha256(token);
  row.expires_at = Timestamp{clock_.now().micros + micros_of_a_week};
  row.invitation = std::move(invitation);
  COFFER_CO_CHECK(co_await store_.insert(unit, row));
  COFFER_CO_TRY(found, co_await store_.find_offer(unit, row.token_hash));
  COFFER_CO_TRY(stored, co_await store_.find(unit, household, row.id));
  if (!found || !stored) co_return no_such_invitation();
  COFFER_CO_CHECK(co_await write_to(unit, found->offer, token));
  record(unit, "auth.invitation.create", household, "invitation", row.id.uuid, describe(row.invitation));
  co_return std::move(*stored);
}

Task<> InvitationService::withdraw_invitation(const Caller& caller, UnitOfWork& unit, HouseholdId household,
                                              InvitationId id) {
  COFFER_CO_CHECK(require_in(caller, household, Permission::ManageMembers));
  COFFER_CO_TRY(withdrawn, co_await store_.withdraw(unit, household, id));
  if (!withdrawn) co_return no_such_invitation();
  record(unit, "auth.invitation.withdraw", household, "invitation", id.uuid, "");
  co_return Result<>{};
}

Task<InvitationOffer> InvitationService::get_offer(const Caller& caller, std::string token) {
  COFFER_CO_TRY(hash, hash_of(token));
  COFFER_CO_TRY(found, co_await store_.find_offer(caller, hash));
  if (!found) co_return no_such_invitation();
  if (!found->is_for_caller) {
    co_return fail(ErrorKind::Forbidden, problems::invitation_for_another,
                   "This invitation was sent to another address. Sign in with the address that it was sent to.");
  }
  co_return std::move(found->offer);
}

Task<AcceptancePlan> InvitationService::plan_acceptance(const Caller& caller, std::string token) {
  if (!in_scope(caller, Permission::ManageHousehold)) {
    co_return fail(ErrorKind::Forbidden, problems::out_of_scope, "The scopes of this key do not allow this.");
  }
  COFFER_CO_TRY(offer, co_await get_offer(caller, token));
  AcceptancePlan plan;
  plan.token_hash = platform::sha256(token);
  plan.household = offer.household;
  plan.caller = caller;
  // Behind the others: the household of the request stays the first. A member already there sees it as before.
  if (plan.caller.find_household(offer.household) == nullptr) {
    plan.caller.households.push_back({offer.household, offer.role, offer.sight == Sight::Granted});
  }
  co_return plan;
}

Task<HouseholdId> InvitationService::accept_invitation(UnitOfWork& unit, const AcceptancePlan& plan) {
  const auto membership = random_.id<MembershipId>();
  COFFER_CO_TRY(joined, co_await store_.accept(unit, plan.token_hash, membership));
  if (!joined) co_return no_such_invitation();
  record(unit, "auth.invitation.accept", *joined, "membership", membership.uuid, "");
  co_return *joined;
}

}  // namespace coffer::auth
