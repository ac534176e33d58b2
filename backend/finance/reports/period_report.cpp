#include "finance/reports/period_report.hpp"

#include <algorithm>

#include "finance/reports/shown_figures.hpp"
#include "ledger/earnings.hpp"
#include "ledger/income.hpp"
#include "ledger/return_contribution.hpp"
#include "ledger/return_measure.hpp"
#include "ledger/risk_figures.hpp"
#include "ledger/valuation.hpp"

namespace coffer::finance {
namespace {

// Of a report that shows returns: without prices of its own.
ReportFrame frame_of(const ComputedBook& computed, const std::vector<ledger::Warning>& warnings) {
  ReportFrame frame;
  frame.currency = computed.book.report;
  frame.warnings = to_warnings(warnings, *computed.household);
  return frame;
}

BenchmarkReturn measure(const ComputedBook& computed, ledger::InstrumentIndex benchmark,
                        const ledger::Performance& figures) {
  const ledger::BenchmarkPrice price(computed.book, benchmark, figures.from);
  BenchmarkReturn shown;
  shown.instrument = computed.household->instruments[benchmark.value].reference;
  shown.total = price.growth(figures.to);
  for (const auto& point : figures.series) shown.series.push_back(price.growth(point.date));
  return shown;
}

// Chained returns of a stretch, from where the index stood before it.
class Chain {
 public:
  explicit Chain(Date from) : from_(from) {}

  void add(const ledger::PerformancePoint& point, const Decimal& before) {
    const bool is_empty = before.is_zero() && point.value.is_zero() && point.flow.is_zero() && point.gain.is_zero();
    has_capital_ = has_capital_ || !is_empty;
    gain_ += point.gain;
    to_ = point.date;
    index_ = 1 + point.twr.value;
  }
  // Closes the stretch; the next one begins where it ends.
  PeriodReturn take(std::string period) {
    PeriodReturn made{.period = std::move(period), .from = from_, .to = to_, .twr = std::nullopt, .gain = gain_};
    if (has_capital_ && index_before_ > 0) made.twr = Ratio{index_ / index_before_ - 1};
    from_ = to_;
    index_before_ = index_;
    gain_ = Decimal();
    has_capital_ = false;
    return made;
  }

 private:
  Date from_;
  Date to_;
  double index_before_ = 1;
  double index_ = 1;
  Decimal gain_;
  bool has_capital_ = false;
};

Trade open_trade(const LotItem& lot, Date on) {
  Trade trade;
  trade.account = lot.account;
  trade.instrument = lot.instrument;
  trade.opened_by = lot.transaction;
  trade.opened_on = lot.opened_on;
  trade.quantity = lot.quantity;
  trade.cost = lot.cost;
  trade.proceeds = lot.value;
  trade.gain = lot.unrealized_gain;
  trade.holding_days = days_between(lot.opened_on, on);
  return trade;
}

Trade closed_trade(const DisposalItem& item) {
  Trade trade;
  trade.account = item.account;
  trade.instrument = item.instrument;
  trade.opened_by = item.opened_by;
  trade.closed_by = item.transaction;
  trade.opened_on = item.opened_on;
  trade.closed_on = item.date;
  trade.quantity = item.quantity;
  trade.cost = item.cost;
  trade.proceeds = item.proceeds;
  trade.gain = item.gain;
  if (item.opened_on) trade.holding_days = days_between(*item.opened_on, item.date);
  return trade;
}

// Of what was put in; of a short, of what it was sold for.
void put_return(Trade& trade, LotSide side, ledger::ShortPeriods short_periods) {
  const auto& base = side == LotSide::Short && trade.closed_on ? trade.proceeds : trade.cost;
  if (!trade.gain || !base || base->is_zero()) return;
  trade.total_return = Ratio{to_statistic(*trade.gain) / to_statistic(abs(*base))};
  if (trade.total_return->value < -1 || !trade.holding_days) return;
  trade.annualized = ledger::annualize(*trade.total_return, *trade.holding_days, short_periods);
}

}  // namespace

std::unexpected<Error> invalid_interval(std::string pointer, std::string detail) {
  return fail(ErrorKind::Invalid, "finance/invalid-interval", "The interval cannot be reported.",
              {{std::move(pointer), std::move(detail)}});
}

Result<ledger::Period> period_of(const ComputedBook& computed, const ReportInterval& interval, Date to) {
  const auto& first = computed.household->first_day;
  ledger::Period period;
  period.to = to;
  period.from = interval.from.value_or(first ? first->plus_days(-1) : to.plus_days(-1));
  if (!interval.from && period.from >= to) period.from = to.plus_days(-1);
  if (period.from >= to) return invalid_interval("?from", "Choose a day before " + format_date(to) + ".");
  return period;
}

Result<PerformanceReport> report_performance(const ComputedBook& computed, const ledger::Scope& scope,
                                             ledger::Period period, ledger::Interval spacing,
                                             ledger::InstrumentIndex benchmark) {
  const auto& book = computed.book;
  COFFER_TRY(figures, ledger::compute_performance(book, {.scope = scope, .period = period, .interval = spacing}));
  COFFER_TRY(holdings, ledger::value_holdings(book, scope, ledger::HoldingRows::PerInstrument));
  COFFER_TRY(earnings, ledger::compute_earnings(book, scope, period));
  auto warnings = joined(figures.warnings, holdings.warnings);
  PerformanceReport report;
  if (benchmark.is_set()) {
    ledger::BenchmarkPrice(book, benchmark, period.from).warn(warnings, period.to);
    report.benchmark = measure(computed, benchmark, figures);
  }
  report.frame = to_frame(holdings, warnings, computed);
  report.policy = computed.policy;
  if (ledger::is_realized_gain_known(book, scope, period)) report.realized_gain = earnings.realized_gain;
  report.unrealized_gain = holdings.unrealized_gain;
  report.currency_effect = holdings.unrealized_forex_gain;
  report.dividends = earnings.dividends;
  report.interest = earnings.interest;
  report.income = earnings.dividends + earnings.interest + earnings.income;
  report.fees = earnings.fees;
  report.taxes = earnings.taxes;
  report.figures = std::move(figures);
  return report;
}

ledger::RiskRequest risk_request(const ledger::Scope& scope, ledger::Period period, ledger::InstrumentIndex benchmark,
                                 const RiskTerms& terms) {
  ledger::RiskRequest request{.scope = scope, .period = period, .benchmark = benchmark, .riskless = {}};
  request.confidence = terms.confidence;
  if (!terms.risk_free.is_zero()) {
    request.riskless = std::make_shared<const ledger::DecimalSeries>(
        ledger::DecimalSeries::from_points({{period.from, terms.risk_free}}));
  }
  return request;
}

Result<RiskReport> report_risk(const ComputedBook& computed, const ledger::RiskRequest& request,
                               const RiskTerms& terms) {
  COFFER_TRY(risk, ledger::compute_risk(computed.book, request));
  COFFER_TRY(figures,
             ledger::compute_performance(
                 computed.book, {.scope = request.scope, .period = request.period, .interval = ledger::Interval::Day}));
  RiskReport report;
  report.frame = frame_of(computed, joined(figures.warnings, risk.warnings));
  report.from = request.period.from;
  report.to = request.period.to;
  report.risk_free = terms.risk_free;
  report.confidence = terms.confidence;
  if (request.benchmark.is_set()) report.benchmark = computed.household->instruments[request.benchmark.value].reference;
  double peak = 1;
  report.series.push_back({report.from, Ratio{0}});
  for (const auto& point : figures.series) {
    const double index = 1 + point.twr.value;
    peak = std::max(peak, index);
    report.series.push_back({point.date, Ratio{peak > 0 ? index / peak - 1 : 0}});
  }
  report.figures = std::move(risk);
  return report;
}

Result<ContributionReport> report_contribution(const ComputedBook& computed, const ledger::Scope& scope,
                                               ledger::Period period) {
  COFFER_TRY(parts, ledger::compute_contributions(computed.book, scope, period));
  COFFER_TRY(figures, ledger::compute_performance(
                          computed.book, {.scope = scope, .period = period, .interval = ledger::Interval::Month}));
  ContributionReport report;
  report.frame = frame_of(computed, figures.warnings);
  report.from = period.from;
  report.to = period.to;
  report.gain = parts.gain;
  report.twr = parts.twr;
  for (const auto& part : parts.items) {
    ContributionItem item;
    if (part.instrument.is_set()) item.instrument = computed.household->instruments[part.instrument.value].reference;
    item.gain = part.gain;
    item.contribution = part.contribution;
    report.items.push_back(std::move(item));
  }
  std::ranges::stable_sort(report.items, [](const auto& a, const auto& b) {
    if (a.instrument.has_value() != b.instrument.has_value()) return a.instrument.has_value();
    return a.contribution.value > b.contribution.value;
  });
  return report;
}

Result<ReturnsReport> report_returns(const ComputedBook& computed, const ledger::Scope& scope, ledger::Period period) {
  COFFER_TRY(figures, ledger::compute_performance(
                          computed.book, {.scope = scope, .period = period, .interval = ledger::Interval::Month}));
  ReturnsReport report;
  report.frame = frame_of(computed, figures.warnings);
  report.from = period.from;
  report.to = period.to;
  if (!figures.series.empty()) report.twr = figures.twr;
  Chain month(period.from);
  Chain year(period.from);
  Decimal before = figures.opening_value;
  for (std::size_t i = 0; i < figures.series.size(); ++i) {
    const auto& point = figures.series[i];
    const auto day = format_date(point.date);
    month.add(point, before);
    year.add(point, before);
    before = point.value;
    report.months.push_back(month.take(day.substr(0, 7)));
    const bool is_last = i + 1 == figures.series.size();
    if (is_last || figures.series[i + 1].date.ymd().year() != point.date.ymd().year())
      report.years.push_back(year.take(day.substr(0, 4)));
  }
  return report;
}

Result<TradesReport> report_trades(const ComputedBook& computed, const ledger::Scope& scope, ledger::Period period,
                                   std::optional<InstrumentId> instrument, TradeState state) {
  COFFER_TRY(parts, ledger::value_holdings(computed.book, scope, ledger::HoldingRows::PerAccount));
  const auto lots = show_lots(computed, scope, parts, instrument);
  const auto short_periods = computed.book.policy.short_periods;
  TradesReport report;
  report.frame = lots.frame;
  report.from = period.from;
  report.to = period.to;
  if (state != TradeState::Closed) {
    for (const auto& lot : lots.items) {
      report.items.push_back(open_trade(lot, period.to));
      put_return(report.items.back(), lot.quantity.is_negative() ? LotSide::Short : LotSide::Long, short_periods);
    }
  }
  if (state == TradeState::Open) return report;
  for (const auto& item : lots.disposals) {
    if (item.date <= period.from) continue;
    report.items.push_back(closed_trade(item));
    put_return(report.items.back(), item.side, short_periods);
  }
  return report;
}

}  // namespace coffer::finance
