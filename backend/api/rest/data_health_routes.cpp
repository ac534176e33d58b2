// What makes figures doubtful, and the request that mends it.
#include "api/rest/finance_encoding.hpp"
#include "api/rest/report_answer.hpp"
#include "platform/json/writer.hpp"

namespace coffer::api::rest {

using finance::Mend;
using platform::JsonWriter;
using platform::QueryReader;
using platform::Request;
using platform::Response;
using platform::Task;

namespace {

std::string_view severity_name(finance::Severity severity) {
  switch (severity) {
    case finance::Severity::Wrong: return "wrong";
    case finance::Severity::Doubtful: return "doubtful";
    case finance::Severity::Note: return "note";
  }
  return {};
}

void begin_request(JsonWriter& json, std::string_view method, const std::string& path) {
  json.field("method", method).field("path", path);
}

void append_fields(JsonWriter& json, std::string_view field) {
  json.array_field("fields");
  if (!field.empty()) json.value(field);
  json.end_array();
}

void append_transaction_body(JsonWriter& json, const finance::HealthFix& fix) {
  json.object_field("body").field("account", fix.account);
  if (fix.mend == Mend::AddDeliveryIn) {
    json.field("type", "delivery_in").field("instrument", fix.instrument).field("quantity", fix.amount);
  } else {
    json.field("type", fix.amount->is_negative() ? "withdrawal" : "deposit").field("amount", abs(*fix.amount));
  }
  json.field("date", fix.date).field("currency", fix.currency).end_object();
}

void append_fix(JsonWriter& json, const finance::HealthFix& fix, Currency base) {
  json.object_field("fix");
  switch (fix.mend) {
    case Mend::AddPrice:
      begin_request(json, "POST", "/v1/instruments/" + fix.instrument->text() + "/prices");
      json.object_field("body").array_field("prices").begin_object().field("date", fix.date).end_object();
      json.end_array().end_object();
      append_fields(json, "/prices/0/close");
      break;
    case Mend::AddRate:
      begin_request(json, "POST", "/v1/fx-rates");
      json.object_field("body").array_field("rates").begin_object();
      json.field("from", fix.currency).field("to", base).field("date", fix.date).end_object().end_array().end_object();
      append_fields(json, "/rates/0/rate");
      break;
    case Mend::AddDeliveryIn:
    case Mend::AddMoney:
      begin_request(json, "POST", "/v1/transactions");
      append_transaction_body(json, fix);
      append_fields(json, fix.mend == Mend::AddDeliveryIn ? "/cost" : "");
      break;
    case Mend::StateCost:
      begin_request(json, "PATCH", "/v1/transactions/" + fix.transaction->text());
      json.object_field("body").end_object();
      append_fields(json, "/cost");
      break;
    case Mend::RemoveTransaction:
      begin_request(json, "DELETE", "/v1/transactions/" + fix.transaction->text());
      json.null_field("body");
      append_fields(json, "");
      break;
  }
  json.end_object();
}

void append_item(JsonWriter& json, const finance::HealthItem& item, const finance::ReportWarning& warning,
                 const finance::ReportFrame& frame) {
  json.begin_object().field("code", warning.code).field("severity", severity_name(item.severity));
  if (warning.account) {
    json.object_field("account").field("id", warning.account).field("name", item.account_name).end_object();
  } else {
    json.null_field("account");
  }
  json.key("instrument");
  if (item.instrument) {
    append_reference(json, *item.instrument);
  } else {
    json.null();
  }
  json.field("transaction", item.transaction).field("date", warning.date).field("detail", warning.detail);
  const bool is_told = item.fix && (frame.amounts == auth::AmountSight::Shown || !item.fix->amount);
  if (is_told) {
    append_fix(json, *item.fix, frame.currency);
  } else {
    json.null_field("fix");
  }
  json.end_object();
}

std::string encode_data_health(const finance::DataHealth& health) {
  JsonWriter json(8 * 1024 + health.items.size() * 700);
  json.begin_object().field("on", health.on).field("total", health.total).array_field("items");
  for (std::size_t i = 0; i < health.items.size(); ++i)
    append_item(json, health.items[i], health.frame.warnings[i], health.frame);
  json.end_array().field("amounts_hidden", health.frame.amounts == auth::AmountSight::Hidden).end_object();
  return json.take();
}

Task<Response> get_data_health(ReportParts parts, const Request& request) {
  QueryReader query(request.query);
  const auto known_at = query.optional("as_known_at").timestamp();
  COFFER_CO_CHECK(query.finish());
  const Encoded make = [&]() -> Task<std::string> {
    COFFER_CO_TRY(health, co_await parts.finance.reports.get_data_health(request.caller, known_at));
    co_return encode_data_health(health);
  };
  co_return co_await answer(parts, request, make);
}

}  // namespace

void add_data_health_routes(platform::Router& router, const ReportParts& parts) {
  router.get("/v1/data-health", "get_data_health",
             [parts](const Request& request) { return get_data_health(parts, request); });
}

}  // namespace coffer::api::rest
