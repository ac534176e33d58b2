#include "platform/async/task.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <memory>
#include <stdexcept>
#include <string>

#include "platform/async/loop.hpp"
#include "platform/async/semaphore.hpp"
#include "platform/async/single_flight.hpp"
#include "platform/async/task_group.hpp"
#include "platform/async/wakeup.hpp"

namespace coffer::platform {
namespace {

using namespace std::chrono_literals;

Task<int> one() { co_return 1; }
Task<int> failing() { co_return fail(ErrorKind::NotFound, "test/absent", "absent"); }
Task<int> throwing() {
  throw std::runtime_error("thrown inside");
  co_return 0;
}

Task<int> sum_of_many(int count) {
  int sum = 0;
  for (int i = 0; i < count; ++i) {
    COFFER_CO_TRY(value, co_await one());
    sum += value;
  }
  co_return sum;
}

Task<int> nested(int depth) {
  if (depth == 0) co_return 0;
  COFFER_CO_TRY(below, co_await nested(depth - 1));
  co_return below + 1;
}

TEST(Task, GivesItsValue) {
  Loop loop;
  EXPECT_EQ(run_to_end(loop, one()).value(), 1);
}

TEST(Task, HandsErrorsOn) {
  Loop loop;
  const auto result = run_to_end(loop, failing());
  ASSERT_FALSE(result);
  EXPECT_EQ(result.error().kind, ErrorKind::NotFound);
}

TEST(Task, AnExceptionPassesThroughAwaitsAndIsABugAtTheSpawner) {
  Loop loop;
  const auto result = run_to_end(loop, []() -> Task<int> {
    try {
      (void)co_await throwing();
    } catch (const std::runtime_error&) {
    }
    co_return co_await throwing();
  }());
  ASSERT_FALSE(result);
  EXPECT_EQ(result.error().kind, ErrorKind::Bug);
  EXPECT_EQ(result.error().cause, "thrown inside");
}

TEST(Task, AMillionAwaitsUseNoStack) {
  Loop loop;
  EXPECT_EQ(run_to_end(loop, sum_of_many(1'000'000)).value(), 1'000'000);
}

TEST(Task, DeepChainsUnwindBySymmetricTransfer) {
  Loop loop;
  EXPECT_EQ(run_to_end(loop, nested(100'000)).value(), 100'000);
}

TEST(Task, OneThatIsNeverAwaitedFreesWhatItHolds) {
  const auto held = std::make_shared<int>(1);
  {
    const auto task = [](std::shared_ptr<int> kept) -> Task<int> { co_return *kept; }(held);
    EXPECT_EQ(held.use_count(), 2);
  }
  EXPECT_EQ(held.use_count(), 1);
}

TEST(Loop, SleepsInOrderOfTime) {
  Loop loop;
  std::string order;
  std::vector<Task<>> tasks;
  const auto append = [&order](char letter, std::chrono::milliseconds after) -> Task<> {
    COFFER_CO_CHECK(co_await sleep_for(after));
    order.push_back(letter);
    co_return Result<>{};
  };
  tasks.push_back(append('c', 30ms));
  tasks.push_back(append('a', 1ms));
  tasks.push_back(append('b', 15ms));
  ASSERT_TRUE(run_to_end(loop, when_all(std::move(tasks))));
  EXPECT_EQ(order, "abc");
}

TEST(Loop, PostComesFromAnyThread) {
  LoopGroup loops(2);
  std::atomic<int> ran = 0;
  const Completion<> all;
  std::vector<std::thread> threads;
  for (int i = 0; i < 4; ++i) {
    threads.emplace_back([&] {
      for (int j = 0; j < 1'000; ++j) {
        loops.next().post([&ran, all] {
          if (++ran == 4'000) all.complete(Result<>{});
        });
      }
    });
  }
  EXPECT_TRUE(run_to_end(loops.at(0), all.wait(Deadline::in(10s))));
  for (auto& thread : threads) thread.join();
  EXPECT_EQ(ran, 4'000);
}

TEST(Completion, TimesOutAndDropsTheLateOutcome) {
  Loop loop;
  const Completion<int> never;
  const auto result = run_to_end(loop, never.wait(Deadline::in(5ms)));
  ASSERT_FALSE(result);
  EXPECT_EQ(result.error().kind, ErrorKind::Timeout);
  EXPECT_FALSE(never.complete(1));
}

TEST(Completion, TheFirstOutcomeCounts) {
  Loop loop;
  const Completion<int> twice;
  EXPECT_TRUE(twice.complete(1));
  EXPECT_FALSE(twice.complete(2));
  EXPECT_EQ(run_to_end(loop, twice.wait()).value(), 1);
}

TEST(Completion, RacesOfOutcomeAndDeadlineEndOnce) {
  LoopGroup loops(2);
  TaskGroup group;
  std::atomic<int> ended = 0;
  for (int i = 0; i < 500; ++i) {
    const Completion<int> raced;
    (void)group.spawn(loops.at(0), [](Completion<int> waited, std::atomic<int>& count) -> Task<> {
      (void)co_await waited.wait(Deadline::in(1ms));
      ++count;
      co_return Result<>{};
    }(raced, ended));
    (void)group.spawn(loops.at(1), [](Completion<int> other) -> Task<> {
      (void)co_await sleep_for(1ms);
      (void)other.complete(1);
      co_return Result<>{};
    }(raced));
  }
  group.join_blocking();
  EXPECT_EQ(ended, 500);
}

TEST(TaskGroup, StopEndsEveryWaitAndJoinSeesTheEnd) {
  LoopGroup loops(2);
  TaskGroup group;
  std::atomic<int> stopped = 0;
  const auto wait_long = [](std::atomic<int>& count) -> Task<> {
    auto slept = co_await sleep_for(1h);
    if (!slept && is_stopped(slept.error())) ++count;
    co_return std::move(slept);
  };
  for (int i = 0; i < 200; ++i) ASSERT_TRUE(group.spawn(loops.next(), wait_long(stopped)));
  EXPECT_EQ(group.running(), 200U);
  group.request_stop();
  group.join_blocking();
  EXPECT_EQ(stopped, 200);
  EXPECT_FALSE(group.spawn(loops.at(0), wait_long(stopped)));
}

TEST(TaskGroup, ReportsFailuresAndJoinsWithADeadline) {
  Loop loop;
  std::string seen;
  TaskGroup group([&seen](const Error& error) { seen = error.problem; });
  const auto outcome = run_to_end(loop, [](TaskGroup& tasks) -> Task<> {
    TaskContext& context = co_await this_context();
    (void)tasks.spawn(*context.loop, []() -> Task<> { co_return fail(ErrorKind::Bug, "test/broken", ""); }());
    (void)tasks.spawn(*context.loop, sleep_for(1h));
    auto early = co_await tasks.join(Deadline::in(5ms));
    if (early || early.error().kind != ErrorKind::Timeout) co_return fail(ErrorKind::Bug, "test/joined-early", "");
    tasks.request_stop();
    co_return co_await tasks.join();
  }(group));
  EXPECT_TRUE(outcome);
  EXPECT_EQ(seen, "test/broken");
}

TEST(Semaphore, IsFairAndBounded) {
  Loop loop;
  Semaphore semaphore(SemaphoreLimits{1, 2});
  const auto outcome = run_to_end(loop, [](Semaphore& guarded) -> Task<int> {
    COFFER_CO_TRY(held, co_await guarded.acquire());
    auto timed_out = co_await guarded.acquire(Deadline::in(2ms));
    if (timed_out || timed_out.error().kind != ErrorKind::Timeout)
      co_return fail(ErrorKind::Bug, "test/no-timeout", "");
    TaskContext& context = co_await this_context();
    TaskGroup group;
    int got = 0;
    const auto take = [&guarded, &got]() -> Task<> {
      COFFER_CO_TRY(permit, co_await guarded.acquire());
      ++got;
      permit.release();
      co_return Result<>{};
    };
    (void)group.spawn(*context.loop, take());
    (void)group.spawn(*context.loop, take());
    COFFER_CO_CHECK(co_await sleep_for(1ms));
    auto refused = co_await guarded.acquire();
    if (refused || refused.error().kind != ErrorKind::Unavailable)
      co_return fail(ErrorKind::Bug, "test/not-refused", "");
    held.release();
    COFFER_CO_CHECK(co_await group.join());
    co_return got;
  }(semaphore));
  EXPECT_EQ(outcome.value(), 2);
}

TEST(Semaphore, ExcludesAcrossLoops) {
  LoopGroup loops(2);
  TaskGroup group;
  Semaphore semaphore(SemaphoreLimits{1, 1'000});
  int unguarded = 0;
  const auto add = [](Semaphore& guarded, int& count) -> Task<> {
    COFFER_CO_TRY(permit, co_await guarded.acquire());
    const int before = count;
    COFFER_CO_CHECK(co_await sleep_for(10us));
    count = before + 1;
    permit.release();
    co_return Result<>{};
  };
  for (int i = 0; i < 200; ++i) ASSERT_TRUE(group.spawn(loops.next(), add(semaphore, unguarded)));
  group.join_blocking();
  EXPECT_EQ(unguarded, 200);
}

TEST(SingleFlight, ConcurrentMissesShareOneComputation) {
  LoopGroup loops(2);
  TaskGroup group;
  SingleFlight<std::string, int> flights;
  std::atomic<int> computed = 0;
  std::atomic<int> sum = 0;
  const auto ask = [](SingleFlight<std::string, int>& shared, std::atomic<int>& runs,
                      std::atomic<int>& total) -> Task<> {
    std::function<Task<int>()> compute = [&runs]() -> Task<int> {
      ++runs;
      COFFER_CO_CHECK(co_await sleep_for(30ms));
      co_return 7;
    };
    const std::string key = "portfolio";
    COFFER_CO_TRY(value, co_await shared.run(key, compute));
    total += *value;
    co_return Result<>{};
  };
  for (int i = 0; i < 50; ++i) ASSERT_TRUE(group.spawn(loops.next(), ask(flights, computed, sum)));
  group.join_blocking();
  EXPECT_EQ(computed, 1);
  EXPECT_EQ(sum, 350);
}

TEST(SingleFlight, FollowersDoNotInheritTheLeadersStop) {
  LoopGroup loops(1);
  TaskGroup stopped;
  TaskGroup patient;
  SingleFlight<int, int> flights;
  std::atomic<int> runs = 0;
  std::atomic<int> got = 0;
  const auto ask = [](SingleFlight<int, int>& shared, std::atomic<int>& count, std::atomic<int>& value) -> Task<> {
    std::function<Task<int>()> compute = [&count]() -> Task<int> {
      ++count;
      COFFER_CO_CHECK(co_await sleep_for(20ms));
      co_return 5;
    };
    COFFER_CO_TRY(shared_value, co_await shared.run(1, compute));
    value = *shared_value;
    co_return Result<>{};
  };
  std::atomic<int> unused = 0;
  ASSERT_TRUE(stopped.spawn(loops.at(0), ask(flights, runs, unused)));
  ASSERT_TRUE(patient.spawn(loops.at(0), ask(flights, runs, got)));
  std::this_thread::sleep_for(5ms);
  stopped.request_stop();
  stopped.join_blocking();
  patient.join_blocking();
  EXPECT_EQ(got, 5);
  EXPECT_EQ(runs, 2);
  EXPECT_EQ(unused, 0);
}

TEST(Wakeup, ARingBeforeTheWaitIsNotLost) {
  Loop loop;
  Wakeup wakeup;
  wakeup.wake();
  const auto start = std::chrono::steady_clock::now();
  ASSERT_TRUE(run_to_end(loop, wakeup.wait(Deadline::in(5s))));
  ASSERT_TRUE(run_to_end(loop, wakeup.wait(Deadline::in(2ms))));
  EXPECT_LT(std::chrono::steady_clock::now() - start, 2s);
}

}  // namespace
}  // namespace coffer::platform
