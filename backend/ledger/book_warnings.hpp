// What a book warns of once all its events are in. Internal to the room.
#pragma once

#include "ledger/book.hpp"

namespace coffer::ledger {

// Adds what only the whole book shows (balances of money that differ, what is on the way) to the warnings of its
// events and prices, and puts all in order. Throws DecimalOverflow: for use within the room's entry points.
void settle_warnings(Book& book);

// Whether settle_warnings adds it.
[[nodiscard]] bool is_of_whole_book(const Warning& warning);

}  // namespace coffer::ledger
