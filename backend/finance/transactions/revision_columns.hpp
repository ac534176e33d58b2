// Revisions and postings as the statements that insert them want them: one list a column. Pure.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "finance/transactions/booking.hpp"
#include "finance/transactions/transaction_store.hpp"

namespace coffer::finance {

// One list a column, in the order of insert_revisions.sql.
struct RevisionColumns {
  std::vector<TransactionId> ids;
  std::vector<std::int64_t> revisions;
  std::vector<AccountId> accounts;
  std::vector<std::string_view> types;
  std::vector<Date> dates;
  std::vector<std::optional<std::string>> times;
  std::vector<std::optional<Date>> settled;
  std::vector<std::int64_t> sequences;
  std::vector<std::optional<InstrumentId>> instruments;
  std::vector<std::optional<Decimal>> quantities, prices;
  std::vector<Currency> currencies;
  std::vector<std::optional<Decimal>> amounts, fees, taxes, accrued, rates;
  std::vector<std::optional<std::string>> rates_from, rates_to;
  std::vector<std::optional<AccountId>> counter_accounts;
  std::vector<std::optional<Date>> counter_dates;
  std::vector<std::optional<Decimal>> counter_amounts;
  std::vector<std::optional<std::string>> counter_currencies;
  std::vector<std::optional<std::int64_t>> ratios_to, ratios_from;
  std::vector<std::optional<Decimal>> costs;
  std::vector<std::optional<Date>> acquired;
  std::vector<bool> realises;
  std::vector<std::optional<Decimal>> principals, interests;
  std::vector<std::optional<std::string>> categories, notes;
  std::vector<std::optional<InstrumentId>> new_instruments;
  std::vector<std::optional<Decimal>> new_quantities, cost_shares;
  std::vector<std::optional<TransactionId>> joined;
  std::vector<std::optional<std::string>> lots, details;

  void add(const RevisionRow& row, const BookIndex& index);
  void drop_unknown();
};

// In the order of insert_postings.sql.
struct PostingColumns {
  std::vector<TransactionId> ids;
  std::vector<std::int64_t> revisions, lines;
  std::vector<std::string_view> ledgers;
  std::vector<std::optional<std::string>> categories;
  std::vector<std::optional<AccountId>> accounts;
  std::vector<std::optional<InstrumentId>> instruments;
  std::vector<Date> dates;
  std::vector<Currency> currencies;
  std::vector<Decimal> amounts;
  std::vector<std::optional<Decimal>> quantities;
  std::vector<bool> unknown_costs;

  void add(const RevisionRow& row, const BookIndex& index);
};

}  // namespace coffer::finance
