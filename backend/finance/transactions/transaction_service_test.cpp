#include "finance/transactions/transaction_problems.hpp"

#include "finance/finance_test_world.hpp"

namespace coffer::finance {
namespace {

using TransactionServiceTest = FinanceWorld;

TEST_F(TransactionServiceTest, APurchaseIsPostedInBalance) {
  const auto account = open_account("Broker");
  const auto share = add_instrument("SHARE");
  auto fields = trade(TransactionType::Buy, account.id, "2024-01-03", share, "10", "100");
  fields.fee = dec("5");
  const auto made = record(fields);
  EXPECT_EQ(made.fields.amount, dec("1005.00"));
  EXPECT_EQ(made.cash_effect, dec("-1005.00"));
  EXPECT_EQ(made.instrument_symbol, "SHARE");
  const platform::TextParams id{made.id.text()};
  EXPECT_EQ(testkit::value(administrator, "SELECT count(*) FROM finance.postings WHERE transaction_id = $1", {id}),
            "3");
  EXPECT_EQ(testkit::value(administrator,
                           "SELECT trim_scale(sum(amount)) FROM finance.postings WHERE transaction_id = $1", {id}),
            "0");
}

TEST_F(TransactionServiceTest, WhatIsMissingIsSaidWithItsPlace) {
  const auto account = open_account("Broker");
  const auto refused = try_record(event(TransactionType::Buy, account.id, "2024-01-03"));
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().kind, ErrorKind::Invalid);
  std::vector<std::string> pointers;
  for (const auto& field : refused.error().fields) pointers.push_back(field.pointer);
  EXPECT_THAT(pointers, testing::Contains("/instrument"));
  EXPECT_THAT(pointers, testing::Contains("/quantity"));
  EXPECT_EQ(testkit::value(administrator, "SELECT count(*) FROM finance.transactions"), "0");
}

TEST_F(TransactionServiceTest, AForeignAccountCannotBeNamed) {
  const auto account = open_account("Broker");
  auto fields = deposit(account.id, "2024-01-02", "10");
  const auto refused = write(
      neighbour, [&](platform::UnitOfWork& unit) { return transactions.create_transaction(neighbour, unit, fields); });
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().kind, ErrorKind::Invalid);
  EXPECT_EQ(refused.error().fields.at(0).pointer, "/account");
}

TEST_F(TransactionServiceTest, ACorrectionIsARevisionAndTheOldOneStaysReadable) {
  const auto account = open_account("Broker");
  const auto share = add_instrument("SHARE");
  const auto made = record(trade(TransactionType::Buy, account.id, "2024-01-03", share, "10", "100"));
  const TransactionEdit edit = [](TransactionFields& fields) { fields.price = dec("110"); };
  const auto changed = write(owner, [&](platform::UnitOfWork& unit) {
    return transactions.update_transaction(owner, unit, made.id, edit, "a typing error", any_version());
  });
  ASSERT_TRUE(changed) << changed.error().detail << changed.error().cause;
  EXPECT_EQ(changed->revision, 2);
  EXPECT_EQ(changed->fields.amount, dec("1100.00"));
  const auto revisions = run(transactions.list_revisions(owner, made.id, {}));
  ASSERT_TRUE(revisions);
  ASSERT_EQ(revisions->items.size(), 2U);
  EXPECT_EQ(revisions->items[0].change, RevisionChange::Revised);
  EXPECT_EQ(revisions->items[0].reason, "a typing error");
  EXPECT_EQ(revisions->items[1].change, RevisionChange::Recorded);
  EXPECT_EQ(revisions->items[1].transaction.fields.amount, dec("1000.00"));
}

TEST_F(TransactionServiceTest, ARemovalCanBeTakenBack) {
  const auto account = open_account("Broker");
  const auto made = record(deposit(account.id, "2024-01-02", "10"));
  const auto removed = write(owner, [&](platform::UnitOfWork& unit) {
    return transactions.remove_transaction(owner, unit, made.id, std::nullopt, any_version());
  });
  ASSERT_TRUE(removed) << removed.error().cause;
  EXPECT_TRUE(run(transactions.list_transactions(owner, {}, {}))->items.empty());
  EXPECT_EQ(run(transactions.get_transaction(owner, made.id))->status, TransactionStatus::Removed);
  const auto restored =
      write(owner, [&](platform::UnitOfWork& unit) { return transactions.restore_transaction(owner, unit, made.id); });
  ASSERT_TRUE(restored) << restored.error().cause;
  EXPECT_EQ(restored->revision, 3);
  EXPECT_EQ(run(transactions.list_transactions(owner, {}, {}))->items.size(), 1U);
}

TEST_F(TransactionServiceTest, EachOrderPagesThroughAllWithoutGapsOrRepeats) {
  const auto account = open_account("Broker");
  for (int i = 0; i < 7; ++i)
    record(deposit(account.id, i % 2 == 0 ? "2024-01-02" : "2024-01-03", std::to_string(10 + i * 7 % 5)));
  for (const auto sort :
       {TransactionSort::Date, TransactionSort::DateDescending, TransactionSort::Amount,
        TransactionSort::AmountDescending, TransactionSort::RecordedAt, TransactionSort::RecordedAtDescending}) {
    TransactionFilter filter;
    filter.sort = sort;
    std::vector<TransactionId> seen;
    PageRequest page{.limit = 3, .cursor = {}};
    do {
      const auto list = run(transactions.list_transactions(owner, filter, page));
      ASSERT_TRUE(list) << list.error().cause;
      for (const auto& item : list->items) {
        EXPECT_THAT(seen, testing::Not(testing::Contains(item.id)));
        seen.push_back(item.id);
      }
      page.cursor = list->next_cursor;
    } while (page.cursor);
    EXPECT_EQ(seen.size(), 7U);
  }
}

TEST_F(TransactionServiceTest, EveryFilterFindsItsOwn) {
  const auto broker = open_account("Broker");
  const auto bank = open_account("Bank");
  const auto share = add_instrument("SHARE");
  record(deposit(bank.id, "2024-01-02", "5000"));
  auto note = deposit(bank.id, "2024-02-02", "10");
  note.note = "a gift of 50 %";
  record(note);
  record(trade(TransactionType::Buy, broker.id, "2024-03-04", share, "1", "10"));
  const auto count = [&](TransactionFilter filter) {
    const auto list = run(transactions.list_transactions(owner, filter, {}));
    EXPECT_TRUE(list) << list.error().cause;
    return list ? list->items.size() : 0;
  };
  EXPECT_EQ(count({.account = bank.id}), 2U);
  EXPECT_EQ(count({.instrument = share}), 1U);
  EXPECT_EQ(count({.type = TransactionType::Deposit}), 2U);
  EXPECT_EQ(count({.from = day("2024-02-01"), .to = day("2024-02-29")}), 1U);
  EXPECT_EQ(count({.text = "50 %"}), 1U);
  EXPECT_EQ(count({.text = "50 x"}), 0U);
  EXPECT_EQ(count({.text = "shar"}), 1U);
  EXPECT_EQ(count({.portfolio = home.default_portfolio}), 3U);
  EXPECT_EQ(count({.account = broker.id, .type = TransactionType::Deposit}), 0U);
  const auto foreign = run(transactions.list_transactions(neighbour, {}, {}));
  ASSERT_TRUE(foreign);
  EXPECT_TRUE(foreign->items.empty());
}

}  // namespace
}  // namespace coffer::finance
