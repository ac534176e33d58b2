// Every figure of any book is the root of its trail, and every node what its operation makes of its operands.
#include "ledger/explain/explain.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>
#include <vector>

#include "ledger/book_fixture.hpp"
#include "ledger/random_book.hpp"
#include "ledger/return_contribution.hpp"

namespace coffer::ledger {
namespace {

using namespace fixture;  // NOLINT: the words of a test
using enum TransactionType;

Book traced(const BookInput& input, Date as_of, const Policy& policy = {}) {
  auto book = compute_book(
      input,
      {.report = money("EUR"), .as_of = as_of, .policy = policy, .entries = Entries::Kept, .history = History::Kept});
  if (!book) throw std::runtime_error(book.error().detail);
  return std::move(*book);
}

void expect_to_hold(const Trail& trail) {
  for (std::size_t i = 0; i < trail.nodes.size(); ++i) {
    TrailNode again = trail.nodes[i];
    evaluate(again, trail.nodes);
    ASSERT_EQ(again.statistic.has_value(), trail.nodes[i].statistic.has_value());
    if (again.statistic)
      ASSERT_NEAR(again.statistic->value, trail.nodes[i].statistic->value,
                  1e-11 * std::max(1.0, std::abs(again.statistic->value)));
    else
      ASSERT_EQ(again.value, trail.nodes[i].value);
    for (const TrailNodeIndex operand : again.operands) ASSERT_LT(operand, i);
    ASSERT_FALSE(trail_sentence(again, {}).empty());
    if (again.operation == Operation::Input) {
      ASSERT_TRUE(again.operands.empty());
    }
  }
}

// Against the first instrument, and rates that rise and fall.
RiskRequest risk_of(const Book& book, const Scope& scope) {
  DecimalSeries rates;
  for (int i = 0; i < days_long; i += 7)
    rates.append(first_day.plus_days(i), Decimal::from_parts(i % 3 == 0 ? 35 : -5, 3));
  return {.scope = scope,
          .period = whole_period(book),
          .benchmark = instrument(0),
          .riskless = std::make_shared<DecimalSeries>(std::move(rates))};
}

int explain_all(const BookInput& input, const Book& book, const Scope& scope) {
  Explainer explainer(input, book, risk_of(book, scope));
  int explained = 0;
  const auto check = [&](const Figure& figure) {
    const auto trail = explainer.explain(figure);
    if (!trail && trail.error().kind == ErrorKind::NotFound) return;
    ASSERT_TRUE(trail) << static_cast<int>(figure.kind) << ": " << trail.error().detail;
    expect_to_hold(*trail);
    ++explained;
  };
  Figure figure;
  for (int kind = 0; kind < static_cast<int>(FigureKind::DayValue); ++kind) {
    figure.kind = static_cast<FigureKind>(kind);
    if (kind < static_cast<int>(FigureKind::Quantity) || kind >= static_cast<int>(FigureKind::ReturnTotal))
      check(figure);
    if (testing::Test::HasFatalFailure()) return explained;
  }
  for (const Position& position : book.positions) {
    figure.account = position.account;
    figure.instrument = position.instrument;
    for (int kind = 0; kind < static_cast<int>(FigureKind::ReturnTotal); ++kind) {
      figure.kind = static_cast<FigureKind>(kind);
      check(figure);
    }
  }
  if (!scope.instrument.is_set()) {
    for (const Contribution& one : compute_contributions(book, scope, whole_period(book))->items) {
      figure = {};
      figure.instrument = one.instrument;
      figure.kind = FigureKind::ContributionGain;
      check(figure);
      figure.kind = FigureKind::Contribution;
      check(figure);
    }
  }
  figure = {};
  for (const FigureKind kind : {FigureKind::Posting, FigureKind::WarningQuantity}) {
    figure.kind = kind;
    for (figure.place = 0; figure.place < book.recorded.size(); ++figure.place) check(figure);
  }
  for (std::size_t i = 0; i < book.disposals.size(); ++i) {
    figure = {};
    figure.kind = FigureKind::DisposalGain;
    figure.place = i;
    check(figure);
  }
  return explained;
}

TEST(ExplainTest, cost_of_a_lot_after_a_split_and_a_sale) {
  BookInput input = plain_input();
  input.transactions.push_back(transaction({.date = "2024-03-01", .quantity = "10", .price = "400"}));
  Transaction split = transaction({.date = "2024-03-04", .type = Split});
  split.account = {};
  split.detail.edit().ratio_to = 4;
  split.detail.edit().ratio_from = 1;
  input.transactions.push_back(split);
  input.transactions.push_back(transaction({.date = "2024-03-04", .type = Sell, .quantity = "4", .price = "102"}));
  const Book book = traced(input, day("2024-03-04"));
  Figure figure;
  figure.kind = FigureKind::CostBasis;
  figure.account = account(0);
  figure.instrument = instrument(0);
  const auto trail = explain(input, book, Scope::household(), whole_period(book), figure);
  ASSERT_TRUE(trail) << trail.error().detail;
  const std::vector<std::string> names{"AAPL"};
  EXPECT_EQ(trail_sentence(trail->root(), {.accounts = {}, .instruments = names}),
            "Cost of the 36 units held: 3,600.00 EUR");
  TrailNode whole = trail->root();
  whole.label.quantity.reset();
  EXPECT_EQ(trail_sentence(whole, {}), "Cost of the units held: 3,600.00 EUR");
  EXPECT_LE(trail->nodes.size(), 12U);
}

TEST(ExplainTest, a_doubt_is_named_where_it_lies) {
  BookInput input = plain_input();
  input.transactions.push_back(transaction({.date = "2024-01-02", .quantity = "10", .price = "100"}));
  input.prices.push_back(series({{"2024-01-02", "100"}}));
  const Book book = traced(input, day("2024-03-01"));
  const auto trail = explain(input, book, Scope::household(), whole_period(book),
                             {.kind = FigureKind::NetWorth, .account = {}, .instrument = {}, .date = {}});
  ASSERT_TRUE(trail) << trail.error().detail;
  ASSERT_EQ(trail->doubts.size(), 1U);
  EXPECT_EQ(trail->doubts.front().kind, WarningKind::StalePrice);
  const auto price =
      std::ranges::find(trail->nodes, InputKind::Price, [](const TrailNode& node) { return node.input.kind; });
  ASSERT_NE(price, trail->nodes.end());
  EXPECT_EQ(price->doubts, std::vector<std::uint32_t>{0});
}

// The fields that a figure goes back to, each of its transaction.
std::vector<std::pair<std::uint32_t, TransactionField>> fields_below(const BookInput& input, const Book& book,
                                                                     const Figure& figure) {
  const auto trail = explain(input, book, Scope::household(), whole_period(book), figure);
  if (!trail) throw std::runtime_error(trail.error().detail);
  std::vector<std::pair<std::uint32_t, TransactionField>> found;
  for (const TrailNode& node : trail->nodes) {
    if (node.input.kind == InputKind::Field) found.emplace_back(node.input.transaction.value, node.input.field);
  }
  std::ranges::sort(found);
  return found;
}

using Fields = std::vector<std::pair<std::uint32_t, TransactionField>>;

TEST(ExplainTest, equal_amounts_keep_their_names) {
  BookInput input = plain_input();
  input.transactions.push_back(
      transaction({.date = "2024-01-02", .quantity = "5", .price = "5", .fee = "5", .tax = "5"}));
  input.transactions.push_back(cash_row({.date = "2024-01-02", .type = Deposit, .amount = "5"}));
  input.transactions.push_back(cash_row({.date = "2024-01-02", .type = Deposit, .amount = "5"}));
  const Book book = traced(input, day("2024-01-02"));
  Figure figure;
  figure.kind = FigureKind::Taxes;
  EXPECT_EQ(fields_below(input, book, figure), (Fields{{0, TransactionField::Tax}}));
  figure.kind = FigureKind::Fees;
  EXPECT_EQ(fields_below(input, book, figure), (Fields{{0, TransactionField::Fee}}));
  figure.kind = FigureKind::FlowsNet;
  EXPECT_EQ(fields_below(input, book, figure), (Fields{{1, TransactionField::Amount}, {2, TransactionField::Amount}}));
}

TEST(ExplainTest, units_paid_as_a_fee_are_not_those_that_moved) {
  BookInput input = plain_input();
  input.accounts.resize(2);
  input.transactions.push_back(transaction({.date = "2024-01-02", .quantity = "3", .price = "5"}));
  Transaction moved = transaction({.date = "2024-01-03", .type = Transfer, .quantity = "1"});
  moved.counter_account = account(1);
  moved.detail.edit().fee_quantity = 1;
  moved.detail.edit().fee_price = 5;
  input.transactions.push_back(moved);
  const Book book = traced(input, day("2024-01-03"));
  Figure figure;
  figure.kind = FigureKind::Quantity;
  figure.instrument = instrument(0);
  figure.account = account(0);
  EXPECT_EQ(
      fields_below(input, book, figure),
      (Fields{{0, TransactionField::Quantity}, {1, TransactionField::Quantity}, {1, TransactionField::FeeQuantity}}));
  figure.account = account(1);
  EXPECT_EQ(fields_below(input, book, figure), (Fields{{1, TransactionField::Quantity}}));
}

TEST(ExplainTest, a_lot_that_a_sale_names_goes_as_far_as_it_says) {
  BookInput input = plain_input();
  input.transactions.push_back(transaction({.date = "2024-01-02", .quantity = "10", .price = "5"}));
  input.transactions.push_back(transaction({.date = "2024-01-03", .quantity = "10", .price = "7"}));
  Transaction sale = transaction({.date = "2024-01-04", .type = Sell, .quantity = "6", .price = "9"});
  sale.detail.edit().chosen_lots = {{.acquired_by = TransactionIndex{1}, .quantity = number("4")}};
  input.transactions.push_back(sale);
  Policy policy;
  policy.cost_method = CostMethod::Chosen;
  for (const PoolScope scope : {PoolScope::Account, PoolScope::Household}) {
    policy.pool_scope = scope;
    const Book book = traced(input, day("2024-01-04"), policy);
    ASSERT_EQ(book.disposals.size(), 2U);
    Figure figure;
    figure.kind = FigureKind::DisposalQuantity;
    EXPECT_EQ(fields_below(input, book, figure),
              (Fields{{2, TransactionField::Quantity}, {2, TransactionField::ChosenQuantity}}));
  }
}

TEST(ExplainTest, without_history_nothing_is_explained) {
  const BookInput input = plain_input();
  const Book book = book_of(input, "2024-03-01");
  const auto trail = explain(input, book, Scope::household(), whole_period(book), {});
  ASSERT_FALSE(trail);
  EXPECT_EQ(trail.error().kind, ErrorKind::Unsupported);
}

constexpr unsigned books = 300;

TEST(ExplainPropertiesTest, every_figure_is_the_root_of_its_trail) {
  int explained = 0;
  for (unsigned seed = 0; seed < books; ++seed) {
    const testing::ScopedTrace trace(__FILE__, __LINE__, "seed " + std::to_string(seed));
    const BookInput input = RandomBook(seed, seed % 3 == 0 ? Rows::Trades : Rows::Everything).make();
    // Every other book has one order of lots, or one pool, over all accounts.
    constexpr std::array methods{CostMethod::Fifo, CostMethod::Average, CostMethod::Lifo, CostMethod::Hifo};
    Policy policy;
    if (seed % 2 == 0) {
      policy.cost_method = methods[seed / 2 % methods.size()];
      policy.pool_scope = PoolScope::Household;
    }
    if (seed % 5 == 0) policy.flow_timing = FlowTiming::End;
    const Book book = traced(input, last_day, policy);
    explained += explain_all(input, book, Scope::household());
    explained += explain_all(input, book, Scope::of_account(account(seed % 3)));
    explained += explain_all(input, book, Scope::of_instrument(instrument(seed % 6)));
    if (HasFailure()) return;
  }
  EXPECT_GT(explained, 10'000);
}

}  // namespace
}  // namespace coffer::ledger
