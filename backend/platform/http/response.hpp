// A response as handlers make it: a value, without the library that writes it to the wire.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "platform/http/request.hpp"
#include "platform/json/writer.hpp"

namespace coffer::platform {

struct Response {
  int status = 200;
  std::string_view content_type;                                  // static text; empty when there is no body
  std::vector<std::pair<std::string_view, std::string>> headers;  // names are static text in lower case
  std::string body;

  Response& with(std::string_view name, std::string value) & {
    headers.emplace_back(name, std::move(value));
    return *this;
  }
  Response&& with(std::string_view name, std::string value) && {
    headers.emplace_back(name, std::move(value));
    return std::move(*this);
  }
  [[nodiscard]] std::optional<std::string_view> header(std::string_view name) const;
};

inline constexpr std::string_view json_type = "application/json";
inline constexpr std::string_view problem_type = "application/problem+json";

[[nodiscard]] Response json(std::string body);
[[nodiscard]] Response json(JsonWriter&& writer);
// 201 with Location.
[[nodiscard]] Response created(std::string location, JsonWriter&& writer);
// 202 with Location of the job.
[[nodiscard]] Response accepted(std::string location, JsonWriter&& writer);
[[nodiscard]] Response no_content();
[[nodiscard]] Response not_modified(std::string etag);
[[nodiscard]] Response text(std::string body);
// A download: the file name is sent in both forms of RFC 6266.
[[nodiscard]] Response attachment(std::string_view content_type, std::string_view file_name, std::string body);

// A strong tag from what the representation was made of: "\"18c2f...\"".
[[nodiscard]] std::string make_etag(std::string_view version);
[[nodiscard]] std::string make_etag(const Uuid& object, std::int64_t version);

// Adds the ETag, or answers 304 when If-None-Match has it (weak comparison).
[[nodiscard]] Response with_etag(const Request& request, Response response, std::string etag);
// Stale (412) when the request has an If-Match without `current`. `*` matches whatever is there.
[[nodiscard]] Result<> check_if_match(const Request& request, std::string_view current);

namespace problems {
inline constexpr std::string_view stale = "request/stale";
}  // namespace problems

}  // namespace coffer::platform
