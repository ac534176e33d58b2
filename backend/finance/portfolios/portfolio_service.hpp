// What people do with portfolios. The reports on them are the report service's.
#pragma once

#include "finance/accounts/account_service.hpp"
#include "finance/portfolios/portfolio.hpp"
#include "finance/portfolios/portfolio_store.hpp"

namespace coffer::finance {

class PortfolioService {
 public:
  PortfolioService(platform::Database& database, platform::Random& random) : store_(database), random_(random) {}

  platform::Task<Page<Portfolio>> list_portfolios(const Caller& caller, PageRequest page);
  platform::Task<Portfolio> get_portfolio(const Caller& caller, PortfolioId id);
  platform::Task<Portfolio> create_portfolio(const Caller& caller, platform::UnitOfWork& unit, NewPortfolio portfolio);
  // Conflict when accounts are set of the default portfolio, which holds them all.
  platform::Task<Portfolio> update_portfolio(const Caller& caller, platform::UnitOfWork& unit, PortfolioId id,
                                             PortfolioChange change, VersionCheck check);
  platform::Task<> remove_portfolio(const Caller& caller, platform::UnitOfWork& unit, PortfolioId id,
                                    VersionCheck check);

 private:
  PortfolioStore store_;
  platform::Random& random_;
};

}  // namespace coffer::finance
