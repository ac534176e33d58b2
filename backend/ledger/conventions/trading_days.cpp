#include "ledger/conventions/trading_days.hpp"

namespace coffer::ledger {

// The computus in the anonymous form of 1876 (Meeus, Astronomical Algorithms, chapter 8).
Date easter_sunday(int year) {
  const int golden = year % 19;
  const int century = year / 100;
  const int of_century = year % 100;
  const int leap_centuries = century / 4;
  const int moon_correction = (century - (century + 8) / 25 + 1) / 3;
  const int epact = (19 * golden + century - leap_centuries - moon_correction + 15) % 30;
  const int to_sunday = (32 + 2 * (century % 4) + 2 * (of_century / 4) - epact - of_century % 4) % 7;
  const int late = (golden + 11 * epact + 22 * to_sunday) / 451;
  const int place = epact + to_sunday - 7 * late + 114;
  return Date::of(year, static_cast<unsigned>(place / 31), static_cast<unsigned>(place % 31 + 1));
}

bool is_trading_day(Date date) {
  constexpr unsigned sunday = 0;
  constexpr unsigned saturday = 6;
  if (date.weekday() == sunday || date.weekday() == saturday) return false;
  const auto ymd = date.ymd();
  const auto month = static_cast<unsigned>(ymd.month());
  const auto day = static_cast<unsigned>(ymd.day());
  if (day == 1 && (month == 1 || month == 5)) return false;
  if (month == 12 && (day == 31 || (day >= 24 && day <= 26))) return false;
  const int from_easter = days_between(easter_sunday(static_cast<int>(ymd.year())), date);
  return from_easter != -2 && from_easter != 1;
}

}  // namespace coffer::ledger
