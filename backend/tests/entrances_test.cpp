// The named ways around row-level security: what each gives, and to whom.
#include <gtest/gtest.h>

#include <chrono>
#include <set>
#include <string>
#include <thread>

#include "testkit/builders.hpp"
#include "testkit/database.hpp"

namespace coffer::tests {

namespace {

using namespace std::chrono_literals;
using platform::BlockingConnection;
using testkit::As;
using testkit::refusal;
using testkit::run;
using testkit::value;

struct EntrancesTest : testing::Test {
  testkit::TestDatabase database;
  BlockingConnection administrator = database.connect(As::Administrator);
  BlockingConnection api = database.connect(As::Api);
  BlockingConnection worker = database.connect(As::Worker);
  testkit::Household household = testkit::add_household(administrator);

  void add_session(const std::string& token, const std::string& idle = "1 h", const std::string& absolute = "1 d") {
    run(administrator,
        "INSERT INTO auth.sessions (id, user_id, token_hash, idle_expires_at, expires_at) "
        "VALUES ($1, $2, sha256($3), now() + $4::interval, now() + $5::interval)",
        {format_uuid(testkit::next_uuid()), household.owner.text(), token, idle, absolute});
  }
  std::size_t sessions_of(const std::string& token) {
    return run(api, "SELECT * FROM auth.find_session(sha256($1))", {token}).size();
  }
  void enqueue(const std::string& name, int attempts = 0, const std::string& run_at = "now()") {
    run(administrator,
        "INSERT INTO jobs.queue (id, household_id, name, attempts, run_at) VALUES ($1, $2, $3, $4, " + run_at + ")",
        {format_uuid(testkit::next_uuid()), household.id.text(), name, std::to_string(attempts)});
  }
  static std::size_t claim(BlockingConnection& connection, int limit = 10, int lease_ms = 60'000) {
    return run(connection, "SELECT * FROM jobs.claim_due('w', '{a,b}', $1, $2)",
               {std::to_string(limit), std::to_string(lease_ms)})
        .size();
  }
};

TEST_F(EntrancesTest, credentials_are_found_by_address_in_any_case) {
  auto upper = household.owner_email;
  for (auto& c : upper) c = static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
  EXPECT_EQ(value(api, "SELECT user_id FROM auth.find_credentials($1)", {upper}), household.owner.text());
  EXPECT_TRUE(run(api, "SELECT * FROM auth.find_credentials('%')").empty());
  EXPECT_EQ(refusal(api,
                    "SELECT auth.sign_up(gen_random_uuid(), $1, 'h', 'N', 'en', 'UTC', 'EUR', gen_random_uuid(), 'H', "
                    "gen_random_uuid(), gen_random_uuid(), 'P')",
                    {upper}),
            "23505");
}

TEST_F(EntrancesTest, sign_up_makes_a_person_with_a_household_and_its_default_portfolio) {
  const auto user = testkit::next_id<UserId>();
  const auto own = testkit::next_id<HouseholdId>();
  run(api,
      "SELECT auth.sign_up($1, 'new@example.com', 'h', 'New', 'de', 'Europe/Berlin', 'CHF', $2, 'Home', "
      "gen_random_uuid(), gen_random_uuid(), 'Everything')",
      {user.text(), own.text()});
  testkit::set_caller(api, testkit::person(user, {{own, Role::Owner, false}}));
  EXPECT_EQ(value(api, "SELECT name || ' ' || base_currency || ' ' || locale FROM auth.users"), "New CHF de");
  EXPECT_EQ(value(api, "SELECT role FROM auth.memberships"), "owner");
  EXPECT_EQ(value(api, "SELECT name || ' ' || currency || ' ' || is_default FROM finance.portfolios"),
            "Everything CHF true");
}

TEST_F(EntrancesTest, a_session_opens_while_it_lives_and_nothing_else_does) {
  add_session("live");
  add_session("idle", "-1 s");
  add_session("old", "1 h", "-1 s");
  EXPECT_EQ(sessions_of("live"), 1U);
  EXPECT_EQ(sessions_of("idle"), 0U);
  EXPECT_EQ(sessions_of("old"), 0U);
  EXPECT_EQ(sessions_of("guess"), 0U);
  EXPECT_EQ(
      value(api, "SELECT households::text || roles::text || narrowed::text FROM auth.find_session(sha256('live'))"),
      "{" + household.id.text() + "}{owner}{f}");
  run(administrator, "UPDATE auth.users SET disabled_at = now() WHERE id = $1", {household.owner.text()});
  EXPECT_EQ(sessions_of("live"), 0U);
  run(administrator, "UPDATE auth.users SET disabled_at = NULL WHERE id = $1", {household.owner.text()});
  run(administrator, "UPDATE auth.sessions SET revoked_at = now()");
  EXPECT_EQ(sessions_of("live"), 0U);
}

TEST_F(EntrancesTest, a_caller_is_found_with_all_households) {
  const auto second = testkit::add_household(administrator);
  run(administrator,
      "INSERT INTO auth.memberships (id, household_id, user_id, role, narrowed, created_at) VALUES (gen_random_uuid(), "
      "$1, $2, 'adviser', true, now() + interval '1 h')",
      {second.id.text(), household.owner.text()});
  EXPECT_EQ(value(worker, "SELECT households::text || roles::text || narrowed::text FROM auth.find_caller_by_email($1)",
                  {household.owner_email}),
            "{" + household.id.text() + "," + second.id.text() + "}{owner,adviser}{f,t}");
  EXPECT_TRUE(run(worker, "SELECT * FROM auth.find_caller(gen_random_uuid())").empty());
}

TEST_F(EntrancesTest, a_household_is_created_by_a_person_alone) {
  const auto create =
      "SELECT auth.create_household(gen_random_uuid(), 'Second', 'USD', gen_random_uuid(), gen_random_uuid(), "
      "'Everything')";
  EXPECT_EQ(refusal(api, create), "42501");
  testkit::set_caller(api, testkit::owner_of(household));
  EXPECT_EQ(refusal(api, create), "");
  EXPECT_EQ(value(api, "SELECT count(*) FROM auth.memberships WHERE user_id = $1", {household.owner.text()}), "2");
}

TEST_F(EntrancesTest, jobs_are_claimed_once_by_the_worker_alone) {
  EXPECT_EQ(refusal(api, "SELECT * FROM jobs.claim_due('w', '{a}', 1, 1000)"), "42501");
  for (int i = 0; i < 5; ++i) enqueue("a");
  enqueue("other");
  enqueue("a", 0, "now() + interval '1 h'");
  auto second = database.connect(As::Worker);
  run(worker, "BEGIN");
  run(second, "BEGIN");
  EXPECT_EQ(claim(worker, 3), 3U);
  EXPECT_EQ(claim(second, 10), 2U);
  run(worker, "COMMIT");
  run(second, "COMMIT");
  EXPECT_EQ(claim(worker), 0U);
}

TEST_F(EntrancesTest, a_lost_job_is_claimed_again_until_its_attempts_are_used_up) {
  enqueue("a", 3);
  EXPECT_EQ(claim(worker, 1, -1), 1U);
  EXPECT_EQ(value(worker, "SELECT jobs.fail_lost(10)"), "0");
  EXPECT_EQ(claim(worker, 1, -1), 1U);
  EXPECT_EQ(claim(worker), 0U);
  EXPECT_EQ(value(worker, "SELECT jobs.fail_lost(10)"), "1");
  EXPECT_EQ(value(administrator, "SELECT state FROM jobs.queue"), "failed");
}

TEST_F(EntrancesTest, one_job_waits_per_key) {
  const auto insert =
      "INSERT INTO jobs.queue (id, household_id, name, dedupe_key) VALUES (gen_random_uuid(), $1, 'a', 'k')";
  EXPECT_EQ(refusal(administrator, insert, {household.id.text()}), "");
  EXPECT_EQ(refusal(administrator, insert, {household.id.text()}), "23505");
  EXPECT_EQ(refusal(administrator, insert, {std::nullopt}), "");
  EXPECT_EQ(refusal(administrator, insert, {std::nullopt}), "23505");
  EXPECT_EQ(claim(worker), 2U);
  EXPECT_EQ(refusal(administrator, insert, {household.id.text()}), "");
}

TEST_F(EntrancesTest, events_are_shown_in_order_and_not_past_a_running_transaction) {
  const auto insert = "INSERT INTO jobs.outbox (id, household_id, event) VALUES (gen_random_uuid(), $1, $2)";
  auto slow = database.connect(As::Administrator);
  run(slow, "BEGIN");
  run(slow, insert, {household.id.text(), "slow"});
  run(administrator, insert, {household.id.text(), "fast"});
  EXPECT_EQ(value(worker, "SELECT count(*) FROM jobs.list_events_after(0, 10)"), "0");
  run(slow, "COMMIT");
  // A snapshot reaches as far as the oldest transaction of the whole server, of other databases too.
  auto shown = std::string{};
  for (const auto end = std::chrono::steady_clock::now() + 60s; shown.empty() && std::chrono::steady_clock::now() < end;
       std::this_thread::sleep_for(10ms)) {
    shown = value(worker, "SELECT coalesce(string_agg(event, ' '), '') FROM jobs.list_events_after(0, 10)");
  }
  EXPECT_EQ(shown, "slow fast");
  EXPECT_EQ(run(worker, "SELECT * FROM jobs.claim_events(10)").size(), 2U);
  EXPECT_EQ(run(worker, "SELECT * FROM jobs.claim_events(10)").size(), 0U);
  EXPECT_EQ(refusal(api, "SELECT * FROM jobs.claim_events(10)"), "42501");
}

TEST_F(EntrancesTest, a_caller_hands_work_to_the_system_without_seeing_it) {
  testkit::set_caller(api, testkit::owner_of(household));
  EXPECT_EQ(refusal(api, "INSERT INTO jobs.queue (id, name) VALUES (gen_random_uuid(), 'a')"), "");
  EXPECT_EQ(refusal(api, "INSERT INTO jobs.outbox (id, event) VALUES (gen_random_uuid(), 'a')"), "");
  EXPECT_EQ(value(api, "SELECT count(*) FROM jobs.queue"), "0");
  testkit::set_caller(worker, testkit::system_work({}));
  EXPECT_EQ(value(worker, "SELECT count(*) FROM jobs.queue"), "1");
  testkit::set_caller(worker, testkit::owner_of(household));
  EXPECT_EQ(value(worker, "SELECT count(*) FROM jobs.queue"), "0");
}

TEST_F(EntrancesTest, an_audit_entry_names_its_caller) {
  const auto insert = "INSERT INTO audit.audit_log (id, actor_id, action) VALUES (gen_random_uuid(), $1, 'a')";
  testkit::set_caller(api, testkit::owner_of(household));
  EXPECT_EQ(refusal(api, insert, {household.owner.text()}), "");
  EXPECT_EQ(refusal(api, insert, {testkit::add_household(administrator).owner.text()}), "42501");
  EXPECT_EQ(value(api, "SELECT count(*) FROM audit.audit_log"), "1");
}

}  // namespace

}  // namespace coffer::tests
