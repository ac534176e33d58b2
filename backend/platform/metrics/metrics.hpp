// Counters, gauges and histograms, written out in the Prometheus text format.
// A metric is looked up once, when its owner is built; counting is one relaxed atomic operation.
#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <initializer_list>
#include <memory>
#include <mutex>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace coffer::platform {

class Counter {
 public:
  void add(std::uint64_t count = 1) { count_.fetch_add(count, std::memory_order_relaxed); }
  [[nodiscard]] std::uint64_t count() const { return count_.load(std::memory_order_relaxed); }

 private:
  std::atomic<std::uint64_t> count_{0};
};

class Gauge {
 public:
  void set(std::int64_t value) { value_.store(value, std::memory_order_relaxed); }
  void add(std::int64_t change) { value_.fetch_add(change, std::memory_order_relaxed); }
  [[nodiscard]] std::int64_t value() const { return value_.load(std::memory_order_relaxed); }

 private:
  std::atomic<std::int64_t> value_{0};
};

// Durations: observed in microseconds, exposed in seconds.
class Histogram {
 public:
  // Upper bounds in microseconds, ascending.
  explicit Histogram(std::span<const std::int64_t> bounds_micros);
  void observe_micros(std::int64_t micros);
  [[nodiscard]] std::uint64_t count() const;

 private:
  friend class Metrics;
  std::vector<std::int64_t> bounds_;
  std::vector<std::atomic<std::uint64_t>> buckets_;
  std::atomic<std::int64_t> sum_micros_{0};
};

// 100 us to 30 s.
[[nodiscard]] std::span<const std::int64_t> latency_bounds_micros();

using MetricLabels = std::vector<std::pair<std::string, std::string>>;

class Metrics {
 public:
  Metrics();
  ~Metrics();
  // The same name and labels give the same object; it lives as long as the registry. A name keeps
  // its kind (assert). Names as Prometheus wants them: coffer_requests_total.
  [[nodiscard]] Counter& counter(std::string_view name, std::string_view help, MetricLabels labels = {});
  [[nodiscard]] Gauge& gauge(std::string_view name, std::string_view help, MetricLabels labels = {});
  [[nodiscard]] Histogram& histogram(std::string_view name, std::string_view help, MetricLabels labels = {},
                                     std::span<const std::int64_t> bounds_micros = latency_bounds_micros());
  // A gauge whose value is asked for when the text is written.
  void gauge_function(std::string_view name, std::string_view help, std::function<std::int64_t()> read);
  [[nodiscard]] std::string text() const;

 private:
  struct Family;
  Family& family(std::string_view name, std::string_view help, std::string_view kind);
  mutable std::mutex mutex_;
  std::vector<std::unique_ptr<Family>> families_;
};

}  // namespace coffer::platform
