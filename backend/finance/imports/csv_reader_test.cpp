#include "finance/imports/csv_reader.hpp"

#include <gtest/gtest.h>

namespace coffer::finance {
namespace {

using Records = std::vector<std::vector<std::string>>;

Records read_all(std::string_view text, char delimiter = ',') {
  CsvReader reader(text, delimiter);
  Records records;
  for (;;) {
    const auto more = reader.next();
    if (!more) throw std::runtime_error(more.error().detail);
    if (!*more) return records;
    records.emplace_back(reader.fields().begin(), reader.fields().end());
  }
}

std::string refusal(std::string_view text, CsvLimits limits = {}) {
  CsvReader reader(text, ',', limits);
  for (;;) {
    const auto more = reader.next();
    if (!more) return more.error().detail;
    if (!*more) return "";
  }
}

TEST(CsvReader, ReadsRecordsWithEveryLineEnd) {
  const Records expected{{"a", "b"}, {"1", ""}, {"", "2"}};
  EXPECT_EQ(read_all("a,b\r\n1,\r\n,2\r\n"), expected);
  EXPECT_EQ(read_all("a,b\n1,\n,2"), expected);
  EXPECT_EQ(read_all("a,b\r1,\r,2\r"), expected);
  EXPECT_EQ(read_all("\n\na,b\n\n1,\n,2\n\n"), expected);
  EXPECT_EQ(read_all("a;b\n1;\n;2", ';'), expected);
  EXPECT_TRUE(read_all("").empty());
  EXPECT_TRUE(read_all("\r\n\n").empty());
}

TEST(CsvReader, ReadsQuotedCells) {
  EXPECT_EQ(read_all("\"a,b\",\"say \"\"hi\"\"\",\"\"\n"), (Records{{"a,b", "say \"hi\"", ""}}));
  EXPECT_EQ(read_all("\"two\r\nlines\",x\ny,z"), (Records{{"two\r\nlines", "x"}, {"y", "z"}}));
  EXPECT_EQ(read_all("5\" pipe,x"), (Records{{"5\" pipe", "x"}}));
  EXPECT_EQ(read_all("\"\"\"\""), (Records{{"\""}}));
}

TEST(CsvReader, KnowsTheLine) {
  CsvReader reader("a,\"x\ny\"\n\nb,c\n", ',');
  ASSERT_TRUE(*reader.next());
  EXPECT_EQ(reader.line(), 1U);
  ASSERT_TRUE(*reader.next());
  EXPECT_EQ(reader.line(), 4U);
  EXPECT_FALSE(*reader.next());
}

TEST(CsvReader, RefusesWithLineAndColumn) {
  EXPECT_TRUE(refusal("a,b\n1,\"open").starts_with("Line 2, column 2: a quote opens"));
  EXPECT_TRUE(refusal("a,b\n1,\"x\"y").starts_with("Line 2, column 2: text follows"));
  EXPECT_TRUE(refusal(std::string_view("a,b\n1,2\0", 8)).starts_with("Line 2, column 2: the file holds a NUL byte"));
  EXPECT_TRUE(refusal("a,b\n1,2\n\"q\"\"r\",\xFF,3").starts_with("Line 3, column 2: the text is not valid UTF-8"));
  EXPECT_TRUE(refusal("a\n\"x\ny\",\xC0\xAF").starts_with("Line 3, column 2: the text is not valid UTF-8"));
  EXPECT_EQ(refusal("a\nb\nc", {.records = 2}), "Line 3, column 1: the file has more than 2 rows. Split it.");
}

TEST(CsvReader, RefusesHostileFilesEarly) {
  const std::string long_line(50U << 20, 'x');
  CsvReader reader(long_line, ',');
  const auto refused = reader.next();
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().kind, ErrorKind::TooLarge);
  EXPECT_TRUE(refused.error().detail.starts_with("Line 1, column 1: the cell is longer than 32 KiB"));
  EXPECT_LT(reader.position(), 64U << 10);

  EXPECT_TRUE(refusal("\"" + long_line).starts_with("Line 1, column 1: the quoted cell is longer than 32 KiB"));
  EXPECT_EQ(refusal(std::string(1'000'000, ',')), "Line 1, column 1001: the row has more than 1000 columns.");
  std::string wide;
  for (int i = 0; i < 20; ++i) wide += std::string(20'000, 'y') + ",";
  EXPECT_TRUE(refusal(wide).contains("the row is longer than 256 KiB"));
}

TEST(Utf8, FindsTheFirstBadByte) {
  EXPECT_EQ(find_invalid_utf8("plain, \xC3\xA4 \xE2\x82\xAC \xF0\x9F\x92\xB0"), std::string_view::npos);
  EXPECT_EQ(find_invalid_utf8("01234567\xC0\xAF"), 8U);  // overlong
  EXPECT_EQ(find_invalid_utf8("ab\xED\xA0\x80"), 2U);    // surrogate
  EXPECT_EQ(find_invalid_utf8("\xF4\x90\x80\x80"), 0U);  // beyond the last character
  EXPECT_EQ(find_invalid_utf8("abc\xE2\x82"), 3U);       // cut off
}

}  // namespace
}  // namespace coffer::finance
