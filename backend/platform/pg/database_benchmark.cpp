// Reads by key per second through Database, to be held against
//   pgbench -M prepared -f set_caller_and_select.sql -c 8 -j 2
// on the same cluster. Arguments: CONNINFO [TASKS] [SECONDS].
#include <atomic>
#include <chrono>
#include <cstdio>
#include <string>

#include "platform/async/task_group.hpp"
#include "platform/clock/random.hpp"
#include "platform/pg/database.hpp"

namespace coffer::platform {
namespace {

constexpr Query find_account{"benchmark.find_account",
                             "SELECT aid, bid, abalance FROM pgbench_accounts WHERE aid = $1::integer"};

Task<> read_on(Database& database, const Caller& caller, const std::atomic<bool>& stop,
               std::atomic<std::uint64_t>& total, std::uint32_t state) {
  std::uint64_t count = 0;
  while (!stop.load(std::memory_order_relaxed)) {
    state = state * 1'664'525 + 1'013'904'223;
    auto rows = co_await database.read(caller, statement(find_account, static_cast<std::int64_t>(state % 100'000 + 1)));
    if (!rows) co_return fail(std::move(rows).error());
    ++count;
  }
  total += count;
  co_return Result<>{};
}

}  // namespace
}  // namespace coffer::platform

int main(int argc, char** argv) {
  using namespace coffer;
  using namespace coffer::platform;
  if (argc < 2) {
    std::fputs("usage: database_benchmark CONNINFO [TASKS] [SECONDS]\n", stderr);
    return 2;
  }
  const int tasks = argc > 2 ? std::stoi(argv[2]) : 128;
  const int seconds = argc > 3 ? std::stoi(argv[3]) : 5;
  SystemClock clock;
  SystemRandom random(clock);
  LoopGroup loops(2);
  DatabaseOptions options;
  options.conninfo = argv[1];
  Database database(options, loops.all(), random);
  Caller caller;
  caller.kind = CallerKind::Person;
  caller.user = random.id<UserId>();
  caller.households.push_back({random.id<HouseholdId>(), Role::Owner, false});
  caller.deadline.micros = clock.now().micros + 3'600'000'000;
  std::atomic<bool> stop = false;
  std::atomic<std::uint64_t> total = 0;
  TaskGroup group([](const Error& error) { std::fprintf(stderr, "%s\n", error.cause.c_str()); });
  const auto start = std::chrono::steady_clock::now();
  for (int i = 0; i < tasks; ++i)
    (void)group.spawn(loops.next(), read_on(database, caller, stop, total, static_cast<std::uint32_t>(i * 7919)));
  std::this_thread::sleep_for(std::chrono::seconds(seconds));
  stop = true;
  group.join_blocking();
  const std::chrono::duration<double> took = std::chrono::steady_clock::now() - start;
  std::printf("%.0f reads/s with %d tasks on 2 loops\n", static_cast<double>(total) / took.count(), tasks);
  (void)run_to_end(loops.at(0), database.close());
  return 0;
}
