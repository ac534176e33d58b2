#include "ledger/conventions/period_statement.hpp"

#include <utility>
#include <vector>

#include "ledger/conventions/amounts.hpp"
#include "ledger/conventions/balances.hpp"
#include "ledger/conventions/instrument_statement.hpp"

namespace coffer::ledger {
namespace {

const BookedInstrument* instrument_of(const Booking& booking, const BookingInput& input) {
  return booking.instrument.is_set() ? &input.instruments[booking.instrument.value] : nullptr;
}

Traced value_everything(const Market& market, Date on) {
  const Balances balances = compute_balances(market, on);
  Traced value = balances.cash_value;
  for (std::size_t i = 0; i < balances.quantities.size(); ++i)
    value += market.value(index_of<InstrumentIndex>(i), balances.quantities[i], on);
  return value.named({.kind = TrailKind::ValueOfScope, .date = on});
}

Traced earnings_of(const Booking& booking, const Market& market) {
  const auto gross = [&] {
    return booked_in_report(booking, gross_of(booking, instrument_of(booking, market.input())), market);
  };
  switch (booking.type) {
    case BookingType::Dividend:
    case BookingType::Interest: return gross();
    case BookingType::InterestCharge: return -gross();
    default: return {};
  }
}

Traced transfer_of(const Booking& booking, const Market& market) {
  const auto settled = [&] {
    return booked_in_report(booking, settled_of(booking, instrument_of(booking, market.input())), market);
  };
  switch (booking.type) {
    case BookingType::Deposit:
    case BookingType::DeliveryIn: return settled();
    case BookingType::Withdrawal:
    case BookingType::DeliveryOut: return -settled();
    default: return {};
  }
}

}  // namespace

PeriodStatement compute_period_statement(const Market& market, Date from, Date to, const Conventions& conventions) {
  const BookingInterval interval{.from = from, .to = to};
  PeriodStatement statement;
  statement.initial_value = value_everything(market, from);
  statement.final_value = value_everything(market, to);

  std::vector<TracedAmount> flows;
  const auto add_flow = [&](Date date, const Traced& amount) {
    if (!amount.is_zero()) flows.push_back({.date = date, .amount = amount});
  };
  add_flow(from, -statement.initial_value);
  for (const Booking& booking : market.input().bookings) {
    if (!interval.contains(booking.date)) continue;
    const BookedCosts costs = booked_costs(booking, market);
    const Traced transfer = transfer_of(booking, market);
    statement.earnings += earnings_of(booking, market);
    statement.fees += costs.fees;
    statement.taxes += costs.taxes;
    statement.transfers += transfer;
    add_flow(booking.date, -transfer);
  }
  add_flow(to, statement.final_value);
  statement.irr = internal_rate(std::move(flows), to, std::nullopt);

  for (std::size_t i = 0; i < market.input().instruments.size(); ++i) {
    const InstrumentStatement one =
        compute_instrument_statement(market, index_of<InstrumentIndex>(i), interval, conventions);
    statement.capital_gains += one.unrealized_gain_gross;
    statement.capital_gains_forex += one.unrealized_forex_gain;
    statement.realized_gains += one.realized_gain_gross;
    statement.realized_gains_forex += one.realized_forex_gain;
  }
  statement.currency_gains =
      (statement.final_value - statement.initial_value - statement.capital_gains - statement.realized_gains -
       statement.earnings + statement.fees + statement.taxes - statement.transfers)
          .named({.kind = TrailKind::CashCurrencyGain});
  return statement;
}

}  // namespace coffer::ledger
