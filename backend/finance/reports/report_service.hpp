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
#include "finance/reports/data_health.hpp"
#include "finance/reports/explanation.hpp"
#include "finance/reports/period_report.hpp"
#include "finance/reports/report.hpp"
#include "finance/reports/sale_preview.hpp"
#include "platform/clock/clock.hpp"

namespace coffer::finance {

struct WholeHousehold {};
using ReportScope = std::variant<WholeHousehold, PortfolioId, AccountId, InstrumentId>;

struct ReportDay {
  std::optional<Date> on;             // none: the day of `known_at`
  std::optional<Timestamp> known_at;  // none: now
  std::optional<Currency> currency;
  std::optional<CostBasis> cost_basis;
};

// Held or not, a benchmark is an instrument that the caller sees; Invalid otherwise.
struct ReturnTerms {
  ReportPolicy policy;
  std::optional<InstrumentId> benchmark;
};

struct TradeFilter {
  std::optional<InstrumentId> instrument;
  TradeState state = TradeState::All;
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
                                                    std::optional<Currency> currency, ReturnTerms terms = {});
  platform::Task<RiskReport> get_risk(const Caller& caller, ReportScope scope, ReportInterval interval,
                                      std::optional<Currency> currency, std::optional<InstrumentId> benchmark,
                                      RiskTerms terms);
  // Not of an instrument (Invalid).
  platform::Task<ContributionReport> get_contribution(const Caller& caller, ReportScope scope, ReportInterval interval,
                                                      std::optional<Currency> currency);
  platform::Task<ReturnsReport> get_returns(const Caller& caller, ReportScope scope, ReportInterval interval,
                                            std::optional<Currency> currency);
  platform::Task<TradesReport> list_trades(const Caller& caller, ReportScope scope, ReportInterval interval,
                                           std::optional<Currency> currency, TradeFilter filter);
  // The trail of a figure that a report with the same terms shows. Forbidden where an amount in scope is hidden.
  platform::Task<Explanation> explain(const Caller& caller, ReportScope scope, FigureQuestion question,
                                      ReportInterval interval, std::optional<Currency> currency, ReturnTerms terms,
                                      RiskTerms risk);
  // Of an account of the portfolio. Forbidden where an amount in scope is hidden.
  platform::Task<SalePreview> preview_sale(const Caller& caller, PortfolioId portfolio, SaleToPreview sale);
  // Over all accounts that the caller sees, on the present day or that of the moment.
  platform::Task<DataHealth> get_data_health(const Caller& caller, std::optional<Timestamp> known_at);
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
    ReportPolicy policy;
    std::optional<UserId> member;
    std::optional<Timestamp> known_at;
    std::optional<InstrumentId> benchmark;
    ledger::History history = ledger::History::None;
  };
  struct Subject {
    std::shared_ptr<const ComputedBook> computed;
    ledger::Scope scope;
    ledger::InstrumentIndex benchmark;
    auth::AmountSight amounts = auth::AmountSight::Shown;
    auth::AmountSight weights = auth::AmountSight::Shown;
  };
  // The book as the report wants it, and the scope within it; NotFound when there is no such scope.
  platform::Task<Subject> open(const Caller& caller, ReportScope scope, View wanted);
  // Runs `make` on the pool; the report says what the caller may see of it.
  template <class Report, class Make>
  platform::Task<Report> report_on(Subject subject, Make make);
  // The same over the interval; `make` takes the period too.
  template <class Report, class Make>
  platform::Task<Report> report_over(Subject subject, ReportInterval interval, Make make);
  // The present day, or that of the moment.
  [[nodiscard]] Date day_of(std::optional<Timestamp> known_at) const {
    return date_of(known_at.value_or(clock_.now()));
  }
  [[nodiscard]] View view_of(const ReportDay& day) const;
  [[nodiscard]] View view_of(const ReportInterval& interval, std::optional<Currency> currency) const;

  BookLoader books_;
  PortfolioStore portfolios_;
  auth::GrantService grants_;
  platform::ComputePool& pool_;
  const platform::Clock& clock_;
};

}  // namespace coffer::finance
