// Which column of a file is which field of Coffer's.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace coffer::finance {

enum class ImportKind { Transactions, Prices, Fx, CorporateActions };

// "transactions", "prices", "fx", "corporate_actions".
[[nodiscard]] std::string_view import_kind_name(ImportKind kind);
[[nodiscard]] std::optional<ImportKind> parse_import_kind(std::string_view name);

// The columns of Coffer's own files, and what else sources tell that becomes one of those.
enum class Field : std::uint8_t {
  Date,
  Time,
  Type,
  Symbol,
  Isin,
  Name,
  Quantity,
  Price,
  Amount,
  Currency,
  Fee,
  Tax,
  FxRate,
  Account,
  CounterAccount,
  RatioTo,
  RatioFrom,
  ExternalId,
  Note,
  // written by an export only where a transaction has them
  SettlementDate,
  AccruedInterest,
  CounterDate,
  CounterAmount,
  CounterCurrency,
  Cost,
  CostDate,
  Realises,
  Loan,
  Principal,
  Interest,
  Category,
  Sequence,
  AccountSettings,
  CounterAccountSettings,
  InstrumentSettings,
  Arrival,
  FeeQuantity,
  FeePrice,
  NewSymbol,
  NewIsin,
  NewName,
  NewInstrumentSettings,
  NewQuantity,
  NewPrice,
  CostShare,
  Rights,
  CashInLieuQuantity,
  CashInLieuAmount,
  // other kinds
  Close,
  From,
  To,
  Rate,
  // read only
  GrossAmount,
  Ratio,
  DividendPerShare,
};
inline constexpr std::size_t field_count = static_cast<std::size_t>(Field::DividendPerShare) + 1;

// The header of Coffer's own CSV: "counter_account".
[[nodiscard]] std::string_view field_name(Field field);
[[nodiscard]] std::optional<Field> parse_field(std::string_view name);

// Names, identifiers and notes: text that people write, not a figure, date or code.
[[nodiscard]] bool is_free_text(Field field);

// The field that a header means in files of a kind, by Coffer's names and the words of brokers in
// English and German; case, punctuation and umlauts do not matter.
[[nodiscard]] std::optional<Field> recognise_header(std::string_view header, ImportKind kind);
// Known, and of no use here: opening prices, volumes, adjusted closes.
[[nodiscard]] bool is_known_unused_header(std::string_view header);
// Lower case, umlauts spelled out, everything that is no letter or digit one blank.
[[nodiscard]] std::string fold_words(std::string_view text);

// A transaction type by Coffer's name or a word of a broker's: "Kauf", "BUY", "Dividend (Cash)".
[[nodiscard]] std::optional<std::string_view> recognise_type(std::string_view word);
// All names of transaction types, in lower case with underscores.
[[nodiscard]] std::span<const std::string_view> transaction_type_names();

enum class ColumnUse { Read, Offered, Unused };

struct Column {
  std::string header;
  ColumnUse use = ColumnUse::Offered;  // Offered: unknown, for the person to map
  std::optional<Field> field;
  // Of a wide file: the symbol or the currency that the column holds prices or rates of.
  std::string subject;
};

enum class Shape { Long, Wide };

struct Mapping {
  ImportKind kind = ImportKind::Transactions;
  Shape shape = Shape::Long;
  std::vector<Column> columns;
  // The header is Coffer's own: values are taken as they are written.
  enum class Dialect { Coffer, Foreign } dialect = Dialect::Foreign;
  bool kind_is_ambiguous = false;

  [[nodiscard]] std::optional<std::size_t> find_column(Field field) const;
  // Fields without which no row of the kind can be read; empty when it can be imported.
  [[nodiscard]] std::vector<Field> missing_fields() const;
};

struct ColumnChoice {
  std::size_t column;
  std::optional<Field> field;  // none: the column is not read
};

// `kind` and `choices` are the person's; what is absent is proposed. Choices replace the proposal for
// every column: one that they leave out is not read.
[[nodiscard]] Mapping propose_mapping(std::span<const std::string> header, std::optional<ImportKind> kind,
                                      std::span<const ColumnChoice> choices = {});

// "AAPL.csv" and "prices_usd_AAPL.csv" hold prices of AAPL.
[[nodiscard]] std::string suggest_symbol(std::string_view file_name);

}  // namespace coffer::finance
