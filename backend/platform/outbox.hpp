// Events leave through the outbox: rows written by UnitOfWork::emit, handed to their consumers in
// order of position, at least once. NOTIFY is not sent per commit (it costs two thirds of the
// commit rate) but by one batched notifier per process; a poll stands behind it.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "platform/async/wakeup.hpp"
#include "platform/pg/database.hpp"

namespace coffer::platform {

struct OutboxEvent {
  std::int64_t position = 0;
  EventId id;
  std::string type;
  std::optional<HouseholdId> household;
  std::string payload;
  std::string trace_id;
  Timestamp occurred_at;
};

struct OutboxOptions {
  int batch = 200;
  std::chrono::milliseconds poll{1'000};
};

// Handles a batch inside the unit that marks it as dispatched: jobs enqueued here exist exactly once per
// event. An error leaves the batch to be tried again.
using OutboxHandler = std::function<Task<>(UnitOfWork&, const std::vector<OutboxEvent>&)>;

// Dispatches one batch; how many events.
Task<std::int64_t> dispatch_outbox(Database& database, int batch, OutboxHandler handler);
// Dispatches until its group is stopped: when woken (by a listener on outbox_channel) and at each poll.
Task<> run_outbox(Database& database, OutboxOptions options, OutboxHandler handler, std::shared_ptr<Wakeup> wakeup);
// Removes dispatched events older than the instant, at most `most`; how many went.
Task<std::int64_t> remove_dispatched_events(UnitOfWork& unit, Timestamp older_than, std::int64_t most);

// Coalesces wake-ups: however many units of this database object committed, one NOTIFY per interval and
// channel. Made before the first unit, destroyed after the last.
class Notifier {
 public:
  Notifier(Database& database, std::chrono::milliseconds interval);
  ~Notifier();
  Notifier(const Notifier&) = delete;
  Notifier& operator=(const Notifier&) = delete;
  // After commit, from any thread.
  void notify(std::string channel);
  // The sender; runs until its group is stopped.
  Task<> run();

 private:
  struct State;
  std::shared_ptr<State> state_;
  Database& database_;
  std::chrono::milliseconds interval_;
};

inline constexpr std::string_view queue_channel = "coffer_queue";
inline constexpr std::string_view outbox_channel = "coffer_outbox";

}  // namespace coffer::platform
