#include "auth/profiles/profile_store.hpp"

#include "auth/identity/identity_problems.hpp"
#include "auth/profiles/sql.hpp"
#include "platform/crypto/digest.hpp"
#include "platform/pg/database.hpp"

namespace coffer::auth {

using platform::statement;
using platform::Task;
using platform::UnitOfWork;

namespace {

std::optional<Profile> read_profile(const platform::Rows& rows) {
  if (rows.empty()) return std::nullopt;
  const auto row = rows.front();
  Profile profile;
  profile.name = row.text(0);
  profile.locale = row.text(1);
  profile.time_zone = row.text(2);
  profile.base_currency = row.currency(3);
  profile.version = row.int64(4);
  if (!row.is_null(5)) profile.avatar = Avatar{row.text(5), row.bytea(6)};
  return profile;
}

}  // namespace

Task<std::optional<Profile>> ProfileStore::load(const Caller& caller) {
  COFFER_CO_TRY(rows, co_await database_.read(caller, statement(sql::load_profile, caller.user)));
  co_return read_profile(rows);
}

Task<std::optional<Profile>> ProfileStore::load(UnitOfWork& unit) {
  COFFER_CO_TRY(rows, co_await unit.run(statement(sql::load_profile, unit.caller().user)));
  co_return read_profile(rows);
}

Task<> ProfileStore::update(UnitOfWork& unit, const Profile& profile) {
  COFFER_CO_TRY(rows,
                co_await unit.run(statement(sql::update_profile, unit.caller().user, profile.version, profile.name,
                                            profile.locale, profile.time_zone, profile.base_currency)));
  if (rows.affected() == 1) co_return Result<>{};
  co_return fail(ErrorKind::Stale, problems::user_changed,
                 "This was changed meanwhile: load it again and repeat the change.");
}

Task<> ProfileStore::save_avatar(UnitOfWork& unit, const Avatar& avatar) {
  COFFER_CO_CHECK(co_await unit.run(
      statement(sql::save_avatar, unit.caller().user, avatar.media_type, platform::as_bytes(avatar.bytes))));
  co_return Result<>{};
}

Task<> ProfileStore::remove_avatar(UnitOfWork& unit) {
  COFFER_CO_CHECK(co_await unit.run(statement(sql::remove_avatar, unit.caller().user)));
  co_return Result<>{};
}

}  // namespace coffer::auth
