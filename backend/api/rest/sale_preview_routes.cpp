// A sale before it happens.
#include "api/rest/finance_encoding.hpp"
#include "api/rest/report_answer.hpp"
#include "platform/json/reader.hpp"

namespace coffer::api::rest {

using platform::JsonWriter;
using platform::Request;
using platform::Response;
using platform::Task;

namespace {

constexpr platform::DecimalRule not_negative{.sign = platform::DecimalSign::NotNegative};

Result<finance::SaleToPreview> decode_sale(const Request& request) {
  COFFER_TRY(body, platform::JsonDocument::parse(request.body));
  auto object = body.object();
  finance::SaleToPreview sale;
  sale.account = object.required("account").id<AccountId>();
  sale.instrument = object.required("instrument").id<InstrumentId>();
  sale.quantity = object.required("quantity").decimal(not_negative);
  sale.date = object.optional("date").date();
  sale.price = object.optional("price").decimal(not_negative);
  sale.fee = object.optional("fee").decimal(not_negative).value_or(Decimal());
  sale.tax = object.optional("tax").decimal(not_negative).value_or(Decimal());
  sale.currency = object.optional("currency").currency();
  const auto days = object.optional("long_after_days").integer({0, 36'500});
  if (days) sale.long_after_days = static_cast<std::int32_t>(*days);
  for (auto& item : object.optional("lots").objects({.max = 1000}))
    sale.lots.push_back(
        {item.required("transaction").id<TransactionId>(), item.required("quantity").decimal(not_negative)});
  COFFER_CHECK(body.finish());
  return sale;
}

void append_money(JsonWriter& json, std::string_view name, const std::optional<Decimal>& amount, Currency currency) {
  if (amount) {
    json.field(name, Money{*amount, currency});
  } else {
    json.null_field(name);
  }
}

void append_sold(JsonWriter& json, const finance::SoldLot& lot, const finance::SalePreview& preview) {
  json.begin_object()
      .field("transaction", lot.transaction)
      .field("opened_on", lot.opened_on)
      .field("quantity", lot.quantity);
  append_money(json, "cost", lot.cost, preview.currency);
  append_money(json, "proceeds", lot.proceeds, preview.currency);
  append_money(json, "gain", lot.gain, preview.currency);
  json.field("holding_days", lot.holding_days)
      .field("term", lot.holding_days > preview.long_after_days ? "long" : "short")
      .end_object();
}

void append_method(JsonWriter& json, const finance::SaleByMethod& one, const finance::SalePreview& preview) {
  const auto currency = preview.currency;
  json.begin_object().field("method", finance::cost_basis_name(one.method)).field("is_own", one.is_own);
  append_money(json, "cost", one.cost, currency);
  append_money(json, "proceeds", one.proceeds, currency);
  append_money(json, "gain", one.gain, currency);
  append_money(json, "gain_short", one.gain_short, currency);
  append_money(json, "gain_long", one.gain_long, currency);
  json.array_field("sold");
  for (const auto& lot : one.sold) append_sold(json, lot, preview);
  json.end_array().array_field("remaining");
  for (const auto& lot : one.remaining) {
    json.begin_object()
        .field("transaction", lot.transaction)
        .field("opened_on", lot.opened_on)
        .field("quantity", lot.quantity);
    append_money(json, "cost", lot.cost, currency);
    json.end_object();
  }
  json.end_array().end_object();
}

Response show(const finance::SalePreview& preview) {
  JsonWriter json(16 * 1024);
  json.begin_object().field("account", preview.account).key("instrument");
  append_reference(json, preview.instrument);
  json.field("date", preview.date)
      .field("quantity", trim(preview.quantity))
      .field("price", trim(preview.price))
      .field("price_date", preview.price_date)
      .field("currency", preview.currency)
      .field("long_after_days", preview.long_after_days)
      .array_field("methods");
  for (const auto& one : preview.methods) append_method(json, one, preview);
  json.end_array().end_object();
  return platform::json(std::move(json));
}

Task<Response> preview_sale(FinanceParts parts, const Request& request) {
  COFFER_CO_TRY(id, request.param_id<PortfolioId>("id"));
  COFFER_CO_TRY(sale, decode_sale(request));
  COFFER_CO_TRY(preview, co_await parts.reports.preview_sale(request.caller, id, sale));
  co_return show(preview);
}

}  // namespace

void add_sale_preview_routes(platform::Router& router, FinanceParts parts) {
  router.post("/v1/portfolios/{id}/what-if", "preview_portfolio_sale",
              [parts](const Request& request) { return preview_sale(parts, request); });
}

}  // namespace coffer::api::rest
