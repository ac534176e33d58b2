#include "auth/people/people_store.hpp"

#include "auth/people/sql.hpp"
#include "platform/pg/database.hpp"

namespace coffer::auth {

using platform::statement;
using platform::Task;

namespace {

Person read_person(const platform::Row& row) {
  Person person;
  person.id = row.id<UserId>(0);
  person.email = row.text(1);
  person.name = row.text(2);
  person.system_role = parse_system_role(row.view(3)).value_or(SystemRole::User);
  person.created_at = row.timestamp(4);
  person.disabled_at = row.optional_timestamp(5);
  person.last_seen_at = row.optional_timestamp(6);
  return person;
}

std::optional<Person> first_of(const platform::Rows& rows) {
  if (rows.empty()) return std::nullopt;
  return read_person(rows.front());
}

}  // namespace

Task<SystemRole> PeopleStore::find_own_role(const Caller& caller) {
  COFFER_CO_TRY(rows, co_await database_.read(caller, statement(sql::own_system_role)));
  co_return parse_system_role(rows.front().view(0)).value_or(SystemRole::User);
}

Task<std::optional<Person>> PeopleStore::find_by_email(platform::UnitOfWork& unit, std::string email) {
  COFFER_CO_TRY(rows, co_await unit.run(statement(sql::find_person, email, std::optional<UserId>())));
  co_return first_of(rows);
}

Task<std::optional<Person>> PeopleStore::find(platform::UnitOfWork& unit, UserId id) {
  COFFER_CO_TRY(rows, co_await unit.run(statement(sql::find_person, std::optional<std::string>(), id)));
  co_return first_of(rows);
}

Task<bool> PeopleStore::change(platform::UnitOfWork& unit, const Person& person) {
  COFFER_CO_TRY(rows, co_await unit.run(statement(sql::change_person, person.id, system_role_name(person.system_role),
                                                  person.disabled_at.has_value())));
  co_return rows.front().boolean(0);
}

}  // namespace coffer::auth
