// The cookie that carries a browser's session.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "platform/http/request.hpp"

namespace coffer::api::edge {

// Loopback is plain HTTP on the machine itself: no prefix and no Secure, and nothing else changes.
enum class CookieScheme : std::uint8_t { Https, Loopback };

// By the origin that browsers see: "https://..." or "http://localhost...".
[[nodiscard]] CookieScheme cookie_scheme_of(std::string_view public_origin);
[[nodiscard]] std::string_view session_cookie_name(CookieScheme scheme);
// Values for Set-Cookie.
[[nodiscard]] std::string make_session_cookie(CookieScheme scheme, std::string_view token,
                                              std::int64_t max_age_seconds);
[[nodiscard]] std::string clear_session_cookie(CookieScheme scheme);
// The cookie by which a browser is known again at sign-in, long after its session.
[[nodiscard]] std::string make_device_cookie(CookieScheme scheme, std::string_view token, std::int64_t max_age_seconds);
[[nodiscard]] std::optional<std::string> find_device_token(CookieScheme scheme, const platform::Request& request);
[[nodiscard]] std::optional<std::string> find_session_token(CookieScheme scheme, const platform::Request& request);

}  // namespace coffer::api::edge
