// What belongs to a household is invisible to others, in every table there is: the tables come from
// the catalogue, and one without a sample row fails. Each claim has its control: without the policy
// the same measure says the opposite.
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <string>
#include <vector>

#include "testkit/builders.hpp"
#include "testkit/database.hpp"
#include "testkit/sample_rows.hpp"

namespace coffer::tests {

namespace {

using platform::BlockingConnection;
using testkit::As;
using testkit::household_tables;
using testkit::refusal;
using testkit::run;
using testkit::sample_inserts;
using testkit::SampleHousehold;
using testkit::value;

// Of these a person sees the own rows alone: others of the household, and system work, see none.
const std::vector<std::string> seen_by_their_person{"auth.sights"};

bool is_one_of(const std::vector<std::string>& tables, const std::string& table) {
  return std::ranges::find(tables, table) != tables.end();
}

struct TenancyTest : testing::Test {
  testkit::TestDatabase database;
  BlockingConnection administrator = database.connect(As::Administrator);
  SampleHousehold ours{administrator};
  SampleHousehold theirs{administrator};
  std::vector<std::string> tables = household_tables(administrator);
  std::map<std::string, BlockingConnection> roles = connect();

  std::map<std::string, BlockingConnection> connect() {
    std::map<std::string, BlockingConnection> made;
    made.emplace("coffer_api", database.connect(As::Api));
    made.emplace("coffer_worker", database.connect(As::Worker));
    return made;
  }

  // Rows of a household as this connection sees them. No WHERE but for the count: the policy must bound it.
  static long long seen(BlockingConnection& connection, const std::string& table, const testkit::Household& household) {
    return std::stoll(
        value(connection, "SELECT count(*) FILTER (WHERE household_id = '" + household.id.text() + "') FROM " + table));
  }
  static long long seen(BlockingConnection& connection, const std::string& table) {
    return std::stoll(value(connection, "SELECT count(*) FROM " + table));
  }
};

TEST_F(TenancyTest, every_table_of_a_household_has_a_sample_row) {
  ASSERT_FALSE(tables.empty());
  for (const auto& table : tables) {
    EXPECT_TRUE(sample_inserts().contains(table))
        << table << " has no row in sample_rows.cpp, so nothing shows that it is protected";
    EXPECT_GE(seen(administrator, table, ours.household()), 1) << table;
    EXPECT_GE(seen(administrator, table, theirs.household()), 1) << table;
  }
}

TEST_F(TenancyTest, another_households_rows_are_invisible_to_both_roles) {
  for (auto& [role, connection] : roles) {
    for (const auto& caller : {testkit::owner_of(ours.household()), testkit::system_work({ours.household().id})}) {
      testkit::set_caller(connection, caller);
      for (const auto& table : tables) {
        if (!caller.user.is_nil() || !is_one_of(seen_by_their_person, table))
          EXPECT_GE(seen(connection, table, ours.household()), 1) << role << " " << table;
        EXPECT_EQ(seen(connection, table, theirs.household()), 0) << role << " " << table;
      }
    }
  }
}

TEST_F(TenancyTest, control_without_the_policy_they_are_visible) {
  for (const auto& table : tables) run(administrator, "ALTER TABLE " + table + " DISABLE ROW LEVEL SECURITY");
  for (auto& [role, connection] : roles) {
    testkit::set_caller(connection, testkit::owner_of(ours.household()));
    for (const auto& table : tables) EXPECT_GE(seen(connection, table, theirs.household()), 1) << role << " " << table;
  }
}

TEST_F(TenancyTest, a_caller_of_two_households_sees_both) {
  testkit::add_household(administrator);
  auto& connection = roles.at("coffer_api");
  testkit::set_caller(connection,
                      testkit::person(ours.household().owner, {{ours.household().id, Role::Owner, false},
                                                               {theirs.household().id, Role::Adviser, false}}));
  for (const auto& table : tables) {
    EXPECT_GE(seen(connection, table, ours.household()), 1) << table;
    if (!is_one_of(seen_by_their_person, table)) EXPECT_GE(seen(connection, table, theirs.household()), 1) << table;
  }
}

TEST_F(TenancyTest, a_query_without_a_caller_returns_nothing) {
  const auto instrument = testkit::add_instrument(administrator, std::nullopt);
  testkit::add_prices(administrator, std::nullopt, instrument, {{"2024-01-02", "1"}});
  tables.insert(tables.end(),
                {"auth.users", "auth.sessions", "auth.login_history", "auth.households", "jobs.idempotency_keys"});
  for (auto& [role, connection] : roles) {
    for (const auto& table : tables)
      EXPECT_EQ(seen(connection, table), 0) << role << " " << table << ", nothing ever set";
    testkit::set_caller(connection, testkit::owner_of(ours.household()));
    EXPECT_GE(seen(connection, "finance.accounts"), 1);
    testkit::set_no_caller(connection);
    for (const auto& table : tables) EXPECT_EQ(seen(connection, table), 0) << role << " " << table << ", set to nobody";
  }
}

TEST_F(TenancyTest, rows_cannot_be_written_into_another_household) {
  for (auto& [role, connection] : roles) {
    testkit::set_caller(connection, testkit::owner_of(ours.household()));
    for (const auto& table : tables)
      EXPECT_EQ(refusal(connection, theirs.insert_into(table)), "42501") << role << " " << table;
  }
}

TEST_F(TenancyTest, control_the_same_rows_can_be_written_into_the_own_household) {
  const std::vector<std::string> derived{"finance.price_series", "finance.fx_series", "finance.book_changes",
                                         "auth.sights"};
  for (auto& [role, connection] : roles) {
    testkit::set_caller(connection, testkit::owner_of(ours.household()));
    for (const auto& table : tables) {
      if (std::ranges::find(derived, table) != derived.end()) continue;
      run(connection, "BEGIN");
      const auto state = refusal(connection, ours.insert_into(table));
      run(connection, "ROLLBACK");
      // A row that breaks a key reached the table: row-level security had let it through.
      EXPECT_TRUE(state.empty() || state == "23505") << role << " " << table << " " << state;
    }
  }
}

// What goes along with another write is written by anyone in the household.
const std::vector<std::string> written_by_members{"audit.audit_log", "jobs.queue", "jobs.outbox"};
const std::vector<std::string> written_by_managers{"auth.memberships", "auth.grants", "auth.invitations"};

TEST_F(TenancyTest, a_role_that_only_looks_writes_into_no_table_of_its_own_household) {
  for (auto& [role, connection] : roles) {
    for (const auto looking : {Role::Viewer, Role::Commenter}) {
      testkit::set_caller(connection, testkit::person(ours.household().owner, {{ours.household().id, looking, false}}));
      for (const auto& table : tables) {
        if (is_one_of(written_by_members, table)) continue;
        EXPECT_EQ(refusal(connection, ours.insert_into(table)), "42501") << role << " " << table;
      }
      for (const auto* statement :
           {"UPDATE finance.accounts SET name = 'taken' RETURNING 1",
            "UPDATE finance.prices SET withdrawn_at = now() WHERE household_id IS NOT NULL RETURNING 1",
            "UPDATE auth.households SET name = 'taken' RETURNING 1", "DELETE FROM finance.import_rows RETURNING 1"}) {
        EXPECT_TRUE(run(connection, statement).empty()) << role << " " << statement;
      }
    }
  }
}

TEST_F(TenancyTest, only_those_who_manage_write_members_grants_and_invitations) {
  auto& connection = roles.at("coffer_api");
  for (const auto writing : {Role::Editor, Role::Adviser}) {
    testkit::set_caller(connection, testkit::person(ours.household().owner, {{ours.household().id, writing, false}}));
    for (const auto& table : written_by_managers)
      EXPECT_EQ(refusal(connection, ours.insert_into(table)), "42501") << table;
  }
}

TEST_F(TenancyTest, a_narrowed_editor_writes_where_editing_was_granted) {
  const auto shown = testkit::add_account(administrator, ours.household().id);
  const auto member =
      testkit::add_member(administrator, ours.household().id, {.role = "editor", .granted = std::vector{shown}});
  auto& api = roles.at("coffer_api");
  const auto insert = [&] {
    return refusal(api, "INSERT INTO finance.transactions (household_id, id, account_id) VALUES ('" +
                            ours.household().id.text() + "', gen_random_uuid(), '" + shown.text() + "')");
  };
  testkit::set_caller(api, testkit::person(member, {{ours.household().id, Role::Editor, true}}));
  EXPECT_EQ(insert(), "42501");
  for (const auto* table : {"finance.instruments", "finance.imports", "finance.portfolios", "auth.memberships"})
    EXPECT_EQ(refusal(api, ours.insert_into(table)), "42501") << table;
  run(administrator, "UPDATE auth.grants SET access = 'edit' WHERE account_id = $1", {shown.text()});
  EXPECT_EQ(insert(), "");
}

TEST_F(TenancyTest, another_households_rows_cannot_be_changed_or_removed) {
  for (auto& [role, connection] : roles) {
    testkit::set_caller(connection, testkit::owner_of(ours.household()));
    for (const auto& statement : {"UPDATE finance.accounts SET name = 'taken' WHERE household_id = $1 RETURNING 1",
                                  "UPDATE finance.prices SET withdrawn_at = now() WHERE household_id = $1 RETURNING 1",
                                  "UPDATE auth.households SET name = 'taken' WHERE id = $1 RETURNING 1",
                                  "DELETE FROM finance.import_rows WHERE household_id = $1 RETURNING 1",
                                  "DELETE FROM auth.memberships WHERE household_id = $1 RETURNING 1"}) {
      EXPECT_TRUE(run(connection, statement, {theirs.household().id.text()}).empty()) << role << " " << statement;
    }
  }
}

TEST_F(TenancyTest, the_public_part_is_read_by_every_caller_and_written_by_system_work_of_the_worker) {
  const auto insert = "INSERT INTO finance.instruments (id, kind, currency) VALUES (gen_random_uuid(), 'stock', 'EUR')";
  auto& api = roles.at("coffer_api");
  auto& worker = roles.at("coffer_worker");
  testkit::set_caller(api, testkit::owner_of(ours.household()));
  EXPECT_EQ(refusal(api, insert), "42501");
  testkit::set_caller(api, testkit::system_work({}));
  EXPECT_EQ(refusal(api, insert), "42501");
  testkit::set_caller(worker, testkit::owner_of(ours.household()));
  EXPECT_EQ(refusal(worker, insert), "42501");
  testkit::set_caller(worker, testkit::system_work({}));
  EXPECT_EQ(refusal(worker, insert), "");
  testkit::set_caller(api, testkit::owner_of(ours.household()));
  EXPECT_EQ(value(api, "SELECT count(*) FROM finance.instruments WHERE household_id IS NULL"), "1");
}

TEST_F(TenancyTest, a_narrowed_member_sees_what_was_granted) {
  const auto granted = testkit::add_account(administrator, ours.household().id);
  testkit::add_deposit(administrator, ours.household().id, granted);
  const auto member =
      testkit::add_member(administrator, ours.household().id, {.role = "viewer", .granted = std::vector{granted}});
  auto& api = roles.at("coffer_api");
  testkit::set_caller(api, testkit::person(member, {{ours.household().id, Role::Viewer, true}}));
  EXPECT_EQ(value(api, "SELECT string_agg(id::text, ',') FROM finance.accounts"), granted.text());
  for (const auto* table :
       {"finance.transactions", "finance.transaction_revisions", "finance.postings", "finance.account_cash_modes"}) {
    EXPECT_EQ(value(api, std::string("SELECT count(*) FROM ") + table),
              value(api, std::string("SELECT count(*) FROM ") + table + " WHERE account_id = $1", {granted.text()}))
        << table;
    EXPECT_GE(seen(api, table), 1) << table;
  }
  for (const auto* table : {"finance.portfolios", "finance.imports", "finance.import_rows", "documents.objects",
                            "audit.audit_log", "jobs.queue", "jobs.outbox"}) {
    EXPECT_EQ(seen(api, table), 0) << table;
  }
}

TEST_F(TenancyTest, a_grant_in_one_household_opens_nothing_in_another) {
  const auto member = testkit::add_member(administrator, ours.household().id,
                                          {.role = "viewer", .granted = std::vector{ours.account()}});
  auto& api = roles.at("coffer_api");
  testkit::set_caller(api, testkit::person(member, {{theirs.household().id, Role::Viewer, true}}));
  EXPECT_EQ(seen(api, "finance.accounts"), 0);
  EXPECT_EQ(seen(api, "finance.transactions"), 0);
}

TEST_F(TenancyTest, a_person_sees_the_own_sessions_and_never_a_password) {
  const auto insert =
      "INSERT INTO auth.sessions (id, user_id, token_hash, idle_expires_at, expires_at) VALUES (gen_random_uuid(), $1, "
      "sha256($2), now() + interval '1 h', now() + interval '1 h')";
  run(administrator, insert, {ours.household().owner.text(), "ours"});
  run(administrator, insert, {theirs.household().owner.text(), "theirs"});
  for (auto& [role, connection] : roles) {
    testkit::set_caller(connection, testkit::owner_of(ours.household()));
    EXPECT_EQ(value(connection, "SELECT string_agg(user_id::text, ',') FROM auth.sessions"),
              ours.household().owner.text())
        << role;
    EXPECT_EQ(refusal(connection, insert, {theirs.household().owner.text(), "planted"}), "42501") << role;
    EXPECT_EQ(refusal(connection, "SELECT password_hash FROM auth.users"), "42501") << role;
    EXPECT_EQ(value(connection, "SELECT count(*) FROM auth.users WHERE id = $1", {theirs.household().owner.text()}),
              "0")
        << role;
  }
}

}  // namespace

}  // namespace coffer::tests
