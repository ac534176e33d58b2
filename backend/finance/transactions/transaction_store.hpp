// Transactions, their revisions and recorded postings in PostgreSQL.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "finance/paging/cursor.hpp"
#include "finance/transactions/booking.hpp"
#include "finance/transactions/transaction.hpp"
#include "platform/pg/database.hpp"

namespace coffer::finance {

enum class Removal { Standing, Removed };

// One revision with what follows from it.
struct RevisionRow {
  TransactionId transaction;
  std::int64_t revision = 1;
  TransactionFields fields;
  std::vector<ledger::Posting> postings;
};

// The head of a new transaction.
struct TransactionHead {
  TransactionId id;
  AccountId account;
  std::optional<std::int64_t> import_row;
  std::optional<std::string> fingerprint;  // hexadecimal
  std::optional<std::string> external_id;
};

// Columns 1 to 29 of sql/transaction_row.part.
[[nodiscard]] TransactionFields read_transaction_fields(const platform::Row& row);

struct RevisionStamp {
  std::optional<std::string> reason;
  Removal removal = Removal::Standing;
};

class TransactionStore {
 public:
  explicit TransactionStore(platform::Database& database) : database_(database) {}

  platform::Task<Page<Transaction>> list(const Caller& caller, TransactionFilter filter, PageRequest page);
  // Removed ones too.
  platform::Task<std::optional<Transaction>> find(const Caller& caller, TransactionId id);
  platform::Task<std::optional<Transaction>> find(platform::UnitOfWork& unit, TransactionId id);
  platform::Task<Page<TransactionRevision>> list_revisions(const Caller& caller, TransactionId id, PageRequest page);
  // Its current revision, or nothing.
  platform::Task<std::optional<std::int64_t>> lock(platform::UnitOfWork& unit, TransactionId id);
  platform::Task<std::int64_t> next_sequence(platform::UnitOfWork& unit, AccountId account, Date day);

  platform::Task<> insert_heads(platform::UnitOfWork& unit, std::vector<TransactionHead> heads,
                                std::optional<ImportId> import);
  // Accounts and instruments of the postings are numbered as in `index`.
  platform::Task<> insert_revisions(platform::UnitOfWork& unit, std::vector<RevisionRow> rows, const BookIndex& index,
                                    RevisionStamp stamp);

 private:
  platform::Database& database_;
};

}  // namespace coffer::finance
