// W3C Trace Context: which request of which trace this is.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace coffer::api::edge {

struct Trace {
  std::string trace_id;  // 32 hexadecimal digits
  std::string span_id;   // 16, of this request
  std::string flags;     // 2
};

// Identifiers that need to be distinct, not secret: seeded once per loop, no system call per request.
class TraceSource {
 public:
  explicit TraceSource(std::uint64_t seed) : state_(seed) {}
  // Goes on with the trace of `traceparent` when that is well-formed, else begins one.
  [[nodiscard]] Trace begin(std::optional<std::string_view> traceparent);

 private:
  [[nodiscard]] std::uint64_t next();
  std::uint64_t state_;
};

[[nodiscard]] std::string format_traceparent(const Trace& trace);

}  // namespace coffer::api::edge
