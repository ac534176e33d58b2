#include "ledger/return_sample.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>

namespace coffer::ledger {
namespace {

using Values = std::span<const double>;

std::vector<double> values_of(std::span<const Ratio> ratios) {
  std::vector<double> values;
  values.reserve(ratios.size());
  for (const Ratio& one : ratios) values.push_back(one.value);
  return values;
}

std::vector<double> less(Values from, Values taken) {
  std::vector<double> values(from.begin(), from.end());
  for (std::size_t i = 0; i < taken.size(); ++i) values[i] -= taken[i];
  return values;
}

// A spread that is nothing but the rounding of equal returns, or of returns equal to those they are
// measured against, is none. A return is a growth less one, so its rounding is relative to one.
bool is_spread(double spread, Values values) {
  double size = 1;
  for (const double value : values) size = std::max(size, std::abs(value));
  return spread > 1e-13 * size;
}

std::optional<Ratio> yearly_ratio(Values values, double spread, double per_year) {
  if (values.size() < 2 || !is_spread(spread, values)) return std::nullopt;
  return Ratio{mean(values) / spread * std::sqrt(per_year)};
}

}  // namespace

double mean(std::span<const double> values) {
  double sum = 0;
  for (const double value : values) sum += value;
  return sum / static_cast<double>(values.size());
}

double covariance(std::span<const double> a, std::span<const double> b) {
  const double mean_a = mean(a);
  const double mean_b = mean(b);
  double sum = 0;
  for (std::size_t i = 0; i < a.size(); ++i) sum += (a[i] - mean_a) * (b[i] - mean_b);
  return sum / static_cast<double>(a.size() - 1);
}

double deviation(std::span<const double> values) { return std::sqrt(covariance(values, values)); }

double shortfall(std::span<const double> values) {
  double sum = 0;
  for (const double value : values) sum += value < 0 ? value * value : 0;
  return std::sqrt(sum / static_cast<double>(values.size()));
}

std::optional<Ratio> lowest_share(std::vector<double> values, double share) {
  const double tail = static_cast<double>(values.size()) * share;
  constexpr double rounding = 1e-9;  // 20 x (1 - 0.95) is 1, not a little more or less
  if (tail < 1 - rounding) return std::nullopt;
  std::ranges::sort(values);
  return Ratio{values[static_cast<std::size_t>(std::ceil(tail - rounding)) - 1]};
}

ReturnSample::ReturnSample(std::span<const Ratio> returns, std::span<const Ratio> riskless,
                           std::span<const Ratio> benchmark, std::int32_t per_year)
    : returns_(values_of(returns)), benchmark_(values_of(benchmark)), per_year_(per_year) {
  assert(riskless.empty() || riskless.size() == returns.size());
  assert(benchmark.empty() || benchmark.size() == returns.size());
  const std::vector<double> riskless_values = values_of(riskless);
  excess_ = less(returns_, riskless_values);
  if (benchmark_.empty()) return;
  benchmark_excess_ = less(benchmark_, riskless_values);
  active_ = less(returns_, benchmark_);
}

std::optional<Ratio> ReturnSample::semi_deviation() const {
  if (returns_.size() < 2) return std::nullopt;
  const std::vector<double> means(returns_.size(), mean(returns_));
  return Ratio{shortfall(less(returns_, means)) * std::sqrt(per_year_)};
}

std::optional<Ratio> ReturnSample::sharpe() const {
  if (excess_.size() < 2) return std::nullopt;
  return yearly_ratio(excess_, deviation(excess_), per_year_);
}

std::optional<Ratio> ReturnSample::sortino() const {
  if (excess_.size() < 2) return std::nullopt;
  return yearly_ratio(excess_, shortfall(excess_), per_year_);
}

std::optional<Ratio> ReturnSample::value_at_risk(Ratio level) const {
  assert(level.value > 0 && level.value < 1);
  const auto found = lowest_share(returns_, 1 - level.value);
  return found ? std::optional(Ratio{-found->value}) : std::nullopt;
}

std::optional<Ratio> ReturnSample::beta() const {
  if (benchmark_.size() < 2 || !is_spread(deviation(benchmark_excess_), benchmark_excess_)) return std::nullopt;
  return Ratio{covariance(excess_, benchmark_excess_) / covariance(benchmark_excess_, benchmark_excess_)};
}

std::optional<Ratio> ReturnSample::alpha() const {
  const auto slope = beta();
  if (!slope) return std::nullopt;
  return Ratio{(mean(excess_) - slope->value * mean(benchmark_excess_)) * per_year_};
}

std::optional<Ratio> ReturnSample::tracking_error() const {
  if (active_.size() < 2) return std::nullopt;
  return Ratio{deviation(active_) * std::sqrt(per_year_)};
}

std::optional<Ratio> ReturnSample::information_ratio() const {
  if (active_.size() < 2) return std::nullopt;
  return yearly_ratio(active_, deviation(active_), per_year_);
}

std::optional<Ratio> ReturnSample::correlation() const {
  if (benchmark_.size() < 2) return std::nullopt;
  const double own = deviation(returns_);
  const double other = deviation(benchmark_);
  if (!is_spread(own, returns_) || !is_spread(other, benchmark_)) return std::nullopt;
  return Ratio{std::clamp(covariance(returns_, benchmark_) / (own * other), -1.0, 1.0)};
}

}  // namespace coffer::ledger
