// Risk, contribution, monthly returns and round trips, of portfolios, accounts and instruments.
#include "api/rest/finance_encoding.hpp"
#include "api/rest/report_answer.hpp"
#include "api/rest/report_encoding.hpp"

namespace coffer::api::rest {

using finance::ReportScope;
using finance::TradeState;
using platform::Choice;
using platform::QueryReader;
using platform::Request;
using platform::Response;
using platform::Task;

namespace {

constexpr Choice<TradeState> trade_states[] = {
    {"all", TradeState::All}, {"closed", TradeState::Closed}, {"open", TradeState::Open}};

Task<Response> get_risk(ReportParts parts, const Request& request, ReportScope scope) {
  QueryReader query(request.query);
  const auto interval = read_interval(query);
  const auto currency = query.optional("currency").currency();
  const auto benchmark = query.optional("benchmark").id<InstrumentId>();
  const auto terms = read_risk_terms(query);
  COFFER_CO_CHECK(query.finish());
  const Encoded make = [&]() -> Task<std::string> {
    COFFER_CO_TRY(report,
                  co_await parts.finance.reports.get_risk(request.caller, scope, interval, currency, benchmark, terms));
    co_return encode_risk(report);
  };
  co_return co_await answer(parts, request, make);
}

constexpr Report get_contribution = get_of_interval<&finance::ReportService::get_contribution, encode_contribution>;
constexpr Report get_returns = get_of_interval<&finance::ReportService::get_returns, encode_returns>;

Task<Response> list_trades(ReportParts parts, const Request& request, ReportScope scope) {
  QueryReader query(request.query);
  const auto interval = read_interval(query);
  const auto currency = query.optional("currency").currency();
  finance::TradeFilter filter;
  if (!std::holds_alternative<InstrumentId>(scope)) filter.instrument = query.optional("instrument").id<InstrumentId>();
  filter.state = query.optional("state").choice(trade_states).value_or(TradeState::All);
  filter.cost_basis = query.optional("cost_basis").choice(cost_basis_words);
  COFFER_CO_CHECK(query.finish());
  const Encoded make = [&]() -> Task<std::string> {
    COFFER_CO_TRY(report,
                  co_await parts.finance.reports.list_trades(request.caller, scope, interval, currency, filter));
    co_return encode_trades(report);
  };
  co_return co_await answer(parts, request, make);
}

}  // namespace

void add_return_routes(platform::Router& router, const ReportParts& parts) {
  router.get("/v1/portfolios/{id}/risk", "get_portfolio_risk", on_object<PortfolioId>(parts, get_risk));
  router.get("/v1/accounts/{id}/risk", "get_account_risk", on_object<AccountId>(parts, get_risk));
  router.get("/v1/instruments/{id}/risk", "get_instrument_risk", on_object<InstrumentId>(parts, get_risk));
  router.get("/v1/portfolios/{id}/contribution", "get_portfolio_contribution",
             on_object<PortfolioId>(parts, get_contribution));
  router.get("/v1/accounts/{id}/contribution", "get_account_contribution",
             on_object<AccountId>(parts, get_contribution));
  router.get("/v1/portfolios/{id}/returns", "get_portfolio_returns", on_object<PortfolioId>(parts, get_returns));
  router.get("/v1/accounts/{id}/returns", "get_account_returns", on_object<AccountId>(parts, get_returns));
  router.get("/v1/instruments/{id}/returns", "get_instrument_returns", on_object<InstrumentId>(parts, get_returns));
  router.get("/v1/portfolios/{id}/trades", "list_portfolio_trades", on_object<PortfolioId>(parts, list_trades));
  router.get("/v1/accounts/{id}/trades", "list_account_trades", on_object<AccountId>(parts, list_trades));
  router.get("/v1/instruments/{id}/trades", "list_instrument_trades", on_object<InstrumentId>(parts, list_trades));
}

}  // namespace coffer::api::rest
