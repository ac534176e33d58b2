// Routes for those who run the server.
#pragma once

#include <functional>

#include "platform/http/router.hpp"
#include "platform/metrics/metrics.hpp"

namespace coffer::api::edge {

using Readiness = std::function<platform::Task<>()>;

// GET /healthz: the process lives. GET /readyz: it can serve; 503 with the reason's slug otherwise.
void add_health_routes(platform::Router& router, Readiness ready);
// GET /metrics, for the private port.
void add_metrics_route(platform::Router& router, const platform::Metrics& metrics);

}  // namespace coffer::api::edge
