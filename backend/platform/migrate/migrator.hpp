// Brings a database to the schema of this program. Blocking: it runs before anything else does.
//
// Under one advisory lock, so that several programs may start at once, each migration that the
// database has not yet recorded runs in a transaction of its own and is recorded in it, by name and
// checksum, in public.schema_migrations. A migration whose text changed since it ran is refused before
// anything happens: what is released is mended by one more migration.
#pragma once

#include <string>
#include <vector>

#include "platform/migrate/migration.hpp"

namespace coffer::platform {

struct MigrationReport {
  std::vector<std::string> applied;  // now, in order
  std::vector<std::string> unknown;  // recorded by a newer program
};

class Migrator {
 public:
  // The role of `conninfo` may create roles, or the three roles exist and it is a member of coffer_owner.
  Migrator(std::string conninfo, std::vector<Migration> migrations)
      : conninfo_(std::move(conninfo)), migrations_(std::move(migrations)) {}

  Result<MigrationReport> migrate();
  // In the order in which they ran; empty for a database without a record.
  Result<std::vector<AppliedMigration>> list_applied();

 private:
  std::string conninfo_;
  std::vector<Migration> migrations_;
};

}  // namespace coffer::platform
