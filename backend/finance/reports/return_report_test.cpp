// Round trips, risk, contribution and monthly returns through the database, against figures computed by hand.
#include <cmath>

#include "finance/cases/cases.hpp"
#include "finance/finance_test_world.hpp"

namespace coffer::finance {
namespace {

ReportInterval between(std::string_view from, std::string_view to) {
  ReportInterval interval;
  interval.from = day(from);
  interval.to = day(to);
  return interval;
}

struct ReturnReportTest : FinanceWorld {
  Account broker = open_account("Broker");
  InstrumentId share = add_instrument("SHARE");

  Transaction buy(std::string_view on, std::string_view quantity, std::string_view price) {
    return record(trade(TransactionType::Buy, broker.id, on, share, quantity, price));
  }
  Transaction sell(std::string_view on, std::string_view quantity, std::string_view price) {
    return record(trade(TransactionType::Sell, broker.id, on, share, quantity, price));
  }
  // 100 on Thursday, 101, 99.99 on Monday, 100.9899: G22 of the accounting core.
  void hold_over_a_weekend() {
    record(deposit(broker.id, "2024-01-04", "1000"));
    buy("2024-01-04", "10", "100");
    add_prices(share, {{day("2024-01-04"), dec("100")},
                       {day("2024-01-05"), dec("101")},
                       {day("2024-01-08"), dec("99.99")},
                       {day("2024-01-09"), dec("100.9899")}});
  }
  // Never held: +2 %, 0 %, -2 %.
  InstrumentId add_index() {
    const auto index = add_instrument("INDEX");
    add_prices(index, {{day("2024-01-04"), dec("50")},
                       {day("2024-01-05"), dec("51")},
                       {day("2024-01-08"), dec("51")},
                       {day("2024-01-09"), dec("49.98")}});
    return index;
  }
};

TEST_F(ReturnReportTest, ARoundTripIsALotFromItsOpeningToItsClosing) {
  record(deposit(broker.id, "2022-01-03", "3000"));
  const auto first = buy("2022-01-03", "10", "100");
  const auto second = buy("2023-01-03", "10", "120");
  const auto sale = sell("2024-01-03", "15", "150");
  add_prices(share, {{day("2024-12-31"), dec("180")}});
  const auto interval = between("2022-01-01", "2024-12-31");
  for (const ReportScope scope : {ReportScope{home.default_portfolio}, ReportScope{broker.id}, ReportScope{share}}) {
    const auto report = run(reports.list_trades(owner, scope, interval, std::nullopt, {}));
    ASSERT_TRUE(report) << report.error().detail << report.error().cause;
    ASSERT_EQ(report->items.size(), 3U);
    const auto& open = report->items[0];
    EXPECT_EQ(open.opened_by, second.id);
    EXPECT_FALSE(open.closed_by);
    EXPECT_FALSE(open.closed_on);
    EXPECT_EQ(open.quantity, dec("5"));
    EXPECT_EQ(open.cost, dec("600"));
    EXPECT_EQ(open.proceeds, dec("900"));
    EXPECT_EQ(open.gain, dec("300"));
    EXPECT_EQ(open.holding_days, 728);
    EXPECT_NEAR(open.annualized->value, std::pow(1.5, 365.0 / 728) - 1, 1e-12);
    const auto& year = report->items[1];
    EXPECT_EQ(year.opened_by, second.id);
    EXPECT_EQ(year.closed_by, sale.id);
    EXPECT_EQ(year.gain, dec("150"));
    EXPECT_EQ(year.holding_days, 365);
    EXPECT_NEAR(year.annualized->value, 0.25, 1e-12);
    const auto& two_years = report->items[2];
    EXPECT_EQ(two_years.opened_by, first.id);
    EXPECT_EQ(two_years.cost, dec("1000"));
    EXPECT_EQ(two_years.proceeds, dec("1500"));
    EXPECT_EQ(two_years.opened_on, day("2022-01-03"));
    EXPECT_EQ(two_years.closed_on, day("2024-01-03"));
    EXPECT_NEAR(two_years.total_return->value, 0.5, 1e-12);
    EXPECT_NEAR(two_years.annualized->value, std::sqrt(1.5) - 1, 1e-12);
  }
}

TEST_F(ReturnReportTest, TradesOfAnIntervalAStateAndAMethod) {
  record(deposit(broker.id, "2022-01-03", "3000"));
  const auto first = buy("2022-01-03", "10", "100");
  buy("2023-01-03", "10", "120");
  sell("2023-06-01", "2", "130");
  const auto last = sell("2024-01-03", "3", "150");
  const auto asked = [&](TradeFilter filter, std::string_view from) {
    auto report = run(reports.list_trades(owner, broker.id, between(from, "2024-12-31"), std::nullopt, filter));
    EXPECT_TRUE(report) << report.error().detail << report.error().cause;
    return report ? report->items : std::vector<Trade>{};
  };
  EXPECT_EQ(asked({.instrument = {}, .state = TradeState::Closed, .cost_basis = {}}, "2022-01-01").size(), 2U);
  const auto since = asked({.instrument = {}, .state = TradeState::Closed, .cost_basis = {}}, "2023-06-01");
  ASSERT_EQ(since.size(), 1U) << "a sale on the opening day is not of the interval";
  EXPECT_EQ(since[0].closed_by, last.id);
  EXPECT_EQ(since[0].opened_by, first.id);
  EXPECT_EQ(since[0].gain, dec("150"));
  const auto by_lifo =
      asked({.instrument = {}, .state = TradeState::Closed, .cost_basis = CostBasis::Lifo}, "2023-06-01");
  EXPECT_EQ(by_lifo[0].gain, dec("90"));
  EXPECT_EQ(asked({.instrument = {}, .state = TradeState::Open, .cost_basis = {}}, "2022-01-01").size(), 2U);
  EXPECT_TRUE(
      asked({.instrument = add_instrument("OTHER"), .state = TradeState::All, .cost_basis = {}}, "2022-01-01").empty());
}

// G6 (a): 100 sold short at 50 with a fee of 5, covered at 42 with a fee of 5.
TEST_F(ReturnReportTest, AShortReturnsItsGainOnWhatItWasSoldFor) {
  NewAccount wanted;
  wanted.name = "Margin";
  wanted.currency = cur("EUR");
  wanted.shorts = Shorts::Allowed;
  const auto margin = open_account(wanted);
  record(deposit(margin.id, "2024-01-02", "10000"));
  auto opening = trade(TransactionType::Sell, margin.id, "2024-01-03", share, "100", "50");
  opening.fee = dec("5");
  record(opening);
  auto cover = trade(TransactionType::Buy, margin.id, "2024-02-02", share, "100", "42");
  cover.fee = dec("5");
  record(cover);
  const auto report = run(reports.list_trades(owner, margin.id, between("2024-01-01", "2024-12-31"), std::nullopt, {}));
  ASSERT_TRUE(report) << report.error().detail << report.error().cause;
  ASSERT_EQ(report->items.size(), 1U);
  EXPECT_EQ(report->items[0].proceeds, dec("4995"));
  EXPECT_EQ(report->items[0].cost, dec("4205"));
  EXPECT_EQ(report->items[0].gain, dec("790"));
  EXPECT_EQ(report->items[0].holding_days, 30);
  EXPECT_NEAR(report->items[0].total_return->value, 790.0 / 4995, 1e-12);
  EXPECT_FALSE(report->items[0].annualized) << "less than a year";
}

TEST_F(ReturnReportTest, RiskWithItsDrawdownByTheDay) {
  hold_over_a_weekend();
  const auto report =
      run(reports.get_risk(owner, broker.id, between("2024-01-04", "2024-01-09"), std::nullopt, std::nullopt, {}));
  ASSERT_TRUE(report) << report.error().detail << report.error().cause;
  EXPECT_EQ(report->figures.observations, 3);
  EXPECT_NEAR(report->figures.volatility->value, 0.1833091383, 1e-9);
  const auto& fall = report->figures.max_drawdown;
  EXPECT_NEAR(fall.depth.value, 0.01, 1e-12);
  EXPECT_EQ(fall.peak, day("2024-01-05"));
  EXPECT_EQ(fall.trough, day("2024-01-08"));
  EXPECT_FALSE(fall.recovery);
  EXPECT_EQ(fall.days_down, 4);
  ASSERT_EQ(report->series.size(), 6U);
  EXPECT_EQ(report->series[0].date, day("2024-01-04"));
  EXPECT_NEAR(report->series[3].drawdown.value, 0, 1e-12);
  EXPECT_NEAR(report->series[4].drawdown.value, -0.01, 1e-12);
  EXPECT_NEAR(report->series[5].drawdown.value, 100.9899 / 101 - 1, 1e-12);
  EXPECT_FALSE(report->benchmark);
}

// Returns 1, -1, 1 % against 2, 0, -2 %: no covariance; they differ by -1, -1, 3 %, of variance 0.0016 / 3.
TEST_F(ReturnReportTest, ABenchmarkNeedNotBeHeld) {
  hold_over_a_weekend();
  const auto index = add_index();
  const auto interval = between("2024-01-04", "2024-01-09");
  const auto risk = run(reports.get_risk(owner, home.default_portfolio, interval, std::nullopt, index, {}));
  ASSERT_TRUE(risk) << risk.error().detail << risk.error().cause;
  ASSERT_TRUE(risk->figures.benchmark);
  EXPECT_EQ(risk->benchmark->id, index);
  EXPECT_NEAR(risk->figures.benchmark->total.value, -0.0004, 1e-12);
  EXPECT_NEAR(risk->figures.benchmark->beta->value, 0, 1e-9);
  EXPECT_NEAR(risk->figures.benchmark->correlation->value, 0, 1e-9);
  EXPECT_NEAR(risk->figures.benchmark->tracking_error->value, std::sqrt(0.1344), 1e-9);

  const auto performance = run(reports.get_performance(owner, home.default_portfolio, interval, std::nullopt,
                                                       {.policy = {}, .benchmark = index}));
  ASSERT_TRUE(performance) << performance.error().detail << performance.error().cause;
  ASSERT_TRUE(performance->benchmark);
  EXPECT_NEAR(performance->benchmark->total->value, -0.0004, 1e-12);
  ASSERT_EQ(performance->benchmark->series.size(), performance->figures.series.size());
  EXPECT_NEAR(performance->benchmark->series[0]->value, 0.02, 1e-12);
  EXPECT_NEAR(performance->figures.twr.value, 0.009899, 1e-12) << "as without a benchmark";
}

TEST_F(ReturnReportTest, ASplitOfABenchmarkIsNoFall) {
  hold_over_a_weekend();
  const auto index = add_instrument("INDEX");
  add_prices(index, {{day("2024-01-04"), dec("50")}, {day("2024-01-09"), dec("26")}});
  for (const auto* on : {"2019-01-07", "2024-01-08"}) tell_split(index, on, 2, 1);
  ReportInterval whole;
  whole.to = day("2024-01-09");
  const auto report = run(reports.get_risk(owner, broker.id, whole, std::nullopt, index, {}));
  ASSERT_TRUE(report) << report.error().detail << report.error().cause;
  EXPECT_EQ(report->from, day("2024-01-03")) << "the benchmark's past is not the household's";
  ASSERT_TRUE(report->figures.benchmark);
  EXPECT_NEAR(report->figures.benchmark->total.value, 0.04, 1e-12);
}

TEST_F(ReturnReportTest, ABenchmarkOfSomeoneElseIsUnknown) {
  hold_over_a_weekend();
  const auto theirs = testkit::add_instrument(administrator, neighbours.id, {.symbol = "THEIRS"});
  const auto report =
      run(reports.get_risk(owner, broker.id, between("2024-01-04", "2024-01-09"), std::nullopt, theirs, {}));
  ASSERT_FALSE(report);
  EXPECT_EQ(report.error().kind, ErrorKind::Invalid);
  ASSERT_EQ(report.error().fields.size(), 1U);
  EXPECT_EQ(report.error().fields[0].pointer, "?benchmark");
}

// Half at work in each: +10 % and -5 %.
TEST_F(ReturnReportTest, ContributionsSumToTheReturn) {
  const auto other = add_instrument("OTHER");
  record(deposit(broker.id, "2024-01-02", "2000"));
  buy("2024-01-02", "10", "100");
  record(trade(TransactionType::Buy, broker.id, "2024-01-02", other, "10", "100"));
  add_prices(share, {{day("2024-01-02"), dec("100")}, {day("2024-01-03"), dec("110")}});
  add_prices(other, {{day("2024-01-02"), dec("100")}, {day("2024-01-03"), dec("95")}});
  const auto interval = between("2024-01-02", "2024-01-03");
  const auto report = run(reports.get_contribution(owner, home.default_portfolio, interval, std::nullopt));
  ASSERT_TRUE(report) << report.error().detail << report.error().cause;
  EXPECT_EQ(report->gain, dec("50"));
  EXPECT_NEAR(report->twr.value, 0.025, 1e-12);
  ASSERT_GE(report->items.size(), 2U);
  EXPECT_EQ(report->items[0].instrument->id, share);
  EXPECT_EQ(report->items[0].gain, dec("100"));
  EXPECT_NEAR(report->items[0].contribution.value, 0.05, 1e-12);
  EXPECT_EQ(report->items[1].gain, dec("-50"));
  EXPECT_NEAR(report->items[1].contribution.value, -0.025, 1e-12);
  const auto of_instrument = run(reports.get_contribution(owner, share, interval, std::nullopt));
  ASSERT_FALSE(of_instrument);
  EXPECT_EQ(of_instrument.error().kind, ErrorKind::Invalid);
}

TEST_F(ReturnReportTest, MonthsChainToYears) {
  record(deposit(broker.id, "2023-12-29", "1000"));
  buy("2023-12-29", "10", "100");
  add_prices(share, {{day("2023-12-29"), dec("100")}, {day("2024-01-31"), dec("110")}, {day("2024-02-29"), dec("99")}});
  const auto report = run(reports.get_returns(owner, broker.id, between("2023-10-31", "2024-02-29"), std::nullopt));
  ASSERT_TRUE(report) << report.error().detail << report.error().cause;
  ASSERT_EQ(report->months.size(), 4U);
  EXPECT_EQ(report->months[0].period, "2023-11");
  EXPECT_EQ(report->months[0].from, day("2023-10-31"));
  EXPECT_FALSE(report->months[0].twr) << "nothing was invested";
  EXPECT_NEAR(report->months[1].twr->value, 0, 1e-12);
  EXPECT_NEAR(report->months[2].twr->value, 0.1, 1e-12);
  EXPECT_EQ(report->months[2].gain, dec("100"));
  EXPECT_EQ(report->months[3].period, "2024-02");
  EXPECT_NEAR(report->months[3].twr->value, -0.1, 1e-12);
  EXPECT_EQ(report->months[3].gain, dec("-110"));
  ASSERT_EQ(report->years.size(), 2U);
  EXPECT_EQ(report->years[1].period, "2024");
  EXPECT_EQ(report->years[1].from, day("2023-12-31"));
  EXPECT_NEAR(report->years[1].twr->value, -0.01, 1e-12);
  EXPECT_EQ(report->years[1].gain, dec("-10"));
  EXPECT_NEAR(report->twr->value, -0.01, 1e-12);
}

// G18 (b): 900,000 come to 100,000 on a day that ends at 1,010,000; and G19's fee.
TEST_F(ReturnReportTest, ThePolicyOfTheReaderCounts) {
  record(deposit(broker.id, "2024-01-01", "100000"));
  buy("2024-01-01", "1000", "100");
  record(deposit(broker.id, "2024-01-02", "900000"));
  add_prices(share, {{day("2024-01-01"), dec("100")}, {day("2024-01-02"), dec("110")}});
  const auto interval = between("2024-01-01", "2024-01-02");
  const auto twr = [&](ReportPolicy policy) {
    auto report = run(reports.get_performance(owner, broker.id, interval, std::nullopt,
                                              {.policy = policy, .benchmark = std::nullopt}));
    EXPECT_TRUE(report) << report.error().detail << report.error().cause;
    EXPECT_EQ(report->policy, policy);
    return report->figures;
  };
  EXPECT_NEAR(twr({}).twr.value, 0.01, 1e-12);
  ReportPolicy other;
  other.flow_timing = ledger::FlowTiming::End;
  EXPECT_NEAR(twr(other).twr.value, 0.10, 1e-12);
  EXPECT_FALSE(twr(other).twr_annualized);
  other.short_periods = ledger::ShortPeriods::Annualized;
  EXPECT_TRUE(twr(other).twr_annualized);
}

// The same book as a case: what the evaluator says to its last digit is what the report says.
TEST_F(ReturnReportTest, RiskIsThatOfTheCaseEvaluator) {
  hold_over_a_weekend();
  const auto index = add_index();
  const auto interval = between("2024-01-04", "2024-01-09");
  const auto risk = run(reports.get_risk(owner, home.default_portfolio, interval, std::nullopt, index,
                                         {.risk_free = dec("0.03"), .confidence = dec("0.6")}));
  ASSERT_TRUE(risk) << risk.error().detail << risk.error().cause;
  const auto text = [](std::optional<Ratio> ratio) {
    std::array<char, 40> digits{};
    std::snprintf(digits.data(), digits.size(), "%.10f", ratio ? ratio->value : 0.0);
    return std::string(digits.data());
  };
  const auto& against = *risk->figures.benchmark;
  const std::string expect =
      R"({"volatility": ")" + text(risk->figures.volatility) + R"(", "semi_deviation": ")" +
      text(risk->figures.semi_deviation) + R"(", "sharpe_ratio": ")" + text(risk->figures.sharpe) +
      R"(", "sortino_ratio": ")" + text(risk->figures.sortino) + R"(", "value_at_risk": ")" +
      text(risk->figures.value_at_risk) + R"(", "benchmark_return": ")" + text(against.total) + R"(", "beta": ")" +
      text(against.beta) + R"(", "alpha": ")" + text(against.alpha) + R"(", "tracking_error": ")" +
      text(against.tracking_error) + R"(", "information_ratio": ")" + text(against.information_ratio) +
      R"(", "max_drawdown": ")" + text(risk->figures.max_drawdown.depth) + R"("})";
  const auto verdict = check_case(
      R"({"id": "risk", "model": {"engine": "coffer", "benchmark": "INDEX",
      "riskless": [{"date": "2024-01-04", "rate": "0.03"}], "confidence": "0.6"},
      "base_currency": "EUR", "cost_basis": "FIFO", "accounts": [{"name": "A", "cash": "tracked"}],
      "instruments": [{"symbol": "SHARE", "currency": "EUR", "kind": "SECURITY"},
                      {"symbol": "INDEX", "currency": "EUR", "kind": "SECURITY"}],
      "transactions": [{"date": "2024-01-04", "type": "DEPOSIT", "amount": "1000", "currency": "EUR", "account": "A"},
                       {"date": "2024-01-04", "type": "BUY", "symbol": "SHARE", "quantity": "10", "price": "100",
                        "currency": "EUR", "account": "A"}],
      "prices": [{"symbol": "SHARE", "date": "2024-01-04", "close": "100"},
                 {"symbol": "SHARE", "date": "2024-01-05", "close": "101"},
                 {"symbol": "SHARE", "date": "2024-01-08", "close": "99.99"},
                 {"symbol": "SHARE", "date": "2024-01-09", "close": "100.9899"},
                 {"symbol": "INDEX", "date": "2024-01-04", "close": "50"},
                 {"symbol": "INDEX", "date": "2024-01-05", "close": "51"},
                 {"symbol": "INDEX", "date": "2024-01-08", "close": "51"},
                 {"symbol": "INDEX", "date": "2024-01-09", "close": "49.98"}],
      "fx": [], "as_of": "2024-01-09", "period": {"from": "2024-01-04", "to": "2024-01-09"}, "expect": )" +
      expect + R"(, "tolerance": {"money": "0.00000000006", "rate": "0.00000000006", "quantity": "0"}})");
  ASSERT_TRUE(verdict) << verdict.error().detail
                       << (verdict.error().fields.empty() ? "" : verdict.error().fields[0].detail);
  EXPECT_EQ(verdict->leaves, 11U);
  for (const auto& difference : verdict->differences) ADD_FAILURE() << difference;
}

}  // namespace
}  // namespace coffer::finance
