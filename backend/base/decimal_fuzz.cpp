// Whatever parse_decimal accepts comes back from format_decimal with the same value, and what it
// accepts is a plain decimal number within the limits.
#include <cstddef>
#include <cstdint>
#include <cstdlib>

#include "base/decimal.hpp"

namespace {

void require(bool holds) {
  if (!holds) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const auto value = coffer::parse_decimal(text);
  if (!value) return 0;
  require(text.find_first_not_of("-.0123456789") == std::string_view::npos);
  for (const int min_scale : {0, 2, coffer::Decimal::max_scale}) {
    const std::string formatted = coffer::format_decimal(*value, min_scale);
    const auto again = coffer::parse_decimal(formatted);
    require(again.has_value() && *again == *value);
    require(coffer::format_decimal(*again, min_scale) == formatted);
  }
  require(coffer::trim(*value) == *value);
  require((*value <=> coffer::trim(*value)) == std::strong_ordering::equal);
  return 0;
}
