// What a scope of the household is worth, how it got there and how it did. Reads only; figures are
// the core's, made into shown amounts.
#pragma once

#include <optional>
#include <variant>

#include "finance/portfolios/portfolio_store.hpp"
#include "finance/reports/book_loader.hpp"
#include "finance/reports/report.hpp"
#include "platform/clock/clock.hpp"

namespace coffer::finance {

struct WholeHousehold {};
using ReportScope = std::variant<WholeHousehold, PortfolioId, AccountId, InstrumentId>;

struct ReportInterval {
  std::optional<Date> from;  // none: the day before the first transaction
  std::optional<Date> to;    // none: today
  ledger::Interval spacing = ledger::Interval::Day;
};

struct ReportDay {
  std::optional<Date> on;  // none: today
  std::optional<Currency> currency;
  std::optional<CostBasis> cost_basis;
};

class ReportService {
 public:
  ReportService(platform::Database& database, platform::Random& random, platform::ComputePool& pool,
                const platform::Clock& clock)
      : books_(database, random, pool), portfolios_(database), pool_(pool), clock_(clock) {}

  // Changes with anything that a report of the household depends on, the present day too.
  platform::Task<std::string> find_version(const Caller& caller);

  platform::Task<PerformanceReport> get_performance(const Caller& caller, ReportScope scope, ReportInterval interval,
                                                    std::optional<Currency> currency);
  platform::Task<HoldingsReport> list_holdings(const Caller& caller, ReportScope scope, ReportDay day);
  platform::Task<AllocationReport> get_allocation(const Caller& caller, ReportScope scope, AllocationBy by,
                                                  ReportDay day);
  platform::Task<IncomeReport> get_income(const Caller& caller, ReportScope scope, ReportInterval interval,
                                          std::optional<Currency> currency);
  platform::Task<LotsReport> list_lots(const Caller& caller, ReportScope scope, std::optional<InstrumentId> instrument,
                                       ReportDay day);
  platform::Task<NetWorthReport> get_net_worth(const Caller& caller, ReportInterval interval, std::optional<Date> on,
                                               std::optional<Currency> currency, std::optional<UserId> member);

 private:
  struct Subject {
    std::shared_ptr<const ComputedBook> computed;
    ledger::Scope scope;
  };
  // The book as the report wants it, and the scope within it; NotFound when there is no such scope.
  platform::Task<Subject> open(const Caller& caller, ReportScope scope, std::optional<Currency> currency, Date as_of,
                               std::optional<CostBasis> cost_basis, std::optional<UserId> member);
  [[nodiscard]] Date today() const { return date_of(clock_.now()); }

  BookLoader books_;
  PortfolioStore portfolios_;
  platform::ComputePool& pool_;
  const platform::Clock& clock_;
};

}  // namespace coffer::finance
