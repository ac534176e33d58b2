#include "ledger/conventions/average_cost_holdings.hpp"

#include <algorithm>
#include <map>
#include <tuple>

#include "ledger/conventions/amounts.hpp"
#include "ledger/conventions/market.hpp"
#include "ledger/conventions/running_average.hpp"
#include "ledger/conventions/unit_trades.hpp"
#include "ledger/problems.hpp"

namespace coffer::ledger {
namespace {

AverageCostHoldings hold_at_average_cost(const BookingInput& input, const Conventions& conventions, Date as_of) {
  const Market market(input);
  std::vector<const Booking*> bookings = in_order_of_days(input);
  std::ranges::sort(bookings, {}, [](const Booking* booking) {
    return std::tuple(booking->date, booking->type != BookingType::Split, booking);
  });
  std::map<InstrumentIndex, RunningAverage> positions;
  AverageCostHoldings holdings;
  for (const Booking* booking : bookings) {
    if (booking->date > as_of) break;
    const BookedInstrument* instrument =
        booking->instrument.is_set() ? &input.instruments[booking->instrument.value] : nullptr;
    if (booking->type == BookingType::Dividend)
      holdings.dividends += convert_booked(*booking, settled_of(*booking, instrument), input.report, market);
    if (instrument == nullptr) continue;
    if (const Traced units = unit_change_of(*booking); !units.is_zero()) {
      RunningAverage& position = positions.try_emplace(booking->instrument, conventions.zero_epsilon).first->second;
      position.trade(units,
                     convert_booked(*booking, priced_value_of(*booking, *instrument), instrument->currency, market));
    }
    const auto held = positions.find(booking->instrument);
    if (booking->type == BookingType::Split && booking->ratio_to && booking->ratio_from && held != positions.end())
      held->second.split(*booking->ratio_to, *booking->ratio_from);
  }
  for (const auto& [index, position] : positions) {
    const Traced quote = market.quote(index, as_of).value_or(Traced());
    const AverageCostHolding holding{.instrument = index,
                                     .quantity = position.quantity(),
                                     .cost_basis = position.cost(),
                                     .average_price = position.average_price(),
                                     .market_value = multiply(position.quantity(), quote)
                                                         .named({.kind = TrailKind::ValueLocal,
                                                                 .date = as_of,
                                                                 .instrument = index,
                                                                 .quantity = position.quantity().value()})};
    const Traced rate = market.rate_to_report(input.instruments[index.value].currency, as_of);
    holdings.cost_basis += multiply(holding.cost_basis, rate);
    holdings.market_value += multiply(holding.market_value, rate);
    holdings.items.push_back(holding);
  }
  return holdings;
}

}  // namespace

Result<AverageCostHoldings> compute_average_cost_holdings(const BookingInput& input, const Conventions& conventions,
                                                          Date as_of) {
  try {
    return hold_at_average_cost(input, conventions, as_of);
  } catch (const DecimalOverflow&) {
    return fail(ErrorKind::Invalid, problems::amount_too_large, "Amounts are too large to compute.");
  }
}

}  // namespace coffer::ledger
