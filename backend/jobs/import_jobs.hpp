// The jobs of imports, run in the name of the person who asked for them.
#pragma once

#include "auth/identity/identity_service.hpp"
#include "finance/imports/import_service.hpp"
#include "jobs/worker.hpp"

namespace coffer::jobs {

struct ImportJobParts {
  platform::Database& database;
  auth::IdentityService& identity;
  finance::ImportService& imports;
};

[[nodiscard]] JobHandler import_commit_job(ImportJobParts parts);
[[nodiscard]] JobHandler import_revert_job(ImportJobParts parts);

}  // namespace coffer::jobs
