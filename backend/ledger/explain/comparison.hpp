// Why two methods side by side give two figures: reasons with amounts.
#pragma once

#include <string>
#include <vector>

#include "base/result.hpp"
#include "ledger/book.hpp"
#include "ledger/performance.hpp"
#include "ledger/scope.hpp"
#include "ledger/trail.hpp"

namespace coffer::ledger {

struct LotTaken {
  TransactionIndex acquired_by;
  Date lot_date;
  Decimal quantity;
  Decimal cost;  // in report currency
};

// One disposal for which the two books relieved different lots, or the same at different cost.
struct LotReason {
  Date date;
  TransactionIndex transaction;
  AccountIndex account;
  InstrumentIndex instrument;
  std::vector<LotTaken> first;
  std::vector<LotTaken> second;
  Decimal amount;  // gain of the first less gain of the second, the scope's share, not rounded
};

// Two books of the same transactions that differ in the method alone. The amounts sum to the first
// realised gain less the second, before either is rounded. Disposals of unknown cost say nothing.
[[nodiscard]] std::vector<LotReason> compare_realized_gains(const Book& first, const Book& second, const Scope& scope,
                                                            Period period);

// Money that went to work on the evening of `date` (what was there at the start, or a day's net flow),
// and what it returned from then to the end. Time-weighted, each day counts alike; money-weighted,
// each amount counts for what it returned: sum of amount x returned = the gain, up to days without capital.
struct FlowReason {
  Date date;
  Decimal amount;         // into the scope +, in report currency
  Ratio returned;         // from then to the end of the period
  Ratio returned_before;  // from the start of the period until then
};
struct ReturnComparison {
  Ratio time_weighted;
  std::optional<Ratio> money_weighted;  // per year
  std::vector<FlowReason> reasons;      // the opening value first, where there is one
};
[[nodiscard]] Result<ReturnComparison> compare_returns(const Book& book, const Scope& scope, Period period);

// "The sale of 2024-05-02 took other lots: gain 120.00 EUR more than by the second method."
[[nodiscard]] std::string reason_sentence(const LotReason& reason, Currency report);
// "1,000.00 EUR put in on 2024-05-02 returned -5.00 %; until then the return was 12.00 %."
[[nodiscard]] std::string reason_sentence(const FlowReason& reason, Currency report);

}  // namespace coffer::ledger
