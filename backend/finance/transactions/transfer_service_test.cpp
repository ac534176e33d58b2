#include "finance/finance_test_world.hpp"
#include "finance/transactions/transaction_problems.hpp"

namespace coffer::finance {
namespace {

struct TransferServiceTest : FinanceWorld {
  Account bank = open_account("Bank");
  Account savings = open_account("Savings");

  TransactionFields withdrawal(std::string_view on, std::string_view amount) {
    auto fields = deposit(bank.id, on, amount);
    fields.type = TransactionType::Withdrawal;
    return fields;
  }
  std::vector<OpenTransfer> open(std::int64_t days = 10) {
    const auto list = run(transfers.list_open_transfers(owner, std::nullopt, days, {}));
    EXPECT_TRUE(list) << list.error().detail << list.error().cause;
    return list ? list->items : std::vector<OpenTransfer>{};
  }
  Result<Transaction> match(TransactionId sent, TransactionId received) {
    return write(owner,
                 [&](platform::UnitOfWork& unit) { return transfers.match_transfer(owner, unit, sent, received); });
  }
  TransactionStatus status(TransactionId id) { return run(transactions.get_transaction(owner, id))->status; }
};

TEST_F(TransferServiceTest, TwoSidesAreFoundJoinedAndTakenApart) {
  const auto sent = record(withdrawal("2024-01-05", "1000"));
  const auto near = record(deposit(savings.id, "2024-01-08", "1000"));
  record(deposit(savings.id, "2024-01-06", "995"));
  record(deposit(savings.id, "2024-03-08", "1000"));
  record(withdrawal("2024-02-01", "77"));
  const auto found = open();
  ASSERT_EQ(found.size(), 1U) << "a withdrawal without a candidate is none";
  EXPECT_EQ(found[0].sent.id, sent.id);
  ASSERT_EQ(found[0].candidates.size(), 2U);
  EXPECT_EQ(found[0].candidates[0].received.id, near.id) << "the same figure comes before the nearer day";
  EXPECT_EQ(found[0].candidates[0].days, 3);
  EXPECT_EQ(found[0].candidates[1].difference, dec("-5"));

  const auto joined = match(sent.id, near.id);
  ASSERT_TRUE(joined) << joined.error().detail << joined.error().cause;
  EXPECT_EQ(joined->fields.type, TransactionType::CashTransfer);
  EXPECT_EQ(joined->fields.counter_account, savings.id);
  EXPECT_EQ(joined->fields.counter_date, day("2024-01-08"));
  EXPECT_EQ(joined->fields.joined, near.id);
  EXPECT_EQ(status(near.id), TransactionStatus::Removed);
  EXPECT_TRUE(open().empty());
  const auto worth = run(reports.get_net_worth(owner, {}, day("2024-01-06"), std::nullopt, std::nullopt));
  ASSERT_TRUE(worth) << worth.error().detail;

  ASSERT_TRUE(write(owner, [&](platform::UnitOfWork& unit) {
    return transfers.remove_transfer_match(owner, unit, sent.id, any_version());
  }));
  EXPECT_EQ(status(near.id), TransactionStatus::Active);
  const auto again = run(transactions.get_transaction(owner, sent.id));
  EXPECT_EQ(again->fields.type, TransactionType::Withdrawal);
  EXPECT_EQ(again->fields.joined, std::nullopt);
  const auto twice = write(owner, [&](platform::UnitOfWork& unit) {
    return transfers.remove_transfer_match(owner, unit, sent.id, any_version());
  });
  ASSERT_FALSE(twice);
  EXPECT_EQ(twice.error().problem, problems::transfer_not_joined);
}

TEST_F(TransferServiceTest, UnitsOnTheirWayArrive) {
  const auto coin = add_instrument("COIN");
  record(trade(TransactionType::Buy, bank.id, "2024-01-02", coin, "2", "20000"));
  auto left = event(TransactionType::Transfer, bank.id, "2024-02-01");
  left.instrument = coin;
  left.quantity = dec("1");
  left.arrival = ledger::Arrival::Pending;
  const auto sent = record(left);
  ASSERT_EQ(open().size(), 1U) << "what is on its way is listed without a candidate";
  EXPECT_TRUE(open()[0].candidates.empty());
  auto came = event(TransactionType::DeliveryIn, savings.id, "2024-02-03");
  came.instrument = coin;
  came.quantity = dec("1");
  const auto received = record(came);
  const auto joined = match(sent.id, received.id);
  ASSERT_TRUE(joined) << joined.error().detail << joined.error().cause;
  EXPECT_EQ(joined->fields.arrival, std::nullopt);
  ReportDay on;
  on.on = day("2024-12-31");
  const auto held = run(reports.list_holdings(owner, WholeHousehold{}, on));
  ASSERT_TRUE(held);
  EXPECT_EQ(held->items.at(0).quantity, dec("2"));
  EXPECT_EQ(held->items.at(0).cost_basis, dec("40000")) << "the cost goes along";
}

TEST_F(TransferServiceTest, WhatIsNoPairIsRefused) {
  const auto sent = record(withdrawal("2024-01-05", "1000"));
  const auto less = record(deposit(savings.id, "2024-01-06", "995"));
  const auto early = record(deposit(savings.id, "2024-01-04", "1000"));
  const auto own = record(deposit(bank.id, "2024-01-06", "1000"));
  for (const auto received : {less.id, early.id, own.id, sent.id}) {
    const auto refused = match(sent.id, received);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().problem, problems::not_a_pair);
    EXPECT_EQ(refused.error().fields.at(0).pointer, "/received");
  }
  const auto foreign = write(neighbour, [&](platform::UnitOfWork& unit) {
    return transfers.match_transfer(neighbour, unit, sent.id, less.id);
  });
  ASSERT_FALSE(foreign);
  EXPECT_EQ(foreign.error().kind, ErrorKind::NotFound);
}

TEST_F(TransferServiceTest, AMatchIsOneChangeThatIsTakenBack) {
  const auto sent = record(withdrawal("2024-01-05", "1000"));
  const auto received = record(deposit(savings.id, "2024-01-05", "1000"));
  ASSERT_TRUE(match(sent.id, received.id));
  const auto history = run(changes.list_changes(owner, {}));
  ASSERT_TRUE(history);
  EXPECT_EQ(history->items.front().kind, ChangeKind::Match);
  EXPECT_EQ(history->items.front().rows, 2);
  const auto undone = write(
      owner, [&](platform::UnitOfWork& unit) { return changes.undo_change(owner, unit, history->items.front().id); });
  ASSERT_TRUE(undone) << undone.error().detail << undone.error().cause;
  EXPECT_EQ(status(received.id), TransactionStatus::Active);
  EXPECT_EQ(run(transactions.get_transaction(owner, sent.id))->fields.type, TransactionType::Withdrawal);
}

}  // namespace
}  // namespace coffer::finance
