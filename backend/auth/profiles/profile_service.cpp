#include "auth/profiles/profile_service.hpp"

#include "auth/identity/identity_problems.hpp"
#include "platform/json/writer.hpp"

namespace coffer::auth {

using platform::Task;
using platform::UnitOfWork;

namespace {

std::unexpected<Error> no_such_person() {
  return fail(ErrorKind::NotFound, problems::user_not_found, "There is no such person.");
}

std::string describe(const Profile& profile) {
  platform::JsonWriter json(256);
  json.begin_object().field("name", profile.name).field("locale", profile.locale).field("time_zone", profile.time_zone);
  json.field("base_currency", profile.base_currency).field("has_avatar", profile.avatar.has_value()).end_object();
  return json.take();
}

}  // namespace

Task<Profile> ProfileService::get_profile(const Caller& caller) {
  COFFER_CO_TRY(profile, co_await store_.load(caller));
  if (!profile) co_return no_such_person();
  co_return std::move(*profile);
}

Task<Profile> ProfileService::get_profile(UnitOfWork& unit) {
  COFFER_CO_TRY(profile, co_await store_.load(unit));
  if (!profile) co_return no_such_person();
  co_return std::move(*profile);
}

Task<Profile> ProfileService::update_profile(UnitOfWork& unit, ProfilePatch patch) {
  COFFER_CO_CHECK(check_profile_patch(patch));
  COFFER_CO_TRY(profile, co_await get_profile(unit));
  platform::AuditEntry entry;
  entry.before = describe(profile);
  if (patch.name) profile.name = std::move(*patch.name);
  if (patch.locale) profile.locale = std::move(*patch.locale);
  if (patch.time_zone) profile.time_zone = std::move(*patch.time_zone);
  if (patch.base_currency) profile.base_currency = *patch.base_currency;
  COFFER_CO_CHECK(co_await store_.update(unit, profile));
  if (patch.avatar) COFFER_CO_CHECK(co_await store_.save_avatar(unit, *patch.avatar));
  if (patch.removes_avatar) COFFER_CO_CHECK(co_await store_.remove_avatar(unit));
  COFFER_CO_TRY(changed, co_await get_profile(unit));
  entry.after = describe(changed);
  entry.action = "auth.profile.update";
  entry.object_kind = "user";
  entry.object = unit.caller().user.uuid;
  unit.audit(std::move(entry));
  co_return std::move(changed);
}

}  // namespace coffer::auth
