#include "api/edge/csrf_token.hpp"

#include "platform/crypto/digest.hpp"

namespace coffer::api::edge {

bool needs_csrf_token(const platform::Request& request) {
  if (request.header("origin") || request.header("sec-fetch-site")) return false;
  return request.header("user-agent").value_or("").starts_with("Mozilla/");
}

std::string make_csrf_token(std::string_view session_token) {
  return platform::to_base64url(platform::hmac_sha256(platform::as_bytes(session_token), "coffer csrf token"));
}

bool shows_csrf_token(const platform::Request& request, std::string_view session_token) {
  const auto shown = request.header(csrf_header);
  if (!shown) return false;
  const std::string expected = make_csrf_token(session_token);
  return platform::equal_in_constant_time(platform::as_bytes(*shown), platform::as_bytes(expected));
}

}  // namespace coffer::api::edge
