// Import profiles in PostgreSQL.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "finance/imports/import_profile.hpp"
#include "finance/paging/cursor.hpp"
#include "platform/pg/database.hpp"

namespace coffer::finance {

class ImportProfileStore {
 public:
  explicit ImportProfileStore(platform::Database& database) : database_(database) {}

  platform::Task<Page<ImportProfile>> list(const Caller& caller, PageRequest page);
  platform::Task<std::optional<ImportProfile>> find(const Caller& caller, ImportProfileId id);
  platform::Task<std::optional<ImportProfile>> find(platform::UnitOfWork& unit, ImportProfileId id);
  // By name, whatever the case of its letters.
  platform::Task<std::optional<ImportProfile>> find_named(platform::UnitOfWork& unit, std::string name);
  // Of this signature, the one used last first.
  platform::Task<std::vector<ImportProfile>> list_of_shape(platform::UnitOfWork& unit, std::string signature);
  // The same, and nobody else changes it before the unit ends.
  platform::Task<std::optional<ImportProfile>> lock(platform::UnitOfWork& unit, ImportProfileId id);
  // Conflict when the name is taken, or when the household keeps most_profiles.
  platform::Task<> insert(platform::UnitOfWork& unit, ImportProfile profile);
  // Name, customs and reading. Conflict when the name is taken.
  platform::Task<> update(platform::UnitOfWork& unit, ImportProfile profile);
  platform::Task<> note_use(platform::UnitOfWork& unit, ImportProfileId id);
  platform::Task<> remove(platform::UnitOfWork& unit, ImportProfileId id);

 private:
  platform::Database& database_;
};

}  // namespace coffer::finance
