// Lots at unit cost: every lot keeps the exact cost of one unit, fees stand apart, nothing is rounded
// but a mean (to eighteen digits).
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "ledger/conventions/bookings.hpp"
#include "ledger/conventions/policy.hpp"

namespace coffer::ledger {

// Negative where a sale opened it.
struct UnitLot {
  InstrumentIndex instrument;
  AccountIndex account;
  Traced quantity;
  Traced unit_cost;
  Currency currency;
  Date date;
  std::string label;
};

// Of one lot touched by a sale.
struct UnitDisposal {
  Date date;
  UnitLot lot;                 // as it was, with the quantity that left
  Traced unit_cost;            // of the lot, or the mean of its pool
  std::optional<Traced> gain;  // quantity x (price - unit cost), where a price is given
};

enum class LotFault : std::uint8_t { None, NoMatch, InsufficientLots, Ambiguous, WrongAccountForMethod };
// "" for None, else "no_match", "insufficient_lots", "ambiguous", "wrong_account_for_method".
[[nodiscard]] std::string_view lot_fault_name(LotFault fault);

struct UnitLots {
  LotFault fault = LotFault::None;  // of the first booking that cannot be met; it ends the reckoning
  std::vector<UnitLot> lots;        // in the order of arrival
  std::vector<UnitDisposal> disposals;
  Traced realized_gain;                   // of disposals with a price
  std::vector<TracedMoney> cost_of_lots;  // quantity x unit cost, by currency
};

struct AccountConvention {
  AccountIndex account;
  Conventions conventions;
};

// Bookings up to `as_of`, all of them without one; by day, sales last. Accounts not named follow `standard`.
// The sides of a transfer are one move, booked by the side that sends.
[[nodiscard]] UnitLots compute_unit_lots(const BookingInput& input, const Conventions& standard,
                                         std::span<const AccountConvention> accounts, std::optional<Date> as_of);

}  // namespace coffer::ledger
