// Every figure of any book is the root of its trail, and every node what its operation makes of its operands.
#include "ledger/explain/explain.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "ledger/book_fixture.hpp"
#include "ledger/random_book.hpp"

namespace coffer::ledger {
namespace {

using namespace fixture;  // NOLINT: the words of a test
using enum TransactionType;

Book traced(const BookInput& input, Date as_of) {
  auto book = compute_book(
      input,
      {.report = money("EUR"), .as_of = as_of, .policy = {}, .entries = Entries::None, .history = History::Kept});
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

int explain_all(const BookInput& input, const Book& book, const Scope& scope) {
  Explainer explainer(input, book, scope, whole_period(book));
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
    const Book book = traced(input, last_day);
    explained += explain_all(input, book, Scope::household());
    explained += explain_all(input, book, Scope::of_account(account(seed % 3)));
    explained += explain_all(input, book, Scope::of_instrument(instrument(seed % 6)));
    if (HasFailure()) return;
  }
  EXPECT_GT(explained, 10'000);
}

}  // namespace
}  // namespace coffer::ledger
