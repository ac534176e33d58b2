// The token against cross-site requests for browsers that send neither Origin nor Sec-Fetch-Site: it is
// made of the session's own token, given out with every answer to a reading request of such a browser,
// and demanded with every writing one. Programs that are no browsers need none: nobody borrows their cookies.
#pragma once

#include <string>
#include <string_view>

#include "platform/http/request.hpp"

namespace coffer::api::edge {

inline constexpr std::string_view csrf_header = "coffer-csrf";

[[nodiscard]] bool needs_csrf_token(const platform::Request& request);
[[nodiscard]] std::string make_csrf_token(std::string_view session_token);
[[nodiscard]] bool shows_csrf_token(const platform::Request& request, std::string_view session_token);

}  // namespace coffer::api::edge
