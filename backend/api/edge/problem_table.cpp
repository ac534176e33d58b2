#include "api/edge/problem_table.hpp"

#include <array>

namespace coffer::api::edge {
namespace {

using platform::LogLevel;

constexpr std::array<ProblemRow, 12> rows{{
    {ErrorKind::Invalid, 422, "Invalid input", "BAD_USER_INPUT", 4400, LogLevel::Info, Retry::Never},
    {ErrorKind::Unauthenticated, 401, "Sign in first", "UNAUTHENTICATED", 4401, LogLevel::Info, Retry::Never},
    {ErrorKind::Forbidden, 403, "Not allowed", "FORBIDDEN", 4403, LogLevel::Info, Retry::Never},
    {ErrorKind::NotFound, 404, "Not found", "NOT_FOUND", 4404, LogLevel::Info, Retry::Never},
    {ErrorKind::Conflict, 409, "Conflict", "CONFLICT", 4409, LogLevel::Info, Retry::Never},
    {ErrorKind::Stale, 412, "Changed meanwhile", "STALE", 4412, LogLevel::Info, Retry::Never},
    {ErrorKind::RateLimited, 429, "Too many requests", "RATE_LIMITED", 4429, LogLevel::Info, Retry::Later},
    {ErrorKind::TooLarge, 413, "Too large", "TOO_LARGE", 4413, LogLevel::Info, Retry::Never},
    {ErrorKind::Unsupported, 415, "Unsupported", "UNSUPPORTED", 4415, LogLevel::Info, Retry::Never},
    {ErrorKind::Unavailable, 503, "Unavailable", "UNAVAILABLE", 4503, LogLevel::Warn, Retry::Later},
    {ErrorKind::Timeout, 503, "Took too long", "TIMEOUT", 4504, LogLevel::Warn, Retry::Later},
    {ErrorKind::Bug, 500, "Internal error", "INTERNAL", 4500, LogLevel::Error, Retry::Never},
}};

constexpr bool in_order() {
  for (std::size_t i = 0; i < rows.size(); ++i) {
    if (static_cast<std::size_t>(rows[i].kind) != i) return false;
  }
  return true;
}
static_assert(in_order(), "the table is read by the number of the kind");

// What is not even well-formed is 400; what is, but breaks a rule, is 422.
constexpr std::string_view malformed_prefix = "request/malformed";
constexpr std::string_view retry_seconds = "2";

struct Parts {
  int status;
  std::string_view slug;
  std::string_view title;
  std::string_view detail;
};

platform::Response make(const Parts& parts, const std::vector<FieldError>& fields, std::string_view trace_id) {
  platform::JsonWriter body(512);
  body.begin_object();
  body.field("type", problem_urn(parts.slug));
  body.field("title", parts.title);
  body.field("status", parts.status);
  body.field("detail", parts.detail);
  if (!fields.empty()) {
    body.array_field("errors");
    for (const auto& fault : fields) {
      body.begin_object().field("pointer", fault.pointer).field("detail", fault.detail).end_object();
    }
    body.end_array();
  }
  body.field("trace_id", trace_id);
  body.end_object();
  platform::Response response;
  response.status = parts.status;
  response.content_type = platform::problem_type;
  response.body = body.take();
  return response;
}

}  // namespace

const ProblemRow& problem_row(ErrorKind kind) { return rows[static_cast<std::size_t>(kind)]; }

std::string problem_urn(std::string_view slug) {
  std::string urn = "urn:coffer:problem:";
  urn += slug.empty() ? std::string_view("server/internal") : slug;
  if (const auto slash = urn.find('/'); slash != std::string::npos) urn[slash] = ':';
  return urn;
}

platform::Response problem_response(const Error& error, std::string_view trace_id) {
  const auto& row = problem_row(error.kind);
  Parts parts{row.status, error.problem, row.title, error.detail};
  if (error.kind == ErrorKind::Invalid && error.problem.starts_with(malformed_prefix)) parts.status = 400;
  if (error.kind == ErrorKind::Bug) {
    parts.slug = "server/internal";
    parts.detail = "Something went wrong on our side. Quote the trace_id when you report it.";
    return make(parts, {}, trace_id);
  }
  auto response = make(parts, error.fields, trace_id);
  if (row.retry == Retry::Later) response.with("retry-after", std::string(retry_seconds));
  return response;
}

platform::Response problem_response(const ProtocolProblem& problem, std::string_view trace_id) {
  auto response = make({problem.status, problem.slug, problem.title, problem.detail}, {}, trace_id);
  if (problem.status == 503 || problem.status == 429) response.with("retry-after", std::string(retry_seconds));
  return response;
}

}  // namespace coffer::api::edge
