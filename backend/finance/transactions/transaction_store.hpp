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

// Columns 1 to 29 of sql/transaction_row.part; the rest of the fields reads rare_fields.hpp.
[[nodiscard]] TransactionFields read_transaction_fields(const platform::Row& row);

struct RevisionStamp {
  std::optional<ChangeId> change;  // what a person did at once; none: an import
  std::optional<std::string> reason;
  Removal removal = Removal::Standing;
};

struct TransactionRevisionKey {
  TransactionId transaction;
  std::int64_t revision = 1;
};

// What left an account and what may be its arrival in another.
struct TransferSides {
  TransactionId sent;
  Date date;
  std::vector<TransactionId> received;  // the nearest first
};

struct OpenTransferFilter {
  std::optional<AccountId> account;
  std::int64_t days = 10;           // between the two sides, at most
  std::vector<AccountId> unseen{};  // whose amounts the caller does not see: not held against others
};

// How an action of an instrument is told elsewhere.
struct ToldAction {
  std::int64_t ratio_to = 1;
  std::int64_t ratio_from = 1;
  std::optional<Decimal> cost_share;
};

class TransactionStore {
 public:
  explicit TransactionStore(platform::Database& database) : database_(database) {}

  platform::Task<Page<Transaction>> list(const Caller& caller, TransactionFilter filter, PageRequest page);
  // Those of a filter that stand, by date; at most so many.
  platform::Task<std::vector<TransactionId>> select(platform::UnitOfWork& unit, TransactionFilter filter,
                                                    std::int64_t most);
  // Removed ones too. With a moment, as it had been recorded by then.
  platform::Task<std::optional<Transaction>> find(const Caller& caller, TransactionId id,
                                                  std::optional<Timestamp> known_at = std::nullopt);
  platform::Task<std::optional<Transaction>> find(platform::UnitOfWork& unit, TransactionId id);
  platform::Task<Page<TransactionRevision>> list_revisions(const Caller& caller, TransactionId id, PageRequest page);
  platform::Task<Page<TransferSides>> list_open_transfers(const Caller& caller, OpenTransferFilter filter,
                                                          PageRequest page);
  platform::Task<std::vector<Transaction>> load_current(const Caller& caller, std::vector<TransactionId> ids);
  platform::Task<std::vector<Transaction>> load_current(platform::UnitOfWork& unit, std::vector<TransactionId> ids);
  // The revisions named, removed ones too; in no order.
  platform::Task<std::vector<Transaction>> load_revisions(platform::UnitOfWork& unit,
                                                          std::vector<TransactionRevisionKey> keys);
  // Locks those that are there and says their present revisions, removed ones too; in no order.
  platform::Task<std::vector<Transaction>> lock_all(platform::UnitOfWork& unit, std::vector<TransactionId> ids);
  // Its current revision, or nothing.
  platform::Task<std::optional<std::int64_t>> lock(platform::UnitOfWork& unit, TransactionId id);
  platform::Task<std::int64_t> next_sequence(platform::UnitOfWork& unit, AccountId account, Date day);

  // Of those named, the ones that stand and bring units of the instrument.
  platform::Task<std::vector<TransactionId>> list_acquirers(platform::UnitOfWork& unit,
                                                            std::vector<TransactionId> named, InstrumentId instrument);
  // A fact, or a transaction beside those named, that tells the action of the fields otherwise.
  platform::Task<std::optional<ToldAction>> find_other_telling(platform::UnitOfWork& unit,
                                                               std::vector<TransactionId> selves,
                                                               TransactionFields fields);
  // A transaction that stands and chose a lot of one of those named, which it is not itself.
  platform::Task<std::optional<TransactionId>> find_lot_chooser(platform::UnitOfWork& unit,
                                                                std::vector<TransactionId> named);

  platform::Task<> insert_heads(platform::UnitOfWork& unit, std::vector<TransactionHead> heads,
                                std::optional<ImportId> import);
  // Accounts and instruments of the postings are numbered as in `index`.
  platform::Task<> insert_revisions(platform::UnitOfWork& unit, std::vector<RevisionRow> rows, const BookIndex& index,
                                    RevisionStamp stamp);

 private:
  platform::Database& database_;
};

}  // namespace coffer::finance
