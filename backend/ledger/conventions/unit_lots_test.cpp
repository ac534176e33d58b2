// Lots at unit cost: which of them a sale takes, and when it is refused.
#include "ledger/conventions/unit_lots.hpp"

#include <gtest/gtest.h>

#include "ledger/conventions/booking_fixture.hpp"

namespace coffer::ledger {
namespace {

using namespace fixture;  // NOLINT: the words of a test

Conventions by(LotOrder order, Ambiguity ambiguity = Ambiguity::TakeInOrder, LotScope scope = LotScope::PerAccount) {
  Conventions conventions;
  conventions.lot_order = order;
  conventions.ambiguity = ambiguity;
  conventions.lot_scope = scope;
  return conventions;
}

Conventions average(AverageForm form, LotScope scope = LotScope::PerAccount) {
  Conventions conventions = by(LotOrder::Average, Ambiguity::TakeInOrder, scope);
  conventions.average_form = form;
  return conventions;
}

Booking at(std::uint32_t place, Booking booking) {
  booking.account = account(place);
  return booking;
}

Booking buy(std::string_view on, std::string_view quantity, std::string_view price) {
  return at(0, trade(BookingType::Buy, on, quantity, price));
}
Booking sell(std::string_view on, std::string_view quantity, std::string_view price = "") {
  return at(0, trade(BookingType::Sell, on, quantity, price));
}
Booking move(std::string_view on, std::string_view quantity, std::uint32_t from, std::uint32_t to) {
  Booking booking = at(from, trade(BookingType::TransferOut, on, quantity));
  booking.counter_account = account(to);
  return booking;
}

UnitLots reckon(std::vector<Booking> bookings, const Conventions& conventions,
                std::vector<AccountConvention> accounts = {}) {
  BookingInput input;
  input.report = money("EUR");
  input.instruments.resize(2);
  input.bookings = std::move(bookings);
  return compute_unit_lots(input, conventions, accounts, std::nullopt);
}

std::string text(const UnitLots& found) {
  if (found.fault != LotFault::None) return std::string(lot_fault_name(found.fault));
  std::string text;
  for (const UnitLot& lot : found.lots)
    text += format_decimal(trim(lot.quantity).value()) + "@" + format_decimal(trim(lot.unit_cost).value()) + " ";
  text += "|";
  for (const UnitDisposal& disposal : found.disposals)
    text += " " + format_decimal(trim(disposal.lot.quantity).value()) + "@" +
            format_decimal(trim(disposal.unit_cost).value());
  return text;
}

const std::vector<Booking> three_lots{buy("2024-01-02", "5", "11"), buy("2024-01-01", "4", "10"),
                                      buy("2024-01-03", "6", "9")};

std::vector<Booking> and_then(std::vector<Booking> bookings, const Booking& last) {
  bookings.push_back(last);
  return bookings;
}

TEST(UnitLotsTest, each_order_takes_other_lots) {
  const auto bookings = and_then(three_lots, sell("2024-02-01", "7"));
  EXPECT_EQ(text(reckon(bookings, by(LotOrder::OldestFirst))), "2@11 6@9 | 4@10 3@11");
  EXPECT_EQ(text(reckon(bookings, by(LotOrder::NewestFirst))), "4@10 4@11 | 6@9 1@11");
  EXPECT_EQ(text(reckon(bookings, by(LotOrder::HighestCostFirst))), "2@10 6@9 | 5@11 2@10");
  EXPECT_EQ(text(reckon(bookings, by(LotOrder::None))), "4@10 5@11 6@9 -7@0 |");
}

TEST(UnitLotsTest, a_sale_of_the_day_comes_after_its_purchases) {
  EXPECT_EQ(text(reckon({sell("2024-01-01", "4"), buy("2024-01-01", "4", "10")}, by(LotOrder::OldestFirst))), "| 4@10");
}

TEST(UnitLotsTest, what_agrees_in_everything_is_one_lot) {
  Booking labelled = buy("2024-01-01", "1", "10");
  labelled.lot_label = "second";
  EXPECT_EQ(text(reckon({buy("2024-01-01", "1", "10"), buy("2024-01-01", "2", "10.00"), labelled,
                         buy("2024-01-02", "1", "10"), buy("2024-01-03", "0", "10")},
                        by(LotOrder::OldestFirst))),
            "3@10 1@10 1@10 |");
}

TEST(UnitLotsTest, a_strict_book_refuses_to_choose) {
  const Conventions strict = by(LotOrder::OldestFirst, Ambiguity::Refuse);
  EXPECT_EQ(text(reckon(and_then(three_lots, sell("2024-02-01", "4")), strict)), "ambiguous");
  EXPECT_EQ(text(reckon(and_then(three_lots, sell("2024-02-01", "15")), strict)), "| 4@10 5@11 6@9");
  EXPECT_EQ(text(reckon(and_then(three_lots, sell("2024-02-01", "16")), strict)), "insufficient_lots");
  EXPECT_EQ(text(reckon({sell("2024-02-01", "1")}, strict)), "no_match");
  const Conventions sized = by(LotOrder::OldestFirst, Ambiguity::RefuseUnlessSize);
  EXPECT_EQ(text(reckon(and_then(three_lots, sell("2024-02-01", "5")), sized)), "4@10 6@9 | 5@11");
  EXPECT_EQ(text(reckon(and_then(three_lots, sell("2024-02-01", "3")), sized)), "ambiguous");
}

TEST(UnitLotsTest, a_selector_narrows_the_choice) {
  Booking sale = sell("2024-02-01", "4");
  sale.selector.cost = number("11.00");
  const Conventions strict = by(LotOrder::OldestFirst, Ambiguity::Refuse);
  EXPECT_EQ(text(reckon(and_then(three_lots, sale), strict)), "4@10 1@11 6@9 | 4@11");
  sale.selector.date = day("2024-01-01");
  EXPECT_EQ(text(reckon(and_then(three_lots, sale), strict)), "no_match");
  sale.selector = {.cost = {}, .currency = money("USD"), .date = {}, .label = {}};
  EXPECT_EQ(text(reckon(and_then(three_lots, sale), strict)), "no_match");
}

TEST(UnitLotsTest, a_sale_that_opens_a_lot_matches_nothing) {
  Booking sale = sell("2024-02-01", "4", "12");
  sale.opens_lot = true;
  EXPECT_EQ(text(reckon(and_then(three_lots, sale), by(LotOrder::OldestFirst))), "4@10 5@11 6@9 -4@12 |");
  EXPECT_EQ(text(reckon({sale, sell("2024-02-02", "1")}, by(LotOrder::OldestFirst))), "no_match");
}

TEST(UnitLotsTest, merging_makes_one_lot_of_the_candidates) {
  const auto found = reckon({buy("2024-01-01", "60", "100"), buy("2024-01-02", "40", "110"), sell("2024-02-01", "20")},
                            average(AverageForm::Merge));
  EXPECT_EQ(text(found), "80@104 | 20@104");
  EXPECT_EQ(found.lots[0].date, day("2024-01-01"));
}

TEST(UnitLotsTest, a_pool_relieves_its_mean_and_leaves_lots_their_cost) {
  const auto found =
      reckon({buy("2024-01-01", "10", "40"), buy("2024-01-02", "10", "60"), sell("2024-01-03", "15", "100"),
              buy("2024-01-04", "5", "70"), sell("2024-01-05", "5", "100")},
             average(AverageForm::Pool));
  EXPECT_EQ(text(found), "5@70 | 10@50 5@50 5@60");
  EXPECT_EQ(found.realized_gain, number("950"));
  ASSERT_EQ(found.cost_of_lots.size(), 1U);
  EXPECT_EQ(found.cost_of_lots[0], (TracedMoney{number("350"), money("EUR")}));
}

TEST(UnitLotsTest, one_order_over_all_accounts_refuses_the_wrong_account) {
  const Conventions all = by(LotOrder::OldestFirst, Ambiguity::TakeInOrder, LotScope::Global);
  const Booking elsewhere = at(1, buy("2024-01-02", "5", "50"));
  EXPECT_EQ(text(reckon({buy("2024-01-01", "5", "40"), elsewhere, at(1, sell("2024-02-01", "1"))}, all)),
            "wrong_account_for_method");
  EXPECT_EQ(text(reckon({buy("2024-01-01", "5", "40"), elsewhere, sell("2024-02-01", "6")}, all)),
            "wrong_account_for_method");
  EXPECT_EQ(text(reckon({buy("2024-01-01", "5", "40"), elsewhere, sell("2024-02-01", "5")}, all)), "5@50 | 5@40");
}

TEST(UnitLotsTest, one_pool_over_all_accounts_takes_units_where_they_are_sold) {
  const Conventions all = average(AverageForm::Pool, LotScope::Global);
  const Booking elsewhere = at(1, buy("2024-01-02", "10", "80"));
  EXPECT_EQ(text(reckon({buy("2024-01-01", "10", "40"), elsewhere, at(1, sell("2024-02-01", "5"))}, all)),
            "10@40 5@80 | 5@60");
  EXPECT_EQ(text(reckon({buy("2024-01-01", "10", "40"), elsewhere, sell("2024-02-01", "11")}, all)),
            "insufficient_lots");
  EXPECT_EQ(text(reckon({buy("2024-01-01", "10", "40"), elsewhere, move("2024-01-03", "10", 0, 1),
                         at(1, sell("2024-02-01", "15"))},
                        all)),
            "5@80 | 10@60 5@60");
}

TEST(UnitLotsTest, a_transfer_keeps_cost_and_day_and_leaves_a_pool_at_its_mean) {
  const auto plain = reckon(and_then(three_lots, move("2024-02-01", "6", 0, 1)), by(LotOrder::OldestFirst));
  EXPECT_EQ(text(plain), "3@11 6@9 4@10 2@11 |");
  EXPECT_EQ(plain.lots[2].account, account(1));
  EXPECT_EQ(plain.lots[2].date, day("2024-01-01"));
  const std::vector<Booking> bookings{buy("2024-01-01", "10", "10"), buy("2024-01-02", "10", "30"),
                                      move("2024-02-01", "5", 0, 1), at(1, sell("2024-03-01", "5", "50")),
                                      sell("2024-03-02", "5", "50")};
  const auto pooled =
      reckon(bookings, by(LotOrder::OldestFirst), {{.account = account(0), .conventions = average(AverageForm::Pool)}});
  EXPECT_EQ(text(pooled), "10@30 | 5@20 5@20");
  EXPECT_EQ(pooled.realized_gain, number("300"));
  const auto into_pool =
      reckon({buy("2024-01-01", "10", "10"), at(1, buy("2024-01-02", "10", "30")), move("2024-02-01", "10", 0, 1),
              at(1, sell("2024-03-01", "4"))},
             by(LotOrder::OldestFirst), {{.account = account(1), .conventions = average(AverageForm::Pool)}});
  EXPECT_EQ(text(into_pool), "10@30 6@10 | 4@20");
}

TEST(UnitLotsTest, a_split_leaves_the_cost_of_a_position) {
  const auto found =
      reckon({buy("2024-01-01", "3", "40"), at(0, split("2024-01-02", "4", "1")), sell("2024-01-03", "2", "12")},
             average(AverageForm::Pool));
  EXPECT_EQ(text(found), "10@10 | 2@10");
  EXPECT_EQ(found.realized_gain, number("4"));
}

}  // namespace
}  // namespace coffer::ledger
