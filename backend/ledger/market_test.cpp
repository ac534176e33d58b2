// Prices, rates, and what is said where they are missing.
#include <gtest/gtest.h>

#include <algorithm>

#include "ledger/book_fixture.hpp"
#include "ledger/net_worth.hpp"
#include "ledger/performance.hpp"
#include "ledger/valuation.hpp"

namespace coffer::ledger {
namespace {

using namespace fixture;  // NOLINT: the words of a test
using enum TransactionType;

bool warns(const std::vector<Warning>& warnings, WarningKind kind) {
  return std::ranges::any_of(warnings, [kind](const Warning& warning) { return warning.kind == kind; });
}

TEST(SeriesTest, packed_values_come_back_exactly) {
  DecimalSeries made;
  made.append(day("2024-01-01"), number("1.5"));
  made.append(day("2024-01-02"), number("0.000000012345"));
  made.append(day("2024-01-03"), number("12345678901234567890.5"));
  made.append(day("2024-01-04"), number("-7"));
  EXPECT_EQ(made.value(0), number("1.5"));
  EXPECT_EQ(made.value(1), number("0.000000012345"));
  EXPECT_EQ(made.value(2), number("12345678901234567890.5"));
  EXPECT_EQ(made.value(3), number("-7"));
  EXPECT_FALSE(made.find_last(day("2023-12-31")));
  EXPECT_EQ(made.find_last(day("2025-01-01")), 3U);
}

TEST(RatesTest, directly_inversely_and_crossed) {
  const std::vector<Currency> currencies{money("GBP"), money("EUR"), money("USD"), money("CHF")};
  const RateTable rates({{money("EUR"), money("USD"), series({{"2024-01-02", "1.25"}})},
                         {money("EUR"), money("GBP"), series({{"2024-01-01", "0.80"}, {"2024-01-03", "0.90"}})}},
                        currencies);
  EXPECT_EQ(rates.find(1, day("2024-01-02")).convert(number("100")), number("80"));
  EXPECT_EQ(rates.find(2, day("2024-01-02")).convert(number("100")), number("64"));
  EXPECT_EQ(rates.find(2, day("2024-01-03")).convert(number("100")), number("72"));
  EXPECT_EQ(rates.find(2, day("2024-01-02")).date, day("2024-01-01"));
  EXPECT_EQ(rates.find(2, day("2024-01-01")).state, RateState::Estimated);
  EXPECT_EQ(rates.find(3, day("2024-01-01")).state, RateState::Missing);
  EXPECT_EQ(rates.find_between(2, 1, day("2024-01-02")).convert(number("100")), number("80"));
  EXPECT_EQ(rates.find(2, day("2024-01-02")).convert_back(number("64")), number("100"));
}

TEST(RatesTest, through_two_others_where_nothing_shorter_connects) {
  const std::vector<Currency> currencies{money("GBP"), money("JPY")};
  const RateTable rates({{money("EUR"), money("GBP"), series({{"2024-01-03", "0.80"}})},
                         {money("EUR"), money("USD"), series({{"2024-01-02", "1.25"}})},
                         {money("USD"), money("JPY"), series({{"2024-01-01", "150"}})}},
                        currencies);
  // 15,000 JPY = 100 USD = 80 EUR = 64 GBP.
  const Conversion found = rates.find(1, day("2024-01-05"));
  EXPECT_EQ(found.convert(number("15000")), number("64"));
  EXPECT_EQ(found.date, day("2024-01-01"));
}

TEST(RatesTest, of_two_ways_across_the_fresher_one) {
  const std::vector<Currency> currencies{money("GBP"), money("JPY")};
  const RateTable rates({{money("EUR"), money("GBP"), series({{"2024-01-01", "0.80"}})},
                         {money("EUR"), money("JPY"), series({{"2024-01-01", "160"}})},
                         {money("EUR"), money("CHF"), series({{"2024-01-01", "0.95"}})},
                         {money("USD"), money("GBP"), series({{"2024-01-02", "0.75"}})},
                         {money("USD"), money("JPY"), series({{"2024-01-03", "150"}})}},
                        currencies);
  EXPECT_EQ(rates.find(1, day("2024-01-01")).convert(number("160")), number("0.80"));
  EXPECT_EQ(rates.find(1, day("2024-01-05")).convert(number("150")), number("0.75"));
  EXPECT_EQ(rates.find(1, day("2024-01-05")).date, day("2024-01-02"));
}

TEST(RatesTest, two_foreign_currencies_by_their_own_rate) {
  const std::vector<Currency> currencies{money("EUR"), money("USD"), money("JPY")};
  const RateTable rates({{money("EUR"), money("USD"), series({{"2024-01-01", "1.25"}})},
                         {money("EUR"), money("JPY"), series({{"2024-01-01", "160"}})},
                         {money("USD"), money("JPY"), series({{"2024-01-03", "130"}})}},
                        currencies);
  EXPECT_EQ(rates.find_between(1, 2, day("2024-01-03")).convert(number("1")), number("130"));
  EXPECT_EQ(rates.find_between(2, 1, day("2024-01-03")).convert(number("130")), number("1"));
  EXPECT_EQ(rates.find_between(1, 2, day("2024-01-02")).convert(number("1")), number("128"));  // through the euro
}

TEST(PricesTest, a_price_counts_with_the_factor_of_its_day) {
  BookInput input = plain_input();
  input.instruments[0] = {.currency = money("GBP"),
                          .price_factor = number("0.01"),
                          .factor_changes = {{.from = day("2024-03-01"), .factor = 1}}};
  input.transactions = {
      transaction({.date = "2024-02-29", .type = Buy, .quantity = "100", .price = "250", .currency = "GBP"}),
      transaction({.date = "2024-03-01", .type = Sell, .quantity = "50", .price = "2.60", .currency = "GBP"})};
  input.prices = {series({{"2024-02-29", "250"}, {"2024-03-01", "2.60"}, {"2024-03-04", "255"}})};
  const Book book = book_of(input, "2024-03-04", {}, "GBP");
  EXPECT_EQ(book.prices.find(instrument(0), day("2024-02-29")).value(number("100")), number("250"));
  EXPECT_EQ(book.prices.find(instrument(0), day("2024-03-01")).value(number("100")), number("260"));
  ASSERT_EQ(book.disposals.size(), 1U);
  EXPECT_EQ(book.disposals[0].gain, number("5"));  // 130 - 125
  const auto holdings = value_holdings(book, Scope::household());
  ASSERT_TRUE(holdings);
  EXPECT_EQ(holdings->items.at(0).price, number("2.60"));
  EXPECT_EQ(holdings->items.at(0).value, number("130"));
  // The quote in pence after the change is the fault, not the change.
  ASSERT_TRUE(warns(holdings->warnings, WarningKind::PriceScaleFault));
  EXPECT_EQ(std::ranges::count(book.warnings, WarningKind::PriceScaleFault, &Warning::kind), 1);
  input.instruments[0].factor_changes[0].factor = 0;
  EXPECT_FALSE(compute_book(input, {.report = money("GBP"), .as_of = day("2024-03-04")}));
}

TEST(PricesTest, the_price_of_a_day_and_where_it_comes_from) {
  BookInput input = plain_input();
  input.transactions = {transaction({.date = "2024-01-02", .type = Buy, .quantity = "10", .price = "100"}),
                        transaction({.date = "2024-03-01", .type = Valuation, .amount = "1500"})};
  input.prices = {series({{"2024-02-01", "120"}, {"2024-04-01", "90"}})};
  const Book book = book_of(input, "2024-06-01");
  const auto source = [&](std::string_view on) { return book.prices.find(instrument(0), day(on)).source; };
  const auto value = [&](std::string_view on) { return book.prices.find(instrument(0), day(on)).value(number("10")); };
  EXPECT_EQ(source("2024-01-01"), PriceSource::LaterClose);
  EXPECT_EQ(source("2024-01-15"), PriceSource::Trade);
  EXPECT_EQ(value("2024-01-15"), number("1000"));
  EXPECT_EQ(source("2024-02-15"), PriceSource::Close);
  EXPECT_EQ(source("2024-03-15"), PriceSource::Valuation);
  EXPECT_EQ(value("2024-03-15"), number("1500"));
  EXPECT_EQ(value("2024-04-15"), number("900"));
}

TEST(PricesTest, a_close_off_by_the_factor_is_a_fault_and_a_split_is_not) {
  const auto closes = series({{"2024-01-01", "250"},
                              {"2024-01-02", "2.6"},
                              {"2024-01-03", "26000"},
                              {"2024-01-04", "130"},
                              {"2024-01-05", "1.4"}});
  EXPECT_EQ(find_scale_faults(*closes, number("0.01"), {}), (std::vector<std::uint32_t>{1, 2, 4}));
  EXPECT_TRUE(find_scale_faults(*closes, number("1"), {}).empty());
  const auto divided = series({{"2024-01-01", "250"}, {"2024-01-02", "2.6"}});
  EXPECT_TRUE(find_scale_faults(*divided, number("0.01"), {{day("2024-01-02"), 100, 1}}).empty());
}

TEST(WarningsTest, a_missing_price_or_rate_is_never_silent) {
  BookInput input = plain_input();
  input.instruments.push_back({.currency = money("USD")});
  Transaction unknown = transaction({.date = "2024-01-02", .type = DeliveryIn, .quantity = "10"});
  Transaction dollars = transaction(
      {.date = "2024-01-02", .type = Buy, .quantity = "1", .price = "10", .currency = "USD", .instrument = 1});
  input.transactions = {unknown, dollars};
  const Book book = book_of(input, "2024-02-02");
  const auto holdings = value_holdings(book, Scope::household());
  ASSERT_TRUE(holdings);
  EXPECT_TRUE(warns(holdings->warnings, WarningKind::MissingPrice));
  EXPECT_TRUE(warns(holdings->warnings, WarningKind::MissingRate));
  EXPECT_FALSE(holdings->items.at(0).value);
  EXPECT_FALSE(holdings->items.at(1).value);
  EXPECT_FALSE(holdings->unrealized_gain);
  const auto performance = compute_performance(book, {.scope = Scope::household(), .period = whole_period(book)});
  ASSERT_TRUE(performance);
  EXPECT_TRUE(warns(performance->warnings, WarningKind::MissingPrice));
  EXPECT_TRUE(warns(performance->warnings, WarningKind::MissingRate));
}

TEST(WarningsTest, an_old_price_is_called_old) {
  BookInput input = plain_input();
  input.transactions = {transaction({.date = "2024-01-02", .type = Buy, .quantity = "10", .price = "100"})};
  input.prices = {series({{"2024-01-02", "100"}})};
  EXPECT_FALSE(
      warns(value_holdings(book_of(input, "2024-01-09"), Scope::household())->warnings, WarningKind::StalePrice));
  EXPECT_TRUE(
      warns(value_holdings(book_of(input, "2024-01-10"), Scope::household())->warnings, WarningKind::StalePrice));
}

TEST(NetWorthTest, shares_are_summed_over_distinct_accounts) {
  BookInput input = plain_input();
  input.accounts.resize(2);
  input.accounts[1].shares = {{.from = day("2024-01-01"), .own = number("0.25")}};
  input.transactions = {cash_row({.date = "2024-01-02", .type = Deposit, .amount = "100.01"}),
                        cash_row({.date = "2024-01-02", .type = Deposit, .amount = "0.02", .account = 1})};
  const auto worth = compute_net_worth(book_of(input, "2024-01-02"));
  ASSERT_TRUE(worth);
  EXPECT_EQ(worth->own, number("100.02"));
  EXPECT_EQ(worth->others, number("0.01"));
  EXPECT_EQ(worth->accounts.at(1).own + worth->accounts.at(1).others, number("0.02"));
}

TEST(NetWorthTest, parts_sum_to_their_total) {
  const std::vector<Decimal> thirds{1, 1, 1};
  EXPECT_EQ(apportion(number("100"), thirds, 2),
            (std::vector<Decimal>{number("33.34"), number("33.33"), number("33.33")}));
  EXPECT_EQ(apportion(number("-0.01"), thirds, 2), (std::vector<Decimal>{number("-0.01"), 0, 0}));
}

TEST(Apportion, PartsAsShownSumToTheirSumRoundedOnce) {
  const std::vector<Decimal> thirds{number("0.333"), number("0.333"), number("0.334")};
  EXPECT_EQ(round_parts(thirds, 2), (std::vector<Decimal>{number("0.33"), number("0.33"), number("0.34")}));
  const std::vector<Decimal> halves{number("0.005"), number("0.005"), 0};
  EXPECT_EQ(round_parts(halves, 2), (std::vector<Decimal>{number("0.01"), 0, 0})) << "two cents if each rounded alone";
  const std::vector<Decimal> debts{number("-0.005"), number("-0.002"), number("-0.001")};
  EXPECT_EQ(round_parts(debts, 2), (std::vector<Decimal>{number("-0.01"), 0, 0}));
  EXPECT_EQ(round_parts({}, 2), std::vector<Decimal>());
}

TEST(PerformanceTest, a_period_within_the_life_has_an_opening_value) {
  BookInput input = plain_input();
  input.transactions = {cash_row({.date = "2024-01-02", .type = Deposit, .amount = "1000"}),
                        transaction({.date = "2024-01-02", .type = Buy, .quantity = "10", .price = "100"})};
  input.prices = {series({{"2024-01-02", "100"}, {"2024-02-01", "110"}, {"2024-03-01", "121"}})};
  const Book book = book_of(input, "2024-03-31");
  const auto performance = compute_performance(
      book,
      {.scope = Scope::household(), .period = {day("2024-02-01"), day("2024-03-31")}, .interval = Interval::Month});
  ASSERT_TRUE(performance);
  EXPECT_EQ(performance->opening_value, number("1100"));
  EXPECT_EQ(performance->invested, number("1100"));
  EXPECT_EQ(performance->gain, number("110"));
  EXPECT_NEAR(performance->twr.value, 0.1, 1e-12);
  ASSERT_EQ(performance->series.size(), 2U);
  EXPECT_EQ(performance->series[0].date, day("2024-02-29"));
  EXPECT_EQ(performance->series[1].gain, number("110"));
}

TEST(PerformanceTest, a_period_beyond_the_book_or_turned_round_is_refused) {
  const Book book = book_of(plain_input(), "2024-01-31");
  EXPECT_FALSE(compute_performance(book, {.scope = {}, .period = {day("2024-01-01"), day("2024-02-01")}}));
  EXPECT_FALSE(compute_performance(book, {.scope = {}, .period = {day("2024-01-31"), day("2024-01-01")}}));
}

TEST(PerformanceTest, an_empty_book_is_worth_nothing) {
  const Book book = book_of(plain_input(), "2024-01-31");
  const auto performance = compute_performance(book, {.scope = {}, .period = whole_period(book)});
  ASSERT_TRUE(performance);
  EXPECT_TRUE(performance->value.is_zero());
  EXPECT_TRUE(performance->warnings.empty());
}

}  // namespace
}  // namespace coffer::ledger
