#include "ledger/conventions/linked_intervals.hpp"

#include <algorithm>
#include <map>
#include <span>
#include <vector>

#include "ledger/conventions/amounts.hpp"
#include "ledger/conventions/market.hpp"
#include "ledger/conventions/running_average.hpp"
#include "ledger/conventions/unit_trades.hpp"
#include "ledger/problems.hpp"

namespace coffer::ledger {
namespace {

// The investment from its first booking on, one day after another.
class Investment {
 public:
  Investment(const BookingInput& input, const Conventions& conventions)
      : input_(input), market_(input), conventions_(conventions), bookings_(in_order_of_days(input)) {}

  // Books everything up to the end of that day; days never go back.
  void advance(Date day);
  [[nodiscard]] Traced value_on(Date day) const {
    return (units_value(day) + money_).named({.kind = TrailKind::ValueOfScope, .date = day});
  }
  [[nodiscard]] const std::vector<TracedAmount>& flows() const { return flows_; }
  [[nodiscard]] const Traced& realized_gain() const { return realized_gain_; }
  [[nodiscard]] Traced remaining_cost() const;

 private:
  void post(const Booking& booking);
  void post_trade(const Booking& booking);
  void add_flow(Date date, const Traced& amount);
  [[nodiscard]] const BookedInstrument* instrument_of(const Booking& booking) const {
    return booking.instrument.is_set() ? &input_.instruments[booking.instrument.value] : nullptr;
  }
  // What settles; without amount and price the units at the quote of the day.
  [[nodiscard]] Traced amount_of(const Booking& booking) const;
  [[nodiscard]] Traced units_value(Date day) const;

  const BookingInput& input_;
  Market market_;
  const Conventions& conventions_;
  std::vector<const Booking*> bookings_;
  std::size_t next_ = 0;
  std::map<InstrumentIndex, RunningAverage> positions_;
  Traced money_;
  Traced realized_gain_;
  std::vector<TracedAmount> flows_;  // one a day, into the investment +
};

void Investment::advance(Date day) {
  while (next_ < bookings_.size() && bookings_[next_]->date <= day) {
    const Date today = bookings_[next_]->date;
    const Booking* valuation = nullptr;
    for (; next_ < bookings_.size() && bookings_[next_]->date == today; ++next_) {
      const Booking& booking = *bookings_[next_];
      if (booking.type == BookingType::Valuation) {
        valuation = &booking;
      } else {
        post(booking);
      }
    }
    if (valuation != nullptr) money_ = amount_of(*valuation) - units_value(today);
  }
}

Traced Investment::amount_of(const Booking& booking) const {
  const BookedInstrument* instrument = instrument_of(booking);
  if (booking.amount || booking.price || instrument == nullptr || !booking.quantity)
    return convert_booked(booking, settled_of(booking, instrument), input_.report, market_);
  const Traced quote = market_.quote(booking.instrument, booking.date).value_or(Traced());
  const Traced local = multiply(*booking.quantity, quote).named(label_of(booking, TrailKind::ValueLocal));
  return multiply(local, market_.rate_to_report(instrument->currency, booking.date))
      .named(label_of(booking, TrailKind::Value, input_.report));
}

void Investment::add_flow(Date date, const Traced& amount) {
  if (flows_.empty() || flows_.back().date != date) flows_.push_back({.date = date, .amount = {}});
  flows_.back().amount += amount;
}

void Investment::post_trade(const Booking& booking) {
  RunningAverage& position = positions_[booking.instrument];
  const Traced amount = amount_of(booking);
  realized_gain_ += position.trade(unit_change_of(booking), amount).gain;
  const bool is_acquisition = booking.type == BookingType::Buy || booking.type == BookingType::DeliveryIn;
  const bool is_delivery = booking.type == BookingType::DeliveryIn || booking.type == BookingType::DeliveryOut;
  if (is_delivery || conventions_.investment_cash == InvestmentCash::Outside) {
    add_flow(booking.date, is_acquisition ? amount : -amount);
  } else {
    money_ += is_acquisition ? -amount : amount;
  }
}

void Investment::post(const Booking& booking) {
  const bool cash_inside = conventions_.investment_cash == InvestmentCash::Inside;
  switch (booking.type) {
    case BookingType::Buy:
    case BookingType::Sell:
    case BookingType::DeliveryIn:
    case BookingType::DeliveryOut:
      if (booking.instrument.is_set()) post_trade(booking);
      return;
    case BookingType::Split: {
      const auto held = positions_.find(booking.instrument);
      if (held != positions_.end() && booking.ratio_to && booking.ratio_from)
        held->second.split(*booking.ratio_to, *booking.ratio_from);
      return;
    }
    case BookingType::Deposit:
    case BookingType::Withdrawal: {
      const Traced amount = booking.type == BookingType::Deposit ? amount_of(booking) : -amount_of(booking);
      money_ += amount;
      add_flow(booking.date, amount);
      return;
    }
    case BookingType::Dividend:
      if (cash_inside) {
        money_ += amount_of(booking);
      } else {
        add_flow(booking.date, -amount_of(booking));
      }
      return;
    case BookingType::Interest:
    case BookingType::InterestCharge:
    case BookingType::Fee:
    case BookingType::FeeRefund:
    case BookingType::Tax:
    case BookingType::TaxRefund:
      if (cash_inside)
        money_ += convert_booked(booking, cash_effect_of(booking, instrument_of(booking)), input_.report, market_);
      return;
    default: return;
  }
}

Traced Investment::units_value(Date day) const {
  Traced value;
  for (const auto& [index, position] : positions_) {
    if (position.quantity().is_zero()) continue;
    const auto quote = market_.quote_so_far(index, day);
    if (!quote) continue;
    const Traced local = multiply(position.quantity(), *quote)
                             .named({.kind = TrailKind::ValueLocal,
                                     .date = day,
                                     .instrument = index,
                                     .quantity = position.quantity().value()});
    value += multiply(local, market_.rate_to_report(input_.instruments[index.value].currency, day))
                 .named({.kind = TrailKind::Value, .date = day, .instrument = index, .currency = input_.report});
  }
  return value;
}

Traced Investment::remaining_cost() const {
  Traced cost;
  for (const auto& [index, position] : positions_) cost += position.cost();
  return cost;
}

// Ascending, each once: the two ends of the period and what lies strictly between them.
std::vector<Date> find_boundaries(const BookingInput& input, const Conventions& conventions, WholeDays period) {
  std::vector<Date> days{period.from, period.to};
  const auto add = [&](Date day) {
    if (day > period.from && day < period.to) days.push_back(day);
  };
  for (const auto& quotes : input.quotes) {
    if (quotes == nullptr) continue;
    for (const std::int32_t day : quotes->days()) add(Date::from_days(day));
  }
  const bool dividends_leave = conventions.investment_cash == InvestmentCash::Outside;
  for (const Booking& booking : input.bookings) {
    if (booking.type == BookingType::Valuation || (dividends_leave && booking.type == BookingType::Dividend))
      add(booking.date);
  }
  std::ranges::sort(days);
  const auto repeated = std::ranges::unique(days);
  days.erase(repeated.begin(), repeated.end());
  return days;
}

// Investor's view.
std::vector<TracedAmount> payments_of(Date from, const Traced& opening, std::span<const TracedAmount> flows) {
  std::vector<TracedAmount> payments{{from, (-opening).named({.kind = TrailKind::Payment, .date = from})}};
  for (const TracedAmount& flow : flows)
    payments.push_back({flow.date, (-flow.amount).named({.kind = TrailKind::Payment, .date = flow.date})});
  return payments;
}

// 1 + the rate of the interval; none where no rate solves.
std::optional<TracedRatio> growth_of(const TracedAmount& start, const TracedAmount& end,
                                     std::span<const TracedAmount> flows, const Market& market) {
  const bool all_at_end = std::ranges::all_of(
      flows, [&](const TracedAmount& flow) { return flow.date == end.date || flow.amount.is_zero(); });
  if (start.amount.is_zero() && all_at_end) return one_ratio();
  const TrailLabel label{.kind = TrailKind::GrowthOfDays, .date = end.date, .from = start.date};
  if (flows.empty()) return growth(end.amount, start.amount).named(label);
  const auto rate = internal_rate(payments_of(start.date, start.amount, flows), end.date, end.amount,
                                  market.days_between(start.date, end.date));
  if (!rate) return std::nullopt;
  return plus_one(*rate).named({.kind = TrailKind::GrowthWithFlow, .date = end.date, .from = start.date});
}

std::optional<TracedRatio> link(std::span<const TracedAmount> boundaries, std::span<const TracedAmount> flows,
                                const Market& market) {
  TracedRatio growth = one_ratio();
  auto first = std::ranges::upper_bound(flows, boundaries.front().date, {}, &TracedAmount::date);
  for (std::size_t i = 1; i < boundaries.size(); ++i) {
    const auto last = std::upper_bound(first, flows.end(), boundaries[i].date,
                                       [](Date day, const TracedAmount& flow) { return day < flow.date; });
    const auto factor = growth_of(boundaries[i - 1], boundaries[i], {first, last}, market);
    if (!factor) return std::nullopt;
    growth = compound(growth, *factor);
    first = last;
  }
  return excess(growth).named(
      {.kind = TrailKind::Return, .date = boundaries.back().date, .from = boundaries.front().date});
}

LinkedReturn link_intervals(const BookingInput& input, const Conventions& conventions, WholeDays period) {
  LinkedReturn result;
  Investment investment(input, conventions);
  const Date eve = period.from.plus_days(-1);
  investment.advance(eve);
  result.initial_value = investment.value_on(eve);
  const std::size_t flows_before = investment.flows().size();
  const Traced realized_before = investment.realized_gain();
  std::vector<TracedAmount> boundaries;
  for (const Date day : find_boundaries(input, conventions, period)) {
    investment.advance(day);
    boundaries.push_back({.date = day, .amount = investment.value_on(day)});
  }
  const auto flows = std::span(investment.flows()).subspan(flows_before);
  for (const TracedAmount& flow : flows) result.net_cash_flow += flow.amount;
  result.market_value = boundaries.back().amount;
  result.gain = (result.market_value - result.initial_value - result.net_cash_flow)
                    .named({.kind = TrailKind::TotalGain, .date = period.to, .from = period.from});
  result.realized_gain = investment.realized_gain() - realized_before;
  result.unrealized_gain =
      (result.market_value - investment.remaining_cost()).named({.kind = TrailKind::UnrealizedGain});

  const Date end = period.to.plus_days(1);
  const Traced& year = conventions.days_per_year;
  const Market market(input);
  const bool moves = !result.initial_value.is_zero() ||
                     std::ranges::any_of(flows, [](const TracedAmount& flow) { return !flow.amount.is_zero(); });
  if (result.gain.is_zero()) {
    result.irr = TracedRatio(result.gain.restated({.kind = TrailKind::NoGain}));
  } else if (!moves) {
    result.irr = TracedRatio(result.initial_value.restated({.kind = TrailKind::NoGain}));
  } else {
    result.irr = internal_rate(payments_of(period.from, result.initial_value, flows), end, result.market_value, year);
  }
  result.twr = link(boundaries, flows, market);
  if (result.twr && result.twr->value >= -1)
    result.twr_annualized = per_period(*result.twr, divide(market.days_between(period.from, end), year));
  return result;
}

}  // namespace

Result<LinkedReturn> compute_linked_return(const BookingInput& input, const Conventions& conventions,
                                           WholeDays period) {
  if (period.to < period.from)
    return fail(ErrorKind::Invalid, problems::invalid_period, "The period ends before it begins.");
  try {
    return link_intervals(input, conventions, period);
  } catch (const DecimalOverflow&) {
    return fail(ErrorKind::Invalid, problems::amount_too_large, "Amounts are too large to compute.");
  }
}

}  // namespace coffer::ledger
