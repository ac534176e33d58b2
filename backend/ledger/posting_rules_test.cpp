#include <gtest/gtest.h>

#include <algorithm>
#include <map>

#include "ledger/book_fixture.hpp"
#include "ledger/posting.hpp"

namespace coffer::ledger {
namespace {

using namespace fixture;  // NOLINT: the words of a test
using enum TransactionType;

struct PostingRulesTest : testing::Test {
  std::vector<AccountInput> accounts{{},
                                     {.nature = AccountNature::Loan},
                                     {.cash = CashMode::Untracked},
                                     {.cash = CashMode::Settled, .settlement = AccountIndex{0}}};
  std::vector<InstrumentInput> instruments{{.currency = money("EUR")}, {.currency = money("USD")}};
  PostingContext context{accounts, instruments};

  std::vector<Posting> post(const Transaction& transaction) {
    auto postings = post_transaction(transaction, context);
    EXPECT_TRUE(postings) << (postings ? "" : postings.error().detail);
    if (!postings) return {};
    std::map<std::pair<Date, Currency>, Decimal> sums;
    for (const Posting& posting : *postings) sums[{posting.date, posting.currency}] += posting.amount;
    for (const auto& [key, sum] : sums) EXPECT_TRUE(sum.is_zero()) << format_decimal(sum);
    return *postings;
  }
  static std::vector<std::string> lines(const std::vector<Posting>& postings) {
    std::vector<std::string> lines;
    for (const Posting& posting : postings) {
      std::string line(ledger_account_name(posting.ledger));
      line += std::to_string(posting.account.value);
      if (!posting.amount.is_zero())
        line += " " + format_decimal(posting.amount) + std::string(posting.currency.code());
      if (!posting.quantity.is_zero()) line += " q" + format_decimal(posting.quantity);
      lines.push_back(line);
    }
    std::ranges::sort(lines);
    return lines;
  }
  std::vector<std::string> faults(const Transaction& transaction) {
    const auto postings = post_transaction(transaction, context);
    EXPECT_FALSE(postings);
    std::vector<std::string> pointers;
    if (!postings) {
      EXPECT_EQ(postings.error().kind, ErrorKind::Invalid);
      for (const FieldError& field : postings.error().fields) pointers.push_back(field.pointer);
    }
    return pointers;
  }
  using Lines = std::vector<std::string>;
};

TEST_F(PostingRulesTest, purchase_and_sale_with_costs_and_accrued_interest) {
  Transaction buy =
      transaction({.date = "2024-01-02", .type = Buy, .quantity = "10", .price = "100", .fee = "5", .tax = "2"});
  buy.detail.edit().accrued = number("3");
  EXPECT_EQ(lines(post(buy)),
            (Lines{"C0 -1010EUR", "E:fee0 5EUR", "E:tax0 2EUR", "I:interest0 3EUR", "P0 1000EUR q10"}));
  const Transaction sell =
      transaction({.date = "2024-01-02", .type = Sell, .quantity = "10", .price = "100", .fee = "5"});
  EXPECT_EQ(lines(post(sell)), (Lines{"C0 995EUR", "E:fee0 5EUR", "P0 -1000EUR q-10"}));
}

TEST_F(PostingRulesTest, amount_that_settles_beats_the_price) {
  const Transaction buy = transaction(
      {.date = "2024-01-02", .type = Buy, .quantity = "3", .price = "33.333", .amount = "101.00", .fee = "1"});
  EXPECT_EQ(lines(post(buy)), (Lines{"C0 -101EUR", "E:fee0 1EUR", "P0 100EUR q3"}));
}

TEST_F(PostingRulesTest, computed_gross_has_the_minor_unit) {
  const Transaction buy = transaction({.date = "2024-01-02", .type = Buy, .quantity = "0.333", .price = "10.055"});
  EXPECT_EQ(lines(post(buy)), (Lines{"C0 -3.35EUR", "P0 3.35EUR q0.333"}));
}

TEST_F(PostingRulesTest, euro_cash_for_a_dollar_share_at_a_rate_alone) {
  Transaction buy =
      transaction({.date = "2024-01-02", .type = Buy, .quantity = "10", .price = "100", .fee = "5", .instrument = 1});
  buy.detail.edit().fx = RecordedFx{.priced_in = money("USD"), .rate = number("0.92"), .gross = {}, .priced_gross = {}};
  EXPECT_EQ(lines(post(buy)), (Lines{"C0 -925EUR", "E:fee0 5EUR", "P0 1000USD q10", "X0 -1000USD", "X0 920EUR"}));
}

TEST_F(PostingRulesTest, dividend_on_a_short_turns_all_signs) {
  const Transaction dividend =
      transaction({.date = "2024-01-02", .type = Dividend, .quantity = "-100", .amount = "-100"});
  EXPECT_EQ(lines(post(dividend)), (Lines{"C0 -100EUR", "I:dividend0 100EUR"}));
}

TEST_F(PostingRulesTest, cash_goes_where_the_account_keeps_it) {
  const Row row{.date = "2024-01-02", .type = Buy, .quantity = "1", .price = "10"};
  Transaction buy = transaction(row);
  buy.account = account(2);
  EXPECT_EQ(lines(post(buy)), (Lines{"C2 -10EUR", "C2 10EUR", "K2 -10EUR", "P2 10EUR q1"}));
  buy.account = account(3);
  EXPECT_EQ(lines(post(buy)), (Lines{"C0 -10EUR", "P3 10EUR q1"}));
}

TEST_F(PostingRulesTest, loans) {
  Transaction draw = cash_row({.date = "2024-01-02", .type = LoanDraw, .amount = "100"});
  draw.counter_account = account(1);
  EXPECT_EQ(lines(post(draw)), (Lines{"C0 100EUR", "L1 -100EUR"}));
  Transaction repay = cash_row({.date = "2024-01-02", .type = LoanRepayment, .amount = "12", .fee = "1"});
  repay.counter_account = account(1);
  repay.detail.edit().interest = number("7");
  EXPECT_EQ(lines(post(repay)), (Lines{"C0 -12EUR", "E:fee0 1EUR", "E:interest0 7EUR", "L1 4EUR"}));
  repay.detail.edit().principal = number("5");
  EXPECT_EQ(faults(repay), Lines{"/amount"});
  repay.counter_account = account(0);
  repay.detail.edit().principal = number("4");
  EXPECT_EQ(faults(repay), Lines{"/counter_account"});
}

TEST_F(PostingRulesTest, money_on_the_way_has_two_dates) {
  Transaction move = cash_row({.date = "2024-01-02", .type = CashTransfer, .amount = "100", .fee = "1"});
  move.counter_account = account(3);
  move.detail.edit().arrival_date = day("2024-01-05");
  const auto postings = post(move);
  EXPECT_EQ(lines(postings), (Lines{"C0 -100EUR", "C0 -1EUR", "C0 100EUR", "E:fee0 1EUR", "T0 -100EUR", "T0 100EUR"}));
  EXPECT_EQ(std::ranges::count(postings, day("2024-01-05"), &Posting::date), 2);
  move.detail.edit().arrival = Arrival::Pending;
  EXPECT_EQ(post(move).size(), 4U);
}

TEST_F(PostingRulesTest, exchange_balances_each_currency_by_itself) {
  Transaction exchange = cash_row({.date = "2024-01-02", .type = FxExchange, .amount = "100"});
  exchange.detail.edit().counter_currency = money("USD");
  exchange.detail.edit().counter_amount = number("108.50");
  EXPECT_EQ(lines(post(exchange)), (Lines{"C0 -100EUR", "C0 108.5USD", "X0 -108.5USD", "X0 100EUR"}));
}

TEST_F(PostingRulesTest, transfer_moves_quantity_and_no_amount) {
  Transaction move = transaction({.date = "2024-01-02", .type = Transfer, .quantity = "4"});
  move.counter_account = account(2);
  EXPECT_EQ(lines(post(move)), (Lines{"P0 q-4", "P2 q4", "T0 q-4", "T0 q4"}));
}

TEST_F(PostingRulesTest, unknown_cost_is_not_zero_cost) {
  const Transaction unknown = transaction({.date = "2024-01-02", .type = DeliveryIn, .quantity = "4"});
  EXPECT_EQ(lines(post(unknown)), Lines{"P0 q4"});
  Transaction known = unknown;
  known.detail.edit().cost = number("40");
  EXPECT_EQ(lines(post(known)), (Lines{"K0 -40EUR", "P0 40EUR q4"}));
}

TEST_F(PostingRulesTest, every_fault_is_named_by_its_field) {
  Transaction buy = transaction({.date = "2024-01-02", .type = Buy});
  buy.currency = {};
  buy.account = {};
  EXPECT_EQ(faults(buy), (Lines{"/account", "/currency", "/quantity", "/amount"}));
  EXPECT_EQ(faults(transaction({.date = "2024-01-02", .type = Sell, .quantity = "-1", .price = "-1", .fee = "-1"})),
            (Lines{"/quantity", "/quantity", "/price", "/fee"}));
  EXPECT_EQ(faults(transaction({.date = "2024-01-02", .type = Buy, .quantity = "1", .amount = "3", .fee = "5"})),
            Lines{"/amount"});
  EXPECT_EQ(faults(cash_row({.date = "2024-01-02", .type = Deposit})), Lines{"/amount"});
  EXPECT_EQ(faults(cash_row({.date = "2024-01-02", .type = Deposit, .amount = "1", .account = 9})), Lines{"/account"});
  Transaction self = transaction({.date = "2024-01-02", .type = Transfer, .quantity = "4"});
  self.counter_account = account(0);
  EXPECT_EQ(faults(self), Lines{"/counter_account"});
  EXPECT_EQ(faults(transaction({.date = "2024-01-02", .type = Split})), (Lines{"/ratio_to", "/ratio_from"}));
  Transaction merger = transaction({.date = "2024-01-02", .type = Merger});
  merger.detail.edit().new_instrument = instrument(1);
  merger.detail.edit().ratio_to = merger.detail.edit().ratio_from = number("1");
  merger.detail.edit().cash_per_share = number("10");
  EXPECT_EQ(faults(merger), Lines{"/amount"});  // how many shares there are is no part of the transaction
}

TEST_F(PostingRulesTest, what_is_too_large_is_refused) {
  const Transaction buy = transaction(
      {.date = "2024-01-02", .type = Buy, .quantity = "99999999999999999999", .price = "99999999999999999999"});
  const auto postings = post_transaction(buy, context);
  ASSERT_FALSE(postings);
  EXPECT_EQ(postings.error().problem, "ledger/amount-too-large");
}

}  // namespace
}  // namespace coffer::ledger
