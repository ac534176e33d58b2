// Import profiles: recognised when a file comes, kept when it is committed; listed, renamed and forgotten.
#pragma once

#include <optional>
#include <string>

#include "finance/accounts/account_service.hpp"
#include "finance/imports/import_profile_store.hpp"
#include "finance/imports/known_store.hpp"
#include "platform/async/compute_pool.hpp"
#include "platform/clock/random.hpp"

namespace coffer::finance {

class ImportProfileService {
 public:
  ImportProfileService(platform::Database& database, platform::ComputePool& pool, platform::Random& random)
      : pool_(pool), random_(random), store_(database) {}

  platform::Task<Page<ImportProfile>> list_profiles(const Caller& caller, PageRequest page);
  platform::Task<ImportProfile> get_profile(const Caller& caller, ImportProfileId id);
  // Conflict when the name is taken.
  platform::Task<ImportProfile> rename_profile(const Caller& caller, platform::UnitOfWork& unit, ImportProfileId id,
                                               std::string name, VersionCheck check);
  platform::Task<> remove_profile(const Caller& caller, platform::UnitOfWork& unit, ImportProfileId id,
                                  VersionCheck check);

  // What imports do with profiles; whoever calls has checked the permission.
  //
  // Applies the profile asked for (id, name or "none"), or the one that is recognised. Invalid when it is not there or
  // is of a file of another shape.
  platform::Task<> choose(platform::UnitOfWork& unit, std::optional<std::string> asked, const std::string& bytes,
                          ImportChoices& choices);
  // The name under which the reading of the import can be kept; none where that is not worth it.
  platform::Task<std::optional<std::string>> suggest(platform::UnitOfWork& unit, const Import& import);
  // Keeps the reading of an import. Conflict when the name is that of another shape.
  platform::Task<> keep(platform::UnitOfWork& unit, const Import& import, const std::string& bytes, std::string name);
  platform::Task<> note_use(platform::UnitOfWork& unit, ImportProfileId id) { return store_.note_use(unit, id); }

 private:
  platform::Task<std::optional<ImportProfile>> recognise(platform::UnitOfWork& unit, const std::string& signature,
                                                         const std::string& bytes, const ImportChoices& choices);
  platform::Task<> apply(platform::UnitOfWork& unit, ImportProfile profile, UsedProfile::Way way,
                         ImportChoices& choices);
  platform::Task<std::optional<std::string>> read_signature(const std::string& bytes);
  platform::Task<FileCustoms> read_customs(const std::string& bytes, ProfileReading reading);

  platform::ComputePool& pool_;
  platform::Random& random_;
  ImportProfileStore store_;
  KnownStore known_;
};

}  // namespace coffer::finance
