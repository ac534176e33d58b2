#include "ledger/conventions/running_average.hpp"

namespace coffer::ledger {

RunningAverage::Relief RunningAverage::trade(const Decimal& quantity, const Decimal& amount) {
  const Decimal value = quantity.is_negative() ? -amount : amount;
  Relief relief;
  if (quantity_.sign() * quantity.sign() >= 0) {
    cost_ += value;
  } else {
    relief.cost = multiply_divide(-quantity, cost_, quantity_);
    relief.gain = -value - relief.cost;
    cost_ -= relief.cost;
  }
  quantity_ += quantity;
  close_if_empty();
  return relief;
}

void RunningAverage::split(const Decimal& ratio_to, const Decimal& ratio_from) {
  quantity_ = trim(multiply_divide(quantity_, ratio_to, ratio_from));
  close_if_empty();
}

Decimal RunningAverage::average_price() const {
  return quantity_.is_zero() ? Decimal() : divide(abs(cost_), abs(quantity_));
}

void RunningAverage::close_if_empty() {
  if (!quantity_.is_zero() && abs(quantity_) >= zero_epsilon_) return;
  quantity_ = Decimal();
  cost_ = Decimal();
}

}  // namespace coffer::ledger
