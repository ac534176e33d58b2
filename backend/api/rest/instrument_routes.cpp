// Instruments, their prices and splits.
#include "api/edge/command.hpp"
#include "api/rest/finance_encoding.hpp"
#include "api/rest/finance_parts.hpp"
#include "platform/json/reader.hpp"

namespace coffer::api::rest {

using platform::Choice;
using platform::JsonObject;
using platform::Request;
using platform::Response;
using platform::Task;
using platform::UnitOfWork;

namespace {

constexpr platform::TextRule symbol_rule{.max = 40};
constexpr platform::TextRule label_rule{.max = 200};
constexpr platform::TextRule place_rule{.max = 60};
constexpr platform::TextRule exchange_rule{.max = 20};

constexpr Choice<finance::InstrumentKind> kinds[] = {
    {"stock", finance::InstrumentKind::Stock},       {"fund", finance::InstrumentKind::Fund},
    {"etf", finance::InstrumentKind::Etf},           {"bond", finance::InstrumentKind::Bond},
    {"crypto", finance::InstrumentKind::Crypto},     {"commodity", finance::InstrumentKind::Commodity},
    {"property", finance::InstrumentKind::Property}, {"right", finance::InstrumentKind::Right},
    {"index", finance::InstrumentKind::Index},       {"other", finance::InstrumentKind::Other}};
constexpr Choice<finance::AssetClass> classes[] = {
    {"equity", finance::AssetClass::Equity},       {"bond", finance::AssetClass::Bond},
    {"cash", finance::AssetClass::Cash},           {"property", finance::AssetClass::Property},
    {"commodity", finance::AssetClass::Commodity}, {"crypto", finance::AssetClass::Crypto},
    {"mixed", finance::AssetClass::Mixed},         {"other", finance::AssetClass::Other}};
constexpr Choice<finance::Adjustment> adjustments[] = {{"none", finance::Adjustment::None},
                                                       {"split", finance::Adjustment::Split}};

// Two capital letters, nine letters or digits, a check digit.
bool is_isin(std::string_view text) {
  if (text.size() != 12) return false;
  const auto is_letter = [](char c) { return c >= 'A' && c <= 'Z'; };
  const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
  if (!is_letter(text[0]) || !is_letter(text[1]) || !is_digit(text[11])) return false;
  for (const char c : text.substr(2, 9)) {
    if (!is_letter(c) && !is_digit(c)) return false;
  }
  return true;
}

void check_isin(JsonObject& object, const std::optional<std::string>& isin) {
  if (isin && !is_isin(*isin))
    object.refuse("isin", "An ISIN is two capital letters, nine letters or digits and a digit: US0378331005.");
}

void check_symbol(JsonObject& object, const std::optional<std::string>& symbol) {
  if (symbol && (symbol->front() == ' ' || symbol->back() == ' ' || symbol->find("  ") != std::string::npos)) {
    object.refuse("symbol", "Leave out blanks at the ends and double blanks.");
  }
}

Result<finance::NewInstrument> decode_new_instrument(const Request& request) {
  COFFER_TRY(body, platform::JsonDocument::parse(request.body));
  auto object = body.object();
  finance::NewInstrument made;
  made.symbol = object.required("symbol").text(symbol_rule);
  if (!made.symbol.empty()) check_symbol(object, made.symbol);
  made.isin = object.optional("isin").text({.max = 12});
  check_isin(object, made.isin);
  made.name = object.optional("name").text(label_rule);
  made.kind = object.required("kind").choice(kinds);
  made.currency = object.required("currency").currency();
  made.price_factor =
      object.optional("price_factor").decimal({.sign = platform::DecimalSign::Positive}).value_or(Decimal(1));
  made.exchange = object.optional("exchange").text(exchange_rule);
  made.asset_class = object.optional("asset_class").choice(classes);
  made.region = object.optional("region").text(place_rule);
  made.sector = object.optional("sector").text(place_rule);
  COFFER_CHECK(body.finish());
  return made;
}

template <class T>
std::optional<T> kept(JsonObject& object, std::string_view key, const platform::Patch<T>& patch) {
  if (patch.is_null()) object.refuse(key, "This cannot be taken away.");
  return patch.value;
}

template <class T>
std::optional<std::optional<T>> clearable(const platform::Patch<T>& patch) {
  if (patch.is_absent()) return std::nullopt;
  return patch.value;
}

Result<finance::InstrumentChange> decode_change(const Request& request) {
  COFFER_TRY(body, platform::JsonDocument::parse(request.body));
  auto object = body.object();
  if (object.keys().empty()) object.refuse("", "Give at least one field to change.");
  finance::InstrumentChange change;
  change.symbol = kept(object, "symbol", object.patch("symbol").text(symbol_rule));
  check_symbol(object, change.symbol);
  const auto isin = object.patch("isin").text({.max = 12});
  check_isin(object, isin.value);
  change.isin = clearable(isin);
  change.name = kept(object, "name", object.patch("name").text(label_rule));
  change.from = object.optional("from").date();
  change.kind = kept(object, "kind", object.patch("kind").choice(kinds));
  change.price_factor =
      kept(object, "price_factor", object.patch("price_factor").decimal({.sign = platform::DecimalSign::Positive}));
  change.exchange = clearable(object.patch("exchange").text(exchange_rule));
  change.asset_class = kept(object, "asset_class", object.patch("asset_class").choice(classes));
  change.region = clearable(object.patch("region").text(place_rule));
  change.sector = clearable(object.patch("sector").text(place_rule));
  COFFER_CHECK(body.finish());
  return change;
}

struct GivenPrices {
  std::vector<finance::GivenPrice> prices;
  finance::Adjustment adjustment = finance::Adjustment::None;
  std::optional<Date> fetched;
};

Result<GivenPrices> decode_prices(const Request& request) {
  COFFER_TRY(body, platform::JsonDocument::parse(request.body, {.bytes = 4 << 20}));
  auto object = body.object();
  GivenPrices given;
  given.adjustment = object.optional("adjustment").choice(adjustments).value_or(finance::Adjustment::None);
  given.fetched = object.optional("fetched").date();
  for (auto& item : object.required("prices").objects({.min = 1, .max = 5000})) {
    finance::GivenPrice price;
    price.date = item.required("date").date();
    price.close = item.required("close").decimal({.sign = platform::DecimalSign::NotNegative});
    given.prices.push_back(price);
  }
  COFFER_CHECK(body.finish());
  return given;
}

Response show(const finance::Instrument& instrument) {
  platform::JsonWriter json;
  append_instrument(json, instrument);
  return platform::json(std::move(json))
      .with("etag", platform::make_etag(instrument.reference.id.uuid, instrument.version));
}

Task<Response> list_instruments(FinanceParts parts, const Request& request) {
  platform::QueryReader query(request.query);
  auto search = query.optional("q").text({.max = 100});
  auto page = to_page(platform::read_page(query));
  COFFER_CO_CHECK(query.finish());
  COFFER_CO_TRY(list, co_await parts.instruments.list_instruments(request.caller, std::move(search), std::move(page)));
  co_return platform::json(encode_list(list, append_instrument));
}

Task<Response> get_instrument(FinanceParts parts, const Request& request) {
  COFFER_CO_TRY(id, request.param_id<InstrumentId>("id"));
  COFFER_CO_TRY(instrument, co_await parts.instruments.get_instrument(request.caller, id));
  // Never 304: the last price is shown, but is no part of the version that the tag names.
  co_return show(instrument);
}

Task<Response> create_instrument(FinanceParts parts, const Request& request) {
  COFFER_CO_TRY(input, decode_new_instrument(request));
  const edge::Work work = [&](UnitOfWork& unit) -> Task<Response> {
    COFFER_CO_TRY(instrument, co_await parts.instruments.create_instrument(request.caller, unit, input));
    auto response = show(instrument);
    response.status = 201;
    response.with("location", "/v1/instruments/" + instrument.reference.id.text());
    co_return response;
  };
  co_return co_await edge::command(parts.database, request, work);
}

Task<Response> update_instrument(FinanceParts parts, const Request& request) {
  COFFER_CO_TRY(id, request.param_id<InstrumentId>("id"));
  COFFER_CO_TRY(change, decode_change(request));
  const edge::Work work = [&](UnitOfWork& unit) -> Task<Response> {
    COFFER_CO_TRY(instrument, co_await parts.instruments.update_instrument(request.caller, unit, id, change,
                                                                           version_check(request, id.uuid)));
    co_return show(instrument);
  };
  co_return co_await edge::command(parts.database, request, work);
}

Task<Response> list_prices(FinanceParts parts, const Request& request) {
  COFFER_CO_TRY(id, request.param_id<InstrumentId>("id"));
  platform::QueryReader query(request.query);
  finance::DateRange range;
  range.from = query.optional("from").date();
  range.to = query.optional("to").date();
  auto page = read_series_page(query);
  COFFER_CO_CHECK(query.finish());
  COFFER_CO_TRY(list, co_await parts.market.list_prices(request.caller, id, range, std::move(page)));
  co_return platform::json(encode_prices(list));
}

Task<Response> create_prices(FinanceParts parts, const Request& request) {
  COFFER_CO_TRY(id, request.param_id<InstrumentId>("id"));
  COFFER_CO_TRY(given, decode_prices(request));
  const edge::Work work = [&](UnitOfWork& unit) -> Task<Response> {
    COFFER_CO_TRY(recorded, co_await parts.market.create_prices(request.caller, unit, id, given.prices,
                                                                given.adjustment, given.fetched));
    co_return platform::json(encode_recorded_prices(recorded));
  };
  co_return co_await edge::command(parts.database, request, work);
}

}  // namespace

void add_instrument_routes(platform::Router& router, FinanceParts parts) {
  router.get("/v1/instruments", "list_instruments", [parts](const Request& r) { return list_instruments(parts, r); });
  router.post("/v1/instruments", "create_instrument",
              [parts](const Request& r) { return create_instrument(parts, r); });
  router.get("/v1/instruments/{id}", "get_instrument", [parts](const Request& r) { return get_instrument(parts, r); });
  router.patch("/v1/instruments/{id}", "update_instrument",
               [parts](const Request& r) { return update_instrument(parts, r); });
  router.get("/v1/instruments/{id}/prices", "list_prices", [parts](const Request& r) { return list_prices(parts, r); });
  router.post("/v1/instruments/{id}/prices", "create_prices",
              [parts](const Request& r) { return create_prices(parts, r); },
              {.body = platform::BodyKind::Json, .body_limit = 4 << 20});
}

}  // namespace coffer::api::rest
