// Making errors of results; inside platform/pg alone.
#pragma once

#include <string_view>

#include "base/result.hpp"
#include "platform/pg/pg_error.hpp"

struct pg_result;

namespace coffer::platform {

[[nodiscard]] Error error_of_result(const pg_result* result, std::string_view query);
[[nodiscard]] Error error_lost(std::string_view cause);
[[nodiscard]] bool is_lost(const Error& error);
[[nodiscard]] bool is_serialization(const Error& error);
[[nodiscard]] std::unexpected<Error> fail_database_timeout(std::string_view query);

}  // namespace coffer::platform
