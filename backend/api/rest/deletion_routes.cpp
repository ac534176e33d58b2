#include "api/rest/deletion_routes.hpp"

#include "api/edge/command.hpp"

namespace coffer::api::rest {

using platform::JsonWriter;
using platform::Request;
using platform::Response;
using platform::Task;
using platform::UnitOfWork;

namespace {

Response encode(const auth::Deletion& deletion) {
  JsonWriter json(128);
  json.begin_object().field("requested_at", deletion.requested_at).field("due_at", deletion.due_at).end_object();
  return platform::json(std::move(json));
}

Task<Response> get_deletion(DeletionParts parts, const Request& request) {
  COFFER_CO_TRY(deletion, co_await parts.deletions.get_deletion(request.caller));
  co_return encode(deletion);
}

Task<Response> create_deletion(DeletionParts parts, const Request& request) {
  const edge::Work work = [&](UnitOfWork& unit) -> Task<Response> {
    COFFER_CO_TRY(deletion, co_await parts.deletions.request(unit));
    Response response = encode(deletion);
    response.status = 202;
    co_return response;
  };
  co_return co_await edge::command(parts.database, request, work);
}

Task<Response> remove_deletion(DeletionParts parts, const Request& request) {
  const edge::Work work = [&](UnitOfWork& unit) -> Task<Response> {
    COFFER_CO_CHECK(co_await parts.deletions.cancel(unit));
    co_return platform::no_content();
  };
  co_return co_await edge::command(parts.database, request, work);
}

}  // namespace

void add_deletion_routes(platform::Router& router, DeletionParts parts) {
  router.get("/v1/me/deletion", "get_account_deletion",
             [parts](const Request& request) { return get_deletion(parts, request); });
  router.post("/v1/me/deletion", "create_account_deletion",
              [parts](const Request& request) { return create_deletion(parts, request); }, {});
  router.remove("/v1/me/deletion", "remove_account_deletion",
                [parts](const Request& request) { return remove_deletion(parts, request); });
}

}  // namespace coffer::api::rest
