#include "ledger/lot_history.hpp"

#include <utility>

namespace coffer::ledger {

LotStep& LotHistory::note(LotStepKind kind, Lot& lot, std::uint32_t of, std::vector<std::uint32_t> others) {
  if (steps_.size() > most_steps) throw DecimalOverflow();
  lot.history = static_cast<std::uint32_t>(steps_.size()) & most_steps;
  LotStep& step = steps_.emplace_back();
  step.kind = kind;
  step.event = event_;
  step.date = date_;
  step.transaction = transaction_;
  step.of = of;
  step.asked_by = asking_;
  step.others = std::move(others);
  step.after = lot;
  return step;
}

}  // namespace coffer::ledger
