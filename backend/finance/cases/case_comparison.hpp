// Compares figures with what a case expects.
#pragma once

#include <boost/json/object.hpp>
#include <string>
#include <vector>

#include "finance/cases/case_head.hpp"

namespace coffer::finance {

struct Comparison {
  std::size_t leaves = 0;
  std::vector<std::string> differences;
};

[[nodiscard]] Comparison compare_figures(const CaseExpectation& expectation, const boost::json::object& figures);

}  // namespace coffer::finance
