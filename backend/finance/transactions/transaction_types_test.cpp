// Every type of transaction through the database, with figures worked out by hand.
#include <algorithm>
#include <set>

#include "finance/finance_test_world.hpp"
#include "finance/transactions/field_rules.hpp"
#include "finance/transactions/transaction_problems.hpp"

namespace coffer::finance {
namespace {

struct TransactionTypesTest : FinanceWorld {
  Account broker = open_account("Broker");

  struct Held {
    std::string quantity;
    std::string cost;
    auto operator<=>(const Held&) const = default;
    friend std::ostream& operator<<(std::ostream& out, const Held& held) {
      return out << held.quantity << " for " << held.cost;
    }
  };

  // Of the household, in its currency; nothing where it holds none.
  Held held(InstrumentId instrument) {
    ReportDay on;
    on.on = day("2024-12-31");
    const auto report = run(reports.list_holdings(owner, WholeHousehold{}, on));
    EXPECT_TRUE(report) << report.error().detail << report.error().cause;
    if (!report) return {};
    const auto found =
        std::ranges::find_if(report->items, [&](const auto& item) { return item.instrument.id == instrument; });
    if (found == report->items.end()) return {"0", "0"};
    return {format_decimal(trim(found->quantity)),
            found->cost_basis ? format_decimal(trim(*found->cost_basis)) : "unknown"};
  }
  std::optional<Decimal> realized() {
    ReportDay on;
    on.on = day("2024-12-31");
    const auto report = run(reports.list_holdings(owner, WholeHousehold{}, on));
    EXPECT_TRUE(report) << report.error().detail << report.error().cause;
    return report ? report->totals.realized_gain : std::nullopt;
  }
  // The pointers at which a transaction is refused.
  std::set<std::string> refused_at(TransactionFields fields) {
    const auto refused = try_record(std::move(fields));
    std::set<std::string> pointers;
    if (refused) return pointers;
    for (const auto& field : refused.error().fields) pointers.insert(field.pointer);
    return pointers;
  }
  std::string cash(AccountId account, std::string_view currency = "EUR") {
    return testkit::value(administrator,
                          "SELECT trim_scale(coalesce(sum(p.amount), 0)) FROM finance.postings p "
                          "JOIN finance.transaction_revisions r ON r.household_id = p.household_id "
                          "AND r.transaction_id = p.transaction_id AND r.revision = p.revision "
                          "WHERE p.account_id = $1 AND p.currency = $2 AND p.ledger = 'C' AND r.superseded_at IS NULL",
                          {account.text(), std::string(currency)});
  }
};

TEST(FieldRules, EveryTypeHasOneRuleAndAsksForNothingThatItDoesNotTake) {
  std::set<TransactionType> seen;
  for (const auto& rule : type_rules()) {
    EXPECT_TRUE(seen.insert(rule.type).second);
    std::set<TransactionField> taken;
    for (const auto& [field, use] : rule.fields) EXPECT_TRUE(taken.insert(field).second);
    for (const auto& alternative : rule.alternatives) {
      for (const auto& group : alternative.groups) {
        for (const auto field : group) EXPECT_TRUE(taken.contains(field)) << transaction_field_name(field);
      }
    }
  }
  EXPECT_EQ(seen.size(), static_cast<std::size_t>(TransactionType::Balance) + 1);
}

TEST_F(TransactionTypesTest, WhatATypeDoesNotTakeIsRefusedAtItsPlace) {
  auto fields = deposit(broker.id, "2024-01-02", "10");
  fields.ratio_to = 4;
  fields.ratio_from = 1;
  fields.lots = std::vector<ChosenLot>{{TransactionId{}, dec("1")}};
  EXPECT_EQ(refused_at(fields), (std::set<std::string>{"/ratio_to", "/ratio_from", "/lots"}));
}

TEST_F(TransactionTypesTest, WhatIsMissingIsSaidForEachType) {
  EXPECT_EQ(refused_at(event(TransactionType::Swap, broker.id, "2024-01-02")),
            (std::set<std::string>{"/instrument", "/quantity", "/new_instrument", "/new_quantity", "/amount"}));
  EXPECT_EQ(refused_at(event(TransactionType::SpinOff, broker.id, "2024-01-02")),
            (std::set<std::string>{"/instrument", "/new_instrument", "/ratio_to", "/ratio_from", "/cost_share"}));
  EXPECT_EQ(refused_at(event(TransactionType::LoanDraw, broker.id, "2024-01-02")),
            (std::set<std::string>{"/loan", "/amount"}));
  EXPECT_EQ(refused_at(event(TransactionType::Balance, broker.id, "2024-01-02")), (std::set<std::string>{"/amount"}));
}

TEST_F(TransactionTypesTest, APriceInAnotherCurrencyNeedsTheRateOrTheAmount) {
  const auto share = add_instrument("USSHARE", "USD");
  auto fields = trade(TransactionType::Buy, broker.id, "2024-01-03", share, "10", "100");
  EXPECT_EQ(refused_at(fields), (std::set<std::string>{"/fx_rate"}));
  fields.fx_rate = dec("0.92");
  EXPECT_EQ(record(fields).fields.amount, dec("920.00"));
}

// 2 coins cost 40,000; one goes for 10 others, worth 30,000: the rest costs 20,000, the new ones 30,000, 10,000 gained.
TEST_F(TransactionTypesTest, ASwapRealisesTheOneAndBuysTheOther) {
  const auto one = add_instrument("ONE");
  const auto other = add_instrument("OTHER");
  record(trade(TransactionType::Buy, broker.id, "2024-01-03", one, "2", "20000"));
  auto fields = event(TransactionType::Swap, broker.id, "2024-02-01");
  fields.instrument = one;
  fields.quantity = dec("1");
  fields.new_instrument = other;
  fields.new_quantity = dec("10");
  fields.amount = dec("30000");
  const auto made = record(fields);
  EXPECT_EQ(made.fields.new_instrument, other);
  EXPECT_EQ(made.new_instrument_symbol, "OTHER");
  EXPECT_EQ(held(one), (Held{"1", "20000"}));
  EXPECT_EQ(held(other), (Held{"10", "30000"}));
  EXPECT_EQ(realized(), dec("10000"));
}

// G2 (b): 102 for 5,100; one for four, a fifth of the cost; half a share paid at 42.
TEST_F(TransactionTypesTest, ASpinOffPaysItsFractionInCash) {
  const auto parent = add_instrument("PARENT");
  const auto child = add_instrument("CHILD");
  record(trade(TransactionType::Buy, broker.id, "2023-05-02", parent, "102", "50"));
  auto fields = event(TransactionType::SpinOff, broker.id, "2024-06-03");
  fields.instrument = parent;
  fields.new_instrument = child;
  fields.ratio_to = 1;
  fields.ratio_from = 4;
  fields.cost_share = dec("0.2");
  fields.cash_in_lieu = CashInLieu{dec("0.5"), dec("21")};
  const auto made = record(fields);
  EXPECT_EQ(made.fields.cash_in_lieu, fields.cash_in_lieu);
  EXPECT_EQ(made.cash_effect, dec("21"));
  EXPECT_EQ(held(parent), (Held{"102", "4080"}));
  EXPECT_EQ(held(child), (Held{"25", "1000"}));
  EXPECT_EQ(realized(), dec("1"));
}

TEST_F(TransactionTypesTest, TwoAccountsCannotTellOneActionDifferently) {
  const auto share = add_instrument("SHARE");
  const auto bank = open_account("Bank");
  record(trade(TransactionType::Buy, broker.id, "2024-01-03", share, "10", "100"));
  auto fields = event(TransactionType::Split, broker.id, "2024-02-01");
  fields.instrument = share;
  fields.ratio_to = 2;
  fields.ratio_from = 1;
  record(fields);
  fields.account = bank.id;
  record(fields);
  EXPECT_EQ(held(share), (Held{"20", "1000"})) << "told twice, it happened once";
  fields.ratio_to = 3;
  const auto refused = try_record(fields);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().kind, ErrorKind::Conflict);
  EXPECT_EQ(refused.error().problem, problems::action_told_otherwise);
}

// G25: 100 shares for 1,000, one right each at 7.2 % of the cost; 80 exercised for 160 make 20 shares, 20 sold for 18.
TEST_F(TransactionTypesTest, RightsAreGrantedExercisedAndSold) {
  const auto share = add_instrument("SHARE");
  const auto right = add_instrument("RIGHT");
  record(trade(TransactionType::Buy, broker.id, "2024-01-03", share, "100", "10"));
  auto grant = event(TransactionType::Rights, broker.id, "2024-02-01");
  grant.instrument = share;
  grant.new_instrument = right;
  grant.ratio_to = 1;
  grant.ratio_from = 1;
  grant.cost_share = dec("0.072");
  record(grant);
  EXPECT_EQ(held(right), (Held{"100", "72"}));
  auto exercise = event(TransactionType::Rights, broker.id, "2024-02-05");
  exercise.rights = ledger::RightsAction::Exercise;
  exercise.instrument = right;
  exercise.new_instrument = share;
  exercise.quantity = dec("80");
  exercise.new_quantity = dec("20");
  exercise.amount = dec("160");
  EXPECT_EQ(record(exercise).fields.rights, ledger::RightsAction::Exercise);
  record(trade(TransactionType::Sell, broker.id, "2024-02-06", right, "20", "0.9"));
  EXPECT_EQ(held(share), (Held{"120", "1145.6"}));
  EXPECT_EQ(held(right), (Held{"0", "0"}));
  EXPECT_EQ(realized(), dec("3.6"));
}

// G3, proportionate: 100 for 3,500; per share 10 in cash and half of one worth 60.
TEST_F(TransactionTypesTest, AMergerPaysCashAndUnits) {
  const auto target = add_instrument("TARGET");
  const auto buyer = add_instrument("BUYER");
  record(trade(TransactionType::Buy, broker.id, "2024-01-03", target, "100", "35"));
  auto fields = event(TransactionType::Merger, broker.id, "2024-02-01");
  fields.instrument = target;
  fields.new_instrument = buyer;
  fields.ratio_to = 1;
  fields.ratio_from = 2;
  fields.amount = dec("1000");
  fields.new_price = dec("60");
  record(fields);
  EXPECT_EQ(held(target), (Held{"0", "0"}));
  EXPECT_EQ(held(buyer), (Held{"50", "2625"}));
  EXPECT_EQ(realized(), dec("125"));
}

TEST_F(TransactionTypesTest, CapitalReturnedRewardsStockDividendsAndANewSymbol) {
  const auto old = add_instrument("OLD");
  const auto renamed = add_instrument("RENAMED");
  record(trade(TransactionType::Buy, broker.id, "2024-01-03", old, "10", "10"));
  auto returned = event(TransactionType::ReturnOfCapital, broker.id, "2024-02-01");
  returned.instrument = old;
  returned.amount = dec("20");
  record(returned);
  EXPECT_EQ(held(old), (Held{"10", "80"}));
  auto stock = event(TransactionType::StockDividend, broker.id, "2024-02-02");
  stock.instrument = old;
  stock.quantity = dec("2");
  record(stock);
  EXPECT_EQ(held(old), (Held{"12", "80"}));
  auto reward = event(TransactionType::Reward, broker.id, "2024-02-03");
  reward.instrument = old;
  reward.quantity = dec("1");
  reward.price = dec("9");
  record(reward);
  EXPECT_EQ(held(old), (Held{"13", "89"}));
  auto symbol = event(TransactionType::SymbolChange, broker.id, "2024-02-04");
  symbol.instrument = old;
  symbol.new_instrument = renamed;
  record(symbol);
  EXPECT_EQ(held(old), (Held{"0", "0"}));
  EXPECT_EQ(held(renamed), (Held{"13", "89"}));
}

// Lots of 10 at 10 and 10 at 20; the second is chosen, so 10 at 10 stay and 30 - 20 is gained on each.
TEST_F(TransactionTypesTest, ASaleClosesTheLotsThatWereChosen) {
  NewAccount wanted;
  wanted.name = "Chosen";
  wanted.currency = cur("EUR");
  wanted.cost_basis = CostBasis::Chosen;
  const auto account = open_account(wanted);
  const auto share = add_instrument("SHARE");
  record(trade(TransactionType::Buy, account.id, "2024-01-03", share, "10", "10"));
  const auto second = record(trade(TransactionType::Buy, account.id, "2024-01-04", share, "10", "20"));
  auto sale = trade(TransactionType::Sell, account.id, "2024-02-01", share, "10", "30");
  sale.lots = std::vector<ChosenLot>{{second.id, dec("11")}};
  EXPECT_EQ(refused_at(sale), (std::set<std::string>{"/lots"}));
  sale.lots = std::vector<ChosenLot>{{TransactionId{second.id.uuid}, dec("10")}};
  EXPECT_EQ(record(sale).fields.lots, sale.lots);
  EXPECT_EQ(held(share), (Held{"10", "100"}));
  EXPECT_EQ(realized(), dec("100"));
  const auto removed = write(owner, [&](platform::UnitOfWork& unit) {
    return transactions.remove_transaction(owner, unit, second.id, std::nullopt, any_version());
  });
  ASSERT_FALSE(removed);
  EXPECT_EQ(removed.error().problem, problems::lots_are_chosen);
  sale.lots = std::vector<ChosenLot>{{random.id<TransactionId>(), dec("1")}};
  EXPECT_EQ(refused_at(sale), (std::set<std::string>{"/lots/0/transaction"}));
}

// G7 (b): 85.00 of 100.00 dollars arrive as 66.41 euro.
TEST_F(TransactionTypesTest, ADividendIsCreditedInAnotherCurrency) {
  const auto share = add_instrument("USSHARE", "USD");
  auto fields = event(TransactionType::Dividend, broker.id, "2024-02-01", "USD");
  fields.instrument = share;
  fields.amount = dec("85");
  fields.tax = dec("15");
  fields.counter_amount = dec("66.41");
  fields.counter_currency = cur("EUR");
  record(fields);
  EXPECT_EQ(cash(broker.id), "66.41");
  EXPECT_EQ(cash(broker.id, "USD"), "0");
}

TEST_F(TransactionTypesTest, ARepaymentAddsUpItsParts) {
  NewAccount wanted;
  wanted.name = "Mortgage";
  wanted.currency = cur("EUR");
  wanted.kind = AccountKind::Loan;
  const auto loan = open_account(wanted);
  auto draw = event(TransactionType::LoanDraw, broker.id, "2024-01-03");
  draw.counter_account = loan.id;
  draw.amount = dec("1000");
  record(draw);
  auto repayment = event(TransactionType::LoanRepayment, broker.id, "2024-02-03");
  repayment.counter_account = loan.id;
  repayment.principal = dec("100");
  repayment.interest = dec("7");
  repayment.fee = dec("1");
  EXPECT_EQ(record(repayment).fields.amount, dec("108"));
  EXPECT_EQ(cash(broker.id), "892");
}

// G21: 2 coins for 40,000; one is sent, 0.0005 of another pays for it at 40,000.
TEST_F(TransactionTypesTest, ATransferPaysItsFeeInUnitsAndMayWaitForItsOtherSide) {
  const auto wallet = open_account("Wallet");
  const auto coin = add_instrument("COIN");
  record(trade(TransactionType::Buy, broker.id, "2024-01-03", coin, "2", "20000"));
  auto sent = event(TransactionType::Transfer, broker.id, "2024-02-01");
  sent.instrument = coin;
  sent.quantity = dec("1");
  EXPECT_EQ(refused_at(sent), (std::set<std::string>{"/counter_account"}));
  sent.arrival = ledger::Arrival::Pending;
  sent.fee_quantity = dec("0.0005");
  sent.fee_price = dec("40000");
  const auto made = record(sent);
  EXPECT_EQ(made.fields.arrival, ledger::Arrival::Pending);
  EXPECT_EQ(realized(), dec("10"));
  const TransactionEdit arrives = [&](TransactionFields& fields) {
    fields.arrival.reset();
    fields.counter_account = wallet.id;
    fields.counter_date = day("2024-02-03");
  };
  const auto changed = write(owner, [&](platform::UnitOfWork& unit) {
    return transactions.update_transaction(owner, unit, made.id, arrives, std::nullopt, any_version());
  });
  ASSERT_TRUE(changed) << changed.error().detail << changed.error().cause;
  EXPECT_EQ(changed->fields.fee_quantity, dec("0.0005")) << "what is rare survives an edit";
  EXPECT_EQ(held(coin), (Held{"1.9995", "39990"}));
}

// On a short the dividend is paid: its signs are turned.
TEST_F(TransactionTypesTest, ADividendOnAShortIsPaid) {
  const auto share = add_instrument("SHARE");
  record(trade(TransactionType::Sell, broker.id, "2024-01-03", share, "100", "50"));
  auto fields = event(TransactionType::Dividend, broker.id, "2024-02-01");
  fields.instrument = share;
  fields.amount = dec("-100");
  EXPECT_EQ(record(fields).cash_effect, dec("-100"));
}

TEST_F(TransactionTypesTest, AChangeThatLeavesTheTypeMayKeepWhatAnImportBrought) {
  auto fields = deposit(broker.id, "2024-01-02", "10");
  const auto made = record(fields);
  auto before = made.fields;
  before.quantity = dec("1");
  auto after = before;
  after.note = "a gift";
  EXPECT_TRUE(find_rule_faults(after, &before).empty());
  after.quantity = dec("2");
  ASSERT_EQ(find_rule_faults(after, &before).size(), 1U);
  EXPECT_EQ(find_rule_faults(after, &before).front().pointer, "/quantity");
}

}  // namespace
}  // namespace coffer::finance
