#include "ledger/lot_history.hpp"

#include <utility>

namespace coffer::ledger {

void LotHistory::choose(std::uint32_t number, std::size_t taken) {
  is_choosing_ = number != 0;
  if (number == 0 || number == choice_) return;
  choice_ = number;
  choice_begin_ = before_.size() + taken;
}

LotStep& LotHistory::note(LotStepKind kind, Lot& lot, std::uint32_t of, std::vector<std::uint32_t> others) {
  if (steps_.size() > most_steps) throw DecimalOverflow();
  lot.history = static_cast<std::uint32_t>(steps_.size()) & most_steps;
  LotStep& step = steps_.emplace_back();
  step.kind = kind;
  step.event = event_;
  step.date = date_;
  step.transaction = transaction_;
  step.of = of;
  if (kind == LotStepKind::Part) {
    others.insert(others.begin(), before_.begin(), before_.end());
    step.asked_by = asked_by_;
    step.choice = is_choosing_ ? choice_ : 0;
    step.choice_begin = static_cast<std::uint32_t>(choice_begin_);
  }
  step.others = std::move(others);
  step.after = lot;
  return step;
}

}  // namespace coffer::ledger
