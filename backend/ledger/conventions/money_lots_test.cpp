#include "ledger/conventions/money_lots.hpp"

#include <gtest/gtest.h>

#include "ledger/book_fixture.hpp"

namespace coffer::ledger {
namespace {

using namespace fixture;  // NOLINT: the words of a test

constexpr AccountIndex first{0};
constexpr AccountIndex second{1};

MoneyLot lot(AccountIndex portfolio, std::string_view quantity, std::string_view cost) {
  const Decimal amount = number(cost);
  return {.portfolio = portfolio,
          .date = day("2021-01-04"),
          .quantity = number(quantity),
          .money = {.cost = amount, .net = amount, .instrument = amount}};
}

std::string relieve(MoneyLots& lots, AccountIndex portfolio, std::string_view quantity) {
  return format_decimal(trim(lots.relieve(portfolio, number(quantity)).cost).value());
}

TEST(MoneyLotsTest, no_cent_is_lost_or_made_by_thirds) {
  MoneyLots lots(LotOrder::OldestFirst);
  lots.open(lot(first, "3", "100.00"));
  EXPECT_EQ(relieve(lots, first, "1"), "33.33");
  EXPECT_EQ(relieve(lots, first, "1"), "33.34");  // half of 66.67
  EXPECT_EQ(relieve(lots, first, "1"), "33.33");
  EXPECT_TRUE(lots.lots().empty());
}

TEST(MoneyLotsTest, a_sale_takes_whole_lots_and_a_part_of_the_next_of_its_portfolio) {
  MoneyLots lots(LotOrder::OldestFirst);
  lots.open(lot(second, "10", "900"));
  lots.open(lot(first, "10", "100"));
  lots.open(lot(first, "3", "10"));
  EXPECT_EQ(relieve(lots, first, "11"), "103.33");
  EXPECT_EQ(lots.held().cost, number("906.67"));
}

TEST(MoneyLotsTest, no_more_leaves_than_is_held) {
  MoneyLots lots(LotOrder::OldestFirst);
  lots.open(lot(first, "2", "10"));
  EXPECT_EQ(relieve(lots, first, "5"), "10");
  EXPECT_EQ(relieve(lots, first, "1"), "0");
}

TEST(MoneyLotsTest, a_transfer_moves_whole_lots_in_place_and_splits_off_a_part) {
  MoneyLots lots(LotOrder::OldestFirst);
  lots.open(lot(first, "10", "100.01"));
  lots.open(lot(first, "10", "200.01"));
  lots.transfer(first, second, number("15"));
  ASSERT_EQ(lots.lots().size(), 3U);
  EXPECT_EQ(lots.lots()[0].portfolio, second);
  EXPECT_EQ(lots.lots()[0].money.cost, number("100.01"));
  EXPECT_EQ(lots.lots()[1].portfolio, first);
  EXPECT_EQ(lots.lots()[1].money.cost, number("100.00"));
  EXPECT_EQ(lots.lots()[2].portfolio, second);
  EXPECT_EQ(lots.lots()[2].quantity, number("5"));
  EXPECT_EQ(lots.lots()[2].money.cost, number("100.01"));  // half of 200.01, rounded up
  EXPECT_EQ(relieve(lots, second, "12"), "140.01");
}

TEST(MoneyLotsTest, a_pool_knows_no_portfolios) {
  MoneyLots pool(LotOrder::Average);
  pool.open(lot(first, "10", "100"));
  pool.open(lot(second, "10", "300"));
  pool.transfer(first, second, number("10"));
  EXPECT_EQ(relieve(pool, first, "15"), "300");
  EXPECT_EQ(relieve(pool, first, "5"), "100");
  EXPECT_TRUE(pool.lots().empty());
}

TEST(MoneyLotsTest, a_split_changes_quantities_alone) {
  MoneyLots lots(LotOrder::OldestFirst);
  lots.open(lot(first, "3", "100"));
  lots.split(2, 3);
  EXPECT_EQ(lots.lots()[0].quantity, number("2"));
  EXPECT_EQ(relieve(lots, first, "1"), "50");
}

}  // namespace
}  // namespace coffer::ledger
