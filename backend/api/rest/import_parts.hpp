// What the routes of imports, jobs and exports call. Built by the wiring; all outlive the router.
#pragma once

#include "finance/exports/export_service.hpp"
#include "finance/imports/import_service.hpp"
#include "platform/http/router.hpp"
#include "platform/pg/database.hpp"
#include "platform/queue.hpp"

namespace coffer::api::rest {

struct ImportParts {
  platform::Database& database;
  finance::ImportService& imports;
  finance::ImportProfileService& profiles;
  platform::Queue& queue;
};

struct JobParts {
  platform::Queue& queue;
};

struct ExportParts {
  finance::ExportService& exports;
};

void add_import_routes(platform::Router& router, ImportParts parts);
void add_import_profile_routes(platform::Router& router, ImportParts parts);
void add_job_routes(platform::Router& router, JobParts parts);
void add_export_routes(platform::Router& router, ExportParts parts);

// Why the work of a job was not done, as a Problem.
struct JobFailure {
  std::string_view problem;  // slug
  std::string_view detail;
  std::string_view trace_id;
};
void append_failure(platform::JsonWriter& json, const JobFailure& failure);
// A job as contracts/openapi.yaml has it.
void append_job(platform::JsonWriter& json, const platform::JobStatus& job);

}  // namespace coffer::api::rest
