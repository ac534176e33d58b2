#include <gmock/gmock.h>

#include "auth/deletion/deletion_problems.hpp"
#include "auth/deletion/deletion_service.hpp"
#include "auth/mail/mail_test_world.hpp"
#include "testkit/sample_rows.hpp"

namespace coffer::auth {
namespace {

using platform::UnitOfWork;
using testing::HasSubstr;

struct DeletionTest : MailWorld {
  platform::Database worker_database{worker_options(), loops.all(), random};
  DeletionService deletions{database, mail.step_up, mail.mailing};
  DeletionService worker{worker_database, mail.step_up, mail.mailing};

  ~DeletionTest() override { (void)run(worker_database.close()); }

  platform::DatabaseOptions worker_options() const {
    platform::DatabaseOptions options;
    options.conninfo = storage.conninfo(testkit::As::Worker);
    return options;
  }
  Result<Deletion> request() {
    return write(person.caller, [&](UnitOfWork& unit) { return deletions.request(unit); });
  }
  Result<> cancel() {
    return write(person.caller, [&](UnitOfWork& unit) { return deletions.cancel(unit); });
  }
  void make_due() { testkit::run(administrator, "UPDATE auth.account_deletions SET due_at = now()"); }
  // As the job does.
  void run_job() {
    const auto payload = stored("SELECT payload FROM jobs.queue WHERE name = 'auth.account.delete' ORDER BY id DESC");
    auto order = run(worker.find_order(payload));
    ASSERT_TRUE(order) << order.error().cause;
    if (!*order) return;
    const auto done =
        run(worker_database.write((*order)->person, [&](UnitOfWork& unit) { return worker.carry_out(unit, **order); }));
    ASSERT_TRUE(done) << done.error().cause;
  }
  bool can_sign_in() {
    return run(identity.check_credentials(stranger(), credentials("ada@example.org", std::string(good_password)), "t"))
        .has_value();
  }
};

TEST_F(DeletionTest, a_person_is_erased_when_the_day_has_come) {
  const auto asked = request();
  ASSERT_TRUE(asked) << asked.error().detail << asked.error().cause;
  EXPECT_EQ(asked->due_at.micros - asked->requested_at.micros, deletion_delay_seconds * 1'000'000);
  EXPECT_THAT(last_mail().subject, HasSubstr("will be deleted"));
  EXPECT_EQ(stored("SELECT run_at > now() + interval '13 days' FROM jobs.queue WHERE name = 'auth.account.delete'"),
            "t");
  // Not before.
  run_job();
  EXPECT_TRUE(can_sign_in());
  make_due();
  run_job();
  EXPECT_FALSE(can_sign_in());
  EXPECT_EQ(stored("SELECT name || email FROM auth.users"),
            "Deleted person" + person.caller.user.text() + "@deleted.invalid");
  EXPECT_EQ(stored("SELECT count(*) FROM auth.households"), "0");
  EXPECT_EQ(audited("auth.account.delete"), "1");
  EXPECT_THAT(last_mail().subject, HasSubstr("was deleted"));
  EXPECT_EQ(last_mail().to.email, "ada@example.org");
  // The address is free again.
  sign_up();
}

TEST_F(DeletionTest, it_can_be_cancelled_and_asked_for_again) {
  ASSERT_TRUE(request());
  const auto twice = request();
  ASSERT_FALSE(twice);
  EXPECT_EQ(twice.error().problem, problems::deletion_requested);
  ASSERT_TRUE(cancel());
  EXPECT_FALSE(cancel());
  EXPECT_FALSE(run(deletions.get_deletion(person.caller)));
  make_due();
  run_job();
  EXPECT_TRUE(can_sign_in());
  ASSERT_TRUE(request());
  EXPECT_TRUE(run(deletions.get_deletion(person.caller)));
}

TEST_F(DeletionTest, the_last_owner_of_others_stays) {
  const auto household = person.me.households.front().id;
  const auto member = testkit::add_member(administrator, household);
  const auto refused = request();
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().problem, problems::last_owner);
  testkit::run(administrator, "UPDATE auth.memberships SET role = 'owner' WHERE user_id = $1", {member.text()});
  ASSERT_TRUE(request());
  // Until the day the other has stopped being an owner.
  testkit::run(administrator, "UPDATE auth.memberships SET role = 'viewer' WHERE user_id = $1", {member.text()});
  make_due();
  run_job();
  EXPECT_TRUE(can_sign_in());
  EXPECT_EQ(audited("auth.account.deletion_refused"), "1");
  EXPECT_THAT(last_mail().subject, HasSubstr("could not be deleted"));
  EXPECT_FALSE(run(deletions.get_deletion(person.caller)));
}

TEST_F(DeletionTest, a_household_of_others_keeps_all_but_the_membership) {
  const auto household = person.me.households.front().id;
  const auto other = testkit::add_member(administrator, household, {.role = "owner"});
  ASSERT_TRUE(request());
  make_due();
  run_job();
  EXPECT_EQ(stored("SELECT count(*) FROM auth.households"), "1");
  EXPECT_EQ(stored("SELECT string_agg(user_id::text, ',') FROM auth.memberships"), other.text());
  EXPECT_EQ(stored("SELECT count(*) FROM finance.portfolios"), "1");
}

TEST_F(DeletionTest, it_wants_step_up) {
  testkit::run(administrator, "UPDATE auth.sessions SET proved_at = now() - interval '1 day'");
  const auto refused = request();
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().problem, "auth/step-up-required");
}

// Whatever tables are added: nothing of the person or their household stays in one.
TEST_F(DeletionTest, no_table_keeps_rows_of_an_erased_household_or_person) {
  testkit::SampleHousehold sample(administrator);
  const auto household = sample.household().id.text();
  const auto owner = sample.household().owner.text();
  testkit::run(administrator, "DELETE FROM auth.memberships WHERE household_id = $1 AND user_id <> $2",
               {household, owner});
  testkit::run(administrator,
               "INSERT INTO auth.account_deletions (id, user_id, due_at) VALUES (gen_random_uuid(), $1, now())",
               {owner});
  ASSERT_NE(stored("SELECT count(*) FROM finance.postings WHERE household_id = $1", {household}), "0");
  auto connection = storage.connect(testkit::As::Worker);
  const auto deletion = stored("SELECT id FROM auth.account_deletions");
  EXPECT_EQ(testkit::value(connection, "SELECT outcome FROM auth.carry_out_deletion($1)", {deletion}), "done");
  for (const auto& table : testkit::household_tables(administrator)) {
    if (table == "audit.audit_log") continue;
    EXPECT_EQ(stored("SELECT count(*) FROM " + table + " WHERE household_id = $1", {household}), "0") << table;
  }
  for (const auto& row : testkit::run(
           administrator,
           "SELECT c.oid::regclass FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'user_id' "
           "WHERE c.relkind IN ('r', 'p') AND NOT c.relispartition AND c.relnamespace::regnamespace::text = 'auth'")) {
    const auto& table = row.at(0).value();
    if (table == "auth.account_deletions") continue;
    EXPECT_EQ(stored("SELECT count(*) FROM " + table + " WHERE user_id = $1", {owner}), "0") << table;
  }
}

TEST_F(DeletionTest, the_api_erases_nobody) {
  auto api = storage.connect(testkit::As::Api);
  EXPECT_EQ(testkit::refusal(api, "SELECT outcome FROM auth.carry_out_deletion(gen_random_uuid())"), "42501");
}

}  // namespace
}  // namespace coffer::auth
