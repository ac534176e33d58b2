// Keeps how traced values came about: inputs are given out here, every step from them is written down.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "ledger/conventions/traced.hpp"
#include "ledger/conventions/traced_ratio.hpp"
#include "ledger/explain/trail_writer.hpp"

namespace coffer::ledger {

// Outlives the values that it gives out. Steps throw trails::Unexplained where an operand has no source or
// where the operation does not give the value that was computed.
class TrailRecorder {
 public:
  [[nodiscard]] Traced input(const TrailInput& input, const Decimal& value, const TrailLabel& label = {});
  // A number that stands in what was handed in, by its place there: "inputs/flows/3/amount".
  [[nodiscard]] Traced given(std::string path, const Decimal& value);
  [[nodiscard]] Traced days_between(Date from, Date to);

  [[nodiscard]] Traced step(Operation operation, const Decimal& value, std::span<const Traced> operands,
                            int digits = Decimal::max_scale);
  // What the operation needs beyond its operands.
  struct Settings {
    std::int32_t days = 0;
    std::vector<Date> dates = {};
    Date on = {};
  };
  [[nodiscard]] Traced dated_step(Operation operation, const Decimal& value, std::span<const TracedRatio> operands,
                                  Settings settings);
  [[nodiscard]] TracedRatio statistic(Operation operation, Ratio value, std::span<const TracedRatio> operands,
                                      Settings settings);

  void name(TrailNodeIndex node, const TrailLabel& label);
  // The trail of a value; that of a plain zero has no operand. Sums of sums are one sum.
  [[nodiscard]] TrailNodeIndex node_of(const Traced& value);
  [[nodiscard]] TrailNodeIndex node_of(const TracedRatio& value);
  [[nodiscard]] Trail trail(TrailNodeIndex root) const;

 private:
  [[nodiscard]] TrailNodeIndex zero();
  [[nodiscard]] TrailNodeIndex one();
  TrailNodeIndex add(TrailNode node);
  [[nodiscard]] Currency currency_of(const TrailNode& node) const;

  trails::TrailWriter writer_;
  std::optional<TrailNodeIndex> zero_;
  std::optional<TrailNodeIndex> one_;
};

// Of the first traced one; null where all are plain.
template <class Values>
[[nodiscard]] TrailRecorder* recorder_of(const Values& values) {
  for (const auto& value : values) {
    if (value.is_traced()) return value.place().recorder;
  }
  return nullptr;
}

}  // namespace coffer::ledger
