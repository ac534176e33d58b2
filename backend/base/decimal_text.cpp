#include <algorithm>

#include "base/decimal.hpp"

namespace coffer {
namespace {

constexpr std::size_t max_whole_digits = 20;

bool is_digit(char c) { return c >= '0' && c <= '9'; }

bool all_digits(std::string_view text) { return std::ranges::all_of(text, is_digit); }

unsigned __int128 append_digits(unsigned __int128 value, std::string_view digits) {
  while (!digits.empty()) {
    const std::size_t count = std::min<std::size_t>(digits.size(), Decimal::max_scale);
    std::uint64_t chunk = 0;
    for (const char c : digits.substr(0, count)) chunk = chunk * 10 + static_cast<std::uint64_t>(c - '0');
    value = value * static_cast<std::uint64_t>(detail::small_powers_of_ten[count]) + chunk;
    digits.remove_prefix(count);
  }
  return value;
}

}  // namespace

std::optional<Decimal> parse_decimal(std::string_view text) {
  const bool negative = text.starts_with('-');
  if (negative) text.remove_prefix(1);
  const std::size_t point = text.find('.');
  std::string_view whole = text.substr(0, point);
  std::string_view fraction;
  if (point != std::string_view::npos) {
    fraction = text.substr(point + 1);
    if (fraction.empty()) return std::nullopt;
  }
  if (whole.empty() || !all_digits(whole) || !all_digits(fraction)) return std::nullopt;
  whole.remove_prefix(std::min(whole.find_first_not_of('0'), whole.size()));
  if (whole.size() > max_whole_digits) return std::nullopt;
  if (fraction.size() > Decimal::max_scale) {
    if (fraction.find_first_not_of('0', Decimal::max_scale) != std::string_view::npos) return std::nullopt;
    fraction = fraction.substr(0, Decimal::max_scale);
  }
  const auto coefficient = static_cast<Int128>(append_digits(append_digits(0, whole), fraction));
  return Decimal::from_parts(negative ? -coefficient : coefficient, static_cast<int>(fraction.size()));
}

std::string format_decimal(const Decimal& a, int min_scale) {
  assert(min_scale >= 0 && min_scale <= Decimal::max_scale);
  const Decimal trimmed = trim(a);
  auto rest = static_cast<unsigned __int128>(trimmed.is_negative() ? -trimmed.coefficient() : trimmed.coefficient());
  const int scale = trimmed.scale();

  std::array<char, 64> buffer;  // 38 digits, 18 zeros, point and sign
  char* const end = buffer.data() + buffer.size();
  char* begin = end;
  for (int i = scale; i < min_scale; ++i) *--begin = '0';
  int written = 0;
  const auto write = [&](std::uint64_t chunk, int digits) {
    for (int i = 0; i < digits || chunk != 0; ++i) {
      if (written == scale && begin != end) *--begin = '.';
      *--begin = static_cast<char>('0' + chunk % 10);
      chunk /= 10;
      ++written;
    }
  };
  constexpr auto chunk_size = static_cast<std::uint64_t>(detail::small_powers_of_ten[Decimal::max_scale]);
  while (rest >= chunk_size) {
    write(static_cast<std::uint64_t>(rest % chunk_size), Decimal::max_scale);
    rest /= chunk_size;
  }
  write(static_cast<std::uint64_t>(rest), std::max(scale + 1 - written, 1));
  if (trimmed.is_negative()) *--begin = '-';
  return {begin, end};
}

}  // namespace coffer
