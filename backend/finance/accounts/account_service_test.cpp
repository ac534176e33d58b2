#include "finance/accounts/account_problems.hpp"
#include "finance/finance_test_world.hpp"

namespace coffer::finance {
namespace {

using AccountServiceTest = FinanceWorld;

TEST_F(AccountServiceTest, AnAccountIsReadAsItWasOpened) {
  NewAccount wanted;
  wanted.name = "Broker";
  wanted.currency = cur("USD");
  wanted.cost_basis = CostBasis::Average;
  wanted.institution = "A bank";
  const auto made = open_account(wanted);
  const auto read = run(accounts.get_account(owner, made.id));
  ASSERT_TRUE(read);
  EXPECT_EQ(read->name, "Broker");
  EXPECT_EQ(read->currency, cur("USD"));
  EXPECT_EQ(read->cost_basis, CostBasis::Average);
  EXPECT_EQ(read->cash.mode, CashKeeping::Mode::Tracked);
  EXPECT_EQ(read->institution, "A bank");
  EXPECT_EQ(read->transaction_count, 0);
}

TEST_F(AccountServiceTest, AnotherHouseholdsAccountAnswersLikeAMissingOne) {
  const auto made = open_account("Broker");
  const auto foreign = run(accounts.get_account(neighbour, made.id));
  const auto absent = run(accounts.get_account(neighbour, random.id<AccountId>()));
  ASSERT_FALSE(foreign);
  ASSERT_FALSE(absent);
  EXPECT_EQ(foreign.error().kind, ErrorKind::NotFound);
  EXPECT_EQ(foreign.error().problem, absent.error().problem);
  EXPECT_EQ(foreign.error().detail, absent.error().detail);
}

TEST_F(AccountServiceTest, NamesAreUniqueWhateverTheirCase) {
  open_account("Broker");
  NewAccount again;
  again.name = "BROKER";
  again.currency = cur("EUR");
  const auto refused =
      write(owner, [&](platform::UnitOfWork& unit) { return accounts.create_account(owner, unit, again); });
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().problem, problems::account_name_taken);
}

TEST_F(AccountServiceTest, ListsGoPageByPageByName) {
  for (const auto* name : {"Delta", "alpha", "Charlie", "bravo"}) open_account(name);
  const auto first = run(accounts.list_accounts(owner, {.limit = 3, .cursor = {}}));
  ASSERT_TRUE(first);
  ASSERT_EQ(first->items.size(), 3U);
  EXPECT_EQ(first->items[0].name, "alpha");
  EXPECT_EQ(first->items[2].name, "Charlie");
  ASSERT_TRUE(first->next_cursor);
  const auto second = run(accounts.list_accounts(owner, {.limit = 3, .cursor = first->next_cursor}));
  ASSERT_TRUE(second);
  ASSERT_EQ(second->items.size(), 1U);
  EXPECT_EQ(second->items[0].name, "Delta");
  EXPECT_FALSE(second->next_cursor);
  const auto foreign = run(accounts.list_accounts(owner, {.limit = 3, .cursor = "bm90aGluZw"}));
  ASSERT_FALSE(foreign);
  EXPECT_EQ(foreign.error().kind, ErrorKind::Invalid);
}

TEST_F(AccountServiceTest, AChangeRaisesTheVersionAndChecksIt) {
  const auto made = open_account("Broker");
  AccountChange change;
  change.name = "Better broker";
  change.cost_basis = CostBasis::Average;
  const auto changed = write(owner, [&](platform::UnitOfWork& unit) {
    return accounts.update_account(owner, unit, made.id, change, any_version());
  });
  ASSERT_TRUE(changed) << changed.error().cause;
  EXPECT_EQ(changed->name, "Better broker");
  EXPECT_EQ(changed->cost_basis, CostBasis::Average);
  EXPECT_EQ(changed->version, made.version + 1);
  const VersionCheck stale = [&](std::int64_t version) -> Result<> {
    if (version == made.version) return {};
    return fail(ErrorKind::Stale, "test/stale", "changed");
  };
  const auto refused = write(
      owner, [&](platform::UnitOfWork& unit) { return accounts.update_account(owner, unit, made.id, change, stale); });
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().kind, ErrorKind::Stale);
}

TEST_F(AccountServiceTest, AnAccountWithTransactionsStays) {
  const auto made = open_account("Broker");
  record(deposit(made.id, "2024-01-02", "10"));
  const auto refused = write(
      owner, [&](platform::UnitOfWork& unit) { return accounts.remove_account(owner, unit, made.id, any_version()); });
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().problem, problems::account_in_use);
}

TEST_F(AccountServiceTest, SharesOfADayAreAtMostTheWhole) {
  const auto made = open_account("Joint");
  const auto set = [&](std::vector<OwnershipEntry> shares) {
    return write(owner, [&](platform::UnitOfWork& unit) {
      return accounts.update_ownership(owner, unit, made.id, shares, any_version());
    });
  };
  EXPECT_TRUE(set({{home.owner, std::nullopt, dec("0.5")}, {home.owner, day("2024-03-01"), dec("0.75")}}));
  const auto read = run(accounts.get_ownership(owner, made.id));
  ASSERT_TRUE(read);
  ASSERT_EQ(read->shares.size(), 2U);
  EXPECT_FALSE(read->shares[0].from);
  EXPECT_EQ(read->shares[1].share, dec("0.75"));
  const auto outsider = set({{neighbours.owner, std::nullopt, dec("0.5")}});
  ASSERT_FALSE(outsider);
  EXPECT_EQ(outsider.error().problem, problems::ownership_shares);
}

TEST_F(AccountServiceTest, AViewerMayLookAndNotTouch) {
  const auto viewer = testkit::add_member(administrator, home.id, {.role = "viewer", .granted = {}});
  const auto caller = testkit::person(viewer, {{home.id, Role::Viewer, false}});
  const auto made = open_account("Broker");
  EXPECT_TRUE(run(accounts.get_account(caller, made.id)));
  NewAccount wanted;
  wanted.name = "Mine";
  wanted.currency = cur("EUR");
  const auto refused =
      write(caller, [&](platform::UnitOfWork& unit) { return accounts.create_account(caller, unit, wanted); });
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().kind, ErrorKind::Forbidden);
}

}  // namespace
}  // namespace coffer::finance
