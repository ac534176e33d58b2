#include "platform/queue.hpp"

#include <gtest/gtest.h>

#include <map>
#include <mutex>

#include "platform/async/task_group.hpp"
#include "testkit/builders.hpp"
#include "testkit/database.hpp"

namespace coffer::platform {
namespace {

using namespace std::chrono_literals;

class QueueTest : public testing::Test {
 protected:
  QueueTest()
      : administrator_(scratch_.connect(testkit::As::Administrator)),
        household_(testkit::add_household(administrator_)) {}
  void TearDown() override {
    EXPECT_TRUE(run_to_end(loops_.at(0), api_.close()));
    EXPECT_TRUE(run_to_end(loops_.at(0), worker_.close()));
  }
  template <class T>
  Result<T> run(Task<T> task) {
    return run_to_end(loops_.at(0), std::move(task));
  }
  JobRequest import_job() const {
    JobRequest request;
    request.kind = "test.import";
    request.household = household_.id;
    request.payload = R"({"file":"a"})";
    return request;
  }
  Result<JobId> enqueue(JobRequest request) {
    return run(api_.write(caller_, [&request](UnitOfWork& unit) { return unit.enqueue(request); }));
  }
  Result<std::vector<ClaimedJob>> claim(std::string worker, int most = 1) {
    return run(queue_.claim({std::move(worker), {"test.import"}, most, 30s}));
  }
  Result<> finish(const ClaimedJob& job, std::string worker) {
    const Caller system = testkit::system_work({household_.id});
    return run(
        worker_.write(system, [&](UnitOfWork& unit) { return queue_.finish(unit, job, worker, R"({"rows":3})"); }));
  }
  void let_leases_run_out() {
    testkit::run(administrator_, "UPDATE jobs.queue SET lease_until = now() - interval '1 second'");
  }
  JobStatus status(JobId id) { return run(Queue(api_).get(caller_, id)).value(); }

  testkit::TestDatabase scratch_;
  platform::BlockingConnection administrator_;
  testkit::Household household_;
  SystemClock clock_;
  SystemRandom random_{clock_};
  Caller caller_ = testkit::owner_of(household_);
  LoopGroup loops_{2};
  Database api_{{.conninfo = scratch_.conninfo(testkit::As::Api)}, loops_.all(), random_};
  Database worker_{{.conninfo = scratch_.conninfo(testkit::As::Worker)}, loops_.all(), random_};
  Queue queue_{worker_};
};

TEST_F(QueueTest, AJobGoesFromRequestToResult) {
  const auto id = enqueue(import_job());
  ASSERT_TRUE(id) << id.error().cause;
  EXPECT_EQ(status(*id).state, JobState::Queued);
  const auto jobs = claim("w1");
  ASSERT_TRUE(jobs) << jobs.error().cause;
  ASSERT_EQ(jobs->size(), 1U);
  const auto& job = jobs->front();
  EXPECT_EQ(job.id, *id);
  EXPECT_EQ(job.payload, R"({"file": "a"})");
  EXPECT_EQ(job.requested_by, caller_.user);
  EXPECT_EQ(job.attempt, 1);
  ASSERT_TRUE(run(queue_.heartbeat(job, "w1", {1, 4}, 30s)));
  EXPECT_EQ(format_decimal(trim(status(*id).progress)), "0.25");
  const auto finished = finish(job, "w1");
  ASSERT_TRUE(finished) << finished.error().cause;
  const auto ended = status(*id);
  EXPECT_EQ(ended.state, JobState::Succeeded);
  EXPECT_EQ(ended.result, R"({"rows": 3})");
  EXPECT_TRUE(ended.finished_at);
  EXPECT_EQ(run(queue_.heartbeat(job, "w1", {}, 30s)).error().problem, problems::job_lease_lost);
}

TEST_F(QueueTest, AJobOfAnAbandonedUnitDoesNotExist) {
  const auto refused = run(api_.write(caller_, [this](UnitOfWork& unit) -> Task<int> {
    COFFER_CO_CHECK(co_await unit.enqueue(import_job()));
    co_return fail(ErrorKind::Invalid, "test/refused", "");
  }));
  ASSERT_FALSE(refused);
  EXPECT_TRUE(claim("w1")->empty());
}

TEST_F(QueueTest, AUniqueKeyHasOneWaitingJob) {
  auto request = import_job();
  request.unique_key = "recompute";
  const auto first = enqueue(request);
  ASSERT_TRUE(first);
  EXPECT_EQ(enqueue(request).value(), *first);
  ASSERT_EQ(claim("w1")->size(), 1U);
  EXPECT_NE(enqueue(request).value(), *first);
}

TEST_F(QueueTest, AnotherHouseholdDoesNotSeeIt) {
  const auto id = enqueue(import_job());
  const Caller stranger = testkit::owner_of(testkit::add_household(administrator_));
  const auto seen = run(Queue(api_).get(stranger, *id));
  ASSERT_FALSE(seen);
  EXPECT_EQ(seen.error().kind, ErrorKind::NotFound);
}

TEST_F(QueueTest, TwoWorkersClaimEachJobOnce) {
  constexpr int count = 300;
  for (int i = 0; i < count; ++i) {
    testkit::run(administrator_, "INSERT INTO jobs.queue (id, household_id, name) VALUES (gen_random_uuid(), '" +
                                     household_.id.text() + "', 'test.import')");
  }
  std::mutex mutex;
  std::map<JobId, int> claimed;
  TaskGroup group([](const Error& error) { ADD_FAILURE() << error.cause; });
  const auto work = [&](std::string name) -> Task<> {
    for (;;) {
      ClaimOptions options{name, {"test.import"}, 3, 30s};
      COFFER_CO_TRY(jobs, co_await queue_.claim(options));
      if (jobs.empty()) co_return Result<>{};
      for (const auto& job : jobs) {
        {
          const std::lock_guard lock(mutex);
          ++claimed[job.id];
        }
        const Caller system = testkit::system_work({household_.id});
        COFFER_CO_CHECK(
            co_await worker_.write(system, [&](UnitOfWork& unit) { return queue_.finish(unit, job, name, ""); }));
      }
    }
  };
  for (int i = 0; i < 4; ++i) ASSERT_TRUE(group.spawn(loops_.next(), work("w" + std::to_string(i))));
  group.join_blocking();
  EXPECT_EQ(claimed.size(), static_cast<std::size_t>(count));
  for (const auto& [id, times] : claimed) EXPECT_EQ(times, 1) << id.text();
  EXPECT_EQ(testkit::value(administrator_, "SELECT count(*) FROM jobs.queue WHERE state = 'succeeded'"), "300");
}

TEST_F(QueueTest, ADeadWorkersJobIsClaimedAgainAndTheDeadOneCannotFinishIt) {
  ASSERT_TRUE(enqueue(import_job()));
  const auto lost = claim("dead");
  ASSERT_EQ(lost->size(), 1U);
  EXPECT_TRUE(claim("w2", 1)->empty());
  let_leases_run_out();
  const auto again = claim("w2", 1);
  ASSERT_EQ(again->size(), 1U);
  EXPECT_EQ(again->front().attempt, 2);
  const auto late = finish(lost->front(), "dead");
  ASSERT_FALSE(late);
  EXPECT_EQ(late.error().problem, problems::job_lease_lost);
  EXPECT_TRUE(finish(again->front(), "w2"));
}

TEST_F(QueueTest, FailuresComeBackLaterUntilTheAttemptsAreUsedUp) {
  auto request = import_job();
  request.max_attempts = 2;
  const auto id = enqueue(request);
  Error broken;
  broken.kind = ErrorKind::Unavailable;
  broken.problem = "test/broken";
  broken.detail = "The source did not answer.";
  ASSERT_TRUE(run(queue_.fail(claim("w1")->front(), "w1", broken)));
  EXPECT_EQ(status(*id).state, JobState::Queued);
  EXPECT_EQ(status(*id).problem, "test/broken");
  EXPECT_TRUE(claim("w1")->empty()) << "not at once";
  testkit::run(administrator_, "UPDATE jobs.queue SET run_at = now()");
  ASSERT_TRUE(run(queue_.fail(claim("w1")->front(), "w1", broken)));
  const auto ended = status(*id);
  EXPECT_EQ(ended.state, JobState::Failed);
  EXPECT_EQ(ended.problem_detail, "The source did not answer.");
}

TEST_F(QueueTest, FaultsOfTheInputAreNotTriedAgain) {
  const auto id = enqueue(import_job());
  Error invalid;
  invalid.kind = ErrorKind::Invalid;
  invalid.problem = "test/invalid";
  ASSERT_TRUE(run(queue_.fail(claim("w1")->front(), "w1", invalid)));
  EXPECT_EQ(status(*id).state, JobState::Failed);
}

TEST_F(QueueTest, AReleasedJobHasLostNoAttempt) {
  ASSERT_TRUE(enqueue(import_job()));
  ASSERT_TRUE(run(queue_.release(claim("w1")->front(), "w1")));
  EXPECT_EQ(claim("w2")->front().attempt, 1);
}

TEST_F(QueueTest, ACancelledJobLosesItsLease) {
  const auto id = enqueue(import_job());
  const auto jobs = claim("w1");
  const auto cancelled = run(api_.write(caller_, [&](UnitOfWork& unit) { return Queue(api_).cancel(unit, *id); }));
  ASSERT_TRUE(cancelled) << cancelled.error().cause;
  EXPECT_EQ(status(*id).state, JobState::Cancelled);
  EXPECT_EQ(run(queue_.heartbeat(jobs->front(), "w1", {}, 30s)).error().problem, problems::job_lease_lost);
}

TEST_F(QueueTest, AJobThatKillsItsWorkersEnds) {
  auto request = import_job();
  request.max_attempts = 1;
  const auto id = enqueue(request);
  ASSERT_EQ(claim("dead")->size(), 1U);
  let_leases_run_out();
  EXPECT_TRUE(claim("w2")->empty());
  EXPECT_EQ(run(queue_.fail_exhausted()).value(), 1);
  EXPECT_EQ(status(*id).state, JobState::Failed);
}

}  // namespace
}  // namespace coffer::platform
