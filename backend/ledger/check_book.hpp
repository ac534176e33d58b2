// The invariants of a book, as code: what a bug would break first.
#pragma once

#include <string>
#include <vector>

#include "ledger/book.hpp"

namespace coffer::ledger {

// Sentences about what does not hold; empty for a sound book. Needs Entries::Kept:
// recorded and derived postings each sum to zero per currency and day; recorded and derived quantity and amount of each
// position add up to its open lots and what is on the way; no position mixes long and short lots.
[[nodiscard]] std::vector<std::string> check_book(const Book& book);

}  // namespace coffer::ledger
