// Portfolios in PostgreSQL.
#pragma once

#include <optional>
#include <vector>

#include "finance/paging/cursor.hpp"
#include "finance/portfolios/portfolio.hpp"
#include "platform/pg/database.hpp"

namespace coffer::finance {

class PortfolioStore {
 public:
  explicit PortfolioStore(platform::Database& database) : database_(database) {}

  platform::Task<Page<Portfolio>> list(const Caller& caller, PageRequest page);
  platform::Task<std::optional<Portfolio>> find(const Caller& caller, PortfolioId id);
  platform::Task<std::optional<Portfolio>> find(platform::UnitOfWork& unit, PortfolioId id);
  platform::Task<std::optional<std::int64_t>> lock(platform::UnitOfWork& unit, PortfolioId id);
  // Conflict finance/portfolio-name-taken.
  platform::Task<> insert(platform::UnitOfWork& unit, PortfolioId id, NewPortfolio portfolio);
  platform::Task<> update(platform::UnitOfWork& unit, Portfolio portfolio);
  // Invalid finance/unknown-account when one is not of the household.
  platform::Task<> save_accounts(platform::UnitOfWork& unit, PortfolioId id, std::vector<AccountId> accounts);
  platform::Task<> remove(platform::UnitOfWork& unit, PortfolioId id);

 private:
  platform::Database& database_;
};

}  // namespace coffer::finance
