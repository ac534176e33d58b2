#include "api/rest/report_answer.hpp"

#include <algorithm>

#include "api/rest/body_etag.hpp"
#include "api/rest/finance_encoding.hpp"

namespace coffer::api::rest {

using platform::Choice;
using platform::QueryReader;
using platform::Request;
using platform::Response;
using platform::Task;

namespace {

constexpr Choice<ledger::FlowTiming> flow_timings[] = {{"start", ledger::FlowTiming::Start},
                                                       {"end", ledger::FlowTiming::End}};

}  // namespace

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

finance::ReportPolicy read_policy(QueryReader& query) {
  finance::ReportPolicy policy;
  policy.cost_basis = query.optional("cost_basis").choice(cost_basis_words);
  if (!query.optional("fees_in_cost").flag().value_or(true)) policy.purchase_costs = ledger::PurchaseCosts::Expensed;
  policy.flow_timing = query.optional("flow_timing").choice(flow_timings).value_or(ledger::FlowTiming::Start);
  if (query.optional("annualize_short").flag().value_or(false)) policy.short_periods = ledger::ShortPeriods::Annualized;
  return policy;
}

finance::RiskTerms read_risk_terms(QueryReader& query) {
  finance::RiskTerms terms;
  if (const auto rate = query.optional("risk_free").decimal()) {
    if (*rate <= Decimal(-1) || *rate >= Decimal(10))
      query.refuse("risk_free", "Give a fraction above -1 and below 10.");
    terms.risk_free = *rate;
  }
  if (const auto level = query.optional("confidence").decimal()) {
    if (!level->is_positive() || *level >= Decimal(1)) query.refuse("confidence", "Give a fraction between 0 and 1.");
    terms.confidence = *level;
  }
  return terms;
}

}  // namespace coffer::api::rest
