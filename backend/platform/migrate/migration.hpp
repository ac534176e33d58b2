// The migrations that this program brings with it, in the order of schema/migrations/order.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "base/result.hpp"

namespace coffer::platform {

namespace problems {
inline constexpr std::string_view migration_unreadable = "platform/migration-unreadable";
inline constexpr std::string_view migration_changed = "platform/migration-changed";
inline constexpr std::string_view migration_not_whole = "platform/migration-not-whole";
inline constexpr std::string_view schema_behind = "platform/schema-behind";
}  // namespace problems

struct Migration {
  std::string name;
  std::string sql;
};

// As the database recorded it.
struct AppliedMigration {
  std::string name;
  std::string checksum;
};

// Built in, so that a release needs no folder.
[[nodiscard]] const std::vector<Migration>& embedded_migrations();
// A folder with `order` (one name per line) and NAME.sql for each.
[[nodiscard]] Result<std::vector<Migration>> read_migrations(const std::filesystem::path& folder);

// SHA-256 of the text, in hexadecimal digits.
[[nodiscard]] std::string checksum_of(const Migration& migration);
// "15-1f0c9a7b23de": how many, and a digest over names and checksums in order.
[[nodiscard]] std::string schema_version(const std::vector<Migration>& migrations);

// Succeeds when the database has all of `wanted` with equal text; Unavailable with problems::schema_behind
// otherwise. Migrations that only the database knows are a newer program's and do no harm, since a schema
// is widened before it is narrowed. Rows come from platform/migrate/sql/list_applied_migrations.sql.
[[nodiscard]] Result<> check_schema(const std::vector<Migration>& wanted, const std::vector<AppliedMigration>& applied);

}  // namespace coffer::platform
