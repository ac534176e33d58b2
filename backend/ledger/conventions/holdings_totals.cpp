#include "ledger/conventions/holdings_totals.hpp"

#include <algorithm>
#include <map>

#include "ledger/conventions/amounts.hpp"
#include "ledger/conventions/market.hpp"
#include "ledger/conventions/unit_trades.hpp"
#include "ledger/problems.hpp"

namespace coffer::ledger {
namespace {

class Sums {
 public:
  explicit Sums(const BookingInput& input) : input_(&input), market_(input) {}

  void add(const Booking& booking);
  // Value of the units and of the cash on that day.
  [[nodiscard]] HoldingsTotals on(Date day) const;

 private:
  const BookingInput* input_;
  Market market_;
  std::map<InstrumentIndex, Decimal> units_;
  std::map<Currency, Decimal> deposits_;
  Decimal cost_basis_;
  Decimal fees_;
  Decimal liabilities_;
};

void Sums::add(const Booking& booking) {
  const InstrumentInput* instrument =
      booking.instrument.is_set() ? &input_->instruments[booking.instrument.value] : nullptr;
  const auto in_report = [&](const Decimal& amount) {
    return convert_booked(booking, amount, input_->report, market_);
  };
  switch (booking.type) {
    case BookingType::Buy:
    case BookingType::DeliveryIn:
    case BookingType::Sell:
    case BookingType::DeliveryOut: {
      if (instrument == nullptr) return;
      const Decimal units = units_moved_by(booking);
      units_[booking.instrument] += units;
      if (units.is_positive()) cost_basis_ += in_report(priced_value_of(booking, *instrument));
      return;
    }
    case BookingType::Split: {
      const auto held = units_.find(booking.instrument);
      if (held == units_.end() || !booking.ratio_to || !booking.ratio_from) return;
      held->second = multiply_divide(held->second, *booking.ratio_to, *booking.ratio_from);
      return;
    }
    case BookingType::Deposit: deposits_[booking.currency] += booking.amount.value_or(Decimal()); return;
    case BookingType::Fee:
    case BookingType::FeeRefund: fees_ += in_report(fees_of(booking)); return;
    case BookingType::Liability:
      liabilities_ += in_report(booking.price && booking.quantity ? multiply(*booking.quantity, *booking.price)
                                                                  : booking.amount.value_or(Decimal()));
      return;
    default: return;
  }
}

HoldingsTotals Sums::on(Date day) const {
  HoldingsTotals totals;
  Decimal value;
  for (const auto& [index, quantity] : units_) {
    const Decimal rate = market_.rate_to_report(input_->instruments[index.value].currency, day);
    const Decimal quote = market_.quote(index, day).value_or(Decimal());
    totals.units.push_back(
        {.instrument = index, .quantity = quantity, .market_value = multiply(multiply(quantity, quote), rate)});
    value += totals.units.back().market_value;
  }
  for (const auto& [currency, amount] : deposits_) {
    totals.deposits.push_back({.currency = currency,
                               .amount = amount,
                               .market_value = multiply(amount, market_.rate_to_report(currency, day))});
    totals.cash += totals.deposits.back().market_value;
  }
  totals.market_value = value + totals.cash;
  totals.cost_basis = cost_basis_;
  totals.net_performance = value - cost_basis_;
  totals.fees = fees_;
  totals.liabilities = liabilities_;
  return totals;
}

HoldingsTotals sum_up(const BookingInput& input, Date as_of, std::vector<Date> series_dates) {
  std::ranges::sort(series_dates);
  Sums sums(input);
  std::vector<TotalsPoint> series;
  const auto bookings = in_order_of_days(input);
  auto next = bookings.begin();
  for (const Date day : series_dates) {
    for (; next != bookings.end() && (*next)->date <= day; ++next) sums.add(**next);
    const HoldingsTotals so_far = sums.on(day);
    series.push_back({.date = day,
                      .value = so_far.market_value - so_far.cash,
                      .net_worth = so_far.market_value,
                      .investment = so_far.cost_basis});
  }
  for (; next != bookings.end(); ++next) sums.add(**next);
  HoldingsTotals totals = sums.on(as_of);
  totals.series = std::move(series);
  return totals;
}

}  // namespace

Result<HoldingsTotals> compute_holdings_totals(const BookingInput& input, Date as_of, std::vector<Date> series_dates) {
  try {
    return sum_up(input, as_of, std::move(series_dates));
  } catch (const DecimalOverflow&) {
    return fail(ErrorKind::Invalid, problems::amount_too_large, "Amounts are too large to compute.");
  }
}

}  // namespace coffer::ledger
