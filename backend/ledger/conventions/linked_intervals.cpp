#include "ledger/conventions/linked_intervals.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <span>
#include <vector>

#include "ledger/conventions/amounts.hpp"
#include "ledger/conventions/market.hpp"
#include "ledger/conventions/running_average.hpp"
#include "ledger/conventions/unit_trades.hpp"
#include "ledger/problems.hpp"
#include "ledger/returns.hpp"

namespace coffer::ledger {
namespace {

struct DayFlow {
  Date date;
  Decimal amount;  // into the investment +
};

struct Boundary {
  Date date;
  Decimal value;  // at the end of the day
};

// The investment from its first booking on, one day after another.
class Investment {
 public:
  Investment(const BookingInput& input, const Conventions& conventions)
      : input_(input), market_(input), conventions_(conventions), bookings_(in_order_of_days(input)) {}

  // Books everything up to the end of that day; days never go back.
  void advance(Date day);
  [[nodiscard]] Decimal value_on(Date day) const { return units_value(day) + money_; }
  [[nodiscard]] const std::vector<DayFlow>& flows() const { return flows_; }
  [[nodiscard]] const Decimal& realized_gain() const { return realized_gain_; }
  [[nodiscard]] Decimal remaining_cost() const;

 private:
  void post(const Booking& booking);
  void post_trade(const Booking& booking);
  void add_flow(Date date, const Decimal& amount);
  [[nodiscard]] const InstrumentInput* instrument_of(const Booking& booking) const {
    return booking.instrument.is_set() ? &input_.instruments[booking.instrument.value] : nullptr;
  }
  // What settles; without amount and price the units at the quote of the day.
  [[nodiscard]] Decimal amount_of(const Booking& booking) const;
  [[nodiscard]] Decimal units_value(Date day) const;

  const BookingInput& input_;
  Market market_;
  const Conventions& conventions_;
  std::vector<const Booking*> bookings_;
  std::size_t next_ = 0;
  std::map<InstrumentIndex, RunningAverage> positions_;
  Decimal money_;
  Decimal realized_gain_;
  std::vector<DayFlow> flows_;  // one a day
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

Decimal Investment::amount_of(const Booking& booking) const {
  const InstrumentInput* instrument = instrument_of(booking);
  if (booking.amount || booking.price || instrument == nullptr || !booking.quantity)
    return convert_booked(booking, settled_of(booking, instrument), input_.report, market_);
  const Decimal quote = market_.quote(booking.instrument, booking.date).value_or(Decimal());
  return multiply(multiply(*booking.quantity, quote), market_.rate_to_report(instrument->currency, booking.date));
}

void Investment::add_flow(Date date, const Decimal& amount) {
  if (flows_.empty() || flows_.back().date != date) flows_.push_back({.date = date, .amount = {}});
  flows_.back().amount += amount;
}

void Investment::post_trade(const Booking& booking) {
  RunningAverage& position = positions_[booking.instrument];
  const Decimal amount = amount_of(booking);
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
      const Decimal amount = booking.type == BookingType::Deposit ? amount_of(booking) : -amount_of(booking);
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

Decimal Investment::units_value(Date day) const {
  Decimal value;
  for (const auto& [index, position] : positions_) {
    if (position.quantity().is_zero()) continue;
    const auto quote = market_.quote_so_far(index, day);
    if (!quote) continue;
    value += multiply(multiply(position.quantity(), *quote),
                      market_.rate_to_report(input_.instruments[index.value].currency, day));
  }
  return value;
}

Decimal Investment::remaining_cost() const {
  Decimal cost;
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

Ratio statistic(const Decimal& amount) { return Ratio{to_statistic(amount)}; }

// 1 + the rate of the interval; none where no rate solves.
std::optional<Ratio> growth_of(const Boundary& start, const Boundary& end, std::span<const DayFlow> flows) {
  const bool all_at_end =
      std::ranges::all_of(flows, [&](const DayFlow& flow) { return flow.date == end.date || flow.amount.is_zero(); });
  if (start.value.is_zero() && all_at_end) return Ratio{1};
  if (flows.empty()) return Ratio{to_statistic(end.value) / to_statistic(start.value)};
  std::vector<DatedFlow> dated{{start.date, statistic(-start.value)}};
  for (const DayFlow& flow : flows) dated.push_back({flow.date, statistic(-flow.amount)});
  const std::int32_t length = days_between(start.date, end.date);
  const auto rate = compute_irr(std::move(dated), end.date, statistic(end.value), statistic(length)).rate;
  return rate ? std::optional(Ratio{1 + rate->value}) : std::nullopt;
}

std::optional<Ratio> link(std::span<const Boundary> boundaries, std::span<const DayFlow> flows) {
  Ratio growth{1};
  auto first = std::ranges::upper_bound(flows, boundaries.front().date, {}, &DayFlow::date);
  for (std::size_t i = 1; i < boundaries.size(); ++i) {
    const auto last = std::upper_bound(first, flows.end(), boundaries[i].date,
                                       [](Date day, const DayFlow& flow) { return day < flow.date; });
    const auto factor = growth_of(boundaries[i - 1], boundaries[i], {first, last});
    if (!factor) return std::nullopt;
    growth.value *= factor->value;
    first = last;
  }
  return Ratio{growth.value - 1};
}

LinkedReturn link_intervals(const BookingInput& input, const Conventions& conventions, WholeDays period) {
  LinkedReturn result;
  Investment investment(input, conventions);
  const Date eve = period.from.plus_days(-1);
  investment.advance(eve);
  result.initial_value = investment.value_on(eve);
  const std::size_t flows_before = investment.flows().size();
  const Decimal realized_before = investment.realized_gain();
  std::vector<Boundary> boundaries;
  for (const Date day : find_boundaries(input, conventions, period)) {
    investment.advance(day);
    boundaries.push_back({.date = day, .value = investment.value_on(day)});
  }
  const auto flows = std::span(investment.flows()).subspan(flows_before);
  for (const DayFlow& flow : flows) result.net_cash_flow += flow.amount;
  result.market_value = boundaries.back().value;
  result.gain = result.market_value - result.initial_value - result.net_cash_flow;
  result.realized_gain = investment.realized_gain() - realized_before;
  result.unrealized_gain = result.market_value - investment.remaining_cost();

  const Date end = period.to.plus_days(1);
  const Ratio year = statistic(conventions.days_per_year);
  std::vector<DatedFlow> dated{{period.from, statistic(-result.initial_value)}};
  for (const DayFlow& flow : flows) dated.push_back({flow.date, statistic(-flow.amount)});
  const bool moves = !result.initial_value.is_zero() ||
                     std::ranges::any_of(flows, [](const DayFlow& flow) { return !flow.amount.is_zero(); });
  result.irr = result.gain.is_zero() || !moves
                   ? std::optional(Ratio{})
                   : compute_irr(std::move(dated), end, statistic(result.market_value), year).rate;
  result.twr = link(boundaries, flows);
  if (result.twr && result.twr->value >= -1)
    result.twr_annualized = Ratio{std::pow(1 + result.twr->value, year.value / days_between(period.from, end)) - 1};
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
