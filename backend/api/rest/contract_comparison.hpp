// What the routes of a router and the operations of an OpenAPI document do not have in common.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "platform/http/router.hpp"

namespace coffer::api::rest {

// One line each: "POST /v1/accounts create_account is in the document alone".
[[nodiscard]] Result<std::vector<std::string>> compare_with_contract(const platform::Router& router,
                                                                     std::string_view openapi_json);

}  // namespace coffer::api::rest
