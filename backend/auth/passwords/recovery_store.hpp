// Passwords chosen by the link of a mail, in PostgreSQL.
#pragma once

#include <string>

#include "platform/async/task.hpp"
#include "platform/unit_of_work.hpp"

namespace coffer::auth {

struct NewPasswordRow {
  std::string password_hash;
  bool needs_second_factor = false;  // accepted because of one alone
};

// Of the unit's caller.
[[nodiscard]] platform::Task<> save_password(platform::UnitOfWork& unit, NewPasswordRow row);

}  // namespace coffer::auth
