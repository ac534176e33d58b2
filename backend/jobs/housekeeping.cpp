#include "jobs/housekeeping.hpp"

#include <algorithm>

#include "auth/factors/expired_proofs.hpp"
#include "platform/async/failure.hpp"
#include "platform/idempotency.hpp"
#include "platform/log/log.hpp"
#include "platform/outbox.hpp"

namespace coffer::jobs {

using platform::Task;
using platform::UnitOfWork;

namespace {

Caller housekeeper() {
  Caller caller;
  caller.kind = CallerKind::System;
  caller.system = "jobs.housekeeping";
  return caller;
}

std::int64_t count_or_log(Result<std::int64_t> swept, std::string_view what) {
  if (swept) return *swept;
  if (!platform::is_stopped(swept.error()))
    platform::log_failure(platform::LogLevel::Warn, "housekeeping.failed", swept.error(), {{"what", what}});
  return 0;
}

}  // namespace

Task<Swept> Housekeeping::sweep() {
  const Caller caller = housekeeper();
  Timestamp events_until = clock_.now();
  events_until.micros -= std::chrono::duration_cast<std::chrono::microseconds>(options_.keep_events).count();
  const auto answers = [this](UnitOfWork& unit) { return platform::remove_expired_answers(unit, options_.batch); };
  const auto events = [this, events_until](UnitOfWork& unit) {
    return platform::remove_dispatched_events(unit, events_until, options_.batch);
  };
  const auto sessions = [this](UnitOfWork& unit) { return sessions_.forget_expired(unit, options_.batch); };
  const auto logins = [this](UnitOfWork& unit) { return sessions_.forget_logins(unit, options_.batch); };
  const auto proofs = [this](UnitOfWork& unit) { return auth::forget_expired_proofs(database_, unit, options_.batch); };
  // Each on its own: one that fails holds up none of the others.
  Swept swept;
  swept.answers = count_or_log(co_await database_.write(caller, answers), "answers");
  swept.events = count_or_log(co_await database_.write(caller, events), "events");
  swept.sessions = count_or_log(co_await database_.write(caller, sessions), "sessions");
  swept.logins = count_or_log(co_await database_.write(caller, logins), "logins");
  swept.proofs = count_or_log(co_await database_.write(caller, proofs), "proofs");
  for (const auto& [name, remove] : options_.others) {
    const auto others = [&](UnitOfWork& unit) { return remove(unit, options_.batch); };
    swept.others = std::max(swept.others, count_or_log(co_await database_.write(caller, others), name));
  }
  swept.lost_jobs = count_or_log(co_await queue_.fail_exhausted(), "jobs");
  co_return swept;
}

Task<> Housekeeping::run() {
  for (;;) {
    COFFER_CO_TRY(swept, co_await sweep());
    // A full batch: there is more.
    const auto most = std::max({swept.answers, swept.events, swept.sessions, swept.logins, swept.others, swept.proofs});
    if (most < options_.batch) COFFER_CO_CHECK(co_await platform::sleep_for(options_.interval));
  }
}

}  // namespace coffer::jobs
