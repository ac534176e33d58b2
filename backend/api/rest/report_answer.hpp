// How every report answers: read from its parameters, kept by the version of the figures, with an ETag.
#pragma once

#include <functional>
#include <memory>
#include <string>

#include "api/rest/finance_parts.hpp"
#include "api/rest/report_cache.hpp"

namespace coffer::api::rest {

struct ReportParts {
  FinanceParts finance;
  std::shared_ptr<ReportCache> cache;
};

using Encoded = std::function<platform::Task<std::string>()>;

// The encoded report of this version of the figures: from the cache, or made and kept.
platform::Task<platform::Response> answer(ReportParts parts, const platform::Request& request, Encoded make);

// ?from= ?to= ?as_known_at=
[[nodiscard]] finance::ReportInterval read_interval(platform::QueryReader& query);
// ?cost_basis= ?fees_in_cost= ?flow_timing= ?annualize_short=
[[nodiscard]] finance::ReportPolicy read_policy(platform::QueryReader& query);
// ?risk_free= ?confidence=
[[nodiscard]] finance::RiskTerms read_risk_terms(platform::QueryReader& query);

using Report = platform::Task<platform::Response> (*)(ReportParts, const platform::Request&, finance::ReportScope);

// A report on the object whose id stands in the path.
template <class IdType>
platform::Handler on_object(ReportParts parts, Report report) {
  return [parts, report](const platform::Request& request) -> platform::Task<platform::Response> {
    return [](ReportParts p, const platform::Request& r, Report made) -> platform::Task<platform::Response> {
      COFFER_CO_TRY(id, r.param_id<IdType>("id"));
      const finance::ReportScope scope = id;
      co_return co_await made(p, r, scope);
    }(parts, request, report);
  };
}

// A report asked for by its interval and currency alone.
template <auto get, auto encode>
platform::Task<platform::Response> get_of_interval(ReportParts parts, const platform::Request& request,
                                                   finance::ReportScope scope) {
  platform::QueryReader query(request.query);
  const auto interval = read_interval(query);
  const auto currency = query.optional("currency").currency();
  COFFER_CO_CHECK(query.finish());
  const Encoded make = [&]() -> platform::Task<std::string> {
    COFFER_CO_TRY(report, co_await (parts.finance.reports.*get)(request.caller, scope, interval, currency));
    co_return encode(report);
  };
  co_return co_await answer(parts, request, make);
}

void add_return_routes(platform::Router& router, const ReportParts& parts);
void add_explanation_routes(platform::Router& router, const ReportParts& parts);
void add_data_health_routes(platform::Router& router, const ReportParts& parts);
void add_sale_preview_routes(platform::Router& router, FinanceParts parts);

}  // namespace coffer::api::rest
