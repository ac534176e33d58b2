// A request as handlers see it: a value, without the library that read it from the wire.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/caller.hpp"
#include "base/result.hpp"
#include "platform/http/headers.hpp"

namespace coffer::platform {

enum class Method : std::uint8_t { Get, Head, Post, Put, Patch, Delete, Options };

[[nodiscard]] std::string_view method_name(Method method);
[[nodiscard]] std::optional<Method> parse_method(std::string_view name);

// The decoded query, in order. A name may come twice; QueryReader refuses that.
using QueryParameters = std::vector<std::pair<std::string, std::string>>;

struct Request {
  Method method = Method::Get;
  std::string path;                                              // decoded, without the query
  std::vector<std::pair<std::string_view, std::string>> params;  // of the route: {id}
  QueryParameters query;
  Headers headers;
  std::string body;
  Caller caller;  // anonymous when there is no session

  // A parameter of the route. Asserts that the route has it.
  [[nodiscard]] std::string_view param(std::string_view name) const;
  // A path that holds no identifier is a path to nothing: NotFound.
  template <class IdType>
  [[nodiscard]] Result<IdType> param_id(std::string_view name) const {
    if (const auto id = parse_id<IdType>(param(name))) return *id;
    return fail(ErrorKind::NotFound, "request/not-found", "There is nothing here.");
  }
  // The household that this request is about; Forbidden when the caller has none.
  [[nodiscard]] Result<HouseholdId> household() const;
  [[nodiscard]] std::optional<std::string_view> header(std::string_view name) const { return headers.find(name); }
  [[nodiscard]] const std::string& trace_id() const { return caller.trace_id; }
};

struct TargetLimits {
  std::size_t path_bytes = 2048;
  std::size_t query_bytes = 8192;
  std::size_t query_parameters = 64;
};

struct Target {
  std::string path;
  QueryParameters query;
};

// Splits and decodes a request target. Refuses bad escapes, NUL, bytes that are not UTF-8, dot
// segments, and whatever exceeds the limits. A '+' in the query is a blank.
[[nodiscard]] Result<Target> parse_target(std::string_view target, const TargetLimits& limits = {});
// "%41" -> "A"; nothing on a bad escape.
enum class PlusSign { Literal, Blank };
[[nodiscard]] std::optional<std::string> decode_percent(std::string_view text, PlusSign plus = PlusSign::Literal);

}  // namespace coffer::platform
