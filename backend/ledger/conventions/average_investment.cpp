#include "ledger/conventions/average_investment.hpp"

#include <algorithm>
#include <optional>

#include "ledger/conventions/amounts.hpp"
#include "ledger/conventions/market.hpp"
#include "ledger/conventions/running_average.hpp"
#include "ledger/conventions/unit_trades.hpp"
#include "ledger/problems.hpp"

namespace coffer::ledger {
namespace {

// Investment x days, and the days.
struct InvestedDays {
  Traced sum;
  Traced days;
  void add(const Traced& investment, const Traced& count) {
    sum += multiply(investment, count).named({.kind = TrailKind::InvestedDays});
    days += count;
  }
  [[nodiscard]] Traced mean_or(const Traced& other) const {
    return days.is_zero() ? other : divide(sum, days).named({.kind = TrailKind::MeanInvested});
  }
};

// One currency's view of the position at the end of a day with bookings.
struct View {
  Traced investment;
  Traced realized_gain;
  Traced fees;
  InvestedDays at_start;  // of days with a position, this one included
  InvestedDays at_end;    // of days with a positive investment, this one left out

  // As it stands `count` days later, nothing being booked in between.
  [[nodiscard]] View after(const Traced& count, const Traced& quantity) const {
    View later = *this;
    if (!quantity.is_zero()) later.at_start.add(investment, count);
    if (investment.is_positive()) later.at_end.add(investment, count);
    return later;
  }
};

struct PositionDay {
  Date date;
  Traced quantity;
  View local;
  View report;

  [[nodiscard]] PositionDay until(Date day, const Market& market) const {
    const Traced count = market.days_between(date, day);
    return {.date = day,
            .quantity = quantity,
            .local = local.after(count, quantity),
            .report = report.after(count, quantity)};
  }
};

InvestmentPerformance perform(const View& view, const Traced& value, Date on) {
  InvestmentPerformance performance{
      .investment = view.investment,
      .realized_gain = view.realized_gain,
      .fees = view.fees,
      .gross_performance =
          (value - view.investment + view.realized_gain).named({.kind = TrailKind::GrossPerformance, .date = on}),
      .net_performance = {},
      .time_weighted_investment = view.at_start.mean_or(view.investment)};
  performance.net_performance =
      (performance.gross_performance - view.fees).named({.kind = TrailKind::NetPerformance, .date = on});
  return performance;
}

InvestmentPerformance convert(const InvestmentPerformance& local, const Traced& rate, Date on) {
  const auto at_rate = [&](const Traced& amount) {
    return multiply(amount, rate).named({.kind = TrailKind::Converted, .date = on});
  };
  return {.investment = at_rate(local.investment),
          .realized_gain = at_rate(local.realized_gain),
          .fees = at_rate(local.fees),
          .gross_performance = at_rate(local.gross_performance),
          .net_performance = at_rate(local.net_performance),
          .time_weighted_investment = at_rate(local.time_weighted_investment)};
}

TracedRatio ratio_of(const Traced& gain, const Traced& investment) {
  return investment.is_zero() ? TracedRatio() : growth(gain, investment).named({.kind = TrailKind::ReturnOnCapital});
}

Date first_of_january(int year) { return Date::of(year, 1, 1); }
int year_of(Date date) { return static_cast<int>(date.ymd().year()); }

// The position through its bookings, one pass in their order.
class PositionWalk {
 public:
  PositionWalk(const BookingInput& input, const AverageInvestmentQuery& query)
      : input_(input), market_(input), query_(query), instrument_(input.instruments[query.instrument.value]) {}

  AverageInvestment compute();

 private:
  // Units and price of a trade, none for other bookings.
  struct Trade {
    Traced units;
    Traced amount;  // of all units, in the booking's currency
    Traced price;   // of one unit, likewise
  };

  [[nodiscard]] bool concerns(const Booking& booking) const;
  [[nodiscard]] std::optional<Trade> trade_of(const Booking& booking) const;
  void post(const Booking& booking);
  void post_trade(const Booking& booking, const Trade& trade);
  [[nodiscard]] PositionDay on(Date day) const;
  [[nodiscard]] Traced price_on(Date day) const;
  [[nodiscard]] Traced value_of(const Traced& quantity, Date day) const;
  void put_series(AverageInvestment& result) const;

  const BookingInput& input_;
  Market market_;
  const AverageInvestmentQuery& query_;
  const BookedInstrument& instrument_;

  RunningAverage local_;
  RunningAverage report_;
  PositionDay day_;
  std::vector<PositionDay> days_;  // days with bookings, as they ended
  Traced closing_price_;
  Traced dividends_;
  std::vector<TracedAmount> investments_;
  std::vector<TracedAmount> yearly_flows_;
};

bool PositionWalk::concerns(const Booking& booking) const {
  if (booking.date > query_.as_of) return false;
  if (booking.instrument.is_set()) return booking.instrument == query_.instrument;
  const bool is_cash = booking.type == BookingType::Deposit || booking.type == BookingType::Withdrawal;
  return query_.nature == PositionNature::CashBalance && is_cash && booking.currency == instrument_.currency;
}

std::optional<PositionWalk::Trade> PositionWalk::trade_of(const Booking& booking) const {
  if (query_.nature == PositionNature::CashBalance &&
      (booking.type == BookingType::Deposit || booking.type == BookingType::Withdrawal)) {
    const Traced amount = booking.amount.value_or(Traced());
    return Trade{.units = booking.type == BookingType::Deposit ? amount : -amount, .amount = amount, .price = 1};
  }
  const Traced units = unit_change_of(booking);
  if (units.is_zero()) return std::nullopt;
  const Traced amount = priced_value_of(booking, instrument_);
  return Trade{.units = units, .amount = amount, .price = divide(amount, abs(units))};
}

void PositionWalk::post_trade(const Booking& booking, const Trade& trade) {
  const Traced in_report = convert_booked(booking, trade.amount, input_.report, market_);
  const Traced invested = report_.cost();
  day_.local.realized_gain +=
      local_.trade(trade.units, convert_booked(booking, trade.amount, instrument_.currency, market_)).gain;
  day_.report.realized_gain += report_.trade(trade.units, in_report).gain;
  const TrailLabel held{.kind = TrailKind::Investment, .date = booking.date, .instrument = query_.instrument};
  day_.quantity = local_.quantity();
  day_.local.investment = local_.cost().named(held);
  day_.report.investment = report_.cost().named(held);
  closing_price_ = convert_booked(booking, trade.price, instrument_.currency, market_);
  if (!investments_.empty() && investments_.back().date == booking.date) {
    investments_.back().amount = local_.cost();
  } else {
    investments_.push_back({.date = booking.date, .amount = local_.cost()});
  }
  yearly_flows_.back().amount += report_.cost() - invested;
}

void PositionWalk::post(const Booking& booking) {
  if (days_.empty()) {
    day_.date = booking.date;
    days_.push_back(day_);
    yearly_flows_.push_back({.date = first_of_january(year_of(booking.date)), .amount = {}});
  } else if (booking.date != day_.date) {
    day_ = day_.until(booking.date, market_);
    days_.push_back(day_);
  }
  while (year_of(yearly_flows_.back().date) < year_of(booking.date))
    yearly_flows_.push_back({.date = first_of_january(year_of(yearly_flows_.back().date) + 1), .amount = {}});
  const Traced fees = fees_of(booking);
  day_.local.fees += convert_booked(booking, fees, instrument_.currency, market_);
  day_.report.fees += convert_booked(booking, fees, input_.report, market_);
  if (const auto trade = trade_of(booking)) post_trade(booking, *trade);
  if (booking.type == BookingType::Dividend)
    dividends_ += convert_booked(booking, gross_of(booking, &instrument_), instrument_.currency, market_);
  if (booking.type == BookingType::Split && booking.ratio_to && booking.ratio_from) {
    local_.split(*booking.ratio_to, *booking.ratio_from);
    report_.split(*booking.ratio_to, *booking.ratio_from);
    day_.quantity = local_.quantity();
  }
  days_.back() = day_;
}

PositionDay PositionWalk::on(Date day) const {
  const auto later = std::ranges::upper_bound(days_, day, {}, &PositionDay::date);
  return later == days_.begin() ? PositionDay{.date = day, .quantity = {}, .local = {}, .report = {}}
                                : std::prev(later)->until(day, market_);
}

Traced PositionWalk::price_on(Date day) const {
  if (query_.nature == PositionNature::CashBalance) return 1;
  return market_.quote_so_far(query_.instrument, day).value_or(closing_price_);
}

Traced PositionWalk::value_of(const Traced& quantity, Date day) const {
  return multiply(quantity, price_on(day))
      .named(
          {.kind = TrailKind::ValueLocal, .date = day, .instrument = query_.instrument, .quantity = quantity.value()});
}

void PositionWalk::put_series(AverageInvestment& result) const {
  const auto point_on = [&](Date day) {
    const PositionDay state = on(day);
    const Traced value = value_of(state.quantity, day);
    return InvestmentPoint{.date = day, .value = value, .performance = perform(state.local, value, day)};
  };
  for (const Date day : query_.series_dates) {
    if (day <= query_.as_of) result.series.push_back(point_on(day));
  }
  const Traced rate = market_.rate_to_report(instrument_.currency, query_.as_of);
  for (const Date day : query_.range_starts) {
    const Traced before = multiply(point_on(std::min(day, query_.as_of)).performance.net_performance, rate);
    result.net_since.push_back({.date = day, .amount = result.at_closing_rate.net_performance - before});
  }
}

AverageInvestment PositionWalk::compute() {
  for (const Booking* booking : in_order_of_days(input_)) {
    if (concerns(*booking)) post(*booking);
  }
  AverageInvestment result;
  if (days_.empty()) return result;
  closing_price_ = price_on(query_.as_of);
  const PositionDay last = on(query_.as_of);
  const Traced rate = market_.rate_to_report(instrument_.currency, query_.as_of);
  const Traced value = value_of(last.quantity, query_.as_of);
  result.has_bookings = true;
  result.quantity = last.quantity;
  result.average_price = local_.average_price();
  result.market_value =
      multiply(value, rate).named({.kind = TrailKind::Value, .date = query_.as_of, .currency = input_.report});
  result.dividends = dividends_;
  result.local = perform(last.local, value, query_.as_of);
  result.at_closing_rate = convert(result.local, rate, query_.as_of);
  result.at_booked_rates = perform(last.report, result.market_value, query_.as_of);
  InvestedDays at_end = last.local.at_end;
  if (last.local.investment.is_positive())
    at_end.add(last.local.investment, market_.days_between(query_.as_of, query_.as_of.plus_days(1)));
  result.daily_average_return = ratio_of(result.local.net_performance, at_end.mean_or(Traced()));
  while (year_of(yearly_flows_.back().date) < year_of(query_.as_of))
    yearly_flows_.push_back({.date = first_of_january(year_of(yearly_flows_.back().date) + 1), .amount = {}});
  result.investments = std::move(investments_);
  result.yearly_flows = std::move(yearly_flows_);
  put_series(result);
  return result;
}

}  // namespace

TracedRatio InvestmentPerformance::net_return() const { return ratio_of(net_performance, time_weighted_investment); }
TracedRatio InvestmentPerformance::gross_return() const {
  return ratio_of(gross_performance, time_weighted_investment);
}

Result<AverageInvestment> compute_average_investment(const BookingInput& input, const AverageInvestmentQuery& query) {
  try {
    return PositionWalk(input, query).compute();
  } catch (const DecimalOverflow&) {
    return fail(ErrorKind::Invalid, problems::amount_too_large, "Amounts are too large to compute.");
  }
}

}  // namespace coffer::ledger
