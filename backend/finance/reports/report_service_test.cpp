#include "finance/reports/report_service.hpp"

#include "finance/finance_test_world.hpp"

namespace coffer::finance {
namespace {

using ReportServiceTest = FinanceWorld;

ReportDay on_day(std::string_view on) {
  ReportDay wanted;
  wanted.on = day(on);
  return wanted;
}

ReportInterval until(std::string_view to) {
  ReportInterval interval;
  interval.to = day(to);
  return interval;
}

// G8 of the accounting core's tests, through the database: 10 at 100 USD at 0.80, then 120 USD at 0.90.
TEST_F(ReportServiceTest, GainIsSplitIntoAssetAndCurrency) {
  const auto account = open_account("Broker");
  const auto share = add_instrument("USSHARE", "USD");
  add_prices(share, {{day("2024-01-02"), dec("100")}, {day("2024-06-03"), dec("120")}});
  add_rates({{cur("USD"), cur("EUR"), day("2024-01-02"), dec("0.80")},
             {cur("USD"), cur("EUR"), day("2024-06-03"), dec("0.90")}});
  record(deposit(account.id, "2024-01-02", "800"));
  auto buy = trade(TransactionType::Buy, account.id, "2024-01-02", share, "10", "100");
  buy.fx_rate = dec("0.80");
  record(buy);
  const auto holdings = run(reports.list_holdings(owner, WholeHousehold{}, on_day("2024-06-03")));
  ASSERT_TRUE(holdings) << holdings.error().detail << holdings.error().cause;
  ASSERT_EQ(holdings->items.size(), 1U);
  const auto& item = holdings->items[0];
  EXPECT_EQ(item.value, dec("1080"));
  EXPECT_EQ(item.cost_basis, dec("800"));
  EXPECT_EQ(item.unrealized_gain, dec("280"));
  EXPECT_EQ(item.asset_effect, dec("180"));
  EXPECT_EQ(item.currency_effect, dec("100"));
  EXPECT_EQ(item.unrealized_gain_percent, dec("35"));
  EXPECT_EQ(holdings->totals.value, dec("1080"));
  EXPECT_EQ(holdings->frame.freshness, Freshness::Fresh);
}

// G1 through the database: 10 at 400, a 4:1 split known as a fact, 4 sold at 102.
TEST_F(ReportServiceTest, ASplitIsOneFactHoweverOftenItIsReported) {
  const auto account = open_account("Broker");
  const auto share = add_instrument("XYZ");
  add_prices(share, {{day("2024-03-01"), dec("400")}, {day("2024-03-04"), dec("102")}});
  record(deposit(account.id, "2024-03-01", "4000"));
  record(trade(TransactionType::Buy, account.id, "2024-03-01", share, "10", "400"));
  EXPECT_EQ(tell_split(share, "2024-03-04", 4, 1).novelty, KeptAction::Novelty::New);
  EXPECT_EQ(tell_split(share, "2024-03-04", 4, 1).novelty, KeptAction::Novelty::Known);
  auto reported = event(TransactionType::Split, account.id, "2024-03-04");
  reported.instrument = share;
  reported.ratio_to = 4;
  reported.ratio_from = 1;
  record(reported);
  record(trade(TransactionType::Sell, account.id, "2024-03-04", share, "4", "102"));
  const auto performance = run(reports.get_performance(owner, WholeHousehold{}, until("2024-03-04"), std::nullopt));
  ASSERT_TRUE(performance) << performance.error().detail << performance.error().cause;
  EXPECT_EQ(performance->realized_gain, dec("8"));
  EXPECT_EQ(performance->unrealized_gain, dec("72"));
  EXPECT_NEAR(performance->figures.twr.value, 0.02, 1e-12);
}

// Until March cash is kept in the account, from then on outside; the bond is quoted in per cent, then in money.
TEST_F(ReportServiceTest, CashModesAndPriceFactorsHoldFromTheirDay) {
  const auto account = open_account("Broker");
  NewInstrument wanted;
  wanted.symbol = "BOND";
  wanted.kind = InstrumentKind::Bond;
  wanted.currency = cur("EUR");
  wanted.price_factor = dec("0.01");
  const auto bond =
      write(owner, [&](platform::UnitOfWork& unit) { return instruments.create_instrument(owner, unit, wanted); });
  ASSERT_TRUE(bond);
  const auto id = bond->reference.id;
  InstrumentChange quoted;
  quoted.price_factor = dec("1");
  quoted.from = day("2024-03-01");
  ASSERT_TRUE(write(owner, [&](platform::UnitOfWork& unit) {
    return instruments.update_instrument(owner, unit, id, quoted, any_version());
  }));
  AccountChange kept;
  kept.cash = CashKeeping{.mode = CashKeeping::Mode::Untracked};
  kept.from = day("2024-03-01");
  ASSERT_TRUE(write(owner, [&](platform::UnitOfWork& unit) {
    return accounts.update_account(owner, unit, account.id, kept, any_version());
  }));
  add_prices(id, {{day("2024-02-01"), dec("99")}, {day("2024-03-04"), dec("0.98")}});
  record(deposit(account.id, "2024-01-02", "2000"));
  record(trade(TransactionType::Buy, account.id, "2024-02-01", id, "1000", "99"));
  record(trade(TransactionType::Buy, account.id, "2024-03-04", id, "500", "0.98"));

  const auto before = run(reports.list_holdings(owner, WholeHousehold{}, on_day("2024-02-28")));
  ASSERT_TRUE(before) << before.error().detail << before.error().cause;
  EXPECT_EQ(before->totals.securities, dec("990"));
  EXPECT_EQ(before->totals.cash, dec("1010"));
  const auto after = run(reports.list_holdings(owner, WholeHousehold{}, on_day("2024-03-04")));
  ASSERT_TRUE(after) << after.error().detail << after.error().cause;
  EXPECT_EQ(after->totals.securities, dec("1470"));
  EXPECT_EQ(after->totals.cash, dec("1010")) << "the second purchase is paid from outside";
  EXPECT_EQ(after->totals.cost_basis, dec("1480"));
}

// G14 through the database: a property with a loan.
TEST_F(ReportServiceTest, NetWorthCountsPropertyAndLoan) {
  const auto bank = open_account("Bank");
  NewAccount debt;
  debt.name = "Mortgage";
  debt.kind = AccountKind::Loan;
  debt.currency = cur("EUR");
  const auto loan = open_account(debt);
  NewInstrument wanted;
  wanted.symbol = "HOUSE";
  wanted.kind = InstrumentKind::Property;
  wanted.currency = cur("EUR");
  const auto house =
      write(owner, [&](platform::UnitOfWork& unit) { return instruments.create_instrument(owner, unit, wanted); });
  ASSERT_TRUE(house);
  record(deposit(bank.id, "2023-12-31", "100000"));
  auto draw = event(TransactionType::LoanDraw, bank.id, "2024-01-15");
  draw.counter_account = loan.id;
  draw.amount = dec("240000");
  record(draw);
  auto buy = trade(TransactionType::Buy, bank.id, "2024-01-15", house->reference.id, "1", "300000");
  buy.fee = dec("15000");
  record(buy);
  auto rent = event(TransactionType::Income, bank.id, "2024-06-30");
  rent.instrument = house->reference.id;
  rent.category = "rent";
  rent.amount = dec("14400");
  record(rent);
  auto repayment = event(TransactionType::LoanRepayment, bank.id, "2024-12-30");
  repayment.counter_account = loan.id;
  repayment.amount = dec("12000");
  repayment.principal = dec("4800");
  repayment.interest = dec("7200");
  record(repayment);
  auto valuation = event(TransactionType::Valuation, bank.id, "2024-12-31");
  valuation.instrument = house->reference.id;
  valuation.amount = dec("330000");
  record(valuation);

  const auto worth = run(reports.get_net_worth(owner, {}, day("2024-12-31"), std::nullopt, std::nullopt));
  ASSERT_TRUE(worth) << worth.error().detail << worth.error().cause;
  EXPECT_EQ(worth->total, dec("122200"));
  EXPECT_EQ(worth->by_kind.cash, dec("27400"));
  EXPECT_EQ(worth->by_kind.loans, dec("-235200"));
  EXPECT_EQ(worth->by_kind.property, dec("330000"));
  EXPECT_EQ(worth->series.back().total, dec("122200"));
  EXPECT_EQ(worth->series.front().date, worth->from);
  EXPECT_EQ(worth->series.front().total, dec("0"));
  ReportInterval half;
  half.from = day("2024-06-30");
  const auto second_half = run(reports.get_net_worth(owner, half, day("2024-12-31"), std::nullopt, std::nullopt));
  ASSERT_TRUE(second_half) << second_half.error().detail;
  EXPECT_EQ(second_half->series.front().date, day("2024-06-30"));
  EXPECT_EQ(second_half->series.front().total, dec("99400"));
  EXPECT_EQ(second_half->series.front().invested, dec("99400"));
  EXPECT_EQ(second_half->series.back().invested, dec("99400"));

  const auto later = run(reports.list_holdings(owner, WholeHousehold{}, on_day("2025-06-30")));
  ASSERT_TRUE(later) << later.error().detail;
  ASSERT_EQ(later->items.size(), 1U);
  EXPECT_EQ(later->items[0].price_date, day("2024-12-31"));
  EXPECT_EQ(later->items[0].price_freshness, Freshness::Fresh) << "a valuation by hand holds until the next one";
}

TEST_F(ReportServiceTest, AReportIsNeverOlderThanTheLastWrite) {
  const auto account = open_account("Bank");
  record(deposit(account.id, "2024-01-02", "100"));
  const auto before = run(reports.find_version(owner));
  EXPECT_EQ(run(reports.list_holdings(owner, account.id, on_day("2024-06-03")))->totals.value, dec("100"));
  record(deposit(account.id, "2024-01-03", "50"));
  EXPECT_NE(*before, *run(reports.find_version(owner)));
  EXPECT_EQ(run(reports.list_holdings(owner, account.id, on_day("2024-06-03")))->totals.value, dec("150"));
}

TEST_F(ReportServiceTest, ScopesOfAnotherHouseholdAreMissing) {
  const auto account = open_account("Bank");
  record(deposit(account.id, "2024-01-02", "100"));
  for (const ReportScope& scope : {ReportScope(account.id), ReportScope(home.default_portfolio)}) {
    const auto refused = run(reports.list_holdings(neighbour, scope, on_day("2024-06-03")));
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().kind, ErrorKind::NotFound);
  }
}

TEST_F(ReportServiceTest, AllocationSumsToItsTotal) {
  const auto account = open_account("Broker");
  const auto share = add_instrument("SHARE");
  add_prices(share, {{day("2024-01-02"), dec("10")}});
  record(deposit(account.id, "2024-01-02", "1000"));
  record(trade(TransactionType::Buy, account.id, "2024-01-02", share, "30", "10"));
  for (const auto by :
       {AllocationBy::AssetClass, AllocationBy::Currency, AllocationBy::Account, AllocationBy::Instrument}) {
    const auto allocation = run(reports.get_allocation(owner, WholeHousehold{}, by, on_day("2024-01-02")));
    ASSERT_TRUE(allocation) << allocation.error().cause;
    Decimal sum;
    for (const auto& slice : allocation->items) sum += slice.value;
    EXPECT_EQ(sum, dec("1000"));
    EXPECT_EQ(allocation->total, dec("1000"));
  }
}

TEST_F(ReportServiceTest, IncomeIsTakenByMonthAndInstrument) {
  const auto account = open_account("Broker");
  const auto share = add_instrument("SHARE");
  add_prices(share, {{day("2024-01-02"), dec("10")}});
  record(deposit(account.id, "2024-01-02", "1000"));
  record(trade(TransactionType::Buy, account.id, "2024-01-02", share, "10", "10"));
  auto dividend = event(TransactionType::Dividend, account.id, "2024-03-15");
  dividend.instrument = share;
  dividend.amount = dec("8.50");
  dividend.tax = dec("1.50");
  record(dividend);
  const auto income = run(reports.get_income(owner, home.default_portfolio, until("2024-04-30"), std::nullopt));
  ASSERT_TRUE(income) << income.error().cause;
  EXPECT_EQ(income->total.dividends, dec("10"));
  EXPECT_EQ(income->total.taxes, dec("1.5"));
  EXPECT_EQ(income->total.net, dec("8.5"));
  ASSERT_EQ(income->by_month.size(), 4U);
  EXPECT_EQ(income->by_month[2].month, "2024-03");
  EXPECT_EQ(income->by_month[2].figures.net, dec("8.5"));
  ASSERT_EQ(income->by_instrument.size(), 1U);
}

// 10.03 USD at 0.905 each month are 9.07715 EUR: three are 27.23, though each alone rounds to 9.08.
TEST_F(ReportServiceTest, TheSameDividendsAreTheSameWhereverTheyAreShown) {
  const auto account = open_account("Broker");
  const auto share = add_instrument("SHARE", "USD");
  add_prices(share, {{day("2024-01-02"), dec("10")}});
  add_rates({{cur("USD"), cur("EUR"), day("2024-01-02"), dec("0.905")}});
  for (const auto* month : {"2024-01-15", "2024-02-15", "2024-03-15"}) {
    auto dividend = event(TransactionType::Dividend, account.id, month);
    dividend.instrument = share;
    dividend.currency = cur("USD");
    dividend.amount = dec("10.03");
    record(dividend);
  }
  const auto income = run(reports.get_income(owner, home.default_portfolio, until("2024-04-30"), std::nullopt));
  const auto performance =
      run(reports.get_performance(owner, home.default_portfolio, until("2024-04-30"), std::nullopt, {}));
  const auto worth = run(reports.get_net_worth(owner, {}, day("2024-04-30"), std::nullopt, std::nullopt));
  ASSERT_TRUE(income && performance && worth);
  EXPECT_EQ(income->total.dividends, dec("27.23"));
  EXPECT_EQ(performance->dividends, dec("27.23"));
  EXPECT_EQ(worth->total, performance->figures.value);
  Decimal months;
  for (const auto& month : income->by_month) months += month.figures.dividends;
  EXPECT_EQ(months, dec("27.23"));
}

}  // namespace
}  // namespace coffer::finance
