#include "platform/migrate/migration.hpp"

#include <algorithm>
#include <fstream>
#include <iterator>
#include <ranges>

#include "platform/crypto/digest.hpp"

namespace coffer::platform {

namespace {

Result<std::string> read_text(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  std::string text{std::istreambuf_iterator<char>(file), {}};
  if (!file.is_open() || file.bad()) {
    return fail(ErrorKind::Invalid, problems::migration_unreadable, "Cannot read " + path.string() + ".");
  }
  return text;
}

}  // namespace

Result<std::vector<Migration>> read_migrations(const std::filesystem::path& folder) {
  COFFER_TRY(order, read_text(folder / "order"));
  std::vector<Migration> migrations;
  for (const auto line : std::views::split(order, '\n')) {
    const std::string name(line.begin(), line.end());
    if (name.empty()) continue;
    COFFER_TRY(sql, read_text(folder / (name + ".sql")));
    migrations.push_back({name, std::move(sql)});
  }
  return migrations;
}

std::string checksum_of(const Migration& migration) { return to_hex(sha256(migration.sql)); }

std::string schema_version(const std::vector<Migration>& migrations) {
  std::string all;
  for (const auto& migration : migrations) all += migration.name + ' ' + checksum_of(migration) + '\n';
  return std::to_string(migrations.size()) + '-' + to_hex(sha256(all)).substr(0, 12);
}

Result<> check_schema(const std::vector<Migration>& wanted, const std::vector<AppliedMigration>& applied) {
  for (const auto& migration : wanted) {
    const auto found = std::ranges::find(applied, migration.name, &AppliedMigration::name);
    if (found == applied.end() || found->checksum != checksum_of(migration)) {
      return fail(ErrorKind::Unavailable, problems::schema_behind,
                  "The database lacks the migration \"" + migration.name +
                      "\" as this program knows it. Run `coffer migrate`.");
    }
  }
  return {};
}

}  // namespace coffer::platform
