#include "platform/outbox.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <set>

#include "platform/async/task_group.hpp"
#include "platform/pg/listener.hpp"
#include "testkit/builders.hpp"
#include "testkit/database.hpp"

namespace coffer::platform {
namespace {

using namespace std::chrono_literals;

class OutboxTest : public testing::Test {
 protected:
  OutboxTest()
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
  Result<> emit(int count) {
    return run(api_.write(caller_, [this, count](UnitOfWork& unit) -> Task<> {
      for (int i = 0; i < count; ++i) {
        Event event;
        event.type = "test.happened";
        event.household = household_.id;
        event.payload = "{\"number\":" + std::to_string(i) + "}";
        unit.emit(std::move(event));
      }
      AuditEntry entry;
      entry.action = "test.happen";
      entry.household = household_.id;
      entry.object_kind = "thing";
      entry.object = household_.id.uuid;
      entry.after = R"({"count":1})";
      unit.audit(std::move(entry));
      co_return Result<>{};
    }));
  }

  testkit::TestDatabase scratch_;
  platform::BlockingConnection administrator_;
  testkit::Household household_;
  SystemClock clock_;
  SystemRandom random_{clock_};
  Caller caller_ = testkit::owner_of(household_);
  LoopGroup loops_{2};
  Database api_{{.conninfo = scratch_.conninfo(testkit::As::Api)}, loops_.all(), random_};
  Database worker_{{.conninfo = scratch_.conninfo(testkit::As::Worker)}, loops_.all(), random_};
};

TEST_F(OutboxTest, EventsAndAuditStandInTheUnitsCommit) {
  const auto emitted = emit(3);
  ASSERT_TRUE(emitted) << emitted.error().cause;
  EXPECT_EQ(testkit::value(administrator_, "SELECT count(*) FROM jobs.outbox"), "3");
  EXPECT_EQ(testkit::value(administrator_, "SELECT actor_id FROM audit.audit_log WHERE action = 'test.happen'"),
            caller_.user.text());
  std::vector<std::string> payloads;
  const auto dispatched =
      run(dispatch_outbox(worker_, 10, [&payloads](UnitOfWork&, const std::vector<OutboxEvent>& events) -> Task<> {
        for (const auto& event : events) payloads.push_back(event.payload);
        co_return Result<>{};
      }));
  ASSERT_TRUE(dispatched) << dispatched.error().cause;
  EXPECT_EQ(*dispatched, 3);
  EXPECT_EQ(payloads, (std::vector<std::string>{R"({"number": 0})", R"({"number": 1})", R"({"number": 2})"}));
}

TEST_F(OutboxTest, AFailedHandlerLeavesTheBatchForTheNextTry) {
  ASSERT_TRUE(emit(2));
  const auto failed = run(dispatch_outbox(worker_, 10, [](UnitOfWork&, const std::vector<OutboxEvent>&) -> Task<> {
    co_return fail(ErrorKind::Unavailable, "test/down", "");
  }));
  ASSERT_FALSE(failed);
  const auto again = run(dispatch_outbox(
      worker_, 10, [](UnitOfWork&, const std::vector<OutboxEvent>&) -> Task<> { co_return Result<>{}; }));
  EXPECT_EQ(again.value(), 2);
}

TEST_F(OutboxTest, DispatchersWakenedByTheNotifierTakeEachEventOnce) {
  TaskGroup group([](const Error& error) { ADD_FAILURE() << error.cause; });
  Notifier notifier(api_, 5ms);
  ASSERT_TRUE(group.spawn(loops_.at(0), notifier.run()));
  const auto wakeup = std::make_shared<Wakeup>();
  std::atomic<bool> listening = false;
  ASSERT_TRUE(group.spawn(loops_.at(1), listen({.conninfo = scratch_.conninfo(testkit::As::Worker)},
                                               {std::string(outbox_channel)}, [&](const Notification&) {
                                                 listening = true;
                                                 wakeup->wake();
                                               })));
  while (!listening) std::this_thread::sleep_for(1ms);
  std::mutex mutex;
  std::multiset<std::int64_t> positions;
  // The poll is long: only the notifier can be what wakes it.
  ASSERT_TRUE(group.spawn(loops_.at(1), run_outbox(
                                            worker_, {.batch = 7, .poll = 1h},
                                            [&](UnitOfWork&, const std::vector<OutboxEvent>& events) -> Task<> {
                                              const std::lock_guard lock(mutex);
                                              for (const auto& event : events) positions.insert(event.position);
                                              co_return Result<>{};
                                            },
                                            wakeup)));
  for (int i = 0; i < 20; ++i) ASSERT_TRUE(emit(5));
  const auto give_up = std::chrono::steady_clock::now() + 5s;
  for (;;) {
    {
      const std::lock_guard lock(mutex);
      if (positions.size() >= 100) break;
    }
    ASSERT_LT(std::chrono::steady_clock::now(), give_up);
    std::this_thread::sleep_for(5ms);
  }
  group.request_stop();
  group.join_blocking();
  EXPECT_EQ(positions.size(), 100U);
  EXPECT_EQ((std::set<std::int64_t>(positions.begin(), positions.end()).size()), 100U);
}

TEST_F(OutboxTest, DispatchedEventsAreRemoved) {
  ASSERT_TRUE(emit(4));
  ASSERT_TRUE(run(dispatch_outbox(
      worker_, 3, [](UnitOfWork&, const std::vector<OutboxEvent>&) -> Task<> { co_return Result<>{}; })));
  const Caller system = testkit::system_work({});
  const Timestamp later{clock_.now().micros + 60'000'000};
  const auto removed =
      run(worker_.write(system, [&](UnitOfWork& unit) { return remove_dispatched_events(unit, later, 100); }));
  ASSERT_TRUE(removed) << removed.error().cause;
  EXPECT_EQ(*removed, 3);
  EXPECT_EQ(testkit::value(administrator_, "SELECT count(*) FROM jobs.outbox"), "1");
}

}  // namespace
}  // namespace coffer::platform
