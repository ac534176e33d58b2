// Reports: holdings, performance, allocation, income, lots, net worth.
#include <algorithm>
#include <functional>

#include "api/rest/body_etag.hpp"
#include "api/rest/finance_encoding.hpp"
#include "api/rest/finance_parts.hpp"
#include "api/rest/report_cache.hpp"
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

struct ReportParts {
  FinanceParts finance;
  std::shared_ptr<ReportCache> cache;
};

using Encoded = std::function<Task<std::string>()>;

// The encoded report of this version of the figures: from the cache, or made and kept.
Task<Response> answer(ReportParts parts, const Request& request, Encoded make) {
  const auto& caller = request.caller;
  COFFER_CO_TRY(version, co_await parts.finance.reports.find_version(caller));
  auto parameters = request.query;
  std::ranges::sort(parameters);
  std::string key = caller.household().text() + "@" + version + " " + request.path;
  for (const auto& [name, value] : parameters) key += "\n" + name + "=" + value;
  if (caller.households.front().narrowed) key += "\n/" + caller.user.text();
  const auto etag = body_etag(key);
  auto body = parts.cache->find(key);
  if (!body) {
    COFFER_CO_TRY(made, co_await make());
    body = std::make_shared<const std::string>(std::move(made));
    parts.cache->keep(key, body);
  }
  co_return platform::with_etag(request, platform::json(std::string(*body)), etag);
}

finance::ReportInterval read_interval(QueryReader& query) {
  finance::ReportInterval interval;
  interval.from = query.optional("from").date();
  interval.to = query.optional("to").date();
  interval.known_at = query.optional("as_known_at").timestamp();
  return interval;
}

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
  COFFER_CO_CHECK(query.finish());
  const Encoded make = [&]() -> Task<std::string> {
    COFFER_CO_TRY(report, co_await parts.finance.reports.get_performance(request.caller, scope, interval, currency));
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

Task<Response> get_income(ReportParts parts, const Request& request, ReportScope scope) {
  QueryReader query(request.query);
  const auto interval = read_interval(query);
  const auto currency = query.optional("currency").currency();
  COFFER_CO_CHECK(query.finish());
  const Encoded make = [&]() -> Task<std::string> {
    COFFER_CO_TRY(report, co_await parts.finance.reports.get_income(request.caller, scope, interval, currency));
    co_return encode_income(report);
  };
  co_return co_await answer(parts, request, make);
}

Task<Response> list_lots(ReportParts parts, const Request& request, ReportScope scope) {
  QueryReader query(request.query);
  auto day = read_day(query);
  const auto instrument = query.optional("instrument").id<InstrumentId>();
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

using Report = Task<Response> (*)(ReportParts, const Request&, ReportScope);

// A report on the object whose id stands in the path.
template <class IdType>
platform::Handler on_object(ReportParts parts, Report report) {
  return [parts, report](const Request& request) -> Task<Response> {
    return [](ReportParts p, const Request& r, Report made) -> Task<Response> {
      COFFER_CO_TRY(id, r.param_id<IdType>("id"));
      const ReportScope scope = id;
      co_return co_await made(p, r, scope);
    }(parts, request, report);
  };
}

}  // namespace

void add_report_routes(platform::Router& router, FinanceParts finance_parts) {
  const ReportParts parts{finance_parts, std::make_shared<ReportCache>()};
  router.get("/v1/portfolios/{id}/holdings", "list_portfolio_holdings", on_object<PortfolioId>(parts, list_holdings));
  router.get("/v1/portfolios/{id}/performance", "get_portfolio_performance",
             on_object<PortfolioId>(parts, get_performance));
  router.get("/v1/portfolios/{id}/allocation", "get_portfolio_allocation",
             on_object<PortfolioId>(parts, get_allocation));
  router.get("/v1/portfolios/{id}/income", "get_portfolio_income", on_object<PortfolioId>(parts, get_income));
  router.get("/v1/portfolios/{id}/lots", "list_portfolio_lots", on_object<PortfolioId>(parts, list_lots));
  router.get("/v1/accounts/{id}/performance", "get_account_performance", on_object<AccountId>(parts, get_performance));
  router.get("/v1/accounts/{id}/holdings", "list_account_holdings", on_object<AccountId>(parts, list_holdings));
  router.get("/v1/instruments/{id}/performance", "get_instrument_performance",
             on_object<InstrumentId>(parts, get_performance));
  router.get("/v1/net-worth", "get_net_worth",
             [parts](const Request& request) { return get_net_worth(parts, request); });
}

}  // namespace coffer::api::rest
