// The transactions of a case, with the aliases that the format allows.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "finance/cases/case_reader.hpp"
#include "ledger/transaction.hpp"

namespace coffer::finance {

struct CaseNames {
  // Places by name; both may add or refuse a name that is new.
  std::function<ledger::AccountIndex(const CaseReader&, std::string_view key)> account;
  std::function<ledger::InstrumentIndex(const CaseReader&, std::string_view key)> instrument;
  std::function<Currency(ledger::InstrumentIndex)> currency;  // of an instrument; none of none
};

// The two sides of a transfer become one transaction; an arrival without a departure is a fault.
[[nodiscard]] std::vector<ledger::Transaction> decode_transactions(const std::vector<CaseReader>& rows,
                                                                   const CaseNames& names);

}  // namespace coffer::finance
