// A person's password in PostgreSQL.
#pragma once

#include <string>

#include "platform/async/task.hpp"
#include "platform/unit_of_work.hpp"

namespace coffer::auth {

struct PasswordChange {
  std::string password_hash;
  // Too short to stand alone.
  bool needs_second_factor = false;
};

class PasswordStore {
 public:
  // Of the unit's caller.
  platform::Task<> change(platform::UnitOfWork& unit, const PasswordChange& change);
};

}  // namespace coffer::auth
