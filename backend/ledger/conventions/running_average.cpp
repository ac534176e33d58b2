#include "ledger/conventions/running_average.hpp"

namespace coffer::ledger {

RunningAverage::Relief RunningAverage::trade(const Traced& quantity, const Traced& amount) {
  const Traced value = quantity.is_negative() ? -amount : amount;
  Relief relief;
  if (quantity_.sign() * quantity.sign() >= 0) {
    cost_ += value;
  } else {
    relief.cost = multiply_divide(-quantity, cost_, quantity_)
                      .named({.kind = TrailKind::AverageRelieved, .quantity = abs(quantity.value())});
    relief.gain = -value - relief.cost;
    cost_ -= relief.cost;
  }
  quantity_ += quantity;
  close_if_empty();
  return relief;
}

void RunningAverage::split(const Traced& ratio_to, const Traced& ratio_from) {
  quantity_ = trim(multiply_divide(quantity_, ratio_to, ratio_from));
  close_if_empty();
}

Traced RunningAverage::average_price() const {
  return quantity_.is_zero() ? Traced() : divide(abs(cost_), abs(quantity_)).named({.kind = TrailKind::AveragePrice});
}

void RunningAverage::close_if_empty() {
  if (!quantity_.is_zero() && abs(quantity_.value()) >= zero_epsilon_) return;
  quantity_ = Traced();
  cost_ = Traced();
}

}  // namespace coffer::ledger
