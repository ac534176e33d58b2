// Jobs: how far long work is, and what came of it.
#include "api/edge/problem_table.hpp"
#include "api/rest/import_parts.hpp"
#include "auth/permissions/permissions.hpp"
#include "finance/paging/cursor.hpp"
#include "platform/http/query.hpp"

namespace coffer::api::rest {

using platform::JobState;
using platform::JobStatus;
using platform::Request;
using platform::Response;
using platform::Task;

namespace {

constexpr std::string_view jobs_tag = "jobs";

std::string_view state_name(JobState state) {
  switch (state) {
    case JobState::Queued: return "queued";
    case JobState::Running: return "running";
    case JobState::Succeeded: return "succeeded";
    case JobState::Failed: return "failed";
    case JobState::Cancelled: return "cancelled";
  }
  return {};
}

std::string encode(const JobStatus& job) {
  platform::JsonWriter json;
  append_job(json, job);
  return json.take();
}

Task<Response> get_job(JobParts parts, const Request& request) {
  COFFER_CO_TRY(id, request.param_id<JobId>("id"));
  COFFER_CO_CHECK(auth::require(request.caller, auth::Permission::ViewFinances));
  COFFER_CO_TRY(job, co_await parts.queue.get(request.caller, id));
  auto body = encode(job);
  // A job has no version: its tag is made of what is shown.
  auto etag = platform::make_etag(body);
  co_return platform::with_etag(request, platform::json(std::move(body)), std::move(etag));
}

Result<std::optional<platform::JobPlace>> read_place(const std::optional<std::string>& cursor) {
  if (!cursor) return std::optional<platform::JobPlace>{};
  COFFER_TRY(parts, finance::read_cursor(*cursor, jobs_tag, 2));
  const auto created_at = parse_timestamp(parts[0]);
  const auto id = parse_id<JobId>(parts[1]);
  if (!created_at || !id) return std::optional<platform::JobPlace>{};
  return std::optional(platform::JobPlace{*created_at, *id});
}

Task<Response> list_jobs(JobParts parts, const Request& request) {
  platform::QueryReader query(request.query);
  const auto page = platform::read_page(query);
  COFFER_CO_CHECK(query.finish());
  COFFER_CO_CHECK(auth::require(request.caller, auth::Permission::ViewFinances));
  COFFER_CO_TRY(place, read_place(page.cursor));
  COFFER_CO_TRY(jobs, co_await parts.queue.list(request.caller, place, page.limit + 1));
  std::optional<std::string> next;
  if (static_cast<std::int64_t>(jobs.size()) > page.limit) {
    jobs.pop_back();
    next = finance::make_cursor(jobs_tag, {format_timestamp(jobs.back().created_at), jobs.back().id.text()});
  }
  platform::JsonWriter json(16 * 1024);
  json.begin_object().array_field("items");
  for (const auto& job : jobs) append_job(json, job);
  json.end_array().field("next_cursor", next).end_object();
  co_return platform::json(std::move(json));
}

}  // namespace

void append_failure(platform::JsonWriter& json, const JobFailure& failure) {
  constexpr std::string_view no_trace = "00000000000000000000000000000000";
  // What the attempt met is kept as slug and sentence; that the work was not done is a conflict with what is there.
  json.begin_object()
      .field("type", edge::problem_urn(failure.problem))
      .field("title", "The work was not done")
      .field("status", 409)
      .field("detail", failure.detail.empty() ? std::string_view("Nothing was changed. Try it again.") : failure.detail)
      .field("trace_id", failure.trace_id.size() == no_trace.size() ? failure.trace_id : no_trace)
      .end_object();
}

void append_job(platform::JsonWriter& json, const JobStatus& job) {
  json.begin_object()
      .field("id", job.id)
      .field("kind", job.kind)
      .field("state", state_name(job.state))
      .raw_field("progress", format_decimal(job.progress))
      .raw_field("result", job.result.starts_with('"') ? std::string_view(job.result) : std::string_view("null"));
  if (job.state == JobState::Failed) {
    json.key("problem");
    append_failure(json, {job.problem.empty() ? std::string_view("platform/unexpected") : job.problem,
                          job.problem_detail, job.trace_id});
  } else {
    json.null_field("problem");
  }
  json.field("created_at", job.created_at)
      .field("started_at", job.started_at)
      .field("finished_at", job.finished_at)
      .end_object();
}

void add_job_routes(platform::Router& router, JobParts parts) {
  router.get("/v1/jobs", "list_jobs", [parts](const Request& r) { return list_jobs(parts, r); });
  router.get("/v1/jobs/{id}", "get_job", [parts](const Request& r) { return get_job(parts, r); });
}

}  // namespace coffer::api::rest
