// What every case says of instruments and rates.
#pragma once

#include <vector>

#include "finance/cases/case_reader.hpp"
#include "ledger/input.hpp"

namespace coffer::finance {

// Without a currency of its own, an instrument has that of the report.
[[nodiscard]] ledger::InstrumentInput decode_instrument(const CaseReader& row, Currency report);
// fx[] {from, to, date, rate}, one series a pair.
[[nodiscard]] std::vector<ledger::FxSeries> decode_rates(const CaseReader& root);

}  // namespace coffer::finance
