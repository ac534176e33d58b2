#include "finance/finance_test_world.hpp"
#include "finance/transactions/transaction_problems.hpp"

namespace coffer::finance {
namespace {

struct ChangeServiceTest : FinanceWorld {
  Account bank = open_account("Bank");

  Change last() {
    const auto list = run(changes.list_changes(owner, {}));
    EXPECT_TRUE(list) << list.error().detail << list.error().cause;
    return list && !list->items.empty() ? list->items.front() : Change{};
  }
  Result<Change> undo(ChangeId id) {
    return write(owner, [&](platform::UnitOfWork& unit) { return changes.undo_change(owner, unit, id); });
  }
  Result<Change> bulk(BulkSelection selection, std::optional<TransactionEdit> edit) {
    return write(owner, [&](platform::UnitOfWork& unit) {
      return bulk_edits.update_transactions(owner, unit, selection, edit, "tidied up");
    });
  }
  Transaction stored(TransactionId id) {
    auto found = run(transactions.get_transaction(owner, id));
    EXPECT_TRUE(found) << found.error().detail;
    return found.value_or(Transaction{});
  }
  // Of the newest revision: what cash it books.
  std::optional<Decimal> cash_effect(TransactionId id) { return stored(id).cash_effect; }
};

TEST_F(ChangeServiceTest, ARecordIsUndoneAndTheUndoToo) {
  const auto made = record(deposit(bank.id, "2024-01-02", "10"));
  const auto recorded = last();
  EXPECT_EQ(recorded.kind, ChangeKind::Record);
  EXPECT_EQ(recorded.transaction, made.id);
  EXPECT_EQ(recorded.type, TransactionType::Deposit);
  EXPECT_EQ(recorded.undoable, Undoable::Yes);
  const auto undone = undo(recorded.id);
  ASSERT_TRUE(undone) << undone.error().detail << undone.error().cause;
  EXPECT_EQ(undone->undoes, recorded.id);
  EXPECT_EQ(stored(made.id).status, TransactionStatus::Removed);
  const auto twice = undo(recorded.id);
  ASSERT_FALSE(twice);
  EXPECT_EQ(twice.error().problem, problems::change_built_upon);
  const auto redone = undo(undone->id);
  ASSERT_TRUE(redone) << redone.error().detail << redone.error().cause;
  EXPECT_EQ(stored(made.id).status, TransactionStatus::Active);
  EXPECT_EQ(cash_effect(made.id), dec("10"));
}

TEST_F(ChangeServiceTest, WhatWasBuiltUponIsNotTakenBack) {
  const auto made = record(deposit(bank.id, "2024-01-02", "10"));
  const auto recorded = last();
  const TransactionEdit edit = [](TransactionFields& fields) { fields.amount = dec("20"); };
  ASSERT_TRUE(write(owner, [&](platform::UnitOfWork& unit) {
    return transactions.update_transaction(owner, unit, made.id, edit, std::nullopt, any_version());
  }));
  const auto refused = undo(recorded.id);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().kind, ErrorKind::Conflict);
  EXPECT_EQ(refused.error().problem, problems::change_built_upon);
  ASSERT_TRUE(undo(last().id));
  EXPECT_EQ(stored(made.id).fields.amount, dec("10"));
}

TEST_F(ChangeServiceTest, AnotherHouseholdHasAHistoryOfItsOwn) {
  record(deposit(bank.id, "2024-01-02", "10"));
  const auto ours = last();
  const auto theirs = run(changes.list_changes(neighbour, {}));
  ASSERT_TRUE(theirs);
  EXPECT_TRUE(theirs->items.empty());
  const auto refused =
      write(neighbour, [&](platform::UnitOfWork& unit) { return changes.undo_change(neighbour, unit, ours.id); });
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().kind, ErrorKind::NotFound);
}

TEST_F(ChangeServiceTest, ManyAreChangedAsOneAndTakenBackAsOne) {
  std::vector<TransactionId> ids;
  for (const auto* amount : {"10", "20", "30"}) {
    auto fields = event(TransactionType::Income, bank.id, "2024-01-02");
    fields.amount = dec(amount);
    ids.push_back(record(fields).id);
  }
  record(deposit(bank.id, "2024-01-02", "40"));
  BulkSelection selection;
  selection.filter = TransactionFilter{.type = TransactionType::Income};
  selection.count = 2;
  const TransactionEdit rent = [](TransactionFields& fields) { fields.category = "rent"; };
  const auto other_count = bulk(selection, rent);
  ASSERT_FALSE(other_count);
  EXPECT_EQ(other_count.error().problem, problems::selection_changed);
  selection.count = 3;
  const auto changed = bulk(selection, rent);
  ASSERT_TRUE(changed) << changed.error().detail << changed.error().cause;
  EXPECT_EQ(changed->kind, ChangeKind::BulkRevise);
  EXPECT_EQ(changed->rows, 3);
  EXPECT_EQ(changed->reason, "tidied up");
  for (const auto id : ids) EXPECT_EQ(stored(id).fields.category, "rent");
  ASSERT_TRUE(undo(changed->id));
  for (const auto id : ids) EXPECT_EQ(stored(id).fields.category, std::nullopt);
}

TEST_F(ChangeServiceTest, OneRowThatDoesNotAllowItStopsAll) {
  const auto first = record(deposit(bank.id, "2024-01-02", "10"));
  auto income = event(TransactionType::Income, bank.id, "2024-01-02");
  income.amount = dec("5");
  const auto second = record(income);
  BulkSelection selection;
  selection.transactions = {second.id, first.id};
  const TransactionEdit rent = [](TransactionFields& fields) { fields.category = "rent"; };
  const auto refused = bulk(selection, rent);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().kind, ErrorKind::Invalid);
  ASSERT_EQ(refused.error().fields.size(), 1U);
  EXPECT_EQ(refused.error().fields[0].pointer, "/transactions/1/category");
  EXPECT_EQ(stored(second.id).fields.category, std::nullopt);
  selection.transactions = {first.id, second.id};
  const auto removed = bulk(selection, std::nullopt);
  ASSERT_TRUE(removed) << removed.error().detail << removed.error().cause;
  EXPECT_TRUE(run(transactions.list_transactions(owner, {}, {}))->items.empty());
  ASSERT_TRUE(undo(removed->id));
  EXPECT_EQ(run(transactions.list_transactions(owner, {}, {}))->items.size(), 2U);
}

TEST_F(ChangeServiceTest, TransactionsAreShownAsTheyWereKnown) {
  const auto made = record(deposit(bank.id, "2024-01-02", "10"));
  const TransactionEdit edit = [](TransactionFields& fields) { fields.amount = dec("20"); };
  ASSERT_TRUE(write(owner, [&](platform::UnitOfWork& unit) {
    return transactions.update_transaction(owner, unit, made.id, edit, std::nullopt, any_version());
  }));
  // The first was recorded in March, the second in May; the clock of the tests stands at the end of the year.
  testkit::run(administrator,
               "UPDATE finance.transaction_revisions SET recorded_at = '2024-03-01', superseded_at = '2024-05-01' "
               "WHERE revision = 1");
  testkit::run(administrator, "UPDATE finance.transaction_revisions SET recorded_at = '2024-05-01' WHERE revision = 2");
  const auto at = [](std::string_view text) { return parse_timestamp(text).value(); };
  const auto april = run(transactions.get_transaction(owner, made.id, at("2024-04-01T00:00:00Z")));
  ASSERT_TRUE(april) << april.error().detail << april.error().cause;
  EXPECT_EQ(april->fields.amount, dec("10"));
  EXPECT_EQ(run(transactions.get_transaction(owner, made.id, at("2024-05-02T00:00:00Z")))->fields.amount, dec("20"));
  EXPECT_FALSE(run(transactions.get_transaction(owner, made.id, at("2024-02-01T00:00:00Z"))));
  EXPECT_FALSE(run(transactions.get_transaction(owner, made.id, at("2025-02-01T00:00:00Z"))));
  TransactionFilter filter;
  filter.known_at = at("2024-04-01T00:00:00Z");
  for (const auto sort : {TransactionSort::Date, TransactionSort::DateDescending}) {
    filter.sort = sort;
    const auto list = run(transactions.list_transactions(owner, filter, {}));
    ASSERT_TRUE(list) << list.error().detail << list.error().cause;
    ASSERT_EQ(list->items.size(), 1U);
    EXPECT_EQ(list->items[0].fields.amount, dec("10"));
  }
  filter.known_at = at("2024-02-01T00:00:00Z");
  EXPECT_TRUE(run(transactions.list_transactions(owner, filter, {}))->items.empty());
  filter.sort = TransactionSort::Amount;
  EXPECT_FALSE(run(transactions.list_transactions(owner, filter, {})));
}

}  // namespace
}  // namespace coffer::finance
