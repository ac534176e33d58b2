#include "finance/imports/import_profile_store.hpp"

#include "finance/imports/import_codec.hpp"
#include "finance/imports/import_problems.hpp"
#include "finance/imports/sql.hpp"

namespace coffer::finance {

using platform::Row;
using platform::Rows;
using platform::statement;
using platform::Task;
using platform::UnitOfWork;

namespace {

constexpr std::string_view cursor_tag = "import_profiles";

Result<ImportProfile> read_profile(const Row& row) {
  ImportProfile profile;
  profile.id = row.id<ImportProfileId>(0);
  profile.name = row.text(1);
  profile.signature = row.text(2);
  if (!row.is_null(3)) profile.customs.decimal_mark = row.view(3) == "," ? DecimalMark::Comma : DecimalMark::Point;
  if (!row.is_null(4)) profile.customs.date_format = parse_date_format(row.view(4));
  COFFER_TRY(reading, decode_profile_reading(row.view(5)));
  profile.reading = std::move(reading);
  profile.uses = row.int64(6);
  profile.last_used_at = row.optional_timestamp(7);
  profile.created_at = row.timestamp(8);
  profile.updated_at = row.timestamp(9);
  profile.version = row.int64(10);
  return profile;
}

Result<std::optional<ImportProfile>> first_profile(const Rows& rows) {
  if (rows.empty()) return std::optional<ImportProfile>{};
  COFFER_TRY(profile, read_profile(rows.front()));
  return std::optional(std::move(profile));
}

std::optional<std::string_view> mark_of(const FileCustoms& customs) {
  if (!customs.decimal_mark) return std::nullopt;
  return *customs.decimal_mark == DecimalMark::Comma ? "," : ".";
}

std::optional<std::string_view> date_format_of(const FileCustoms& customs) {
  if (!customs.date_format) return std::nullopt;
  return date_format_name(*customs.date_format);
}

Error named(Error error) {
  if (platform::constraint_of(error) != "import_profiles_name_key") return error;
  return fail(ErrorKind::Conflict, problems::import_profile_name_taken, "The household has a profile of this name.",
              {{"/name", "Choose another name."}})
      .error();
}

}  // namespace

Task<Page<ImportProfile>> ImportProfileStore::list(const Caller& caller, PageRequest page) {
  std::vector<std::string> after{"", format_uuid(Uuid{})};
  if (page.cursor) {
    COFFER_CO_TRY(read, read_cursor(*page.cursor, cursor_tag, 2));
    after = read;
  }
  COFFER_CO_TRY(rows, co_await database_.read(caller, statement(sql::list_import_profiles, caller.household(), after[0],
                                                                after[1], page.limit + 1)));
  Page<ImportProfile> found;
  for (const auto row : rows) {
    COFFER_CO_TRY(profile, read_profile(row));
    found.items.push_back(std::move(profile));
  }
  cut_page(found, page.limit, cursor_tag, [&](const ImportProfile& last) {
    return CursorKeys{rows[static_cast<int>(found.items.size()) - 1].text(11), last.id.text()};
  });
  co_return found;
}

Task<std::optional<ImportProfile>> ImportProfileStore::find(const Caller& caller, ImportProfileId id) {
  COFFER_CO_TRY(rows, co_await database_.read(caller, statement(sql::find_import_profile, caller.household(), id,
                                                                std::optional<std::string>{})));
  co_return first_profile(rows);
}

Task<std::optional<ImportProfile>> ImportProfileStore::find(UnitOfWork& unit, ImportProfileId id) {
  COFFER_CO_TRY(rows, co_await unit.run(statement(sql::find_import_profile, unit.caller().household(), id,
                                                  std::optional<std::string>{})));
  co_return first_profile(rows);
}

Task<std::optional<ImportProfile>> ImportProfileStore::find_named(UnitOfWork& unit, std::string name) {
  COFFER_CO_TRY(rows, co_await unit.run(statement(sql::find_import_profile, unit.caller().household(),
                                                  std::optional<ImportProfileId>{}, std::optional(std::move(name)))));
  co_return first_profile(rows);
}

Task<std::vector<ImportProfile>> ImportProfileStore::list_of_shape(UnitOfWork& unit, std::string signature) {
  COFFER_CO_TRY(rows, co_await unit.run(statement(sql::list_profiles_of_shape, unit.caller().household(), signature)));
  std::vector<ImportProfile> found;
  for (const auto row : rows) {
    COFFER_CO_TRY(profile, read_profile(row));
    found.push_back(std::move(profile));
  }
  co_return found;
}

Task<std::optional<ImportProfile>> ImportProfileStore::lock(UnitOfWork& unit, ImportProfileId id) {
  COFFER_CO_CHECK(co_await unit.run(statement(sql::lock_import_profile, unit.caller().household(), id)));
  co_return co_await find(unit, id);
}

Task<> ImportProfileStore::insert(UnitOfWork& unit, ImportProfile profile) {
  const auto& caller = unit.caller();
  COFFER_CO_TRY(count, co_await unit.run(statement(sql::count_import_profiles, caller.household())));
  if (count.front().int64(0) >= most_profiles) {
    co_return fail(ErrorKind::Conflict, problems::too_many_import_profiles,
                   "The household keeps 200 profiles already. Remove one that is not used any more.");
  }
  const auto user = caller.user.is_nil() ? std::optional<UserId>{} : std::optional(caller.user);
  auto inserted = co_await unit.run(statement(
      sql::insert_import_profile, caller.household(), profile.id, profile.name, profile.signature,
      mark_of(profile.customs), date_format_of(profile.customs), encode_profile_reading(profile.reading), user));
  if (!inserted) co_return fail(named(std::move(inserted).error()));
  co_return Result<>{};
}

Task<> ImportProfileStore::update(UnitOfWork& unit, ImportProfile profile) {
  auto updated = co_await unit.run(statement(sql::update_import_profile, unit.caller().household(), profile.id,
                                             profile.name, mark_of(profile.customs), date_format_of(profile.customs),
                                             encode_profile_reading(profile.reading)));
  if (!updated) co_return fail(named(std::move(updated).error()));
  co_return Result<>{};
}

Task<> ImportProfileStore::note_use(UnitOfWork& unit, ImportProfileId id) {
  COFFER_CO_CHECK(co_await unit.run(statement(sql::note_import_profile_use, unit.caller().household(), id)));
  co_return Result<>{};
}

Task<> ImportProfileStore::remove(UnitOfWork& unit, ImportProfileId id) {
  COFFER_CO_CHECK(co_await unit.run(statement(sql::delete_import_profile, unit.caller().household(), id)));
  co_return Result<>{};
}

}  // namespace coffer::finance
