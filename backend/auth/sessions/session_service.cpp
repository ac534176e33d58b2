#include "auth/sessions/session_service.hpp"

#include <algorithm>
#include <cassert>

#include "auth/sessions/session_problems.hpp"
#include "platform/json/writer.hpp"
#include "platform/log/log.hpp"
#include "platform/pg/database.hpp"

namespace coffer::auth {

using platform::Task;
using platform::UnitOfWork;

namespace {

constexpr std::size_t token_bytes = 32;
constexpr std::size_t token_length = 43;  // base64url without padding

Timestamp later(Timestamp instant, std::chrono::microseconds duration) { return {instant.micros + duration.count()}; }

std::unexpected<Error> no_session() { return fail(ErrorKind::Unauthenticated, problems::no_session, "Sign in first."); }

platform::AuditEntry audit_of(std::string_view action, SessionId session) {
  platform::AuditEntry entry;
  entry.action = action;
  entry.object_kind = "session";
  entry.object = session.uuid;
  return entry;
}

std::string describe(UserId user, SessionId session, SignInMethod method) {
  platform::JsonWriter json(160);
  json.begin_object()
      .field("user", user)
      .field("session", session)
      .field("method", sign_in_method_name(method))
      .end_object();
  return json.take();
}

}  // namespace

Task<StartedSession> SessionService::start_session(UnitOfWork& unit, NewSession session) {
  assert(unit.caller().kind == CallerKind::Person);
  const Timestamp now = clock_.now();
  StartedSession started;
  started.id = random_.id<SessionId>();
  started.token = random_.token(token_bytes);
  started.max_age_seconds = std::chrono::seconds(settings_.lifetime).count();
  SessionRow row;
  row.id = started.id;
  row.token_hash = platform::sha256(started.token);
  row.expires_at = later(now, settings_.lifetime);
  row.idle_expires_at = std::min(later(now, settings_.idle), row.expires_at);
  row.user_agent = std::move(session.user_agent);
  COFFER_CO_CHECK(co_await store_.insert(unit, std::move(row), random_.uuid(), session.method));

  const UserId user = unit.caller().user;
  platform::Event event;
  event.type = "session.started";
  event.payload = describe(user, started.id, session.method);
  unit.emit(std::move(event));
  unit.audit(audit_of("auth.session.start", started.id));
  co_return started;
}

Task<Caller> SessionService::resolve_session(std::string token) {
  if (token.size() != token_length) co_return no_session();
  COFFER_CO_TRY(found, co_await store_.find(platform::sha256(token)));
  if (!found) co_return no_session();
  const Timestamp now = clock_.now();
  if (later(found->last_used_at, settings_.touch_after) < now) {
    // The request goes on when the note fails: the next one notes it.
    if (auto touched = co_await touch(found->caller, now); !touched) {
      platform::log_failure(platform::LogLevel::Warn, "session.touch_failed", touched.error());
    }
  }
  co_return std::move(found->caller);
}

Task<> SessionService::touch(const Caller& caller, Timestamp now) {
  co_return co_await database_.write(
      caller, [&](UnitOfWork& unit) -> Task<> { return store_.touch(unit, now, later(now, settings_.idle)); });
}

Task<> SessionService::end_session(const Caller& caller, UnitOfWork& unit) {
  if (caller.session.is_nil()) co_return Result<>{};
  COFFER_CO_CHECK(co_await store_.revoke(unit, caller.session));
  unit.audit(audit_of("auth.session.end", caller.session));
  co_return Result<>{};
}

Task<> SessionService::end_session(UnitOfWork& unit, SessionId session) {
  COFFER_CO_TRY(ended, co_await store_.revoke(unit, session));
  if (ended == 0) {
    co_return fail(ErrorKind::NotFound, problems::session_not_found, "There is no such session.");
  }
  unit.audit(audit_of("auth.session.end", session));
  co_return Result<>{};
}

Task<std::int64_t> SessionService::end_other_sessions(UnitOfWork& unit) {
  COFFER_CO_TRY(ended, co_await store_.revoke_others(unit));
  for (const auto session : ended) unit.audit(audit_of("auth.session.end", session));
  co_return std::ssize(ended);
}

Task<SessionList> SessionService::list_sessions(const Caller& caller, SessionPage page) {
  COFFER_CO_TRY(after, read_moment_cursor(page.cursor, latest_moment));
  SessionList list;
  COFFER_CO_TRY(found, co_await store_.list(caller, after, clock_.now(), page.limit + 1));
  list.items = std::move(found);
  list.next_cursor = cut_page(list.items, page.limit, [](const SessionOverview& session) {
    return Moment{session.created_at, session.id.uuid};
  });
  co_return list;
}

Task<LoginList> SessionService::list_logins(const Caller& caller, SessionPage page) {
  COFFER_CO_TRY(after, read_moment_cursor(page.cursor, latest_moment));
  LoginList list;
  COFFER_CO_TRY(found, co_await store_.list_logins(caller, after, page.limit + 1));
  list.items = std::move(found);
  list.next_cursor =
      cut_page(list.items, page.limit, [](const Login& login) { return Moment{login.recorded_at, login.id}; });
  co_return list;
}

}  // namespace coffer::auth
