// Two sides of one movement between own accounts.
#include "api/edge/command.hpp"
#include "api/rest/finance_encoding.hpp"
#include "api/rest/finance_parts.hpp"
#include "platform/json/reader.hpp"

namespace coffer::api::rest {

using platform::Request;
using platform::Response;
using platform::Task;
using platform::UnitOfWork;

namespace {

void append_open_transfer(platform::JsonWriter& json, const finance::OpenTransfer& open) {
  json.begin_object().key("sent");
  append_transaction(json, open.sent);
  json.array_field("candidates");
  for (const auto& candidate : open.candidates) {
    json.begin_object().key("received");
    append_transaction(json, candidate.received);
    json.field("difference", candidate.difference).field("days", candidate.days).end_object();
  }
  json.end_array().end_object();
}

Task<Response> list_open(FinanceParts parts, const Request& request) {
  platform::QueryReader query(request.query);
  const auto account = query.optional("account").id<AccountId>();
  const auto days = query.optional("days").integer({0, 60}).value_or(10);
  auto page = to_page(platform::read_page(query));
  COFFER_CO_CHECK(query.finish());
  COFFER_CO_TRY(list, co_await parts.transfers.list_open_transfers(request.caller, account, days, std::move(page)));
  co_return platform::json(encode_list(list, append_open_transfer));
}

struct Pair {
  TransactionId sent;
  TransactionId received;
};

Result<Pair> decode_pair(const Request& request) {
  COFFER_TRY(body, platform::JsonDocument::parse(request.body));
  auto object = body.object();
  Pair pair;
  pair.sent = object.required("sent").id<TransactionId>();
  pair.received = object.required("received").id<TransactionId>();
  COFFER_CHECK(body.finish());
  return pair;
}

Task<Response> match(FinanceParts parts, const Request& request) {
  COFFER_CO_TRY(pair, decode_pair(request));
  const edge::Work work = [&](UnitOfWork& unit) -> Task<Response> {
    COFFER_CO_TRY(transfer, co_await parts.transfers.match_transfer(request.caller, unit, pair.sent, pair.received));
    platform::JsonWriter json;
    append_transaction(json, transfer);
    co_return platform::json(std::move(json)).with("etag", platform::make_etag(transfer.id.uuid, transfer.revision));
  };
  co_return co_await edge::command(parts.database, request, work);
}

Task<Response> take_apart(FinanceParts parts, const Request& request) {
  COFFER_CO_TRY(id, request.param_id<TransactionId>("id"));
  const edge::Work work = [&](UnitOfWork& unit) -> Task<Response> {
    COFFER_CO_CHECK(
        co_await parts.transfers.remove_transfer_match(request.caller, unit, id, version_check(request, id.uuid)));
    co_return platform::no_content();
  };
  co_return co_await edge::command(parts.database, request, work);
}

}  // namespace

void add_transfer_routes(platform::Router& router, FinanceParts parts) {
  router.get("/v1/transfers/open", "list_open_transfers", [parts](const Request& r) { return list_open(parts, r); });
  router.post("/v1/transfers/match", "match_transfer", [parts](const Request& r) { return match(parts, r); });
  router.remove("/v1/transfers/{id}/match", "remove_transfer_match",
                [parts](const Request& r) { return take_apart(parts, r); });
}

}  // namespace coffer::api::rest
