#include "platform/pg/params.hpp"

#include <gtest/gtest.h>

#include "platform/clock/random.hpp"
#include "platform/pg/database.hpp"
#include "testkit/database.hpp"

namespace coffer::platform {
namespace {

constexpr Query echo_texts{"test.echo_texts",
                           "SELECT t FROM unnest($1::text[]) WITH ORDINALITY AS u (t, n) ORDER BY n"};
constexpr Query count_texts{"test.count_texts",
                            "SELECT count(*), count(t), sum(length(t)) FROM unnest($1::text[]) AS u (t)"};
constexpr Query echo_scalars{
    "test.echo_scalars",
    "SELECT $1::uuid, $2::date, $3::timestamptz, $4::numeric, $5::bigint, $6::boolean, $7::text, "
    "$8::bytea, $9::float8, $10::text[], $11::uuid[]"};
constexpr Query echo_columns{
    "test.echo_columns",
    "SELECT a, b, c, d, e FROM unnest($1::uuid[], $2::date[], $3::numeric[], $4::bigint[], $5::boolean[]) "
    "WITH ORDINALITY AS u (a, b, c, d, e, n) ORDER BY n"};

class ParamsTest : public testing::Test {
 protected:
  Result<Rows> read(Statement statement) {
    const Caller caller;
    return run_to_end(loop_, database_.read(caller, std::move(statement)));
  }
  void TearDown() override { EXPECT_TRUE(run_to_end(loop_, database_.close())); }

  testkit::EmptyDatabase scratch_;
  Loop loop_;
  SystemClock clock_;
  SystemRandom random_{clock_};
  Database database_{{.conninfo = scratch_.conninfo(testkit::As::Administrator)}, {&loop_}, random_};
};

TEST_F(ParamsTest, TextArraysKeepQuotesBracesBackslashesAndUnicode) {
  const std::vector<std::string> texts{
      "",      "NULL",           "null",    "a,b",   "{a}",    "\"quoted\"", "back\\slash",
      " edge", "tab\tnew\nline", "'it''s'", "Grüße", "日本語", "🙂",         "\\N"};
  const auto rows = read(statement(echo_texts, texts));
  ASSERT_TRUE(rows) << rows.error().cause;
  ASSERT_EQ(rows->size(), static_cast<int>(texts.size()));
  for (int i = 0; i < rows->size(); ++i) EXPECT_EQ((*rows)[i].text(0), texts[static_cast<std::size_t>(i)]);
}

TEST_F(ParamsTest, ArraysMayBeEmptyAndHoldNulls) {
  const std::vector<std::string> none;
  EXPECT_EQ(read(statement(echo_texts, none))->size(), 0);
  const std::vector<std::optional<std::string>> some{"a", std::nullopt, "NULL"};
  const auto rows = read(statement(count_texts, some));
  ASSERT_TRUE(rows);
  EXPECT_EQ(rows->front().int64(0), 3);
  EXPECT_EQ(rows->front().int64(1), 2);
}

TEST_F(ParamsTest, ANulCharacterAndBrokenUtf8AreInvalid) {
  const std::string nul("a\0b", 3);
  const std::vector<std::string> inside{nul};
  for (auto refused :
       {read(statement(echo_texts, inside)), read(statement(count_texts, std::vector<std::string>{"\xff\xfe"}))}) {
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().kind, ErrorKind::Invalid);
    EXPECT_EQ(refused.error().problem, problems::value_not_storable);
  }
}

TEST_F(ParamsTest, EveryTypeComesBackAsItWent) {
  const auto uuid = random_.uuid();
  const auto date = Date::of(2024, 2, 29);
  const Timestamp timestamp{1'711'871'999'123'456};
  const auto decimal = *parse_decimal("-12345678901234567890.123456789012345678");
  const std::string bytes("\0\xff\\x'\"", 6);
  const std::vector<std::string> texts{"a\"b", "c,d"};
  const std::vector<Uuid> uuids{uuid, Uuid{}};
  const auto rows = read(statement(echo_scalars, uuid, date, timestamp, decimal, INT64_MIN, true, "it's", Bytea{bytes},
                                   Ratio{0.1}, texts, uuids));
  ASSERT_TRUE(rows) << rows.error().cause;
  const auto row = rows->front();
  EXPECT_EQ(row.uuid(0), uuid);
  EXPECT_EQ(row.date(1), date);
  EXPECT_EQ(row.timestamp(2), timestamp);
  EXPECT_EQ(format_decimal(row.decimal(3)), "-12345678901234567890.123456789012345678");
  EXPECT_EQ(row.int64(4), INT64_MIN);
  EXPECT_TRUE(row.boolean(5));
  EXPECT_EQ(row.text(6), "it's");
  EXPECT_EQ(row.bytea(7), bytes);
  EXPECT_EQ(row.ratio(8).value, 0.1);
  EXPECT_EQ(row.text_array(9), texts);
  EXPECT_EQ(row.uuid_array(10), uuids);
}

TEST_F(ParamsTest, NullsAreNullsAndNotReadAsValues) {
  const auto rows =
      read(statement(echo_scalars, std::optional<Uuid>{}, null, null, null, null, null, null, null, null, null, null));
  ASSERT_TRUE(rows) << rows.error().cause;
  const auto row = rows->front();
  EXPECT_TRUE(row.is_null(0));
  EXPECT_EQ(row.optional_date(1), std::nullopt);
  EXPECT_EQ(row.optional_decimal(3), std::nullopt);
  EXPECT_THROW((void)row.uuid(0), PgTypeMismatch);
  EXPECT_THROW((void)row.text(99), PgTypeMismatch);
}

TEST_F(ParamsTest, FiftyThousandRowsOfFiveColumnsGoInOneStatement) {
  constexpr int count = 50'000;
  std::vector<Uuid> uuids;
  std::vector<Date> dates;
  std::vector<Decimal> amounts;
  std::vector<std::int64_t> numbers;
  std::vector<bool> flags;
  for (int i = 0; i < count; ++i) {
    uuids.push_back(random_.uuid());
    dates.push_back(Date::from_days(i % 20'000));
    amounts.push_back(Decimal::from_parts(i * Int128{1'000'003}, 9));
    numbers.push_back(i);
    flags.push_back(i % 2 == 0);
  }
  const auto rows = read(statement(echo_columns, uuids, dates, amounts, numbers, flags));
  ASSERT_TRUE(rows) << rows.error().cause;
  ASSERT_EQ(rows->size(), count);
  const auto row = (*rows)[count - 1];
  EXPECT_EQ(row.uuid(0), uuids.back());
  EXPECT_EQ(row.date(1), dates.back());
  EXPECT_EQ(row.decimal(2), amounts.back());
  EXPECT_EQ(row.int64(3), count - 1);
  EXPECT_FALSE(row.boolean(4));
}

}  // namespace
}  // namespace coffer::platform
