// Prices of instruments as a book begins with them: closes, splits, what of the closes is not taken. Internal
// to the room.
#pragma once

#include <span>
#include <vector>

#include "base/date.hpp"
#include "ledger/input.hpp"
#include "ledger/prices.hpp"
#include "ledger/warning.hpp"

namespace coffer::ledger {

// Whether the transaction, of whatever day, tells the ratio of a split: a fact of the instrument, which also
// decides what its prices mean.
[[nodiscard]] bool tells_split(const Transaction& transaction);

// `splits`: of the instrument; of one day the first counts. Warns of closes that are not taken, up to `as_of`.
[[nodiscard]] PriceHistory begin_prices(const BookInput& input, InstrumentIndex instrument, std::vector<Split> splits,
                                        Date as_of, std::vector<Warning>& warnings);

// Of all instruments, with the splits of all transactions.
[[nodiscard]] PriceTable begin_prices(const BookInput& input, Date as_of, std::vector<Warning>& warnings);

}  // namespace coffer::ledger
