// What PostgreSQL's refusals become. The cause (log only) holds SQLSTATE, statement and message; the
// detail never does.
#pragma once

#include <string_view>

#include "base/error.hpp"

namespace coffer::platform {

namespace problems {
inline constexpr std::string_view unique_violation = "platform/unique-violation";            // 23505 -> Conflict
inline constexpr std::string_view foreign_key_violation = "platform/foreign-key-violation";  // 23503 -> Conflict
inline constexpr std::string_view check_violation = "platform/check-violation";              // 23514, 23P01 -> Invalid
inline constexpr std::string_view not_null_violation = "platform/not-null-violation";        // 23502 -> Invalid
inline constexpr std::string_view value_not_storable = "platform/value-not-storable";        // class 22, NUL -> Invalid
inline constexpr std::string_view row_forbidden = "platform/row-forbidden";                  // 42501 -> Forbidden
inline constexpr std::string_view serialization = "platform/serialization";                  // 40001, 40P01 -> Conflict
inline constexpr std::string_view lock_not_available = "platform/lock-not-available";        // 55P03 -> Conflict
inline constexpr std::string_view database_unavailable = "platform/database-unavailable";  // lost, 53xxx, 57Pxx, 25006
inline constexpr std::string_view database_busy = "platform/database-busy";                // no connection in time
inline constexpr std::string_view database_timeout = "platform/database-timeout";          // 57014, deadline
inline constexpr std::string_view commit_unknown = "platform/commit-unknown";              // lost during COMMIT
inline constexpr std::string_view database_fault = "platform/database-fault";              // the rest -> Bug
inline constexpr std::string_view raised = "platform/raised";  // P0001: RAISE in a function or trigger
}  // namespace problems

// Five characters, empty when the error is not the database's.
[[nodiscard]] std::string_view sqlstate_of(const Error& error);
// Name of the violated constraint or unique index (RAISE ... USING CONSTRAINT too), else empty. For
// stores alone: they map it to a problem.
[[nodiscard]] std::string_view constraint_of(const Error& error);

}  // namespace coffer::platform
