// People, as those who run Coffer reach them: by two functions that check the caller's role once more.
#pragma once

#include "auth/people/person.hpp"
#include "platform/async/task.hpp"
#include "platform/unit_of_work.hpp"

namespace coffer::platform {
class Database;
}

namespace coffer::auth {

class PeopleStore {
 public:
  explicit PeopleStore(platform::Database& database) : database_(database) {}

  // What the caller is; the row is their own.
  platform::Task<SystemRole> find_own_role(const Caller& caller);
  platform::Task<std::optional<Person>> find_by_email(platform::UnitOfWork& unit, std::string email);
  platform::Task<std::optional<Person>> find(platform::UnitOfWork& unit, UserId id);
  // False when the database does not let the caller.
  platform::Task<bool> change(platform::UnitOfWork& unit, const Person& person);

 private:
  platform::Database& database_;
};

}  // namespace coffer::auth
