#include "api/edge/trace.hpp"

#include <algorithm>

namespace coffer::api::edge {
namespace {

[[nodiscard]] bool is_lower_hex(std::string_view text) {
  return std::ranges::all_of(text, [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); });
}
[[nodiscard]] bool is_zero(std::string_view text) { return text.find_first_not_of('0') == std::string_view::npos; }

// version "-" trace "-" parent "-" flags; later versions may append more after another "-".
[[nodiscard]] bool is_traceparent(std::string_view text) {
  constexpr std::size_t size = 55;
  if (text.size() < size || text[2] != '-' || text[35] != '-' || text[52] != '-') return false;
  const auto version = text.substr(0, 2);
  if (version == "ff" || (version == "00" && text.size() != size) || (text.size() > size && text[size] != '-'))
    return false;
  const auto trace = text.substr(3, 32);
  const auto parent = text.substr(36, 16);
  return is_lower_hex(version) && is_lower_hex(trace) && !is_zero(trace) && is_lower_hex(parent) && !is_zero(parent) &&
         is_lower_hex(text.substr(53, 2));
}

void append_hex(std::string& out, std::uint64_t word) {
  static constexpr char digits[] = "0123456789abcdef";
  for (int shift = 60; shift >= 0; shift -= 4) out += digits[(word >> static_cast<unsigned>(shift)) & 0xFU];
}

}  // namespace

// SplitMix64; never zero, which the standard forbids.
std::uint64_t TraceSource::next() {
  state_ += 0x9E3779B97F4A7C15ULL;
  std::uint64_t word = state_;
  word = (word ^ (word >> 30U)) * 0xBF58476D1CE4E5B9ULL;
  word = (word ^ (word >> 27U)) * 0x94D049BB133111EBULL;
  word ^= word >> 31U;
  return word == 0 ? 1 : word;
}

Trace TraceSource::begin(std::optional<std::string_view> traceparent) {
  Trace trace;
  if (traceparent && is_traceparent(*traceparent)) {
    trace.trace_id = traceparent->substr(3, 32);
    trace.flags = traceparent->substr(53, 2);
  } else {
    append_hex(trace.trace_id, next());
    append_hex(trace.trace_id, next());
    trace.flags = "00";
  }
  append_hex(trace.span_id, next());
  return trace;
}

std::string format_traceparent(const Trace& trace) {
  return "00-" + trace.trace_id + "-" + trace.span_id + "-" + trace.flags;
}

}  // namespace coffer::api::edge
