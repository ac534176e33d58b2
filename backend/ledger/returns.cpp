#include "ledger/returns.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

namespace coffer::ledger {
namespace {

constexpr double days_per_year = 365.0;

// The present value as a function of x = ln(1 + rate): a sum of amounts x e^(-x t), defined for every
// rate above -1 and smooth where rates near -1 or far above 1 are not.
class PresentValue {
 public:
  PresentValue(const std::vector<DatedFlow>& flows, Ratio days_per_period) : days_per_period_(days_per_period.value) {
    for (std::size_t i = 0; i < flows.size(); ++i) {
      amounts_.push_back(flows[i].amount.value);
      gaps_.push_back(i == 0 ? 0 : days_between(flows[i - 1].date, flows[i].date));
    }
    periods_ = static_cast<double>(days_between(flows.front().date, flows.back().date)) / days_per_period_;
  }

  // The value relative to the sum of its absolute terms: between -1 and 1, whatever the rate.
  [[nodiscard]] double relative(double x) const {
    const auto [sum, size] = sums(x);
    return size > 0 ? sum / size : 0;
  }
  [[nodiscard]] double periods() const { return periods_; }
  [[nodiscard]] double days_per_period() const { return days_per_period_; }
  [[nodiscard]] int sign_changes() const {
    int changes = 0;
    for (std::size_t i = 1; i < amounts_.size(); ++i) changes += (amounts_[i] < 0) != (amounts_[i - 1] < 0) ? 1 : 0;
    return changes;
  }

 private:
  [[nodiscard]] std::pair<double, double> sums(double x) const {
    std::array<double, 33> powers{};
    powers[0] = 1;
    const double day = std::exp(-x / days_per_period_);
    for (std::size_t i = 1; i < powers.size(); ++i) powers[i] = powers[i - 1] * day;
    double sum = 0;
    double size = 0;
    for (std::size_t i = amounts_.size(); i-- > 0;) {
      sum += amounts_[i];
      size += std::abs(amounts_[i]);
      const std::int32_t gap = gaps_[i];
      const bool is_short = gap < static_cast<std::int32_t>(powers.size());
      const double factor = is_short ? powers[static_cast<std::size_t>(gap)] : std::exp(-x * gap / days_per_period_);
      sum *= factor;
      size *= factor;
    }
    return {sum, size};
  }

  std::vector<double> amounts_;
  std::vector<std::int32_t> gaps_;
  double days_per_period_;
  double periods_ = 0;
};

// Ridders' method between two points of opposite sign.
double find_root(const PresentValue& value, double low, double high) {
  double at_low = value.relative(low);
  double at_high = value.relative(high);
  if (at_low == 0) return low;
  if (at_high == 0) return high;
  double best = (low + high) / 2;
  for (int i = 0; i < 200 && std::abs(high - low) > 1e-15 * std::max(1.0, std::abs(best)); ++i) {
    const double middle = (low + high) / 2;
    const double at_middle = value.relative(middle);
    const double root = std::sqrt(at_middle * at_middle - at_low * at_high);
    if (at_middle == 0 || root == 0) return middle;
    const double next = middle + (middle - low) * (at_low > at_high ? 1.0 : -1.0) * at_middle / root;
    const double at_next = value.relative(next);
    if (at_next == 0 || std::abs(next - best) < 1e-15 * std::max(1.0, std::abs(next))) return next;
    best = next;
    if ((at_middle < 0) != (at_next < 0)) {
      low = middle;
      at_low = at_middle;
      high = next;
      at_high = at_next;
    } else if ((at_low < 0) != (at_next < 0)) {
      high = next;
      at_high = at_next;
    } else {
      low = next;
      at_low = at_next;
    }
    if (low > high) {
      std::swap(low, high);
      std::swap(at_low, at_high);
    }
  }
  return best;
}

// Where three neighbours come near zero without crossing it, two roots (or one double) may hide.
void find_hidden_roots(const PresentValue& value, double low, double high, std::vector<double>& roots) {
  constexpr double golden = 0.6180339887498949;
  const bool negative = value.relative(low) < 0;
  const auto height = [&](double x) { return negative ? -value.relative(x) : value.relative(x); };
  double a = low;
  double b = high;
  double c = b - golden * (b - a);
  double d = a + golden * (b - a);
  for (int i = 0; i < 60; ++i) {
    if (height(c) < height(d)) {
      b = d;
    } else {
      a = c;
    }
    c = b - golden * (b - a);
    d = a + golden * (b - a);
  }
  const double lowest = (a + b) / 2;
  const double at_lowest = height(lowest);
  if (at_lowest < 0) {
    roots.push_back(find_root(value, low, lowest));
    roots.push_back(find_root(value, lowest, high));
  } else if (at_lowest < 1e-15) {
    roots.push_back(lowest);
  }
}

std::vector<double> find_roots(const PresentValue& value) {
  // Denser towards zero, out to where e^(x t) still fits a double.
  constexpr int steps = 160;
  const double reach = std::min(690.0, 640.0 / std::max(value.periods(), 1.0 / value.days_per_period()));
  const double scale = 0.05;
  const double stretch = std::asinh(reach / scale) / steps;
  std::vector<double> points;
  std::vector<double> values;
  for (int i = -steps; i <= steps; ++i) {
    points.push_back(scale * std::sinh(stretch * i));
    values.push_back(value.relative(points.back()));
  }
  std::vector<double> roots;
  const bool single = value.sign_changes() == 1;
  for (std::size_t i = 0; i + 1 < points.size(); ++i) {
    if (values[i] == 0) {
      roots.push_back(points[i]);
    } else if ((values[i] < 0) != (values[i + 1] < 0) && values[i + 1] != 0) {
      roots.push_back(find_root(value, points[i], points[i + 1]));
    } else if (!single && i > 0 && (values[i - 1] < 0) == (values[i] < 0) && values[i - 1] != 0 &&
               std::abs(values[i]) < std::abs(values[i - 1]) && std::abs(values[i]) <= std::abs(values[i + 1])) {
      find_hidden_roots(value, points[i - 1], points[i + 1], roots);
    }
    if (single && !roots.empty()) break;
  }
  return roots;
}

std::vector<DatedFlow> merge_days(std::vector<DatedFlow> flows) {
  std::ranges::sort(flows, {}, &DatedFlow::date);
  std::vector<DatedFlow> merged;
  for (const DatedFlow& flow : flows) {
    if (!merged.empty() && merged.back().date == flow.date) {
      merged.back().amount.value += flow.amount.value;
    } else {
      merged.push_back(flow);
    }
  }
  std::erase_if(merged, [](const DatedFlow& flow) { return flow.amount.value == 0; });
  return merged;
}

}  // namespace

MoneyWeightedReturn compute_irr(std::vector<DatedFlow> flows, Date as_of, std::optional<Ratio> final_value,
                                Ratio days_per_period) {
  if (final_value && final_value->value != 0) flows.push_back({as_of, *final_value});
  flows = merge_days(std::move(flows));
  const bool pays = std::ranges::any_of(flows, [](const DatedFlow& flow) { return flow.amount.value < 0; });
  const bool gets = std::ranges::any_of(flows, [](const DatedFlow& flow) { return flow.amount.value > 0; });
  if (pays && !gets && final_value && final_value->value == 0)
    return {.rate = Ratio{-1}, .reason = IrrReason::TotalLoss, .others = {}};
  if (!pays || !gets) return {.rate = std::nullopt, .reason = IrrReason::NoSignChange, .others = {}};

  std::vector<double> roots = find_roots(PresentValue(flows, days_per_period));
  for (double& root : roots) root = std::expm1(root);
  std::ranges::sort(roots);
  const auto same = [](double a, double b) { return std::abs(a - b) < 1e-9 * std::max(1.0, std::abs(a)); };
  roots.erase(std::unique(roots.begin(), roots.end(), same), roots.end());
  if (roots.empty()) return {.rate = std::nullopt, .reason = IrrReason::NoRoot, .others = {}};
  const auto nearest = std::ranges::min_element(roots, {}, [](double root) { return std::abs(root); });
  MoneyWeightedReturn result;
  result.rate = Ratio{*nearest};
  for (auto root = roots.begin(); root != roots.end(); ++root) {
    if (root != nearest) result.others.push_back(Ratio{*root});
  }
  if (!result.others.empty()) result.reason = IrrReason::SeveralRoots;
  return result;
}

Ratio net_present_value(std::span<const DatedFlow> flows, Ratio rate) {
  if (flows.empty()) return {};
  const Date first = std::ranges::min_element(flows, {}, &DatedFlow::date)->date;
  double sum = 0;
  for (const DatedFlow& flow : flows)
    sum += flow.amount.value *
           std::pow(1 + rate.value, -static_cast<double>(days_between(first, flow.date)) / days_per_year);
  return Ratio{sum};
}

std::optional<Ratio> annualize(Ratio total_return, std::int32_t days, ShortPeriods short_periods) {
  if (days <= 0 || (days < 365 && short_periods == ShortPeriods::NotAnnualized)) return std::nullopt;
  if (total_return.value <= -1) return Ratio{-1};
  return Ratio{std::pow(1 + total_return.value, days_per_year / days) - 1};
}

}  // namespace coffer::ledger
