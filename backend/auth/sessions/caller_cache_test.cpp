// What Redis remembers of a caller counts for half a second, if it is ours, and not after a notice.
#include "auth/sessions/caller_cache.hpp"

#include <gtest/gtest.h>

#include <thread>

#include "platform/clock/random.hpp"
#include "platform/redis/redis.hpp"
#include "testkit/process.hpp"

namespace coffer::auth {
namespace {

using namespace std::chrono_literals;
using platform::Task;

struct CallerCacheTest : testing::Test {
  testkit::TestRedis server;
  platform::SystemClock clock;
  platform::SystemRandom random{clock};
  platform::LoopGroup loops{1};
  platform::Redis redis{options(), loops.all()};
  CallerCache cache{redis, clock, "secret"};
  CallerCache other_server{redis, clock, "secret"};
  Caller person;
  int asked = 0;

  CallerCacheTest() {
    person.kind = CallerKind::Person;
    person.credential = Credential::ApiKey;
    person.scope = 5;
    person.user = random.id<UserId>();
    person.households = {{random.id<HouseholdId>(), Role::Editor, true},
                         {random.id<HouseholdId>(), Role::Owner, false}};
    for (int i = 0; i < 200 && !run(redis.get("any")); ++i) std::this_thread::sleep_for(10ms);
  }
  ~CallerCacheTest() override { (void)run(redis.close()); }
  platform::RedisOptions options() const {
    platform::RedisOptions made;
    made.socket = server.url();
    return made;
  }
  template <class T>
  Result<T> run(Task<T> task) {
    return platform::run_to_end(loops.at(0), std::move(task));
  }
  Caller ask(CallerCache& of, const std::string& credential = "session:a") {
    auto look_up = [this]() -> Task<Caller> {
      ++asked;
      co_return person;
    };
    auto caller = run(of.resolve(credential, look_up));
    EXPECT_TRUE(caller);
    return *caller;
  }
  static std::string key_of(const std::string& credential) {
    return "coffer:caller:" + platform::to_hex(platform::sha256(credential));
  }
};

TEST_F(CallerCacheTest, ServersShareOneLookUpForHalfASecond) {
  ask(cache);
  const auto remembered = ask(other_server);
  EXPECT_EQ(asked, 1);
  EXPECT_EQ(remembered.user, person.user);
  EXPECT_EQ(remembered.credential, Credential::ApiKey);
  EXPECT_EQ(remembered.scope, 5U);
  ASSERT_EQ(remembered.households.size(), 2U);
  EXPECT_EQ(remembered.households[0].household, person.households[0].household);
  EXPECT_EQ(remembered.households[0].role, Role::Editor);
  EXPECT_TRUE(remembered.households[0].narrowed);
  std::this_thread::sleep_for(600ms);
  ask(other_server);
  EXPECT_EQ(asked, 2);
}

TEST_F(CallerCacheTest, ANoticeMakesWhatIsRememberedVoid) {
  ask(cache);
  other_server.distrust(person.user);
  ask(other_server);
  EXPECT_EQ(asked, 2);
  ask(cache);
  EXPECT_EQ(asked, 2) << "the notice reached one server alone";
  cache.distrust_all();
  ask(cache);
  EXPECT_EQ(asked, 3);
}

TEST_F(CallerCacheTest, WhatOthersPutThereDoesNotCount) {
  ask(cache);
  const auto entry = *run(redis.get(key_of("session:a"))).value();
  const auto put = [this](const std::string& value) {
    EXPECT_TRUE(run(redis.set_until(key_of("session:b"), value, Timestamp{clock.now().micros + 60'000'000})));
  };
  put(entry);
  ask(cache, "session:b");
  EXPECT_EQ(asked, 2) << "an entry under another key";
  auto changed = entry;
  changed.replace(changed.find("\"role\":\"editor\""), 15, "\"role\":\"owner\" ");
  put(changed);
  ask(cache, "session:b");
  EXPECT_EQ(asked, 3) << "an entry that was changed";
  put("{}");
  ask(cache, "session:b");
  put(std::string(64, '0') + "{}");
  ask(cache, "session:b");
  EXPECT_EQ(asked, 5);
  CallerCache stranger{redis, clock, "another secret"};
  ask(stranger, "session:a");
  EXPECT_EQ(asked, 6);
}

TEST_F(CallerCacheTest, AnEntryKeptBeyondItsEndDoesNotCount) {
  ask(cache);
  const auto entry = *run(redis.get(key_of("session:a"))).value();
  std::this_thread::sleep_for(550ms);
  ASSERT_TRUE(run(redis.set_until(key_of("session:a"), entry, Timestamp{clock.now().micros + 60'000'000})));
  ask(cache);
  EXPECT_EQ(asked, 2);
}

TEST_F(CallerCacheTest, AFailedLookUpIsNotRemembered) {
  const auto refused = []() -> Task<Caller> { co_return fail(ErrorKind::Unauthenticated, "auth/no-session", "x"); };
  EXPECT_FALSE(run(cache.resolve("session:a", refused)));
  EXPECT_EQ(run(redis.get(key_of("session:a"))).value(), std::nullopt);
}

TEST_F(CallerCacheTest, WithoutRedisEachQuestionGoesToTheSource) {
  server.kill();
  for (int i = 0; i < 3; ++i) ask(cache);
  EXPECT_EQ(asked, 3);
}

}  // namespace
}  // namespace coffer::auth
