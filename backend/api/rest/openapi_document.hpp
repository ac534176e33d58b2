// contracts/openapi.yaml as JSON; generated into the build tree by tools/openapi_json.py.
#pragma once

#include <string_view>

namespace coffer::api::rest {

[[nodiscard]] std::string_view openapi_document();

}  // namespace coffer::api::rest
