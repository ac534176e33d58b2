// The pool. It takes only units of (caller, statements): each unit tells PostgreSQL its caller first,
// an empty one too, so that nothing is left over from the unit before.
//
// Reads of all tasks of a loop share two pipelined connections, read-only by themselves; one that fails
// because another one of its batch failed is repeated alone. Units of work and slow reads take
// exclusive connections; waiting for one is bounded by the caller's deadline.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <type_traits>
#include <vector>

#include "base/caller.hpp"
#include "platform/async/loop.hpp"
#include "platform/pg/transaction.hpp"
#include "platform/unit_of_work.hpp"

namespace coffer::platform {

struct DatabaseOptions {
  // libpq's key=value string or URI.
  std::string conninfo;
  // Shown in pg_stat_activity.
  std::string application_name = "coffer";
  std::size_t pipelined_per_loop = 2;
  std::size_t exclusive_per_loop = 8;
  std::size_t waiting_per_loop = 512;
  // Reads queued or on their way per loop; more are refused with Unavailable.
  std::size_t reads_per_loop = 4096;
  // Upper bounds where the caller's deadline is later.
  std::chrono::milliseconds read_timeout{10'000};
  std::chrono::milliseconds write_timeout{60'000};
  std::chrono::milliseconds connect_timeout{5'000};
  std::chrono::milliseconds reconnect_delay_least{50};
  std::chrono::milliseconds reconnect_delay_most{2'000};
  // Of a unit that met a serialization failure or deadlock, the first one included.
  int write_attempts = 5;
};

// One statement, for metrics and the log of slow ones. Called on the loop's thread.
struct StatementObservation {
  std::string_view query;
  std::chrono::nanoseconds duration{};
  std::int64_t rows = 0;
  std::optional<ErrorKind> error;
};

struct DatabaseStats {
  std::size_t pipelined_open = 0;
  std::size_t exclusive_open = 0;
  std::size_t exclusive_in_use = 0;
  std::size_t waiting = 0;
  std::size_t reads_pending = 0;
  std::uint64_t connects = 0;
  std::uint64_t units_repeated = 0;
};

struct PgRequest;

enum class Isolation { ReadCommitted, RepeatableRead, Serializable };

class Database {
 public:
  // Connects when first used. Loops outlive the database; tasks that use it have ended before it is destroyed.
  Database(DatabaseOptions options, std::vector<Loop*> loops, Random& random,
           std::function<void(const StatementObservation&)> observe = {});
  ~Database();
  Database(const Database&) = delete;
  Database& operator=(const Database&) = delete;

  // Repeated once on another connection when theirs is lost. The caller need not outlive the call: it
  // is encoded at once. Statements that write are refused by PostgreSQL.
  Task<Rows> read(const Caller& caller, Statement statement);
  // One unit: the statements see the same caller, each its own snapshot. Not for one that may take long.
  Task<std::vector<Rows>> read(const Caller& caller, std::vector<Statement> statements);

  // Statements of one snapshot (repeatable read, read-only) on an exclusive connection: reports, exports,
  // whatever takes more than some milliseconds.
  template <class Function>
  auto read_snapshot(const Caller& caller, Function function) -> std::invoke_result_t<Function&, Transaction&>;

  // One unit of work: BEGIN, the caller, the function, COMMIT; ROLLBACK when it ends in an error or
  // exception. Run again as a whole on 40001 and 40P01, so what it changes outside must bear that.
  // A connection lost during COMMIT is Unavailable with problems::commit_unknown and never repeated.
  // `caller` must live until the task has ended.
  template <class Function>
  auto write(const Caller& caller, Function function) -> std::invoke_result_t<Function&, UnitOfWork&> {
    return write(caller, Isolation::ReadCommitted, std::move(function));
  }
  template <class Function>
  auto write(const Caller& caller, Isolation isolation, Function function)
      -> std::invoke_result_t<Function&, UnitOfWork&>;

  // Called on the loop after each commit of a unit that emitted events or enqueued jobs; set while no unit
  // runs. Notifier does it.
  struct Committed {
    bool events = false;
    bool jobs = false;
  };
  void on_commit(std::function<void(Committed)> committed) { on_commit_ = std::move(committed); }

  // Whether a trivial statement comes back; for readiness.
  Task<> ping(Deadline deadline);
  // Drops every connection when its present work is done; ended units first. For an orderly end.
  Task<> close();
  [[nodiscard]] DatabaseStats stats() const;
  [[nodiscard]] const DatabaseOptions& options() const { return options_; }

 private:
  class Pool;
  Pool& pool_of(Loop& loop) const;
  Task<Rows> read_one(std::vector<Statement> statements, Deadline deadline);
  Task<std::vector<Rows>> read_many(std::vector<Statement> statements, Deadline deadline);
  Task<> perform_read(std::shared_ptr<PgRequest> request);
  static Task<> close_pool(std::shared_ptr<Pool> pool);
  Task<> run_unit(const Caller& caller, Isolation isolation, std::function<Task<>(UnitOfWork&)> work);
  Task<> run_snapshot(const Caller& caller, std::function<Task<>(Transaction&)> work);

  DatabaseOptions options_;
  Random& random_;
  std::function<void(Committed)> on_commit_;
  std::vector<std::shared_ptr<Pool>> pools_;
};

template <class Function>
auto Database::write(const Caller& caller, Isolation isolation, Function function)
    -> std::invoke_result_t<Function&, UnitOfWork&> {
  using Value = typename std::invoke_result_t<Function&, UnitOfWork&>::value_type;
  std::optional<Result<Value>> kept;
  std::function<Task<>(UnitOfWork&)> work = [&kept, &function](UnitOfWork& unit) -> Task<> {
    auto task = function(unit);
    kept.emplace(co_await task);
    if (!*kept) co_return fail(kept->error());
    co_return Result<>{};
  };
  auto ended = co_await run_unit(caller, isolation, std::move(work));
  if (!ended) co_return fail(std::move(ended).error());
  co_return std::move(*kept);
}

template <class Function>
auto Database::read_snapshot(const Caller& caller, Function function) -> std::invoke_result_t<Function&, Transaction&> {
  using Value = typename std::invoke_result_t<Function&, Transaction&>::value_type;
  std::optional<Result<Value>> kept;
  std::function<Task<>(Transaction&)> work = [&kept, &function](Transaction& transaction) -> Task<> {
    auto task = function(transaction);
    kept.emplace(co_await task);
    if (!*kept) co_return fail(kept->error());
    co_return Result<>{};
  };
  auto ended = co_await run_snapshot(caller, std::move(work));
  if (!ended) co_return fail(std::move(ended).error());
  co_return std::move(*kept);
}

}  // namespace coffer::platform
