// The connections of one loop; inside platform/pg alone.
#pragma once

#include <atomic>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "platform/async/compute_pool.hpp"
#include "platform/async/semaphore.hpp"
#include "platform/pg/connection.hpp"

namespace coffer::platform {

// "BEGIN" for the isolation, and the statement that tells PostgreSQL who asks and how long it may take.
[[nodiscard]] Statement begin_statement(Isolation isolation);
[[nodiscard]] Statement begin_read_only_statement();
[[nodiscard]] Statement caller_statement(const Caller& caller, std::chrono::milliseconds timeout);
// Refuses what libpq could not send.
[[nodiscard]] Result<> check_statements(const std::vector<Statement>& statements);

class Database::Pool : public std::enable_shared_from_this<Pool> {
 public:
  Pool(Loop& loop, const DatabaseOptions& options, std::shared_ptr<ComputePool> connector,
       const std::function<void(const StatementObservation&)>& observe);

  [[nodiscard]] Loop& loop() const { return loop_; }

  // An open pipelined connection, younger than the given age if one can be had, or null; then one is being opened.
  [[nodiscard]] Connection* find_pipelined(std::uint64_t younger_than);
  // How many connections were opened so far: the age of those to come.
  [[nodiscard]] std::uint64_t age() const { return connects_; }
  // Waits for one to open.
  Task<> open_pipelined(Deadline deadline);

  // An exclusive connection for as long as the lease lives; afterwards it is kept if it is clean.
  class Lease {
   public:
    Lease(std::shared_ptr<Pool> pool, Semaphore::Permit permit, std::unique_ptr<Connection> connection);
    Lease(Lease&&) noexcept = default;
    Lease& operator=(Lease&&) = delete;
    ~Lease();
    [[nodiscard]] Connection& connection() { return *connection_; }

   private:
    std::shared_ptr<Pool> pool_;
    Semaphore::Permit permit_;
    std::unique_ptr<Connection> connection_;
  };
  Task<Lease> lease(Deadline deadline);

  // Deadlines of what is on its way are looked at from now on.
  void watch_deadlines();

  [[nodiscard]] bool take_read_slot();
  void give_read_slot() { reads_pending_.fetch_sub(1, std::memory_order_relaxed); }

  // On the loop's thread.
  void close();
  Task<> wait_for_connecting();
  void add_to(DatabaseStats& stats) const;

  std::atomic<std::uint64_t> units_repeated{0};

 private:
  struct Slot {
    std::unique_ptr<Connection> connection;
    std::uint64_t age = 0;
    bool connecting = false;
  };
  Task<std::unique_ptr<Connection>> connect(ConnectionKind kind, Deadline deadline);
  void start_connecting(Slot& slot);
  static Task<> connect_slot(std::shared_ptr<Pool> pool, Slot& slot);
  void sweep();

  Loop& loop_;
  const DatabaseOptions options_;
  const std::shared_ptr<ComputePool> connector_;
  const std::function<void(const StatementObservation&)> observe_;
  std::stop_source stop_;
  // Before the connections, whose end counts down here.
  std::atomic<std::size_t> reads_pending_{0};
  std::atomic<std::size_t> pipelined_open_{0};
  std::atomic<std::size_t> exclusive_open_{0};
  std::atomic<std::size_t> exclusive_in_use_{0};
  std::atomic<std::uint64_t> connects_{0};
  std::vector<Slot> slots_;
  std::vector<Completion<>> waiting_for_pipelined_;
  Semaphore permits_;
  std::vector<std::unique_ptr<Connection>> idle_;
  std::vector<Connection*> leased_;
  std::optional<Timer> sweeper_;
  bool sweeping_ = false;
  std::size_t connecting_ = 0;
  int failures_ = 0;
  Deadline::SteadyPoint next_attempt_{};
  std::vector<Completion<>> waiting_for_connecting_;
};

}  // namespace coffer::platform
