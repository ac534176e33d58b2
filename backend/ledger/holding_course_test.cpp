#include "ledger/holding_course.hpp"

#include <gtest/gtest.h>

#include "ledger/random_book.hpp"

namespace coffer::ledger {
namespace {

using namespace fixture;  // NOLINT: the words of a test

const Scope everything{.accounts = {}, .instrument = {}, .share = ShareOf::Whole};

struct Day {
  std::vector<Decimal> values;  // of each instrument, in its currency
  std::vector<Decimal> sums;    // by currency
  bool has_own_price = false;
};

// What is held of each instrument on one day, at its quote of the day.
Day day_of(const Book& book, Date on, const Day* before) {
  std::vector<Decimal> units(book.instruments.size());
  for (const QuantityStep& step : book.quantity_steps) {
    if (step.date <= on) units[book.positions[step.position].instrument.value] += step.held + step.in_transit;
  }
  Day day{.values = {}, .sums = std::vector<Decimal>(book.currencies.size())};
  for (std::uint32_t i = 0; i < units.size(); ++i) {
    const Quote quote = book.prices.find({i}, on);
    day.values.push_back(quote.is_known() ? quote.value(units[i]) : Decimal());
    day.sums[book.instrument_currency[i]] += day.values.back();
    const bool counts = !units[i].is_zero() || (before != nullptr && !before->values[i].is_zero());
    if (before != nullptr && counts && quote.source == PriceSource::Close && quote.date == on) day.has_own_price = true;
  }
  return day;
}

void expect_day_by_day_values(const Book& book, Date from, Date to) {
  const HoldingCourse course(book, everything, from, to);
  std::vector<Decimal> sums(book.currencies.size());
  std::optional<Day> before;
  for (Date on = from; on <= to; on = on.plus_days(1)) {
    const auto place = static_cast<std::size_t>(days_between(from, on));
    for (std::size_t i = 0; i < sums.size(); ++i) sums[i] += course.change(place, i);
    const Day today = day_of(book, on, before ? &*before : nullptr);
    ASSERT_EQ(sums, today.sums) << format_date(on);
    ASSERT_EQ(course.has_own_price(place), today.has_own_price) << format_date(on);
    before = today;
  }
}

TEST(HoldingCourseTest, changes_add_up_to_what_each_holding_is_worth_that_day) {
  for_each_seed([](unsigned seed) {
    const BookInput input = RandomBook(seed, seed % 3 == 0 ? Rows::Everything : Rows::Trades).make();
    const auto book = compute_book(input, {.report = money("EUR"), .as_of = last_day, .policy = Policy::standard()});
    if (!book) return;
    expect_day_by_day_values(*book, first_day.plus_days(static_cast<int>(seed % 20)), last_day);
  });
}

// Whole numbers of 64 bits on the one side of it, decimals of any length on the other.
TEST(HoldingCourseTest, units_and_closes_of_any_length_are_worth_their_product) {
  std::size_t valued = 0;
  for (const char* factor : {"1", "0.01", "0.000000000001"}) {
    for (const char* close : {"7", "12.34", "9223372036.854775807", "0.000000000000000003", "99999999999999999999.5"}) {
      for (const char* units : {"1", "0.125", "9223372036854775807", "9223372036854775808", "0.123456789012345678"}) {
        const testing::ScopedTrace trace(__FILE__, __LINE__, std::string(units) + " x " + close + " x " + factor);
        BookInput input = plain_input();
        input.instruments[0].price_factor = number(factor);
        input.prices.push_back(series({{"2024-01-02", close}, {"2024-01-03", "5"}, {"2024-01-05", close}}));
        for (const char* date : {"2024-01-01", "2024-01-04"})
          input.transactions.push_back(
              transaction({.date = date, .type = TransactionType::DeliveryIn, .quantity = units}));
        Transaction out = transaction({.date = "2024-01-06", .type = TransactionType::DeliveryOut, .quantity = units});
        input.transactions.push_back(out);
        const Book book = book_of(input, "2024-01-09");
        try {
          for (const char* date : {"2024-01-02", "2024-01-04", "2024-01-05"}) (void)day_of(book, day(date), nullptr);
        } catch (const DecimalOverflow&) {
          EXPECT_THROW(HoldingCourse(book, everything, day("2024-01-01"), day("2024-01-09")), DecimalOverflow);
          continue;
        }
        expect_day_by_day_values(book, day("2024-01-01"), day("2024-01-09"));
        ++valued;
      }
    }
  }
  EXPECT_GT(valued, 40U);
}

}  // namespace
}  // namespace coffer::ledger
