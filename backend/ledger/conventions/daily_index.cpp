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

DailyIndex link_days(std::span<const CapitalDay> days) {
  DailyIndex index;
  double wealth = 1;
  for (std::size_t i = 0; i < days.size(); ++i) {
    const CapitalDay& day = days[i];
    double daily = 0;
    if (i > 0) {
      const Decimal capital = days[i - 1].value + day.in;
      const Decimal gain = day.value + day.out - capital;
      if (!capital.is_zero()) {
        daily = to_statistic(gain) / to_statistic(capital);
      } else if (!gain.is_zero()) {
        ++index.warnings;
      }
    }
    wealth *= 1 + daily;
    index.days.push_back(
        {.date = day.date, .value = day.value, .daily_return = Ratio{daily}, .accumulated_return = Ratio{wealth - 1}});
  }
  return index;
}

std::vector<Ratio> weekly_returns(const DailyIndex& index) {
  std::vector<Ratio> returns;
  double before = 1;
  for (std::size_t i = 0; i < index.days.size(); ++i) {
    const bool ends_week = i + 1 == index.days.size() || week_of(index.days[i + 1].date) != week_of(index.days[i].date);
    if (!ends_week) continue;
    const double wealth = 1 + index.days[i].accumulated_return.value;
    returns.push_back(Ratio{before == 0 ? 0 : wealth / before - 1});
    before = wealth;
  }
  return returns;
}

RiskSample risk_sample(const DailyIndex& index) {
  RiskSample sample;
  const auto first = std::ranges::find_if(index.days, [](const IndexDay& day) { return !day.value.is_zero(); });
  for (auto day = first; day != index.days.end(); ++day) sample.accumulated.push_back(day->accumulated_return);
  for (std::size_t i = 1; i < index.days.size(); ++i) {
    const IndexDay& day = index.days[i];
    if (is_trading_day(day.date) && !day.value.is_zero() && !index.days[i - 1].value.is_zero())
      sample.returns.push_back(day.daily_return);
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
      const Decimal amount = booked_in_report(booking, booking.amount.value_or(Decimal()), market);
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
