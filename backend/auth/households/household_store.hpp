// Households in PostgreSQL.
#pragma once

#include <optional>
#include <vector>

#include "auth/households/household.hpp"
#include "auth/paging/moment_cursor.hpp"
#include "platform/async/task.hpp"
#include "platform/pg/params.hpp"
#include "platform/pg/rows.hpp"
#include "platform/unit_of_work.hpp"

namespace coffer::platform {
class Database;
}

namespace coffer::auth {

struct PlacedHousehold {
  Household household;
  Moment place;
};

class HouseholdStore {
 public:
  explicit HouseholdStore(platform::Database& database) : database_(database) {}

  platform::Task<std::vector<PlacedHousehold>> list(const Caller& caller, Moment after, std::int64_t limit);
  platform::Task<std::optional<Household>> find(const Caller& caller, HouseholdId household);
  platform::Task<std::optional<Household>> find(platform::UnitOfWork& unit, HouseholdId household);
  platform::Task<> insert(platform::UnitOfWork& unit, const Household& household, MembershipId membership,
                          PortfolioId portfolio);
  platform::Task<> update(platform::UnitOfWork& unit, const Household& household);

 private:
  platform::Database& database_;
};

inline constexpr std::string_view default_portfolio_name = "Everything";

// For reading the caller's first households together with other things.
[[nodiscard]] platform::Statement list_households_statement(UserId user, Moment after, std::int64_t limit);
[[nodiscard]] std::vector<PlacedHousehold> read_households(const platform::Rows& rows);

}  // namespace coffer::auth
