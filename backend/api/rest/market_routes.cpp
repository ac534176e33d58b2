// Exchange rates.
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

Result<std::vector<FxRate>> decode_rates(const Request& request) {
  COFFER_TRY(body, platform::JsonDocument::parse(request.body, {.bytes = 4 << 20}));
  auto object = body.object();
  std::vector<FxRate> rates;
  for (auto& item : object.required("rates").objects({.min = 1, .max = 5000})) {
    FxRate rate;
    rate.from = item.required("from").currency();
    rate.to = item.required("to").currency();
    rate.on = item.required("date").date();
    rate.rate = item.required("rate").decimal({.sign = platform::DecimalSign::Positive});
    rates.push_back(rate);
  }
  COFFER_CHECK(body.finish());
  return rates;
}

Task<Response> list_fx_rates(FinanceParts parts, const Request& request) {
  platform::QueryReader query(request.query);
  const auto from = query.required("from").currency();
  const auto to = query.required("to").currency();
  finance::DateRange range;
  range.from = query.optional("since").date();
  range.to = query.optional("until").date();
  auto page = read_series_page(query);
  COFFER_CO_CHECK(query.finish());
  COFFER_CO_TRY(list, co_await parts.market.list_fx_rates(request.caller, from, to, range, std::move(page)));
  co_return platform::json(encode_list(list, append_rate));
}

Task<Response> create_fx_rates(FinanceParts parts, const Request& request) {
  COFFER_CO_TRY(rates, decode_rates(request));
  const edge::Work work = [&](UnitOfWork& unit) -> Task<Response> {
    COFFER_CO_TRY(counts, co_await parts.market.create_fx_rates(request.caller, unit, rates));
    platform::JsonWriter json;
    json.begin_object()
        .field("recorded", counts.recorded)
        .field("revised", counts.revised)
        .field("unchanged", counts.unchanged)
        .end_object();
    co_return platform::json(std::move(json));
  };
  co_return co_await edge::command(parts.database, request, work);
}

}  // namespace

void add_market_routes(platform::Router& router, FinanceParts parts) {
  router.get("/v1/fx-rates", "list_fx_rates", [parts](const Request& r) { return list_fx_rates(parts, r); });
  router.post("/v1/fx-rates", "create_fx_rates", [parts](const Request& r) { return create_fx_rates(parts, r); },
              {.body = platform::BodyKind::Json, .body_limit = 4 << 20});
}

}  // namespace coffer::api::rest
