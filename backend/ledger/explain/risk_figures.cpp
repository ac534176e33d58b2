// Risk of a scope by itself, against a riskless rate and against a benchmark, over its observations.
#include "ledger/explain/return_nodes.hpp"

namespace coffer::ledger::trails {
namespace {

class RiskNodes {
 public:
  RiskNodes(Workbench& bench, const RiskRequest& request)
      : bench_(bench), request_(request), returns_(bench), observed_(returns_.observed()) {}

  std::optional<Node> find(FigureKind kind);

 private:
  Node apply(Operation operation, TrailKind kind, std::vector<Node> operands) {
    TrailNode node;
    node.operation = operation;
    node.label = returns_.days().ratio(kind, 0, returns_.last());
    node.operands = std::move(operands);
    return bench_.trail.add(std::move(node));
  }
  Node per_year(TrailKind kind, Node of) {
    return apply(Operation::PerYear, kind, {of, bench_.sources.trading_days()});
  }
  Node mean(std::vector<Node> of) { return apply(Operation::Mean, TrailKind::MeanReturn, std::move(of)); }
  Node deviation(std::vector<Node> of) { return apply(Operation::Deviation, TrailKind::Spread, std::move(of)); }
  Node shortfall(std::vector<Node> of) { return apply(Operation::Shortfall, TrailKind::Spread, std::move(of)); }
  Node covariance(std::vector<Node> a, const std::vector<Node>& b) {
    a.insert(a.end(), b.begin(), b.end());
    return apply(Operation::Covariance, TrailKind::Covariance, std::move(a));
  }
  Node ratio(TrailKind kind, Node above, Node below) { return apply(Operation::Growth, kind, {above, below}); }

  std::vector<Node> growths() {
    std::vector<Node> nodes;
    for (const ReturnNodes::Observation& one : observed_) nodes.push_back(one.growth);
    return nodes;
  }
  Node riskless(const ReturnNodes::Observation& over);
  std::optional<Node> benchmark_price(std::size_t day) {
    const Date from = bench_.period.from;
    return bench_.desk->prices.unit_held(request_.benchmark, from, returns_.days().day(day).date);
  }
  Node benchmark(std::size_t from, std::size_t to);
  std::vector<Node> benchmarks() {
    std::vector<Node> nodes;
    for (const ReturnNodes::Observation& one : observed_) nodes.push_back(benchmark(one.from, one.to));
    return nodes;
  }
  // Beyond the riskless return, which is zero where no rate is given.
  std::vector<Node> excess(const std::vector<Node>& growths);
  std::vector<Node> active();
  Node beta() {
    const std::vector<Node> of_benchmark = excess(benchmarks());
    return ratio(TrailKind::Beta, covariance(excess(growths()), of_benchmark), covariance(of_benchmark, of_benchmark));
  }
  Node alpha();
  Node correlation();
  Node semi_deviation();
  Node value_at_risk();

  Workbench& bench_;
  const RiskRequest& request_;
  ReturnNodes returns_;
  std::vector<ReturnNodes::Observation> observed_;
};

Node RiskNodes::riskless(const ReturnNodes::Observation& over) {
  const DecimalSeries& rates = *request_.riskless;
  const Date from = returns_.days().day(over.from).date;
  const Date to = returns_.days().day(over.to).date;
  TrailNode node;
  node.operation = Operation::Accrue;
  node.label = returns_.days().ratio(TrailKind::RisklessGrowth, over.from, over.to);
  std::optional<std::size_t> last;
  for (Date day = from.plus_days(1); day <= to; day = day.plus_days(1)) {
    const std::size_t place = rates.find_last(day).value_or(0);
    if (last == place) continue;
    last = place;
    node.operands.push_back(bench_.sources.riskless_rate(rates.date(place), rates.value(place)));
    node.dates.push_back(day.plus_days(-1));
  }
  node.dates.push_back(to);
  return bench_.trail.add(std::move(node));
}

Node RiskNodes::benchmark(std::size_t from, std::size_t to) {
  const auto before = benchmark_price(from);
  const auto after = benchmark_price(to);
  if (!before || !after) throw Unexplained("a benchmark without a price");
  TrailLabel made = returns_.days().ratio(TrailKind::BenchmarkGrowth, from, to);
  made.instrument = request_.benchmark;
  return bench_.trail.apply(Operation::Growth, made, {*after, *before});
}

std::vector<Node> RiskNodes::excess(const std::vector<Node>& growths) {
  std::vector<Node> nodes;
  for (std::size_t i = 0; i < growths.size(); ++i) {
    const TrailLabel made = returns_.days().ratio(TrailKind::ExcessReturn, observed_[i].from, observed_[i].to);
    const bool has_rate = request_.riskless && !request_.riskless->is_empty();
    nodes.push_back(has_rate ? bench_.trail.difference(made, growths[i], {riskless(observed_[i])})
                             : bench_.trail.apply(Operation::Excess, made, {growths[i]}));
  }
  return nodes;
}

std::vector<Node> RiskNodes::active() {
  std::vector<Node> nodes;
  for (const ReturnNodes::Observation& one : observed_)
    nodes.push_back(bench_.trail.difference(returns_.days().ratio(TrailKind::ActiveReturn, one.from, one.to),
                                            one.growth, {benchmark(one.from, one.to)}));
  return nodes;
}

Node RiskNodes::alpha() {
  const Node of_benchmark = apply(Operation::Compound, TrailKind::MeanReturn, {beta(), mean(excess(benchmarks()))});
  const Node daily = apply(Operation::Difference, TrailKind::MeanReturn, {mean(excess(growths())), of_benchmark});
  return apply(Operation::Compound, TrailKind::Alpha, {daily, bench_.sources.trading_days()});
}

Node RiskNodes::correlation() {
  const Node spreads =
      apply(Operation::Compound, TrailKind::Covariance, {deviation(growths()), deviation(benchmarks())});
  return ratio(TrailKind::Correlation, covariance(growths(), benchmarks()), spreads);
}

Node RiskNodes::semi_deviation() {
  const Node middle = mean(growths());
  std::vector<Node> distances;
  for (const ReturnNodes::Observation& one : observed_)
    distances.push_back(
        bench_.trail.difference(returns_.days().ratio(TrailKind::BelowMean, one.from, one.to), one.growth, {middle}));
  return per_year(TrailKind::SemiDeviation, shortfall(distances));
}

Node RiskNodes::value_at_risk() {
  std::vector<Node> operands{bench_.sources.confidence(request_.confidence)};
  for (const ReturnNodes::Observation& one : observed_)
    operands.push_back(bench_.trail.apply(
        Operation::Excess, returns_.days().ratio(TrailKind::Observation, one.from, one.to), {one.growth}));
  return apply(Operation::Negate, TrailKind::ValueAtRisk,
               {apply(Operation::Quantile, TrailKind::Observation, std::move(operands))});
}

std::optional<Node> RiskNodes::find(FigureKind kind) {
  switch (kind) {
    case FigureKind::SemiDeviation: return semi_deviation();
    case FigureKind::Sharpe: {
      const std::vector<Node> beyond = excess(growths());
      return per_year(TrailKind::SharpeRatio, ratio(TrailKind::SharpeRatio, mean(beyond), deviation(beyond)));
    }
    case FigureKind::Sortino: {
      const std::vector<Node> beyond = excess(growths());
      return per_year(TrailKind::SortinoRatio, ratio(TrailKind::SortinoRatio, mean(beyond), shortfall(beyond)));
    }
    case FigureKind::Calmar: {
      const auto yearly = returns_.annualized(returns_.twr(returns_.last()));
      if (!yearly) return std::nullopt;
      return ratio(TrailKind::CalmarRatio, *yearly, returns_.drawdown());
    }
    case FigureKind::ValueAtRisk: return value_at_risk();
    case FigureKind::BenchmarkReturn:
      return apply(Operation::Excess, TrailKind::BenchmarkGrowth, {benchmark(0, returns_.last())});
    case FigureKind::Beta: return beta();
    case FigureKind::Alpha: return alpha();
    case FigureKind::TrackingError: return per_year(TrailKind::TrackingError, deviation(active()));
    case FigureKind::InformationRatio: {
      const std::vector<Node> beyond = active();
      return per_year(TrailKind::InformationRatio, ratio(TrailKind::InformationRatio, mean(beyond), deviation(beyond)));
    }
    case FigureKind::Correlation: return correlation();
    default: return std::nullopt;
  }
}

}  // namespace

std::optional<Node> risk_figure(Workbench& bench, const RiskRequest& request, const Figure& figure) {
  return RiskNodes(bench, request).find(figure.kind);
}

}  // namespace coffer::ledger::trails
