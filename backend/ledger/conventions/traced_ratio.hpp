// Statistics of traced amounts: returns, growth, risk. As those of returns.hpp and risk.hpp, each with its node.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "base/date.hpp"
#include "base/money.hpp"
#include "ledger/conventions/traced.hpp"
#include "ledger/risk.hpp"

namespace coffer::ledger {

class TracedRatio {
 public:
  TracedRatio() = default;
  explicit TracedRatio(Ratio ratio) : value(ratio.value) {}  // plain
  TracedRatio(Ratio ratio, TrailPlace place) : value(ratio.value), place_(place) {}
  explicit TracedRatio(const Traced& amount) : value(to_statistic(amount.value())), place_(amount.place()) {}

  double value = 0;

  [[nodiscard]] Ratio ratio() const { return Ratio{value}; }
  [[nodiscard]] const TrailPlace& place() const { return place_; }
  [[nodiscard]] bool is_traced() const { return place_.is_set(); }
  [[nodiscard]] TracedRatio named(const TrailLabel& label) const;

 private:
  TrailPlace place_;
};

[[nodiscard]] TracedRatio one_ratio();
// a / b.
[[nodiscard]] TracedRatio growth(const TracedRatio& a, const TracedRatio& b);
[[nodiscard]] TracedRatio growth(const Traced& a, const Traced& b);
[[nodiscard]] TracedRatio compound(const TracedRatio& a, const TracedRatio& b);  // a x b
[[nodiscard]] TracedRatio excess(const TracedRatio& growth);                     // less one
[[nodiscard]] TracedRatio plus_one(const TracedRatio& rate);
[[nodiscard]] TracedRatio logarithm(const TracedRatio& of);
[[nodiscard]] TracedRatio product_with_root(const TracedRatio& a, const Traced& b);  // a x sqrt(b)
// (1 + total)^(365 / days) - 1; none for no days.
[[nodiscard]] std::optional<TracedRatio> annualize_days(const TracedRatio& total, std::int32_t days);
// (1 + total)^(1 / periods) - 1; none for no time.
[[nodiscard]] std::optional<TracedRatio> per_period(const TracedRatio& total, const Traced& periods);

struct TracedAmount {
  Date date;
  Traced amount;
};
// As compute_irr, investor's view. `days_per_period` none: 365.
[[nodiscard]] std::optional<TracedRatio> internal_rate(std::vector<TracedAmount> flows, Date as_of,
                                                       const std::optional<Traced>& final_value,
                                                       const std::optional<Traced>& days_per_period = std::nullopt);

struct WealthDay {
  Date date;
  TracedRatio growth;  // since the day before; 1 where nothing was at work
  TracedRatio wealth;  // 1 at the start
};
struct TracedDrawdown {
  TracedRatio largest;
  Traced most_days;
  Stretch longest_recovery;
};
// As compute_drawdown, of consecutive days, the first of which is the first peak. `recorder` none: plain.
[[nodiscard]] TracedDrawdown drawdown_of(std::span<const WealthDay> days, TrailRecorder* recorder);

struct TracedDeviation {
  TracedRatio volatility;
  TracedRatio semi_deviation;
};
// As compute_deviation, of 1 + each return.
[[nodiscard]] TracedDeviation deviation_of(std::span<const TracedRatio> growths);

}  // namespace coffer::ledger
