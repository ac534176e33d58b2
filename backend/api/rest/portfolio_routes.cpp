// Portfolios. The reports on them stand in report_routes.cpp.
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

constexpr platform::TextRule name_rule{.max = 120};
constexpr platform::ListRule account_rule{.max = 500};

Result<finance::NewPortfolio> decode_new_portfolio(const Request& request) {
  COFFER_TRY(body, platform::JsonDocument::parse(request.body));
  auto object = body.object();
  finance::NewPortfolio portfolio;
  portfolio.name = object.required("name").text(name_rule);
  portfolio.currency = object.required("currency").currency();
  portfolio.accounts = object.required("accounts").ids<AccountId>(account_rule);
  COFFER_CHECK(body.finish());
  return portfolio;
}

Result<finance::PortfolioChange> decode_change(const Request& request) {
  COFFER_TRY(body, platform::JsonDocument::parse(request.body));
  auto object = body.object();
  if (object.keys().empty()) object.refuse("", "Give at least one field to change.");
  finance::PortfolioChange change;
  const auto name = object.patch("name").text(name_rule);
  const auto currency = object.patch("currency").currency();
  const auto accounts = object.patch("accounts").ids<AccountId>(account_rule);
  if (name.is_null()) object.refuse("name", "This cannot be taken away.");
  if (currency.is_null()) object.refuse("currency", "This cannot be taken away.");
  if (accounts.is_null()) object.refuse("accounts", "This cannot be taken away.");
  change.name = name.value;
  change.currency = currency.value;
  change.accounts = accounts.value;
  COFFER_CHECK(body.finish());
  return change;
}

Response show(const finance::Portfolio& portfolio) {
  platform::JsonWriter json;
  append_portfolio(json, portfolio);
  return platform::json(std::move(json)).with("etag", platform::make_etag(portfolio.id.uuid, portfolio.version));
}

Task<Response> list_portfolios(FinanceParts parts, const Request& request) {
  COFFER_CO_TRY(page, decode_page_alone(request));
  COFFER_CO_TRY(list, co_await parts.portfolios.list_portfolios(request.caller, std::move(page)));
  co_return platform::json(encode_list(list, append_portfolio));
}

Task<Response> get_portfolio(FinanceParts parts, const Request& request) {
  COFFER_CO_TRY(id, request.param_id<PortfolioId>("id"));
  COFFER_CO_TRY(portfolio, co_await parts.portfolios.get_portfolio(request.caller, id));
  // Never 304: the accounts shown are no part of the version of a default portfolio.
  co_return show(portfolio);
}

Task<Response> create_portfolio(FinanceParts parts, const Request& request) {
  COFFER_CO_TRY(input, decode_new_portfolio(request));
  const edge::Work work = [&](UnitOfWork& unit) -> Task<Response> {
    COFFER_CO_TRY(portfolio, co_await parts.portfolios.create_portfolio(request.caller, unit, input));
    auto response = show(portfolio);
    response.status = 201;
    response.with("location", "/v1/portfolios/" + portfolio.id.text());
    co_return response;
  };
  co_return co_await edge::command(parts.database, request, work);
}

Task<Response> update_portfolio(FinanceParts parts, const Request& request) {
  COFFER_CO_TRY(id, request.param_id<PortfolioId>("id"));
  COFFER_CO_TRY(change, decode_change(request));
  const edge::Work work = [&](UnitOfWork& unit) -> Task<Response> {
    COFFER_CO_TRY(portfolio, co_await parts.portfolios.update_portfolio(request.caller, unit, id, change,
                                                                        version_check(request, id.uuid)));
    co_return show(portfolio);
  };
  co_return co_await edge::command(parts.database, request, work);
}

Task<Response> remove_portfolio(FinanceParts parts, const Request& request) {
  COFFER_CO_TRY(id, request.param_id<PortfolioId>("id"));
  const edge::Work work = [&](UnitOfWork& unit) -> Task<Response> {
    COFFER_CO_CHECK(
        co_await parts.portfolios.remove_portfolio(request.caller, unit, id, version_check(request, id.uuid)));
    co_return platform::no_content();
  };
  co_return co_await edge::command(parts.database, request, work);
}

}  // namespace

void add_portfolio_routes(platform::Router& router, FinanceParts parts) {
  router.get("/v1/portfolios", "list_portfolios", [parts](const Request& r) { return list_portfolios(parts, r); });
  router.post("/v1/portfolios", "create_portfolio", [parts](const Request& r) { return create_portfolio(parts, r); });
  router.get("/v1/portfolios/{id}", "get_portfolio", [parts](const Request& r) { return get_portfolio(parts, r); });
  router.patch("/v1/portfolios/{id}", "update_portfolio",
               [parts](const Request& r) { return update_portfolio(parts, r); });
  router.remove("/v1/portfolios/{id}", "remove_portfolio",
                [parts](const Request& r) { return remove_portfolio(parts, r); });
}

}  // namespace coffer::api::rest
