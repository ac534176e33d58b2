// An accounting case, decoded: accounts, transactions, prices and rates in one neutral JSON file,
// with the figures that are expected of them.
#pragma once

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.hpp"
#include "base/decimal.hpp"
#include "base/result.hpp"
#include "ledger/book.hpp"
#include "ledger/input.hpp"
#include "ledger/performance.hpp"
#include "ledger/policy.hpp"
#include "ledger/returns.hpp"

namespace coffer::finance {

struct CaseTolerance {
  Decimal money;
  Decimal rate;
  Decimal quantity;
};

struct CaseFile {
  std::string id;
  std::string engine;
  boost::json::object model;
  boost::json::object expect;
  std::vector<std::string> partial;
  CaseTolerance tolerance;

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

  bool has_cash_flows = false;
  std::vector<ledger::DatedFlow> cash_flows;
  bool has_final_value = false;
  std::optional<Ratio> final_value;  // none = unknown
  std::optional<Ratio> total_return;
  std::int32_t days = 0;
};

// Refuses what is not a case: invalid, with the JSON pointers of all faults.
[[nodiscard]] Result<CaseFile> parse_case(std::string_view text);

}  // namespace coffer::finance
