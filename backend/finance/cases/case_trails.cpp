#include "finance/cases/case_trails.hpp"

#include <algorithm>
#include <array>
#include <set>
#include <string>

#include "finance/cases/case_scope.hpp"
#include "finance/cases/trail_text.hpp"
#include "ledger/explain/explain.hpp"
#include "ledger/explain/payment_trails.hpp"
#include "ledger/return_contribution.hpp"
#include "ledger/valuation.hpp"

namespace coffer::finance {
namespace {

namespace json = boost::json;
using ledger::Figure;
using ledger::FigureKind;

struct NamedFigure {
  std::string_view name;
  FigureKind kind;
};

constexpr std::array<NamedFigure, 51> figures_of_scope{{
    {"net_worth", FigureKind::NetWorth},
    {"cash", FigureKind::Cash},
    {"loans", FigureKind::Loans},
    {"market_value", FigureKind::MarketValue},
    {"cost_basis", FigureKind::CostBasis},
    {"unrealized_gain", FigureKind::UnrealizedGain},
    {"unrealized_asset_gain", FigureKind::UnrealizedAssetGain},
    {"unrealized_forex_gain", FigureKind::UnrealizedForexGain},
    {"unrealized_brought_in", FigureKind::UnrealizedBroughtIn},
    {"return_total", FigureKind::ReturnTotal},
    {"return_asset", FigureKind::ReturnAsset},
    {"return_currency", FigureKind::ReturnCurrency},
    {"dividends", FigureKind::Dividends},
    {"net_dividends", FigureKind::NetDividends},
    {"interest", FigureKind::Interest},
    {"income", FigureKind::Income},
    {"fees", FigureKind::Fees},
    {"taxes", FigureKind::Taxes},
    {"realized_gain", FigureKind::RealizedGain},
    {"realized_gain_gross", FigureKind::RealizedGainGross},
    {"realized_asset_gain", FigureKind::RealizedAssetGain},
    {"realized_forex_gain", FigureKind::RealizedForexGain},
    {"total_gain", FigureKind::TotalGain},
    {"twr", FigureKind::Twr},
    {"twr_annualized", FigureKind::TwrAnnualized},
    {"annualized", FigureKind::TwrAnnualized},
    {"irr", FigureKind::Irr},
    {"modified_dietz", FigureKind::ModifiedDietz},
    {"modified_dietz_annualized", FigureKind::ModifiedDietzAnnualized},
    {"simple_return", FigureKind::SimpleReturn},
    {"simple_return_annualized", FigureKind::SimpleReturnAnnualized},
    {"return_on_average_investment", FigureKind::ReturnOnAverageInvestment},
    {"return_on_average_investment_annualized", FigureKind::ReturnOnAverageInvestmentAnnualized},
    {"semi_deviation", FigureKind::SemiDeviation},
    {"sharpe_ratio", FigureKind::Sharpe},
    {"sortino_ratio", FigureKind::Sortino},
    {"calmar_ratio", FigureKind::Calmar},
    {"value_at_risk", FigureKind::ValueAtRisk},
    {"benchmark_return", FigureKind::BenchmarkReturn},
    {"beta", FigureKind::Beta},
    {"alpha", FigureKind::Alpha},
    {"tracking_error", FigureKind::TrackingError},
    {"information_ratio", FigureKind::InformationRatio},
    {"correlation", FigureKind::Correlation},
    {"other_expenses", FigureKind::OtherExpenses},
    {"max_drawdown", FigureKind::MaxDrawdown},
    {"volatility", FigureKind::Volatility},
    {"daily_deviation", FigureKind::DailyDeviation},
    {"observations", FigureKind::Observations},
    {"earned_without_capital", FigureKind::EarnedWithoutCapital},
    {"cash_forex_gain", FigureKind::CashForexGain},
}};
constexpr std::array<NamedFigure, 7> figures_of_holding{{{"quantity", FigureKind::Quantity},
                                                         {"cost_basis", FigureKind::CostBasis},
                                                         {"cost_basis_local", FigureKind::CostBasisLocal},
                                                         {"average_price", FigureKind::AveragePrice},
                                                         {"market_value", FigureKind::MarketValue},
                                                         {"market_value_local", FigureKind::MarketValueLocal},
                                                         {"unrealized_gain", FigureKind::UnrealizedGain}}};
constexpr std::array<NamedFigure, 6> figures_of_day{{{"value", FigureKind::DayValue},
                                                     {"flow", FigureKind::DayFlow},
                                                     {"gain", FigureKind::DayGain},
                                                     {"twr", FigureKind::DayTwr},
                                                     {"cash", FigureKind::DayCash},
                                                     {"in_transit", FigureKind::DayInTransit}}};
constexpr std::array<NamedFigure, 4> figures_of_disposal{{{"quantity", FigureKind::DisposalQuantity},
                                                          {"cost", FigureKind::DisposalCost},
                                                          {"proceeds", FigureKind::DisposalProceeds},
                                                          {"gain", FigureKind::DisposalGain}}};

// The places that a scope's figures have in the output of a case.
class Trails {
 public:
  Trails(const CaseFile& file, const ledger::Book& book, const ledger::Scope& scope, ledger::Period period,
         std::string prefix, json::object& out)
      : file_(file),
        book_(book),
        scope_(scope),
        period_(period),
        prefix_(std::move(prefix)),
        explainer_(file.input, book, risk_request(file, scope, period)),
        out_(out) {}

  Result<> put_all() {
    COFFER_CHECK(put(figures_of_scope, "", {}));
    COFFER_CHECK(put_holdings());
    COFFER_CHECK(put_days());
    COFFER_CHECK(put_contributions());
    COFFER_CHECK(put_warnings());
    return put_lots();
  }
  Result<> put_postings() {
    Figure figure;
    figure.kind = FigureKind::Posting;
    std::size_t place = 0;
    for (std::size_t i = 0; i < book_.recorded.size(); ++i) {
      if (std::ranges::find(file_.postings_of, book_.recorded[i].date) == file_.postings_of.end()) continue;
      if (book_.recorded[i].currency.is_empty()) continue;
      figure.place = i;
      COFFER_CHECK(put("postings/" + std::to_string(place++) + "/amount", figure));
    }
    return {};
  }
  Result<> put_parts() {
    COFFER_CHECK(put("parts/0/value", FigureKind::OwnPart));
    return put("parts/1/value", FigureKind::OthersPart);
  }

 private:
  Result<> put(std::string_view name, const Figure& figure) {
    auto trail = explainer_.explain(figure);
    if (!trail && trail.error().kind == ErrorKind::NotFound) return {};
    if (!trail) {
      trail.error().detail.insert(0, prefix_ + std::string(name) + ": ");
      return fail(std::move(trail).error());
    }
    out_[prefix_ + std::string(name)] =
        encode_trail(*trail, {.accounts = file_.account_names, .instruments = file_.symbols});
    return {};
  }
  Result<> put(std::string_view name, FigureKind kind) {
    Figure figure;
    figure.kind = kind;
    return put(name, figure);
  }
  template <class List>
  Result<> put(const List& names, const std::string& under, Figure figure) {
    for (const NamedFigure& one : names) {
      figure.kind = one.kind;
      COFFER_CHECK(put(under + std::string(one.name), figure));
    }
    return {};
  }
  Result<> put_holdings() {
    COFFER_TRY(holdings, ledger::value_holdings(book_, scope_));
    std::size_t place = 0;
    for (const ledger::Holding& one : holdings.items) {
      if (one.quantity.is_zero() && one.in_transit.is_zero()) continue;
      Figure figure;
      figure.account = one.account;
      figure.instrument = one.instrument;
      COFFER_CHECK(put(figures_of_holding, "holdings/" + std::to_string(place++) + "/", figure));
    }
    return {};
  }
  Result<> put_days() {
    COFFER_TRY(performance, ledger::compute_performance(
                                book_, {.scope = scope_, .period = period_, .interval = ledger::Interval::Day}));
    Figure figure;
    for (std::size_t i = 0; i < performance.irr.others.size(); ++i) {
      figure.kind = FigureKind::IrrOther;
      figure.place = i;
      COFFER_CHECK(put("irr_others/" + std::to_string(i), figure));
    }
    for (std::size_t i = 0; i < performance.flows.size(); ++i) {
      figure.kind = FigureKind::DayFlow;
      figure.date = performance.flows[i].date;
      COFFER_CHECK(put("flows/" + std::to_string(i) + "/amount", figure));
    }
    for (std::size_t i = 0; i < performance.large_flows.size(); ++i) {
      const std::string under = "large_flows/" + std::to_string(i) + "/";
      figure.date = performance.large_flows[i].date;
      figure.kind = FigureKind::DayFlow;
      COFFER_CHECK(put(under + "amount", figure));
      figure.kind = FigureKind::DayReturnFlowAtStart;
      COFFER_CHECK(put(under + "twr_start", figure));
      figure.kind = FigureKind::DayReturnFlowAtEnd;
      COFFER_CHECK(put(under + "twr_end", figure));
    }
    std::size_t place = 0;
    for (const ledger::PerformancePoint& point : performance.series) {
      if (std::ranges::find(file_.series_dates, point.date) == file_.series_dates.end()) continue;
      figure.date = point.date;
      COFFER_CHECK(put(figures_of_day, "series/" + std::to_string(place++) + "/", figure));
    }
    return {};
  }
  Result<> put_lots() {
    Figure figure;
    std::size_t place = 0;
    for (std::size_t i = 0; i < book_.positions.size(); ++i) {
      const ledger::Position& position = book_.positions[i];
      if (!lies_in(scope_, position.account, position.instrument)) continue;
      for (std::size_t k = 0; k < position.lots.open().size(); ++k) {
        figure.place = i;
        figure.lot = k;
        const std::string under = "lots/" + std::to_string(place++) + "/";
        figure.kind = FigureKind::LotQuantity;
        COFFER_CHECK(put(under + "quantity", figure));
        figure.kind = FigureKind::LotCost;
        COFFER_CHECK(put(under + "total_cost", figure));
      }
    }
    place = 0;
    for (std::size_t i = 0; i < book_.disposals.size(); ++i) {
      const ledger::Disposal& one = book_.disposals[i];
      if (!lies_in(scope_, one.account, one.instrument) || one.date <= period_.from || one.date > period_.to) continue;
      figure.place = i;
      COFFER_CHECK(put(figures_of_disposal, "disposals/" + std::to_string(place++) + "/", figure));
    }
    return {};
  }
  Result<> put_contributions() {
    if (scope_.instrument.is_set()) return {};
    COFFER_TRY(contributions, ledger::compute_contributions(book_, scope_, period_));
    Figure figure;
    for (std::size_t i = 0; i < contributions.items.size(); ++i) {
      figure.instrument = contributions.items[i].instrument;
      const std::string under = "contributions/" + std::to_string(i) + "/";
      figure.kind = FigureKind::ContributionGain;
      COFFER_CHECK(put(under + "gain", figure));
      figure.kind = FigureKind::Contribution;
      COFFER_CHECK(put(under + "contribution", figure));
    }
    return {};
  }
  // By the lists in which the figures of a case name them.
  Result<> put_warnings() {
    COFFER_TRY(holdings, ledger::value_holdings(book_, scope_));
    Figure figure;
    figure.kind = FigureKind::WarningQuantity;
    std::array<std::size_t, 3> places{};
    for (std::size_t i = 0; i < holdings.warnings.size(); ++i) {
      figure.place = i;
      switch (holdings.warnings[i].kind) {
        case ledger::WarningKind::SoldWithoutLots:
          COFFER_CHECK(put("sold_without_lots/" + std::to_string(places[0]++) + "/quantity", figure));
          break;
        case ledger::WarningKind::PriceScaleFault:
          COFFER_CHECK(put("price_faults/" + std::to_string(places[1]++) + "/close", figure));
          break;
        case ledger::WarningKind::OpenTransfer:
          COFFER_CHECK(put("open_transfers/" + std::to_string(places[2]++) + "/quantity", figure));
          break;
        default: break;
      }
    }
    return {};
  }

  const CaseFile& file_;
  const ledger::Book& book_;
  ledger::Scope scope_;
  ledger::Period period_;
  std::string prefix_;
  ledger::Explainer explainer_;
  json::object& out_;
};

// Cases of returns alone, without a book.
Result<json::object> trails_of_payments(const CaseFile& file) {
  json::object out;
  const auto put = [&](const std::string& name, Result<ledger::Trail> trail) -> Result<bool> {
    if (!trail && trail.error().kind == ErrorKind::NotFound) return false;
    if (!trail) return fail(std::move(trail).error());
    out[name] = encode_trail(*trail, {});
    return true;
  };
  if (file.has_cash_flows) {
    const auto explain = [&](std::size_t place) {
      return ledger::explain_irr(file.cash_flows, last_day(file), file.final_value, place);
    };
    COFFER_TRY(found, put("irr", explain(0)));
    for (std::size_t i = 0; found; ++i) {
      COFFER_TRY(more, put("irr_others/" + std::to_string(i), explain(i + 1)));
      if (!more) break;
    }
  }
  if (file.total_return)
    COFFER_CHECK(
        put("annualized", ledger::explain_annualized(*file.total_return, file.days, file.policy.short_periods)));
  return std::move(out);
}

}  // namespace

Result<json::object> compute_trails(const CaseFile& file) {
  json::object out;
  if (file.has_cash_flows || file.total_return) return trails_of_payments(file);
  if (!file.as_of) return out;
  COFFER_TRY(book, ledger::compute_book(file.input, {.report = file.base_currency,
                                                     .as_of = *file.as_of,
                                                     .policy = file.policy,
                                                     .entries = ledger::Entries::Kept,
                                                     .history = ledger::History::Kept}));
  const ledger::Period period = file.period.value_or(ledger::whole_period(book));
  COFFER_TRY(scope, find_scope(file, file.scope));
  Trails trails(file, book, scope, period, "", out);
  COFFER_CHECK(trails.put_all());
  COFFER_CHECK(trails.put_postings());
  Trails household(file, book, ledger::Scope::household(), period, "", out);
  COFFER_CHECK(household.put_parts());
  for (std::size_t i = 0; i < file.scopes.size(); ++i) {
    COFFER_TRY(inner, find_scope(file, file.scopes[i]));
    COFFER_CHECK(Trails(file, book, inner, period, "scopes/" + std::to_string(i) + "/", out).put_all());
  }
  return std::move(out);
}

}  // namespace coffer::finance
