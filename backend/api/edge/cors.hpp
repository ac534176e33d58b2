// Cross-origin resource sharing: pages of the declared origins may call the API with a token of theirs,
// never with this site's cookies.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "platform/http/request.hpp"
#include "platform/http/response.hpp"

namespace coffer::api::edge {

class CrossOrigins {
 public:
  // "https://app.example", exactly as browsers send them.
  explicit CrossOrigins(std::vector<std::string> allowed) : allowed_(std::move(allowed)) {}

  [[nodiscard]] bool any() const { return !allowed_.empty(); }
  // The origin of a request from a declared page elsewhere; empty for all others.
  [[nodiscard]] std::string_view allowed_origin(const platform::Request& request) const;
  // The answer to a preflight of such a page. `allow` are the methods of the path.
  [[nodiscard]] static platform::Response answer_preflight(std::string allow);

 private:
  std::vector<std::string> allowed_;
};

// The head fields for an answer; nothing when no origin is declared.
void append_cross_origin(std::string& out, std::string_view allowed_origin);

}  // namespace coffer::api::edge
