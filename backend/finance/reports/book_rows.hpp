// The rows of a household's book as read, turned into the core's input. No I/O: runs off the loop.
#pragma once

#include <vector>

#include "finance/instruments/instrument.hpp"
#include "finance/reports/household_book.hpp"
#include "platform/pg/rows.hpp"

namespace coffer::finance {

struct BookRows {
  platform::Rows accounts;
  platform::Rows cash_modes;
  platform::Rows cost_bases;
  platform::Rows shares;
  platform::Rows transactions;
};

// The instruments that the transactions name, each once.
[[nodiscard]] std::vector<InstrumentId> named_instruments(const BookRows& rows);
// Accounts, with how they keep cash, their methods and shares.
[[nodiscard]] Result<> take_accounts(const BookRows& rows, HouseholdBook& book);
// Transactions, and the splits that are facts of the instruments. A split that is recorded as a
// transaction too counts once. The instruments stand in the book already.
[[nodiscard]] Result<> take_transactions(const BookRows& rows, const std::vector<CorporateAction>& splits, HouseholdBook& book);

}  // namespace coffer::finance
