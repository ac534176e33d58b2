#include "platform/json/utf8.hpp"

namespace coffer::platform {
namespace {

[[nodiscard]] bool is_continuation(unsigned char byte) { return (byte & 0xC0U) == 0x80U; }

}  // namespace

CodePoint decode_utf8(std::string_view text, std::size_t at) {
  const auto byte = [&](std::size_t offset) { return static_cast<unsigned char>(text[at + offset]); };
  const std::size_t left = text.size() - at;
  const unsigned char lead = byte(0);
  if (lead < 0x80U) return {lead, 1};
  if (lead < 0xC2U) return {};
  if (lead < 0xE0U) {
    if (left < 2 || !is_continuation(byte(1))) return {};
    return {static_cast<char32_t>((lead & 0x1FU) << 6U | (byte(1) & 0x3FU)), 2};
  }
  if (lead < 0xF0U) {
    if (left < 3 || !is_continuation(byte(1)) || !is_continuation(byte(2))) return {};
    const auto value = static_cast<char32_t>((lead & 0x0FU) << 12U | (byte(1) & 0x3FU) << 6U | (byte(2) & 0x3FU));
    if (value < 0x800U || (value >= 0xD800U && value <= 0xDFFFU)) return {};
    return {value, 3};
  }
  if (lead < 0xF5U) {
    if (left < 4 || !is_continuation(byte(1)) || !is_continuation(byte(2)) || !is_continuation(byte(3))) return {};
    const auto value = static_cast<char32_t>((lead & 0x07U) << 18U | (byte(1) & 0x3FU) << 12U |
                                             (byte(2) & 0x3FU) << 6U | (byte(3) & 0x3FU));
    if (value < 0x10000U || value > 0x10FFFFU) return {};
    return {value, 4};
  }
  return {};
}

bool is_utf8(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    const auto point = decode_utf8(text, at);
    if (point.size == 0) return false;
    at += point.size;
  }
  return true;
}

}  // namespace coffer::platform
