// The members of a household, what they may do there and what they see of it.
//
// Owners and managers change members; whatever touches an owner is an owner's business. Anyone may leave, but the
// last owner. A change counts within a second (sessions resolve their roles anew).
#pragma once

#include "auth/members/member.hpp"
#include "auth/members/member_store.hpp"

namespace coffer::auth {

class MemberService {
 public:
  explicit MemberService(platform::Database& database) : store_(database) {}

  platform::Task<MemberList> list_members(const Caller& caller, HouseholdId household, MemberPage page);
  platform::Task<Member> get_member(platform::UnitOfWork& unit, HouseholdId household, MembershipId id);
  platform::Task<Member> update_member(const Caller& caller, platform::UnitOfWork& unit, HouseholdId household,
                                       MembershipId id, MemberPatch patch);
  platform::Task<> remove_member(const Caller& caller, platform::UnitOfWork& unit, HouseholdId household,
                                 MembershipId id);

 private:
  MemberStore store_;
};

}  // namespace coffer::auth
