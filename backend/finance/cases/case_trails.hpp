// How the figures of a case came about, by the place of each among the figures.
#pragma once

#include <boost/json/object.hpp>

#include "base/result.hpp"
#include "finance/cases/case_file.hpp"

namespace coffer::finance {

// {"twr": {"nodes": [...], "doubts": [...]}, "holdings/0/cost_basis": ...}: every figure of the
// default core that has a value; the last node is the figure.
[[nodiscard]] Result<boost::json::object> compute_trails(const CaseFile& file);

}  // namespace coffer::finance
