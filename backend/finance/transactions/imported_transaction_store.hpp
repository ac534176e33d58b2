// Transactions as an import meets them: what is recorded already, and taking back what an import brought.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "finance/transactions/transaction.hpp"
#include "platform/pg/database.hpp"

namespace coffer::finance {

struct KnownTransactionFilter {
  std::vector<AccountId> accounts;
  Date from;
  Date to;
  std::vector<std::string> external_ids;  // those with one of these are found whatever their day
};

struct KnownTransaction {
  TransactionId id;
  std::int64_t revision = 1;
  TransactionFields fields;
  std::string source;  // fingerprint of what the source last said, hexadecimal; empty when there was none
};

// The fingerprint under which the source of a transaction is known from now on, hexadecimal.
struct SourceMark {
  TransactionId transaction;
  std::string fingerprint;
};

// One transaction that a row of an import wrote a revision of.
struct WrittenRevision {
  TransactionId transaction;
  std::int64_t revision = 1;
};

class ImportedTransactionStore {
 public:
  // Those that hold, in the order of the book.
  platform::Task<std::vector<KnownTransaction>> list_known(platform::UnitOfWork& unit, KnownTransactionFilter filter);
  platform::Task<> save_sources(platform::UnitOfWork& unit, std::vector<SourceMark> marks);
  // Takes back what the revisions brought: a first one is removed, of a later one that still holds the
  // revision before it holds again. How many transactions were touched.
  platform::Task<std::int64_t> take_back(platform::UnitOfWork& unit, std::vector<WrittenRevision> written,
                                         std::string reason);
};

}  // namespace coffer::finance
