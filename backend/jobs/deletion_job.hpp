// Erases people who asked for it, when the day has come; and the stored objects of households that are gone.
#pragma once

#include "auth/deletion/deletion_service.hpp"
#include "jobs/worker.hpp"
#include "platform/objects/object_store.hpp"

namespace coffer::jobs {

struct DeletionJobParts {
  platform::Database& database;
  auth::DeletionService& deletions;
  platform::ObjectStore& objects;
};

[[nodiscard]] JobHandler account_deletion_job(DeletionJobParts parts);
[[nodiscard]] JobHandler object_removal_job(DeletionJobParts parts);

}  // namespace coffer::jobs
