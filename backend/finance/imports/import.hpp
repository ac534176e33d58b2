// An uploaded file on its way into the books: how it is read, its rows, and what became of them.
#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/id.hpp"
#include "finance/imports/staging.hpp"

namespace coffer::finance {

enum class ImportState { Staged, Committing, Committed, Reverting, Reverted, Failed };
[[nodiscard]] std::string_view import_state_name(ImportState state);
[[nodiscard]] std::optional<ImportState> parse_import_state(std::string_view name);

// What a row is now; the first five as read, the others as decided.
enum class RowState { New, Duplicate, Changed, Error, Ignored, Skipped, Committed, Reverted };
inline constexpr std::size_t row_state_count = 8;
[[nodiscard]] std::string_view row_state_name(RowState state);
[[nodiscard]] std::optional<RowState> parse_row_state(std::string_view name);
[[nodiscard]] RowState to_row_state(RowStatus status);

struct ImportCounts {
  std::array<std::int64_t, row_state_count> by_state{};
  [[nodiscard]] std::int64_t of(RowState state) const { return by_state[static_cast<std::size_t>(state)]; }
  [[nodiscard]] std::int64_t& of(RowState state) { return by_state[static_cast<std::size_t>(state)]; }
  [[nodiscard]] std::int64_t total() const;
};

enum class Missing { Create, Refuse };
enum class PriceAdjustment { None, Split };

// What a person decided of a file; what is absent is detected.
struct ImportOptions {
  std::optional<char> delimiter;
  std::optional<Encoding> encoding;
  std::optional<DecimalMark> decimal_mark;
  std::optional<DateFormat> date_format;
  std::optional<HeaderChoice> header;
  Currency currency;   // of rows that name none
  std::string symbol;  // of a price file whose rows name none
  std::optional<PriceAdjustment> adjustment;
  std::optional<Missing> missing_accounts;     // absent: Create
  std::optional<Missing> missing_instruments;  // absent: Create
  bool operator==(const ImportOptions&) const = default;
};

using ImportProfileId = Id<struct ImportProfileTag>;

// Which instrument the rows of these names mean.
struct InstrumentChoice {
  std::string symbol;
  std::string isin;
  std::string name;
  std::optional<InstrumentId> instrument;  // none: a new one
  bool operator==(const InstrumentChoice&) const = default;
};

// The kept reading by which a file is read (import_profile.hpp).
struct UsedProfile {
  ImportProfileId id;
  std::string name;  // when it was applied
  enum class Way { Recognised, Chosen } way = Way::Chosen;
};

// All that a person said about the file.
struct ImportChoices {
  std::optional<ImportKind> kind;
  std::optional<AccountId> account;  // of rows that name none
  std::string account_name;          // the same by name, where there need not be such an account yet
  std::optional<UsedProfile> profile;
  std::vector<ColumnChoice> mapping;
  ImportOptions options;
  std::vector<InstrumentChoice> instruments;  // each way of naming once
};

struct NewImport {
  std::string file_name;
  std::string bytes;
  ImportChoices choices;
  std::optional<std::string> profile;  // id, name or "none"; absent: the one that is recognised
};

// Absent members stay.
struct ImportChange {
  std::optional<std::optional<ImportProfileId>> profile;  // its reading before the other members; none: detected anew
  std::optional<ImportKind> kind;
  std::optional<std::optional<AccountId>> account;
  std::optional<std::vector<ColumnChoice>> mapping;
  std::optional<ImportOptions> options;  // each member that is there replaces
  std::vector<InstrumentChoice> instruments;
  std::vector<InstrumentChoice> automatic_instruments;  // whose choices are taken back
};

struct ImportColumn {
  std::string name;
  std::optional<Field> field;
  std::vector<std::string> samples;
};

struct ImportProblem {
  std::string problem;  // slug
  std::string detail;
  std::string trace_id;
};

struct Import {
  ImportId id;
  ImportState state = ImportState::Staged;
  ImportChoices choices;
  ReadingPlan plan;                              // as it is read
  ImportOptions reading;                         // as detected or given
  std::optional<std::string> suggested_profile;  // a name for how it is read; none where there is nothing to keep
  std::string file_name;
  std::int64_t file_size = 0;
  ObjectId object;
  std::vector<ImportColumn> columns;
  ImportCounts counts;
  std::vector<std::string> new_accounts;
  std::vector<std::string> new_instruments;
  std::int64_t instruments = 0;  // ways of naming one
  std::int64_t unsure_instruments = 0;
  std::optional<JobId> job;
  std::optional<ImportProblem> problem;
  Timestamp created_at;
  Timestamp updated_at;
  std::optional<Timestamp> committed_at;
  std::int64_t version = 1;
};

// A field in which a row differs from the transaction that it changes.
struct FieldChange {
  std::string field;
  std::optional<std::string> before;
  std::optional<std::string> after;
};

enum class RowChoice { None, Take, Skip };

struct ImportRow {
  std::int64_t number = 1;
  std::int64_t line = 1;
  RowState state = RowState::New;
  std::vector<FieldText> values;
  std::vector<RowError> errors;
  std::vector<FieldChange> changes;
  RowChoice choice = RowChoice::None;
  bool mended = false;
  bool unreadable = false;  // as it stands in the file; only a person can mend it
  std::optional<TransactionId> transaction;
  std::optional<std::int64_t> revision;  // of the transaction, as this row wrote it
};

// A text for each field that a person wrote; an empty one clears the field.
struct RowMend {
  std::vector<FieldText> values;
  RowChoice choice = RowChoice::None;
};

// Told in steps how much of the work on an import is done. Called from any thread.
using ImportProgress = std::function<void(std::int64_t done, std::int64_t total)>;

}  // namespace coffer::finance
