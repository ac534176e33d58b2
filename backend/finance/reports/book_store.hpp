// Reads the rows of a household's book, and turns them into the core's input.
#pragma once

#include <optional>
#include <vector>

#include "finance/instruments/instrument.hpp"
#include "finance/reports/household_book.hpp"
#include "platform/pg/database.hpp"

namespace coffer::finance {

struct BookRows {
  BookVersion version;
  Currency base_currency;
  platform::Rows accounts;
  platform::Rows cash_modes;
  platform::Rows cost_bases;
  platform::Rows shares;
  platform::Rows transactions;
};

// What became of the transactions that changed since a version of the book.
struct ChangedRows {
  BookVersion version;
  std::vector<TransactionId> changed;
  platform::Rows transactions;  // those of them that stand
};

class BookStore {
 public:
  explicit BookStore(platform::Database& database) : database_(database) {}

  // NotFound when the caller sees no such household.
  platform::Task<BookVersion> find_version(const Caller& caller);
  // Of one snapshot. With a moment, the rows that held by what was recorded until then; the names, kinds and
  // currencies of accounts have no history and are the present ones.
  platform::Task<BookRows> read(const Caller& caller, std::optional<Timestamp> known_at);
  // Of one snapshot. None when more than transactions changed, or too many of them.
  platform::Task<std::optional<ChangedRows>> read_changes(const Caller& caller, BookVersion since);

 private:
  platform::Database& database_;
};

// No I/O from here on: these run off the loop.

// The instruments that the transactions name, each once.
[[nodiscard]] std::vector<InstrumentId> named_instruments(const BookRows& rows);
// Accounts, with how they keep cash, their methods and shares.
[[nodiscard]] Result<> take_accounts(const BookRows& rows, HouseholdBook& book);
// The book with its transactions as they stand now. Null when that takes more than these rows: they name what the book
// has not, or leave it without what it has, tell of a split, or lots are chosen.
[[nodiscard]] std::shared_ptr<const HouseholdBook> with_changes(const HouseholdBook& before, const ChangedRows& rows);
// Facts of instruments that stand in the book already.
void add_splits(const std::vector<CorporateAction>& splits, HouseholdBook& book);
// Transactions, and the splits that are facts of the instruments. A split that is recorded as a
// transaction too counts once. The instruments stand in the book already.
[[nodiscard]] Result<> take_transactions(const BookRows& rows, const std::vector<CorporateAction>& splits,
                                         HouseholdBook& book);

}  // namespace coffer::finance
