// The conventions that a case names by cost_basis, scope, average and account_methods.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "finance/cases/case_reader.hpp"
#include "ledger/conventions/policy.hpp"
#include "ledger/conventions/unit_lots.hpp"

namespace coffer::finance {

// Where lots live unless the case says otherwise: money lots in their portfolio (average ones over all), lots at
// unit cost in their account.
enum class LotKeeping : std::uint8_t { MoneyLots, UnitLots };

struct CaseConventions {
  ledger::Conventions standard;
  std::vector<ledger::AccountConvention> accounts;  // of those that differ
};

[[nodiscard]] CaseConventions decode_conventions(
    const CaseReader& root, const CaseReader& model, LotKeeping keeping,
    const std::function<ledger::AccountIndex(const std::string&)>& account);

}  // namespace coffer::finance
