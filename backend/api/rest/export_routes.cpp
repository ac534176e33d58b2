// Exports: what an import reads back to equal figures.
#include "api/rest/finance_encoding.hpp"
#include "api/rest/import_parts.hpp"
#include "finance/imports/export_json.hpp"
#include "platform/http/query.hpp"

namespace coffer::api::rest {

using platform::Choice;
using platform::Request;
using platform::Response;
using platform::Task;

namespace {

enum class Form { Csv, Json };
constexpr Choice<Form> forms[] = {{"csv", Form::Csv}, {"json", Form::Json}};

std::string encode(const finance::TransactionExport& exported) {
  platform::JsonWriter json(exported.transactions.size() * 512 + 4096);
  json.begin_object().field("format", finance::transactions_json_format).field("exported_at", exported.exported_at);
  json.array_field("accounts");
  for (const auto& account : exported.accounts) append_account(json, account);
  json.end_array().array_field("instruments");
  for (const auto& instrument : exported.instruments) append_instrument(json, instrument);
  json.end_array().array_field("corporate_actions");
  for (const auto& action : exported.corporate_actions) append_split(json, action);
  json.end_array().array_field("transactions");
  for (const auto& transaction : exported.transactions) {
    if (!finance::is_told_by_fact(transaction.fields)) append_transaction(json, transaction);
  }
  json.end_array().end_object();
  return json.take();
}

Task<Response> export_transactions(ExportParts parts, const Request& request) {
  platform::QueryReader query(request.query);
  const auto form = query.optional("format").choice(forms).value_or(Form::Csv);
  finance::ExportFilter filter;
  filter.account = query.optional("account").id<AccountId>();
  filter.portfolio = query.optional("portfolio").id<PortfolioId>();
  filter.range.from = query.optional("from").date();
  filter.range.to = query.optional("to").date();
  COFFER_CO_CHECK(query.finish());
  if (form == Form::Csv) {
    COFFER_CO_TRY(csv, co_await parts.exports.export_transactions_csv(request.caller, filter));
    co_return platform::attachment("text/csv; charset=utf-8", "coffer-transactions.csv", std::move(csv));
  }
  COFFER_CO_TRY(exported, co_await parts.exports.export_transactions(request.caller, filter));
  co_return platform::attachment(platform::json_type, "coffer-transactions.json", encode(exported));
}

}  // namespace

void add_export_routes(platform::Router& router, ExportParts parts) {
  router.get("/v1/exports/transactions", "export_transactions",
             [parts](const Request& r) { return export_transactions(parts, r); });
}

}  // namespace coffer::api::rest
