#include "finance/imports/import_profile_service.hpp"

#include <algorithm>

#include "auth/permissions/permissions.hpp"
#include "finance/imports/import_problems.hpp"
#include "finance/imports/import_reading.hpp"
#include "platform/json/writer.hpp"

namespace coffer::finance {

using auth::Permission;
using platform::Task;
using platform::UnitOfWork;

namespace {

constexpr std::string_view no_profile = "none";

std::unexpected<Error> no_such_profile() {
  return fail(ErrorKind::NotFound, problems::import_profile_not_found, "There is no such profile.");
}

std::string summary(const ImportProfile& profile) {
  platform::JsonWriter json;
  json.begin_object()
      .field("name", profile.name)
      .field("kind", import_kind_name(profile.reading.kind))
      .field("account", profile.reading.account)
      .field("columns", profile.reading.columns.size())
      .end_object();
  return json.take();
}

void record(UnitOfWork& unit, ImportProfileId id, std::string_view action, std::string before, std::string after) {
  unit.audit({.action = action,
              .household = unit.caller().household(),
              .object_kind = "import_profile",
              .object = id.uuid,
              .before = std::move(before),
              .after = std::move(after)});
}

Result<> check_name(std::string_view name) {
  if (!std::ranges::equal(name, no_profile, {}, [](char c) { return c >= 'A' && c <= 'Z' ? char(c - 'A' + 'a') : c; }))
    return {};
  return fail(ErrorKind::Invalid, problems::unknown_import_profile, "No profile can be called so.",
              {{"/name", "Choose another name: \"none\" means that a file is read without a profile."}});
}

}  // namespace

Task<Page<ImportProfile>> ImportProfileService::list_profiles(const Caller& caller, PageRequest page) {
  COFFER_CO_CHECK(auth::require(caller, Permission::Import));
  co_return co_await store_.list(caller, std::move(page));
}

Task<ImportProfile> ImportProfileService::get_profile(const Caller& caller, ImportProfileId id) {
  COFFER_CO_CHECK(auth::require(caller, Permission::Import));
  COFFER_CO_TRY(found, co_await store_.find(caller, id));
  if (!found) co_return no_such_profile();
  co_return std::move(*found);
}

Task<ImportProfile> ImportProfileService::rename_profile(const Caller& caller, UnitOfWork& unit, ImportProfileId id,
                                                         std::string name, VersionCheck check) {
  COFFER_CO_CHECK(auth::require(caller, Permission::Import));
  COFFER_CO_CHECK(check_name(name));
  COFFER_CO_TRY(profile, co_await store_.lock(unit, id));
  if (!profile) co_return no_such_profile();
  COFFER_CO_CHECK(check(profile->version));
  const auto before = summary(*profile);
  profile->name = std::move(name);
  COFFER_CO_CHECK(co_await store_.update(unit, *profile));
  record(unit, id, "finance.import_profile.rename", before, summary(*profile));
  COFFER_CO_TRY(stored, co_await store_.find(unit, id));
  co_return std::move(*stored);
}

Task<> ImportProfileService::remove_profile(const Caller& caller, UnitOfWork& unit, ImportProfileId id,
                                            VersionCheck check) {
  COFFER_CO_CHECK(auth::require(caller, Permission::Import));
  COFFER_CO_TRY(profile, co_await store_.lock(unit, id));
  if (!profile) co_return no_such_profile();
  COFFER_CO_CHECK(check(profile->version));
  COFFER_CO_CHECK(co_await store_.remove(unit, id));
  record(unit, id, "finance.import_profile.remove", summary(*profile), "");
  co_return Result<>{};
}

Task<std::optional<std::string>> ImportProfileService::read_signature(const std::string& bytes) {
  co_return co_await pool_.run([&bytes] { return find_signature(std::as_bytes(std::span(bytes))); });
}

Task<FileCustoms> ImportProfileService::read_customs(const std::string& bytes, ProfileReading reading) {
  Import import;
  apply_profile(reading, import.choices);
  co_return co_await pool_.run(
      [&bytes, options = reading_options(import)] { return find_customs(std::as_bytes(std::span(bytes)), options); });
}

Task<> ImportProfileService::choose(UnitOfWork& unit, std::optional<std::string> asked, const std::string& bytes,
                                    ImportChoices& choices) {
  if (asked == no_profile) co_return Result<>{};
  COFFER_CO_TRY(signature, co_await read_signature(bytes));
  if (!asked) {
    if (!signature) co_return Result<>{};
    COFFER_CO_TRY(found, co_await recognise(unit, *signature, bytes, choices));
    if (!found) co_return Result<>{};
    co_return co_await apply(unit, std::move(*found), UsedProfile::Way::Recognised, choices);
  }
  std::optional<ImportProfile> profile;
  if (const auto id = parse_id<ImportProfileId>(*asked)) {
    COFFER_CO_TRY(found, co_await store_.find(unit, *id));
    profile = std::move(found);
  } else {
    COFFER_CO_TRY(found, co_await store_.find_named(unit, *asked));
    profile = std::move(found);
  }
  if (!profile) {
    co_return fail(ErrorKind::Invalid, problems::unknown_import_profile, "There is no such profile.",
                   {{"/profile", "Name a profile of this household, or write none."}});
  }
  if (profile->signature != signature) {
    co_return fail(ErrorKind::Invalid, problems::import_profile_misfit,
                   "The file has other columns than those that the profile was kept of.",
                   {{"/profile", "Read the file without it, and keep a profile of its own."}});
  }
  co_return co_await apply(unit, std::move(*profile), UsedProfile::Way::Chosen, choices);
}

// Of several the one of the account that the file is for, else the one used last.
Task<std::optional<ImportProfile>> ImportProfileService::recognise(UnitOfWork& unit, const std::string& signature,
                                                                   const std::string& bytes,
                                                                   const ImportChoices& choices) {
  COFFER_CO_TRY(candidates, co_await store_.list_of_shape(unit, signature));
  std::ranges::stable_partition(candidates, [&](const ImportProfile& profile) {
    return choices.account && profile.reading.account == choices.account;
  });
  for (auto& profile : candidates) {
    if (choices.kind && *choices.kind != profile.reading.kind) continue;
    COFFER_CO_TRY(customs, co_await read_customs(bytes, profile.reading));
    if (agree(customs, profile.customs)) co_return std::optional(std::move(profile));
  }
  co_return std::optional<ImportProfile>{};
}

Task<> ImportProfileService::apply(UnitOfWork& unit, ImportProfile profile, UsedProfile::Way way,
                                   ImportChoices& choices) {
  if (profile.reading.account) {
    COFFER_CO_TRY(known, co_await known_.list_parties(unit, MentionedNames{}));
    const auto is_there = [&](const KnownAccount& account) { return account.id == *profile.reading.account; };
    if (std::ranges::none_of(known.accounts, is_there)) profile.reading.account.reset();  // removed meanwhile
  }
  apply_profile(profile.reading, choices);
  choices.profile = UsedProfile{profile.id, std::move(profile.name), way};
  co_return Result<>{};
}

Task<std::optional<std::string>> ImportProfileService::suggest(UnitOfWork& unit, const Import& import) {
  if (import.plan.mapping.dialect == Mapping::Dialect::Coffer) co_return std::optional<std::string>{};
  if (import.choices.profile) {
    COFFER_CO_TRY(used, co_await store_.find(unit, import.choices.profile->id));
    if (used && used->reading == reading_of(import)) co_return std::optional<std::string>{};
    // Of another account it is a profile of its own.
    if (used && (!used->reading.account || used->reading.account == import.choices.account))
      co_return std::optional(std::move(used->name));
  }
  const std::string name = suggest_profile_name(import.file_name);
  for (std::int64_t number = 1; number <= most_profiles; ++number) {
    const std::string tried = number == 1 ? name : name + " " + std::to_string(number);
    COFFER_CO_TRY(taken, co_await store_.find_named(unit, tried));
    if (!taken) co_return std::optional(tried);
  }
  co_return std::optional<std::string>{};
}

Task<> ImportProfileService::keep(UnitOfWork& unit, const Import& import, const std::string& bytes, std::string name) {
  COFFER_CO_CHECK(check_name(name));
  COFFER_CO_TRY(signature, co_await read_signature(bytes));
  if (!signature || import.plan.mapping.dialect == Mapping::Dialect::Coffer) {
    co_return fail(ErrorKind::Invalid, problems::nothing_to_keep,
                   "The file is in Coffer's own form, which is read without a profile.",
                   {{"/profile", "Leave it out."}});
  }
  COFFER_CO_TRY(found, co_await store_.find_named(unit, name));
  if (found && found->signature != *signature) {
    co_return fail(ErrorKind::Conflict, problems::import_profile_name_taken,
                   "The household has a profile of this name, for files with other columns.",
                   {{"/profile/name", "Choose another name."}});
  }
  ImportProfile profile = found ? *found : ImportProfile{};
  profile.name = std::move(name);
  profile.signature = std::move(*signature);
  profile.reading = reading_of(import);
  COFFER_CO_TRY(customs, co_await read_customs(bytes, profile.reading));
  profile.customs = customs;
  if (found) {
    COFFER_CO_CHECK(co_await store_.update(unit, profile));
  } else {
    profile.id = random_.id<ImportProfileId>();
    COFFER_CO_CHECK(co_await store_.insert(unit, profile));
  }
  record(unit, profile.id, "finance.import_profile.keep", found ? summary(*found) : "", summary(profile));
  co_return Result<>{};
}

}  // namespace coffer::finance
