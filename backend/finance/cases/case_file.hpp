// A case of the default policy, decoded: accounts, transactions, prices and rates.
#pragma once

#include <boost/json/object.hpp>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/date.hpp"
#include "base/decimal.hpp"
#include "base/result.hpp"
#include "ledger/book.hpp"
#include "ledger/input.hpp"
#include "ledger/performance.hpp"
#include "ledger/policy.hpp"
#include "ledger/returns.hpp"
#include "ledger/series.hpp"

namespace coffer::finance {

struct CaseFile {
  Currency base_currency;
  ledger::Policy policy;
  ledger::BookInput input;
  std::vector<std::string> account_names;  // by index
  std::vector<std::string> symbols;        // by index
  std::optional<Date> as_of;
  std::optional<ledger::Period> period;
  std::vector<Date> series_dates;
  std::vector<Date> postings_of;
  std::string scope;
  std::vector<std::string> scopes;
  // What risk is measured against; unset where the case names none.
  ledger::InstrumentIndex benchmark;
  std::shared_ptr<const ledger::DecimalSeries> riskless;
  std::optional<Decimal> confidence;

  bool has_cash_flows = false;
  std::vector<ledger::DatedAmount> cash_flows;  // in the investor's view
  std::optional<Decimal> final_value;           // none = unknown
  std::optional<Decimal> total_return;
  std::int32_t days = 0;
};

// The day on which payments alone are looked at.
[[nodiscard]] Date last_day(const CaseFile& file);

// Refuses what is not a case: invalid, with the JSON pointers of all faults.
[[nodiscard]] Result<CaseFile> decode_case(const boost::json::object& root);

}  // namespace coffer::finance
