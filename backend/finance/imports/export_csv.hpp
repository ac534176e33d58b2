// Coffer's own CSV: what an import reads back to equal values.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "finance/imports/mapping.hpp"
#include "finance/imports/staged_row.hpp"

namespace coffer::finance {

// The columns that every export of transactions has, in order; further ones follow only where a
// transaction says something in them.
[[nodiscard]] std::span<const Field> transaction_columns();
[[nodiscard]] std::span<const Field> further_transaction_columns();

// The text of one field, unquoted; empty where the draft says nothing.
[[nodiscard]] std::string field_text(const TransactionDraft& draft, Field field);

// Fed row by row; the further columns have to be known before the first row.
class TransactionCsvWriter {
 public:
  explicit TransactionCsvWriter(std::span<const Field> further_columns = {});

  void append_header(std::string& out) const;
  void append(std::string& out, const TransactionDraft& draft) const;

 private:
  std::vector<Field> columns_;
};

// The further columns that these transactions need.
[[nodiscard]] std::vector<Field> needed_further_columns(std::span<const TransactionDraft> drafts);

inline constexpr std::string_view prices_csv_header = "symbol,date,close,currency\r\n";
inline constexpr std::string_view rates_csv_header = "from,to,date,rate\r\n";
void append_price_csv(std::string& out, const PriceDraft& draft);
void append_rate_csv(std::string& out, const RateDraft& draft);

// One cell of text: guarded against being run as a formula, quoted where the form demands it.
void append_csv_text(std::string& out, std::string_view text);

}  // namespace coffer::finance
