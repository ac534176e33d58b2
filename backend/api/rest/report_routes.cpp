// Reports: holdings, performance, allocation, income, lots, net worth.
#include "api/rest/finance_encoding.hpp"
#include "api/rest/finance_parts.hpp"
#include "api/rest/report_answer.hpp"
#include "api/rest/report_encoding.hpp"

namespace coffer::api::rest {

using finance::ReportScope;
using platform::Choice;
using platform::QueryReader;
using platform::Request;
using platform::Response;
using platform::Task;

namespace {

constexpr Choice<ledger::Interval> intervals[] = {
    {"day", ledger::Interval::Day}, {"week", ledger::Interval::Week}, {"month", ledger::Interval::Month}};
constexpr Choice<finance::AllocationBy> divisions[] = {
    {"asset_class", finance::AllocationBy::AssetClass}, {"currency", finance::AllocationBy::Currency},
    {"account", finance::AllocationBy::Account},        {"instrument", finance::AllocationBy::Instrument},
    {"region", finance::AllocationBy::Region},          {"sector", finance::AllocationBy::Sector}};

ledger::Interval read_spacing(QueryReader& query) {
  return query.optional("interval").choice(intervals).value_or(ledger::Interval::Day);
}

finance::ReportDay read_day(QueryReader& query) {
  finance::ReportDay day;
  day.on = query.optional("on").date();
  day.known_at = query.optional("as_known_at").timestamp();
  day.currency = query.optional("currency").currency();
  return day;
}

Task<Response> get_performance(ReportParts parts, const Request& request, ReportScope scope) {
  QueryReader query(request.query);
  auto interval = read_interval(query);
  interval.spacing = read_spacing(query);
  const auto currency = query.optional("currency").currency();
  const finance::ReturnTerms terms{.policy = read_policy(query),
                                   .benchmark = query.optional("benchmark").id<InstrumentId>()};
  COFFER_CO_CHECK(query.finish());
  const Encoded make = [&]() -> Task<std::string> {
    COFFER_CO_TRY(report,
                  co_await parts.finance.reports.get_performance(request.caller, scope, interval, currency, terms));
    co_return encode_performance(report);
  };
  co_return co_await answer(parts, request, make);
}

Task<Response> list_holdings(ReportParts parts, const Request& request, ReportScope scope) {
  QueryReader query(request.query);
  auto day = read_day(query);
  day.cost_basis = query.optional("cost_basis").choice(cost_basis_words);
  COFFER_CO_CHECK(query.finish());
  const Encoded make = [&]() -> Task<std::string> {
    COFFER_CO_TRY(report, co_await parts.finance.reports.list_holdings(request.caller, scope, day));
    co_return encode_holdings(report);
  };
  co_return co_await answer(parts, request, make);
}

Task<Response> get_allocation(ReportParts parts, const Request& request, ReportScope scope) {
  QueryReader query(request.query);
  const auto by = query.optional("by").choice(divisions).value_or(finance::AllocationBy::AssetClass);
  const auto day = read_day(query);
  COFFER_CO_CHECK(query.finish());
  const Encoded make = [&]() -> Task<std::string> {
    COFFER_CO_TRY(report, co_await parts.finance.reports.get_allocation(request.caller, scope, by, day));
    co_return encode_allocation(report);
  };
  co_return co_await answer(parts, request, make);
}

constexpr Report get_income = get_of_interval<&finance::ReportService::get_income, encode_income>;

Task<Response> list_lots(ReportParts parts, const Request& request, ReportScope scope) {
  QueryReader query(request.query);
  auto day = read_day(query);
  std::optional<InstrumentId> instrument;
  if (!std::holds_alternative<InstrumentId>(scope)) instrument = query.optional("instrument").id<InstrumentId>();
  day.cost_basis = query.optional("cost_basis").choice(cost_basis_words);
  COFFER_CO_CHECK(query.finish());
  const Encoded make = [&]() -> Task<std::string> {
    COFFER_CO_TRY(report, co_await parts.finance.reports.list_lots(request.caller, scope, instrument, day));
    co_return encode_lots(report);
  };
  co_return co_await answer(parts, request, make);
}

Task<Response> get_net_worth(ReportParts parts, const Request& request) {
  QueryReader query(request.query);
  const auto on = query.optional("on").date();
  auto interval = read_interval(query);
  interval.spacing = read_spacing(query);
  const auto currency = query.optional("currency").currency();
  const auto member = query.optional("member").id<UserId>();
  COFFER_CO_CHECK(query.finish());
  const Encoded make = [&]() -> Task<std::string> {
    COFFER_CO_TRY(report, co_await parts.finance.reports.get_net_worth(request.caller, interval, on, currency, member));
    co_return encode_net_worth(report);
  };
  co_return co_await answer(parts, request, make);
}

}  // namespace

void add_report_routes(platform::Router& router, FinanceParts finance_parts) {
  const ReportParts parts{finance_parts, std::make_shared<ReportCache>()};
  add_return_routes(router, parts);
  add_explanation_routes(router, parts);
  add_data_health_routes(router, parts);
  add_sale_preview_routes(router, finance_parts);
  router.get("/v1/portfolios/{id}/holdings", "list_portfolio_holdings", on_object<PortfolioId>(parts, list_holdings));
  router.get("/v1/portfolios/{id}/performance", "get_portfolio_performance",
             on_object<PortfolioId>(parts, get_performance));
  router.get("/v1/portfolios/{id}/allocation", "get_portfolio_allocation",
             on_object<PortfolioId>(parts, get_allocation));
  router.get("/v1/portfolios/{id}/income", "get_portfolio_income", on_object<PortfolioId>(parts, get_income));
  router.get("/v1/portfolios/{id}/lots", "list_portfolio_lots", on_object<PortfolioId>(parts, list_lots));
  router.get("/v1/accounts/{id}/performance", "get_account_performance", on_object<AccountId>(parts, get_performance));
  router.get("/v1/accounts/{id}/holdings", "list_account_holdings", on_object<AccountId>(parts, list_holdings));
  router.get("/v1/accounts/{id}/allocation", "get_account_allocation", on_object<AccountId>(parts, get_allocation));
  router.get("/v1/accounts/{id}/income", "get_account_income", on_object<AccountId>(parts, get_income));
  router.get("/v1/accounts/{id}/lots", "list_account_lots", on_object<AccountId>(parts, list_lots));
  router.get("/v1/instruments/{id}/income", "get_instrument_income", on_object<InstrumentId>(parts, get_income));
  router.get("/v1/instruments/{id}/lots", "list_instrument_lots", on_object<InstrumentId>(parts, list_lots));
  router.get("/v1/instruments/{id}/performance", "get_instrument_performance",
             on_object<InstrumentId>(parts, get_performance));
  router.get("/v1/net-worth", "get_net_worth",
             [parts](const Request& request) { return get_net_worth(parts, request); });
}

}  // namespace coffer::api::rest
