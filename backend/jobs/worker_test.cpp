#include "jobs/worker.hpp"

#include <atomic>
#include <functional>
#include <thread>

#include "finance/imports/import_test_world.hpp"
#include "jobs/event_dispatch.hpp"
#include "jobs/housekeeping.hpp"
#include "jobs/import_jobs.hpp"
#include "platform/crypto/password_hasher.hpp"

namespace coffer::jobs {
namespace {

using namespace std::chrono_literals;
using finance::ImportCounts;
using finance::ImportState;
using finance::RowState;
using platform::JobState;
using platform::Task;
using platform::UnitOfWork;

constexpr std::string_view deposits =
    "date,type,amount,currency,account\n2024-01-02,deposit,10,EUR,Depot\n2024-01-03,deposit,20,EUR,Depot\n";

platform::PasswordSettings quick_passwords() {
  platform::PasswordSettings settings;
  settings.memory_kib = 1024;
  settings.passes = 1;
  settings.threads = 1;
  return settings;
}

struct WorkerTest : finance::ImportWorld {
  platform::Database worker_database{finance::options_for(storage, testkit::As::Worker), loops.all(), random};
  platform::PasswordHasher passwords{quick_passwords()};
  auth::IdentityService identity{worker_database, passwords, random};
  finance::ImportService worker_imports{worker_database, *objects, pool, random, clock};
  platform::Queue queue{database};
  platform::TaskGroup claiming;
  std::unique_ptr<Worker> worker;

  ~WorkerTest() override {
    if (worker) stop();
    (void)run(worker_database.close());
  }

  std::map<std::string, JobHandler> import_handlers() {
    const ImportJobParts parts{worker_database, identity, worker_imports};
    return {{std::string(finance::import_commit_job), import_commit_job(parts)},
            {std::string(finance::import_revert_job), import_revert_job(parts)}};
  }
  void start(std::map<std::string, JobHandler> handlers, std::chrono::milliseconds lease = 30s) {
    WorkerOptions options;
    options.name = "test";
    options.poll = 20ms;
    options.lease = lease;
    worker = std::make_unique<Worker>(worker_database, loops.at(0), options, std::move(handlers));
    ASSERT_TRUE(claiming.spawn(loops.at(0), worker->run()));
  }
  void stop(std::chrono::milliseconds grace = 5s) {
    claiming.request_stop();
    claiming.join_blocking();
    EXPECT_TRUE(run(worker->drain(platform::Deadline::in(grace))));
    worker.reset();
  }
  platform::JobStatus status(JobId id) { return run(queue.get(caller, id)).value(); }
  static bool eventually(const std::function<bool()>& holds) {
    for (int i = 0; i < 1'000; ++i) {
      if (holds()) return true;
      std::this_thread::sleep_for(10ms);
    }
    return false;
  }
  bool ends(JobId id) {
    return eventually([&] { return status(id).finished_at.has_value(); });
  }
  JobId ask_commit(ImportId id) {
    auto job =
        write(caller, [&](UnitOfWork& unit) { return imports.request_commit(caller, unit, id, {}, any_version()); });
    EXPECT_TRUE(job) << job.error().detail;
    return *job;
  }
  JobId ask_revert(ImportId id) {
    auto job = write(caller, [&](UnitOfWork& unit) { return imports.request_revert(caller, unit, id, any_version()); });
    EXPECT_TRUE(job) << job.error().detail;
    return *job;
  }
  JobId enqueue(std::string_view kind, int attempts = 5) {
    platform::JobRequest request;
    request.kind = kind;
    request.household = household.id;
    request.max_attempts = attempts;
    return write(caller, [&](UnitOfWork& unit) { return unit.enqueue(request); }).value();
  }
  finance::Import look(ImportId id) { return run(imports.get_import(caller, id)).value(); }
};

TEST_F(WorkerTest, an_import_is_committed_and_taken_back_in_the_background) {
  const auto import = upload(std::string(deposits));
  const auto job = ask_commit(import.id);
  EXPECT_EQ(look(import.id).state, ImportState::Committing);
  EXPECT_EQ(status(job).state, JobState::Queued);
  EXPECT_FALSE(write(
      caller, [&](UnitOfWork& unit) { return imports.request_commit(caller, unit, import.id, {}, any_version()); }));
  start(import_handlers());
  ASSERT_TRUE(ends(job));
  EXPECT_EQ(status(job).state, JobState::Succeeded) << status(job).problem << status(job).problem_detail;
  EXPECT_EQ(status(job).result, "\"/v1/imports/" + import.id.text() + "\"");
  EXPECT_EQ(look(import.id).state, ImportState::Committed);
  EXPECT_EQ(transactions(), "2");
  EXPECT_EQ(stored("SELECT DISTINCT actor_id FROM finance.transaction_revisions"), caller.user.text());
  const auto back = ask_revert(import.id);
  ASSERT_TRUE(ends(back));
  EXPECT_EQ(look(import.id).state, ImportState::Reverted);
  EXPECT_EQ(transactions(), "0");
  EXPECT_EQ(run(queue.list(caller, std::nullopt, 10))->size(), 2U);
  EXPECT_TRUE(run(queue.list(testkit::owner_of(testkit::add_household(administrator)), std::nullopt, 10))->empty());
}

TEST_F(WorkerTest, a_worker_killed_in_its_middle_leaves_nothing_and_the_job_to_the_next) {
  const auto import = upload(std::string(deposits));
  const auto job = ask_commit(import.id);
  platform::Queue dead(worker_database);
  platform::ClaimOptions claim;
  claim.worker = "killed";
  claim.kinds = {std::string(finance::import_commit_job)};
  claim.lease = 1ms;
  ASSERT_EQ(run(dead.claim(claim))->size(), 1U);
  // What it had done in its transaction goes with it.
  const auto half_done = write(caller, [&](UnitOfWork& unit) -> Task<> {
    COFFER_CO_CHECK(co_await imports.commit(caller, unit, import.id, {}));
    co_return fail(ErrorKind::Unavailable, "test/killed", "The process died.");
  });
  EXPECT_FALSE(half_done);
  EXPECT_EQ(transactions(), "0");
  start(import_handlers());
  ASSERT_TRUE(ends(job));
  EXPECT_EQ(status(job).state, JobState::Succeeded);
  EXPECT_EQ(status(job).attempt, 2);
  EXPECT_EQ(transactions(), "2");
}

TEST_F(WorkerTest, an_import_whose_job_fails_for_good_says_why_and_can_be_tried_again) {
  const auto import = upload(std::string(deposits));
  const auto job = ask_commit(import.id);
  testkit::give_role(administrator, "viewer");
  start(import_handlers());
  ASSERT_TRUE(ends(job));
  EXPECT_EQ(status(job).state, JobState::Failed);
  const auto failed = look(import.id);
  EXPECT_EQ(failed.state, ImportState::Failed);
  ASSERT_TRUE(failed.problem);
  EXPECT_EQ(failed.problem->problem, "auth/not-allowed");
  EXPECT_EQ(transactions(), "0");
  testkit::run(administrator, "UPDATE auth.memberships SET role = 'owner'");
  ASSERT_TRUE(ends(ask_commit(import.id)));
  EXPECT_EQ(look(import.id).state, ImportState::Committed);
  EXPECT_GT(look(import.id).version, failed.version);
}

TEST_F(WorkerTest, a_job_that_fails_is_tried_again_until_its_attempts_are_used_up) {
  std::atomic<int> tries{0};
  start({{"test.faulty", [&](JobRun&) -> Task<> {
            ++tries;
            throw std::runtime_error("a bug");
            co_return Result<>{};
          }}});
  const auto job = enqueue("test.faulty", 2);
  ASSERT_TRUE(eventually([&] { return status(job).state == JobState::Queued && tries == 1; }));
  testkit::run(administrator, "UPDATE jobs.queue SET run_at = now()");
  ASSERT_TRUE(ends(job));
  EXPECT_EQ(status(job).state, JobState::Failed);
  EXPECT_EQ(tries, 2);
}

TEST_F(WorkerTest, the_lease_of_a_long_job_is_kept_and_its_progress_shown) {
  std::atomic<bool> go_on{false};
  start({{"test.long",
          [&](JobRun& run) -> Task<> {
            run.report({1, 4});
            while (!go_on) COFFER_CO_CHECK(co_await platform::sleep_for(5ms));
            const Caller system = testkit::system_work({household.id});
            const auto end = [&](UnitOfWork& unit) { return run.finish(unit, ""); };
            co_return co_await worker_database.write(system, end);
          }}},
        120ms);
  const auto job = enqueue("test.long");
  ASSERT_TRUE(eventually([&] { return format_decimal(status(job).progress) == "0.25"; }));
  std::this_thread::sleep_for(300ms);
  EXPECT_EQ(stored("SELECT lease_until > now() FROM jobs.queue"), "t");
  go_on = true;
  ASSERT_TRUE(ends(job));
  EXPECT_EQ(status(job).attempt, 1);
}

TEST_F(WorkerTest, progress_is_shown_at_once_though_the_lease_is_long) {
  std::atomic<std::int64_t> done{0};
  start({{"test.steps",
          [&](JobRun& run) -> Task<> {
            while (done < 4) {
              run.report({done, 4});
              COFFER_CO_CHECK(co_await platform::sleep_for(5ms));
            }
            const Caller system = testkit::system_work({household.id});
            const auto end = [&](UnitOfWork& unit) { return run.finish(unit, ""); };
            co_return co_await worker_database.write(system, end);
          }}},
        10min);
  const auto job = enqueue("test.steps");
  for (const auto& [step, progress] : {std::pair{1, "0.25"}, {3, "0.75"}}) {
    done = step;
    EXPECT_TRUE(eventually([&] { return format_decimal(status(job).progress) == progress; })) << progress;
  }
  done = 4;
  ASSERT_TRUE(ends(job));
  EXPECT_EQ(status(job).progress, Decimal(1));
}

TEST_F(WorkerTest, stopping_gives_unfinished_jobs_back_untouched) {
  start({{"test.endless", [&](JobRun&) -> Task<> {
            for (;;) COFFER_CO_CHECK(co_await platform::sleep_for(5ms));
          }}});
  const auto job = enqueue("test.endless");
  ASSERT_TRUE(eventually([&] { return status(job).state == JobState::Running; }));
  stop(20ms);
  EXPECT_EQ(status(job).state, JobState::Queued);
  EXPECT_EQ(status(job).attempt, 0);
}

TEST_F(WorkerTest, events_reach_those_who_registered) {
  import_all(std::string(deposits));
  std::atomic<int> seen{0};
  std::multimap<std::string, EventHandler> handlers;
  handlers.emplace("import.committed", [&](UnitOfWork&, const platform::OutboxEvent& event) -> Task<> {
    EXPECT_EQ(event.household, household.id);
    ++seen;
    co_return Result<>{};
  });
  const auto dispatched = run(platform::dispatch_outbox(worker_database, 100, dispatch_events(handlers)));
  ASSERT_TRUE(dispatched) << dispatched.error().cause;
  EXPECT_EQ(seen, 1);
  EXPECT_EQ(stored("SELECT count(*) FROM jobs.outbox WHERE dispatched_at IS NULL"), "0");
}

TEST_F(WorkerTest, housekeeping_removes_what_has_served) {
  const auto user = caller.user.text();
  testkit::run(administrator,
               "INSERT INTO jobs.idempotency_keys (user_id, key, request_hash, state, expires_at) "
               "VALUES ($1, 'old', decode(repeat('00', 32), 'hex'), 'done', now() - interval '1 hour'), "
               "($1, 'new', decode(repeat('00', 32), 'hex'), 'done', now() + interval '1 hour')",
               {user});
  testkit::run(
      administrator,
      "INSERT INTO jobs.outbox (id, event, dispatched_at) VALUES (gen_random_uuid(), 'a', now() - interval '30 days'), "
      "(gen_random_uuid(), 'b', now()), (gen_random_uuid(), 'c', NULL)");
  testkit::run(administrator,
               "INSERT INTO jobs.queue (id, name, state, attempts, max_attempts, lease_until) VALUES "
               "(gen_random_uuid(), 'lost', 'running', 5, 5, now() - interval '1 minute')");
  auth::SessionService sessions(worker_database, clock, random, auth::SessionSettings{});
  Housekeeping housekeeping(worker_database, sessions, clock, {});
  const auto swept = run(housekeeping.sweep());
  ASSERT_TRUE(swept);
  EXPECT_EQ(swept->answers, 1);
  EXPECT_EQ(swept->events, 1);
  EXPECT_EQ(swept->lost_jobs, 1);
  EXPECT_EQ(stored("SELECT string_agg(key, ',') FROM jobs.idempotency_keys"), "new");
  EXPECT_EQ(stored("SELECT string_agg(event, ',' ORDER BY event) FROM jobs.outbox"), "b,c");
  EXPECT_EQ(stored("SELECT state || problem FROM jobs.queue"), "failedplatform/worker-lost");
}

// What is old goes, failures and attempts on unknown addresses, too; not the latest sign-in of a person, and no device.
TEST_F(WorkerTest, housekeeping_removes_old_sign_in_history_and_leaves_the_latest_sign_in) {
  testkit::run(administrator, "DELETE FROM auth.login_history");
  const auto attempt = [&](const std::string& agent, const std::string& outcome, int days, bool known) {
    testkit::run(
        administrator,
        "INSERT INTO auth.login_history (id, user_id, outcome, recorded_at, user_agent) SELECT gen_random_uuid(), "
        "CASE WHEN $5::boolean THEN $1::uuid END, $2, $6::timestamptz - make_interval(days => $3::integer), $4",
        {caller.user.text(), outcome, std::to_string(days), agent, known ? "true" : "false",
         format_timestamp(clock.now())});
  };
  attempt("first", "succeeded", 500, true);
  attempt("latest", "succeeded", 400, true);
  attempt("failed", "wrong_password", 380, true);
  attempt("stranger", "unknown_user", 366, false);
  attempt("recent", "wrong_password", 364, true);
  testkit::run(administrator,
               "INSERT INTO auth.devices (id, user_id, token_hash, created_at, last_used_at) VALUES "
               "(gen_random_uuid(), $1, decode(repeat('11', 32), 'hex'), now() - interval '500 days', now() - interval "
               "'500 days')",
               {caller.user.text()});
  const auto kept = [&] {
    return stored("SELECT string_agg(user_agent, ' ' ORDER BY recorded_at) FROM auth.login_history");
  };
  auth::SessionSettings longer;
  longer.keep_logins = std::chrono::days(3'650);
  auth::SessionService patient(worker_database, clock, random, longer);
  ASSERT_TRUE(run(Housekeeping(worker_database, patient, clock, {}).sweep()));
  EXPECT_EQ(kept(), "first latest failed stranger recent") << "the age is a setting";

  auth::SessionService sessions(worker_database, clock, random, auth::SessionSettings{});
  HousekeepingOptions by_two;
  by_two.batch = 2;
  Housekeeping housekeeping(worker_database, sessions, clock, by_two);
  EXPECT_EQ(run(housekeeping.sweep())->logins, 2) << "a batch at a time";
  EXPECT_EQ(run(housekeeping.sweep())->logins, 1);
  EXPECT_EQ(run(housekeeping.sweep())->logins, 0);
  EXPECT_EQ(kept(), "latest recent");
  EXPECT_EQ(stored("SELECT count(*) FROM auth.devices"), "1");
}

}  // namespace
}  // namespace coffer::jobs
