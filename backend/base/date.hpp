// A civil date, without time or zone: trade dates, price dates.
#pragma once

#include <chrono>
#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace coffer {

class Date {
 public:
  constexpr Date() = default;
  // Days since 1970-01-01.
  [[nodiscard]] static constexpr Date from_days(std::int32_t days) {
    Date date;
    date.days_ = days;
    return date;
  }
  [[nodiscard]] static constexpr Date of(int year, unsigned month, unsigned day) {
    return from_days(static_cast<std::int32_t>(
        std::chrono::sys_days{std::chrono::year{year} / std::chrono::month{month} / std::chrono::day{day}}
            .time_since_epoch()
            .count()));
  }
  [[nodiscard]] constexpr std::int32_t days() const { return days_; }
  [[nodiscard]] constexpr std::chrono::year_month_day ymd() const {
    return std::chrono::year_month_day{std::chrono::sys_days{std::chrono::days{days_}}};
  }
  // 0 is Sunday.
  [[nodiscard]] constexpr unsigned weekday() const {
    return std::chrono::weekday{std::chrono::sys_days{std::chrono::days{days_}}}.c_encoding();
  }
  [[nodiscard]] constexpr Date plus_days(std::int32_t count) const { return from_days(days_ + count); }
  constexpr auto operator<=>(const Date&) const = default;

 private:
  std::int32_t days_ = 0;
};

// Days from one date to another; negative when `to` is earlier.
[[nodiscard]] constexpr std::int32_t days_between(Date from, Date to) { return to.days() - from.days(); }

// ISO 8601, "2026-03-31", years 1000 to 9999.
[[nodiscard]] std::string format_date(Date date);
[[nodiscard]] std::optional<Date> parse_date(std::string_view text);

// An instant: microseconds since 1970-01-01T00:00:00Z. Only platform/clock reads the present one.
struct Timestamp {
  std::int64_t micros = 0;
  auto operator<=>(const Timestamp&) const = default;
};

// RFC 3339 in UTC with microseconds, "2026-03-31T08:15:00.000000Z".
[[nodiscard]] std::string format_timestamp(Timestamp timestamp);
// RFC 3339 with Z or a numeric offset, 0 to 6 fractional digits; also PostgreSQL's form with a blank and "+00".
[[nodiscard]] std::optional<Timestamp> parse_timestamp(std::string_view text);
[[nodiscard]] Date date_of(Timestamp timestamp);

}  // namespace coffer
