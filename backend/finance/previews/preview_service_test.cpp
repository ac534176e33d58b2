// What a preview says, by hand; and that it is what is booked then.
#include <algorithm>
#include <random>

#include "finance/finance_test_world.hpp"

namespace coffer::finance {
namespace {

struct PreviewServiceTest : FinanceWorld {
  Account broker = open_account("Broker");
  Account bank = open_account("Bank");
  InstrumentId share = add_instrument("SHARE");

  TransactionPreview preview(TransactionFields fields, std::optional<TransactionId> instead_of = std::nullopt) {
    auto made = run(previews.preview_transaction(owner, std::move(fields), instead_of));
    EXPECT_TRUE(made) << made.error().detail << made.error().cause;
    return made.value_or(TransactionPreview{});
  }
  std::string stored(std::string_view table) {
    return testkit::value(administrator, "SELECT count(*) FROM finance." + std::string(table));
  }
};

// 10 for 1,005.00, fee included; 4 sold at 110 less 2.00: 438.00 come in, 402.00 of cost go, 36.00 is gained.
TEST_F(PreviewServiceTest, ASaleIsSaidBeforeItHappens) {
  record(deposit(broker.id, "2024-01-02", "2000"));
  auto bought = trade(TransactionType::Buy, broker.id, "2024-01-03", share, "10", "100");
  bought.fee = dec("5");
  record(bought);
  auto sale = trade(TransactionType::Sell, broker.id, "2024-02-01", share, "4", "110");
  sale.fee = dec("2");
  const auto before = stored("transaction_revisions");
  const auto said = preview(sale);
  EXPECT_EQ(stored("transaction_revisions"), before);
  EXPECT_EQ(stored("changes"), before) << "one change for each";
  EXPECT_EQ(said.on, day("2024-02-01"));
  ASSERT_EQ(said.cash.size(), 1U);
  EXPECT_EQ(said.cash[0].account, broker.id);
  EXPECT_EQ(said.cash[0].before.amount, dec("995"));
  EXPECT_EQ(said.cash[0].after.amount, dec("1433"));
  ASSERT_EQ(said.positions.size(), 1U);
  EXPECT_EQ(said.positions[0].before.quantity, dec("10"));
  EXPECT_EQ(said.positions[0].before.cost, dec("1005"));
  EXPECT_EQ(said.positions[0].after.quantity, dec("6"));
  EXPECT_EQ(said.positions[0].after.cost, dec("603"));
  ASSERT_EQ(said.closed_lots.size(), 1U);
  EXPECT_EQ(said.closed_lots[0].lot_date, day("2024-01-03"));
  EXPECT_EQ(said.closed_lots[0].cost, dec("402"));
  EXPECT_EQ(said.closed_lots[0].proceeds, dec("438"));
  EXPECT_EQ(said.realized_gain, dec("36"));
  EXPECT_EQ(said.realized_gain_elsewhere, dec("0"));
  EXPECT_TRUE(said.warnings.empty());
  Decimal sum;
  for (const auto& posting : said.postings) sum += posting.amount ? posting.amount->amount : Decimal();
  EXPECT_EQ(sum, dec("0"));
}

// G13: a purchase at 80 before one at 100 changes what the later sale of 5 at 150 realises from 250 to 350.
TEST_F(PreviewServiceTest, ABackdatedPurchaseSaysWhatItChangesElsewhere) {
  record(trade(TransactionType::Buy, broker.id, "2024-01-02", share, "10", "100"));
  record(trade(TransactionType::Sell, broker.id, "2024-03-01", share, "5", "150"));
  const auto said = preview(trade(TransactionType::Buy, broker.id, "2023-12-15", share, "10", "80"));
  EXPECT_EQ(said.realized_gain, dec("0"));
  EXPECT_EQ(said.realized_gain_elsewhere, dec("100"));
}

TEST_F(PreviewServiceTest, AnEditIsHeldAgainstWhatItReplaces) {
  const auto made = record(trade(TransactionType::Buy, broker.id, "2024-01-02", share, "10", "100"));
  const auto said = preview(trade(TransactionType::Buy, broker.id, "2024-01-02", share, "10", "90"), made.id);
  ASSERT_EQ(said.positions.size(), 1U);
  EXPECT_EQ(said.positions[0].before.cost, dec("1000"));
  EXPECT_EQ(said.positions[0].after.cost, dec("900"));
  EXPECT_EQ(said.positions[0].after.quantity, dec("10"));
}

TEST_F(PreviewServiceTest, MoreThanIsHeldIsWarnedOf) {
  NewAccount wanted;
  wanted.name = "No shorts";
  wanted.currency = cur("EUR");
  wanted.shorts = Shorts::Refused;
  const auto account = open_account(wanted);
  const auto said = preview(trade(TransactionType::Sell, account.id, "2024-02-01", share, "4", "110"));
  ASSERT_FALSE(said.warnings.empty());
  EXPECT_EQ(said.warnings.front().code, "sold_without_lots");
}

TEST_F(PreviewServiceTest, WhatWouldBeRefusedIsRefused) {
  const auto refused =
      run(previews.preview_transaction(owner, event(TransactionType::Buy, broker.id, "2024-01-02"), {}));
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().kind, ErrorKind::Invalid);
  const auto foreign =
      run(previews.preview_transaction(neighbour, deposit(broker.id, "2024-01-02", "10"), std::nullopt));
  ASSERT_FALSE(foreign);
  EXPECT_EQ(foreign.error().fields.at(0).pointer, "/account");
}

// Random events: what the preview says of cash and positions is what the next one finds before it, and its postings
// are those that are stored.
TEST_F(PreviewServiceTest, WhatIsSaidIsWhatIsBookedThen) {
  const auto other = add_instrument("OTHER", "USD");
  std::mt19937 dice(20240102);
  const auto roll = [&](int most) { return static_cast<int>(dice() % static_cast<unsigned>(most)); };
  const auto random_event = [&](int number) {
    const auto account = roll(2) == 0 ? broker.id : bank.id;
    const auto on = format_date(Date::of(2024, 1, 2).plus_days(number));
    const auto what = roll(2) == 0 ? share : other;
    const auto units = std::to_string(1 + roll(9)) + "." + std::to_string(roll(10));
    const auto price = std::to_string(10 + roll(90)) + "." + std::to_string(roll(10));
    switch (roll(7)) {
      case 0: return deposit(account, on, price);
      case 1: {
        auto sent = event(TransactionType::CashTransfer, broker.id, on);
        sent.counter_account = bank.id;
        sent.counter_date = day(on).plus_days(roll(3));
        sent.amount = dec(price);
        return sent;
      }
      case 2: {
        auto fields = event(TransactionType::Reward, account, on, what == share ? "EUR" : "USD");
        fields.instrument = what;
        fields.quantity = dec(units);
        fields.price = dec(price);
        return fields;
      }
      default: {
        auto fields =
            trade(roll(2) == 0 ? TransactionType::Buy : TransactionType::Sell, account, on, what, units, price);
        if (what == other) fields.fx_rate = dec("0.9" + std::to_string(roll(10)));
        if (roll(2) == 0) fields.fee = dec("1");
        return fields;
      }
    }
  };
  for (int number = 0; number < 40; ++number) {
    const auto fields = random_event(number);
    const auto said = preview(fields);
    const auto made = record(fields);
    const auto postings = testkit::run(
        administrator,
        "SELECT ledger || coalesce(':' || category, ''), trim_scale(amount)::text, account_id FROM finance.postings "
        "WHERE transaction_id = $1 ORDER BY line",
        {made.id.text()});
    ASSERT_EQ(postings.size(), said.postings.size());
    for (std::size_t i = 0; i < postings.size(); ++i) {
      EXPECT_EQ(postings[i][0], ledger::ledger_account_name(said.postings[i].ledger));
      EXPECT_EQ(dec(postings[i][1].value_or("")), said.postings[i].amount.value_or(Money{}).amount);
      EXPECT_EQ(postings[i][2], said.postings[i].account.value_or(AccountId{}).text());
    }
    // Nothing more on the same day: what the preview said after is what holds before the next.
    auto probe = deposit(broker.id, format_date(said.on), "1");
    const auto next = preview(probe);
    ASSERT_EQ(next.cash.size(), 1U);
    for (const auto& effect : said.cash) {
      if (effect.account == broker.id && effect.after.currency == cur("EUR"))
        EXPECT_EQ(effect.after.amount, next.cash[0].before.amount) << number;
    }
    ReportDay on;
    on.on = said.on;
    const auto held = run(reports.list_holdings(owner, WholeHousehold{}, on));
    ASSERT_TRUE(held) << held.error().detail;
    for (const auto& effect : said.positions) {
      Decimal units;
      for (const auto& item : held->items) {
        if (item.instrument.id != effect.instrument.id) continue;
        for (const auto& part : item.accounts) {
          if (part.account == effect.account) units += part.quantity;
        }
      }
      EXPECT_EQ(effect.after.quantity, units) << number;
    }
  }
}

}  // namespace
}  // namespace coffer::finance
