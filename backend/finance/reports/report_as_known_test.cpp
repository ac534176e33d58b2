#include "finance/finance_test_world.hpp"
#include "finance/reports/report_service.hpp"

namespace coffer::finance {
namespace {

using KnownAt = std::optional<Timestamp>;
constexpr KnownAt now;

// Rows carry the time of their recording: the clock is the machine's.
struct ReportAsKnownTest : FinanceWorld {
  ReportAsKnownTest() { clock.set(ticking.now()); }

  // The present moment: after what has been recorded, before what comes.
  Timestamp moment() {
    clock.set(ticking.now());
    return clock.now();
  }
  template <class T>
  static T answered(Result<T> report) {
    EXPECT_TRUE(report) << report.error().detail << report.error().cause;
    return report ? std::move(*report) : T{};
  }
  static ReportDay on(std::string_view date, KnownAt known_at) {
    ReportDay wanted;
    wanted.on = day(date);
    wanted.known_at = known_at;
    return wanted;
  }
  static ReportInterval until(std::string_view date, KnownAt known_at) {
    ReportInterval interval;
    interval.to = day(date);
    interval.known_at = known_at;
    return interval;
  }
  HoldingTotals totals(std::string_view date, KnownAt known_at, ReportScope scope = WholeHousehold{}) {
    moment();
    return answered(run(reports.list_holdings(owner, scope, on(date, known_at)))).totals;
  }
  PerformanceReport performance(std::string_view date, KnownAt known_at) {
    moment();
    return answered(run(reports.get_performance(owner, WholeHousehold{}, until(date, known_at), std::nullopt)));
  }
  void edit(TransactionId id, TransactionEdit change) {
    const auto made = write(owner, [&](platform::UnitOfWork& unit) {
      return transactions.update_transaction(owner, unit, id, change, std::nullopt, any_version());
    });
    EXPECT_TRUE(made) << made.error().detail << made.error().cause;
  }
  void change_account(AccountId id, AccountChange change) {
    const auto made = write(owner, [&](platform::UnitOfWork& unit) {
      return accounts.update_account(owner, unit, id, change, any_version());
    });
    EXPECT_TRUE(made) << made.error().detail << made.error().cause;
  }
};

// G13 of the accounting core's tests: ten bought at 100, five sold at 150, then ten at 80 of an earlier day.
TEST_F(ReportAsKnownTest, ABackdatedPurchaseCountsFromItsRecordingOn) {
  const auto account = open_account("Broker");
  const auto share = add_instrument("SHARE");
  record(trade(TransactionType::Buy, account.id, "2024-01-02", share, "10", "100"));
  const auto sale = record(trade(TransactionType::Sell, account.id, "2024-03-01", share, "5", "150"));
  const auto postings = [&] {
    return testkit::value(administrator,
                          "SELECT string_agg(concat_ws(' ', revision, line, ledger, booked_on, amount, quantity), ', ' "
                          "ORDER BY revision, line) FROM finance.postings WHERE transaction_id = $1",
                          {sale.id.text()});
  };
  const auto posted = postings();
  EXPECT_NE(posted, "");
  const auto april = moment();
  EXPECT_EQ(performance("2024-04-30", now).realized_gain, dec("250"));

  record(trade(TransactionType::Buy, account.id, "2023-12-15", share, "10", "80"));
  EXPECT_EQ(performance("2024-04-30", april).realized_gain, dec("250"));
  EXPECT_EQ(totals("2024-04-30", april).cost_basis, dec("500"));
  EXPECT_EQ(performance("2024-04-30", now).realized_gain, dec("350"));
  EXPECT_EQ(totals("2024-04-30", now).cost_basis, dec("1400"));
  const auto lots = [&](KnownAt known_at) {
    std::vector<std::pair<Decimal, Decimal>> found;
    for (const auto& lot :
         answered(run(reports.list_lots(owner, account.id, std::nullopt, on("2024-04-30", known_at)))).items)
      found.emplace_back(lot.quantity, lot.cost.value());
    return found;
  };
  using Lots = std::vector<std::pair<Decimal, Decimal>>;
  EXPECT_EQ(lots(april), (Lots{{dec("5"), dec("500")}}));
  EXPECT_THAT(lots(now),
              testing::UnorderedElementsAre(std::pair(dec("5"), dec("400")), std::pair(dec("10"), dec("1000"))));
  EXPECT_EQ(postings(), posted);
}

TEST_F(ReportAsKnownTest, ATransactionCountsAsItStood) {
  const auto before_all = moment();
  const auto account = open_account("Bank");
  const auto empty = moment();
  const auto made = record(deposit(account.id, "2024-01-02", "1000"));
  const auto recorded = moment();
  edit(made.id, [](TransactionFields& fields) { fields.amount = dec("1500"); });
  const auto corrected = moment();
  ASSERT_TRUE(write(owner, [&](platform::UnitOfWork& unit) {
    return transactions.remove_transaction(owner, unit, made.id, std::nullopt, any_version());
  }));
  const auto removed = moment();
  ASSERT_TRUE(
      write(owner, [&](platform::UnitOfWork& unit) { return transactions.restore_transaction(owner, unit, made.id); }));

  for (int round = 0; round < 2; ++round) {
    EXPECT_EQ(totals("2024-01-31", now).cash, dec("1500"));
    EXPECT_EQ(totals("2024-01-31", removed).cash, dec("0"));
    EXPECT_EQ(totals("2024-01-31", corrected).cash, dec("1500"));
    EXPECT_EQ(totals("2024-01-31", recorded).cash, dec("1000"));
    EXPECT_EQ(totals("2024-01-31", empty, account.id).cash, dec("0"));
    EXPECT_EQ(totals("2024-01-31", before_all).cash, dec("0"));
  }
  const auto unknown = run(reports.list_holdings(owner, account.id, on("2024-01-31", before_all)));
  ASSERT_FALSE(unknown);
  EXPECT_EQ(unknown.error().kind, ErrorKind::NotFound);
}

TEST_F(ReportAsKnownTest, ARemovedAccountCountsWhereItWasKnown) {
  const auto account = open_account("Bank");
  const auto made = record(deposit(account.id, "2024-01-02", "1000"));
  const auto before = moment();
  ASSERT_TRUE(write(owner, [&](platform::UnitOfWork& unit) {
    return transactions.remove_transaction(owner, unit, made.id, std::nullopt, any_version());
  }));
  ASSERT_TRUE(write(owner, [&](platform::UnitOfWork& unit) {
    return accounts.remove_account(owner, unit, account.id, any_version());
  }));
  EXPECT_EQ(totals("2024-01-31", before).cash, dec("1000"));
  EXPECT_EQ(totals("2024-01-31", now).cash, dec("0"));
}

TEST_F(ReportAsKnownTest, APriceCorrectedLaterCountsFromTheCorrectionOn) {
  const auto account = open_account("Broker");
  const auto share = add_instrument("SHARE");
  record(deposit(account.id, "2024-01-02", "1000"));
  record(trade(TransactionType::Buy, account.id, "2024-01-02", share, "10", "100"));
  add_prices(share, {{day("2024-01-31"), dec("120")}, {day("2024-02-29"), dec("121")}});
  const auto mistaken = moment();
  add_prices(share, {{day("2024-01-31"), dec("102")}});
  const auto corrected = moment();
  testkit::run(administrator,
               "UPDATE finance.prices SET withdrawn_at = clock_timestamp() WHERE instrument_id = $1 AND close = 102",
               {share.text()});
  const auto withdrawn = moment();
  EXPECT_EQ(totals("2024-01-31", mistaken).value, dec("1200"));
  EXPECT_EQ(totals("2024-01-31", corrected).value, dec("1020"));
  for (const auto& known_at : {KnownAt(withdrawn), now})
    EXPECT_EQ(totals("2024-01-31", known_at).value, dec("1200")) << "the withdrawn price counts no more";
  EXPECT_EQ(totals("2024-02-29", corrected).value, dec("1210"));
}

TEST_F(ReportAsKnownTest, ASplitReportedLaterCountsFromTheReportOn) {
  const auto account = open_account("Broker");
  const auto share = add_instrument("XYZ");
  record(deposit(account.id, "2024-03-01", "4000"));
  record(trade(TransactionType::Buy, account.id, "2024-03-01", share, "10", "400"));
  add_prices(share, {{day("2024-03-01"), dec("400")}, {day("2024-03-04"), dec("102")}});
  const auto unaware = moment();
  tell_split(share, "2024-03-04", 4, 1);
  EXPECT_EQ(totals("2024-03-04", unaware).value, dec("1020"));
  EXPECT_EQ(totals("2024-03-04", now).value, dec("4080"));
}

// Reported by the household, by the public part and as a transaction, one after the other.
TEST_F(ReportAsKnownTest, ASplitOfThreeSourcesIsOneFact) {
  const auto account = open_account("Broker");
  const auto share = testkit::add_instrument(administrator, std::nullopt, {.symbol = "XYZ"});
  record(deposit(account.id, "2024-03-01", "4000"));
  record(trade(TransactionType::Buy, account.id, "2024-03-01", share, "10", "400"));
  testkit::add_prices(administrator, std::nullopt, share, {{"2024-03-01", "400"}, {"2024-03-04", "102"}});
  std::vector<KnownAt> moments;
  tell_split(share, "2024-03-04", 4, 1);
  moments.emplace_back(moment());
  testkit::run(administrator,
               "INSERT INTO finance.corporate_actions (id, instrument_id, kind, effective_on, ratio_to, ratio_from, "
               "source) VALUES (gen_random_uuid(), $1, 'split', '2024-03-04', 4, 1, 'provider')",
               {share.text()});
  moments.emplace_back(moment());
  auto reported = event(TransactionType::Split, account.id, "2024-03-04");
  reported.instrument = share;
  reported.ratio_to = 4;
  reported.ratio_from = 1;
  record(reported);
  moments.emplace_back(moment());
  moments.push_back(now);
  for (const auto& known_at : moments) EXPECT_EQ(totals("2024-03-04", known_at).value, dec("4080"));
}

TEST_F(ReportAsKnownTest, ARateCorrectedLaterCountsFromTheCorrectionOn) {
  const auto account = open_account("Dollars", "USD");
  auto paid_in = event(TransactionType::Deposit, account.id, "2024-01-02", "USD");
  paid_in.amount = dec("100");
  record(paid_in);
  add_rates({{cur("USD"), cur("EUR"), day("2024-01-02"), dec("0.80")}});
  const auto mistaken = moment();
  add_rates({{cur("USD"), cur("EUR"), day("2024-01-02"), dec("0.90")}});
  EXPECT_EQ(totals("2024-01-31", mistaken).value, dec("80"));
  EXPECT_EQ(totals("2024-01-31", now).value, dec("90"));
}

TEST_F(ReportAsKnownTest, AShareCountsFromItsRecordingOn) {
  const auto account = open_account("Joint");
  record(deposit(account.id, "2024-01-02", "1000"));
  const auto whole = moment();
  const std::vector<OwnershipEntry> half{{home.owner, std::nullopt, dec("0.5")}};
  ASSERT_TRUE(write(owner, [&](platform::UnitOfWork& unit) {
    return accounts.update_ownership(owner, unit, account.id, half, any_version());
  }));
  const auto worth = [&](KnownAt known_at) {
    moment();
    ReportInterval interval;
    interval.known_at = known_at;
    return answered(run(reports.get_net_worth(owner, interval, day("2024-01-31"), std::nullopt, std::nullopt))).total;
  };
  EXPECT_EQ(worth(whole), dec("1000"));
  EXPECT_EQ(worth(now), dec("500"));
}

TEST_F(ReportAsKnownTest, AMethodCountsFromItsRecordingOn) {
  const auto account = open_account("Broker");
  const auto share = add_instrument("SHARE");
  record(trade(TransactionType::Buy, account.id, "2024-01-02", share, "10", "100"));
  record(trade(TransactionType::Buy, account.id, "2024-01-03", share, "10", "200"));
  record(trade(TransactionType::Sell, account.id, "2024-02-01", share, "10", "300"));
  const auto first_in = moment();
  AccountChange averaged;
  averaged.cost_basis = CostBasis::Average;
  change_account(account.id, averaged);
  EXPECT_EQ(performance("2024-02-29", first_in).realized_gain, dec("2000"));
  EXPECT_EQ(performance("2024-02-29", now).realized_gain, dec("1500"));
}

TEST_F(ReportAsKnownTest, CashModesAndPriceFactorsCountFromTheirRecordingOn) {
  const auto account = open_account("Broker");
  const auto bond = add_instrument("BOND");
  add_prices(bond, {{day("2024-01-02"), dec("99")}});
  record(trade(TransactionType::Buy, account.id, "2024-01-02", bond, "10", "99"));
  const auto before = moment();
  AccountChange outside;
  outside.cash = CashKeeping{.mode = CashKeeping::Mode::Untracked};
  change_account(account.id, outside);
  const auto untracked = moment();
  InstrumentChange in_per_cent;
  in_per_cent.price_factor = dec("0.01");
  in_per_cent.from = since_ever;
  ASSERT_TRUE(write(owner, [&](platform::UnitOfWork& unit) {
    return instruments.update_instrument(owner, unit, bond, in_per_cent, any_version());
  }));
  EXPECT_EQ(totals("2024-01-31", before).cash, dec("-990"));
  EXPECT_EQ(totals("2024-01-31", untracked).cash, dec("0"));
  EXPECT_EQ(totals("2024-01-31", untracked).securities, dec("990"));
  EXPECT_EQ(totals("2024-01-31", now).securities, dec("9.9"));
}

TEST_F(ReportAsKnownTest, EveryReportTakesTheMoment) {
  const auto account = open_account("Broker");
  const auto share = add_instrument("SHARE");
  record(deposit(account.id, "2024-01-02", "1000"));
  record(trade(TransactionType::Buy, account.id, "2024-01-02", share, "1", "100"));
  const auto then = moment();
  record(deposit(account.id, "2024-01-03", "500"));
  record(trade(TransactionType::Buy, account.id, "2024-01-03", share, "1", "100"));
  auto dividend = event(TransactionType::Dividend, account.id, "2024-01-15");
  dividend.instrument = share;
  dividend.amount = dec("10");
  record(dividend);
  moment();
  for (const auto& [known_at, value, income, lots] :
       {std::tuple(KnownAt(then), "1000", "0", 1U), std::tuple(now, "1510", "10", 2U)}) {
    const ReportScope whole = WholeHousehold{};
    const auto at = on("2024-01-31", known_at);
    const auto to = until("2024-01-31", known_at);
    EXPECT_EQ(totals("2024-01-31", known_at).value, dec(value));
    EXPECT_EQ(performance("2024-01-31", known_at).figures.value, dec(value));
    EXPECT_EQ(answered(run(reports.get_allocation(owner, whole, AllocationBy::Account, at))).total, dec(value));
    EXPECT_EQ(answered(run(reports.get_income(owner, whole, to, std::nullopt))).total.dividends, dec(income));
    EXPECT_EQ(answered(run(reports.list_lots(owner, whole, std::nullopt, at))).items.size(), lots);
    EXPECT_EQ(answered(run(reports.get_net_worth(owner, to, std::nullopt, std::nullopt, std::nullopt))).total,
              dec(value));
  }
}

TEST_F(ReportAsKnownTest, TheDayIsThatOfTheMoment) {
  const auto account = open_account("Bank");
  record(deposit(account.id, "2024-01-02", "100"));
  ReportDay wanted;
  wanted.known_at = moment();
  clock.set({clock.now().micros + 3 * 86'400'000'000});
  const auto report = answered(run(reports.list_holdings(owner, WholeHousehold{}, wanted)));
  EXPECT_EQ(report.on, date_of(*wanted.known_at));
}

TEST_F(ReportAsKnownTest, OnlyThePastCanBeAskedFor) {
  const auto present = moment();
  for (const auto at : {Timestamp{present.micros + 1}, parse_timestamp("1000-01-01T00:30:00+01:00").value()}) {
    const auto refused = run(reports.list_holdings(owner, WholeHousehold{}, on("2024-01-31", at)));
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().kind, ErrorKind::Invalid);
    EXPECT_EQ(refused.error().problem, "finance/invalid-moment");
    ASSERT_EQ(refused.error().fields.size(), 1U);
    EXPECT_EQ(refused.error().fields[0].pointer, "?as_known_at");
  }
  for (const auto at : {present, parse_timestamp("1000-01-01T00:00:00Z").value()})
    EXPECT_TRUE(run(reports.list_holdings(owner, WholeHousehold{}, on("2024-01-31", at))));
}

// A public instrument, of which two households have prices, splits and rates of their own.
TEST_F(ReportAsKnownTest, AnotherHouseholdsRowsCountAtNoMoment) {
  const auto index = testkit::add_instrument(administrator, std::nullopt, {.symbol = "WORLD", .currency = "USD"});
  testkit::add_prices(administrator, std::nullopt, index, {{"2024-01-02", "10", "USD"}});
  const auto account = open_account("Broker");
  add_rates({{cur("USD"), cur("EUR"), day("2024-01-02"), dec("0.50")}});
  auto received = event(TransactionType::DeliveryIn, account.id, "2024-01-02", "USD");
  received.instrument = index;
  received.quantity = dec("10");
  record(received);
  const auto before = moment();

  testkit::add_prices(administrator, neighbours.id, index, {{"2024-01-02", "77", "USD"}, {"2024-01-03", "78", "USD"}});
  const FxRate dear{cur("USD"), cur("EUR"), day("2024-01-03"), dec("9")};
  ASSERT_TRUE(
      write(neighbour, [&](platform::UnitOfWork& unit) { return market.create_fx_rates(neighbour, unit, {dear}); }));
  testkit::run(administrator,
               "INSERT INTO finance.corporate_actions (id, household_id, instrument_id, kind, effective_on, ratio_to, "
               "ratio_from, source) VALUES (gen_random_uuid(), $1, $2, 'split', '2024-01-03', 7, 1, 'manual')",
               {neighbours.id.text(), index.text()});
  testkit::run(administrator,
               "INSERT INTO finance.price_factors (id, household_id, instrument_id, factor) "
               "VALUES (gen_random_uuid(), $1, $2, 5)",
               {neighbours.id.text(), index.text()});
  const auto after = moment();
  for (const auto& known_at : {KnownAt(before), KnownAt(after), now})
    EXPECT_EQ(totals("2024-01-31", known_at).securities, dec("50"));

  // The household's own price of a day beats the public one, from its recording on.
  testkit::add_prices(administrator, home.id, index, {{"2024-01-02", "12", "USD"}});
  const auto own = moment();
  for (const auto& known_at : {KnownAt(own), now}) EXPECT_EQ(totals("2024-01-31", known_at).securities, dec("60"));
  EXPECT_EQ(totals("2024-01-31", after).securities, dec("50"));

  const auto present = moment();
  const auto foreign = run(reports.list_holdings(neighbour, account.id, on("2024-01-31", present)));
  ASSERT_FALSE(foreign);
  EXPECT_EQ(foreign.error().kind, ErrorKind::NotFound);
  EXPECT_EQ(answered(run(reports.list_holdings(neighbour, WholeHousehold{}, on("2024-01-31", present)))).totals.value,
            dec("0"));
}

// Someone who sees one account alone does not meet there what was moved to another.
TEST_F(ReportAsKnownTest, WhatWasMovedOutOfSightIsGone) {
  const auto seen = open_account("Seen");
  const auto hidden = open_account("Hidden");
  const auto made = record(deposit(seen.id, "2024-01-02", "1000"));
  const auto before = moment();
  edit(made.id, [&](TransactionFields& fields) { fields.account = hidden.id; });
  const auto after = moment();
  const auto guest = testkit::add_member(administrator, home.id, {.granted = std::vector{seen.id}});
  const auto narrowed = testkit::person(guest, {{home.id, Role::Viewer, true}});
  const auto cash = [&](KnownAt known_at) {
    return answered(run(reports.list_holdings(narrowed, seen.id, on("2024-01-31", known_at)))).totals.cash;
  };
  EXPECT_EQ(cash(before), dec("1000"));
  EXPECT_EQ(cash(after), dec("0"));
  EXPECT_EQ(cash(now), dec("0"));
}

// G17: closed and bought again on one day; the day's order is the source's, not that of the arrival.
TEST_F(ReportAsKnownTest, TheOrderOfArrivalChangesNoFigure) {
  const auto share = add_instrument("SHARE");
  std::array<int, 3> order{0, 1, 2};
  int books = 0;
  do {
    NewAccount wanted;
    wanted.name = "Broker " + std::to_string(++books);
    wanted.currency = cur("EUR");
    wanted.cost_basis = CostBasis::Average;
    const auto account = open_account(wanted);
    std::array rows{trade(TransactionType::Buy, account.id, "2024-01-02", share, "9", "200"),
                    trade(TransactionType::Sell, account.id, "2024-01-03", share, "9", "210"),
                    trade(TransactionType::Buy, account.id, "2024-01-03", share, "10", "205")};
    rows[1].sequence = 1;
    rows[2].sequence = 2;
    for (const int place : order) record(rows[static_cast<std::size_t>(place)]);
    const auto held = totals("2024-01-31", now, account.id);
    EXPECT_EQ(held.realized_gain, dec("90")) << order[0] << order[1] << order[2];
    EXPECT_EQ(held.cost_basis, dec("2050")) << order[0] << order[1] << order[2];
  } while (std::ranges::next_permutation(order).found);
  EXPECT_EQ(books, 6);
}

}  // namespace
}  // namespace coffer::finance
