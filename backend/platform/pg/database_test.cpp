#include "platform/pg/database.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <stdexcept>
#include <string>

#include "platform/async/task_group.hpp"
#include "platform/clock/random.hpp"
#include "testkit/database.hpp"

namespace coffer::platform {
namespace {

using namespace std::chrono_literals;

constexpr Query find_note{"test.find_note", "SELECT note FROM notes WHERE id = $1::bigint"};
constexpr Query list_notes{"test.list_notes", "SELECT id, household_id FROM notes ORDER BY id"};
constexpr Query who{"test.who",
                    "SELECT current_setting('coffer.user', true), current_setting('coffer.households', true)"};
constexpr Query divide{"test.divide", "SELECT 1 / $1::bigint"};
constexpr Query syntax_fault{"test.syntax_fault", "SELEC 1"};
constexpr Query insert_note{"test.insert_note",
                            "INSERT INTO notes (id, household_id, note) VALUES ($1::bigint, $2::uuid, $3)"};
constexpr Query count_notes{"test.count_notes", "SELECT count(*) FROM notes"};
constexpr Query sleep_seconds{"test.sleep", "SELECT pg_sleep($1::text::float8)"};
constexpr Query add_one{"test.add_one", "UPDATE counters SET value = value + 1 WHERE id = 1"};
constexpr Query read_counter{"test.read_counter", "SELECT value FROM counters WHERE id = 1"};
constexpr Query write_counter{"test.write_counter", "UPDATE counters SET value = $1::bigint WHERE id = 1"};

class DatabaseTest : public testing::Test {
 protected:
  DatabaseTest() {
    auto administrator = scratch_.connect(testkit::As::Administrator);
    for (const char* text : {"CREATE TABLE notes (id bigint PRIMARY KEY, household_id uuid NOT NULL, note text NOT "
                             "NULL CONSTRAINT notes_short CHECK (length(note) < 100))",
                             "CREATE TABLE counters (id bigint PRIMARY KEY, value bigint NOT NULL)",
                             "INSERT INTO counters VALUES (1, 0)", "ALTER TABLE notes ENABLE ROW LEVEL SECURITY",
                             "CREATE POLICY household ON notes USING (household_id = ANY "
                             "(coalesce(nullif(current_setting('coffer.households', true), ''), '{}')::uuid[]))",
                             "GRANT ALL ON notes, counters TO coffer_api"}) {
      testkit::run(administrator, text);
    }
    for (auto* caller : {&ann_, &ben_}) {
      caller->kind = CallerKind::Person;
      caller->user = random_.id<UserId>();
      caller->households.push_back({random_.id<HouseholdId>(), Role::Owner, false});
    }
    for (int i = 1; i <= 100; ++i) {
      const auto household = (i % 2 == 1 ? ann_ : ben_).household().text();
      testkit::run(administrator, "INSERT INTO notes VALUES (" + std::to_string(i) + ", '" + household + "', 'note " +
                                      std::to_string(i) + "')");
    }
  }
  void TearDown() override { EXPECT_TRUE(run_to_end(loops_.at(0), database_.close())); }

  template <class T>
  Result<T> run(Task<T> task) {
    return run_to_end(loops_.at(0), std::move(task));
  }
  Result<> insert(std::int64_t id, const std::string& note) {
    return run(database_.write(ann_, [&](UnitOfWork& unit) -> Task<> {
      COFFER_CO_CHECK(co_await unit.run(statement(insert_note, id, ann_.household(), note)));
      co_return Result<>{};
    }));
  }
  std::int64_t count() { return run(database_.read(ann_, statement(count_notes)))->front().int64(0); }

  testkit::TestDatabase scratch_;
  SystemClock clock_;
  SystemRandom random_{clock_};
  Caller ann_;
  Caller ben_;
  LoopGroup loops_{2};
  Database database_{{.conninfo = scratch_.conninfo(testkit::As::Api), .exclusive_per_loop = 4, .waiting_per_loop = 8},
                     loops_.all(),
                     random_};
};

TEST_F(DatabaseTest, ReadsOneAndMany) {
  EXPECT_EQ(run(database_.read(ann_, statement(find_note, 1)))->front().text(0), "note 1");
  std::vector<Statement> statements;
  statements.push_back(statement(find_note, 3));
  statements.push_back(statement(find_note, 4));
  statements.push_back(statement(count_notes));
  const auto many = run(database_.read(ann_, std::move(statements)));
  ASSERT_TRUE(many);
  EXPECT_EQ((*many)[0].size(), 1);
  EXPECT_EQ((*many)[1].size(), 0) << "another household's";
  EXPECT_EQ((*many)[2].front().int64(0), 50);
}

// Two callers and none share connections, batches and transactions; none sees what is the other's.
TEST_F(DatabaseTest, PipelinedReadsDoNotLeakCallers) {
  TaskGroup group;
  std::atomic<int> wrong = 0;
  std::atomic<int> right = 0;
  const auto look = [](Database& database, const Caller& caller, std::atomic<int>& good,
                       std::atomic<int>& bad) -> Task<> {
    for (int i = 0; i < 40; ++i) {
      COFFER_CO_TRY(seen, co_await database.read(caller, statement(list_notes)));
      const bool anonymous = caller.households.empty();
      bool fits = seen.size() == (anonymous ? 0 : 50);
      for (const auto row : seen) fits = fits && row.id<HouseholdId>(1) == caller.household();
      COFFER_CO_TRY(asked, co_await database.read(caller, statement(who)));
      fits = fits && asked.front().text(0) == (anonymous ? "" : caller.user.text());
      fits = fits && asked.front().text(1) == (anonymous ? "{}" : "{" + caller.household().text() + "}");
      ++(fits ? good : bad);
    }
    co_return Result<>{};
  };
  const Caller nobody;
  for (int i = 0; i < 90; ++i) {
    const auto& caller = i % 3 == 0 ? ann_ : i % 3 == 1 ? ben_ : nobody;
    ASSERT_TRUE(group.spawn(loops_.next(), look(database_, caller, right, wrong)));
  }
  group.join_blocking();
  EXPECT_EQ(wrong, 0);
  EXPECT_EQ(right, 90 * 40);
}

// Faults in a batch, in execution and in preparation, are theirs alone.
TEST_F(DatabaseTest, AnErrorStaysWithItsRead) {
  TaskGroup group;
  std::atomic<int> good = 0;
  std::atomic<int> failed = 0;
  std::atomic<int> wrong = 0;
  const auto ask = [&](int number) -> Task<> {
    const auto query = number % 10 == 3   ? statement(divide, 0)
                       : number % 10 == 7 ? statement(syntax_fault)
                                          : statement(find_note, 1);
    auto rows = co_await database_.read(ann_, query);
    if (number % 10 == 3) {
      ++(!rows && rows.error().kind == ErrorKind::Invalid && sqlstate_of(rows.error()) == "22012" ? failed : wrong);
    } else if (number % 10 == 7) {
      ++(!rows && rows.error().kind == ErrorKind::Bug && sqlstate_of(rows.error()) == "42601" ? failed : wrong);
    } else {
      ++(rows && rows->size() == 1 ? good : wrong);
    }
    co_return Result<>{};
  };
  for (int i = 0; i < 500; ++i) ASSERT_TRUE(group.spawn(loops_.next(), ask(i)));
  group.join_blocking();
  EXPECT_EQ(good, 400);
  EXPECT_EQ(failed, 100);
  EXPECT_EQ(wrong, 0);
}

TEST_F(DatabaseTest, ReadsCannotWrite) {
  const auto refused = run(database_.read(ann_, statement(insert_note, 1'000, ann_.household(), "x")));
  ASSERT_FALSE(refused);
  EXPECT_EQ(sqlstate_of(refused.error()), "25006");
  EXPECT_EQ(count(), 50);
}

TEST_F(DatabaseTest, AUnitIsCommittedOrNothingOfItIs) {
  ASSERT_TRUE(insert(1'001, "kept"));
  EXPECT_EQ(count(), 51);
  const auto refused = run(database_.write(ann_, [&](UnitOfWork& unit) -> Task<int> {
    COFFER_CO_CHECK(co_await unit.run(statement(insert_note, 1'002, ann_.household(), "dropped")));
    co_return fail(ErrorKind::Invalid, "test/refused", "refused");
  }));
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().problem, "test/refused");
  const auto thrown = run(database_.write(ann_, [&](UnitOfWork& unit) -> Task<int> {
    COFFER_CO_CHECK(co_await unit.run(statement(insert_note, 1'003, ann_.household(), "dropped")));
    throw std::runtime_error("broken");
  }));
  ASSERT_FALSE(thrown);
  EXPECT_EQ(thrown.error().kind, ErrorKind::Bug);
  EXPECT_EQ(count(), 51);
  EXPECT_EQ(database_.stats().exclusive_in_use, 0U);
}

TEST_F(DatabaseTest, AnErrorThatIsSwallowedStillLosesTheUnit) {
  const auto refused = run(database_.write(ann_, [&](UnitOfWork& unit) -> Task<> {
    COFFER_CO_CHECK(co_await unit.run(statement(insert_note, 1'004, ann_.household(), "x")));
    (void)co_await unit.run(statement(insert_note, 1'004, ann_.household(), "x"));
    co_return Result<>{};
  }));
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().problem, problems::unique_violation);
  EXPECT_EQ(count(), 50);
}

TEST_F(DatabaseTest, RefusalsNameTheirConstraint) {
  const auto taken = insert(1, "x");
  ASSERT_FALSE(taken);
  EXPECT_EQ(taken.error().kind, ErrorKind::Conflict);
  EXPECT_EQ(constraint_of(taken.error()), "notes_pkey");
  EXPECT_EQ(taken.error().detail.find("notes"), std::string::npos);
  const auto too_long = insert(1'005, std::string(200, 'x'));
  ASSERT_FALSE(too_long);
  EXPECT_EQ(too_long.error().kind, ErrorKind::Invalid);
  EXPECT_EQ(constraint_of(too_long.error()), "notes_short");
  const auto foreign = run(database_.write(ann_, [&](UnitOfWork& unit) -> Task<> {
    COFFER_CO_CHECK(co_await unit.run(statement(insert_note, 1'006, ben_.household(), "x")));
    co_return Result<>{};
  }));
  ASSERT_FALSE(foreign);
  EXPECT_EQ(foreign.error().problem, problems::row_forbidden);
}

TEST_F(DatabaseTest, SerializationFailuresAreRepeatedWhole) {
  TaskGroup group([](const Error& error) { ADD_FAILURE() << error.cause; });
  // All have read before the first writes.
  std::atomic<int> have_read = 0;
  const auto add = [&]() -> Task<> {
    co_return co_await database_.write(ann_, Isolation::Serializable, [&have_read](UnitOfWork& unit) -> Task<> {
      COFFER_CO_TRY(rows, co_await unit.run(statement(read_counter)));
      const auto next = rows.front().int64(0) + 1;
      ++have_read;
      while (have_read < 3) COFFER_CO_CHECK(co_await sleep_for(1ms));
      COFFER_CO_CHECK(co_await unit.run(statement(write_counter, next)));
      co_return Result<>{};
    });
  };
  for (int i = 0; i < 3; ++i) ASSERT_TRUE(group.spawn(loops_.next(), add()));
  group.join_blocking();
  EXPECT_EQ(run(database_.read(ann_, statement(read_counter)))->front().int64(0), 3);
  EXPECT_GT(database_.stats().units_repeated, 0U);
}

TEST_F(DatabaseTest, ASnapshotStaysAsItWas) {
  const auto seen = run(database_.read_snapshot(ann_, [&](Transaction& transaction) -> Task<std::int64_t> {
    COFFER_CO_TRY(before, co_await transaction.run(statement(count_notes)));
    const Caller& caller = ann_;
    COFFER_CO_CHECK(co_await database_.write(caller, [&](UnitOfWork& unit) -> Task<> {
      COFFER_CO_CHECK(co_await unit.run(statement(insert_note, 1'007, ann_.household(), "x")));
      co_return Result<>{};
    }));
    COFFER_CO_TRY(after, co_await transaction.run(statement(count_notes)));
    co_return after.front().int64(0) - before.front().int64(0);
  }));
  EXPECT_EQ(seen.value(), 0);
  EXPECT_EQ(count(), 51);
}

TEST_F(DatabaseTest, TheCallersDeadlineEndsReadsAndUnits) {
  Caller hasty = ann_;
  const auto start = std::chrono::steady_clock::now();
  hasty.deadline.micros = clock_.now().micros + 100'000;
  const auto read = run(database_.read(hasty, statement(sleep_seconds, "5")));
  ASSERT_FALSE(read);
  EXPECT_EQ(read.error().kind, ErrorKind::Timeout);
  hasty.deadline.micros = clock_.now().micros + 100'000;
  const auto written = run(
      database_.write(hasty, [](UnitOfWork& unit) -> Task<Rows> { return unit.run(statement(sleep_seconds, "5")); }));
  ASSERT_FALSE(written);
  EXPECT_EQ(written.error().kind, ErrorKind::Timeout);
  EXPECT_LT(std::chrono::steady_clock::now() - start, 3s);
  const auto late = run(database_.read(hasty, statement(find_note, 1)));
  EXPECT_EQ(late.error().kind, ErrorKind::Timeout);
  EXPECT_EQ(run(database_.read(ann_, statement(find_note, 1)))->size(), 1);
}

TEST_F(DatabaseTest, AStoppedGroupEndsItsReadsAndUnits) {
  TaskGroup group;
  std::atomic<int> stopped = 0;
  const auto read = [&]() -> Task<> {
    auto rows = co_await database_.read(ann_, statement(sleep_seconds, "5"));
    if (!rows && is_stopped(rows.error())) ++stopped;
    co_return Result<>{};
  };
  const auto write = [&]() -> Task<> {
    auto rows = co_await database_.write(
        ann_, [](UnitOfWork& unit) -> Task<Rows> { return unit.run(statement(sleep_seconds, "5")); });
    if (!rows && is_stopped(rows.error())) ++stopped;
    co_return Result<>{};
  };
  for (int i = 0; i < 4; ++i) {
    ASSERT_TRUE(group.spawn(loops_.next(), read()));
    ASSERT_TRUE(group.spawn(loops_.next(), write()));
  }
  std::this_thread::sleep_for(100ms);
  const auto start = std::chrono::steady_clock::now();
  group.request_stop();
  group.join_blocking();
  EXPECT_LT(std::chrono::steady_clock::now() - start, 1s);
  EXPECT_EQ(stopped, 8);
}

TEST_F(DatabaseTest, AnExhaustedPoolMakesWaitUntilTheDeadlineAndRefusesBeyondItsQueue) {
  TaskGroup group;
  std::atomic<int> done = 0;
  std::atomic<int> timed_out = 0;
  std::atomic<int> refused = 0;
  const auto write = [&]() -> Task<> {
    Caller hasty = ann_;
    hasty.deadline.micros = clock_.now().micros + 1'500'000;
    auto rows = co_await database_.write(
        hasty, [](UnitOfWork& unit) -> Task<Rows> { return unit.run(statement(sleep_seconds, "1")); });
    if (rows) {
      ++done;
    } else if (rows.error().kind == ErrorKind::Timeout) {
      ++timed_out;
    } else if (rows.error().problem == problems::database_busy) {
      ++refused;
    }
    co_return Result<>{};
  };
  for (int i = 0; i < 14; ++i) ASSERT_TRUE(group.spawn(loops_.at(0), write()));
  group.join_blocking();
  EXPECT_EQ(done, 4);
  EXPECT_EQ(timed_out, 8);
  EXPECT_EQ(refused, 2);
}

TEST_F(DatabaseTest, ManyConcurrentReadsAndUnitsOnTwoLoops) {
  TaskGroup group([](const Error& error) { ADD_FAILURE() << error.detail << ' ' << error.cause; });
  std::atomic<int> reads = 0;
  const auto work = [&](int number) -> Task<> {
    for (int i = 0; i < 50; ++i) {
      COFFER_CO_TRY(rows, co_await database_.read(ann_, statement(find_note, 1 + 2 * ((number + i) % 50))));
      if (rows.size() == 1) ++reads;
    }
    co_return Result<>{};
  };
  const auto add = [&]() -> Task<> {
    for (int i = 0; i < 25; ++i) {
      COFFER_CO_CHECK(
          co_await database_.write(ann_, [](UnitOfWork& unit) -> Task<Rows> { return unit.run(statement(add_one)); }));
    }
    co_return Result<>{};
  };
  for (int i = 0; i < 200; ++i) ASSERT_TRUE(group.spawn(loops_.next(), work(i)));
  for (int i = 0; i < 8; ++i) ASSERT_TRUE(group.spawn(loops_.next(), add()));
  group.join_blocking();
  EXPECT_EQ(reads, 10'000);
  EXPECT_EQ(run(database_.read(ann_, statement(read_counter)))->front().int64(0), 200);
  EXPECT_LE(database_.stats().pipelined_open, 4U);
}

}  // namespace
}  // namespace coffer::platform
