// A person's address and its change, in PostgreSQL.
#pragma once

#include <optional>
#include <string>

#include "base/caller.hpp"
#include "platform/async/task.hpp"
#include "platform/unit_of_work.hpp"

namespace coffer::platform {
class Database;
class Rows;
}  // namespace coffer::platform

namespace coffer::auth {

struct EmailChange {
  std::string new_email;
  Timestamp expires_at;
  bool confirmed_by_old = false;
  bool confirmed_by_new = false;
};

struct EmailState {
  std::string email;
  std::string name;
  std::optional<Timestamp> verified_at;
  std::optional<EmailChange> change;  // under way
};

struct EmailConfirmation {
  std::string new_email;
  bool complete = false;  // both addresses agreed
};

struct NewEmailChange {
  std::string new_email;
  std::int64_t good_seconds = 0;
  bool old_agrees = false;  // it was never proved, so its owner is not asked
};

class EmailStore {
 public:
  explicit EmailStore(platform::Database& database) : database_(database) {}

  platform::Task<std::optional<EmailState>> load(const Caller& caller);
  platform::Task<std::optional<EmailState>> load(platform::UnitOfWork& unit);
  // Does nothing when the address is another by now.
  platform::Task<> mark_verified(platform::UnitOfWork& unit, const std::string& email);
  // In place of one that is under way.
  platform::Task<> begin_change(platform::UnitOfWork& unit, NewEmailChange change);
  platform::Task<std::optional<EmailConfirmation>> confirm_old(platform::UnitOfWork& unit);
  platform::Task<std::optional<EmailConfirmation>> confirm_new(platform::UnitOfWork& unit,
                                                               const std::string& new_email);
  // Whether there was one.
  platform::Task<bool> end_change(platform::UnitOfWork& unit);
  // Conflict, auth/email-taken, when the address is someone's.
  platform::Task<> change_email(platform::UnitOfWork& unit, const std::string& email);

 private:
  platform::Database& database_;
};

}  // namespace coffer::auth
