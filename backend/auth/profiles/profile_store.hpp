// Profiles in PostgreSQL.
#pragma once

#include "auth/profiles/profile.hpp"
#include "base/caller.hpp"
#include "platform/async/task.hpp"
#include "platform/unit_of_work.hpp"

namespace coffer::platform {
class Database;
}

namespace coffer::auth {

class ProfileStore {
 public:
  explicit ProfileStore(platform::Database& database) : database_(database) {}

  platform::Task<std::optional<Profile>> load(const Caller& caller);
  platform::Task<std::optional<Profile>> load(platform::UnitOfWork& unit);
  // Stale when the person is not at profile.version any more. Without the avatar.
  platform::Task<> update(platform::UnitOfWork& unit, const Profile& profile);
  platform::Task<> save_avatar(platform::UnitOfWork& unit, const Avatar& avatar);
  platform::Task<> remove_avatar(platform::UnitOfWork& unit);

 private:
  platform::Database& database_;
};

}  // namespace coffer::auth
