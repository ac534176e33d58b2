// Transactions and their revisions.
#include "api/edge/command.hpp"
#include "api/rest/finance_encoding.hpp"
#include "api/rest/finance_parts.hpp"
#include "api/rest/transaction_decoding.hpp"
#include "platform/json/reader.hpp"

namespace coffer::api::rest {

using finance::TransactionFields;
using finance::TransactionType;
using platform::Choice;
using platform::DecimalSign;
using platform::JsonObject;
using platform::Request;
using platform::Response;
using platform::Task;
using platform::UnitOfWork;

namespace {

constexpr Choice<finance::TransactionSort> sorts[] = {
    {"date", finance::TransactionSort::Date},
    {"-date", finance::TransactionSort::DateDescending},
    {"amount", finance::TransactionSort::Amount},
    {"-amount", finance::TransactionSort::AmountDescending},
    {"recorded_at", finance::TransactionSort::RecordedAt},
    {"-recorded_at", finance::TransactionSort::RecordedAtDescending},
};

Result<std::pair<finance::TransactionFilter, finance::PageRequest>> decode_filter(const Request& request) {
  platform::QueryReader query(request.query);
  finance::TransactionFilter filter;
  filter.account = query.optional("account").id<AccountId>();
  filter.portfolio = query.optional("portfolio").id<PortfolioId>();
  filter.instrument = query.optional("instrument").id<InstrumentId>();
  filter.type = query.optional("type").choice(transaction_types);
  filter.from = query.optional("from").date();
  filter.to = query.optional("to").date();
  filter.text = query.optional("q").text({.max = 100});
  filter.import = query.optional("import").id<ImportId>();
  filter.sort = query.optional("sort").choice(sorts).value_or(finance::TransactionSort::DateDescending);
  filter.known_at = query.optional("as_known_at").timestamp();
  auto page = to_page(platform::read_page(query));
  COFFER_CHECK(query.finish());
  return std::pair{std::move(filter), std::move(page)};
}

Response show(const finance::Transaction& transaction) {
  platform::JsonWriter json;
  append_transaction(json, transaction);
  return platform::json(std::move(json)).with("etag", platform::make_etag(transaction.id.uuid, transaction.revision));
}

Task<Response> list_transactions(FinanceParts parts, const Request& request) {
  COFFER_CO_TRY(wanted, decode_filter(request));
  COFFER_CO_TRY(list, co_await parts.transactions.list_transactions(request.caller, std::move(wanted.first),
                                                                    std::move(wanted.second)));
  co_return platform::json(encode_list(list, append_transaction));
}

Task<Response> get_transaction(FinanceParts parts, const Request& request) {
  COFFER_CO_TRY(id, request.param_id<TransactionId>("id"));
  platform::QueryReader query(request.query);
  const auto known_at = query.optional("as_known_at").timestamp();
  COFFER_CO_CHECK(query.finish());
  COFFER_CO_TRY(transaction, co_await parts.transactions.get_transaction(request.caller, id, known_at));
  platform::JsonWriter json;
  append_transaction(json, transaction);
  co_return platform::with_etag(request, platform::json(std::move(json)),
                                platform::make_etag(id.uuid, transaction.revision));
}

Task<Response> create_transaction(FinanceParts parts, const Request& request) {
  COFFER_CO_TRY(fields, decode_new_transaction(request));
  const edge::Work work = [&](UnitOfWork& unit) -> Task<Response> {
    COFFER_CO_TRY(transaction, co_await parts.transactions.create_transaction(request.caller, unit, fields));
    auto response = show(transaction);
    response.status = 201;
    response.with("location", "/v1/transactions/" + transaction.id.text());
    co_return response;
  };
  co_return co_await edge::command(parts.database, request, work);
}

Task<Response> update_transaction(FinanceParts parts, const Request& request) {
  COFFER_CO_TRY(id, request.param_id<TransactionId>("id"));
  COFFER_CO_TRY(patch, decode_transaction_patch(request));
  const edge::Work work = [&](UnitOfWork& unit) -> Task<Response> {
    COFFER_CO_TRY(transaction,
                  co_await parts.transactions.update_transaction(request.caller, unit, id, patch.edit, patch.reason,
                                                                 version_check(request, id.uuid)));
    co_return show(transaction);
  };
  co_return co_await edge::command(parts.database, request, work);
}

Task<Response> remove_transaction(FinanceParts parts, const Request& request) {
  COFFER_CO_TRY(id, request.param_id<TransactionId>("id"));
  platform::QueryReader query(request.query);
  const auto reason = query.optional("reason").text({.max = 500});
  COFFER_CO_CHECK(query.finish());
  const edge::Work work = [&](UnitOfWork& unit) -> Task<Response> {
    COFFER_CO_CHECK(co_await parts.transactions.remove_transaction(request.caller, unit, id, reason,
                                                                   version_check(request, id.uuid)));
    co_return platform::no_content();
  };
  co_return co_await edge::command(parts.database, request, work);
}

Task<Response> restore_transaction(FinanceParts parts, const Request& request) {
  COFFER_CO_TRY(id, request.param_id<TransactionId>("id"));
  const edge::Work work = [&](UnitOfWork& unit) -> Task<Response> {
    COFFER_CO_TRY(transaction, co_await parts.transactions.restore_transaction(request.caller, unit, id));
    co_return show(transaction);
  };
  co_return co_await edge::command(parts.database, request, work);
}

Task<Response> list_revisions(FinanceParts parts, const Request& request) {
  COFFER_CO_TRY(id, request.param_id<TransactionId>("id"));
  COFFER_CO_TRY(page, decode_page_alone(request));
  COFFER_CO_TRY(list, co_await parts.transactions.list_revisions(request.caller, id, std::move(page)));
  co_return platform::json(encode_list(list, append_revision));
}

}  // namespace

void add_transaction_routes(platform::Router& router, FinanceParts parts) {
  router.get("/v1/transactions", "list_transactions",
             [parts](const Request& r) { return list_transactions(parts, r); });
  router.post("/v1/transactions", "create_transaction",
              [parts](const Request& r) { return create_transaction(parts, r); });
  router.get("/v1/transactions/{id}", "get_transaction",
             [parts](const Request& r) { return get_transaction(parts, r); });
  router.patch("/v1/transactions/{id}", "update_transaction",
               [parts](const Request& r) { return update_transaction(parts, r); });
  router.remove("/v1/transactions/{id}", "remove_transaction",
                [parts](const Request& r) { return remove_transaction(parts, r); });
  router.post("/v1/transactions/{id}/restore", "restore_transaction",
              [parts](const Request& r) { return restore_transaction(parts, r); }, {.body = platform::BodyKind::None});
  router.get("/v1/transactions/{id}/revisions", "list_transaction_revisions",
             [parts](const Request& r) { return list_revisions(parts, r); });
}

}  // namespace coffer::api::rest
