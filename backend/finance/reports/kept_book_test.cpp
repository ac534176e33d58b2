// A book that is kept in memory says what one read anew would say, to whoever asks.
#include "finance/finance_test_world.hpp"

namespace coffer::finance {
namespace {

struct KeptBookTest : FinanceWorld {
  Account account = open_account("Broker");
  InstrumentId share = add_instrument("SHARE");
  InstrumentId other = add_instrument("OTHER");

  KeptBookTest() {
    add_prices(share, {{day("2024-01-02"), dec("100")}, {day("2024-06-03"), dec("120")}});
    add_prices(other, {{day("2024-01-02"), dec("10")}, {day("2024-06-03"), dec("15")}});
    record(deposit(account.id, "2024-01-02", "10000"));
    record(trade(TransactionType::Buy, account.id, "2024-01-02", share, "10", "100"));
  }

  PerformanceReport performance(ReportService& service, const Caller& caller) {
    ReportInterval interval;
    interval.to = day("2024-06-03");
    auto made = run(service.get_performance(caller, WholeHousehold{}, interval, std::nullopt));
    EXPECT_TRUE(made) << made.error().detail << made.error().cause;
    return made.value_or(PerformanceReport{});
  }
  // What the service that keeps its book says, and one that has just begun.
  void expect_as_read_anew(const std::string& what) {
    ReportService fresh{database, random, pool, clock};
    const auto kept = performance(reports, owner);
    const auto anew = performance(fresh, owner);
    EXPECT_EQ(kept.figures.value, anew.figures.value) << what;
    EXPECT_EQ(kept.figures.invested, anew.figures.invested) << what;
    EXPECT_EQ(kept.figures.twr.value, anew.figures.twr.value) << what;
    EXPECT_EQ(kept.realized_gain, anew.realized_gain) << what;
    EXPECT_EQ(kept.unrealized_gain, anew.unrealized_gain) << what;
    ASSERT_EQ(kept.figures.series.size(), anew.figures.series.size()) << what;
    for (std::size_t i = 0; i < kept.figures.series.size(); ++i) {
      EXPECT_EQ(kept.figures.series[i].value, anew.figures.series[i].value) << what;
    }
  }
  void revise(TransactionId id, const TransactionEdit& edit) {
    const auto made = write(owner, [&](platform::UnitOfWork& unit) {
      return transactions.update_transaction(owner, unit, id, edit, std::nullopt, any_version());
    });
    EXPECT_TRUE(made) << made.error().detail << made.error().cause;
  }
  void remove(TransactionId id) {
    const auto made = write(owner, [&](platform::UnitOfWork& unit) {
      return transactions.remove_transaction(owner, unit, id, std::nullopt, any_version());
    });
    EXPECT_TRUE(made) << made.error().detail << made.error().cause;
  }
};

TEST_F(KeptBookTest, after_each_kind_of_change_it_says_what_one_read_anew_says) {
  expect_as_read_anew("at first");
  const auto sale = record(trade(TransactionType::Sell, account.id, "2024-06-03", share, "4", "120"));
  expect_as_read_anew("one added");
  revise(sale.id, [](TransactionFields& fields) { fields.quantity = dec("5"); });
  expect_as_read_anew("one corrected");
  const auto earlier = record(trade(TransactionType::Buy, account.id, "2023-12-29", share, "3", "90"));
  expect_as_read_anew("one before the first");
  remove(earlier.id);
  expect_as_read_anew("one removed");
  ASSERT_TRUE(write(
      owner, [&](platform::UnitOfWork& unit) { return transactions.restore_transaction(owner, unit, earlier.id); }));
  expect_as_read_anew("one brought back");
  const auto first = record(trade(TransactionType::Buy, account.id, "2024-01-03", other, "7", "10"));
  expect_as_read_anew("the first of an instrument");
  revise(first.id, [&](TransactionFields& fields) { fields.instrument = share; });
  expect_as_read_anew("the last of an instrument");
  record(deposit(account.id, "2024-02-01", "100"));
  const auto bank = open_account("Bank");
  record(deposit(bank.id, "2024-02-01", "50"));
  expect_as_read_anew("an account");
  auto split = event(TransactionType::Split, account.id, "2024-03-01");
  split.instrument = share;
  split.ratio_to = 2;
  split.ratio_from = 1;
  const auto reported = record(split);
  expect_as_read_anew("a split");
  remove(reported.id);
  expect_as_read_anew("no split");
  add_prices(share, {{day("2024-05-02"), dec("111")}});
  expect_as_read_anew("a price");
}

// What changes behind the versions' back is not noticed: the rest of the book was not read again.
TEST_F(KeptBookTest, after_a_change_of_a_transaction_the_others_are_not_read_again) {
  const auto untouched = record(deposit(account.id, "2024-02-01", "500"));
  const auto before = performance(reports, owner).figures.invested;
  testkit::run(administrator, "SET session_replication_role = replica");
  testkit::run(administrator, "UPDATE finance.transaction_revisions SET amount = 700 WHERE transaction_id = '" +
                                  untouched.id.text() + "'");
  testkit::run(administrator, "SET session_replication_role = origin");
  record(deposit(account.id, "2024-02-02", "10"));
  EXPECT_EQ(performance(reports, owner).figures.invested, before + dec("10"));
  // Control: another instrument's price is not in what is said of transactions, so all is read.
  add_prices(share, {{day("2024-05-02"), dec("111")}});
  EXPECT_EQ(performance(reports, owner).figures.invested, before + dec("210"));
}

TEST_F(KeptBookTest, whoever_sees_one_account_alone_is_not_shown_the_book_of_the_others) {
  const auto seen = open_account("Seen");
  record(deposit(seen.id, "2024-01-02", "70"));
  const auto user = testkit::add_member(administrator, home.id, {.granted = std::vector{seen.id}});
  const auto guest = testkit::person(user, {{home.id, Role::Viewer, true}});
  performance(reports, owner);
  EXPECT_EQ(performance(reports, guest).figures.value, dec("70"));
  ReportDay wanted;
  wanted.on = day("2024-06-03");
  const auto hidden = run(reports.list_holdings(guest, account.id, wanted));
  ASSERT_FALSE(hidden);
  EXPECT_EQ(hidden.error().kind, ErrorKind::NotFound);
}

// Money and units that went to an account out of sight left; what came from there came from outside, at a cost that is
// not known here.
TEST_F(KeptBookTest, whoever_sees_one_side_of_a_transfer_alone_sees_what_left_and_what_came) {
  const auto bank = open_account("Bank");
  const auto seen = open_account("Seen");
  record(deposit(bank.id, "2024-01-02", "1000"));
  auto money = event(TransactionType::CashTransfer, bank.id, "2024-01-03");
  money.counter_account = seen.id;
  money.amount = dec("400");
  record(money);
  record(trade(TransactionType::Buy, seen.id, "2024-01-04", share, "3", "100"));
  const auto moved = [&](AccountId from, AccountId to, std::string_view on, InstrumentId what) {
    auto units = event(TransactionType::Transfer, from, on);
    units.counter_account = to;
    units.instrument = what;
    units.quantity = dec("1");
    record(units);
  };
  moved(seen.id, bank.id, "2024-02-01", share);
  record(trade(TransactionType::Buy, bank.id, "2024-01-04", other, "5", "10"));
  moved(bank.id, seen.id, "2024-03-01", other);
  auto repaid = event(TransactionType::CashTransfer, seen.id, "2024-04-01");
  repaid.counter_account = bank.id;
  repaid.amount = dec("30");
  record(repaid);

  const auto user = testkit::add_member(administrator, home.id, {.granted = std::vector{seen.id}});
  const auto guest = testkit::person(user, {{home.id, Role::Viewer, true}});
  ReportDay wanted;
  wanted.on = day("2024-06-03");
  for (const auto& scope : {ReportScope{WholeHousehold{}}, ReportScope{seen.id}}) {
    const auto held = run(reports.list_holdings(guest, scope, wanted));
    ASSERT_TRUE(held) << held.error().detail << held.error().cause;
    EXPECT_EQ(held->totals.cash, dec("70")) << "400 came, 300 were spent, 30 left";
    ASSERT_EQ(held->items.size(), 2U);
    for (const auto& item : held->items) {
      const bool kept = item.instrument.id == share;
      EXPECT_EQ(item.quantity, kept ? dec("2") : dec("1"));
      EXPECT_EQ(item.value, kept ? dec("240") : dec("15"));
      EXPECT_EQ(item.cost_basis.has_value(), kept) << "what came from out of sight has no known cost";
    }
  }
  // Control: who sees both sides knows the cost.
  for (const auto& item : run(reports.list_holdings(owner, seen.id, wanted))->items) EXPECT_TRUE(item.cost_basis);
}

}  // namespace
}  // namespace coffer::finance
