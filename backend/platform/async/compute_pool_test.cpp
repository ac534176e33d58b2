#include "platform/async/compute_pool.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <latch>
#include <stdexcept>

#include "platform/async/task_group.hpp"

namespace coffer::platform {
namespace {

using namespace std::chrono_literals;

TEST(ComputePool, ReturnsValuesResultsAndNothing) {
  Loop loop;
  ComputePool pool(ComputePoolLimits{2, 8});
  EXPECT_EQ(run_to_end(loop, pool.run([] { return 3; })).value(), 3);
  EXPECT_TRUE(run_to_end(loop, pool.run([] {})));
  const auto failed =
      run_to_end(loop, pool.run([]() -> Result<int> { return fail(ErrorKind::Invalid, "test/bad", ""); }));
  ASSERT_FALSE(failed);
  EXPECT_EQ(failed.error().problem, "test/bad");
}

TEST(ComputePool, AnExceptionIsABugOfThatTaskAlone) {
  Loop loop;
  ComputePool pool(ComputePoolLimits{1, 8});
  const auto thrown = run_to_end(loop, pool.run([]() -> int { throw std::runtime_error("broken"); }));
  ASSERT_FALSE(thrown);
  EXPECT_EQ(thrown.error().kind, ErrorKind::Bug);
  EXPECT_EQ(run_to_end(loop, pool.run([] { return 1; })).value(), 1);
}

TEST(ComputePool, RefusesWhatDoesNotFitItsQueue) {
  LoopGroup loops(1);
  ComputePool pool(ComputePoolLimits{1, 2});
  std::latch gate(1);
  std::atomic<int> done = 0;
  std::atomic<int> refused = 0;
  TaskGroup group([&refused](const Error& error) {
    if (error.kind == ErrorKind::Unavailable) ++refused;
  });
  const auto work = [](ComputePool& shared, std::latch& opened, std::atomic<int>& count) -> Task<> {
    COFFER_CO_CHECK(co_await shared.run([&opened] { opened.wait(); }));
    ++count;
    co_return Result<>{};
  };
  ASSERT_TRUE(group.spawn(loops.at(0), work(pool, gate, done)));
  std::this_thread::sleep_for(20ms);  // the first is being worked on
  for (int i = 0; i < 5; ++i) ASSERT_TRUE(group.spawn(loops.at(0), work(pool, gate, done)));
  std::this_thread::sleep_for(20ms);
  gate.count_down();
  group.join_blocking();
  EXPECT_EQ(done, 3);
  EXPECT_EQ(refused, 3);
}

TEST(ComputePool, GivesUpAtTheDeadlineAndDoesNotBeginLateWork) {
  Loop loop;
  ComputePool pool(ComputePoolLimits{1, 8});
  std::atomic<bool> begun = false;
  const auto busy = [](ComputePool& shared, std::atomic<bool>& late) -> Task<> {
    TaskContext& context = co_await this_context();
    TaskGroup group;
    (void)group.spawn(*context.loop, shared.run([] { std::this_thread::sleep_for(50ms); }));
    COFFER_CO_CHECK(co_await sleep_for(5ms));
    auto result = co_await shared.run([&late] { late = true; }, Deadline::in(5ms));
    if (result || result.error().kind != ErrorKind::Timeout) co_return fail(ErrorKind::Bug, "test/no-timeout", "");
    COFFER_CO_CHECK(co_await group.join());
    co_return Result<>{};
  };
  EXPECT_TRUE(run_to_end(loop, busy(pool, begun)));
  EXPECT_TRUE(run_to_end(loop, pool.run([] {})));
  EXPECT_FALSE(begun);
}

TEST(ComputePool, ComesBackOnTheLoopItLeft) {
  LoopGroup loops(2);
  ComputePool pool(ComputePoolLimits{2, 1'000});
  TaskGroup group;
  std::atomic<int> right = 0;
  const auto check = [](ComputePool& shared, std::atomic<int>& count) -> Task<> {
    TaskContext& context = co_await this_context();
    for (int i = 0; i < 20; ++i) {
      COFFER_CO_CHECK(co_await shared.run([] {}));
      if (context.loop->is_this_thread()) ++count;
    }
    co_return Result<>{};
  };
  for (int i = 0; i < 20; ++i) ASSERT_TRUE(group.spawn(loops.next(), check(pool, right)));
  group.join_blocking();
  EXPECT_EQ(right, 400);
}

}  // namespace
}  // namespace coffer::platform
