// Removes what has served: expired answers to idempotency keys, dispatched events, ended sessions, old
// attempts to sign in, expired challenges and sign-ins that waited; and ends jobs whose worker was lost in their last
// attempt.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <map>
#include <string>

#include "auth/sessions/session_service.hpp"
#include "platform/clock/clock.hpp"
#include "platform/queue.hpp"

namespace coffer::jobs {

struct HousekeepingOptions {
  std::chrono::milliseconds interval{60'000};
  std::chrono::hours keep_events{24 * 7};
  std::int64_t batch = 1'000;
  // By name for the log: removes at most so many, and says how many went.
  std::map<std::string, std::function<platform::Task<std::int64_t>(platform::UnitOfWork&, std::int64_t)>> others;
};

struct Swept {
  std::int64_t answers = 0;
  std::int64_t events = 0;
  std::int64_t sessions = 0;
  std::int64_t logins = 0;
  std::int64_t proofs = 0;
  std::int64_t lost_jobs = 0;
  std::int64_t others = 0;  // the most of one of them
};

class Housekeeping {
 public:
  Housekeeping(platform::Database& database, auth::SessionService& sessions, const platform::Clock& clock,
               HousekeepingOptions options)
      : database_(database), queue_(database), sessions_(sessions), clock_(clock), options_(options) {}

  // At each interval, until its group is stopped.
  platform::Task<> run();
  // One batch of each.
  platform::Task<Swept> sweep();

 private:
  platform::Database& database_;
  platform::Queue queue_;
  auth::SessionService& sessions_;
  const platform::Clock& clock_;
  HousekeepingOptions options_;
};

}  // namespace coffer::jobs
