#pragma once

#include "base/date.hpp"

namespace coffer::ledger {

// Western (Gregorian) Easter Sunday.
[[nodiscard]] Date easter_sunday(int year);

// All days but Saturday, Sunday, 1 January, Good Friday, Easter Monday, 1 May, 24 to 26 and 31 December.
[[nodiscard]] bool is_trading_day(Date date);

}  // namespace coffer::ledger
