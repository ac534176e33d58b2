#include "platform/unit_of_work.hpp"

#include <utility>

#include "platform/audit/sql.hpp"
#include "platform/outbox/sql.hpp"
#include "platform/queue/sql.hpp"

namespace coffer::platform {

namespace {

std::optional<std::string_view> unless_empty(std::string_view text) {
  return text.empty() ? std::nullopt : std::optional(text);
}

std::optional<UserId> user_of(const Caller& caller) {
  return caller.user.is_nil() ? std::nullopt : std::optional(caller.user);
}

}  // namespace

void UnitOfWork::emit(Event event) { events_.push_back(std::move(event)); }
void UnitOfWork::audit(AuditEntry entry) { audit_.push_back(std::move(entry)); }

Task<JobId> UnitOfWork::enqueue(JobRequest request) {
  const auto id = random_.id<JobId>();
  const auto unique_key = unless_empty(request.unique_key);
  auto insert =
      statement(sql::insert_job, id, request.household, request.kind, request.payload, request.priority,
                request.max_attempts, request.not_before, unique_key, user_of(caller_), unless_empty(caller_.trace_id));
  COFFER_CO_TRY(inserted, co_await run(std::move(insert)));
  has_jobs_ = true;
  if (inserted.affected() == 1) co_return id;
  auto find = statement(sql::find_waiting_job, request.kind, request.unique_key, request.household);
  COFFER_CO_TRY(waiting, co_await run(std::move(find)));
  // Claimed between the two statements, or work of the system that this caller does not see.
  if (waiting.empty()) co_return JobId{};
  co_return waiting.front().id<JobId>(0);
}

std::vector<Statement> UnitOfWork::take_trailing_statements() {
  std::vector<Statement> statements;
  if (!events_.empty()) statements.push_back(events_statement());
  if (!audit_.empty()) statements.push_back(audit_statement());
  return statements;
}

Statement UnitOfWork::events_statement() {
  std::vector<EventId> ids;
  std::vector<std::optional<HouseholdId>> households;
  std::vector<std::string_view> types;
  std::vector<std::string_view> payloads;
  for (const auto& event : events_) {
    ids.push_back(random_.id<EventId>());
    households.push_back(event.household);
    types.push_back(event.type);
    payloads.push_back(event.payload);
  }
  return statement(sql::insert_events, ids, households, types, payloads, unless_empty(caller_.trace_id));
}

Statement UnitOfWork::audit_statement() {
  std::vector<Uuid> ids;
  std::vector<std::optional<HouseholdId>> households;
  std::vector<std::string_view> actions;
  std::vector<std::optional<std::string_view>> kinds;
  std::vector<std::optional<Uuid>> objects;
  std::vector<std::optional<std::string_view>> before;
  std::vector<std::optional<std::string_view>> after;
  for (const auto& entry : audit_) {
    ids.push_back(random_.uuid());
    households.push_back(entry.household);
    actions.push_back(entry.action);
    kinds.push_back(unless_empty(entry.object_kind));
    objects.push_back(entry.object.is_nil() ? std::nullopt : std::optional(entry.object));
    before.push_back(unless_empty(entry.before));
    after.push_back(unless_empty(entry.after));
  }
  return statement(sql::insert_audit_entries, ids, households, actions, kinds, objects, before, after, user_of(caller_),
                   unless_empty(caller_.system), caller_.on_behalf_of, unless_empty(caller_.network_address),
                   unless_empty(caller_.trace_id));
}

}  // namespace coffer::platform
