// Who shares a household, and what each of them sees: members, grants, invitations.
#pragma once

#include "auth/grants/grant_service.hpp"
#include "auth/invitations/invitation_service.hpp"
#include "auth/members/member_service.hpp"
#include "platform/http/router.hpp"

namespace coffer::api::rest {

struct SharingParts {
  platform::Database& database;
  auth::MemberService& members;
  auth::GrantService& grants;
  auth::InvitationService& invitations;
};

void add_member_routes(platform::Router& router, SharingParts parts);
void add_grant_routes(platform::Router& router, SharingParts parts);
void add_invitation_routes(platform::Router& router, SharingParts parts);

}  // namespace coffer::api::rest
