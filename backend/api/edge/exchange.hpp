// One request and its answer, and what the log line about them says.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "api/edge/rate_limiter.hpp"
#include "api/edge/trace.hpp"
#include "platform/http/request.hpp"
#include "platform/http/router.hpp"

namespace coffer::api::edge {

struct Exchange {
  platform::Request request;
  Trace trace;
  std::string network_address;
  // The cookie's, or SessionCache::bearer and that of Authorization.
  std::optional<std::string> session_token;
  // Of a declared page elsewhere; outlives the exchange.
  std::string_view cross_origin;
  const platform::Route* route = nullptr;
  std::int64_t begun_micros = 0;  // monotonic; the first byte of the request
  std::optional<RateVerdict> rate;
  std::uint32_t rate_quota = 0;

  // For the log.
  std::string problem;
  std::string cause;
  std::optional<ErrorKind> error;

  void clear() {
    trace = {};
    session_token.reset();
    cross_origin = {};
    route = nullptr;
    rate.reset();
    problem.clear();
    cause.clear();
    error.reset();
  }
};

}  // namespace coffer::api::edge
