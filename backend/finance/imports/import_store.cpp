#include "finance/imports/import_store.hpp"

#include "finance/imports/import_codec.hpp"
#include "finance/imports/sql.hpp"
#include "platform/crypto/digest.hpp"

namespace coffer::finance {

using platform::Row;
using platform::Rows;
using platform::statement;
using platform::Task;
using platform::UnitOfWork;

namespace {

constexpr std::string_view import_tag = "imports";
constexpr std::string_view row_tag = "import_rows";
constexpr std::size_t rows_at_once = 25'000;

Result<Import> read_import(const Row& row) {
  Import import;
  import.id = row.id<ImportId>(0);
  import.state = parse_import_state(row.view(1)).value_or(ImportState::Staged);
  import.choices.account = row.optional_id<AccountId>(2);
  import.file_name = row.text(4);
  import.file_size = row.int64(5);
  import.object = row.id<ObjectId>(6);
  COFFER_CHECK(decode_choices(row.view(7), import));
  COFFER_CHECK(decode_reading(row.view(8), import));
  COFFER_CHECK(decode_counts(row.view(9), import));
  import.job = row.optional_id<JobId>(10);
  if (!row.is_null(11))
    import.problem =
        ImportProblem{row.text(11), row.optional_text(12).value_or(""), row.optional_text(17).value_or("")};
  import.created_at = row.timestamp(13);
  import.updated_at = row.timestamp(14);
  import.committed_at = row.optional_timestamp(15);
  import.version = row.int64(16);
  return import;
}

Result<std::optional<Import>> first_import(const Rows& rows) {
  if (rows.empty()) return std::optional<Import>{};
  COFFER_TRY(import, read_import(rows.front()));
  return std::optional(std::move(import));
}

Result<ImportRow> read_row(const Row& row) {
  ImportRow read;
  read.number = row.int32(0);
  read.line = row.int32(1);
  read.state = parse_row_state(row.view(2)).value_or(RowState::Error);
  read.values = decode_values(row.text_array(3));
  if (!row.is_null(4)) COFFER_CHECK(decode_decision(row.view(4), read));
  read.mended = row.boolean(5);
  read.transaction = row.optional_id<TransactionId>(6);
  if (!row.is_null(7)) COFFER_CHECK(decode_errors(row.view(7), read));
  if (read.state == RowState::Committed && read.transaction && !read.revision) read.revision = 1;
  return read;
}

Result<std::vector<ImportRow>> read_rows(const Rows& rows) {
  std::vector<ImportRow> read;
  read.reserve(static_cast<std::size_t>(rows.size()));
  for (const auto row : rows) {
    COFFER_TRY(one, read_row(row));
    read.push_back(std::move(one));
  }
  return read;
}

std::optional<std::string> unless_empty(std::string text) {
  return text.empty() ? std::nullopt : std::optional(std::move(text));
}

std::optional<std::string> profile_name(const Import& import) {
  return import.choices.profile ? std::optional(import.choices.profile->name) : std::nullopt;
}

std::optional<UserId> user_of(const Caller& caller) {
  return caller.user.is_nil() ? std::nullopt : std::optional(caller.user);
}

// One list a column, of a part of the rows.
struct RowColumns {
  std::vector<std::int64_t> numbers, lines;
  std::vector<std::string_view> states;
  std::vector<std::string> values;
  std::vector<std::optional<std::string>> decisions, errors;
  std::vector<std::optional<TransactionId>> transactions;
  std::vector<bool> mended;

  explicit RowColumns(std::span<const ImportRow> rows) {
    for (const auto& row : rows) {
      numbers.push_back(row.number);
      lines.push_back(row.line);
      states.push_back(row_state_name(row.state));
      values.push_back(encode_values(row.values));
      decisions.push_back(unless_empty(encode_decision(row)));
      errors.push_back(unless_empty(encode_errors(row.errors)));
      transactions.push_back(row.transaction);
      mended.push_back(row.mended);
    }
  }
};

template <class Rest>
std::span<const ImportRow> take_part(Rest& rest) {
  const auto part = rest.first(std::min(rest.size(), rows_at_once));
  rest = rest.subspan(part.size());
  return part;
}

}  // namespace

Task<Page<Import>> ImportStore::list(const Caller& caller, PageRequest page) {
  std::vector<std::string> before{"infinity", "ffffffff-ffff-ffff-ffff-ffffffffffff"};
  if (page.cursor) {
    COFFER_CO_TRY(read, read_cursor(*page.cursor, import_tag, 2));
    before = read;
  }
  COFFER_CO_TRY(rows, co_await database_.read(caller, statement(sql::list_imports, caller.household(), before[0],
                                                                before[1], page.limit + 1)));
  Page<Import> found;
  for (const auto row : rows) {
    COFFER_CO_TRY(import, read_import(row));
    found.items.push_back(std::move(import));
  }
  cut_page(found, page.limit, import_tag,
           [](const Import& last) { return CursorKeys{format_timestamp(last.created_at), last.id.text()}; });
  co_return found;
}

Task<std::optional<Import>> ImportStore::find(const Caller& caller, ImportId id) {
  COFFER_CO_TRY(rows, co_await database_.read(caller, statement(sql::find_import, caller.household(), id)));
  co_return first_import(rows);
}

Task<std::optional<Import>> ImportStore::find(UnitOfWork& unit, ImportId id) {
  COFFER_CO_TRY(rows, co_await unit.run(statement(sql::find_import, unit.caller().household(), id)));
  co_return first_import(rows);
}

Task<std::optional<Import>> ImportStore::lock(UnitOfWork& unit, ImportId id) {
  COFFER_CO_CHECK(co_await unit.run(statement(sql::lock_import, unit.caller().household(), id)));
  co_return co_await find(unit, id);
}

Task<> ImportStore::lock_household(UnitOfWork& unit) {
  COFFER_CO_CHECK(co_await unit.run(statement(sql::lock_household_imports, unit.caller().household())));
  co_return Result<>{};
}

Task<> ImportStore::insert_object(UnitOfWork& unit, platform::StoredObject object) {
  const auto& caller = unit.caller();
  COFFER_CO_CHECK(co_await unit.run(statement(sql::insert_object, caller.household(), object.object,
                                              object.object.text(), static_cast<std::int64_t>(object.size),
                                              std::span<const std::uint8_t>(object.sha256), user_of(caller))));
  co_return Result<>{};
}

Task<> ImportStore::insert(UnitOfWork& unit, Import import) {
  const auto& caller = unit.caller();
  COFFER_CO_CHECK(co_await unit.run(statement(
      sql::insert_import, caller.household(), import.id, import.object, import.choices.account,
      import_kind_name(import.plan.mapping.kind), profile_name(import), import.file_name, encode_choices(import),
      encode_reading(import), encode_counts(import), import.created_at, user_of(caller))));
  co_return Result<>{};
}

Task<> ImportStore::update(UnitOfWork& unit, Import import) {
  COFFER_CO_CHECK(
      co_await unit.run(statement(sql::update_import, unit.caller().household(), import.id, import.choices.account,
                                  import_kind_name(import.plan.mapping.kind), import_state_name(import.state),
                                  encode_choices(import), encode_reading(import), encode_counts(import), import.job,
                                  import.committed_at, import.version, profile_name(import))));
  co_return Result<>{};
}

Task<> ImportStore::save_matches(UnitOfWork& unit, ImportId id, std::vector<InstrumentMatch> matches) {
  COFFER_CO_CHECK(co_await unit.run(
      statement(sql::save_import_instruments, unit.caller().household(), id, encode_matches(matches))));
  co_return Result<>{};
}

Task<std::vector<InstrumentMatch>> ImportStore::list_matches(const Caller& caller, ImportId id) {
  COFFER_CO_TRY(rows, co_await database_.read(caller, statement(sql::list_import_instruments, caller.household(), id)));
  if (rows.empty()) co_return std::vector<InstrumentMatch>{};
  co_return decode_matches(rows.front().view(0));
}

Task<> ImportStore::remove(UnitOfWork& unit, Import import) {
  const auto household = unit.caller().household();
  COFFER_CO_CHECK(co_await unit.run(statement(sql::delete_import_rows, household, import.id)));
  COFFER_CO_CHECK(co_await unit.run(statement(sql::delete_import, household, import.id)));
  COFFER_CO_CHECK(co_await unit.run(statement(sql::remove_object, household, import.object)));
  co_return Result<>{};
}

Task<std::int64_t> ImportStore::withdraw_splits(UnitOfWork& unit, ImportId id) {
  COFFER_CO_TRY(rows, co_await unit.run(statement(sql::withdraw_import_splits, unit.caller().household(), id)));
  co_return rows.affected();
}

Task<Page<ImportRow>> ImportStore::list_rows(const Caller& caller, ImportId id, std::optional<RowState> state,
                                             PageRequest page) {
  std::string after = "0";
  if (page.cursor) {
    COFFER_CO_TRY(read, read_cursor(*page.cursor, row_tag, 1));
    after = read.front();
  }
  const auto status = state ? std::optional(std::string(row_state_name(*state))) : std::nullopt;
  COFFER_CO_TRY(rows,
                co_await database_.read(caller, statement(sql::list_import_rows[state ? 1 : 0], caller.household(), id,
                                                          status, after, page.limit + 1)));
  Page<ImportRow> found;
  COFFER_CO_TRY(items, read_rows(rows));
  found.items = std::move(items);
  cut_page(found, page.limit, row_tag, [](const ImportRow& last) { return CursorKeys{std::to_string(last.number)}; });
  co_return found;
}

Task<std::optional<ImportRow>> ImportStore::find_row(UnitOfWork& unit, ImportId id, std::int64_t number) {
  COFFER_CO_TRY(rows, co_await unit.run(statement(sql::find_import_row, unit.caller().household(), id, number)));
  if (rows.empty()) co_return std::optional<ImportRow>{};
  COFFER_CO_TRY(row, read_row(rows.front()));
  co_return std::optional(std::move(row));
}

Task<std::vector<ImportRow>> ImportStore::load_rows(UnitOfWork& unit, ImportId id, RowSelection selection) {
  COFFER_CO_TRY(rows, co_await unit.run(statement(sql::load_import_rows[static_cast<std::size_t>(selection)],
                                                  unit.caller().household(), id)));
  co_return read_rows(rows);
}

Task<std::vector<WrittenRevision>> ImportStore::list_written(UnitOfWork& unit, ImportId id) {
  COFFER_CO_TRY(rows, co_await unit.run(statement(sql::list_written_revisions, unit.caller().household(), id)));
  std::vector<WrittenRevision> written;
  written.reserve(static_cast<std::size_t>(rows.size()));
  for (const auto row : rows) written.push_back({row.id<TransactionId>(0), row.int64(1)});
  co_return written;
}

Task<std::vector<TransactionId>> ImportStore::list_claimed(UnitOfWork& unit, ImportId id, std::int64_t but_row) {
  COFFER_CO_TRY(rows,
                co_await unit.run(statement(sql::list_claimed_transactions, unit.caller().household(), id, but_row)));
  std::vector<TransactionId> claimed;
  for (const auto row : rows) claimed.push_back(row.id<TransactionId>(0));
  co_return claimed;
}

Task<> ImportStore::delete_rows(UnitOfWork& unit, ImportId id) {
  COFFER_CO_CHECK(co_await unit.run(statement(sql::delete_import_rows, unit.caller().household(), id)));
  co_return Result<>{};
}

Task<> ImportStore::insert_rows(UnitOfWork& unit, ImportId id, std::vector<ImportRow> rows) {
  for (std::span<const ImportRow> rest = rows; !rest.empty();) {
    const RowColumns c(take_part(rest));
    COFFER_CO_CHECK(
        co_await unit.run(statement(sql::insert_import_rows, unit.caller().household(), id, c.numbers, c.lines,
                                    c.states, c.values, c.decisions, c.errors, c.transactions, c.mended)));
  }
  co_return Result<>{};
}

Task<> ImportStore::update_rows(UnitOfWork& unit, ImportId id, std::vector<ImportRow> rows) {
  for (std::span<const ImportRow> rest = rows; !rest.empty();) {
    const RowColumns c(take_part(rest));
    COFFER_CO_CHECK(co_await unit.run(statement(sql::update_import_rows, unit.caller().household(), id, c.numbers,
                                                c.states, c.decisions, c.errors, c.transactions)));
  }
  co_return Result<>{};
}

Task<> ImportStore::update_row(UnitOfWork& unit, ImportId id, ImportRow row) {
  COFFER_CO_CHECK(co_await unit.run(statement(sql::mend_import_row, unit.caller().household(), id, row.number,
                                              row_state_name(row.state), encode_values(row.values),
                                              unless_empty(encode_decision(row)),
                                              unless_empty(encode_errors(row.errors)), row.transaction, row.mended)));
  co_return Result<>{};
}

Task<> ImportStore::mark_reverted(UnitOfWork& unit, ImportId id) {
  COFFER_CO_CHECK(co_await unit.run(statement(sql::mark_rows_reverted, unit.caller().household(), id)));
  co_return Result<>{};
}

Task<ImportCounts> ImportStore::count_rows(UnitOfWork& unit, ImportId id) {
  COFFER_CO_TRY(rows, co_await unit.run(statement(sql::count_import_rows, unit.caller().household(), id)));
  ImportCounts counts;
  for (const auto row : rows) {
    if (const auto state = parse_row_state(row.view(0))) counts.of(*state) = row.int64(1);
  }
  co_return counts;
}

}  // namespace coffer::finance
