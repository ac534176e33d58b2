// The figures of a case of the default policy, by the names of its format.
#pragma once

#include <boost/json/object.hpp>

#include "base/result.hpp"
#include "finance/cases/case_file.hpp"

namespace coffer::finance {

[[nodiscard]] Result<boost::json::object> compute_figures(const CaseFile& file);

}  // namespace coffer::finance
