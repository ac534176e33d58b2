#include "ledger/explain/shown_figures.hpp"

#include <algorithm>

namespace coffer::ledger::trails {

Shown of(const std::optional<Decimal>& exact) { return {.exact = exact, .statistic = std::nullopt}; }
Shown of(const std::optional<Ratio>& statistic) { return {.exact = std::nullopt, .statistic = statistic}; }

namespace {
Shown of(const Decimal& exact) { return {.exact = exact, .statistic = std::nullopt}; }
Shown of(Ratio statistic) { return {.exact = std::nullopt, .statistic = statistic}; }

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

}  // namespace

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

Shown shown_performance(const Performance& performance, const Figure& figure) {
  const SimpleReturns& simple = performance.simple_returns;
  switch (figure.kind) {
    case FigureKind::OpeningValue: return of(performance.opening_value);
    case FigureKind::Value: return of(performance.value);
    case FigureKind::Invested: return of(performance.invested);
    case FigureKind::FlowsNet: return of(performance.flows_net);
    case FigureKind::TotalGain: return of(performance.gain);
    case FigureKind::Twr: return of(performance.twr);
    case FigureKind::TwrAnnualized: return of(performance.twr_annualized);
    case FigureKind::Irr: return of(performance.irr.rate);
    case FigureKind::IrrOther:
      return figure.place < performance.irr.others.size() ? of(performance.irr.others[figure.place]) : Shown{};
    case FigureKind::ModifiedDietz: return of(simple.modified_dietz.total);
    case FigureKind::ModifiedDietzAnnualized: return of(simple.modified_dietz.annualized);
    case FigureKind::SimpleReturn: return of(simple.simple.total);
    case FigureKind::SimpleReturnAnnualized: return of(simple.simple.annualized);
    case FigureKind::ReturnOnAverageInvestment: return of(simple.on_average_investment.total);
    case FigureKind::ReturnOnAverageInvestmentAnnualized: return of(simple.on_average_investment.annualized);
    case FigureKind::MaxDrawdown: return of(performance.max_drawdown);
    case FigureKind::Volatility: return of(performance.volatility);
    case FigureKind::DailyDeviation: return of(performance.daily_deviation);
    case FigureKind::Observations: return of(Decimal(performance.observations));
    case FigureKind::EarnedWithoutCapital: return of(performance.earned_without_capital);
    case FigureKind::CashForexGain: return of(performance.cash_forex_gain);
    default: return shown_day(performance, figure);
  }
}

Shown shown_contribution(const Contributions& contributions, const Figure& figure) {
  const auto item = std::ranges::find(contributions.items, figure.instrument, &Contribution::instrument);
  if (item == contributions.items.end()) return {};
  return figure.kind == FigureKind::ContributionGain ? of(item->gain) : of(item->contribution);
}

Shown shown_risk(const RiskFigures& figures, FigureKind kind) {
  const auto against = [&](auto member) { return figures.benchmark ? of((*figures.benchmark).*member) : Shown{}; };
  switch (kind) {
    case FigureKind::SemiDeviation: return of(figures.semi_deviation);
    case FigureKind::Sharpe: return of(figures.sharpe);
    case FigureKind::Sortino: return of(figures.sortino);
    case FigureKind::Calmar: return of(figures.calmar);
    case FigureKind::ValueAtRisk: return of(figures.value_at_risk);
    case FigureKind::BenchmarkReturn: return against(&BenchmarkFigures::total);
    case FigureKind::Beta: return against(&BenchmarkFigures::beta);
    case FigureKind::Alpha: return against(&BenchmarkFigures::alpha);
    case FigureKind::TrackingError: return against(&BenchmarkFigures::tracking_error);
    case FigureKind::InformationRatio: return against(&BenchmarkFigures::information_ratio);
    default: return against(&BenchmarkFigures::correlation);
  }
}

Shown shown_posting(const Book& book, const Figure& figure) {
  const bool is_money = figure.place < book.recorded.size() && !book.recorded[figure.place].currency.is_empty();
  return is_money ? of(book.recorded[figure.place].amount) : Shown{};
}

Shown shown_warning(const Holdings& holdings, const Figure& figure) {
  if (figure.place >= holdings.warnings.size()) return {};
  const Warning& warning = holdings.warnings[figure.place];
  using enum WarningKind;
  const bool is_of_input =
      warning.kind == SoldWithoutLots || warning.kind == OpenTransfer || warning.kind == PriceScaleFault;
  return is_of_input ? of(warning.quantity) : Shown{};
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

}  // namespace coffer::ledger::trails
