// The instruments of a file, as finance.imports keeps how they were understood.
#include "finance/imports/import_codec.hpp"
#include "platform/json/reader.hpp"
#include "platform/json/writer.hpp"

namespace coffer::finance {
namespace {

constexpr platform::JsonLimits stored_limits{.bytes = 32U << 20, .depth = 6, .values = 2'000'000};
constexpr platform::ListRule stored_list{.max = most_matches};

std::string text_of(platform::JsonObject& object, std::string_view key) {
  const auto field = object.optional(key);
  return field.value() ? std::string(field.value()->raw_text()) : std::string();
}

bool flag_of(platform::JsonObject& object, std::string_view key) { return object.optional(key).flag().value_or(false); }

}  // namespace

std::string encode_matches(const std::vector<InstrumentMatch>& matches) {
  platform::JsonWriter json(4096);
  json.begin_array();
  for (const auto& match : matches) {
    json.begin_object()
        .field("symbol", match.symbol)
        .field("isin", match.isin)
        .field("name", match.name)
        .field("rows", match.rows)
        .field("way", match_way_name(match.way));
    if (match.instrument) json.field("instrument", *match.instrument);
    if (match.unsure) json.field("unsure", true);
    json.array_field("candidates");
    for (const auto& candidate : match.candidates) {
      json.begin_object().field("instrument", candidate.instrument);
      if (candidate.by_isin) json.field("isin", true);
      if (candidate.by_symbol) json.field("symbol", true);
      if (candidate.by_name) json.field("name", true);
      json.end_object();
    }
    json.end_array().end_object();
  }
  json.end_array();
  return json.take();
}

Result<std::vector<InstrumentMatch>> decode_matches(std::string_view text) {
  COFFER_TRY(document, platform::JsonDocument::parse(text, stored_limits));
  std::vector<InstrumentMatch> matches;
  const auto items = document.value().list(stored_list);
  for (const auto& item : items.value_or(std::vector<platform::JsonValue>{})) {
    auto object = item.object();
    if (!object) continue;
    InstrumentMatch match;
    match.symbol = text_of(*object, "symbol");
    match.isin = text_of(*object, "isin");
    match.name = text_of(*object, "name");
    match.rows = object->required("rows").integer();
    match.way = parse_match_way(text_of(*object, "way")).value_or(MatchWay::Created);
    match.instrument = object->optional("instrument").id<InstrumentId>();
    match.unsure = flag_of(*object, "unsure");
    for (auto& each : object->required("candidates").objects(stored_list)) {
      match.candidates.push_back({each.required("instrument").id<InstrumentId>(), flag_of(each, "isin"),
                                  flag_of(each, "symbol"), flag_of(each, "name")});
    }
    matches.push_back(std::move(match));
  }
  auto read = document.finish();
  if (!read) return fail(ErrorKind::Bug, "platform/unexpected", "stored matches: " + read.error().detail);
  return matches;
}

}  // namespace coffer::finance
