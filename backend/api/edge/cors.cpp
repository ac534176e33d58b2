#include "api/edge/cors.hpp"

#include <algorithm>

namespace coffer::api::edge {

std::string_view CrossOrigins::allowed_origin(const platform::Request& request) const {
  const auto origin = request.header("origin");
  if (!origin || request.headers.count("origin") != 1) return {};
  const auto found = std::ranges::find(allowed_, *origin);
  return found == allowed_.end() ? std::string_view{} : std::string_view(*found);
}

platform::Response CrossOrigins::answer_preflight(std::string allow) {
  auto response = platform::no_content();
  response.with("access-control-allow-methods", allow);
  response.with("access-control-allow-headers",
                "authorization, content-type, accept, idempotency-key, if-match, if-none-match, coffer-household");
  response.with("access-control-max-age", "600");
  response.with("allow", std::move(allow));
  return response;
}

void append_cross_origin(std::string& out, std::string_view allowed_origin) {
  out.append("access-control-allow-origin: ").append(allowed_origin);
  out +=
      "\r\naccess-control-expose-headers: etag, location, retry-after, ratelimit, ratelimit-policy, "
      "idempotent-replayed, traceparent\r\n";
}

}  // namespace coffer::api::edge
