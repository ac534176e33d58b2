// What is kept of the accounts that grants reach says what the grants say, after every kind of change, and of it
// everybody sees the own part.
#include <gtest/gtest.h>
#include <algorithm>

#include <functional>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "testkit/builders.hpp"
#include "testkit/database.hpp"
#include "testkit/repository.hpp"

namespace coffer::tests {

namespace {

using platform::BlockingConnection;
using platform::TextParams;
using testkit::As;
using testkit::refusal;
using testkit::run;
using testkit::value;

// From the grants themselves: $1 household, $2 person.
const std::string reached = R"(WITH given AS (
  SELECT g.* FROM auth.grants g JOIN auth.memberships m ON m.household_id = g.household_id AND m.id = g.membership_id
   WHERE m.household_id = $1 AND m.user_id = $2
), reached AS (
  SELECT g.account_id AS id, g.access FROM given g WHERE g.account_id IS NOT NULL
  UNION ALL
  SELECT c.account_id, g.access FROM given g
    JOIN finance.portfolio_accounts c ON c.household_id = g.household_id AND c.portfolio_id = g.portfolio_id
  UNION ALL
  SELECT a.id, g.access FROM given g
    JOIN finance.portfolios p ON p.household_id = g.household_id AND p.id = g.portfolio_id AND p.is_default
    JOIN finance.accounts a ON a.household_id = g.household_id
) )";
const std::string listed = "SELECT coalesce(string_agg(DISTINCT id::text, ' ' ORDER BY id::text), '') FROM ";

struct SightsTest : testing::Test {
  testkit::TestDatabase database;
  BlockingConnection administrator = database.connect(As::Administrator);
  BlockingConnection api = database.connect(As::Api);
  testkit::Household household = testkit::add_household(administrator);
  testkit::Household elsewhere = testkit::add_household(administrator);
  std::vector<UserId> members{add_member(), add_member(), add_member()};
  std::mt19937 chance{20};  // the same changes in every run

  UserId add_member() {
    return testkit::add_member(administrator, household.id, {.role = "editor", .granted = std::vector<AccountId>{}});
  }

  void as(UserId member, const testkit::Household& in) {
    testkit::set_caller(api, testkit::person(member, {{in.id, Role::Editor, true}}));
  }

  std::string one_of(const std::string& rows) {
    const auto found = run(administrator, rows + " WHERE household_id = $1 ORDER BY id", {household.id.text()});
    return found.empty() ? format_uuid(testkit::next_uuid()) : found[chance() % found.size()].at(0).value();
  }
  std::string account() { return one_of("SELECT id FROM finance.accounts"); }
  std::string portfolio() { return one_of("SELECT id FROM finance.portfolios"); }
  std::string grant() { return one_of("SELECT id FROM auth.grants"); }
  std::string access() {
    const std::vector<std::string> kinds{"view", "edit", "comment", "view_without_amounts"};
    return kinds[chance() % kinds.size()];
  }

  void change(const std::string& statement, TextParams params) {
    params.insert(params.begin(), household.id.text());
    run(administrator, statement, params);
  }
  void give(const std::string& kind, const std::string& object) {
    change("INSERT INTO auth.grants (household_id, id, membership_id, " + kind +
               "_id, access) SELECT $1::uuid, gen_random_uuid(), m.id, $2::uuid, $3 FROM auth.memberships m WHERE "
               "m.household_id = $1 "
               "AND m.user_id = $4 ON CONFLICT DO NOTHING",
           {object, access(), members[chance() % members.size()].text()});
  }

  std::vector<std::pair<std::string, std::function<void()>>> changes() {
    return {
        {"an account is opened", [&] { testkit::add_account(administrator, household.id); }},
        {"an account is granted", [&] { give("account", account()); }},
        {"a portfolio is granted", [&] { give("portfolio", portfolio()); }},
        {"the default portfolio is granted", [&] { give("portfolio", household.default_portfolio.text()); }},
        {"a grant lets do something else",
         [&] {
           change("UPDATE auth.grants SET access = $3 WHERE household_id = $1 AND id = $2", {grant(), access()});
         }},
        {"a grant is taken back",
         [&] { change("DELETE FROM auth.grants WHERE household_id = $1 AND id = $2", {grant()}); }},
        {"a portfolio takes accounts in",
         [&] {
           change(
               "INSERT INTO finance.portfolio_accounts (household_id, portfolio_id, account_id) "
               "SELECT p.household_id, p.id, a.id FROM finance.portfolios p JOIN finance.accounts a USING "
               "(household_id) "
               "WHERE household_id = $1 AND p.id = $2 AND NOT p.is_default AND a.id >= $3 ON CONFLICT DO NOTHING",
               {portfolio(), account()});
         }},
        {"a portfolio puts accounts out",
         [&] {
           change(
               "DELETE FROM finance.portfolio_accounts WHERE household_id = $1 AND portfolio_id = $2 AND account_id >= "
               "$3",
               {portfolio(), account()});
         }},
        {"a member leaves, another one comes",
         [&] {
           auto& leaving = members[chance() % members.size()];
           change("DELETE FROM auth.memberships WHERE household_id = $1 AND user_id = $2", {leaving.text()});
           leaving = add_member();
         }},
    };
  }

  void expect_the_same(const std::string& after) {
    for (const auto& member : members) {
      const auto said = [&](const std::string& which) {
        return value(administrator, reached + listed + which, {household.id.text(), member.text()});
      };
      as(member, household);
      const auto seen = said("reached");
      EXPECT_EQ(value(api, listed + "finance.accounts"), seen) << after;
      EXPECT_EQ(value(api, listed + "(SELECT account_id AS id FROM finance.account_cash_modes) AS m"), seen) << after;
      EXPECT_EQ(value(api, listed + "(SELECT account_id AS id FROM finance.account_parts) AS p"), seen) << after;
      EXPECT_EQ(value(api, listed + "auth.granted_accounts() AS id"), seen) << after;
      EXPECT_EQ(value(api, listed + "auth.editable_accounts() AS id"), said("reached WHERE access = 'edit'")) << after;
      const auto hidden =
          testkit::read_text(testkit::repository() / "backend/auth/grants/sql/list_accounts_without_amounts.sql");
      EXPECT_EQ(value(api, "WITH hidden (id) AS (\n" + hidden + ") " + listed + "hidden", {household.id.text()}),
                said("(SELECT id FROM reached GROUP BY id HAVING bool_and(access = 'view_without_amounts')) AS hidden"))
          << after;
    }
  }
};

TEST_F(SightsTest, they_follow_every_change) {
  for (int i = 0; i < 6; ++i) testkit::add_account(administrator, household.id);
  for (const auto* name : {"First", "Second"}) {
    change("INSERT INTO finance.portfolios (household_id, id, name, currency) VALUES ($1, $2, $3, 'EUR')",
           {format_uuid(testkit::next_uuid()), name});
  }
  const auto kinds = changes();
  std::vector<int> bore(kinds.size());
  const auto kept = "SELECT md5(coalesce(string_agg(s::text, ' ' ORDER BY s::text), '')) FROM auth.sights s";
  // Until each kind of change has borne on somebody's sight.
  for (int i = 0; i < 1000 && (i < 150 || std::ranges::find(bore, 0) != bore.end()) && !HasFailure(); ++i) {
    const auto which = chance() % kinds.size();
    const auto before = value(administrator, kept);
    kinds[which].second();
    if (value(administrator, kept) != before) ++bore[which];
    expect_the_same(std::to_string(i) + ": " + kinds[which].first);
  }
  for (std::size_t i = 0; i < kinds.size(); ++i) EXPECT_GT(bore[i], 0) << kinds[i].first;
}

TEST_F(SightsTest, a_grant_taken_back_within_a_transaction_shows_nothing_from_then_on) {
  const auto account = testkit::add_account(administrator, household.id);
  const auto member =
      testkit::add_member(administrator, household.id, {.role = "viewer", .granted = std::vector{account}});
  as(member, household);
  EXPECT_EQ(value(api, "SELECT count(*) FROM finance.accounts"), "1");
  run(administrator, "BEGIN");
  run(administrator, "DELETE FROM auth.grants WHERE account_id = $1", {account.text()});
  EXPECT_EQ(value(administrator, "SELECT count(*) FROM auth.sights WHERE account_id = $1", {account.text()}), "0");
  EXPECT_EQ(value(api, "SELECT count(*) FROM finance.accounts"), "1");
  run(administrator, "COMMIT");
  EXPECT_EQ(value(api, "SELECT count(*) FROM finance.accounts"), "0");
}

TEST_F(SightsTest, whoever_is_not_narrowed_sees_all_of_the_household) {
  testkit::add_account(administrator, household.id);
  testkit::add_account(administrator, household.id);
  testkit::add_account(administrator, elsewhere.id);
  testkit::set_caller(api, testkit::person(members[0], {{household.id, Role::Editor, false}}));
  EXPECT_EQ(value(api, "SELECT count(*) FROM finance.accounts"), "2");
  EXPECT_EQ(value(api, "SELECT count(*) FROM auth.editable_accounts()"), "2");
  testkit::set_caller(
      api, testkit::person(members[0], {{household.id, Role::Editor, true}, {elsewhere.id, Role::Editor, false}}));
  EXPECT_EQ(value(api, "SELECT count(*) FROM finance.accounts"), "1");
  EXPECT_EQ(value(api, "SELECT string_agg(id::text, ' ') FROM auth.granted_accounts() AS id"),
            value(administrator, "SELECT id FROM finance.accounts WHERE household_id = $1", {elsewhere.id.text()}));
}

// The view reads with its owner's rights, so that its own condition is all that bounds it.
TEST_F(SightsTest, the_parts_of_accounts_are_bounded_like_the_accounts) {
  const auto shown = testkit::add_account(administrator, household.id);
  testkit::add_account(administrator, household.id);
  testkit::add_account(administrator, elsewhere.id);
  const std::string parts = "SELECT count(*) FROM finance.account_parts";
  EXPECT_EQ(value(api, parts), "0") << "nothing ever set";
  as(testkit::add_member(administrator, household.id, {.role = "viewer", .granted = std::vector{shown}}), household);
  EXPECT_EQ(value(api, parts), "1");
  testkit::set_caller(api, testkit::system_work({household.id}));
  EXPECT_EQ(value(api, parts), "2");
  testkit::set_caller(api, testkit::owner_of(elsewhere));
  EXPECT_EQ(value(api, parts), "1");
  for (const auto* statement :
       {"DELETE FROM finance.account_parts", "UPDATE finance.account_parts SET mode = 'tracked'"})
    EXPECT_EQ(refusal(api, statement), "55000") << statement << ": a view of several tables takes no writes";
  // The control: without the condition the same measure says the opposite.
  run(administrator,
      "DO $$ DECLARE text text := pg_get_viewdef('finance.account_parts'); BEGIN EXECUTE "
      "'CREATE OR REPLACE VIEW finance.account_parts AS ' || left(text, strpos(text, E'\n  WHERE ((a.household_id = "
      "ANY') - 1); END $$");
  EXPECT_EQ(value(api, parts), "3");
}

TEST_F(SightsTest, a_person_sees_the_own_ones_and_nobody_writes_them) {
  const auto account = testkit::add_account(administrator, household.id);
  const auto member =
      testkit::add_member(administrator, household.id, {.role = "viewer", .granted = std::vector{account}});
  as(member, household);
  EXPECT_EQ(value(api, "SELECT count(*) FROM auth.sights"), "1");
  testkit::set_caller(api, testkit::owner_of(household));
  EXPECT_EQ(value(api, "SELECT count(*) FROM auth.sights"), "0");
  for (const auto* statement : {"INSERT INTO auth.sights SELECT * FROM auth.sights", "DELETE FROM auth.sights",
                                "UPDATE auth.sights SET access = 'edit'", "SELECT FROM auth.reached_accounts"}) {
    EXPECT_EQ(refusal(api, statement), "42501") << statement;
  }
}

// Each transaction begins before the other has ended, and does not see what it writes.
TEST_F(SightsTest, an_account_opened_while_the_default_portfolio_is_granted_is_reached) {
  auto other = database.connect(As::Administrator);
  run(administrator, "BEGIN");
  const auto account = testkit::add_account(administrator, household.id);
  run(other, "SET lock_timeout = '100ms'");
  const auto grant =
      "INSERT INTO auth.grants (household_id, id, membership_id, portfolio_id, access) "
      "SELECT household_id, gen_random_uuid(), id, $2::uuid, 'view' FROM auth.memberships WHERE household_id = $1 AND "
      "user_id = $3";
  const TextParams params{household.id.text(), household.default_portfolio.text(), members[0].text()};
  EXPECT_EQ(refusal(other, grant, params), "55P03") << "the grant waits for the account";
  run(administrator, "COMMIT");
  EXPECT_EQ(refusal(other, grant, params), "");
  EXPECT_EQ(value(administrator, "SELECT count(*) FROM auth.sights WHERE account_id = $1", {account.text()}), "1");
}

}  // namespace

}  // namespace coffer::tests
