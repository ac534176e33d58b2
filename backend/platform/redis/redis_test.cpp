// Against a real Redis: what it holds, and that its absence costs nothing but its help.
#include "platform/redis/redis.hpp"

#include <gtest/gtest.h>

#include <thread>

#include "platform/clock/clock.hpp"
#include "testkit/process.hpp"

namespace coffer::platform {
namespace {

using namespace std::chrono_literals;

struct RedisTest : testing::Test {
  testkit::TestRedis server;
  SystemClock clock;
  LoopGroup loops{1};
  Redis redis{options(), loops.all()};

  ~RedisTest() override { (void)run(redis.close()); }
  RedisOptions options() const {
    RedisOptions made;
    made.socket = server.url();
    made.retry_delay = 50ms;
    return made;
  }
  template <class T>
  Result<T> run(Task<T> task) {
    return run_to_end(loops.at(0), std::move(task));
  }
  bool connects() {
    for (int i = 0; i < 200; ++i) {
      if (run(redis.get("any"))) return true;
      std::this_thread::sleep_for(10ms);
    }
    return false;
  }
  Timestamp in(std::chrono::microseconds time) const { return {clock.now().micros + time.count()}; }
  std::optional<std::string> get(const std::string& key) { return run(redis.get(key)).value(); }
};

TEST_F(RedisTest, TheFirstCommandIsRefusedAndMakesTheConnection) {
  const auto first = run(redis.get("any"));
  ASSERT_FALSE(first);
  EXPECT_EQ(first.error().kind, ErrorKind::Unavailable);
  EXPECT_TRUE(connects());
}

TEST_F(RedisTest, AValueIsThereUntilItsEnd) {
  ASSERT_TRUE(connects());
  const std::string bytes("a\r\n\0b", 5);
  ASSERT_TRUE(run(redis.set_until("key", bytes, in(200ms))));
  EXPECT_EQ(get("key"), bytes);
  EXPECT_EQ(get("other"), std::nullopt);
  std::this_thread::sleep_for(250ms);
  EXPECT_EQ(get("key"), std::nullopt);
}

TEST_F(RedisTest, WhatArrivesAfterItsEndIsNotKept) {
  ASSERT_TRUE(connects());
  server.freeze();
  EXPECT_FALSE(run(redis.set_until("key", "late", in(150ms))));
  std::this_thread::sleep_for(200ms);
  server.thaw();
  ASSERT_TRUE(connects());
  EXPECT_EQ(get("key"), std::nullopt);
}

TEST_F(RedisTest, ARedisThatHangsCostsItsPatienceOnceAndThenNothing) {
  ASSERT_TRUE(connects());
  server.freeze();
  const auto begun = monotonic_micros();
  EXPECT_FALSE(run(redis.get("key")));
  const auto first = monotonic_micros() - begun;
  EXPECT_GE(first, 90'000);
  EXPECT_LT(first, 1'000'000);
  const auto again = monotonic_micros();
  EXPECT_FALSE(run(redis.get("key")));
  EXPECT_LT(monotonic_micros() - again, 50'000);
  server.thaw();
  EXPECT_TRUE(connects());
}

TEST_F(RedisTest, ItComesBackByItself) {
  ASSERT_TRUE(connects());
  server.kill();
  EXPECT_FALSE(run(redis.get("key")));
  server.start();
  EXPECT_TRUE(connects());
}

TEST(RedisUrlTest, IsAnAddressOrAPath) {
  const auto whole = parse_redis_url("redis://me:p%40ss@cache.example:6380/2");
  ASSERT_TRUE(whole);
  EXPECT_EQ(whole->host, "cache.example");
  EXPECT_EQ(whole->port, 6380);
  EXPECT_EQ(whole->user, "me");
  EXPECT_EQ(whole->password, "p@ss");
  EXPECT_EQ(whole->database, 2);
  EXPECT_EQ(parse_redis_url("redis://localhost")->port, 6379);
  EXPECT_EQ(parse_redis_url("redis://[::1]:7000")->host, "::1");
  EXPECT_EQ(parse_redis_url("/run/redis.sock")->socket, "/run/redis.sock");
  for (const auto* bad : {"", "rediss://cache", "redis://", "redis://a:0", "redis://a:x", "redis://a/x", "http://a"}) {
    EXPECT_FALSE(parse_redis_url(bad)) << bad;
  }
}

}  // namespace
}  // namespace coffer::platform
