#include "base/date.hpp"

#include <gtest/gtest.h>

namespace coffer {
namespace {

TEST(Date, RoundTripsEveryDayOfFourCenturies) {
  for (Date date = Date::of(1800, 1, 1); date < Date::of(2200, 1, 1); date = date.plus_days(1)) {
    ASSERT_EQ(parse_date(format_date(date)), date);
  }
  EXPECT_EQ(format_date(Date::of(2026, 3, 31)), "2026-03-31");
  EXPECT_EQ(Date::of(2026, 3, 31).weekday(), 2U);
  EXPECT_EQ(days_between(Date::of(2024, 2, 28), Date::of(2024, 3, 1)), 2);
  EXPECT_EQ(parse_date("1000-01-01"), Date::of(1000, 1, 1));
  EXPECT_EQ(parse_date("9999-12-31"), Date::of(9999, 12, 31));
}

TEST(Date, RefusesWhatIsNoDay) {
  for (const char* text :
       {"", "2026-02-29", "2026-13-01", "2026-00-10", "2026-01-00", "2026-01-32", "2026-1-1", "20260101", "0999-01-01",
        "2026-01-01 ", "2026-01-01T00:00:00Z", "2026/01/01", "+026-01-01"}) {
    EXPECT_FALSE(parse_date(text)) << text;
  }
}

TEST(Timestamp, RoundTrips) {
  const auto at = parse_timestamp("2026-03-31T08:15:00.25Z");
  ASSERT_TRUE(at);
  EXPECT_EQ(format_timestamp(*at), "2026-03-31T08:15:00.250000Z");
  EXPECT_EQ(date_of(*at), Date::of(2026, 3, 31));
  EXPECT_EQ(parse_timestamp("2026-03-31T10:15:00.250+02:00"), at);
  EXPECT_EQ(parse_timestamp("2026-03-31 08:15:00.25+00"), at);
  EXPECT_EQ(parse_timestamp("2026-03-31 13:45:00.25+05:30"), at);
  EXPECT_EQ(format_timestamp(Timestamp{-1}), "1969-12-31T23:59:59.999999Z");
  EXPECT_EQ(date_of(Timestamp{-1}), Date::of(1969, 12, 31));
  EXPECT_EQ(parse_timestamp("2026-01-01T00:30:00+01:00"), parse_timestamp("2025-12-31T23:30:00Z"));
}

TEST(Timestamp, RefusesWhatIsNoInstant) {
  for (const char* text : {"", "2026-03-31", "2026-03-31T08:15:00", "2026-03-31T24:00:00Z", "2026-03-31T08:60:00Z",
                           "2026-03-31T08:15:60Z", "2026-03-31T08:15:00.Z", "2026-03-31T08:15:00.1234567Z",
                           "2026-03-31T08:15:00+2", "2026-03-31T08:15:00+24:00", "2026-02-30T08:15:00Z", "infinity"}) {
    EXPECT_FALSE(parse_timestamp(text)) << text;
  }
}

}  // namespace
}  // namespace coffer
