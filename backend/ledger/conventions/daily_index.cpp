#include "ledger/conventions/daily_index.hpp"

#include <algorithm>

#include "ledger/conventions/amounts.hpp"
#include "ledger/conventions/cash_balances.hpp"
#include "ledger/conventions/trading_days.hpp"

namespace coffer::ledger {
namespace {

std::int32_t week_of(Date date) {
  const std::int32_t from_monday = date.days() + 3;  // 1970-01-01 was a Thursday
  return from_monday >= 0 ? from_monday / 7 : (from_monday - 6) / 7;
}

std::vector<const Booking*> in_date_order(const BookingInput& input) {
  std::vector<const Booking*> bookings;
  for (const Booking& booking : input.bookings) bookings.push_back(&booking);
  std::ranges::sort(bookings, {}, &Booking::date);
  return bookings;
}

}  // namespace

TracedRatio IndexDay::daily_return() const {
  return excess(growth).named({.kind = TrailKind::Return, .date = date, .from = date.plus_days(-1)});
}

TracedRatio IndexDay::accumulated_return() const {
  return excess(wealth).named({.kind = TrailKind::Return, .date = date, .from = from});
}

DailyIndex link_days(std::span<const CapitalDay> days) {
  DailyIndex index;
  TracedRatio wealth = one_ratio();
  for (std::size_t i = 0; i < days.size(); ++i) {
    const CapitalDay& day = days[i];
    TracedRatio daily = one_ratio();
    if (i > 0) {
      const Traced capital = (days[i - 1].value + day.in).named({.kind = TrailKind::CapitalOfDay, .date = day.date});
      const Traced closing = day.value + day.out;
      if (capital.is_zero()) {
        const Traced gain = (closing - capital).named({.kind = TrailKind::GainOfDay, .date = day.date});
        if (!gain.is_zero()) index.gains_on_nothing.push_back(gain);
      } else if (closing != capital) {
        daily = growth(closing, capital)
                    .named({.kind = TrailKind::GrowthOfDays, .date = day.date, .from = days[i - 1].date});
      }
    }
    wealth = compound(wealth, daily);
    index.days.push_back(
        {.from = days.front().date, .date = day.date, .value = day.value, .growth = daily, .wealth = wealth});
  }
  return index;
}

std::vector<TracedRatio> weekly_returns(const DailyIndex& index) {
  std::vector<TracedRatio> returns;
  TracedRatio before = one_ratio();
  for (std::size_t i = 0; i < index.days.size(); ++i) {
    const bool ends_week = i + 1 == index.days.size() || week_of(index.days[i + 1].date) != week_of(index.days[i].date);
    if (!ends_week) continue;
    const TracedRatio& wealth = index.days[i].wealth;
    returns.push_back(before.value == 0 ? TracedRatio()
                                        : excess(growth(wealth, before)).named({.kind = TrailKind::ReturnOfWeek}));
    before = wealth;
  }
  return returns;
}

RiskSample risk_sample(const DailyIndex& index) {
  RiskSample sample;
  const auto first = std::ranges::find_if(index.days, [](const IndexDay& day) { return !day.value.is_zero(); });
  for (auto day = first; day != index.days.end(); ++day)
    sample.days.push_back({.date = day->date, .growth = day->growth, .wealth = day->wealth});
  for (std::size_t i = 1; i < index.days.size(); ++i) {
    const IndexDay& day = index.days[i];
    if (is_trading_day(day.date) && !day.value.is_zero() && !index.days[i - 1].value.is_zero())
      sample.growths.push_back(day.growth);
  }
  return sample;
}

CashIndex compute_cash_index(const Market& market, Date from, Date to) {
  const std::vector<const Booking*> bookings = in_date_order(market.input());
  CashIndex cash;
  CashBalances balances(market);
  std::vector<CapitalDay> days;
  auto next = bookings.begin();
  for (Date date = from; date <= to; date = date.plus_days(1)) {
    CapitalDay day{.date = date, .value = {}, .in = {}, .out = {}};
    for (; next != bookings.end() && (*next)->date <= date; ++next) {
      const Booking& booking = **next;
      balances.post(booking);
      if (booking.date <= from) continue;
      const Traced amount = booked_in_report(booking, booking.amount.value_or(Traced()), market);
      if (booking.type == BookingType::Deposit) day.in += amount;
      if (booking.type == BookingType::Withdrawal) day.out += amount;
      if (booking.type == BookingType::Interest) cash.interest += amount;
      if (!booking.tax.is_zero()) cash.taxes += booked_in_report(booking, booking.tax, market);
    }
    day.value = balances.booked_value(date);
    days.push_back(day);
  }
  cash.index = link_days(days);
  return cash;
}

}  // namespace coffer::ledger
