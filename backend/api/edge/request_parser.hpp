// One request from the wire into a platform::Request, by Beast's parser without Beast's containers.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "api/edge/problem_table.hpp"
#include "platform/http/request.hpp"

namespace coffer::api::edge {

class RequestParser {
 public:
  RequestParser();
  ~RequestParser();
  RequestParser(const RequestParser&) = delete;
  RequestParser& operator=(const RequestParser&) = delete;

  // Begins with the next request, which goes into `request` (cleared here).
  void begin(platform::Request& request, std::size_t header_bytes);
  // Reads on; how many bytes are done with. The head comes first and alone: after head_done() say
  // what the body may hold, then go on.
  [[nodiscard]] std::size_t feed(std::string_view bytes);
  void allow_body(std::size_t bytes);

  [[nodiscard]] bool head_done() const;
  [[nodiscard]] bool done() const;
  // Why this is no request; nothing after it can be understood either.
  [[nodiscard]] const ProtocolProblem* problem() const;

  // Of the head.
  [[nodiscard]] std::string_view target() const;
  [[nodiscard]] bool has_body() const;
  [[nodiscard]] std::optional<std::uint64_t> content_length() const;
  [[nodiscard]] bool keep_alive() const;
  [[nodiscard]] bool is_http_1_0() const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace coffer::api::edge
