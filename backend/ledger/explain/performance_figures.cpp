// Value, money put in, returns and their spread over a period.
#include "ledger/explain/return_nodes.hpp"

namespace coffer::ledger::trails {

std::optional<Node> performance_figure(Workbench& bench, const Figure& figure) {
  ReturnNodes nodes(bench);
  const Date to = bench.period.to;
  const auto value = [&] { return bench.shown(TrailKind::ValueOfScope, to, nodes.days().value(nodes.last())); };
  switch (figure.kind) {
    case FigureKind::OpeningValue:
      return bench.shown(TrailKind::ValueOfScope, bench.period.from, nodes.days().value(0));
    case FigureKind::Value: return value();
    case FigureKind::FlowsNet: return nodes.flows(nodes.last());
    case FigureKind::TotalGain: return nodes.gain();
    case FigureKind::Invested:
      return bench.trail.difference(bench.label(TrailKind::Flows, to), value(), {nodes.gain()});
    case FigureKind::Twr: return nodes.twr(nodes.last());
    case FigureKind::TwrAnnualized: return nodes.annualized(nodes.twr(nodes.last()));
    case FigureKind::Irr: return nodes.irr(0);
    case FigureKind::IrrOther: return nodes.irr(static_cast<std::int32_t>(figure.place) + 1);
    case FigureKind::ModifiedDietz: return nodes.modified_dietz();
    case FigureKind::ModifiedDietzAnnualized: return nodes.annualized(nodes.modified_dietz());
    case FigureKind::SimpleReturn: return nodes.simple();
    case FigureKind::SimpleReturnAnnualized: return nodes.annualized(nodes.simple());
    case FigureKind::ReturnOnAverageInvestment: return nodes.on_average_investment();
    case FigureKind::ReturnOnAverageInvestmentAnnualized: return nodes.annualized(nodes.on_average_investment());
    case FigureKind::MaxDrawdown: return nodes.drawdown();
    case FigureKind::DailyDeviation: return nodes.deviation();
    case FigureKind::Volatility: {
      const auto daily = nodes.deviation();
      if (!daily) return std::nullopt;
      TrailLabel made = bench.label(TrailKind::Volatility, to);
      made.currency = {};
      return bench.trail.apply(Operation::PerYear, made, {*daily, bench.sources.trading_days()});
    }
    case FigureKind::Observations: {
      TrailLabel made = bench.label(TrailKind::Observations, to);
      made.currency = {};
      return bench.trail.apply(Operation::Count, made, nodes.observations());
    }
    case FigureKind::EarnedWithoutCapital: return nodes.earned_without_capital();
    case FigureKind::CashForexGain: return nodes.cash_currency_gain();
    default: return nodes.of_day(figure);
  }
}

}  // namespace coffer::ledger::trails
