#include "platform/outbox.hpp"

#include <mutex>
#include <set>
#include <utility>

#include "platform/outbox/sql.hpp"

namespace coffer::platform {

namespace {

Caller outbox_caller() {
  Caller caller;
  caller.kind = CallerKind::System;
  caller.system = "jobs.outbox";
  return caller;
}

std::vector<OutboxEvent> events_of(const Rows& rows) {
  std::vector<OutboxEvent> events;
  for (const auto row : rows) {
    OutboxEvent event;
    event.position = row.int64(0);
    event.id = row.id<EventId>(1);
    event.household = row.optional_id<HouseholdId>(2);
    event.type = row.text(3);
    event.payload = row.text(4);
    event.trace_id = row.optional_text(5).value_or("");
    event.occurred_at = row.timestamp(6);
    events.push_back(std::move(event));
  }
  return events;
}

}  // namespace

Task<std::int64_t> dispatch_outbox(Database& database, int batch, OutboxHandler handler) {
  const Caller caller = outbox_caller();
  co_return co_await database.write(caller, [&](UnitOfWork& unit) -> Task<std::int64_t> {
    COFFER_CO_TRY(rows, co_await unit.run(statement(sql::claim_events, std::int64_t{batch})));
    if (rows.empty()) co_return 0;
    const auto events = events_of(rows);
    COFFER_CO_CHECK(co_await handler(unit, events));
    co_return static_cast<std::int64_t>(events.size());
  });
}

Task<> run_outbox(Database& database, OutboxOptions options, OutboxHandler handler, std::shared_ptr<Wakeup> wakeup) {
  for (;;) {
    auto dispatched = co_await dispatch_outbox(database, options.batch, handler);
    if (!dispatched && is_stopped(dispatched.error())) co_return fail(std::move(dispatched).error());
    // A full batch: there is more.
    if (dispatched && *dispatched == options.batch) continue;
    COFFER_CO_CHECK(co_await wakeup->wait(Deadline::in(options.poll)));
  }
}

Task<std::int64_t> remove_dispatched_events(UnitOfWork& unit, Timestamp older_than, std::int64_t most) {
  COFFER_CO_TRY(rows, co_await unit.run(statement(sql::forget_dispatched_events, older_than, most)));
  co_return rows.front().int64(0);
}

struct Notifier::State {
  std::mutex mutex;
  std::set<std::string, std::less<>> channels;
  Wakeup wakeup;
};

Notifier::Notifier(Database& database, std::chrono::milliseconds interval)
    : state_(std::make_shared<State>()), database_(database), interval_(interval) {
  database_.on_commit([state = state_](Database::Committed committed) {
    {
      const std::lock_guard lock(state->mutex);
      if (committed.events) state->channels.emplace(outbox_channel);
      if (committed.jobs) state->channels.emplace(queue_channel);
    }
    state->wakeup.wake();
  });
}

Notifier::~Notifier() { database_.on_commit({}); }

void Notifier::notify(std::string channel) {
  {
    const std::lock_guard lock(state_->mutex);
    state_->channels.insert(std::move(channel));
  }
  state_->wakeup.wake();
}

Task<> Notifier::run() {
  const auto state = state_;
  const Caller caller = outbox_caller();
  for (;;) {
    std::set<std::string, std::less<>> channels;
    {
      const std::lock_guard lock(state->mutex);
      channels.swap(state->channels);
    }
    if (channels.empty()) {
      COFFER_CO_CHECK(co_await state->wakeup.wait({}));
      continue;
    }
    auto sent = co_await database_.write(caller, [&channels](UnitOfWork& unit) -> Task<std::vector<Rows>> {
      std::vector<Statement> statements;
      for (const auto& channel : channels) statements.push_back(statement(sql::notify, channel));
      return unit.run_all(std::move(statements));
    });
    // One that got lost is made up for by the listeners' polls.
    if (!sent && is_stopped(sent.error())) co_return fail(std::move(sent).error());
    COFFER_CO_CHECK(co_await sleep_for(interval_));
  }
}

}  // namespace coffer::platform
