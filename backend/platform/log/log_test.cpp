#include <gtest/gtest.h>

#include "platform/json/reader.hpp"
#include "platform/log/log.hpp"
#include "platform/metrics/metrics.hpp"

namespace coffer::platform {
namespace {

TEST(Log, WritesOneJsonObjectPerLine) {
  const LogCapture capture;
  log_info("import.finished",
           {{"rows", 5}, {"share", 0.5}, {"ok", true}, {"problem", "line\nbreak \"x\""}, {"id", AccountId{}}});
  auto text = capture.text();
  ASSERT_TRUE(text.ends_with('\n'));
  EXPECT_EQ(std::ranges::count(text, '\n'), 1);
  auto document = JsonDocument::parse(text);
  ASSERT_TRUE(document);
  auto line = document->object();
  EXPECT_EQ(line.required("event").text(), "import.finished");
  EXPECT_EQ(line.required("level").text(), "info");
  EXPECT_EQ(line.required("rows").integer(), 5);
  EXPECT_TRUE(line.required("ok").flag());
  EXPECT_EQ(line.required("id").id<AccountId>(), AccountId{});
}

TEST(Log, FailuresTellTheCauseAndNotTheDetail) {
  const LogCapture capture;
  Error error;
  error.kind = ErrorKind::NotFound;
  error.problem = "finance/account-absent";
  error.detail = "Account 1204.50 EUR";
  error.cause = "no row";
  log_failure(LogLevel::Warn, "job.failed", error, {{"attempt", 2}});
  const auto text = capture.text();
  EXPECT_NE(text.find(R"("kind":"not_found","problem":"finance/account-absent","cause":"no row")"), std::string::npos)
      << text;
  EXPECT_EQ(text.find("1204"), std::string::npos);
}

TEST(Metrics, WritesThePrometheusFormat) {
  Metrics metrics;
  auto& counter = metrics.counter("coffer_requests_total", "Requests.", {{"operation", "a\"b"}});
  counter.add(2);
  EXPECT_EQ(&counter, &metrics.counter("coffer_requests_total", "Requests.", {{"operation", "a\"b"}}));
  metrics.counter("coffer_requests_total", "Requests.", {{"operation", "c"}}).add();
  metrics.gauge("coffer_open", "Open.").set(-3);
  metrics.gauge_function("coffer_asked", "Asked.", [] { return 7; });
  constexpr std::int64_t bounds[] = {1000, 2500};
  auto& histogram = metrics.histogram("coffer_seconds", "Time.", {}, bounds);
  histogram.observe_micros(1000);
  histogram.observe_micros(2000);
  histogram.observe_micros(9'000'000);
  EXPECT_EQ(metrics.text(),
            "# HELP coffer_requests_total Requests.\n# TYPE coffer_requests_total counter\n"
            "coffer_requests_total{operation=\"a\\\"b\"} 2\ncoffer_requests_total{operation=\"c\"} 1\n"
            "# HELP coffer_open Open.\n# TYPE coffer_open gauge\ncoffer_open -3\n"
            "# HELP coffer_asked Asked.\n# TYPE coffer_asked gauge\ncoffer_asked 7\n"
            "# HELP coffer_seconds Time.\n# TYPE coffer_seconds histogram\n"
            "coffer_seconds_bucket{le=\"0.001\"} 1\ncoffer_seconds_bucket{le=\"0.0025\"} "
            "2\ncoffer_seconds_bucket{le=\"+Inf\"} 3\n"
            "coffer_seconds_sum 9.003\ncoffer_seconds_count 3\n");
}

}  // namespace
}  // namespace coffer::platform
