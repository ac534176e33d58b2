#include "auth/members/member_store.hpp"

#include "auth/members/member_problems.hpp"
#include "auth/members/sql.hpp"
#include "auth/permissions/permissions.hpp"
#include "platform/pg/database.hpp"
#include "platform/pg/pg_error.hpp"

namespace coffer::auth {

using platform::statement;
using platform::Task;
using platform::UnitOfWork;

namespace {

Member read_member(const platform::Row& row) {
  Member member;
  member.id = row.id<MembershipId>(0);
  member.user = row.id<UserId>(1);
  member.name = row.text(2);
  member.email = row.text(3);
  member.role = parse_role(row.view(4)).value_or(Role::Viewer);
  member.sight = row.boolean(5) ? Sight::Granted : Sight::Whole;
  member.joined_at = row.timestamp(6);
  return member;
}

Result<> say_owner_needed(Result<platform::Rows> done) {
  if (done) return {};
  if (platform::constraint_of(done.error()) == "memberships_keep_an_owner") {
    return fail(ErrorKind::Conflict, problems::owner_needed,
                "A household needs an owner. Make another member its owner first.");
  }
  return fail(std::move(done).error());
}

}  // namespace

Task<std::vector<Member>> MemberStore::list(const Caller& caller, HouseholdId household, Moment after,
                                            std::int64_t limit) {
  COFFER_CO_TRY(rows,
                co_await database_.read(caller, statement(sql::list_members, household, after.at, after.id, limit)));
  std::vector<Member> members;
  for (const auto row : rows) members.push_back(read_member(row));
  co_return members;
}

Task<std::optional<Member>> MemberStore::find(UnitOfWork& unit, HouseholdId household, MembershipId id) {
  COFFER_CO_TRY(rows, co_await unit.run(statement(sql::find_member, household, id)));
  if (rows.empty()) co_return std::nullopt;
  co_return read_member(*rows.begin());
}

Task<> MemberStore::update(UnitOfWork& unit, HouseholdId household, const Member& member) {
  auto done = co_await unit.run(
      statement(sql::update_member, household, member.id, role_name(member.role), member.sight == Sight::Granted));
  co_return say_owner_needed(std::move(done));
}

Task<> MemberStore::remove(UnitOfWork& unit, HouseholdId household, MembershipId id) {
  auto done = co_await unit.run(statement(sql::remove_member, household, id));
  co_return say_owner_needed(std::move(done));
}

}  // namespace coffer::auth
