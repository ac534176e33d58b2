// A series of exact decimals by day, packed: closes of an instrument, rates of a currency pair.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <utility>
#include <vector>

#include "base/date.hpp"
#include "base/decimal.hpp"

namespace coffer::ledger {

// Days ascend, each once. All values share one scale; 12 bytes a point, 20 where a value needs more
// than 64 bits.
class DecimalSeries {
 public:
  DecimalSeries() = default;
  // In any order; of several values of one day the last counts.
  [[nodiscard]] static DecimalSeries from_points(std::vector<std::pair<Date, Decimal>> points);
  // As stored: days ascend strictly (assert), coefficients x 10^-scale.
  [[nodiscard]] static DecimalSeries from_packed(int scale, std::vector<std::int32_t> days,
                                                 std::vector<std::int64_t> coefficients);
  // The date is later than the last one (assert).
  void append(Date date, const Decimal& value);

  [[nodiscard]] std::size_t size() const { return days_.size(); }
  [[nodiscard]] bool is_empty() const { return days_.empty(); }
  [[nodiscard]] Date date(std::size_t place) const { return Date::from_days(days_[place]); }
  [[nodiscard]] Decimal value(std::size_t place) const {
    return Decimal::from_parts(is_wide_ ? wide_[place] : Int128{narrow_[place]}, scale_);
  }
  [[nodiscard]] std::span<const std::int32_t> days() const { return days_; }
  // Values x 10^scale, beside days(); none where a value needs more than 64 bits.
  [[nodiscard]] std::span<const std::int64_t> coefficients() const { return narrow_; }
  [[nodiscard]] int scale() const { return scale_; }
  // Place of the last value on or before the day.
  [[nodiscard]] std::optional<std::size_t> find_last(Date on) const;

 private:
  void widen_scale(int scale);
  void widen_values();

  int scale_ = 0;
  bool is_wide_ = false;
  std::vector<std::int32_t> days_;
  std::vector<std::int64_t> narrow_;
  std::vector<Int128> wide_;  // instead of narrow_, once a value needed more than 64 bits
};

}  // namespace coffer::ledger
