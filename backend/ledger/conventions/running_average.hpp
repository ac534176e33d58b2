// Units of one instrument at a running average cost. A short position is negative in units and cost.
#pragma once

#include "ledger/conventions/traced.hpp"

namespace coffer::ledger {

class RunningAverage {
 public:
  // What a trade against the position takes out of the cost, and what it earns by it; both zero where
  // the trade adds to the position.
  struct Relief {
    Traced cost;
    Traced gain;
  };

  // Fewer units than `zero_epsilon` (without sign) are none: the position closes, its cost becomes zero.
  explicit RunningAverage(const Decimal& zero_epsilon = 0) : zero_epsilon_(zero_epsilon) {}

  // `quantity` is positive for an acquisition, negative for a disposal; `amount` is what the units cost
  // or fetched together, without sign. A trade against the position relieves quantity x average cost,
  // rounded to 18 digits, also where it goes beyond zero: the rest keeps the average.
  Relief trade(const Traced& quantity, const Traced& amount);
  // `ratio_to` new units for `ratio_from` old ones; the cost stays.
  void split(const Traced& ratio_to, const Traced& ratio_from);

  [[nodiscard]] const Traced& quantity() const { return quantity_; }
  [[nodiscard]] const Traced& cost() const { return cost_; }
  // Of one unit, never negative; zero when closed.
  [[nodiscard]] Traced average_price() const;

 private:
  void close_if_empty();

  Decimal zero_epsilon_;
  Traced quantity_;
  Traced cost_;
};

}  // namespace coffer::ledger
