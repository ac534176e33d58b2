// How the figures of a case of another program's conventions came about.
#pragma once

#include <boost/json/object.hpp>

#include "base/result.hpp"

namespace coffer::finance {

// As compute_trails, of every figure that is an amount, a number or a ratio: {"period_report/fees": {...}}.
[[nodiscard]] Result<boost::json::object> compute_booking_trails(const boost::json::object& root);

}  // namespace coffer::finance
