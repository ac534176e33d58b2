// The JSON of imports and their rows, as contracts/openapi.yaml has it.
#pragma once

#include <vector>

#include "finance/imports/import_profile.hpp"
#include "finance/imports/instrument_match.hpp"
#include "platform/json/reader.hpp"
#include "platform/json/writer.hpp"

namespace coffer::api::rest {

void append_import(platform::JsonWriter& json, const finance::Import& import);
void append_import_profile(platform::JsonWriter& json, const finance::ImportProfile& profile);
void append_match(platform::JsonWriter& json, const finance::ShownMatch& shown);
void append_import_row(platform::JsonWriter& json, const finance::ImportRow& row);

// The members of an ImportPatch and an ImportRowPatch; faults are noted in the object.
[[nodiscard]] std::vector<finance::ColumnChoice> decode_mapping(platform::JsonObject& object);
void decode_instruments(platform::JsonObject& object, finance::ImportChange& change);
[[nodiscard]] finance::ImportOptions decode_options(platform::JsonObject& object);
[[nodiscard]] std::vector<finance::FieldText> decode_values(platform::JsonObject& object);

}  // namespace coffer::api::rest
