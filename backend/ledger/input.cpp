#include "ledger/input.hpp"

namespace coffer::ledger {

CashChoice AccountInput::cash_on(Date on) const {
  CashChoice choice{.from = {}, .mode = cash, .settlement = settlement};
  for (const CashChoice& change : cash_changes) {
    if (change.from > on) break;
    choice = change;
  }
  return choice;
}

bool is_listed(InstrumentKind kind) {
  switch (kind) {
    case InstrumentKind::Property:
    case InstrumentKind::Manual: return false;
    default: return true;
  }
}

const Decimal& factor_on(const Decimal& first, std::span<const FactorChange> changes, Date on) {
  const Decimal* factor = &first;
  for (const FactorChange& change : changes) {
    if (change.from > on) break;
    factor = &change.factor;
  }
  return *factor;
}

}  // namespace coffer::ledger
