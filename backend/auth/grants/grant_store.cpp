#include "auth/grants/grant_store.hpp"

#include "auth/grants/grant_problems.hpp"
#include "auth/grants/sql.hpp"
#include "platform/pg/database.hpp"
#include "platform/pg/pg_error.hpp"

namespace coffer::auth {

using platform::statement;
using platform::Task;
using platform::UnitOfWork;

namespace {

Grant read_grant(const platform::Row& row) {
  Grant grant;
  grant.id = row.id<GrantId>(0);
  grant.member = row.id<MembershipId>(1);
  if (row.is_null(2)) {
    grant.object = row.id<PortfolioId>(3);
  } else {
    grant.object = row.id<AccountId>(2);
  }
  grant.access = parse_access(row.view(4)).value_or(Access::ViewWithoutAmounts);
  grant.created_at = row.timestamp(5);
  return grant;
}

template <class Id>
std::optional<Id> object_as(const GrantObject& object) {
  const auto* id = std::get_if<Id>(&object);
  return id == nullptr ? std::nullopt : std::optional(*id);
}

}  // namespace

Task<std::vector<Grant>> GrantStore::list(const Caller& caller, HouseholdId household,
                                          std::optional<MembershipId> member, Moment after, std::int64_t limit) {
  auto query = statement(sql::list_grants, household, member, after.at, after.id, limit);
  COFFER_CO_TRY(rows, co_await database_.read(caller, std::move(query)));
  std::vector<Grant> grants;
  for (const auto row : rows) grants.push_back(read_grant(row));
  co_return grants;
}

Task<std::optional<Grant>> GrantStore::find(UnitOfWork& unit, HouseholdId household, GrantId id) {
  COFFER_CO_TRY(rows, co_await unit.run(statement(sql::find_grant, household, id)));
  if (rows.empty()) co_return std::nullopt;
  co_return read_grant(*rows.begin());
}

Task<> GrantStore::insert(UnitOfWork& unit, HouseholdId household, GrantId id, const NewGrant& grant) {
  auto done =
      co_await unit.run(statement(sql::insert_grant, household, id, grant.member, object_as<AccountId>(grant.object),
                                  object_as<PortfolioId>(grant.object), access_name(grant.access), unit.caller().user));
  if (done) co_return Result<>{};
  const auto constraint = platform::constraint_of(done.error());
  if (constraint == "grants_object_key") {
    co_return fail(ErrorKind::Conflict, problems::grant_exists,
                   "The member has a grant of this already. Change that one instead.");
  }
  if (done.error().problem == platform::problems::foreign_key_violation) {
    co_return fail(ErrorKind::Invalid, problems::grant_object,
                   "The member, or what is granted, does not belong to this household.",
                   {{"", "Name a member, and an account or a portfolio, of this household."}});
  }
  co_return fail(std::move(done).error());
}

Task<> GrantStore::update(UnitOfWork& unit, HouseholdId household, GrantId id, Access access) {
  COFFER_CO_CHECK(co_await unit.run(statement(sql::update_grant, household, id, access_name(access))));
  co_return Result<>{};
}

Task<> GrantStore::remove(UnitOfWork& unit, HouseholdId household, GrantId id) {
  COFFER_CO_CHECK(co_await unit.run(statement(sql::remove_grant, household, id)));
  co_return Result<>{};
}

Task<std::vector<AccountId>> GrantStore::list_without_amounts(const Caller& caller) {
  auto query = statement(sql::list_accounts_without_amounts, caller.household());
  COFFER_CO_TRY(rows, co_await database_.read(caller, std::move(query)));
  std::vector<AccountId> found;
  for (const auto row : rows) found.push_back(row.id<AccountId>(0));
  co_return found;
}

Task<std::vector<AccountId>> GrantStore::find_without_amounts(const Caller& caller,
                                                              const std::vector<AccountId>& accounts) {
  auto query = statement(sql::find_accounts_without_amounts, caller.household(), accounts);
  COFFER_CO_TRY(rows, co_await database_.read(caller, std::move(query)));
  std::vector<AccountId> found;
  for (const auto row : rows) found.push_back(row.id<AccountId>(0));
  co_return found;
}

Task<std::vector<AccountId>> GrantStore::list_read_only(UnitOfWork& unit, const std::vector<AccountId>& accounts) {
  auto query = statement(sql::list_read_only_accounts, unit.caller().household(), accounts);
  COFFER_CO_TRY(rows, co_await unit.run(std::move(query)));
  std::vector<AccountId> found;
  for (const auto row : rows) found.push_back(row.id<AccountId>(0));
  co_return found;
}

}  // namespace coffer::auth
