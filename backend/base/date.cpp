#include "base/date.hpp"

#include <array>
#include <cstdio>

namespace coffer {
namespace {

constexpr std::int64_t micros_per_second = 1'000'000;
constexpr std::int64_t micros_per_day = 86'400 * micros_per_second;

// Exactly `count` digits at the front of `text`, taken off; -1 when they are not there.
int take_digits(std::string_view& text, std::size_t count) {
  if (text.size() < count) return -1;
  int value = 0;
  for (const char c : text.substr(0, count)) {
    if (c < '0' || c > '9') return -1;
    value = value * 10 + (c - '0');
  }
  text.remove_prefix(count);
  return value;
}

bool take(std::string_view& text, char expected) {
  if (!text.starts_with(expected)) return false;
  text.remove_prefix(1);
  return true;
}

std::optional<Date> take_date(std::string_view& text) {
  const int year = take_digits(text, 4);
  if (year < 1000 || !take(text, '-')) return std::nullopt;
  const int month = take_digits(text, 2);
  if (month < 1 || !take(text, '-')) return std::nullopt;
  const int day = take_digits(text, 2);
  if (day < 1) return std::nullopt;
  const std::chrono::year_month_day ymd{std::chrono::year{year}, std::chrono::month{static_cast<unsigned>(month)},
                                        std::chrono::day{static_cast<unsigned>(day)}};
  if (!ymd.ok()) return std::nullopt;
  return Date::of(year, static_cast<unsigned>(month), static_cast<unsigned>(day));
}

std::optional<std::int64_t> take_fraction(std::string_view& text) {
  if (!take(text, '.')) return 0;
  std::int64_t micros = 0;
  std::int64_t unit = micros_per_second;
  while (!text.empty() && text.front() >= '0' && text.front() <= '9') {
    unit /= 10;
    if (unit == 0) return std::nullopt;
    micros += unit * (text.front() - '0');
    text.remove_prefix(1);
  }
  if (unit == micros_per_second) return std::nullopt;
  return micros;
}

// "Z", "+02:00", or PostgreSQL's "+02" and "+02:30"; seconds east of Greenwich.
std::optional<int> take_offset(std::string_view& text) {
  if (take(text, 'Z') || take(text, 'z')) return 0;
  const bool west = text.starts_with('-');
  if (!west && !text.starts_with('+')) return std::nullopt;
  text.remove_prefix(1);
  const int hours = take_digits(text, 2);
  if (hours < 0 || hours > 23) return std::nullopt;
  int minutes = 0;
  if (take(text, ':')) {
    minutes = take_digits(text, 2);
    if (minutes < 0 || minutes > 59) return std::nullopt;
  }
  const int seconds = (hours * 60 + minutes) * 60;
  return west ? -seconds : seconds;
}

void write_digits(char* to, unsigned value, int count) {
  for (int i = count - 1; i >= 0; --i) {
    to[i] = static_cast<char>('0' + value % 10);
    value /= 10;
  }
}

}  // namespace

std::string format_date(Date date) {
  const auto ymd = date.ymd();
  std::string text = "0000-00-00";
  write_digits(text.data(), static_cast<unsigned>(static_cast<int>(ymd.year())), 4);
  write_digits(text.data() + 5, static_cast<unsigned>(ymd.month()), 2);
  write_digits(text.data() + 8, static_cast<unsigned>(ymd.day()), 2);
  return text;
}

std::optional<Date> parse_date(std::string_view text) {
  auto date = take_date(text);
  if (!text.empty()) return std::nullopt;
  return date;
}

Date date_of(Timestamp timestamp) {
  std::int64_t days = timestamp.micros / micros_per_day;
  if (timestamp.micros % micros_per_day < 0) --days;
  return Date::from_days(static_cast<std::int32_t>(days));
}

std::string format_timestamp(Timestamp timestamp) {
  const Date date = date_of(timestamp);
  const std::int64_t micros = timestamp.micros - date.days() * micros_per_day;
  const auto seconds = static_cast<unsigned>(micros / micros_per_second);
  std::string text = format_date(date) + "T00:00:00.000000Z";
  write_digits(text.data() + 11, seconds / 3600, 2);
  write_digits(text.data() + 14, seconds / 60 % 60, 2);
  write_digits(text.data() + 17, seconds % 60, 2);
  write_digits(text.data() + 20, static_cast<unsigned>(micros % micros_per_second), 6);
  return text;
}

std::optional<Timestamp> parse_timestamp(std::string_view text) {
  const auto date = take_date(text);
  if (!date || !(take(text, 'T') || take(text, 't') || take(text, ' '))) return std::nullopt;
  const int hours = take_digits(text, 2);
  if (hours < 0 || hours > 23 || !take(text, ':')) return std::nullopt;
  const int minutes = take_digits(text, 2);
  if (minutes < 0 || minutes > 59 || !take(text, ':')) return std::nullopt;
  const int seconds = take_digits(text, 2);
  if (seconds < 0 || seconds > 59) return std::nullopt;
  const auto fraction = take_fraction(text);
  if (!fraction) return std::nullopt;
  const auto offset = take_offset(text);
  if (!offset || !text.empty()) return std::nullopt;
  const std::int64_t in_day = (hours * 60 + minutes) * 60 + seconds - *offset;
  return Timestamp{date->days() * micros_per_day + in_day * micros_per_second + *fraction};
}

}  // namespace coffer
