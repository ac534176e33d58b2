// A household that is shared: Ada owns it, others join with a role and a sight.
#pragma once

#include <string>

#include "auth/grants/grant_service.hpp"
#include "auth/identity/auth_test_world.hpp"
#include "auth/members/member_service.hpp"
#include "auth/permissions/permissions.hpp"

namespace coffer::auth {

struct SharingWorld : AuthWorld {
  MemberService members{database};
  GrantService grants{database, random};
  SignedUp owner = sign_up();
  HouseholdId household = owner.me.households[0].id;

  struct Joined {
    MembershipId membership;
    UserId user;
  };
  // Written past the services.
  Joined join(const std::string& name, Role role, Sight sight = Sight::Whole) {
    auto user = ada();
    user.email = name + "@example.org";
    user.name = name;
    const auto other = sign_up(user);
    Joined joined;
    joined.membership = random.id<MembershipId>();
    joined.user = other.me.user.id;
    stored(
        "INSERT INTO auth.memberships (id, household_id, user_id, role, narrowed) VALUES ($1, $2, $3, $4, $5) "
        "RETURNING 1",
        {joined.membership.text(), household.text(), joined.user.text(), std::string(role_name(role)),
         sight == Sight::Granted ? "true" : "false"});
    return joined;
  }
  // As a request in the shared household would have them.
  Caller caller_of(UserId user) {
    auto caller = run(identity.get_caller(user));
    EXPECT_TRUE(caller);
    for (std::size_t i = 1; i < caller->households.size(); ++i) {
      if (caller->households[i].household == household) std::swap(caller->households[0], caller->households[i]);
    }
    return *caller;
  }
  AccountId add_account(const std::string& name) {
    const auto id = random.id<AccountId>();
    stored(
        "INSERT INTO finance.accounts (household_id, id, name, kind, currency) VALUES ($1, $2, $3, 'bank', 'EUR') "
        "RETURNING 1",
        {household.text(), id.text(), name});
    return id;
  }
};

}  // namespace coffer::auth
