// One libpq connection in pipeline mode, bound to a loop; inside platform/pg alone.
//
// Requests queued during a turn of the loop go out together under one Sync, that is in one implicit
// transaction: an error aborts those behind it in the batch, and these are sent again under a Sync of
// their own. A request marked `alone` has its own Sync from the start and ends with it.
#pragma once

#include <chrono>
#include <coroutine>
#include <deque>
#include <functional>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <unordered_map>
#include <vector>

#include "platform/async/completion.hpp"
#include "platform/async/loop.hpp"
#include "platform/pg/database.hpp"

struct pg_conn;

namespace coffer::platform {

struct PgFinish {
  void operator()(pg_conn* connection) const;
};
using PgHandle = std::unique_ptr<pg_conn, PgFinish>;

enum class ConnectionKind { Pipelined, Exclusive, Listening };

// Blocks: name resolution, TLS and SCRAM included. For a thread of its own.
[[nodiscard]] Result<PgHandle> connect_blocking(const DatabaseOptions& options, ConnectionKind kind);

struct PgRequest {
  std::vector<Statement> statements;
  // So many leading statements are ours (BEGIN, the caller); their rows are dropped.
  std::size_t preamble = 0;
  bool alone = false;
  Deadline deadline;
  std::stop_token stop;

  std::vector<Rows> rows;
  std::optional<Error> error;
  bool sent = false;
  bool done = false;
  bool aborted = false;
  std::coroutine_handle<> waiter;
  std::chrono::steady_clock::time_point queued_at;

  // To be sent again, its waiter kept.
  void reset_for_repetition();
  // The caller waits anew.
  void reset();
};

class Connection final : public TurnEnd {
 public:
  using Observer = std::function<void(const StatementObservation&)>;

  Connection(Loop& loop, PgHandle handle, const Observer* observe);
  ~Connection();
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;

  [[nodiscard]] bool is_open() const { return handle_ != nullptr; }
  // Neither a transaction open nor anything on its way.
  [[nodiscard]] bool is_clean() const;
  // Requests queued or on their way.
  [[nodiscard]] std::size_t load() const { return pending_.size() + in_flight_; }
  void submit(std::shared_ptr<PgRequest> request);
  // Ends the waits whose deadline passed or whose group was stopped, and the connection when its server
  // has answered nothing for `silence`.
  void sweep(std::chrono::steady_clock::time_point now, std::chrono::milliseconds silence);
  void close(std::string_view cause);

  std::function<void(std::string_view channel, std::string_view payload)> on_notification;
  std::function<void()> on_closed;

  struct Wait {
    PgRequest& request;
    [[nodiscard]] bool await_ready() const noexcept { return request.done; }
    void await_suspend(std::coroutine_handle<> waiter) const noexcept { request.waiter = waiter; }
    void await_resume() const noexcept {}
  };

 private:
  enum class Step { Prepare, Query, Sync };
  struct Prepared {
    std::string text;
    std::uint64_t number = 0;  // "c7" on the server
    bool ready = false;        // the server has confirmed it
    const PgRequest* sender = nullptr;
  };
  struct Expected {
    Step step = Step::Sync;
    std::shared_ptr<PgRequest> request;  // of a Sync: the one that ends with it, if any
    std::size_t index = 0;
    std::uint64_t prepared = 0;
    bool answered = false;
  };

  void at_turn_end() override;
  bool send(const std::shared_ptr<PgRequest>& request);
  bool send_statement(const std::shared_ptr<PgRequest>& request, std::size_t index);
  bool send_prepare(const std::shared_ptr<PgRequest>& request, std::size_t index);
  [[nodiscard]] bool may_rely_on(const Prepared& prepared, const PgRequest& request, std::size_t index) const;
  void confirm_prepared(const Expected& expected);
  void forget_prepared(const Expected& expected);
  bool send_sync(std::shared_ptr<PgRequest> ends);
  void push_out();
  void on_readable();
  void watch();
  void take_results();
  void take_result(Expected& expected, pg_result* result);
  void take_error(Expected& expected, const pg_result* result);
  void end_of_request(const std::shared_ptr<PgRequest>& request);
  void finish(PgRequest& request);
  void give_up(PgRequest& request, Error error);
  void observe(const PgRequest& request, std::size_t index, std::int64_t rows, std::optional<ErrorKind> error) const;

  Loop& loop_;
  PgHandle handle_;
  std::optional<FdWatcher> watcher_;
  const Observer* observe_;
  std::deque<std::shared_ptr<PgRequest>> pending_;
  std::deque<Expected> expected_;
  std::size_t in_flight_ = 0;
  std::unordered_map<const char*, Prepared> prepared_;
  std::uint64_t next_prepared_ = 0;
  // Why the server is about to end the connection.
  std::string ending_;
  std::chrono::steady_clock::time_point last_answer_;
};

}  // namespace coffer::platform
