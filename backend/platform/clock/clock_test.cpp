#include <gtest/gtest.h>

#include <set>

#include "platform/clock/random.hpp"

namespace coffer::platform {
namespace {

TEST(Random, IdentifiersAreVersionSevenAndSort) {
  const SystemClock clock;
  SystemRandom random(clock);
  Uuid last;
  for (int i = 0; i < 10'000; ++i) {
    const auto uuid = random.uuid();
    EXPECT_EQ(uuid.bytes[6] >> 4, 7);
    EXPECT_EQ(uuid.bytes[8] >> 6, 2);
    ASSERT_LT(last, uuid);
    last = uuid;
  }
}

TEST(Random, IdentifiersCarryTheTimeAndSortWhenTheClockStepsBack) {
  FixedClock clock({1'700'000'000'123'456});
  SystemRandom random(clock);
  const auto first = random.uuid();
  std::uint64_t millis = 0;
  for (int i = 0; i < 6; ++i) millis = millis << 8U | first.bytes[static_cast<std::size_t>(i)];
  EXPECT_EQ(millis, 1'700'000'000'123U);
  clock.advance_micros(-5'000'000);
  EXPECT_LT(first, random.uuid());
}

TEST(Random, TokensDiffer) {
  const SystemClock clock;
  SystemRandom random(clock);
  std::set<std::string> tokens;
  for (int i = 0; i < 1000; ++i) tokens.insert(random.token());
  EXPECT_EQ(tokens.size(), 1000U);
  EXPECT_EQ(tokens.begin()->size(), 43U);
}

TEST(Random, ASeedRepeats) {
  const FixedClock clock({0});
  SeededRandom a(clock, 7);
  SeededRandom b(clock, 7);
  SeededRandom c(clock, 8);
  const auto token = a.token();
  EXPECT_EQ(token, b.token());
  EXPECT_NE(token, c.token());
}

}  // namespace
}  // namespace coffer::platform
