// A Response as the bytes of HTTP/1.1.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "api/edge/exchange.hpp"
#include "platform/http/response.hpp"

namespace coffer::api::edge {

enum class AfterAnswer : std::uint8_t { KeepOpen, Close };

// Whether pages of other origins may read answers: then caches must tell origins apart.
enum class Sharing : std::uint8_t { None, DeclaredOrigins };

// The head fields that do not change from one answer to the next.
class ResponseWriter {
 public:
  explicit ResponseWriter(std::string_view public_origin, Sharing sharing = Sharing::None);

  struct Answer {
    const Exchange& exchange;
    const platform::Response& response;
    std::string_view date;  // of the present second
    AfterAnswer after = AfterAnswer::KeepOpen;
    bool http_1_0 = false;
    bool gzipped = false;
  };
  // Appends the head. The body follows it, unless the method was HEAD.
  void append_head(std::string& out, const Answer& answer) const;

 private:
  std::string security_;
};

[[nodiscard]] std::string_view status_phrase(int status);
// "Mon, 31 Mar 2026 08:15:00 GMT"
[[nodiscard]] std::string format_http_date(Timestamp timestamp);

}  // namespace coffer::api::edge
