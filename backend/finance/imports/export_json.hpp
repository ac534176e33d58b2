// Coffer's own JSON export of transactions, and its way back. The names are those of the API's
// Transaction; accounts and instruments go by name, since another household has other identifiers.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "finance/imports/mapping.hpp"
#include "finance/imports/staged_row.hpp"

namespace coffer::finance {

inline constexpr std::string_view transactions_json_format = "coffer-transactions-1";

// {"format": ..., "transactions": [ between, objects separated by commas, and ]} after.
void append_transactions_json_begin(std::string& out);
void append_transaction_json(std::string& out, const TransactionDraft& draft);
void append_transactions_json_end(std::string& out);

struct JsonRecord {
  std::size_t line = 0;
  std::vector<FieldText> values;
};

struct JsonLimits {
  std::size_t rows = 1'000'000;
  std::size_t text_bytes = 32U << 10;
  std::size_t depth = 16;
};

// The transactions of an export: {"format": "coffer-transactions-1", ..., "transactions": [{...}]}.
// Members without a meaning here (identifiers, versions) are passed over; `instruments` gives ISINs
// and names to transactions that name an instrument by its identifier. Refuses what is not JSON, or
// not such an export, with the line.
[[nodiscard]] Result<std::vector<JsonRecord>> read_transactions_json(std::string_view text,
                                                                     const JsonLimits& limits = {});

// How the records are read: every field, values taken as they are written.
[[nodiscard]] Mapping own_transactions_mapping();

}  // namespace coffer::finance
