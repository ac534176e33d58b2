// A statement known at build time. The name labels metrics and logs and is the prepared statement's.
#pragma once

#include <string_view>

namespace coffer::platform {

struct Query {
  std::string_view name;
  std::string_view text;
};

}  // namespace coffer::platform
