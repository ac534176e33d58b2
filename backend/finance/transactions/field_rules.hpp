// Which fields each type of transaction takes: one table, for validation and for the editors of people. Pure.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "finance/transactions/booking.hpp"
#include "finance/transactions/transaction.hpp"

namespace coffer::finance {

enum class TransactionField : std::uint8_t {
  Account,
  Date,
  Time,
  SettlementDate,
  Instrument,
  Quantity,
  Price,
  Amount,
  Currency,
  Fee,
  Tax,
  AccruedInterest,
  FxRate,
  CounterAccount,
  CounterDate,
  CounterAmount,
  CounterCurrency,
  Arrival,
  FeeQuantity,
  FeePrice,
  RatioTo,
  RatioFrom,
  NewInstrument,
  NewQuantity,
  NewPrice,
  CostShare,
  Rights,
  CashInLieu,
  Lots,
  Cost,
  CostDate,
  Realises,
  Loan,
  Principal,
  Interest,
  Category,
  Sequence,
  ExternalId,
  Note,
};

inline constexpr std::size_t transaction_field_count = static_cast<std::size_t>(TransactionField::Note) + 1;

// The name in the API: "counter_account".
[[nodiscard]] std::string_view transaction_field_name(TransactionField field);

enum class FieldUse : std::uint8_t { Required, Optional };

struct FieldRule {
  TransactionField field;
  FieldUse use;
};

// At least one of the groups is needed, whole.
struct FieldAlternative {
  std::vector<std::vector<TransactionField>> groups;
  std::string_view detail;
};

struct TypeRule {
  TransactionType type;
  std::vector<FieldRule> fields;  // those that every type takes too; in the order in which they are asked for
  std::vector<FieldAlternative> alternatives;
};

// Every type, each once.
[[nodiscard]] std::span<const TypeRule> type_rules();
[[nodiscard]] const TypeRule& rule_of(TransactionType type);

[[nodiscard]] bool takes(TransactionType type, TransactionField field);
// Of what a type may leave out; account, date and currency stay.
void clear_field(TransactionFields& fields, TransactionField field);

// What is missing, and what the type does not take, with pointers of the API. `before`: the revision that is changed;
// what it said already, under the same type, is not held against the change.
[[nodiscard]] std::vector<FieldError> find_rule_faults(const TransactionFields& fields,
                                                       const TransactionFields* before = nullptr);

// What a trade lacks whose price is in another currency than its money. The instrument is in the index.
[[nodiscard]] std::vector<FieldError> find_currency_faults(const TransactionFields& fields, const BookIndex& index);

}  // namespace coffer::finance
