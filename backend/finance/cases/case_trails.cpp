#include "finance/cases/case_trails.hpp"

#include <algorithm>
#include <array>
#include <boost/json/array.hpp>
#include <string>

#include "finance/cases/case_problems.hpp"
#include "finance/cases/trail_encoder.hpp"
#include "ledger/explain/explain.hpp"
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

constexpr std::array<NamedFigure, 31> figures_of_scope{{
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
    {"irr", FigureKind::Irr},
    {"max_drawdown", FigureKind::MaxDrawdown},
    {"volatility", FigureKind::Volatility},
    {"daily_deviation", FigureKind::DailyDeviation},
    {"observations", FigureKind::Observations},
    {"earned_without_capital", FigureKind::EarnedWithoutCapital},
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
        explainer_(file.input, book, scope, period),
        encoder_(file.account_names, file.symbols),
        out_(out) {}

  Result<> put_all() {
    COFFER_CHECK(put(figures_of_scope, "", {}));
    COFFER_CHECK(put("cash_forex_gain", FigureKind::CashForexGain));
    COFFER_CHECK(put_holdings());
    COFFER_CHECK(put_days());
    return put_lots();
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
    out_[prefix_ + std::string(name)] = encoder_.encode(*trail);
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
      if (!counts(position.account, position.instrument)) continue;
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
      if (!counts(one.account, one.instrument) || one.date <= period_.from || one.date > period_.to) continue;
      figure.place = i;
      COFFER_CHECK(put(figures_of_disposal, "disposals/" + std::to_string(place++) + "/", figure));
    }
    return {};
  }
  [[nodiscard]] bool counts(ledger::AccountIndex account, ledger::InstrumentIndex instrument) const {
    const bool inside = scope_.accounts.empty() || std::ranges::find(scope_.accounts, account) != scope_.accounts.end();
    return inside && (!scope_.instrument.is_set() || scope_.instrument == instrument);
  }

  const CaseFile& file_;
  const ledger::Book& book_;
  ledger::Scope scope_;
  ledger::Period period_;
  std::string prefix_;
  ledger::Explainer explainer_;
  TrailEncoder encoder_;
  json::object& out_;
};

Result<ledger::Scope> find_scope(const CaseFile& file, const std::string& name) {
  const auto place_in = [&](const std::vector<std::string>& names, std::size_t skip) {
    return static_cast<std::size_t>(std::ranges::find(names, name.substr(skip)) - names.begin());
  };
  if (name == "household") return ledger::Scope::household();
  if (name.starts_with("account:")) {
    const std::size_t place = place_in(file.account_names, 8);
    if (place < file.account_names.size())
      return ledger::Scope::of_account(ledger::index_of<ledger::AccountIndex>(place));
  }
  if (name.starts_with("instrument:")) {
    const std::size_t place = place_in(file.symbols, 11);
    if (place < file.symbols.size())
      return ledger::Scope::of_instrument(ledger::index_of<ledger::InstrumentIndex>(place));
  }
  return fail(ErrorKind::Invalid, problems::invalid_case, "There is no scope " + name + ".",
              {{"/model/scope", "Name one that exists."}});
}

}  // namespace

Result<json::object> compute_trails(const CaseFile& file) {
  json::object out;
  if (file.has_cash_flows || file.total_return || !file.as_of) return out;
  COFFER_TRY(book, ledger::compute_book(file.input, {.report = file.base_currency,
                                                     .as_of = *file.as_of,
                                                     .policy = file.policy,
                                                     .entries = ledger::Entries::None,
                                                     .history = ledger::History::Kept}));
  const ledger::Period period = file.period.value_or(ledger::whole_period(book));
  COFFER_TRY(scope, find_scope(file, file.scope));
  Trails trails(file, book, scope, period, "", out);
  COFFER_CHECK(trails.put_all());
  Trails household(file, book, ledger::Scope::household(), period, "", out);
  COFFER_CHECK(household.put_parts());
  for (std::size_t i = 0; i < file.scopes.size(); ++i) {
    COFFER_TRY(inner, find_scope(file, file.scopes[i]));
    COFFER_CHECK(Trails(file, book, inner, period, "scopes/" + std::to_string(i) + "/", out).put_all());
  }
  return std::move(out);
}

}  // namespace coffer::finance
