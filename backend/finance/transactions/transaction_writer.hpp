// Checks revisions of transactions against what their types take and what the core books, and writes those of one
// change. Permissions are the services'.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "finance/transactions/change_store.hpp"
#include "finance/transactions/posting_context_store.hpp"
#include "finance/transactions/transaction_store.hpp"
#include "platform/clock/random.hpp"

namespace coffer::finance {

// What would be stored, and what follows from it.
struct CheckedTransaction {
  TransactionFields fields;  // complete: computed amounts too
  std::vector<ledger::Posting> postings;
  BookIndex index;
};

// Earlier: what was recorded once is recorded again, by the rules of its own time.
enum class RowRules : std::uint8_t { OfToday, Earlier };

struct PlannedRevision {
  TransactionId id;
  std::int64_t revision = 1;
  TransactionFields fields;
  Removal removal = Removal::Standing;
  std::optional<TransactionFields> before;  // the revision that is changed
  RowRules rules = RowRules::OfToday;
};

class TransactionWriter {
 public:
  TransactionWriter(platform::Database& database, platform::Random& random)
      : store_(database), contexts_(database, random), changes_(database), random_(random) {}

  // Invalid with every fault; Conflict where another source tells the same action of the day differently.
  platform::Task<CheckedTransaction> check(platform::UnitOfWork& unit, TransactionId self, TransactionFields fields,
                                           std::optional<TransactionFields> before);
  // All or nothing, with audit and event of each row. Of several, a fault's pointer begins with /transactions/N and its
  // detail with the identifier.
  platform::Task<ChangeId> write(platform::UnitOfWork& unit, std::vector<PlannedRevision> rows, NewChange change);
  // Conflict where a fact, or a transaction beside those named, tells the action of the fields otherwise.
  platform::Task<> refuse_other_telling(platform::UnitOfWork& unit, std::vector<TransactionId> selves,
                                        TransactionFields fields);

 private:
  platform::Task<std::vector<FieldError>> find_lot_faults(platform::UnitOfWork& unit, TransactionFields fields);
  platform::Task<RevisionRow> prepare(platform::UnitOfWork& unit, PlannedRevision planned, const BookIndex& index,
                                      const std::vector<TransactionId>& selves);

  TransactionStore store_;
  PostingContextStore contexts_;
  ChangeStore changes_;
  platform::Random& random_;
};

[[nodiscard]] std::vector<AccountId> accounts_of(const TransactionFields& fields);
[[nodiscard]] std::vector<InstrumentId> instruments_of(const TransactionFields& fields);
// An amount that was computed from the price does not survive a change of what it was computed from.
void forget_computed_amount(const TransactionFields& before, TransactionFields& after);
// A repayment may say its parts alone.
void complete_parts(TransactionFields& fields);
// Where only the price of a trade is given, its settlement amount is computed. The fields have been posted.
void complete_amount(TransactionFields& fields, const BookIndex& index);

}  // namespace coffer::finance
