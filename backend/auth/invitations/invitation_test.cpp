#include "auth/email/email_problems.hpp"
#include "auth/invitations/invitation_problems.hpp"
#include "auth/invitations/invitation_service.hpp"
#include "auth/mail/mail_problems.hpp"
#include "auth/members/member_problems.hpp"
#include "auth/members/sharing_test_world.hpp"
#include "platform/mail/mail_queue.hpp"

namespace coffer::auth {
namespace {

using platform::UnitOfWork;

struct InvitationTest : SharingWorld {
  InvitationService invitations{database, clock, random, mailing};

  InvitationTest() { prove_addresses(); }
  void prove_addresses() { testkit::run(administrator, "UPDATE auth.users SET email_verified_at = now()"); }
  static NewInvitation to(const std::string& email, Role role = Role::Viewer) {
    NewInvitation invitation;
    invitation.email = email;
    invitation.role = role;
    return invitation;
  }
  Result<Invitation> invite(const Caller& caller, const NewInvitation& invitation) {
    return write(caller,
                 [&](UnitOfWork& unit) { return invitations.create_invitation(caller, unit, household, invitation); });
  }
  platform::MailMessage last_mail() {
    auto message = platform::open_mail(
        *master_key,
        stored("SELECT payload FROM jobs.queue WHERE name = 'mail.send' ORDER BY created_at DESC, id DESC LIMIT 1"));
    EXPECT_TRUE(message);
    return *message;
  }
  // What follows # in the link of the newest mail.
  std::string mailed_token() {
    const auto mail = last_mail();
    const auto place = mail.text.find("/invitation#");
    EXPECT_NE(place, std::string::npos);
    return mail.text.substr(place + 12, 43);
  }
  SignedUp sign_up_as(const std::string& email) {
    auto user = ada();
    user.email = email;
    user.name = "Charles";
    return sign_up(user);
  }
  Result<HouseholdId> accept(const Caller& caller, const std::string& token) {
    auto plan = run(invitations.plan_acceptance(caller, token));
    if (!plan) return fail(plan.error());
    return write(plan->caller, [&](UnitOfWork& unit) { return invitations.accept_invitation(unit, *plan); });
  }
};

TEST_F(InvitationTest, TheOneInvitedJoinsWithTheRoleOffered) {
  ASSERT_TRUE(invite(owner.caller, to("Charles@Example.org", Role::Adviser)));
  EXPECT_EQ(last_mail().to.email, "charles@example.org");
  const auto charles = sign_up_as("charles@example.org");
  const auto token = mailed_token();
  const auto offer = run(invitations.get_offer(charles.caller, token));
  ASSERT_TRUE(offer) << offer.error().detail;
  EXPECT_EQ(offer->household, household);
  EXPECT_EQ(offer->inviter_name, "Ada Byron");
  const auto joined = accept(charles.caller, token);
  ASSERT_TRUE(joined) << joined.error().cause;
  EXPECT_EQ(*joined, household);
  const auto caller = caller_of(charles.me.user.id);
  EXPECT_EQ(caller.household(), household);
  EXPECT_EQ(caller.households[0].role, Role::Adviser);
  EXPECT_FALSE(caller.households[0].narrowed);
  EXPECT_EQ(stored("SELECT count(*) FROM audit.audit_log WHERE action = 'auth.invitation.accept'"), "1");
}

TEST_F(InvitationTest, GrantsComeWithTheInvitation) {
  const auto savings = add_account("Savings");
  add_account("Depot");
  auto invitation = to("charles@example.org", Role::Editor);
  invitation.sight = Sight::Granted;
  invitation.grants.push_back({savings, Access::Edit});
  ASSERT_TRUE(invite(owner.caller, invitation));
  const auto charles = sign_up_as("charles@example.org");
  ASSERT_TRUE(accept(charles.caller, mailed_token()));
  EXPECT_TRUE(caller_of(charles.me.user.id).households[0].narrowed);
  EXPECT_EQ(stored("SELECT account_id::text || ' ' || access FROM auth.grants"), savings.text() + " edit");
}

TEST_F(InvitationTest, IsGoodOnce) {
  ASSERT_TRUE(invite(owner.caller, to("charles@example.org")));
  const auto charles = sign_up_as("charles@example.org");
  const auto token = mailed_token();
  ASSERT_TRUE(accept(charles.caller, token));
  const auto again = accept(charles.caller, token);
  ASSERT_FALSE(again);
  EXPECT_EQ(again.error().problem, problems::invitation_not_found);
}

TEST_F(InvitationTest, IsNotAcceptedByAKeyThatMayOnlyLook) {
  ASSERT_TRUE(invite(owner.caller, to("charles@example.org")));
  auto charles = sign_up_as("charles@example.org").caller;
  charles.credential = Credential::ApiKey;
  charles.scope = scope_bit(Permission::ViewFinances);
  const auto token = mailed_token();
  const auto refused = accept(charles, token);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().problem, problems::out_of_scope);
  charles.scope |= scope_bit(Permission::ManageHousehold);
  EXPECT_TRUE(accept(charles, token));
}

TEST_F(InvitationTest, IsForTheAddressThatItWasSentTo) {
  ASSERT_TRUE(invite(owner.caller, to("charles@example.org")));
  const auto eve = sign_up_as("eve@example.org");
  const auto token = mailed_token();
  const auto refused = accept(eve.caller, token);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().problem, problems::invitation_for_another);
  // Nor past the service: the database compares the addresses itself.
  const auto forced = write(eve.caller, [&](UnitOfWork& unit) -> platform::Task<bool> {
    platform::Query query{"test.accept", "SELECT auth.accept_invitation($1, $2) IS NULL"};
    const auto hash = platform::sha256(token);
    COFFER_CO_TRY(rows, co_await unit.run(platform::statement(query, std::span<const std::uint8_t>(hash),
                                                              random.id<MembershipId>())));
    co_return (*rows.begin()).boolean(0);
  });
  ASSERT_TRUE(forced);
  EXPECT_TRUE(*forced);
}

TEST_F(InvitationTest, ExpiresAfterAWeek) {
  ASSERT_TRUE(invite(owner.caller, to("charles@example.org")));
  const auto charles = sign_up_as("charles@example.org");
  const auto token = mailed_token();
  EXPECT_EQ(stored("SELECT (expires_at - created_at) BETWEEN interval '6 days 23 hours' AND interval '7 days 1 hour' "
                   "FROM auth.invitations"),
            "t");
  stored("UPDATE auth.invitations SET expires_at = now() - interval '1 second' RETURNING 1");
  EXPECT_FALSE(accept(charles.caller, token));
  EXPECT_EQ(run(invitations.list_invitations(owner.caller, household, MemberPage{}))->items[0].state,
            InvitationState::Expired);
}

TEST_F(InvitationTest, CanBeWithdrawnAndASecondOneEndsTheFirst) {
  const auto charles = sign_up_as("charles@example.org");
  const auto first = invite(owner.caller, to("charles@example.org"));
  ASSERT_TRUE(first);
  const auto first_token = mailed_token();
  const auto second = invite(owner.caller, to("charles@example.org"));
  ASSERT_TRUE(second);
  EXPECT_FALSE(accept(charles.caller, first_token));
  const auto second_token = mailed_token();
  EXPECT_NE(first_token, second_token);
  ASSERT_TRUE(write(owner.caller, [&](UnitOfWork& unit) {
    return invitations.withdraw_invitation(owner.caller, unit, household, second->id);
  }));
  EXPECT_FALSE(accept(charles.caller, second_token));
}

TEST_F(InvitationTest, OnlyThoseWhoManageInviteAndOnlyOwnersInviteOwners) {
  const auto mary = caller_of(join("mary", Role::Manager).user);
  prove_addresses();
  EXPECT_TRUE(invite(mary, to("charles@example.org")));
  const auto refused = invite(mary, to("dora@example.org", Role::Owner));
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().problem, problems::owners_business);
  for (const Role role : {Role::Editor, Role::Adviser, Role::Commenter, Role::Viewer}) {
    const auto caller = caller_of(join("a-" + std::string(role_name(role)), role).user);
    EXPECT_FALSE(invite(caller, to("dora@example.org"))) << role_name(role);
    EXPECT_FALSE(run(invitations.list_invitations(caller, household, MemberPage{}))) << role_name(role);
  }
}

TEST_F(InvitationTest, WaitsForTheProofOfTheInvitersAddress) {
  testkit::run(administrator, "UPDATE auth.users SET email_verified_at = NULL");
  const auto refused = invite(owner.caller, to("charles@example.org"));
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().problem, problems::email_not_verified);
  EXPECT_EQ(stored("SELECT count(*) FROM jobs.queue WHERE name = 'mail.send'"), "0");
  prove_addresses();
  EXPECT_TRUE(invite(owner.caller, to("charles@example.org")));
}

TEST_F(InvitationTest, OneAddressGetsFewOfThemFromAllHouseholdsTogether) {
  const auto other = sign_up_as("dora@example.org");
  prove_addresses();
  const auto own = other.me.households[0].id;
  const auto invite_elsewhere = [&](const std::string& email) {
    return write(other.caller,
                 [&](UnitOfWork& unit) { return invitations.create_invitation(other.caller, unit, own, to(email)); });
  };
  for (int i = 0; i < 5; ++i) ASSERT_TRUE(invite(owner.caller, to("charles@example.org"))) << i;
  const auto refused = invite_elsewhere("charles@example.org");
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().problem, problems::too_many_mails);
  EXPECT_TRUE(invite_elsewhere("eve@example.org"));
}

// Whoever invites learns nothing of who has an account: no step asks for one.
TEST_F(InvitationTest, AddressesWithAndWithoutAnAccountAreInvitedAlike) {
  sign_up_as("known@example.org");
  prove_addresses();
  const auto told = [&](const std::string& email) {
    const auto before = std::stoll(stored("SELECT count(*) FROM jobs.queue"));
    const auto made = invite(owner.caller, to(email));
    EXPECT_TRUE(made);
    const auto mail = last_mail();
    auto text = mail.text;
    text.replace(text.find("/invitation#") + 12, 43, "");
    return std::string(role_name(made->role)) + std::string(invitation_state_name(made->state)) + mail.subject + text +
           std::to_string(std::stoll(stored("SELECT count(*) FROM jobs.queue")) - before);
  };
  EXPECT_EQ(told("known@example.org"), told("never@example.org"));
  for (int i = 0; i < 5; ++i) {
    const auto known = invite(owner.caller, to("known@example.org"));
    const auto never = invite(owner.caller, to("never@example.org"));
    ASSERT_EQ(known.has_value(), never.has_value()) << i;
    ASSERT_EQ(known.has_value(), i < 4) << "the limit counts alike as well";
    if (!known) EXPECT_EQ(known.error().problem, never.error().problem);
  }
}

TEST_F(InvitationTest, EndsWithTheRightOfItsInviter) {
  const auto mary = join("mary", Role::Manager);
  prove_addresses();
  const auto set_role = [&](const std::string& role) {
    stored("UPDATE auth.memberships SET role = $1 WHERE id = $2 RETURNING 1", {role, mary.membership.text()});
  };
  ASSERT_TRUE(invite(caller_of(mary.user), to("charles@example.org", Role::Manager)));
  const auto token = mailed_token();
  const auto charles = sign_up_as("charles@example.org");
  ASSERT_TRUE(run(invitations.get_offer(charles.caller, token)));
  set_role("editor");
  const auto refused = accept(charles.caller, token);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().problem, problems::invitation_not_found);
  // Nor past the service, and an owner's seat is not in a manager's gift.
  set_role("manager");
  stored("UPDATE auth.invitations SET role = 'owner' RETURNING 1");
  EXPECT_FALSE(run(invitations.get_offer(charles.caller, token)));
  stored("UPDATE auth.invitations SET role = 'manager' RETURNING 1");
  EXPECT_TRUE(accept(charles.caller, token));
}

TEST_F(InvitationTest, WhatMakesNoSenseIsRefused) {
  EXPECT_FALSE(invite(owner.caller, to("nonsense")));
  EXPECT_EQ(invite(owner.caller, to("ada@example.org")).error().problem, problems::already_member);
  auto narrowed_manager = to("charles@example.org", Role::Manager);
  narrowed_manager.sight = Sight::Granted;
  EXPECT_FALSE(invite(owner.caller, narrowed_manager));
  auto foreign = to("charles@example.org");
  foreign.sight = Sight::Granted;
  foreign.grants.push_back({random.id<AccountId>(), Access::View});
  EXPECT_EQ(invite(owner.caller, foreign).error().problem, problems::invalid_invitation);
  EXPECT_EQ(stored("SELECT count(*) FROM jobs.queue WHERE name = 'mail.send'"), "0");
}

}  // namespace
}  // namespace coffer::auth
