// Profiles: name, language, time zone, base currency and picture of the caller.
#pragma once

#include "auth/profiles/profile_store.hpp"

namespace coffer::auth {

class ProfileService {
 public:
  explicit ProfileService(platform::Database& database) : store_(database) {}

  platform::Task<Profile> get_profile(const Caller& caller);
  platform::Task<Profile> get_profile(platform::UnitOfWork& unit);
  // Invalid with every fault; Stale when it was changed meanwhile. The audit entry says of a picture only that there is
  // one.
  platform::Task<Profile> update_profile(platform::UnitOfWork& unit, ProfilePatch patch);

 private:
  ProfileStore store_;
};

}  // namespace coffer::auth
