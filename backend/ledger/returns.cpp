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
  // Times ascend, in units of which `units_per_period` make a period.
  PresentValue(const std::vector<TimedFlow>& flows, double units_per_period) : units_per_period_(units_per_period) {
    for (std::size_t i = 0; i < flows.size(); ++i) {
      const double gap = i == 0 ? 0 : flows[i].time.value - flows[i - 1].time.value;
      const bool is_short = gap < static_cast<double>(most_powers) && gap == std::floor(gap);
      terms_.push_back({.amount = flows[i].amount.value, .gap = gap, .power = is_short ? static_cast<int>(gap) : -1});
    }
    periods_ = (flows.back().time.value - flows.front().time.value) / units_per_period;
  }

  // The value relative to the sum of its absolute terms: between -1 and 1, whatever the rate.
  [[nodiscard]] double relative(double x) const {
    std::array<double, most_powers> powers{};
    powers[0] = 1;
    const double unit = std::exp(-x / units_per_period_);
    for (std::size_t i = 1; i < powers.size(); ++i) powers[i] = powers[i - 1] * unit;
    double sum = 0;
    double size = 0;
    for (std::size_t i = terms_.size(); i-- > 0;) {
      const Term& term = terms_[i];
      sum += term.amount;
      size += std::abs(term.amount);
      const double factor =
          term.power >= 0 ? powers[static_cast<std::size_t>(term.power)] : std::exp(-x * term.gap / units_per_period_);
      sum *= factor;
      size *= factor;
    }
    return size > 0 ? sum / size : 0;
  }
  [[nodiscard]] double periods() const { return periods_; }
  [[nodiscard]] int sign_changes() const {
    int changes = 0;
    for (std::size_t i = 1; i < terms_.size(); ++i)
      changes += (terms_[i].amount < 0) != (terms_[i - 1].amount < 0) ? 1 : 0;
    return changes;
  }

 private:
  static constexpr std::size_t most_powers = 33;
  struct Term {
    double amount = 0;
    double gap = 0;  // since the term before
    int power = -1;  // the gap, where it is a small whole number
  };

  std::vector<Term> terms_;
  double units_per_period_ = 1;
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
  const double reach = std::min(690.0, 640.0 / std::max(value.periods(), 1.0 / days_per_year));
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

std::vector<TimedFlow> merge_times(std::vector<TimedFlow> flows) {
  std::ranges::sort(flows, {}, &TimedFlow::time);
  std::vector<TimedFlow> merged;
  for (const TimedFlow& flow : flows) {
    if (!merged.empty() && merged.back().time == flow.time) {
      merged.back().amount.value += flow.amount.value;
    } else {
      merged.push_back(flow);
    }
  }
  std::erase_if(merged, [](const TimedFlow& flow) { return flow.amount.value == 0; });
  return merged;
}

MoneyWeightedReturn solve(std::vector<TimedFlow> flows, double units_per_period) {
  flows = merge_times(std::move(flows));
  const bool pays = std::ranges::any_of(flows, [](const TimedFlow& flow) { return flow.amount.value < 0; });
  const bool gets = std::ranges::any_of(flows, [](const TimedFlow& flow) { return flow.amount.value > 0; });
  if (!pays || !gets) return {.rate = std::nullopt, .reason = IrrReason::NoSignChange, .others = {}};

  std::vector<double> roots = find_roots(PresentValue(flows, units_per_period));
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

}  // namespace

MoneyWeightedReturn compute_irr(std::vector<DatedFlow> flows, Date as_of, std::optional<Ratio> final_value,
                                Ratio days_per_period) {
  if (final_value && final_value->value != 0) flows.push_back({as_of, *final_value});
  std::vector<TimedFlow> timed;
  timed.reserve(flows.size());
  for (const DatedFlow& flow : flows) timed.push_back({Ratio{static_cast<double>(flow.date.days())}, flow.amount});
  MoneyWeightedReturn result = solve(std::move(timed), days_per_period.value);
  const bool is_lost = result.reason == IrrReason::NoSignChange && final_value && final_value->value == 0 &&
                       std::ranges::any_of(flows, [](const DatedFlow& flow) { return flow.amount.value < 0; });
  if (is_lost) return {.rate = Ratio{-1}, .reason = IrrReason::TotalLoss, .others = {}};
  return result;
}

MoneyWeightedReturn compute_irr(std::vector<TimedFlow> flows) { return solve(std::move(flows), 1); }

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

std::optional<Ratio> annualize_years(Ratio total_return, Ratio years) {
  if (years.value <= 0) return std::nullopt;
  if (total_return.value <= -1) return Ratio{-1};
  return Ratio{std::pow(1 + total_return.value, 1 / years.value) - 1};
}

std::optional<Ratio> modified_dietz(Ratio begin, Ratio end, Ratio length, std::span<const TimedFlow> flows) {
  if (length.value <= 0) return std::nullopt;
  double sum = 0;
  double weighted = 0;
  for (const TimedFlow& flow : flows) {
    sum += flow.amount.value;
    weighted += flow.amount.value * (length.value - flow.time.value) / length.value;
  }
  const double capital = begin.value + weighted;
  if (capital == 0) return std::nullopt;
  return Ratio{(end.value - begin.value - sum) / capital};
}

}  // namespace coffer::ledger
