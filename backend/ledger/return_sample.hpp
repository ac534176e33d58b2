// Statistics of the returns observed in a period, by themselves, against a riskless rate and against a
// benchmark. All are simple returns of the same observations; yearly figures take `per_year` of them.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "base/money.hpp"

namespace coffer::ledger {

[[nodiscard]] double mean(std::span<const double> values);
// Sum of the products of the distances from the means / (n - 1).
[[nodiscard]] double covariance(std::span<const double> a, std::span<const double> b);
[[nodiscard]] double deviation(std::span<const double> values);  // of the sample
// Root of the mean square of how far the values lie below zero.
[[nodiscard]] double shortfall(std::span<const double> values);
// Of n values in ascending order the one at place ceil(n x share); none below 1 / share values.
[[nodiscard]] std::optional<Ratio> lowest_share(std::vector<double> values, double share);

// None: too few observations (below two), or a denominator of zero.
class ReturnSample {
 public:
  // `riskless` of the same observations, empty for zero; `benchmark` of the same observations, or empty.
  ReturnSample(std::span<const Ratio> returns, std::span<const Ratio> riskless, std::span<const Ratio> benchmark,
               std::int32_t per_year);

  // Root of the mean squared shortfall below the mean (Markowitz, "Portfolio Selection", 1959), a year.
  [[nodiscard]] std::optional<Ratio> semi_deviation() const;
  // Mean excess over the riskless return / its sample deviation, a year (Sharpe 1994).
  [[nodiscard]] std::optional<Ratio> sharpe() const;
  // Mean excess / root of its mean squared shortfall below zero, a year (Sortino and Price 1994).
  [[nodiscard]] std::optional<Ratio> sortino() const;
  // Loss of one observation, positive, that a share `level` of them did not exceed: of n returns in
  // ascending order the one at place ceil(n (1 - level)). None below 1 / (1 - level) observations.
  [[nodiscard]] std::optional<Ratio> value_at_risk(Ratio level) const;

  // Covariance of the two excess returns / variance of the benchmark's (Sharpe 1964).
  [[nodiscard]] std::optional<Ratio> beta() const;
  // Mean excess - beta x the benchmark's, a year (Jensen 1968).
  [[nodiscard]] std::optional<Ratio> alpha() const;
  // Sample deviation of return - benchmark, a year.
  [[nodiscard]] std::optional<Ratio> tracking_error() const;
  // Mean of return - benchmark / its sample deviation, a year (Grinold and Kahn).
  [[nodiscard]] std::optional<Ratio> information_ratio() const;
  // Pearson's, of the two series of returns.
  [[nodiscard]] std::optional<Ratio> correlation() const;

 private:
  std::vector<double> returns_;
  std::vector<double> excess_;
  std::vector<double> benchmark_;
  std::vector<double> benchmark_excess_;
  std::vector<double> active_;
  double per_year_;
};

}  // namespace coffer::ledger
