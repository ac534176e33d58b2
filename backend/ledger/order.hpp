// The order of a book: trade date, actions effective at the start of the day, time or sequence,
// content; valuations at the end. Never the identifier or the arrival.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "base/date.hpp"
#include "ledger/index.hpp"
#include "ledger/transaction.hpp"

namespace coffer::ledger {

// A transaction as it takes effect; a transfer that arrives on a later day does so twice.
enum class EventSide : std::uint8_t { Whole, Departure, Arrival };

struct BookEvent {
  Date date;
  TransactionIndex transaction;
  EventSide side = EventSide::Whole;
};

[[nodiscard]] std::vector<BookEvent> order_events(std::span<const Transaction> transactions, std::size_t accounts,
                                                  Date as_of);

}  // namespace coffer::ledger
