#include "finance/cases/case_scope.hpp"

#include <algorithm>

#include "finance/cases/case_problems.hpp"

namespace coffer::finance {

Result<ledger::Scope> find_scope(const CaseFile& file, const std::string& name) {
  const auto place_in = [&](const std::vector<std::string>& names, std::size_t skip) {
    return static_cast<std::size_t>(std::ranges::find(names, name.substr(skip)) - names.begin());
  };
  if (name == "household") return ledger::Scope::household();
  if (name.starts_with("account:")) {
    const std::size_t place = place_in(file.account_names, 8);
    if (place < file.account_names.size())
      return ledger::Scope::of_account(ledger::index_of<ledger::AccountIndex>(place));
  }
  if (name.starts_with("instrument:")) {
    const std::size_t place = place_in(file.symbols, 11);
    if (place < file.symbols.size())
      return ledger::Scope::of_instrument(ledger::index_of<ledger::InstrumentIndex>(place));
  }
  return fail(ErrorKind::Invalid, problems::invalid_case, "There is no scope " + name + ".",
              {{"/model/scope", "Name one that exists."}});
}

bool lies_in(const ledger::Scope& scope, ledger::AccountIndex account, ledger::InstrumentIndex instrument) {
  const bool inside = scope.accounts.empty() || std::ranges::find(scope.accounts, account) != scope.accounts.end();
  return inside && (!scope.instrument.is_set() || scope.instrument == instrument);
}

ledger::RiskRequest risk_request(const CaseFile& file, const ledger::Scope& scope, ledger::Period period) {
  ledger::RiskRequest request{.scope = scope, .period = period, .benchmark = file.benchmark, .riskless = file.riskless};
  if (file.confidence) request.confidence = *file.confidence;
  return request;
}

}  // namespace coffer::finance
