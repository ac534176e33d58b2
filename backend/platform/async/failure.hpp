// Errors that the asynchronous layer itself makes.
#pragma once

#include <exception>
#include <expected>
#include <string_view>

#include "base/error.hpp"

namespace coffer::platform {

namespace problems {
inline constexpr std::string_view deadline_passed = "platform/deadline-passed";  // Timeout
inline constexpr std::string_view stopped = "platform/stopped";        // Unavailable: the group is shutting down
inline constexpr std::string_view overloaded = "platform/overloaded";  // Unavailable: a queue is full
inline constexpr std::string_view unexpected = "platform/unexpected";  // Bug: an exception
}  // namespace problems

[[nodiscard]] std::unexpected<Error> fail_deadline();
[[nodiscard]] std::unexpected<Error> fail_stopped();
[[nodiscard]] std::unexpected<Error> fail_overloaded();
[[nodiscard]] bool is_stopped(const Error& error);
// ErrorKind::Bug with the exception's text as the cause.
[[nodiscard]] Error error_of_exception(const std::exception_ptr& exception);

}  // namespace coffer::platform
