// What makes the figures of a household doubtful, and what mends it. Pure.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "finance/reports/household_book.hpp"
#include "finance/reports/report.hpp"

namespace coffer::finance {

// Wrong: something counts as nothing or is unknown. Doubtful: an older or neighbouring figure stands in. Note: right,
// but the reader should know.
enum class Severity : std::uint8_t { Wrong, Doubtful, Note };

enum class Mend : std::uint8_t {
  AddPrice,           // of `instrument` on `date`
  AddRate,            // from `currency` to the household's on `date`
  AddDeliveryIn,      // of `amount` units of `instrument` to `account` on `date`, with their cost
  StateCost,          // of `transaction`
  RemoveTransaction,  // `transaction`
  AddMoney            // `amount` of `currency` to `account` on `date`; negative: out of it
};

struct HealthFix {
  Mend mend = Mend::AddPrice;
  std::optional<AccountId> account;
  std::optional<InstrumentId> instrument;
  std::optional<TransactionId> transaction;
  Date date;
  Currency currency;
  std::optional<Decimal> amount;
};

struct HealthItem {
  Severity severity = Severity::Note;
  std::optional<std::string> account_name;
  std::optional<InstrumentReference> instrument;
  std::optional<TransactionId> transaction;
  std::optional<HealthFix> fix;  // none: there is nothing to mend
};

inline constexpr std::size_t most_health_items = 1000;

struct DataHealth {
  ReportFrame frame;  // its warnings say what the items beside them are about
  Date on;
  std::size_t total = 0;          // of all doubts
  std::vector<HealthItem> items;  // the first of them, the gravest first
};

// Over all accounts, from the first transaction to the last day of the book.
[[nodiscard]] Result<DataHealth> report_data_health(const ComputedBook& computed);

}  // namespace coffer::finance
