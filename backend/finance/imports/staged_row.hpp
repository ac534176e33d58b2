// One row of a file on its way into the books: what it says, what it was read as, and what is wrong.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "base/date.hpp"
#include "base/decimal.hpp"
#include "base/money.hpp"
#include "finance/imports/mapping.hpp"
#include "ledger/transaction.hpp"

namespace coffer::finance {

// A transaction as a file tells it: accounts and instruments by their names. What is absent was not
// told. Amounts are not negative, as in NewTransaction; `type` is one of transaction_type_names().
struct TransactionDraft {
  std::string type;
  Date date;
  std::optional<std::string> time;  // "HH:MM" or "HH:MM:SS"
  std::optional<Date> settlement_date;
  std::string symbol;
  std::string isin;
  std::string name;
  std::optional<Decimal> quantity;
  std::optional<Decimal> price;
  std::optional<Decimal> amount;
  Currency currency;
  std::optional<Decimal> fee;
  std::optional<Decimal> tax;
  std::optional<Decimal> accrued_interest;
  std::optional<Decimal> fx_rate;
  std::string account;
  std::string counter_account;
  std::optional<Date> counter_date;
  std::optional<Decimal> counter_amount;
  Currency counter_currency;
  std::optional<std::int64_t> ratio_to;
  std::optional<std::int64_t> ratio_from;
  std::optional<Decimal> cost;
  std::optional<Date> cost_date;
  std::optional<bool> realises;
  std::string loan;
  std::optional<Decimal> principal;
  std::optional<Decimal> interest;
  std::string category;
  std::optional<std::int64_t> sequence;
  std::string account_settings;  // party_settings.hpp
  std::string counter_account_settings;
  std::string instrument_settings;
  std::optional<ledger::Arrival> arrival;
  std::optional<Decimal> fee_quantity;
  std::optional<Decimal> fee_price;
  std::string new_symbol;
  std::string new_isin;
  std::string new_name;
  std::string new_instrument_settings;
  std::optional<Decimal> new_quantity;
  std::optional<Decimal> new_price;
  std::optional<Decimal> cost_share;
  std::optional<ledger::RightsAction> rights;
  std::optional<Decimal> cash_in_lieu_quantity;  // in new units
  std::optional<Decimal> cash_in_lieu_amount;
  std::string external_id;
  std::string note;
  bool operator==(const TransactionDraft&) const = default;
};

// The words of a file for them.
inline constexpr std::array<std::pair<std::string_view, ledger::Arrival>, 2> arrivals{
    {{"arrived", ledger::Arrival::Arrived}, {"pending", ledger::Arrival::Pending}}};
inline constexpr std::array<std::pair<std::string_view, ledger::RightsAction>, 2> rights_actions{
    {{"grant", ledger::RightsAction::Grant}, {"exercise", ledger::RightsAction::Exercise}}};

struct PriceDraft {
  std::string symbol;
  std::string isin;
  Date date;
  Decimal close;
  Currency currency;  // empty: the instrument's
  bool operator==(const PriceDraft&) const = default;
};

// 1 `from` = rate x `to`.
struct RateDraft {
  Currency from;
  Currency to;
  Date date;
  Decimal rate;
  bool operator==(const RateDraft&) const = default;
};

// A split as a fact of the instrument: ratio_to new for ratio_from old units.
struct CorporateActionDraft {
  std::string symbol;
  std::string isin;
  Date date;
  std::int64_t ratio_to = 1;
  std::int64_t ratio_from = 1;
  bool operator==(const CorporateActionDraft&) const = default;
};

using Draft = std::variant<std::monostate, TransactionDraft, PriceDraft, RateDraft, CorporateActionDraft>;

enum class RowStatus { New, Duplicate, Changed, Error, Ignored };

// "new", "duplicate", "changed", "error", "ignored".
[[nodiscard]] std::string_view row_status_name(RowStatus status);

// The text of one field, as in the file or as mended.
struct FieldText {
  Field field;
  std::optional<std::size_t> column;  // from 0; none when a person wrote it
  std::string text;
  bool operator==(const FieldText&) const = default;
};

// What is wrong and what would make it right.
struct RowError {
  std::optional<std::size_t> column;
  std::optional<Field> field;
  std::string detail;
  bool operator==(const RowError&) const = default;
};

struct StagedRow {
  std::size_t number = 0;  // from 1; a wide file gives one for each price or rate
  std::size_t line = 0;    // of the file, from 1
  std::vector<FieldText> values;
  Draft draft;  // nothing when the row is in error
  RowStatus status = RowStatus::New;
  std::vector<RowError> errors;
  std::string reason;  // why it is ignored, or which row or transaction it repeats
};

}  // namespace coffer::finance
