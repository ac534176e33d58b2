#include "platform/pg/database.hpp"

#include <cassert>
#include <future>
#include <utility>

#include "platform/log/log.hpp"
#include "platform/pg/exclusive_transaction.hpp"
#include "platform/pg/pg_error_internal.hpp"
#include "platform/pg/pool.hpp"

namespace coffer::platform {

using std::chrono::milliseconds;

namespace {

constexpr Query ping_query{"platform.pg.ping", "SELECT 1"};

// 2, 4, 8 ... ms, each up to twice as long, so that two units that met do not meet again.
milliseconds pause_before(int attempt, Random& random) {
  std::array<std::uint8_t, 1> byte{};
  random.fill(byte);
  const int base = 1 << std::min(attempt, 7);
  return milliseconds(base + base * byte[0] / 256);
}

}  // namespace

Database::Database(DatabaseOptions options, std::vector<Loop*> loops, Random& random,
                   std::function<void(const StatementObservation&)> observe)
    : options_(std::move(options)), random_(random) {
  assert(!loops.empty());
  const auto connector = std::make_shared<ComputePool>(ComputePoolLimits{2, 1024});
  for (auto* loop : loops) pools_.push_back(std::make_shared<Pool>(*loop, options_, connector, observe));
}

Database::~Database() {
  for (const auto& pool : pools_) {
    auto& loop = pool->loop();
    if (loop.is_this_thread() || !loop.is_running()) {
      pool->close();
      continue;
    }
    std::promise<void> closed;
    loop.post([&] {
      pool->close();
      closed.set_value();
    });
    closed.get_future().wait();
  }
}

Database::Pool& Database::pool_of(Loop& loop) const {
  for (const auto& pool : pools_) {
    if (&pool->loop() == &loop) return *pool;
  }
  assert(false && "the task runs on a loop that this database does not serve");
  std::terminate();
}

Task<Rows> Database::read(const Caller& caller, Statement statement) {
  std::vector<Statement> statements;
  statements.reserve(2);
  statements.push_back(caller_statement(caller, Deadline::of(caller).remaining(options_.read_timeout)));
  statements.push_back(std::move(statement));
  return read_one(std::move(statements), Deadline::of(caller));
}

Task<std::vector<Rows>> Database::read(const Caller& caller, std::vector<Statement> statements) {
  statements.insert(statements.begin(),
                    caller_statement(caller, Deadline::of(caller).remaining(options_.read_timeout)));
  return read_many(std::move(statements), Deadline::of(caller));
}

Task<Rows> Database::read_one(std::vector<Statement> statements, Deadline deadline) {
  auto request = std::make_shared<PgRequest>();
  request->statements = std::move(statements);
  request->deadline = deadline.earlier_of(Deadline::in(options_.read_timeout));
  auto done = co_await perform_read(request);
  if (!done) co_return fail(std::move(done).error());
  co_return std::move(request->rows.front());
}

Task<std::vector<Rows>> Database::read_many(std::vector<Statement> statements, Deadline deadline) {
  auto request = std::make_shared<PgRequest>();
  request->statements = std::move(statements);
  request->deadline = deadline.earlier_of(Deadline::in(options_.read_timeout));
  auto done = co_await perform_read(request);
  if (!done) co_return fail(std::move(done).error());
  co_return std::move(request->rows);
}

Task<> Database::perform_read(std::shared_ptr<PgRequest> request) {
  const TaskContext& context = co_await this_context();
  auto& pool = pool_of(*context.loop);
  COFFER_CO_CHECK(check_statements(request->statements));
  request->preamble = 1;
  request->stop = context.stop;
  if (context.stop.stop_requested()) co_return fail_stopped();
  if (request->deadline.has_passed()) co_return fail_database_timeout(request->statements.back().query.name);
  if (!pool.take_read_slot()) co_return fail_overloaded();
  struct Slot {
    Pool& pool;
    ~Slot() { pool.give_read_slot(); }
  };
  const Slot slot{pool};
  std::uint64_t younger_than = 0;
  for (int attempt = 1;; ++attempt) {
    auto* connection = pool.find_pipelined(younger_than);
    while (connection == nullptr) {
      COFFER_CO_CHECK(co_await pool.open_pipelined(request->deadline));
      connection = pool.find_pipelined(younger_than);
    }
    pool.watch_deadlines();
    connection->submit(request);
    const Connection::Wait wait{*request};
    co_await wait;
    if (!request->error) co_return Result<>{};
    const bool lost = is_lost(*request->error);
    const bool again = attempt == 1 && (lost || is_serialization(*request->error));
    // A server that restarts ends all connections at once, some of which still look open to us.
    if (lost) younger_than = pool.age();
    if (!again) co_return fail(std::move(*request->error));
    request->reset();
  }
}

Task<> Database::run_unit(const Caller& caller, Isolation isolation, std::function<Task<>(UnitOfWork&)> work) {
  const TaskContext& context = co_await this_context();
  auto& pool = pool_of(*context.loop);
  const auto deadline = Deadline::of(caller).earlier_of(Deadline::in(options_.write_timeout));
  for (int attempt = 1;; ++attempt) {
    Result<> outcome;
    bool again = false;
    {
      auto lease = co_await pool.lease(deadline);
      if (!lease) co_return fail(std::move(lease).error());
      std::vector<Statement> opening;
      opening.push_back(begin_statement(isolation));
      opening.push_back(caller_statement(caller, deadline.remaining(options_.write_timeout)));
      ExclusiveTransaction transaction(lease->connection(), std::move(opening), deadline,
                                       [&pool] { pool.watch_deadlines(); });
      UnitOfWork unit(caller, transaction, random_);
      std::exception_ptr thrown;
      try {
        auto task = work(unit);
        outcome = co_await task;
      } catch (...) {
        thrown = std::current_exception();
      }
      if (!thrown && outcome) outcome = co_await transaction.commit(unit.take_trailing_statements());
      if (thrown || !outcome) (void)co_await transaction.roll_back();
      if (thrown) std::rethrow_exception(thrown);
      if (outcome) {
        if (on_commit_ && (unit.has_events() || unit.has_jobs())) on_commit_({unit.has_events(), unit.has_jobs()});
        co_return Result<>{};
      }
      // What the function made of the database's error does not matter: the transaction is lost by it. Before
      // COMMIT was sent a lost connection has changed nothing either.
      const auto& met = transaction.error();
      again = met && (is_serialization(*met) || is_lost(*met)) && attempt < options_.write_attempts &&
              !deadline.has_passed();
      if (again && is_lost(*met))
        log_failure(LogLevel::Warn, "unit.repeated", *met, {{"attempt", attempt}, {"trace_id", caller.trace_id}});
    }
    if (!again) co_return std::move(outcome);
    ++pool.units_repeated;
    COFFER_CO_CHECK(co_await sleep_for(pause_before(attempt, random_)));
  }
}

Task<> Database::run_snapshot(const Caller& caller, std::function<Task<>(Transaction&)> work) {
  const TaskContext& context = co_await this_context();
  auto& pool = pool_of(*context.loop);
  const auto deadline = Deadline::of(caller).earlier_of(Deadline::in(options_.write_timeout));
  auto lease = co_await pool.lease(deadline);
  if (!lease) co_return fail(std::move(lease).error());
  std::vector<Statement> opening;
  opening.push_back(begin_read_only_statement());
  opening.push_back(caller_statement(caller, deadline.remaining(options_.write_timeout)));
  ExclusiveTransaction transaction(lease->connection(), std::move(opening), deadline,
                                   [&pool] { pool.watch_deadlines(); });
  std::exception_ptr thrown;
  Result<> outcome;
  try {
    auto task = work(transaction);
    outcome = co_await task;
  } catch (...) {
    thrown = std::current_exception();
  }
  (void)co_await transaction.roll_back();
  if (thrown) std::rethrow_exception(thrown);
  co_return std::move(outcome);
}

Task<> Database::ping(Deadline deadline) {
  std::vector<Statement> statements;
  statements.push_back(caller_statement(Caller{}, deadline.remaining(options_.read_timeout)));
  statements.push_back(statement(ping_query));
  auto rows = co_await read_one(std::move(statements), deadline);
  if (!rows) co_return fail(std::move(rows).error());
  co_return Result<>{};
}

Task<> Database::close() {
  for (const auto& pool : pools_) {
    const Completion<> closed;
    spawn(pool->loop(), close_pool(pool), {}, [closed](Result<> result) { closed.complete(std::move(result)); });
    COFFER_CO_CHECK(co_await closed.wait_to_the_end());
  }
  co_return Result<>{};
}

Task<> Database::close_pool(std::shared_ptr<Pool> pool) {
  pool->close();
  co_return co_await pool->wait_for_connecting();
}

DatabaseStats Database::stats() const {
  DatabaseStats stats;
  for (const auto& pool : pools_) pool->add_to(stats);
  return stats;
}

}  // namespace coffer::platform
