#include "api/rest/session_routes.hpp"

#include "api/edge/command.hpp"
#include "auth/devices/device_service.hpp"
#include "platform/http/query.hpp"
#include "platform/json/writer.hpp"

namespace coffer::api::rest {

using platform::JsonWriter;
using platform::Request;
using platform::Response;
using platform::Task;
using platform::UnitOfWork;

namespace {

Result<auth::SessionPage> decode_page(const Request& request) {
  platform::QueryReader query(request.query);
  auto page = platform::read_page(query);
  COFFER_CHECK(query.finish());
  return auth::SessionPage{page.limit, std::move(page.cursor)};
}

std::string encode_sessions(const auth::SessionList& list, SessionId current) {
  JsonWriter json;
  json.begin_object().array_field("items");
  for (const auto& session : list.items) {
    json.begin_object()
        .field("id", session.id)
        .field("device", auth::device_name(session.user_agent))
        .field("network_address", session.network_address)
        .field("created_at", session.created_at)
        .field("last_used_at", session.last_used_at)
        .field("expires_at", session.expires_at)
        .field("current", session.id == current)
        .end_object();
  }
  json.end_array().field("next_cursor", list.next_cursor).end_object();
  return json.take();
}

std::string encode_logins(const auth::LoginList& list) {
  JsonWriter json;
  json.begin_object().array_field("items");
  for (const auto& login : list.items) {
    json.begin_object()
        .field("id", login.id)
        .field("recorded_at", login.recorded_at)
        .field("outcome", login.outcome)
        .field("method", login.method)
        .field("device", auth::device_name(login.user_agent))
        .field("network_address", login.network_address)
        .field("session", login.session)
        .end_object();
  }
  json.end_array().field("next_cursor", list.next_cursor).end_object();
  return json.take();
}

Task<Response> list_sessions(SessionParts parts, const Request& request) {
  COFFER_CO_TRY(page, decode_page(request));
  COFFER_CO_TRY(list, co_await parts.sessions.list_sessions(request.caller, std::move(page)));
  co_return platform::json(encode_sessions(list, request.caller.session));
}

Task<Response> list_logins(SessionParts parts, const Request& request) {
  COFFER_CO_TRY(page, decode_page(request));
  COFFER_CO_TRY(list, co_await parts.sessions.list_logins(request.caller, std::move(page)));
  co_return platform::json(encode_logins(list));
}

Task<Response> remove_one_session(SessionParts parts, const Request& request) {
  COFFER_CO_TRY(id, request.param_id<SessionId>("id"));
  const edge::Work work = [&](UnitOfWork& unit) -> Task<Response> {
    COFFER_CO_CHECK(co_await parts.sessions.end_session(unit, id));
    co_return platform::no_content();
  };
  co_return co_await edge::command(parts.database, request, work);
}

Task<Response> remove_other_sessions(SessionParts parts, const Request& request) {
  const edge::Work work = [&](UnitOfWork& unit) -> Task<Response> {
    COFFER_CO_CHECK(co_await parts.sessions.end_other_sessions(unit));
    co_return platform::no_content();
  };
  co_return co_await edge::command(parts.database, request, work);
}

}  // namespace

void add_session_routes(platform::Router& router, SessionParts parts) {
  router.get("/v1/me/sessions", "list_sessions",
             [parts](const Request& request) { return list_sessions(parts, request); });
  router.remove("/v1/me/sessions", "remove_other_sessions",
                [parts](const Request& request) { return remove_other_sessions(parts, request); });
  router.remove("/v1/me/sessions/{id}", "remove_one_session",
                [parts](const Request& request) { return remove_one_session(parts, request); });
  router.get("/v1/me/login-history", "list_logins",
             [parts](const Request& request) { return list_logins(parts, request); });
}

}  // namespace coffer::api::rest
