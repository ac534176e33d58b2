// The JSON of the instruments that a file names, as contracts/openapi.yaml has it.
#include <algorithm>

#include "api/rest/finance_encoding.hpp"
#include "api/rest/import_encoding.hpp"

namespace coffer::api::rest {

using platform::JsonObject;
using platform::JsonWriter;

namespace {

constexpr std::size_t longest_name = 200;
constexpr std::string_view automatic = "automatic";
constexpr std::string_view made_new = "new";

void append_known(JsonWriter& json, const finance::ShownMatch& shown, std::optional<InstrumentId> id) {
  const auto found = std::ranges::find(
      shown.instruments, id, [](const finance::InstrumentReference& reference) { return std::optional(reference.id); });
  found == shown.instruments.end() ? static_cast<void>(json.null()) : append_reference(json, *found);
}

}  // namespace

void append_match(JsonWriter& json, const finance::ShownMatch& shown) {
  const auto& match = shown.match;
  json.begin_object()
      .field("symbol", match.symbol)
      .field("isin", match.isin)
      .field("name", match.name)
      .field("rows", match.rows)
      .field("match", finance::match_way_name(match.way))
      .field("unsure", match.unsure)
      .key("instrument");
  append_known(json, shown, match.instrument);
  json.array_field("candidates");
  for (const auto& candidate : match.candidates) {
    json.begin_object().key("instrument");
    append_known(json, shown, candidate.instrument);
    json.array_field("reasons");
    if (candidate.by_isin) json.value("isin");
    if (candidate.by_symbol) json.value("symbol");
    if (candidate.by_name) json.value("name");
    json.end_array().end_object();
  }
  json.end_array().end_object();
}

void decode_instruments(JsonObject& object, finance::ImportChange& change) {
  const auto name_of = [](JsonObject& item, std::string_view key) {
    return item.required(key).text({.min = 0, .max = longest_name});
  };
  for (auto& item : object.optional("instruments").objects({.max = 500})) {
    finance::InstrumentChoice choice{name_of(item, "symbol"), name_of(item, "isin"), name_of(item, "name"), {}};
    const auto use = item.required("use").text({.max = 40});
    if (use == automatic) {
      change.automatic_instruments.push_back(std::move(choice));
      continue;
    }
    if (use != made_new) {
      choice.instrument = parse_id<InstrumentId>(use);
      if (!choice.instrument) item.refuse("use", "Write the identifier of an instrument, new or automatic.");
    }
    change.instruments.push_back(std::move(choice));
  }
}

}  // namespace coffer::api::rest
