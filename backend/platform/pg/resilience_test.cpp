// Connections that the server ends: nothing is done twice, nothing acknowledged is lost.
#include <gtest/gtest.h>

#include <array>
#include <atomic>
#include <vector>

#include "platform/async/task_group.hpp"
#include "platform/clock/random.hpp"
#include "platform/pg/database.hpp"
#include "platform/pg/listener.hpp"
#include "testkit/database.hpp"

namespace coffer::platform {
namespace {

using namespace std::chrono_literals;

constexpr Query find_one{"test.find_one", "SELECT value FROM counters WHERE id = $1::bigint"};
constexpr Query insert_mark{"test.insert_mark", "INSERT INTO marks (id) VALUES ($1::bigint)"};
constexpr Query end_myself{"test.end_myself", "SELECT pg_terminate_backend(pg_backend_pid())"};

class ResilienceTest : public testing::Test {
 protected:
  ResilienceTest() : administrator_(scratch_.connect(testkit::As::Administrator)) {
    for (const char* text : {"CREATE TABLE counters (id bigint PRIMARY KEY, value bigint NOT NULL)",
                             "INSERT INTO counters SELECT i, i FROM generate_series(1, 100) i",
                             "CREATE TABLE marks (id bigint PRIMARY KEY)"}) {
      testkit::run(administrator_, text);
    }
  }
  void TearDown() override { EXPECT_TRUE(run_to_end(loops_.at(0), database_.close())); }
  void end_all_backends() {
    testkit::run(administrator_,
                 "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND "
                 "application_name = 'coffer'");
  }

  testkit::EmptyDatabase scratch_;
  platform::BlockingConnection administrator_;
  SystemClock clock_;
  SystemRandom random_{clock_};
  Caller caller_;
  LoopGroup loops_{2};
  Database database_{{.conninfo = scratch_.conninfo(testkit::As::Administrator)}, loops_.all(), random_};
};

TEST_F(ResilienceTest, ReadsSurviveTheEndOfTheirConnections) {
  TaskGroup group([](const Error& error) { ADD_FAILURE() << error.problem << ' ' << error.cause; });
  std::atomic<bool> stop = false;
  std::array<std::atomic<int>, 40> reads{};
  const auto read = [&](std::atomic<int>& count) -> Task<> {
    while (!stop) {
      COFFER_CO_TRY(rows, co_await database_.read(caller_, statement(find_one, 7)));
      EXPECT_EQ(rows.front().int64(0), 7);
      ++count;
    }
    co_return Result<>{};
  };
  for (auto& count : reads) ASSERT_TRUE(group.spawn(loops_.next(), read(count)));
  // A read is repeated once, so every task gets some done between two losses.
  const auto read_more = [&] {
    std::vector<int> enough;
    for (auto& count : reads) enough.push_back(count + 50);
    for (std::size_t i = 0; i < reads.size(); ++i) {
      while (reads[i] < enough[i] && group.running() == reads.size()) std::this_thread::sleep_for(1ms);
    }
  };
  for (int round = 0; round < 5; ++round) {
    read_more();
    end_all_backends();
  }
  read_more();
  stop = true;
  group.join_blocking();
  for (auto& count : reads) EXPECT_GE(count, 300);
  EXPECT_GE(database_.stats().connects, 6U);
}

TEST_F(ResilienceTest, UnitsUnderFireAreDoneOnceOrNotAtAll) {
  TaskGroup group;
  std::mutex mutex;
  std::set<std::int64_t> acknowledged;
  std::set<std::int64_t> unknown;
  std::atomic<int> failed = 0;
  std::atomic<bool> stop = false;
  const auto write = [&](std::int64_t first) -> Task<> {
    for (std::int64_t number = first; !stop; ++number) {
      auto done = co_await database_.write(
          caller_, [number](UnitOfWork& unit) -> Task<Rows> { return unit.run(statement(insert_mark, number)); });
      const std::lock_guard lock(mutex);
      if (done) {
        acknowledged.insert(number);
      } else if (done.error().problem == problems::commit_unknown) {
        unknown.insert(number);
      } else {
        ++failed;
      }
    }
    co_return Result<>{};
  };
  for (int i = 0; i < 8; ++i) ASSERT_TRUE(group.spawn(loops_.next(), write(i * 1'000'000)));
  const auto done_so_far = [&] {
    const std::lock_guard lock(mutex);
    return acknowledged.size();
  };
  for (int round = 0; round < 8 || (round < 200 && done_so_far() < 100); ++round) {
    std::this_thread::sleep_for(40ms);
    end_all_backends();
  }
  stop = true;
  group.join_blocking();
  std::set<std::int64_t> stored;
  for (const auto& row : testkit::run(administrator_, "SELECT id FROM marks"))
    stored.insert(std::stoll(row.at(0).value()));
  EXPECT_GT(acknowledged.size(), 50U);
  for (const auto number : acknowledged) EXPECT_TRUE(stored.contains(number)) << number;
  for (const auto number : stored) EXPECT_TRUE(acknowledged.contains(number) || unknown.contains(number)) << number;
}

TEST_F(ResilienceTest, AStatementThatKeepsEndingItsConnectionIsUnavailable) {
  const auto read = run_to_end(loops_.at(0), database_.read(caller_, statement(end_myself)));
  ASSERT_FALSE(read);
  EXPECT_EQ(read.error().kind, ErrorKind::Unavailable);
  const auto written = run_to_end(
      loops_.at(0), database_.write(caller_, [](UnitOfWork& unit) { return unit.run(statement(end_myself)); }));
  ASSERT_FALSE(written);
  EXPECT_EQ(written.error().kind, ErrorKind::Unavailable);
  EXPECT_TRUE(run_to_end(loops_.at(0), database_.ping(Deadline::in(5s))));
}

TEST_F(ResilienceTest, WithoutAServerTheDeadlineHolds) {
  Database nowhere({.conninfo = "host=127.0.0.1 port=1 dbname=x user=x", .connect_timeout = 300ms}, loops_.all(),
                   random_);
  const auto start = std::chrono::steady_clock::now();
  EXPECT_FALSE(run_to_end(loops_.at(0), nowhere.ping(Deadline::in(200ms))));
  const auto read = run_to_end(loops_.at(0), nowhere.read(caller_, statement(find_one, 1)));
  ASSERT_FALSE(read);
  EXPECT_EQ(read.error().kind, ErrorKind::Unavailable);
  const auto written = run_to_end(
      loops_.at(0), nowhere.write(caller_, [](UnitOfWork& unit) { return unit.run(statement(find_one, 1)); }));
  ASSERT_FALSE(written);
  EXPECT_EQ(written.error().problem, problems::database_busy);
  EXPECT_LT(std::chrono::steady_clock::now() - start, 3s);
  EXPECT_TRUE(run_to_end(loops_.at(0), nowhere.close()));
}

TEST_F(ResilienceTest, AListenerComesBackAndSaysSo) {
  TaskGroup group;
  std::atomic<int> connected = 0;
  std::atomic<int> told = 0;
  ASSERT_TRUE(group.spawn(loops_.at(0), listen(database_.options(), {"news"}, [&](const Notification& notification) {
                            ++(notification.channel.empty() ? connected : told);
                          })));
  const auto wait_until = [](const auto& condition) {
    for (int i = 0; i < 1'000 && !condition(); ++i) std::this_thread::sleep_for(5ms);
    return condition();
  };
  ASSERT_TRUE(wait_until([&] { return connected == 1; }));
  testkit::run(administrator_, "NOTIFY news, 'a'");
  EXPECT_TRUE(wait_until([&] { return told == 1; }));
  end_all_backends();
  EXPECT_TRUE(wait_until([&] { return connected == 2; }));
  testkit::run(administrator_, "NOTIFY news, 'b'");
  EXPECT_TRUE(wait_until([&] { return told == 2; }));
  group.request_stop();
  group.join_blocking();
}

}  // namespace
}  // namespace coffer::platform
