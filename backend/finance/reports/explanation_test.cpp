// Trails through the database: the figure is that of the report, its leaves are what is stored.
#include "finance/reports/explanation.hpp"

#include <functional>
#include <map>

#include "finance/finance_test_world.hpp"

namespace coffer::finance {
namespace {

struct ExplanationTest : FinanceWorld {
  Account broker = open_account("Broker");
  InstrumentId share = add_instrument("USSHARE", "USD");
  Transaction bought;
  ReportInterval interval;

  // G8: 10 at 100 USD at 0.80, then 120 USD at 0.90; 4 sold there.
  ExplanationTest() {
    add_prices(share, {{day("2024-01-02"), dec("100")}, {day("2024-06-03"), dec("120")}});
    add_rates({{cur("USD"), cur("EUR"), day("2024-01-02"), dec("0.80")},
               {cur("USD"), cur("EUR"), day("2024-06-03"), dec("0.90")}});
    record(deposit(broker.id, "2024-01-02", "801"));
    auto buy = trade(TransactionType::Buy, broker.id, "2024-01-02", share, "10", "100");
    buy.fx_rate = dec("0.80");
    bought = record(buy);
    auto sell = trade(TransactionType::Sell, broker.id, "2024-06-03", share, "4", "120");
    sell.fx_rate = dec("0.90");
    record(sell);
    interval.from = day("2024-01-02");
    interval.to = day("2024-06-03");
  }
  static FigureQuestion asking(std::string figure) {
    FigureQuestion question;
    question.figure = std::move(figure);
    question.limit = most_trail_nodes;
    return question;
  }
  Result<Explanation> explain(ReportScope scope, FigureQuestion question) {
    return run(reports.explain(owner, scope, std::move(question), interval, std::nullopt, {}, {}));
  }
  Explanation explained(ReportScope scope, FigureQuestion question) {
    auto made = explain(scope, question);
    EXPECT_TRUE(made) << question.figure << ": " << made.error().detail << made.error().cause;
    return made.value_or(Explanation{});
  }
};

TEST_F(ExplanationTest, FiguresAreThoseOfTheReports) {
  for (const ReportScope scope : {ReportScope{home.default_portfolio}, ReportScope{broker.id}, ReportScope{share}}) {
    const auto report = run(reports.get_performance(owner, scope, interval, std::nullopt));
    ASSERT_TRUE(report) << report.error().detail;
    const auto& figures = report->figures;
    const std::map<std::string, std::optional<Decimal>> amounts{
        {"value", figures.value},
        {"opening_value", figures.opening_value},
        {"invested", figures.invested},
        {"net_flow", figures.flows_net},
        {"gain", figures.gain},
        {"earned_without_capital", figures.earned_without_capital},
        {"realized_gain", report->realized_gain},
        {"unrealized_gain", report->unrealized_gain},
        {"currency_effect", report->currency_effect},
        {"dividends", report->dividends},
        {"interest", report->interest},
        {"fees", report->fees},
        {"taxes", report->taxes}};
    for (const auto& [name, amount] : amounts) {
      const auto made = explained(scope, asking(name));
      EXPECT_EQ(made.amount, amount) << name;
      EXPECT_FALSE(made.ratio) << name;
      ASSERT_FALSE(made.nodes.empty()) << name;
      EXPECT_EQ(made.nodes.back().id, made.root) << name;
      EXPECT_EQ(made.nodes.back().amount, amount) << name;
    }
    const std::map<std::string, std::optional<Ratio>> ratios{
        {"twr", figures.twr}, {"irr", figures.irr.rate}, {"max_drawdown", figures.max_drawdown}};
    for (const auto& [name, ratio] : ratios) {
      const auto made = explained(scope, asking(name));
      ASSERT_TRUE(made.ratio) << name;
      EXPECT_EQ(made.ratio->value, ratio->value) << name;
    }
  }
}

TEST_F(ExplanationTest, FiguresOfAHoldingAreThoseOfTheHoldings) {
  ReportDay on;
  on.on = day("2024-06-03");
  const auto holdings = run(reports.list_holdings(owner, home.default_portfolio, on));
  ASSERT_TRUE(holdings);
  ASSERT_EQ(holdings->items.size(), 1U);
  const auto& item = holdings->items[0];
  EXPECT_EQ(item.unrealized_gain, dec("168"));
  for (const auto& [name, amount] : std::map<std::string, std::optional<Decimal>>{
           {"market_value", item.value}, {"cost_basis", item.cost_basis}, {"unrealized_gain", item.unrealized_gain}}) {
    auto question = asking(name);
    question.instrument = share;
    EXPECT_EQ(explained(home.default_portfolio, question).amount, amount) << name;
    question.account = broker.id;
    EXPECT_EQ(explained(home.default_portfolio, question).amount, amount) << name;
  }
  auto units = asking("quantity");
  units.instrument = share;
  units.account = broker.id;
  const auto made = explained(home.default_portfolio, units);
  EXPECT_EQ(made.amount, dec("6"));
  EXPECT_FALSE(made.amount_currency);
}

TEST_F(ExplanationTest, NetWorthHasItsTrail) {
  const auto worth = run(reports.get_net_worth(owner, interval, std::nullopt, std::nullopt, std::nullopt));
  ASSERT_TRUE(worth);
  EXPECT_EQ(explained(WholeHousehold{}, asking("net_worth")).amount, worth->total);
}

TEST_F(ExplanationTest, LeavesNameTheTransactionThePriceAndTheRate) {
  const auto made = explained(share, asking("unrealized_gain"));
  bool names_purchase = false;
  bool names_price = false;
  bool names_rate = false;
  for (const auto& node : made.nodes) {
    if (node.operation != "input") {
      EXPECT_FALSE(node.input) << node.sentence;
      continue;
    }
    ASSERT_TRUE(node.input) << node.sentence;
    const auto& input = *node.input;
    names_purchase = names_purchase || (input.kind == "field" && input.transaction == bought.id);
    names_price = names_price || (input.kind == "price" && input.instrument == share &&
                                  input.date == day("2024-06-03") && node.amount == dec("120"));
    names_rate = names_rate || (input.kind == "rate" && input.from == cur("USD") && input.to == cur("EUR") &&
                                input.date == day("2024-06-03") && node.amount == dec("0.9"));
    EXPECT_FALSE(node.sentence.empty());
  }
  EXPECT_TRUE(names_purchase);
  EXPECT_TRUE(names_price);
  EXPECT_TRUE(names_rate);
}

TEST_F(ExplanationTest, ATrailCanBeFollowedStepByStep) {
  const auto whole = explained(broker.id, asking("twr"));
  EXPECT_EQ(whole.nodes.size(), whole.total_nodes);
  auto question = asking("twr");
  question.depth = 1;
  const auto top = explained(broker.id, question);
  EXPECT_EQ(top.root, whole.root);
  EXPECT_EQ(top.nodes.size(), top.nodes.back().operands.size() + 1);
  EXPECT_LT(top.nodes.size(), whole.nodes.size());
  question.node = top.nodes.back().operands.front();
  question.depth.reset();
  const auto rest = explained(broker.id, question);
  EXPECT_EQ(rest.root, *question.node);
  EXPECT_EQ(rest.ratio->value, whole.ratio->value) << "the figure stays the one asked for";

  auto short_answer = asking("twr");
  short_answer.limit = 2;
  const auto refused = explain(broker.id, short_answer);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().problem, "finance/trail-too-long");
}

TEST_F(ExplanationTest, AQuestionThatDoesNotFitNamesItsField) {
  const auto faulty = [&](FigureQuestion question) {
    const auto refused = explain(home.default_portfolio, std::move(question));
    EXPECT_FALSE(refused);
    return refused || refused.error().fields.empty() ? std::string() : refused.error().fields[0].pointer;
  };
  EXPECT_EQ(faulty(asking("wealth")), "?figure");
  EXPECT_EQ(faulty(asking("day_value")), "?date");
  EXPECT_EQ(faulty(asking("quantity")), "?account");
  auto beyond = asking("twr");
  beyond.node = 1'000'000;
  EXPECT_EQ(faulty(beyond), "?node");
  auto foreign = asking("cost_basis");
  foreign.instrument = testkit::add_instrument(administrator, neighbours.id, {.symbol = "THEIRS"});
  EXPECT_EQ(faulty(foreign), "?instrument");
  const auto absent = explain(home.default_portfolio, asking("twr_annualized"));
  ASSERT_FALSE(absent);
  EXPECT_EQ(absent.error().kind, ErrorKind::NotFound) << "less than a year";
}

TEST_F(ExplanationTest, WhoSeesNoAmountsSeesNoTrail) {
  const auto user = testkit::add_member(administrator, home.id,
                                        {.granted = std::vector{broker.id}, .access = "view_without_amounts"});
  const auto guest = testkit::person(user, {{home.id, Role::Viewer, true}});
  const auto refused = run(reports.explain(guest, broker.id, asking("twr"), interval, std::nullopt, {}, {}));
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().kind, ErrorKind::Forbidden);
}

}  // namespace
}  // namespace coffer::finance
