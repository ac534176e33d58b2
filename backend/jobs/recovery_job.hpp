// Writes to whoever forgot a password, if the address has an account: where nobody waits for the answer.
#pragma once

#include "auth/passwords/recovery_service.hpp"
#include "jobs/worker.hpp"

namespace coffer::jobs {

struct RecoveryJobParts {
  platform::Database& database;
  auth::RecoveryService& recovery;
};

[[nodiscard]] JobHandler recovery_job(RecoveryJobParts parts);

}  // namespace coffer::jobs
