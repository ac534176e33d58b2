// Result<T>: a value, or the Error that a caller can do something about.
#pragma once

#include <expected>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/error.hpp"

namespace coffer {

template <class T = void>
class [[nodiscard]] Result : public std::expected<T, Error> {
 public:
  using value_type = T;
  using std::expected<T, Error>::expected;
  Result(std::expected<T, Error> value) : std::expected<T, Error>(std::move(value)) {}
};

// The failing return: `return fail(ErrorKind::Invalid, problems::bad_date, "Write the date as ...");`
[[nodiscard]] inline std::unexpected<Error> fail(ErrorKind kind, std::string_view problem, std::string detail,
                                                 std::vector<FieldError> fields = {}) {
  Error error;
  error.kind = kind;
  error.problem = problem;
  error.detail = std::move(detail);
  error.fields = std::move(fields);
  return std::unexpected<Error>(std::move(error));
}

[[nodiscard]] inline std::unexpected<Error> fail(Error error) { return std::unexpected<Error>(std::move(error)); }

}  // namespace coffer

#define COFFER_JOIN_(a, b) a##b
#define COFFER_JOIN(a, b) COFFER_JOIN_(a, b)

// COFFER_TRY(name, expr): binds the value of a Result to `name`, or returns its error. COFFER_CHECK
// does the same for a Result without a value. In coroutines use the CO forms.
#define COFFER_TRY(name, ...)                                                                               \
  auto COFFER_JOIN(name, _result_) = (__VA_ARGS__);                                                         \
  if (!COFFER_JOIN(name, _result_)) return std::unexpected(std::move(COFFER_JOIN(name, _result_)).error()); \
  auto& name = *COFFER_JOIN(name, _result_)

#define COFFER_CO_TRY(name, ...)                                                                               \
  auto COFFER_JOIN(name, _result_) = (__VA_ARGS__);                                                            \
  if (!COFFER_JOIN(name, _result_)) co_return std::unexpected(std::move(COFFER_JOIN(name, _result_)).error()); \
  auto& name = *COFFER_JOIN(name, _result_)

#define COFFER_CHECK(...)                                                                                             \
  do {                                                                                                                \
    if (auto coffer_check_ = (__VA_ARGS__); !coffer_check_) return std::unexpected(std::move(coffer_check_).error()); \
  } while (false)

#define COFFER_CO_CHECK(...)                                       \
  do {                                                             \
    if (auto coffer_check_ = (__VA_ARGS__); !coffer_check_)        \
      co_return std::unexpected(std::move(coffer_check_).error()); \
  } while (false)
