#include "api/edge/session_cookie.hpp"

namespace coffer::api::edge {
namespace {

std::string attributes(CookieScheme scheme) {
  return scheme == CookieScheme::Https ? "; Path=/; HttpOnly; SameSite=Lax; Secure"
                                       : "; Path=/; HttpOnly; SameSite=Lax";
}

std::string_view device_cookie_name(CookieScheme scheme) {
  return scheme == CookieScheme::Https ? "__Host-coffer_device" : "coffer_device";
}

std::string make_cookie(std::string_view name, std::string_view value, std::int64_t max_age_seconds) {
  std::string cookie(name);
  return cookie.append("=").append(value).append("; Max-Age=").append(std::to_string(max_age_seconds));
}

std::optional<std::string> find_token(std::string_view name, const platform::Request& request) {
  constexpr std::size_t longest_token = 256;
  const auto header = request.header("cookie");
  if (!header) return std::nullopt;
  const auto token = platform::find_cookie(*header, name);
  if (!token || token->empty() || token->size() > longest_token) return std::nullopt;
  return std::string(*token);
}

}  // namespace

CookieScheme cookie_scheme_of(std::string_view public_origin) {
  return public_origin.starts_with("https://") ? CookieScheme::Https : CookieScheme::Loopback;
}

std::string_view session_cookie_name(CookieScheme scheme) {
  return scheme == CookieScheme::Https ? "__Host-coffer_session" : "coffer_session";
}

std::string make_session_cookie(CookieScheme scheme, std::string_view token, std::int64_t max_age_seconds) {
  return make_cookie(session_cookie_name(scheme), token, max_age_seconds) + attributes(scheme);
}

std::string make_device_cookie(CookieScheme scheme, std::string_view token, std::int64_t max_age_seconds) {
  return make_cookie(device_cookie_name(scheme), token, max_age_seconds) + attributes(scheme);
}

std::string clear_session_cookie(CookieScheme scheme) { return make_session_cookie(scheme, "", 0); }

std::optional<std::string> find_session_token(CookieScheme scheme, const platform::Request& request) {
  return find_token(session_cookie_name(scheme), request);
}

std::optional<std::string> find_device_token(CookieScheme scheme, const platform::Request& request) {
  return find_token(device_cookie_name(scheme), request);
}

}  // namespace coffer::api::edge
