#include "auth/members/member_service.hpp"

#include "auth/members/member_problems.hpp"
#include "auth/permissions/permissions.hpp"
#include "platform/json/writer.hpp"

namespace coffer::auth {

using platform::Task;
using platform::UnitOfWork;

namespace {

std::unexpected<Error> no_such_member() {
  return fail(ErrorKind::NotFound, problems::member_not_found, "There is no such member. It may have left.");
}

std::string describe(const Member& member) {
  platform::JsonWriter json(160);
  json.begin_object()
      .field("user", member.user)
      .field("role", role_name(member.role))
      .field("sight", sight_name(member.sight))
      .end_object();
  return json.take();
}

void record(UnitOfWork& unit, std::string_view action, HouseholdId household, MembershipId member, std::string before,
            std::string after) {
  platform::AuditEntry entry;
  entry.action = action;
  entry.household = household;
  entry.object_kind = "membership";
  entry.object = member.uuid;
  entry.before = std::move(before);
  entry.after = std::move(after);
  unit.audit(std::move(entry));
}

Result<> check_owners_business(const Caller& caller, HouseholdId household, Role before, Role after) {
  const bool is_owners = before == Role::Owner || after == Role::Owner;
  if (!is_owners || caller.find_household(household)->role == Role::Owner) return {};
  return fail(ErrorKind::Forbidden, problems::owners_business, "Only an owner makes, changes or removes an owner.");
}

}  // namespace

Task<MemberList> MemberService::list_members(const Caller& caller, HouseholdId household, MemberPage page) {
  COFFER_CO_CHECK(require_in(caller, household, Permission::ViewHousehold));
  COFFER_CO_TRY(after, read_moment_cursor(page.cursor, Moment{}));
  COFFER_CO_TRY(found, co_await store_.list(caller, household, after, page.limit + 1));
  MemberList list;
  list.items = std::move(found);
  list.next_cursor =
      cut_page(list.items, page.limit, [](const Member& member) { return Moment{member.joined_at, member.id.uuid}; });
  co_return list;
}

Task<Member> MemberService::get_member(UnitOfWork& unit, HouseholdId household, MembershipId id) {
  COFFER_CO_CHECK(require_in(unit.caller(), household, Permission::ViewHousehold));
  COFFER_CO_TRY(found, co_await store_.find(unit, household, id));
  if (!found) co_return no_such_member();
  co_return std::move(*found);
}

Task<Member> MemberService::update_member(const Caller& caller, UnitOfWork& unit, HouseholdId household,
                                          MembershipId id, MemberPatch patch) {
  COFFER_CO_CHECK(require_in(caller, household, Permission::ManageMembers));
  COFFER_CO_TRY(member, co_await get_member(unit, household, id));
  auto before = describe(member);
  const Role role = patch.role.value_or(member.role);
  COFFER_CO_CHECK(check_owners_business(caller, household, member.role, role));
  member.role = role;
  member.sight = patch.sight.value_or(member.sight);
  if (member.sight == Sight::Granted && may_manage(member.role)) {
    co_return fail(ErrorKind::Invalid, problems::managers_see_whole, "Whoever manages a household sees it whole.",
                   {{patch.sight ? "/sight" : "/role", "Choose another role, or let the member see the whole."}});
  }
  COFFER_CO_CHECK(co_await store_.update(unit, household, member));
  record(unit, "auth.member.update", household, id, std::move(before), describe(member));
  co_return std::move(member);
}

Task<> MemberService::remove_member(const Caller& caller, UnitOfWork& unit, HouseholdId household, MembershipId id) {
  COFFER_CO_TRY(member, co_await get_member(unit, household, id));
  if (member.user != caller.user) {
    COFFER_CO_CHECK(require_in(caller, household, Permission::ManageMembers));
    COFFER_CO_CHECK(check_owners_business(caller, household, member.role, member.role));
  } else if (!in_scope(caller, Permission::ManageMembers)) {
    co_return fail(ErrorKind::Forbidden, problems::out_of_scope, "The scopes of this key do not allow this.");
  }
  COFFER_CO_CHECK(co_await store_.remove(unit, household, id));
  record(unit, "auth.member.remove", household, id, describe(member), "");
  co_return Result<>{};
}

}  // namespace coffer::auth
