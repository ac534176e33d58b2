// A household with ten years of invented facts: for looking around, never for figures of real people
// or companies. Pure: the same end gives the same sample, a later end continues it.
#pragma once

#include <vector>

#include "finance/demo/sample_catalogue.hpp"
#include "finance/market/prices.hpp"
#include "finance/transactions/transaction.hpp"

namespace coffer::finance {

struct SampleHousehold {
  std::vector<OpenedAccount> accounts;
  std::vector<NewInstrument> instruments;  // with the identifiers used below
  std::vector<NewSplit> splits;
  std::vector<NewPrice> prices;
  std::vector<FxRate> rates;
  std::vector<TransactionFields> transactions;  // in their order, numbered within the day
};

// The last day for which closes are known on the morning of `today`.
[[nodiscard]] Date last_weekday_before(Date today);
// From sample_first_day to the last weekday of the time.
[[nodiscard]] SampleHousehold make_sample_household(Date until);

}  // namespace coffer::finance
