#include "ledger/explain/explain.hpp"

#include <algorithm>
#include <cmath>
#include <string>

#include "ledger/explain/figure_nodes.hpp"
#include "ledger/problems.hpp"

namespace coffer::ledger {
namespace {

using trails::Node;
using trails::Workbench;

// A figure as the core returns it.
struct Shown {
  std::optional<Decimal> exact;
  std::optional<Ratio> statistic;
};

Shown of(const std::optional<Decimal>& exact) { return {.exact = exact, .statistic = std::nullopt}; }
Shown of(const std::optional<Ratio>& statistic) { return {.exact = std::nullopt, .statistic = statistic}; }
Shown of(const Decimal& exact) { return {.exact = exact, .statistic = std::nullopt}; }
Shown of(Ratio statistic) { return {.exact = std::nullopt, .statistic = statistic}; }

bool is_of_holding(FigureKind kind) { return kind <= FigureKind::NetWorth; }
bool is_of_earnings(FigureKind kind) { return kind >= FigureKind::Dividends && kind <= FigureKind::RealizedGainGross; }
bool is_part(FigureKind kind) { return kind == FigureKind::OwnPart || kind == FigureKind::OthersPart; }
bool is_of_lot(FigureKind kind) { return kind >= FigureKind::LotQuantity; }

Shown shown_holding(const Holdings& holdings, const Figure& figure) {
  if (!figure.instrument.is_set()) {
    switch (figure.kind) {
      case FigureKind::MarketValue: return of(holdings.market_value);
      case FigureKind::CostBasis: return of(holdings.cost_basis);
      case FigureKind::UnrealizedGain: return of(holdings.unrealized_gain);
      case FigureKind::UnrealizedAssetGain: return of(holdings.unrealized_asset_gain);
      case FigureKind::UnrealizedForexGain: return of(holdings.unrealized_forex_gain);
      case FigureKind::UnrealizedBroughtIn: return of(holdings.unrealized_brought_in);
      case FigureKind::ReturnTotal: return of(holdings.return_total);
      case FigureKind::ReturnAsset: return of(holdings.return_asset);
      case FigureKind::ReturnCurrency: return of(holdings.return_currency);
      case FigureKind::Cash: return of(holdings.cash_value);
      case FigureKind::Loans: return of(holdings.loans_value);
      case FigureKind::NetWorth: return of(holdings.net_worth);
      default: return {};
    }
  }
  const auto item = std::ranges::find_if(holdings.items, [&](const Holding& one) {
    return one.account == figure.account && one.instrument == figure.instrument;
  });
  if (item == holdings.items.end()) return {};
  switch (figure.kind) {
    case FigureKind::Quantity: return of(item->quantity);
    case FigureKind::MarketValue: return of(item->value);
    case FigureKind::MarketValueLocal: return of(item->value_local);
    case FigureKind::CostBasis: return of(item->cost_basis);
    case FigureKind::CostBasisLocal: return of(item->cost_basis_local);
    case FigureKind::AveragePrice: return of(item->average_price);
    case FigureKind::UnrealizedGain: return of(item->unrealized_gain);
    case FigureKind::UnrealizedAssetGain: return of(item->unrealized_asset_gain);
    case FigureKind::UnrealizedForexGain: return of(item->unrealized_forex_gain);
    case FigureKind::UnrealizedBroughtIn: return of(item->unrealized_brought_in);
    default: return {};
  }
}

Shown shown_earnings(const Earnings& earnings, FigureKind kind) {
  switch (kind) {
    case FigureKind::Dividends: return of(earnings.dividends);
    case FigureKind::NetDividends: return of(earnings.net_dividends);
    case FigureKind::Interest: return of(earnings.interest);
    case FigureKind::Income: return of(earnings.income);
    case FigureKind::Fees: return of(earnings.fees);
    case FigureKind::Taxes: return of(earnings.taxes);
    case FigureKind::OtherExpenses: return of(earnings.other_expenses);
    case FigureKind::RealizedGain: return of(earnings.realized_gain);
    case FigureKind::RealizedAssetGain: return of(earnings.realized_asset_gain);
    case FigureKind::RealizedForexGain: return of(earnings.realized_forex_gain);
    default: return of(earnings.realized_gain_gross);
  }
}

Shown shown_day(const Performance& performance, const Figure& figure) {
  if (figure.kind == FigureKind::DayReturnFlowAtStart || figure.kind == FigureKind::DayReturnFlowAtEnd) {
    const auto large = std::ranges::find(performance.large_flows, figure.date, &LargeFlow::date);
    if (large == performance.large_flows.end()) return {};
    return of(figure.kind == FigureKind::DayReturnFlowAtStart ? large->twr_start : large->twr_end);
  }
  const auto point = std::ranges::find(performance.series, figure.date, &PerformancePoint::date);
  if (point == performance.series.end()) return {};
  switch (figure.kind) {
    case FigureKind::DayValue: return of(point->value);
    case FigureKind::DayFlow: return of(point->flow);
    case FigureKind::DayGain: return of(point->gain);
    case FigureKind::DayTwr: return of(point->twr);
    case FigureKind::DayCash: return of(point->cash);
    case FigureKind::DayInTransit: return of(point->in_transit);
    default: return {};
  }
}

Shown shown_performance(const Performance& performance, const Figure& figure) {
  switch (figure.kind) {
    case FigureKind::OpeningValue: return of(performance.opening_value);
    case FigureKind::Value: return of(performance.value);
    case FigureKind::Invested: return of(performance.invested);
    case FigureKind::FlowsNet: return of(performance.flows_net);
    case FigureKind::TotalGain: return of(performance.gain);
    case FigureKind::Twr: return of(performance.twr);
    case FigureKind::TwrAnnualized: return of(performance.twr_annualized);
    case FigureKind::Irr: return of(performance.irr.rate);
    case FigureKind::MaxDrawdown: return of(performance.max_drawdown);
    case FigureKind::Volatility: return of(performance.volatility);
    case FigureKind::DailyDeviation: return of(performance.daily_deviation);
    case FigureKind::Observations: return of(Decimal(performance.observations));
    case FigureKind::EarnedWithoutCapital: return of(performance.earned_without_capital);
    case FigureKind::CashForexGain: return of(performance.cash_forex_gain);
    default: return shown_day(performance, figure);
  }
}

Shown shown_lot(const Book& book, const Figure& figure) {
  const auto rounded = [&](const Decimal& amount) { return of(rescale(amount, book.report.minor_digits())); };
  if (figure.kind == FigureKind::LotQuantity || figure.kind == FigureKind::LotCost) {
    if (figure.place >= book.positions.size() || figure.lot >= book.positions[figure.place].lots.open().size())
      return {};
    const Lot& lot = book.positions[figure.place].lots.open()[figure.lot];
    if (figure.kind == FigureKind::LotQuantity) return of(lot.quantity);
    return lot.cost_state == CostState::Known ? rounded(lot.cost) : Shown{};
  }
  if (figure.place >= book.disposals.size()) return {};
  const Disposal& disposal = book.disposals[figure.place];
  const bool known = disposal.cost_state == CostState::Known;
  switch (figure.kind) {
    case FigureKind::DisposalQuantity: return of(disposal.quantity);
    case FigureKind::DisposalProceeds: return rounded(disposal.proceeds);
    case FigureKind::DisposalCost: return known ? rounded(disposal.cost) : Shown{};
    default: return known ? rounded(disposal.gain) : Shown{};
  }
}

// Which nodes a warning makes doubtful: those that use the price, rate, lot or day it names.
bool is_doubted(const TrailNode& node, const Warning& warning, const Book& book) {
  const bool same_instrument = warning.instrument.is_set() && node.label.instrument == warning.instrument;
  switch (warning.kind) {
    case WarningKind::MissingPrice: return same_instrument && node.label.kind == TrailKind::ValueLocal;
    case WarningKind::EstimatedPrice:
    case WarningKind::StalePrice:
    case WarningKind::PriceScaleFault: return same_instrument && node.input.kind == InputKind::Price;
    case WarningKind::NotValued: return same_instrument && node.label.kind == TrailKind::ValueLocal;
    case WarningKind::ValuationWithoutHolding: return same_instrument && node.label.kind == TrailKind::ValueLocal;
    case WarningKind::MissingRate: return node.label.kind == TrailKind::NoRate;
    case WarningKind::EstimatedRate:
    case WarningKind::StaleRate:
      return node.input.kind == InputKind::Rate &&
             (node.input.from == warning.currency || node.input.to == warning.currency);
    case WarningKind::SoldWithoutLots:
    case WarningKind::UnknownCost:
      return same_instrument && node.label.transaction.is_set() && node.label.date == warning.date;
    case WarningKind::LargeFlow:
    case WarningKind::EarnedWithoutCapital:
      return node.label.date == warning.date &&
             (node.operation == Operation::Growth || node.label.kind == TrailKind::EarnedWithoutCapital);
    case WarningKind::OpenTransfer: return same_instrument && node.label.kind == TrailKind::UnitsOnTheWay;
    case WarningKind::CapitalBelowZero:
      return node.label.date == warning.date &&
             (node.operation == Operation::Growth || node.operation == Operation::Excess ||
              node.label.kind == TrailKind::EarnedWithoutCapital);
    case WarningKind::BalanceDifference:
      return node.label.kind == TrailKind::Cash && node.label.account == warning.account &&
             node.label.currency == warning.currency && book.as_of >= warning.date;
  }
  return false;
}

void attach_doubts(Trail& trail, const std::vector<Warning>& warnings, const Book& book) {
  for (const Warning& warning : warnings) {
    const auto place = static_cast<std::uint32_t>(trail.doubts.size());
    bool concerns = false;
    for (TrailNode& node : trail.nodes) {
      if (!is_doubted(node, warning, book)) continue;
      node.doubts.push_back(place);
      concerns = true;
    }
    // A day without capital has no growth of its own: the return as a whole is what it makes doubtful.
    const bool lacks_capital =
        warning.kind == WarningKind::CapitalBelowZero || warning.kind == WarningKind::EarnedWithoutCapital;
    if (!concerns && lacks_capital && trail.root().statistic) {
      trail.nodes.back().doubts.push_back(place);
      concerns = true;
    }
    if (concerns) trail.doubts.push_back(warning);
  }
}

constexpr double statistic_tolerance = 1e-12;

}  // namespace

struct Explainer::Desk {
  Desk(const BookInput& input, const Book& book, const Scope& scope, Period period)
      : bench(input, book, scope, period) {}

  // Each computed when first asked for.
  const Result<Holdings>& holdings() {
    if (!known_holdings) known_holdings = value_holdings(bench.book, bench.scope);
    return *known_holdings;
  }
  const Result<Earnings>& earnings() {
    if (!known_earnings) known_earnings = compute_earnings(bench.book, bench.scope, bench.period);
    return *known_earnings;
  }
  const Result<Performance>& performance() {
    if (!known_performance)
      known_performance =
          compute_performance(bench.book, {.scope = bench.scope, .period = bench.period, .interval = Interval::Day});
    return *known_performance;
  }
  Result<Shown> shown(const Figure& figure);
  std::optional<Node> node(const Figure& figure);

  Workbench bench;
  std::optional<Result<Holdings>> known_holdings;
  std::optional<Result<Earnings>> known_earnings;
  std::optional<Result<Performance>> known_performance;
};

Result<Shown> Explainer::Desk::shown(const Figure& figure) {
  if (is_of_holding(figure.kind)) {
    if (!holdings()) return fail(holdings().error());
    return shown_holding(*holdings(), figure);
  }
  if (is_of_earnings(figure.kind)) {
    if (!earnings()) return fail(earnings().error());
    return shown_earnings(*earnings(), figure.kind);
  }
  if (is_part(figure.kind)) {
    COFFER_TRY(worth, compute_net_worth(bench.book));
    return of(figure.kind == FigureKind::OwnPart ? worth.own : worth.others);
  }
  if (is_of_lot(figure.kind)) return shown_lot(bench.book, figure);
  if (!performance()) return fail(performance().error());
  return shown_performance(*performance(), figure);
}

std::optional<Node> Explainer::Desk::node(const Figure& figure) {
  if (is_of_holding(figure.kind)) return trails::holding_figure(bench, figure);
  if (is_of_earnings(figure.kind)) return trails::earnings_figure(bench, figure);
  if (is_part(figure.kind)) return trails::part_figure(bench, figure);
  if (is_of_lot(figure.kind)) return trails::lot_figure(bench, figure);
  return trails::performance_figure(bench, figure);
}

Explainer::Explainer(const BookInput& input, const Book& book, const Scope& scope, Period period)
    : desk_(book.history ? std::make_unique<Desk>(input, book, scope, period) : nullptr) {}
Explainer::Explainer(Explainer&&) noexcept = default;
Explainer::~Explainer() = default;

Result<Trail> Explainer::explain(const Figure& figure) {
  if (!desk_)
    return fail(ErrorKind::Unsupported, problems::not_explained, "The book was computed without its history.");
  const Workbench& bench = desk_->bench;
  if (bench.book.policy.pool_scope != PoolScope::Account)
    return fail(ErrorKind::Unsupported, problems::not_explained,
                "Lots in one order over all accounts are not explained.");
  COFFER_TRY(shown, desk_->shown(figure));
  if (!shown.exact && !shown.statistic)
    return fail(ErrorKind::NotFound, problems::not_explained, "There is no such figure.");
  try {
    const auto node = desk_->node(figure);
    if (!node) return fail(ErrorKind::Bug, problems::not_explained, "The figure has no trail.");
    Trail trail = bench.trail.cut(*node);
    TrailNode& root = trail.nodes.back();
    if (shown.exact && (root.statistic || root.value != *shown.exact))
      return fail(
          ErrorKind::Bug, problems::not_explained,
          "The trail gives " + format_decimal(root.value) + ", the figure is " + format_decimal(*shown.exact) + ".");
    if (shown.statistic) {
      const double wanted = shown.statistic->value;
      if (!root.statistic ||
          std::abs(root.statistic->value - wanted) > statistic_tolerance * std::max(1.0, std::abs(wanted)))
        return fail(ErrorKind::Bug, problems::not_explained,
                    "The trail gives " + std::to_string(root.statistic ? root.statistic->value : 0) +
                        ", the figure is " + std::to_string(wanted) + ".");
      root.statistic = shown.statistic;
    }
    const bool from_holdings = is_of_holding(figure.kind) && desk_->holdings();
    if (from_holdings) attach_doubts(trail, desk_->holdings()->warnings, bench.book);
    if (!from_holdings && desk_->performance()) attach_doubts(trail, desk_->performance()->warnings, bench.book);
    return trail;
  } catch (const trails::Unexplained& fault) {
    return fail(ErrorKind::Bug, problems::not_explained, fault.what());
  } catch (const DecimalOverflow&) {
    return fail(ErrorKind::Invalid, problems::amount_too_large, "The amounts are too large to compute with.");
  }
}

Result<Trail> explain(const BookInput& input, const Book& book, const Scope& scope, Period period,
                      const Figure& figure) {
  return Explainer(input, book, scope, period).explain(figure);
}

}  // namespace coffer::ledger
