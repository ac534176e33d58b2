// What corporate actions book for every account that holds the instrument, by hand; changed and taken back as a whole.
#include <algorithm>
#include <map>

#include "finance/actions/action_problems.hpp"
#include "finance/finance_test_world.hpp"
#include "finance/transactions/transaction_problems.hpp"

namespace coffer::finance {
namespace {

struct ActionServiceTest : FinanceWorld {
  Account broker = open_account("Broker");
  Account bank = open_account("Bank");
  InstrumentId share = add_instrument("SHARE");
  InstrumentId child = add_instrument("CHILD");

  // 102 shares for 5,100.00 in one account, 10 for 400.00 in the other.
  ActionServiceTest() {
    record(deposit(broker.id, "2023-05-02", "5100"));
    record(deposit(bank.id, "2023-05-02", "400"));
    record(trade(TransactionType::Buy, broker.id, "2023-05-02", share, "102", "50"));
    record(trade(TransactionType::Buy, bank.id, "2023-05-02", share, "10", "40"));
    add_prices(share, {{day("2023-05-02"), dec("50")}, {day("2024-06-03"), dec("40")}});
  }

  std::map<std::pair<AccountId, InstrumentId>, std::pair<Decimal, Decimal>> held(ReportService& service) {
    std::map<std::pair<AccountId, InstrumentId>, std::pair<Decimal, Decimal>> found;
    for (const auto& account : {broker.id, bank.id}) {
      const auto report = run(service.list_lots(owner, account, std::nullopt, {.on = day("2024-06-30")}));
      EXPECT_TRUE(report) << report.error().detail << report.error().cause;
      if (!report) continue;
      for (const auto& lot : report->items) {
        auto& sum = found[{account, lot.instrument.id}];
        sum.first += lot.quantity;
        sum.second += lot.cost_local.value_or(Decimal());
      }
    }
    return found;
  }
  // The book that is kept and one read anew agree; what an account holds of an instrument, with its cost.
  std::pair<Decimal, Decimal> holding(AccountId account, InstrumentId instrument) {
    ReportService fresh{database, random, pool, clock};
    const auto kept = held(reports);
    EXPECT_EQ(kept, held(fresh));
    const auto found = kept.find({account, instrument});
    return found == kept.end() ? std::pair<Decimal, Decimal>{} : found->second;
  }
  NewAction spin_off() {
    auto told = action(TransactionType::SpinOff, share, "2024-06-03");
    told.terms.new_instrument = child;
    told.terms.ratio_to = 1;
    told.terms.ratio_from = 4;
    told.terms.cost_share = dec("0.2");
    told.terms.fraction_price = dec("42");
    return told;
  }
  Result<RecordedAction> change(const RecordedAction& told, const ActionEdit& edit,
                                std::vector<AccountTerms> accounts = {}) {
    auto planned = run(actions.plan_change(owner, share, told.row.id, {edit, std::move(accounts)}));
    if (!planned) return std::unexpected(std::move(planned.error()));
    return write(
        owner, [&](platform::UnitOfWork& unit) { return actions.update_action(owner, unit, *planned, any_version()); });
  }
  void remove(const RecordedAction& told) {
    const auto removed = write(owner, [&](platform::UnitOfWork& unit) {
      return actions.remove_action(owner, unit, share, told.row.id, any_version());
    });
    EXPECT_TRUE(removed) << removed.error().detail << removed.error().cause;
  }
  Change last() { return run(changes.list_changes(owner, {}))->items.front(); }
  void undo_last() {
    const auto id = last().id;
    const auto undone = write(owner, [&](platform::UnitOfWork& unit) { return changes.undo_change(owner, unit, id); });
    EXPECT_TRUE(undone) << undone.error().detail << undone.error().cause;
  }
};

using Stock = std::pair<Decimal, Decimal>;

TEST_F(ActionServiceTest, ASplitIsToldChangedTakenBackAndUndone) {
  const auto told = tell_split(share, "2024-06-03", 2, 1);
  EXPECT_TRUE(told.action.bookings.empty());
  EXPECT_EQ(holding(broker.id, share), Stock(dec("204"), dec("5100")));
  EXPECT_EQ(last().rows, 0);
  EXPECT_EQ(last().transaction, std::nullopt);
  EXPECT_EQ(last().instrument, share);
  const auto changed = change(told.action, [](ActionTerms& terms) { terms.ratio_to = 3; });
  ASSERT_TRUE(changed) << changed.error().detail << changed.error().cause;
  EXPECT_EQ(changed->row.revision, 2);
  EXPECT_EQ(holding(bank.id, share), Stock(dec("30"), dec("400")));
  undo_last();
  EXPECT_EQ(holding(bank.id, share), Stock(dec("20"), dec("400")));
  remove(told.action);
  EXPECT_EQ(holding(bank.id, share), Stock(dec("10"), dec("400")));
  EXPECT_TRUE(run(actions.list_actions(owner, share, {}))->items.empty());
  undo_last();
  EXPECT_EQ(holding(bank.id, share), Stock(dec("20"), dec("400")));
  EXPECT_EQ(run(actions.list_actions(owner, share, {}))->items.size(), 1U);
}

// G2 (b): 102 for 5,100.00 give 25.5 of the child for 1,020.00; half a share is paid with 21.00. 10 give 2.5 likewise.
TEST_F(ActionServiceTest, ASpinOffBooksEveryAccountInOneChange) {
  const auto told = tell(spin_off()).action;
  ASSERT_EQ(told.bookings.size(), 2U);
  EXPECT_EQ(last().rows, 2);
  for (const auto& booking : told.bookings) EXPECT_EQ(booking.fields.cash_in_lieu, (CashInLieu{dec("0.5"), dec("21")}));
  EXPECT_EQ(holding(broker.id, share), Stock(dec("102"), dec("4080")));
  EXPECT_EQ(holding(broker.id, child), Stock(dec("25"), dec("1000")));
  EXPECT_EQ(holding(bank.id, child), Stock(dec("2"), dec("64")));
  const auto changed = change(told, [](ActionTerms& terms) {
    terms.ratio_from = 2;
    terms.fraction_price.reset();
  });
  ASSERT_TRUE(changed) << changed.error().detail << changed.error().cause;
  EXPECT_EQ(holding(broker.id, child), Stock(dec("51"), dec("1020")));
  undo_last();
  EXPECT_EQ(holding(broker.id, child), Stock(dec("25"), dec("1000")));
  remove(told);
  EXPECT_EQ(holding(broker.id, child), Stock());
  EXPECT_EQ(holding(broker.id, share), Stock(dec("102"), dec("5100")));
  undo_last();
  EXPECT_EQ(holding(bank.id, child), Stock(dec("2"), dec("64")));
}

// 1 for 4: 25.5 and 2.5 new shares, half a one sold at 60 in each account after the merger.
TEST_F(ActionServiceTest, AMergerPaysFractionsInCash) {
  auto told = action(TransactionType::Merger, share, "2024-06-03");
  told.terms.new_instrument = child;
  told.terms.ratio_to = 1;
  told.terms.ratio_from = 4;
  told.terms.fraction_price = dec("60");
  const auto made = tell(told).action;
  EXPECT_EQ(made.bookings.size(), 4U);
  EXPECT_EQ(holding(broker.id, share), Stock());
  EXPECT_EQ(holding(broker.id, child), Stock(dec("25"), dec("5000")));
  EXPECT_EQ(holding(bank.id, child), Stock(dec("2"), dec("320")));
  undo_last();
  EXPECT_EQ(holding(bank.id, share), Stock(dec("10"), dec("400")));
}

TEST_F(ActionServiceTest, AnAccountMayHaveBeenToldOtherwise) {
  auto told = action(TransactionType::ReturnOfCapital, share, "2024-06-03");
  told.terms.cash_per_unit = dec("0.125");
  told.accounts.push_back({.account = bank.id, .amount = dec("1.24")});
  const auto made = tell(told).action;
  ASSERT_EQ(made.bookings.size(), 2U);
  EXPECT_EQ(made.bookings[0].fields.amount, dec("1.24"));
  EXPECT_EQ(made.bookings[1].fields.amount, dec("12.75"));
  EXPECT_EQ(holding(broker.id, share), Stock(dec("102"), dec("5087.25")));
}

TEST_F(ActionServiceTest, APreviewStoresNothingAndSaysWhatIsBookedThen) {
  auto planned = run(actions.plan_action(owner, spin_off()));
  ASSERT_TRUE(planned) << planned.error().detail;
  const auto before = testkit::value(administrator, "SELECT count(*) FROM finance.transaction_revisions");
  const auto said = run(actions.preview_action(owner, *planned));
  ASSERT_TRUE(said) << said.error().detail << said.error().cause;
  EXPECT_EQ(testkit::value(administrator, "SELECT count(*) FROM finance.transaction_revisions"), before);
  ASSERT_EQ(said->holdings.size(), 4U);
  const auto found = std::ranges::find_if(said->holdings, [&](const HoldingEffect& effect) {
    return effect.account == broker.id && effect.instrument.id == share;
  });
  ASSERT_NE(found, said->holdings.end());
  const auto& parent = *found;
  EXPECT_EQ(parent.before.quantity, dec("102"));
  EXPECT_EQ(parent.before.lots, 1);
  EXPECT_EQ(parent.before.cost, dec("5100"));
  EXPECT_EQ(parent.before.value, dec("5100"));
  EXPECT_EQ(parent.after.cost, dec("4080"));
  EXPECT_EQ(parent.after.value, dec("4080"));
  EXPECT_EQ(said->cash.size(), 2U);
  EXPECT_EQ(said->realized_gain, dec("6")) << "21.00 - 20.00 and 21.00 - 16.00";
}

TEST_F(ActionServiceTest, WhatDoesNotFitIsRefusedByItsName) {
  auto told = action(TransactionType::SpinOff, share, "2024-06-03");
  told.terms.cash_per_unit = dec("1");
  const auto refused = try_tell(told);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().problem, problems::invalid_action);
  std::vector<std::string> pointers;
  for (const auto& fault : refused.error().fields) pointers.push_back(fault.pointer);
  EXPECT_THAT(pointers, testing::UnorderedElementsAre("/new_instrument", "/ratio_to", "/cost_share", "/cash_per_unit"));
  auto stranger = spin_off();
  stranger.accounts.push_back({.account = open_account("Empty").id, .cash_in_lieu = dec("1")});
  EXPECT_EQ(try_tell(stranger).error().fields.at(0).pointer, "/accounts/0/account");
}

TEST_F(ActionServiceTest, ADayHasOneActionOfAKindAndOneWayOfTellingIt) {
  tell(spin_off());
  EXPECT_EQ(try_tell(spin_off()).error().problem, problems::action_known);
  auto reported = event(TransactionType::Split, broker.id, "2024-06-10");
  reported.instrument = share;
  reported.ratio_to = 2;
  reported.ratio_from = 1;
  record(reported);
  auto other = action(TransactionType::Split, share, "2024-06-10");
  other.terms.ratio_to = 3;
  other.terms.ratio_from = 1;
  EXPECT_EQ(try_tell(other).error().problem, problems::action_told_otherwise);
}

TEST_F(ActionServiceTest, AnotherHouseholdNeitherSeesNorChangesIt) {
  const auto told = tell_split(share, "2024-06-03", 2, 1).action;
  EXPECT_EQ(run(actions.get_action(neighbour, share, told.row.id)).error().kind, ErrorKind::NotFound);
  const auto removed = write(neighbour, [&](platform::UnitOfWork& unit) {
    return actions.remove_action(neighbour, unit, share, told.row.id, any_version());
  });
  EXPECT_EQ(removed.error().kind, ErrorKind::NotFound);
  auto part = owner;
  part.households.front().narrowed = true;
  EXPECT_EQ(run(actions.plan_action(part, spin_off())).error().kind, ErrorKind::Forbidden);
}

TEST_F(ActionServiceTest, ABookThatChangedMeanwhileIsLookedAtAgain) {
  auto planned = run(actions.plan_action(owner, spin_off()));
  ASSERT_TRUE(planned);
  record(trade(TransactionType::Buy, bank.id, "2023-06-01", share, "1", "40"));
  const auto refused =
      write(owner, [&](platform::UnitOfWork& unit) { return actions.create_action(owner, unit, *planned); });
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().problem, problems::book_changed);
}

}  // namespace
}  // namespace coffer::finance
