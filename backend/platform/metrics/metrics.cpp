#include "platform/metrics/metrics.hpp"

#include <algorithm>
#include <array>
#include <cassert>
#include <charconv>

namespace coffer::platform {
namespace {

struct Metric {
  MetricLabels labels;
  std::unique_ptr<Counter> counter;
  std::unique_ptr<Gauge> gauge;
  std::unique_ptr<Histogram> histogram;
  std::function<std::int64_t()> read;
};

void append_labels(std::string& out, const MetricLabels& labels, std::string_view bound = {}) {
  if (labels.empty() && bound.empty()) return;
  out += '{';
  for (const auto& [name, value] : labels) {
    out.append(name).append("=\"");
    for (const char c : value) {
      if (c == '\n') {
        out += "\\n";
      } else {
        if (c == '"' || c == '\\') out += '\\';
        out += c;
      }
    }
    out += "\",";
  }
  if (bound.empty()) {
    out.pop_back();
  } else {
    out.append("le=\"").append(bound).append("\"");
  }
  out += '}';
}

// Microseconds as seconds, without binary fractions: 2500 -> "0.0025".
std::string seconds(std::int64_t micros) {
  auto digits = std::to_string(micros % 1'000'000);
  digits.insert(0, 6 - digits.size(), '0');
  while (digits.size() > 1 && digits.back() == '0') digits.pop_back();
  return std::to_string(micros / 1'000'000) + "." + digits;
}

template <class Number>
void append_line(std::string& out, std::string_view name, const MetricLabels& labels, Number value) {
  out += name;
  append_labels(out, labels);
  out += ' ';
  out += std::to_string(value);
  out += '\n';
}

}  // namespace

struct Metrics::Family {
  std::string name;
  std::string help;
  std::string_view kind;
  std::vector<std::unique_ptr<Metric>> metrics;

  Metric& find_or_add(MetricLabels labels) {
    for (auto& metric : metrics) {
      if (metric->labels == labels) return *metric;
    }
    metrics.push_back(std::make_unique<Metric>());
    metrics.back()->labels = std::move(labels);
    return *metrics.back();
  }
};

Histogram::Histogram(std::span<const std::int64_t> bounds_micros)
    : bounds_(bounds_micros.begin(), bounds_micros.end()), buckets_(bounds_.size() + 1) {}

void Histogram::observe_micros(std::int64_t micros) {
  const auto bucket = std::ranges::lower_bound(bounds_, micros) - bounds_.begin();
  buckets_[static_cast<std::size_t>(bucket)].fetch_add(1, std::memory_order_relaxed);
  sum_micros_.fetch_add(micros, std::memory_order_relaxed);
}

std::uint64_t Histogram::count() const {
  std::uint64_t count = 0;
  for (const auto& bucket : buckets_) count += bucket.load(std::memory_order_relaxed);
  return count;
}

std::span<const std::int64_t> latency_bounds_micros() {
  static constexpr std::array<std::int64_t, 16> bounds{100,       250,       500,        1'000,     2'500,   5'000,
                                                       10'000,    25'000,    50'000,     100'000,   250'000, 500'000,
                                                       1'000'000, 2'500'000, 10'000'000, 30'000'000};
  return bounds;
}

Metrics::Metrics() = default;
Metrics::~Metrics() = default;

Metrics::Family& Metrics::family(std::string_view name, std::string_view help, std::string_view kind) {
  for (auto& family : families_) {
    if (family->name == name) {
      assert(family->kind == kind && "a metric keeps its kind");
      return *family;
    }
  }
  families_.push_back(std::make_unique<Family>(Family{std::string(name), std::string(help), kind, {}}));
  return *families_.back();
}

Counter& Metrics::counter(std::string_view name, std::string_view help, MetricLabels labels) {
  const std::lock_guard lock(mutex_);
  auto& metric = family(name, help, "counter").find_or_add(std::move(labels));
  if (!metric.counter) metric.counter = std::make_unique<Counter>();
  return *metric.counter;
}

Gauge& Metrics::gauge(std::string_view name, std::string_view help, MetricLabels labels) {
  const std::lock_guard lock(mutex_);
  auto& metric = family(name, help, "gauge").find_or_add(std::move(labels));
  assert(!metric.read && "a gauge is set or asked, not both");
  if (!metric.gauge) metric.gauge = std::make_unique<Gauge>();
  return *metric.gauge;
}

Histogram& Metrics::histogram(std::string_view name, std::string_view help, MetricLabels labels,
                              std::span<const std::int64_t> bounds_micros) {
  const std::lock_guard lock(mutex_);
  auto& metric = family(name, help, "histogram").find_or_add(std::move(labels));
  if (!metric.histogram) metric.histogram = std::make_unique<Histogram>(bounds_micros);
  return *metric.histogram;
}

void Metrics::gauge_function(std::string_view name, std::string_view help, std::function<std::int64_t()> read) {
  const std::lock_guard lock(mutex_);
  auto& metric = family(name, help, "gauge").find_or_add({});
  assert(!metric.gauge && "a gauge is set or asked, not both");
  metric.read = std::move(read);
}

std::string Metrics::text() const {
  const std::lock_guard lock(mutex_);
  std::string out;
  for (const auto& family : families_) {
    out.append("# HELP ").append(family->name).append(" ").append(family->help).append("\n");
    out.append("# TYPE ").append(family->name).append(" ").append(family->kind).append("\n");
    for (const auto& metric : family->metrics) {
      if (metric->counter) append_line(out, family->name, metric->labels, metric->counter->count());
      if (metric->gauge) append_line(out, family->name, metric->labels, metric->gauge->value());
      if (metric->read) append_line(out, family->name, metric->labels, metric->read());
      if (!metric->histogram) continue;
      const auto& histogram = *metric->histogram;
      std::uint64_t count = 0;
      for (std::size_t i = 0; i <= histogram.bounds_.size(); ++i) {
        count += histogram.buckets_[i].load(std::memory_order_relaxed);
        out.append(family->name).append("_bucket");
        append_labels(out, metric->labels, i < histogram.bounds_.size() ? seconds(histogram.bounds_[i]) : "+Inf");
        out.append(" ").append(std::to_string(count)).append("\n");
      }
      out.append(family->name).append("_sum");
      append_labels(out, metric->labels);
      out.append(" ").append(seconds(histogram.sum_micros_.load(std::memory_order_relaxed))).append("\n");
      append_line(out, family->name + "_count", metric->labels, count);
    }
  }
  return out;
}

}  // namespace coffer::platform
