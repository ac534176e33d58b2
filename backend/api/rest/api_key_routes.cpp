#include "api/rest/api_key_routes.hpp"

#include "api/edge/command.hpp"
#include "platform/http/query.hpp"
#include "platform/json/reader.hpp"
#include "platform/json/writer.hpp"
#include "platform/pg/database.hpp"

namespace coffer::api::rest {

using platform::JsonWriter;
using platform::Request;
using platform::Response;
using platform::Task;
using platform::UnitOfWork;

namespace {

void append_fields(JsonWriter& json, const auth::ApiKey& key) {
  json.field("id", key.id).field("name", key.name).field("beginning", key.beginning).array_field("scopes");
  for (const auto& scope : key.scopes) json.value(scope);
  json.end_array()
      .field("created_at", key.created_at)
      .field("expires_at", key.expires_at)
      .field("last_used_at", key.last_used_at);
}

Task<Response> list_api_keys(ApiKeyParts parts, const Request& request) {
  platform::QueryReader query(request.query);
  auto page = platform::read_page(query);
  COFFER_CO_CHECK(query.finish());
  const auth::SessionPage asked{page.limit, std::move(page.cursor)};
  COFFER_CO_TRY(list, co_await parts.keys.list_keys(request.caller, asked));
  JsonWriter json;
  json.begin_object().array_field("items");
  for (const auto& key : list.items) {
    json.begin_object();
    append_fields(json, key);
    json.end_object();
  }
  json.end_array().field("next_cursor", list.next_cursor).end_object();
  co_return platform::json(std::move(json));
}

// Without Idempotency-Key: an answer that is kept would keep the key.
Task<Response> create_api_key(ApiKeyParts parts, const Request& request) {
  COFFER_CO_TRY(body, platform::JsonDocument::parse(request.body));
  auto object = body.object();
  auth::NewApiKey key;
  key.name = object.required("name").text({.min = 1, .max = 100});
  key.scopes = object.required("scopes").texts({.min = 1, .max = 32}, {.max = 40});
  key.expires_at = object.required("expires_at").timestamp();
  COFFER_CO_CHECK(body.finish());
  auto work = [&](UnitOfWork& unit) -> Task<Response> {
    COFFER_CO_TRY(created, co_await parts.keys.create_key(unit, key));
    JsonWriter json;
    json.begin_object();
    append_fields(json, created.key);
    json.field("token", created.token).end_object();
    Response response = platform::json(std::move(json));
    response.status = 201;
    response.with("cache-control", "no-store");
    co_return response;
  };
  co_return co_await parts.database.write(request.caller, work);
}

Task<Response> remove_api_key(ApiKeyParts parts, const Request& request) {
  COFFER_CO_TRY(id, request.param_id<auth::ApiKeyId>("id"));
  const edge::Work work = [&](UnitOfWork& unit) -> Task<Response> {
    COFFER_CO_CHECK(co_await parts.keys.revoke_key(unit, id));
    co_return platform::no_content();
  };
  co_return co_await edge::command(parts.database, request, work);
}

}  // namespace

void add_api_key_routes(platform::Router& router, ApiKeyParts parts) {
  router.get("/v1/me/api-keys", "list_api_keys",
             [parts](const Request& request) { return list_api_keys(parts, request); });
  router.post("/v1/me/api-keys", "create_api_key",
              [parts](const Request& request) { return create_api_key(parts, request); });
  router.remove("/v1/me/api-keys/{id}", "remove_api_key",
                [parts](const Request& request) { return remove_api_key(parts, request); });
}

}  // namespace coffer::api::rest
