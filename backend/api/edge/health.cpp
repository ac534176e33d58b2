#include "api/edge/health.hpp"

namespace coffer::api::edge {
namespace {

using platform::Response;
using platform::Task;

constexpr platform::RouteOptions open_always{.access = platform::Access::Public,
                                             .admission = platform::Admission::Always};

Task<Response> report(std::string_view status) {
  platform::JsonWriter body(64);
  body.begin_object().field("status", status).end_object();
  co_return platform::json(std::move(body));
}

Task<Response> report_readiness(const Readiness& ready) {
  if (ready) {
    auto task = ready();
    COFFER_CO_CHECK(co_await task);
  }
  auto task = report("ready");
  co_return co_await task;
}

Task<Response> report_metrics(const platform::Metrics& metrics) {
  auto response = platform::text(metrics.text());
  response.content_type = "text/plain; version=0.0.4; charset=utf-8";
  co_return std::move(response);
}

}  // namespace

void add_health_routes(platform::Router& router, Readiness ready) {
  router.get("/healthz", "get_health", [](const platform::Request&) { return report("alive"); }, open_always);
  // The handler lives as long as the router, and so does what its coroutine refers to.
  auto shared = std::make_shared<const Readiness>(std::move(ready));
  router.get(
      "/readyz", "get_readiness", [shared](const platform::Request&) { return report_readiness(*shared); },
      open_always);
}

void add_metrics_route(platform::Router& router, const platform::Metrics& metrics) {
  router.get(
      "/metrics", "get_metrics", [&metrics](const platform::Request&) { return report_metrics(metrics); }, open_always);
}

}  // namespace coffer::api::edge
