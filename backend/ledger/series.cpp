#include "ledger/series.hpp"

#include <algorithm>
#include <cassert>
#include <limits>

namespace coffer::ledger {
namespace {

bool fits_narrow(Int128 value) {
  return value >= std::numeric_limits<std::int64_t>::min() && value <= std::numeric_limits<std::int64_t>::max();
}

}  // namespace

DecimalSeries DecimalSeries::from_points(std::vector<std::pair<Date, Decimal>> points) {
  std::vector<std::pair<Date, std::size_t>> order;
  order.reserve(points.size());
  for (std::size_t i = 0; i < points.size(); ++i) order.emplace_back(points[i].first, i);
  std::ranges::sort(order);
  DecimalSeries series;
  for (std::size_t i = 0; i < order.size(); ++i) {
    if (i + 1 < order.size() && order[i + 1].first == order[i].first) continue;
    series.append(order[i].first, points[order[i].second].second);
  }
  return series;
}

DecimalSeries DecimalSeries::from_packed(int scale, std::vector<std::int32_t> days,
                                         std::vector<std::int64_t> coefficients) {
  assert(scale >= 0 && scale <= Decimal::max_scale);
  assert(days.size() == coefficients.size());
  assert(std::ranges::is_sorted(days, std::ranges::less_equal{}) || days.size() < 2);
  DecimalSeries series;
  series.scale_ = scale;
  series.days_ = std::move(days);
  series.narrow_ = std::move(coefficients);
  return series;
}

void DecimalSeries::append(Date date, const Decimal& value) {
  assert(days_.empty() || days_.back() < date.days());
  const Decimal trimmed = trim(value);
  if (trimmed.scale() > scale_) widen_scale(trimmed.scale());
  const Int128 coefficient = rescale(trimmed, scale_).coefficient();
  if (!is_wide_ && !fits_narrow(coefficient)) widen_values();
  days_.push_back(date.days());
  if (!is_wide_) {
    narrow_.push_back(static_cast<std::int64_t>(coefficient));
  } else {
    wide_.push_back(coefficient);
  }
}

void DecimalSeries::widen_scale(int scale) {
  if (!is_wide_) {
    std::vector<Int128> scaled;
    scaled.reserve(narrow_.size());
    bool narrow = true;
    for (const std::int64_t value : narrow_) {
      scaled.push_back(rescale(Decimal::from_parts(value, scale_), scale).coefficient());
      narrow = narrow && fits_narrow(scaled.back());
    }
    if (narrow) {
      for (std::size_t i = 0; i < scaled.size(); ++i) narrow_[i] = static_cast<std::int64_t>(scaled[i]);
    } else {
      wide_ = std::move(scaled);
      narrow_.clear();
      is_wide_ = true;
    }
  } else {
    for (Int128& value : wide_) value = rescale(Decimal::from_parts(value, scale_), scale).coefficient();
  }
  scale_ = scale;
}

void DecimalSeries::widen_values() {
  wide_.assign(narrow_.begin(), narrow_.end());
  narrow_.clear();
  is_wide_ = true;
}

std::optional<std::size_t> DecimalSeries::find_last(Date on) const {
  const auto after = std::upper_bound(days_.begin(), days_.end(), on.days());
  if (after == days_.begin()) return std::nullopt;
  return static_cast<std::size_t>(after - days_.begin()) - 1;
}

}  // namespace coffer::ledger
