#include "finance/market/packed_series.hpp"

#include <cstdint>

namespace coffer::finance {
namespace {

std::uint64_t read_unsigned(const char* bytes, int count) {
  std::uint64_t value = 0;
  for (int i = 0; i < count; ++i) value = (value << 8) | static_cast<unsigned char>(bytes[i]);
  return value;
}

}  // namespace

Result<> unpack_year(const PackedYear& packed, std::vector<std::pair<Date, Decimal>>& points) {
  const auto entries = static_cast<std::size_t>(packed.entries);
  const auto width = static_cast<std::size_t>(packed.width);
  if ((packed.width != 8 && packed.width != 16) || packed.bytes.size() != entries * (2 + width) || packed.scale < 0 ||
      packed.scale > Decimal::max_scale) {
    return fail(ErrorKind::Bug, "finance/packed-series", "A stored price series cannot be read.");
  }
  const auto first = Date::of(packed.year, 1, 1);
  const char* days = packed.bytes.data();
  const char* values = days + entries * 2;
  points.reserve(points.size() + entries);
  for (std::size_t i = 0; i < entries; ++i) {
    const auto day = static_cast<std::int32_t>(read_unsigned(days + i * 2, 2));
    auto coefficient = static_cast<Int128>(static_cast<std::int64_t>(read_unsigned(values + i * width, 8)));
    if (packed.width == 16) {
      coefficient = static_cast<Int128>((static_cast<unsigned __int128>(coefficient) << 64) |
                                        read_unsigned(values + i * width + 8, 8));
    }
    points.emplace_back(first.plus_days(day - 1), Decimal::from_parts(coefficient, packed.scale));
  }
  return {};
}

}  // namespace coffer::finance
