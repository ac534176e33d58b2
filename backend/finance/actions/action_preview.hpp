// A book held against the same book with a corporate action. Pure.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

#include "finance/actions/corporate_action.hpp"
#include "finance/previews/preview.hpp"
#include "finance/reports/household_book.hpp"

namespace coffer::finance {

// What an action would book.
struct ActionPlan {
  ActionTerms terms;
  std::optional<CorporateActionRow> instead_of;
  std::shared_ptr<const HouseholdBook> before;  // without the action
  std::vector<TransactionFields> bookings;
};

struct ActionHolding {
  std::optional<Decimal> quantity;  // none where hidden
  std::int64_t lots = 0;
  std::optional<Decimal> cost;   // in the currency of the instrument; none where unknown or hidden
  std::optional<Decimal> value;  // likewise; none without a price
};

struct HoldingEffect {
  AccountId account;
  std::string account_name;
  InstrumentReference instrument;
  ActionHolding before;
  ActionHolding after;
};

struct ActionPreview {
  Date on;  // "after" holds at its end, values before it at the end of the day before
  Currency currency;
  std::vector<HoldingEffect> holdings;  // of what happens to be touched
  std::vector<CashEffect> cash;
  std::vector<TransactionFields> bookings;
  std::vector<std::string> account_names;  // of the bookings
  std::optional<Decimal> realized_gain;    // by the end of the day; none where a cost is unknown
  std::vector<ReportWarning> warnings;     // that it brings with it
};

// The book as if the action had never been told.
[[nodiscard]] std::shared_ptr<const HouseholdBook> without_action(std::shared_ptr<const HouseholdBook> book,
                                                                  const CorporateActionRow& action);
// Who holds the instrument when the day begins, by account.
[[nodiscard]] Result<std::vector<Holder>> find_holders(const HouseholdBook& book, InstrumentId instrument, Date on);
[[nodiscard]] Result<ActionPreview> make_action_preview(const ActionPlan& plan);

}  // namespace coffer::finance
