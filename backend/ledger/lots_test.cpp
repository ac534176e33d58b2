#include "ledger/lots.hpp"

#include <gtest/gtest.h>

#include "ledger/book_fixture.hpp"

namespace coffer::ledger {
namespace {

using namespace fixture;  // NOLINT: the words of a test

Lot lot(std::string_view date, std::string_view quantity, std::string_view cost, std::uint32_t by) {
  Lot made;
  made.lot_date = day(date);
  made.order = by;
  made.acquired_by = TransactionIndex{by};
  made.quantity = number(quantity);
  made.cost_local = made.cost = made.gross_cost = number(cost);
  return made;
}

LotList three_lots() {
  LotList lots;
  lots.add(lot("2021-01-04", "10", "100", 1), CostMethod::Fifo);
  lots.add(lot("2022-01-04", "10", "300", 2), CostMethod::Fifo);
  lots.add(lot("2023-01-04", "10", "200", 3), CostMethod::Fifo);
  return lots;
}

std::string relieved_cost(LotList lots, std::string_view quantity, CostMethod method,
                          std::vector<ChosenLot> chosen = {}) {
  std::vector<Lot> relieved;
  lots.relieve(number(quantity), method, chosen, relieved);
  Decimal cost;
  for (const Lot& one : relieved) cost += one.cost;
  return format_decimal(trim(cost));
}

TEST(LotsTest, each_method_has_its_order) {
  EXPECT_EQ(relieved_cost(three_lots(), "15", CostMethod::Fifo), "250");
  EXPECT_EQ(relieved_cost(three_lots(), "15", CostMethod::Lifo), "350");
  EXPECT_EQ(relieved_cost(three_lots(), "15", CostMethod::Hifo), "400");
  EXPECT_EQ(relieved_cost(three_lots(), "15", CostMethod::Average), "300");
  const std::vector<ChosenLot> chosen{{TransactionIndex{3}, number("4")}, {TransactionIndex{2}, number("1")}};
  EXPECT_EQ(relieved_cost(three_lots(), "5", CostMethod::Chosen, chosen), "110");
  EXPECT_EQ(relieved_cost(three_lots(), "6", CostMethod::Chosen, chosen), "120");  // the rest in date order
}

// 9 units for 3.00 and 3 units for 1.00 cost a third each. Dividing the older lot leaves it 2.333333333333 for 7 units,
// which is less than a third only by rounding.
TEST(LotsTest, of_lots_of_one_unit_cost_the_oldest_goes_first_however_often_it_was_divided) {
  LotList lots;
  lots.add(lot("2021-01-04", "9", "3", 1), CostMethod::Hifo);
  std::vector<Lot> relieved;
  lots.relieve(number("2"), CostMethod::Hifo, {}, relieved);
  lots.add(lot("2022-01-04", "3", "1", 2), CostMethod::Hifo);
  ASSERT_EQ(lots.open()[0].cost_local, number("2.333333333333"));
  EXPECT_EQ(lots.next(CostMethod::Hifo).acquired_by, TransactionIndex{1});
  EXPECT_EQ(&first_to_go(lots.open()[0], lots.open()[1], CostMethod::Hifo), &lots.open()[0]);
  EXPECT_EQ(&first_to_go(lots.open()[1], lots.open()[0], CostMethod::Hifo), &lots.open()[0]);

  // The smallest difference that money shows decides.
  lots.add(lot("2023-01-04", "3", "1.01", 3), CostMethod::Hifo);
  EXPECT_EQ(lots.next(CostMethod::Hifo).acquired_by, TransactionIndex{3});
  // As with shorts, whose cost is what they fetched.
  LotList shorts;
  shorts.add(lot("2021-01-04", "-3", "-1", 1), CostMethod::Hifo);
  shorts.add(lot("2022-01-04", "-3", "-1.01", 2), CostMethod::Hifo);
  EXPECT_EQ(shorts.next(CostMethod::Hifo).acquired_by, TransactionIndex{2});
}

TEST(LotsTest, large_positions_have_an_order_by_cost) {
  LotList lots;
  lots.add(lot("2021-01-04", "4000000000000.5", "900000000000.123456789012", 1), CostMethod::Hifo);
  lots.add(lot("2022-01-04", "4000000000000.5", "900000000000.223456789012", 2), CostMethod::Hifo);
  EXPECT_EQ(lots.next(CostMethod::Hifo).acquired_by, TransactionIndex{2});
}

TEST(LotsTest, an_old_lot_that_arrives_late_goes_first) {
  LotList lots = three_lots();
  lots.add(lot("2020-01-04", "1", "1", 4), CostMethod::Fifo);
  EXPECT_EQ(relieved_cost(lots, "1", CostMethod::Fifo), "1");
}

TEST(LotsTest, a_pool_has_the_date_of_its_oldest_lot) {
  LotList lots;
  lots.add(lot("2022-01-04", "10", "300", 1), CostMethod::Average);
  lots.add(lot("2021-01-04", "10", "100", 2), CostMethod::Average);
  ASSERT_EQ(lots.open().size(), 1U);
  EXPECT_EQ(lots.open()[0].lot_date, day("2021-01-04"));
  EXPECT_EQ(lots.open()[0].cost, number("400"));
}

TEST(LotsTest, merging_waits_for_the_first_disposal) {
  LotList lots;
  lots.add(lot("2021-01-04", "10", "100", 1), CostMethod::Average, Averaging::Merge);
  lots.add(lot("2022-01-04", "10", "300", 2), CostMethod::Average, Averaging::Merge);
  ASSERT_EQ(lots.open().size(), 2U);
  std::vector<Lot> relieved;
  lots.relieve(number("5"), CostMethod::Average, {}, relieved);
  ASSERT_EQ(relieved.size(), 1U);
  EXPECT_EQ(relieved[0].cost, number("100"));
  ASSERT_EQ(lots.open().size(), 1U);
  EXPECT_EQ(lots.open()[0].cost, number("300"));
  EXPECT_EQ(lots.open()[0].lot_date, day("2021-01-04"));
}

TEST(LotsTest, nothing_is_lost_when_a_lot_is_divided) {
  Lot whole = lot("2021-01-04", "7", "100", 1);
  const Lot part = split_off(whole, number("3"));
  EXPECT_EQ(part.cost + whole.cost, number("100"));
  EXPECT_EQ(part.quantity + whole.quantity, number("7"));
  EXPECT_EQ(rescale(part.cost, 8), number("42.85714286"));
}

TEST(LotsTest, a_split_that_does_not_divide_keeps_the_sum) {
  LotList lots = three_lots();
  lots.scale(number("1"), number("7"));
  Decimal sum;
  for (const Lot& one : lots.open()) sum += one.quantity;
  EXPECT_EQ(sum, lots.quantity());
  EXPECT_EQ(rescale(sum, 10), number("4.2857142857"));
}

TEST(LotsTest, short_lots_are_relieved_towards_zero) {
  LotList lots;
  lots.add(lot("2021-01-04", "-10", "-100", 1), CostMethod::Fifo);
  lots.add(lot("2022-01-04", "-10", "-300", 2), CostMethod::Fifo);
  EXPECT_EQ(relieved_cost(lots, "-15", CostMethod::Fifo), "-250");
}

TEST(LotsTest, thousands_of_lots_come_and_go) {
  LotList lots;
  std::vector<Lot> relieved;
  for (std::uint32_t i = 0; i < 5000; ++i) {
    lots.add(lot("2021-01-04", "2", "10", i), CostMethod::Fifo);
    lots.relieve(number("1"), CostMethod::Fifo, {}, relieved);
  }
  EXPECT_EQ(lots.quantity(), number("5000"));
  Decimal cost;
  for (const Lot& one : lots.open()) cost += one.cost;
  for (const Lot& one : relieved) cost += one.cost;
  EXPECT_EQ(cost, number("50000"));
}

}  // namespace
}  // namespace coffer::ledger
