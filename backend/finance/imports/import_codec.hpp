// An import's choices, reading and counts as the JSON in which they are stored.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "finance/imports/import.hpp"
#include "finance/imports/import_profile.hpp"
#include "finance/imports/instrument_match.hpp"

namespace coffer::finance {

// The columns options, mapping and counts of finance.imports.
[[nodiscard]] std::string encode_choices(const Import& import);
[[nodiscard]] std::string encode_reading(const Import& import);
[[nodiscard]] std::string encode_counts(const Import& import);
// Bug when it is not what was encoded.
[[nodiscard]] Result<> decode_choices(std::string_view json, Import& import);
[[nodiscard]] Result<> decode_reading(std::string_view json, Import& import);
[[nodiscard]] Result<> decode_counts(std::string_view json, Import& import);

// The column reading of finance.import_profiles.
[[nodiscard]] std::string encode_profile_reading(const ProfileReading& reading);
[[nodiscard]] Result<ProfileReading> decode_profile_reading(std::string_view json);

// The column instruments of finance.imports.
[[nodiscard]] std::string encode_matches(const std::vector<InstrumentMatch>& matches);
[[nodiscard]] Result<std::vector<InstrumentMatch>> decode_matches(std::string_view json);

// What finance.import_rows keeps beside the texts: errors, and what was decided, empty when there is nothing.
[[nodiscard]] std::string encode_errors(const std::vector<RowError>& errors);
[[nodiscard]] std::string encode_decision(const ImportRow& row);
[[nodiscard]] Result<> decode_errors(std::string_view json, ImportRow& row);
[[nodiscard]] Result<> decode_decision(std::string_view json, ImportRow& row);

// The texts of a row as an array of PostgreSQL: field, column and text of each, one after the other.
[[nodiscard]] std::string encode_values(const std::vector<FieldText>& values);
[[nodiscard]] std::vector<FieldText> decode_values(std::vector<std::string> parts);

}  // namespace coffer::finance
