// What a write would do.
#include "api/rest/finance_parts.hpp"
#include "api/rest/preview_encoding.hpp"
#include "api/rest/transaction_decoding.hpp"

namespace coffer::api::rest {

using platform::Request;
using platform::Response;
using platform::Task;

namespace {

Task<Response> preview_transaction(FinanceParts parts, const Request& request) {
  platform::QueryReader query(request.query);
  const auto instead_of = query.optional("instead_of").id<TransactionId>();
  COFFER_CO_CHECK(query.finish());
  COFFER_CO_TRY(fields, decode_new_transaction(request));
  COFFER_CO_TRY(preview, co_await parts.previews.preview_transaction(request.caller, std::move(fields), instead_of));
  platform::JsonWriter json(8 * 1024);
  append_preview(json, preview);
  co_return platform::json(std::move(json));
}

}  // namespace

void add_preview_routes(platform::Router& router, FinanceParts parts) {
  router.post("/v1/transactions/preview", "preview_transaction",
              [parts](const Request& r) { return preview_transaction(parts, r); });
}

}  // namespace coffer::api::rest
