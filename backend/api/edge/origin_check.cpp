#include "api/edge/origin_check.hpp"

namespace coffer::api::edge {

bool is_safe_method(platform::Method method) {
  return method == platform::Method::Get || method == platform::Method::Head || method == platform::Method::Options;
}

bool is_from_this_site(const platform::Request& request, std::string_view public_origin) {
  if (const auto site = request.header("sec-fetch-site"); site && *site != "same-origin" && *site != "none")
    return false;
  const auto origin = request.header("origin");
  if (!origin || *origin == public_origin) return true;
  // The scheme before the host is the balancer's affair: it ends TLS.
  const auto host = request.header("host");
  for (const std::string_view scheme : {"https://", "http://"}) {
    if (host && origin->starts_with(scheme) && origin->substr(scheme.size()) == *host) return true;
  }
  return false;
}

}  // namespace coffer::api::edge
