// Authorization: Bearer, of programs.
#pragma once

#include <optional>
#include <string>

#include "platform/http/request.hpp"
#include "platform/http/router.hpp"

namespace coffer::api::edge {

// The token; empty when the header is there but holds none that could be one, or is there twice. Absent without it.
[[nodiscard]] std::optional<std::string> find_bearer_token(const platform::Request& request);

// Whether a personal API key may be used on the route. It does not reach what belongs to its person's own
// account (sessions, factors, keys, profile): a key that leaked makes no other keys.
[[nodiscard]] bool is_open_to_api_keys(const platform::Route& route);

}  // namespace coffer::api::edge
