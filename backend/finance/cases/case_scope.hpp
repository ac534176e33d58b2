// The scopes that a case names, and what lies in them.
#pragma once

#include <string>

#include "base/result.hpp"
#include "finance/cases/case_file.hpp"
#include "ledger/risk_figures.hpp"
#include "ledger/scope.hpp"

namespace coffer::finance {

// "household", "account:NAME", "instrument:SYMBOL".
[[nodiscard]] Result<ledger::Scope> find_scope(const CaseFile& file, const std::string& name);
[[nodiscard]] bool lies_in(const ledger::Scope& scope, ledger::AccountIndex account,
                           ledger::InstrumentIndex instrument);
// What the case measures risk against.
[[nodiscard]] ledger::RiskRequest risk_request(const CaseFile& file, const ledger::Scope& scope, ledger::Period period);

}  // namespace coffer::finance
