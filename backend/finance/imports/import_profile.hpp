// How a file was read, kept under a name, and the shape by which the next file like it is recognised.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "finance/imports/import.hpp"
#include "finance/imports/staging.hpp"

namespace coffer::finance {

inline constexpr std::size_t longest_profile_name = 60;  // characters
inline constexpr std::int64_t most_profiles = 200;       // of a household

struct ProfileColumn {
  std::string name;
  std::optional<Field> field;
  bool operator==(const ProfileColumn&) const = default;
};

// What a person would have to say again of the next file.
struct ProfileReading {
  ImportKind kind = ImportKind::Transactions;
  std::optional<AccountId> account;
  ImportOptions options;
  std::vector<ProfileColumn> columns;         // in the order of the file
  std::vector<InstrumentChoice> instruments;  // existing ones
  bool operator==(const ProfileReading&) const = default;
};

// Customs of writing, as far as the text of a file decides them: 03/04 could be either.
struct FileCustoms {
  std::optional<DecimalMark> decimal_mark;
  std::optional<DateFormat> date_format;
};

// A file's columns and delimiter, as detected, in 64 hexadecimal digits; none of what is no table.
// Equal for files of one source: of a header its words count, without one what kinds of values the columns hold.
[[nodiscard]] std::optional<std::string> find_signature(std::span<const std::byte> bytes);
// The customs in those columns that the options call numbers and dates.
[[nodiscard]] FileCustoms find_customs(std::span<const std::byte> bytes, const ReadingOptions& options);
// Neither is decided differently.
[[nodiscard]] bool agree(const FileCustoms& a, const FileCustoms& b);

struct ImportProfile {
  ImportProfileId id;
  std::string name;
  std::string signature;
  FileCustoms customs;
  ProfileReading reading;
  std::int64_t uses = 0;
  std::optional<Timestamp> last_used_at;
  Timestamp created_at;
  Timestamp updated_at;
  std::int64_t version = 1;
};

// What of an import is kept: as it is read, without what belongs to this one file.
[[nodiscard]] ProfileReading reading_of(const Import& import);
// What a person said of the file goes before what the profile says.
void apply_profile(const ProfileReading& reading, ImportChoices& choices);
// "Depot-Umsaetze 2024-03.csv" is of "Depot-Umsaetze".
[[nodiscard]] std::string suggest_profile_name(std::string_view file_name);

}  // namespace coffer::finance
