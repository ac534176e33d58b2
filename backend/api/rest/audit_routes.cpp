#include "api/rest/audit_routes.hpp"

#include "platform/http/query.hpp"
#include "platform/json/writer.hpp"

namespace coffer::api::rest {

using platform::JsonWriter;
using platform::Request;
using platform::Response;
using platform::Task;

namespace {

Result<auth::AuditPage> decode_page(const Request& request) {
  platform::QueryReader query(request.query);
  auth::AuditPage asked;
  asked.object = query.optional("object").id<auth::AuditedId>();
  auto page = platform::read_page(query);
  COFFER_CHECK(query.finish());
  asked.limit = page.limit;
  asked.cursor = std::move(page.cursor);
  return asked;
}

void raw_field(JsonWriter& json, std::string_view name, const std::optional<std::string>& value) {
  if (value) {
    json.raw_field(name, *value);
  } else {
    json.null_field(name);
  }
}

Response answer(const auth::AuditList& list) {
  JsonWriter json(16 * 1024);
  json.begin_object().array_field("items");
  for (const auto& record : list.items) {
    json.begin_object()
        .field("id", record.id)
        .field("recorded_at", record.recorded_at)
        .field("action", record.action)
        .field("household", record.household)
        .field("actor", record.actor)
        .field("actor_name", record.actor_name)
        .field("system", record.system)
        .field("on_behalf_of", record.on_behalf_of)
        .field("object_kind", record.object_kind)
        .field("object", record.object);
    raw_field(json, "before", record.before);
    raw_field(json, "after", record.after);
    json.field("network_address", record.network_address).end_object();
  }
  json.end_array().field("next_cursor", list.next_cursor).end_object();
  return platform::json(std::move(json));
}

Task<Response> list_own(AuditParts parts, const Request& request) {
  COFFER_CO_TRY(page, decode_page(request));
  COFFER_CO_TRY(list, co_await parts.audit.list_own(request.caller, std::move(page)));
  co_return answer(list);
}

Task<Response> list_of_household(AuditParts parts, const Request& request) {
  COFFER_CO_TRY(page, decode_page(request));
  COFFER_CO_TRY(list, co_await parts.audit.list_of_household(request.caller, std::move(page)));
  co_return answer(list);
}

}  // namespace

void add_audit_routes(platform::Router& router, AuditParts parts) {
  router.get("/v1/me/audit-log", "list_own_audit_records",
             [parts](const Request& request) { return list_own(parts, request); });
  router.get("/v1/audit-log", "list_audit_records",
             [parts](const Request& request) { return list_of_household(parts, request); });
}

}  // namespace coffer::api::rest
