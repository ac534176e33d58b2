// Cross-site request forgery: whether a request that changes something comes from our own pages.
#pragma once

#include <string_view>

#include "platform/http/request.hpp"

namespace coffer::api::edge {

[[nodiscard]] bool is_safe_method(platform::Method method);

// By Sec-Fetch-Site, and by Origin against `public_origin` or the Host that was asked. Clients that
// send neither are no browsers, and carry no one else's cookies.
[[nodiscard]] bool is_from_this_site(const platform::Request& request, std::string_view public_origin);

}  // namespace coffer::api::edge
