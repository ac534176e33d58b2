// What every case has, whatever it is computed by: its name, its engine, and what is expected of it.
#pragma once

#include <boost/json/object.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "base/decimal.hpp"
#include "base/result.hpp"
#include "finance/cases/case_reader.hpp"

namespace coffer::finance {

// Refuses what is not a JSON object of at most 64 MB.
[[nodiscard]] Result<boost::json::object> parse_case_text(std::string_view text);

// Names a case and the conventions that it is computed by.
struct CaseHead {
  std::string id;
  std::string engine;
};
[[nodiscard]] Result<CaseHead> read_head(const boost::json::object& root);

// Absolute; zero asks for equality to twelve digits.
struct CaseTolerance {
  Decimal money;
  Decimal rate;
  Decimal quantity;
};

// Read to check figures only, never to compute them.
struct CaseExpectation {
  boost::json::object figures;
  std::vector<std::string> partial;  // lists that hold only some of the items
  CaseTolerance tolerance;
};
[[nodiscard]] Result<CaseExpectation> read_expectation(const boost::json::object& root);

// Invalid with the JSON pointers of all faults, if there are any.
[[nodiscard]] Result<> refuse_faults(const CaseFaults& faults);

}  // namespace coffer::finance
