// UTF-8, one code point at a time.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace coffer::platform {

struct CodePoint {
  char32_t value = 0;
  std::size_t size = 0;  // bytes; 0 when the bytes at this place are not UTF-8
};

// No overlong forms, no surrogates, nothing above U+10FFFF.
[[nodiscard]] CodePoint decode_utf8(std::string_view text, std::size_t at);
[[nodiscard]] bool is_utf8(std::string_view text);

}  // namespace coffer::platform
