// The rows of an import between reading and booking: what each would record, and whether it is to. Pure.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <unordered_set>
#include <variant>
#include <vector>

#include "finance/imports/import.hpp"
#include "finance/imports/party_book.hpp"
#include "finance/imports/transaction_draft.hpp"
#include "finance/instruments/instrument_store.hpp"
#include "finance/market/prices.hpp"
#include "finance/transactions/booking.hpp"
#include "finance/transactions/imported_transaction_store.hpp"

namespace coffer::finance {

// A transaction with the postings that follow from it.
struct TransactionEntry {
  TransactionFields fields;
  std::vector<ledger::Posting> postings;
  std::string fingerprint;           // of its content, hexadecimal
  std::optional<std::size_t> known;  // place among Known::transactions of what it repeats or changes
};

using BatchEntry = std::variant<std::monostate, TransactionEntry, NewPrice, FxRate, NewSplit>;

struct BatchRow {
  ImportRow row;
  bool is_read = false;  // else it is read from its texts
  Draft draft;
  std::optional<DraftParties> parties;  // none: a name in it means nothing, or it has none
  BatchEntry entry;                     // none: in error, or ignored
};

// What is recorded already of what the rows speak of.
struct Known {
  std::vector<KnownTransaction> transactions;
  std::vector<NewPrice> prices;
  std::vector<FxRate> rates;
  std::vector<CorporateAction> splits;
};

struct Batch {
  ImportKind kind = ImportKind::Transactions;
  PriceDelivery delivery;
  std::vector<BatchRow> rows;             // without those that are settled: committed, reverted
  std::unordered_set<TransactionId> own;  // transactions that other rows of this import became
  std::optional<PartyBook> parties;
  BookIndex index;
  Known known;

  [[nodiscard]] ImportCounts count() const;
};

// The names that the drafts mention, for looking them up; in capitals.
struct MentionedNames {
  std::vector<std::string> symbols;
  std::vector<std::string> isins;
  std::vector<std::string> names;
};
[[nodiscard]] MentionedNames collect_names(const Batch& batch);

// What has to be looked up to judge the rows once their parties are known.
struct Scope {
  std::vector<AccountId> accounts;
  std::vector<InstrumentId> instruments;
  std::vector<Currency> rates_from;
  std::vector<Currency> rates_to;
  std::vector<std::string> external_ids;
  Date from;
  Date to;
};

// Reads the rows that a person wrote into, or all, from their texts.
void read_drafts(Batch& batch, const ReadingPlan& plan);
// Finds or makes up the accounts and instruments of every row; a name that means nothing is an error of the row.
[[nodiscard]] Scope resolve_parties(Batch& batch);
// Adds those that are made up to the index of those that exist.
void index_missing(Batch& batch);
// Posts every row and compares it with what is recorded and with the other rows: its state, its
// errors and what it would record.
void judge_rows(Batch& batch);

}  // namespace coffer::finance
