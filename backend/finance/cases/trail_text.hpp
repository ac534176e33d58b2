// Trails as the program prints them for a case.
#pragma once

#include <boost/json/object.hpp>

#include "ledger/trail.hpp"

namespace coffer::finance {

// {"nodes": [...], "doubts": [...]}, statistics with as many digits as tell one from its neighbours.
[[nodiscard]] boost::json::object encode_trail(const ledger::Trail& trail, const ledger::TrailNames& names);

}  // namespace coffer::finance
