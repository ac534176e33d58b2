#include "ledger/conventions/holdings_totals.hpp"

#include <algorithm>
#include <map>

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
  std::map<InstrumentIndex, Traced> units_;
  std::map<Currency, Traced> deposits_;
  Traced cost_basis_;
  Traced fees_;
  Traced liabilities_;
};

void Sums::add(const Booking& booking) {
  const BookedInstrument* instrument =
      booking.instrument.is_set() ? &input_->instruments[booking.instrument.value] : nullptr;
  const auto in_report = [&](const Traced& amount) { return convert_booked(booking, amount, input_->report, market_); };
  switch (booking.type) {
    case BookingType::Buy:
    case BookingType::DeliveryIn:
    case BookingType::Sell:
    case BookingType::DeliveryOut: {
      if (instrument == nullptr) return;
      const Traced units = unit_change_of(booking);
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
    case BookingType::Deposit: deposits_[booking.currency] += booking.amount.value_or(Traced()); return;
    case BookingType::Fee: fees_ += in_report(booking.amount.value_or(Traced())); return;
    case BookingType::FeeRefund: fees_ -= in_report(booking.amount.value_or(Traced())); return;
    case BookingType::Liability:
      liabilities_ += in_report(booking.price && booking.quantity ? multiply(*booking.quantity, *booking.price)
                                                                  : booking.amount.value_or(Traced()))
                          .named(label_of(booking, TrailKind::Gross));
      return;
    default: return;
  }
}

HoldingsTotals Sums::on(Date day) const {
  HoldingsTotals totals;
  Traced value;
  for (const auto& [index, quantity] : units_) {
    const Traced rate = market_.rate_to_report(input_->instruments[index.value].currency, day);
    const Traced quote = market_.quote(index, day).value_or(Traced());
    const Traced local =
        multiply(quantity, quote)
            .named({.kind = TrailKind::ValueLocal, .date = day, .instrument = index, .quantity = quantity.value()});
    totals.units.push_back(
        {.instrument = index,
         .quantity = quantity,
         .market_value =
             multiply(local, rate)
                 .named({.kind = TrailKind::Value, .date = day, .instrument = index, .currency = input_->report})});
    value += totals.units.back().market_value;
  }
  for (const auto& [currency, amount] : deposits_) {
    totals.deposits.push_back(
        {.currency = currency,
         .amount = amount,
         .market_value = multiply(amount, market_.rate_to_report(currency, day))
                             .named({.kind = TrailKind::Value, .date = day, .currency = input_->report})});
    totals.cash += totals.deposits.back().market_value;
  }
  totals.market_value = (value + totals.cash).named({.kind = TrailKind::NetWorth, .date = day});
  totals.cost_basis = cost_basis_;
  totals.net_performance = (value - cost_basis_).named({.kind = TrailKind::UnrealizedGain});
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
