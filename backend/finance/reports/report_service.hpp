// What a scope of the household is worth, how it got there and how it did. Reads only; figures are
// the core's, made into shown amounts.
//
// `known_at`: what the report would have said with what had been recorded by that moment: transactions and
// their corrections, prices, rates, splits, shares, cash modes, cost-basis methods, price factors. Names, the
// household's currency and the accounts of a portfolio have no history and are the present ones.
// Invalid: a moment in the future or before 1000-01-01.
#pragma once

#include <optional>
#include <variant>

#include "auth/grants/grant_service.hpp"
#include "finance/portfolios/portfolio_store.hpp"
#include "finance/reports/book_loader.hpp"
#include "finance/reports/report.hpp"
#include "platform/clock/clock.hpp"

namespace coffer::finance {

struct WholeHousehold {};
using ReportScope = std::variant<WholeHousehold, PortfolioId, AccountId, InstrumentId>;

struct ReportInterval {
  std::optional<Date> from;           // none: the day before the first transaction
  std::optional<Date> to;             // none: the day of `known_at`
  std::optional<Timestamp> known_at;  // none: now
  ledger::Interval spacing = ledger::Interval::Day;
};

struct ReportDay {
  std::optional<Date> on;             // none: the day of `known_at`
  std::optional<Timestamp> known_at;  // none: now
  std::optional<Currency> currency;
  std::optional<CostBasis> cost_basis;
};

class ReportService {
 public:
  ReportService(platform::Database& database, platform::Random& random, platform::ComputePool& pool,
                const platform::Clock& clock)
      : books_(database, random, pool), portfolios_(database), grants_(database, random), pool_(pool), clock_(clock) {}

  // For others that compute on the same books.
  [[nodiscard]] BookLoader& books() { return books_; }

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
  struct View {
    std::optional<Currency> currency;
    Date as_of;
    std::optional<CostBasis> cost_basis;
    std::optional<UserId> member;
    std::optional<Timestamp> known_at;
  };
  struct Subject {
    std::shared_ptr<const ComputedBook> computed;
    ledger::Scope scope;
    auth::AmountSight amounts = auth::AmountSight::Shown;
    auth::AmountSight weights = auth::AmountSight::Shown;
  };
  // The book as the report wants it, and the scope within it; NotFound when there is no such scope.
  platform::Task<Subject> open(const Caller& caller, ReportScope scope, View wanted);
  // Runs `make` on the pool; the report says what the caller may see of it.
  template <class Report, class Make>
  platform::Task<Report> report_on(Subject subject, Make make);
  // The present day, or that of the moment.
  [[nodiscard]] Date day_of(std::optional<Timestamp> known_at) const {
    return date_of(known_at.value_or(clock_.now()));
  }
  [[nodiscard]] View view_of(const ReportDay& day) const;

  BookLoader books_;
  PortfolioStore portfolios_;
  auth::GrantService grants_;
  platform::ComputePool& pool_;
  const platform::Clock& clock_;
};

}  // namespace coffer::finance
