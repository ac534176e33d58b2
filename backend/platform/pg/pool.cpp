#include "platform/pg/pool.hpp"

#include <algorithm>
#include <cassert>
#include <utility>

#include "platform/pg/pg_error_internal.hpp"

namespace coffer::platform {

using std::chrono::milliseconds;
using std::chrono::steady_clock;

namespace {

constexpr milliseconds sweep_interval{20};
// How much longer than the server's own statement_timeout we wait for a sign of life.
constexpr milliseconds silence_grace{5'000};

std::unexpected<Error> fail_busy(Error cause) {
  if (is_stopped(cause)) return fail(std::move(cause));
  cause.problem = problems::database_busy;
  cause.cause = "no connection in time: " + cause.cause;
  return fail(std::move(cause));
}

}  // namespace

Database::Pool::Pool(Loop& loop, const DatabaseOptions& options, std::shared_ptr<ComputePool> connector,
                     const std::function<void(const StatementObservation&)>& observe)
    : loop_(loop),
      options_(options),
      connector_(std::move(connector)),
      observe_(observe),
      slots_(options.pipelined_per_loop),
      permits_(SemaphoreLimits{options.exclusive_per_loop, options.waiting_per_loop}) {}

Connection* Database::Pool::find_pipelined(std::uint64_t younger_than) {
  Connection* best = nullptr;
  Connection* any = nullptr;
  const auto consider = [](Connection*& chosen, Connection& other) {
    if (chosen == nullptr || other.load() < chosen->load()) chosen = &other;
  };
  for (auto& slot : slots_) {
    if (!slot.connection || !slot.connection->is_open()) continue;
    consider(any, *slot.connection);
    if (slot.age > younger_than) consider(best, *slot.connection);
  }
  // A further one only when the open ones have work.
  if (best == nullptr || best->load() > 0) {
    for (auto& slot : slots_) {
      if (!slot.connection || !slot.connection->is_open()) start_connecting(slot);
    }
  }
  // Nothing younger will come when every slot is open.
  return best == nullptr && connecting_ == 0 ? any : best;
}

Task<> Database::Pool::open_pipelined(Deadline deadline) {
  if (stop_.stop_requested()) co_return fail_stopped();
  const Completion<> opened;
  waiting_for_pipelined_.push_back(opened);
  auto result = co_await opened.wait(deadline);
  if (!result) co_return fail_busy(std::move(result).error());
  co_return Result<>{};
}

void Database::Pool::start_connecting(Slot& slot) {
  if (slot.connecting || stop_.stop_requested()) return;
  slot.connecting = true;
  ++connecting_;
  spawn(loop_, connect_slot(shared_from_this(), slot), stop_.get_token(), {});
}

Task<> Database::Pool::connect_slot(std::shared_ptr<Pool> pool, Slot& slot) {
  auto connection = co_await pool->connect(ConnectionKind::Pipelined, Deadline::in(pool->options_.connect_timeout));
  slot.connecting = false;
  Result<> outcome;
  if (connection) {
    slot.connection = std::move(*connection);
    slot.age = pool->connects_;
    slot.connection->on_closed = [raw = pool.get()] { --raw->pipelined_open_; };
    ++pool->pipelined_open_;
  } else {
    outcome = fail(connection.error());
  }
  for (const auto& waiting : std::exchange(pool->waiting_for_pipelined_, {})) waiting.complete(outcome);
  if (--pool->connecting_ == 0) {
    for (const auto& waiting : std::exchange(pool->waiting_for_connecting_, {})) waiting.complete(Result<>{});
  }
  co_return Result<>{};
}

Task<std::unique_ptr<Connection>> Database::Pool::connect(ConnectionKind kind, Deadline deadline) {
  const auto self = shared_from_this();
  for (;;) {
    if (next_attempt_ > steady_clock::now()) COFFER_CO_CHECK(co_await sleep_until(Deadline::at(next_attempt_)));
    auto handle =
        co_await connector_->run([options = options_, kind] { return connect_blocking(options, kind); }, deadline);
    if (handle) {
      failures_ = 0;
      ++connects_;
      co_return std::make_unique<Connection>(loop_, std::move(*handle), &observe_);
    }
    if (is_stopped(handle.error())) co_return fail(std::move(handle).error());
    // Our own impatience says nothing of the server, and is no reason for others to wait.
    if (handle.error().kind == ErrorKind::Timeout) co_return fail(error_lost("not opened in time"));
    const auto delay =
        std::min(options_.reconnect_delay_most, options_.reconnect_delay_least * (1 << std::min(failures_, 10)));
    ++failures_;
    next_attempt_ = steady_clock::now() + delay;
    if (Deadline::at(next_attempt_).earlier_of(deadline).point() == deadline.point())
      co_return fail(std::move(handle).error());
  }
}

Database::Pool::Lease::Lease(std::shared_ptr<Pool> pool, Semaphore::Permit permit,
                             std::unique_ptr<Connection> connection)
    : pool_(std::move(pool)), permit_(std::move(permit)), connection_(std::move(connection)) {
  ++pool_->exclusive_in_use_;
  pool_->leased_.push_back(connection_.get());
}

Database::Pool::Lease::~Lease() {
  if (!connection_) return;
  std::erase(pool_->leased_, connection_.get());
  --pool_->exclusive_in_use_;
  if (connection_->is_clean() && !pool_->stop_.stop_requested()) {
    pool_->idle_.push_back(std::move(connection_));
  } else {
    connection_->close("not clean");
  }
}

Task<Database::Pool::Lease> Database::Pool::lease(Deadline deadline) {
  auto self = shared_from_this();
  auto permit = co_await permits_.acquire(deadline);
  if (!permit) co_return fail_busy(std::move(permit).error());
  std::erase_if(idle_, [](const auto& connection) { return !connection->is_clean(); });
  std::unique_ptr<Connection> connection;
  if (!idle_.empty()) {
    connection = std::move(idle_.back());
    idle_.pop_back();
  } else {
    auto opened =
        co_await connect(ConnectionKind::Exclusive, deadline.earlier_of(Deadline::in(options_.connect_timeout)));
    if (!opened) co_return fail_busy(std::move(opened).error());
    connection = std::move(*opened);
    connection->on_closed = [raw = this] { --raw->exclusive_open_; };
    ++exclusive_open_;
  }
  co_return Lease(std::move(self), std::move(*permit), std::move(connection));
}

void Database::Pool::watch_deadlines() {
  if (sweeping_) return;
  sweeping_ = true;
  if (!sweeper_) sweeper_.emplace(loop_);
  sweeper_->start(steady_clock::now() + sweep_interval, [this] { sweep(); });
}

void Database::Pool::sweep() {
  const auto now = steady_clock::now();
  const auto silence = options_.read_timeout + silence_grace;
  bool busy = false;
  for (auto& slot : slots_) {
    if (!slot.connection || slot.connection->load() == 0) continue;
    slot.connection->sweep(now, silence);
    busy = true;
  }
  for (auto* connection : leased_) {
    if (connection->load() == 0) continue;
    connection->sweep(now, options_.write_timeout + silence_grace);
    busy = true;
  }
  sweeping_ = false;
  if (busy) watch_deadlines();
}

bool Database::Pool::take_read_slot() {
  if (reads_pending_.load(std::memory_order_relaxed) >= options_.reads_per_loop) return false;
  reads_pending_.fetch_add(1, std::memory_order_relaxed);
  return true;
}

void Database::Pool::close() {
  stop_.request_stop();
  sweeper_.reset();
  idle_.clear();
  for (auto& slot : slots_) {
    if (slot.connection) slot.connection->close("closed");
  }
}

Task<> Database::Pool::wait_for_connecting() {
  const auto self = shared_from_this();
  if (connecting_ == 0) co_return Result<>{};
  const Completion<> ended;
  waiting_for_connecting_.push_back(ended);
  co_return co_await ended.wait();
}

void Database::Pool::add_to(DatabaseStats& stats) const {
  stats.pipelined_open += pipelined_open_;
  stats.exclusive_open += exclusive_open_;
  stats.exclusive_in_use += exclusive_in_use_;
  stats.waiting += permits_.waiting();
  stats.reads_pending += reads_pending_;
  stats.connects += connects_;
  stats.units_repeated += units_repeated;
}

}  // namespace coffer::platform
