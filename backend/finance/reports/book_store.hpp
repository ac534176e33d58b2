// Reads the rows of a household's book, and turns them into the core's input.
#pragma once

#include <optional>
#include <vector>

#include "finance/instruments/instrument.hpp"
#include "finance/reports/household_book.hpp"
#include "platform/pg/database.hpp"

namespace coffer::finance {

// What the figures of a household depend on.
struct BookVersion {
  std::string text;
  Currency base_currency;
};

struct BookRows {
  BookVersion version;
  platform::Rows accounts;
  platform::Rows cash_modes;
  platform::Rows cost_bases;
  platform::Rows shares;
  platform::Rows transactions;
};

class BookStore {
 public:
  explicit BookStore(platform::Database& database) : database_(database) {}

  // NotFound when the caller sees no such household.
  platform::Task<BookVersion> find_version(const Caller& caller);
  // Of one snapshot. With a moment, the rows that held by what was recorded until then; the names, kinds and
  // currencies of accounts have no history and are the present ones.
  platform::Task<BookRows> read(const Caller& caller, std::optional<Timestamp> known_at);

 private:
  platform::Database& database_;
};

// No I/O from here on: these run off the loop.

// The instruments that the transactions name, each once.
[[nodiscard]] std::vector<InstrumentId> named_instruments(const BookRows& rows);
// Accounts, with how they keep cash, their methods and shares.
[[nodiscard]] Result<> take_accounts(const BookRows& rows, HouseholdBook& book);
// Facts of instruments that stand in the book already.
void add_splits(const std::vector<CorporateAction>& splits, HouseholdBook& book);
// Transactions, and the splits that are facts of the instruments. A split that is recorded as a
// transaction too counts once. The instruments stand in the book already.
[[nodiscard]] Result<> take_transactions(const BookRows& rows, const std::vector<CorporateAction>& splits,
                                         HouseholdBook& book);

}  // namespace coffer::finance
