#include "platform/idempotency.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <mutex>
#include <set>

#include "platform/async/task_group.hpp"
#include "platform/pg/database.hpp"
#include "testkit/builders.hpp"
#include "testkit/database.hpp"

namespace coffer::platform {
namespace {

using namespace std::chrono_literals;

constexpr Query count_effects{"test.count_effects", "SELECT count(*) FROM jobs.outbox WHERE event = 'test.effect'"};
constexpr Query count_keys{"test.count_keys", "SELECT count(*) FROM jobs.idempotency_keys"};

class IdempotencyTest : public testing::Test {
 protected:
  IdempotencyTest()
      : administrator_(scratch_.connect(testkit::As::Administrator)),
        household_(testkit::add_household(administrator_)) {}
  void TearDown() override { EXPECT_TRUE(run_to_end(loops_.at(0), database_.close())); }

  static IdempotentRequest request(std::string key, std::uint8_t body = 1) {
    IdempotentRequest made;
    made.key = std::move(key);
    made.fingerprint.fill(body);
    return made;
  }
  // An effect that can be counted, then its answer.
  static Task<StoredAnswer> effect(UnitOfWork& unit, IdempotentRequest request, std::string body) {
    COFFER_CO_TRY(replay, co_await begin_idempotent(unit, request));
    if (replay) co_return *replay;
    Event event;
    event.type = "test.effect";
    event.household = unit.caller().household();
    unit.emit(std::move(event));
    COFFER_CO_CHECK(co_await sleep_for(5ms));
    StoredAnswer answer;
    answer.status = 201;
    answer.location = "/v1/things/1";
    answer.body = std::move(body);
    COFFER_CO_CHECK(co_await finish_idempotent(unit, request, answer));
    co_return answer;
  }
  Task<StoredAnswer> perform(IdempotentRequest request, std::string body) {
    co_return co_await database_.write(caller_,
                                       [&request, &body](UnitOfWork& unit) { return effect(unit, request, body); });
  }
  std::int64_t count(const Query& query) {
    return run_to_end(loops_.at(0), database_.read(caller_, statement(query)))->front().int64(0);
  }

  testkit::TestDatabase scratch_;
  platform::BlockingConnection administrator_;
  testkit::Household household_;
  SystemClock clock_;
  SystemRandom random_{clock_};
  Caller caller_ = testkit::owner_of(household_);
  LoopGroup loops_{2};
  Database database_{
      {.conninfo = scratch_.conninfo(testkit::As::Api), .waiting_per_loop = 2'000}, loops_.all(), random_};
};

TEST_F(IdempotencyTest, AReplayGivesTheSameBytes) {
  const std::string bytes("{\"a\":\"\0\xff\"}", 9);
  const auto first = run_to_end(loops_.at(0), perform(request("one"), bytes));
  ASSERT_TRUE(first) << first.error().cause;
  const auto again = run_to_end(loops_.at(1), perform(request("one"), "another answer"));
  ASSERT_TRUE(again) << again.error().cause;
  EXPECT_EQ(again->status, 201);
  EXPECT_EQ(again->body, bytes);
  EXPECT_EQ(again->location, "/v1/things/1");
  EXPECT_EQ(again->content_type, "application/json");
  EXPECT_EQ(count(count_effects), 1);
}

TEST_F(IdempotencyTest, TheSameKeyWithAnotherRequestIsInvalid) {
  ASSERT_TRUE(run_to_end(loops_.at(0), perform(request("one", 1), "a")));
  const auto other = run_to_end(loops_.at(0), perform(request("one", 2), "b"));
  ASSERT_FALSE(other);
  EXPECT_EQ(other.error().kind, ErrorKind::Invalid);
  EXPECT_EQ(other.error().problem, problems::idempotency_key_reused);
  EXPECT_EQ(count(count_effects), 1);
}

TEST_F(IdempotencyTest, MalformedKeysAreRefused) {
  for (const auto& key : {std::string(), std::string(256, 'x'), std::string("line\nbreak"), std::string("ümlaut")}) {
    const auto refused = run_to_end(loops_.at(0), perform(request(key), "a"));
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().problem, problems::idempotency_key_malformed);
  }
}

TEST_F(IdempotencyTest, AFailedUnitLeavesTheKeyFree) {
  const auto failed = run_to_end(loops_.at(0), database_.write(caller_, [](UnitOfWork& unit) -> Task<int> {
    COFFER_CO_TRY(replay, co_await begin_idempotent(unit, request("one")));
    if (replay) co_return 0;
    co_return fail(ErrorKind::Invalid, "test/refused", "");
  }));
  ASSERT_FALSE(failed);
  EXPECT_EQ(count(count_keys), 0);
  EXPECT_TRUE(run_to_end(loops_.at(0), perform(request("one"), "a")));
}

TEST_F(IdempotencyTest, TwentyParallelDuplicatesOfEachKeyHaveOneEffect) {
  constexpr int keys = 25;
  constexpr int duplicates = 20;
  std::atomic<int> in_progress = 0;
  std::atomic<int> wrong = 0;
  std::mutex mutex;
  std::map<std::string, std::set<std::string>> bodies;
  TaskGroup group;
  const auto ask = [&](std::string key, int number) -> Task<> {
    auto answer = co_await perform(request(key), key + " by " + std::to_string(number));
    if (answer) {
      const std::lock_guard lock(mutex);
      bodies[key].insert(answer->body);
    } else if (answer.error().problem == problems::idempotency_in_progress) {
      ++in_progress;
    } else {
      ++wrong;
    }
    co_return Result<>{};
  };
  for (int duplicate = 0; duplicate < duplicates; ++duplicate) {
    for (int key = 0; key < keys; ++key) {
      ASSERT_TRUE(group.spawn(loops_.next(), ask("key " + std::to_string(key), duplicate)));
    }
  }
  group.join_blocking();
  EXPECT_EQ(wrong, 0);
  EXPECT_EQ(count(count_effects), keys);
  EXPECT_EQ(count(count_keys), keys);
  for (const auto& [key, seen] : bodies) EXPECT_EQ(seen.size(), 1U) << key;
}

TEST_F(IdempotencyTest, ExpiredAnswersGiveWayAndAreRemoved) {
  ASSERT_TRUE(run_to_end(loops_.at(0), perform(request("one"), "first")));
  ASSERT_TRUE(run_to_end(loops_.at(0), perform(request("two"), "second")));
  testkit::run(administrator_, "UPDATE jobs.idempotency_keys SET expires_at = now() - interval '1 second'");
  const auto anew = run_to_end(loops_.at(0), perform(request("one", 2), "third"));
  ASSERT_TRUE(anew) << anew.error().cause;
  EXPECT_EQ(anew->body, "third");
  Database worker({.conninfo = scratch_.conninfo(testkit::As::Worker)}, loops_.all(), random_);
  const Caller system = testkit::system_work({});
  const auto removed = run_to_end(
      loops_.at(0), worker.write(system, [](UnitOfWork& unit) { return remove_expired_answers(unit, 100); }));
  ASSERT_TRUE(removed) << removed.error().cause;
  EXPECT_EQ(*removed, 1);
  EXPECT_EQ(count(count_keys), 1);
  EXPECT_TRUE(run_to_end(loops_.at(0), worker.close()));
}

}  // namespace
}  // namespace coffer::platform
