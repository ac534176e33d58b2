// The history of changes, its undoing, and changes of many transactions at once.
#include "api/edge/command.hpp"
#include "api/rest/change_encoding.hpp"
#include "api/rest/finance_parts.hpp"
#include "api/rest/transaction_decoding.hpp"

namespace coffer::api::rest {

using platform::Request;
using platform::Response;
using platform::Task;
using platform::UnitOfWork;

namespace {

Response show(const finance::Change& change) {
  platform::JsonWriter json;
  append_change(json, change);
  return platform::json(std::move(json));
}

Task<Response> list_changes(FinanceParts parts, const Request& request) {
  COFFER_CO_TRY(page, decode_page_alone(request));
  COFFER_CO_TRY(list, co_await parts.changes.list_changes(request.caller, std::move(page)));
  co_return platform::json(encode_list(list, append_change));
}

Task<Response> undo_change(FinanceParts parts, const Request& request) {
  COFFER_CO_TRY(id, request.param_id<ChangeId>("id"));
  const edge::Work work = [&](UnitOfWork& unit) -> Task<Response> {
    COFFER_CO_TRY(change, co_await parts.changes.undo_change(request.caller, unit, id));
    co_return show(change);
  };
  co_return co_await edge::command(parts.database, request, work);
}

Task<Response> update_transactions(FinanceParts parts, const Request& request) {
  COFFER_CO_TRY(bulk, decode_bulk_edit(request));
  const edge::Work work = [&](UnitOfWork& unit) -> Task<Response> {
    COFFER_CO_TRY(change, co_await parts.bulk_edits.update_transactions(request.caller, unit, bulk.selection, bulk.edit,
                                                                        bulk.reason));
    co_return show(change);
  };
  co_return co_await edge::command(parts.database, request, work);
}

}  // namespace

void add_change_routes(platform::Router& router, FinanceParts parts) {
  router.get("/v1/changes", "list_changes", [parts](const Request& r) { return list_changes(parts, r); });
  router.post("/v1/changes/{id}/undo", "undo_change", [parts](const Request& r) { return undo_change(parts, r); },
              {.body = platform::BodyKind::None});
  router.post("/v1/transactions/bulk", "update_transactions",
              [parts](const Request& r) { return update_transactions(parts, r); });
}

}  // namespace coffer::api::rest
