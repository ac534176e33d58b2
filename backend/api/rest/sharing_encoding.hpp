// The JSON of members, grants and invitations, as contracts/openapi.yaml has it, and the words that they share.
#pragma once

#include <string>

#include "auth/grants/grant.hpp"
#include "auth/invitations/invitation.hpp"
#include "auth/members/member.hpp"
#include "platform/json/reader.hpp"

namespace coffer::api::rest {

inline constexpr platform::Choice<Role> role_words[] = {{"owner", Role::Owner},   {"manager", Role::Manager},
                                                        {"editor", Role::Editor}, {"commenter", Role::Commenter},
                                                        {"viewer", Role::Viewer}, {"adviser", Role::Adviser}};
inline constexpr platform::Choice<auth::Sight> sight_words[] = {{"whole", auth::Sight::Whole},
                                                                {"granted", auth::Sight::Granted}};
inline constexpr platform::Choice<auth::Access> access_words[] = {
    {"view", auth::Access::View},
    {"view_without_amounts", auth::Access::ViewWithoutAmounts},
    {"comment", auth::Access::Comment},
    {"edit", auth::Access::Edit}};

// `account` or `portfolio`, one of the two; a fault is noted at the object.
[[nodiscard]] auth::GrantObject read_grant_object(platform::JsonObject& object);

[[nodiscard]] std::string encode_member(const auth::Member& member);
[[nodiscard]] std::string encode_members(const auth::MemberList& list);
[[nodiscard]] std::string encode_grant(const auth::Grant& grant);
[[nodiscard]] std::string encode_grants(const auth::GrantList& list);
[[nodiscard]] std::string encode_invitation(const auth::Invitation& invitation);
[[nodiscard]] std::string encode_invitations(const auth::InvitationList& list);
[[nodiscard]] std::string encode_offer(const auth::InvitationOffer& offer);

}  // namespace coffer::api::rest
