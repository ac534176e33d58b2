#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "auth/grants/grant.hpp"
#include "auth/members/member.hpp"
#include "base/caller.hpp"
#include "platform/crypto/digest.hpp"

namespace coffer::auth {

struct InvitedGrant {
  GrantObject object;
  Access access = Access::View;
};

struct NewInvitation {
  std::string email;
  Role role = Role::Viewer;
  Sight sight = Sight::Whole;
  std::vector<InvitedGrant> grants;  // what a narrowed member begins with
};

enum class InvitationState { Open, Accepted, Withdrawn, Expired };

// "open", "accepted", "withdrawn", "expired".
[[nodiscard]] std::string_view invitation_state_name(InvitationState state);

struct Invitation {
  InvitationId id;
  std::string email;
  Role role = Role::Viewer;
  Sight sight = Sight::Whole;
  InvitationState state = InvitationState::Open;
  Timestamp created_at;
  Timestamp expires_at;
};

struct InvitationList {
  std::vector<Invitation> items;
  std::optional<std::string> next_cursor;
};

// What the holder of a token is shown before accepting.
struct InvitationOffer {
  HouseholdId household;
  std::string household_name;
  std::string inviter_name;
  std::string email;
  Role role = Role::Viewer;
  Sight sight = Sight::Whole;
  Timestamp expires_at;
};

// An invitation about to be accepted, and the caller of the unit of work that does it: the person, who
// already sees the household.
struct AcceptancePlan {
  platform::Digest token_hash;
  HouseholdId household;
  Caller caller;
};

}  // namespace coffer::auth
