// An ETag made of the representation itself, for objects whose body shows more than one row's version.
#pragma once

#include <string>
#include <string_view>

namespace coffer::api::rest {

[[nodiscard]] std::string body_etag(std::string_view body);

}  // namespace coffer::api::rest
