// The trail behind a figure.
#include "api/rest/report_answer.hpp"
#include "api/rest/report_encoding.hpp"

namespace coffer::api::rest {

using finance::ReportScope;
using platform::QueryReader;
using platform::Request;
using platform::Response;
using platform::Task;

namespace {

finance::FigureQuestion read_question(QueryReader& query) {
  finance::FigureQuestion question;
  question.figure = query.required("figure").text({.max = 60});
  if (!question.figure.empty() && !finance::is_figure_name(question.figure))
    query.refuse("figure", "Give a figure by the name that it has in the reports.");
  question.account = query.optional("account").id<AccountId>();
  question.instrument = query.optional("instrument").id<InstrumentId>();
  question.date = query.optional("date").date();
  if (const auto node = query.optional("node").integer({0, 10'000'000}))
    question.node = static_cast<std::uint32_t>(*node);
  if (const auto depth = query.optional("depth").integer({1, 1000})) question.depth = static_cast<std::int32_t>(*depth);
  const auto limit = query.optional("limit").integer({1, finance::most_trail_nodes});
  if (limit) question.limit = static_cast<std::size_t>(*limit);
  return question;
}

Task<Response> explain(ReportParts parts, const Request& request, ReportScope scope) {
  QueryReader query(request.query);
  const auto question = read_question(query);
  const auto interval = read_interval(query);
  const auto currency = query.optional("currency").currency();
  const finance::ReturnTerms terms{.policy = read_policy(query),
                                   .benchmark = query.optional("benchmark").id<InstrumentId>()};
  const auto risk = read_risk_terms(query);
  COFFER_CO_CHECK(query.finish());
  const Encoded make = [&]() -> Task<std::string> {
    COFFER_CO_TRY(
        made, co_await parts.finance.reports.explain(request.caller, scope, question, interval, currency, terms, risk));
    co_return encode_explanation(made);
  };
  co_return co_await answer(parts, request, make);
}

}  // namespace

void add_explanation_routes(platform::Router& router, const ReportParts& parts) {
  router.get("/v1/portfolios/{id}/explain", "get_portfolio_trail", on_object<PortfolioId>(parts, explain));
  router.get("/v1/accounts/{id}/explain", "get_account_trail", on_object<AccountId>(parts, explain));
  router.get("/v1/instruments/{id}/explain", "get_instrument_trail", on_object<InstrumentId>(parts, explain));
  router.get("/v1/net-worth/explain", "get_net_worth_trail",
             [parts](const Request& request) { return explain(parts, request, finance::WholeHousehold{}); });
}

}  // namespace coffer::api::rest
