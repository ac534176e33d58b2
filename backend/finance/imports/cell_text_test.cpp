#include "finance/imports/cell_text.hpp"

#include <gtest/gtest.h>

namespace coffer::finance {
namespace {

std::string number(std::string_view cell, DecimalMark mark) {
  const auto parsed = parse_cell_number(cell, mark);
  return parsed ? format_decimal(parsed->value) : "none";
}

TEST(CellNumber, ReadsEveryConvention) {
  for (const char* cell : {"1234.56", "1,234.56", "1 234.56", "1'234.56", "+1234.56",
                           "1\xE2\x80\x99"
                           "234.56",
                           "$1,234.56", "1,234.56 USD", "EUR 1234.56", " 1234.56 "}) {
    EXPECT_EQ(number(cell, DecimalMark::Point), "1234.56") << cell;
  }
  for (const char* cell : {"1234,56", "1.234,56", "1 234,56",
                           "1\xC2\xA0"
                           "234,56",
                           "1\xE2\x80\xAF"
                           "234,56",
                           "1'234,56", "1.234,56 \xE2\x82\xAC"}) {
    EXPECT_EQ(number(cell, DecimalMark::Comma), "1234.56") << cell;
  }
  for (const char* cell : {"-1234.56", "(1,234.56)", "1234.56-",
                           "\xE2\x88\x92"
                           "1234.56",
                           "-$1,234.56", "$-1,234.56"}) {
    EXPECT_EQ(number(cell, DecimalMark::Point), "-1234.56") << cell;
  }
  EXPECT_EQ(number("1,234,567", DecimalMark::Point), "1234567");
  EXPECT_EQ(number(".5", DecimalMark::Point), "0.5");
}

TEST(CellNumber, RefusesWhatIsNoNumber) {
  for (const char* cell : {"", "-", "abc", "1,23", "12,34.5", "1.2.3", "1,2345", "1e5", "--1", "(-1)", "1 2",
                           "1,234 567", "12 USDX", "12%", "1,"}) {
    EXPECT_EQ(number(cell, DecimalMark::Point), "none") << cell;
  }
}

TEST(CellNumber, WeighsTheDecimalMark) {
  EXPECT_EQ(weigh_decimal_mark("1,234.56"), MarkEvidence::Point);
  EXPECT_EQ(weigh_decimal_mark("1.234,56"), MarkEvidence::Comma);
  EXPECT_EQ(weigh_decimal_mark("12,5"), MarkEvidence::Comma);
  EXPECT_EQ(weigh_decimal_mark("12.50"), MarkEvidence::Point);
  EXPECT_EQ(weigh_decimal_mark("0.125"), MarkEvidence::Point);
  EXPECT_EQ(weigh_decimal_mark("1234.125"), MarkEvidence::Point);
  EXPECT_EQ(weigh_decimal_mark("1,234,567"), MarkEvidence::Point);
  EXPECT_EQ(weigh_decimal_mark("1,234"), MarkEvidence::Either);
  EXPECT_EQ(weigh_decimal_mark("1.234"), MarkEvidence::Either);
  EXPECT_EQ(weigh_decimal_mark("1234"), MarkEvidence::None);
}

std::string date(std::string_view cell, DateFormat format = DateFormat::IsoDate) {
  const auto parsed = parse_cell_date(cell, format);
  return parsed ? format_date(parsed->date) + (parsed->time ? " " + *parsed->time : "") : "none";
}

TEST(CellDate, ReadsEveryForm) {
  for (const char* cell :
       {"2026-03-31", "2026/03/31", "2026.03.31", "20260331", "Mar 31 2026", "Mar 31, 2026", "March 31, 2026",
        "31 Mar 2026", "31-Mar-2026", "31-MAR-26", "31. M\xC3\xA4rz 2026", "31.03.2026", "31/3/2026", "31-03-26"}) {
    EXPECT_EQ(date(cell, DateFormat::DayMonthYear), "2026-03-31") << cell;
  }
  EXPECT_EQ(date("3/31/2026", DateFormat::MonthDayYear), "2026-03-31");
  EXPECT_EQ(date("01/02/2026", DateFormat::DayMonthYear), "2026-02-01");
  EXPECT_EQ(date("01/02/2026", DateFormat::MonthDayYear), "2026-01-02");
  EXPECT_EQ(date("1. Dezember 1999"), "1999-12-01");
  EXPECT_EQ(date("31.12.99"), "1999-12-31");
  EXPECT_EQ(date("2026-03-31T15:30:00"), "2026-03-31 15:30");
  EXPECT_EQ(date("2026-03-31 15:30:05.123"), "2026-03-31 15:30:05");
  EXPECT_EQ(date("2026-03-31T15:30:00Z"), "2026-03-31 15:30");
  EXPECT_EQ(date("2026-03-31T15:30:00+02:00"), "2026-03-31 15:30");
  EXPECT_EQ(date("2026-03-31, 15:30:00"), "2026-03-31 15:30");
  EXPECT_EQ(date("20260331;153000"), "2026-03-31 15:30");
  EXPECT_EQ(date("03/31/2026 3:30 PM", DateFormat::MonthDayYear), "2026-03-31 15:30");
}

TEST(CellDate, RefusesWhatIsNoDay) {
  for (const char* cell : {"", "2026-02-30", "32.01.2026", "2026-13-01", "99999999", "Foo 1 2000", "31/03", "1.2.3.4",
                           "2026-03-31x", "2026-03-31 25:00", "12"}) {
    EXPECT_EQ(date(cell), "none") << cell;
  }
}

TEST(CellTime, ReadsTimesOfDay) {
  EXPECT_EQ(parse_cell_time("9:05"), "09:05");
  EXPECT_EQ(parse_cell_time("15:30:00"), "15:30");
  EXPECT_EQ(parse_cell_time("15:30:07"), "15:30:07");
  EXPECT_EQ(parse_cell_time("12:00 AM"), "00:00");
  EXPECT_EQ(parse_cell_time("12:01 pm"), "12:01");
  for (const char* cell : {"", "24:00", "12:60", "12", "13:00 PM", "12:3"}) EXPECT_FALSE(parse_cell_time(cell)) << cell;
}

TEST(CellRatio, GivesWholeNumbers) {
  const auto ratio = [](std::string_view cell) {
    const auto parsed = parse_cell_ratio(cell, DecimalMark::Point);
    return parsed ? std::to_string(parsed->to) + ":" + std::to_string(parsed->from) : "none";
  };
  EXPECT_EQ(ratio("7"), "7:1");
  EXPECT_EQ(ratio("4:1"), "4:1");
  EXPECT_EQ(ratio("6-for-4"), "3:2");
  EXPECT_EQ(ratio("0.05"), "1:20");
  EXPECT_EQ(ratio("1.0027"), "10027:10000");
  EXPECT_EQ(ratio("1.5:1"), "3:2");
  for (const char* cell : {"", "0", "-2", "1:0", "a:b", "10000000000"}) EXPECT_EQ(ratio(cell), "none") << cell;
}

TEST(FormulaGuard, ComesOffAsItWentOn) {
  EXPECT_TRUE(needs_formula_guard("=1+1"));
  EXPECT_TRUE(needs_formula_guard("@SUM(A1)"));
  EXPECT_TRUE(needs_formula_guard("'=1"));
  EXPECT_FALSE(needs_formula_guard("'quoted'"));
  EXPECT_FALSE(needs_formula_guard("a=b"));
  EXPECT_EQ(strip_formula_guard("'=1+1"), "=1+1");
  EXPECT_EQ(strip_formula_guard("''=1"), "'=1");
  EXPECT_EQ(strip_formula_guard("=1+1"), "=1+1");
  EXPECT_EQ(strip_formula_guard("'n Abend"), "'n Abend");
}

}  // namespace
}  // namespace coffer::finance
