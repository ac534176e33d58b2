#include "auth/households/household_store.hpp"

#include "auth/households/sql.hpp"
#include "auth/permissions/permissions.hpp"
#include "platform/pg/database.hpp"

namespace coffer::auth {

using platform::statement;
using platform::Task;

namespace {

std::optional<Household> first_of(const platform::Rows& rows) {
  auto households = read_households(rows);
  if (households.empty()) return std::nullopt;
  return std::move(households.front().household);
}

}  // namespace

platform::Statement list_households_statement(UserId user, Moment after, std::int64_t limit) {
  return statement(sql::list_households, user, after.at, after.id, limit);
}

std::vector<PlacedHousehold> read_households(const platform::Rows& rows) {
  std::vector<PlacedHousehold> households;
  for (const auto row : rows) {
    PlacedHousehold placed;
    placed.household.id = row.id<HouseholdId>(0);
    placed.household.name = row.text(1);
    placed.household.currency = row.currency(2);
    placed.household.role = parse_role(row.view(3)).value_or(Role::Viewer);
    placed.household.created_at = row.timestamp(4);
    placed.place.at = row.timestamp(5);
    placed.place.id = row.uuid(6);
    placed.household.narrowed = row.boolean(7);
    households.push_back(std::move(placed));
  }
  return households;
}

Task<std::vector<PlacedHousehold>> HouseholdStore::list(const Caller& caller, Moment after, std::int64_t limit) {
  COFFER_CO_TRY(rows, co_await database_.read(caller, list_households_statement(caller.user, after, limit)));
  co_return read_households(rows);
}

Task<std::optional<Household>> HouseholdStore::find(const Caller& caller, HouseholdId household) {
  COFFER_CO_TRY(rows, co_await database_.read(caller, statement(sql::load_household, household, caller.user)));
  co_return first_of(rows);
}

Task<std::optional<Household>> HouseholdStore::find(platform::UnitOfWork& unit, HouseholdId household) {
  COFFER_CO_TRY(rows, co_await unit.run(statement(sql::load_household, household, unit.caller().user)));
  co_return first_of(rows);
}

Task<> HouseholdStore::insert(platform::UnitOfWork& unit, const Household& household, MembershipId membership,
                              PortfolioId portfolio) {
  COFFER_CO_CHECK(co_await unit.run(statement(sql::insert_household, household.id, household.name, household.currency,
                                              membership, portfolio, default_portfolio_name)));
  co_return Result<>{};
}

Task<> HouseholdStore::update(platform::UnitOfWork& unit, const Household& household) {
  COFFER_CO_CHECK(
      co_await unit.run(statement(sql::update_household, household.id, household.name, household.currency)));
  co_return Result<>{};
}

}  // namespace coffer::auth
