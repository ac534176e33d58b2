// The types of transactions and the fields that each takes.
#include "api/rest/body_etag.hpp"
#include "api/rest/finance_parts.hpp"
#include "finance/transactions/field_rules.hpp"
#include "platform/json/writer.hpp"

namespace coffer::api::rest {

using platform::JsonWriter;
using platform::Request;
using platform::Response;
using platform::Task;

namespace {

struct Listing {
  std::string body;
  std::string etag;
};

void append_rule(JsonWriter& json, const finance::TypeRule& rule) {
  json.begin_object().field("type", ledger::transaction_type_name(rule.type)).array_field("fields");
  for (const auto& [field, use] : rule.fields) {
    json.begin_object()
        .field("field", finance::transaction_field_name(field))
        .field("use", use == finance::FieldUse::Required ? "required" : "optional")
        .end_object();
  }
  json.end_array().array_field("alternatives");
  for (const auto& [groups, detail] : rule.alternatives) {
    json.begin_object().array_field("groups");
    for (const auto& group : groups) {
      json.begin_array();
      for (const auto field : group) json.value(finance::transaction_field_name(field));
      json.end_array();
    }
    json.end_array().field("detail", detail).end_object();
  }
  json.end_array().end_object();
}

Listing encode_types() {
  JsonWriter json(16 * 1024);
  json.begin_object().array_field("items");
  for (const auto& rule : finance::type_rules()) append_rule(json, rule);
  json.end_array().null_field("next_cursor").end_object();
  Listing listing;
  listing.body = json.take();
  listing.etag = body_etag(listing.body);
  return listing;
}

Task<Response> list_types(const Request& request, const Listing& listing) {
  co_return platform::with_etag(request, platform::json(listing.body), listing.etag);
}

}  // namespace

void add_transaction_type_routes(platform::Router& router) {
  router.get("/v1/transaction-types", "list_transaction_types",
             [listing = encode_types()](const Request& request) { return list_types(request, listing); });
}

}  // namespace coffer::api::rest
