#include "auth/people/people_service.hpp"

#include "platform/json/writer.hpp"
#include "platform/pg/database.hpp"

namespace coffer::auth {

using platform::Task;
using platform::UnitOfWork;

namespace {

std::unexpected<Error> no_such_person() {
  return fail(ErrorKind::NotFound, problems::person_not_found, "There is no such person.");
}

std::string describe(const Person& person) {
  platform::JsonWriter json(96);
  json.begin_object()
      .field("system_role", system_role_name(person.system_role))
      .field("disabled", person.disabled_at.has_value())
      .end_object();
  return json.take();
}

platform::AuditEntry entry_of(std::string_view action, UserId person) {
  platform::AuditEntry entry;
  entry.action = action;
  entry.object_kind = "user";
  entry.object = person.uuid;
  return entry;
}

}  // namespace

Task<> PeopleService::require(const Caller& caller, SystemPermission permission) {
  COFFER_CO_TRY(role, co_await store_.find_own_role(caller));
  if (allows(role, permission)) co_return Result<>{};
  co_return fail(ErrorKind::Forbidden, problems::not_allowed, "This is for those who run Coffer.");
}

Task<Person> PeopleService::find_person(const Caller& caller, UnitOfWork& unit, std::string email) {
  COFFER_CO_CHECK(co_await require(caller, SystemPermission::FindPeople));
  COFFER_CO_TRY(found, co_await store_.find_by_email(unit, std::move(email)));
  if (!found) co_return no_such_person();
  unit.audit(entry_of("auth.person.find", found->id));
  co_return std::move(*found);
}

Task<Person> PeopleService::update_person(const Caller& caller, UnitOfWork& unit, UserId id, PersonPatch patch) {
  COFFER_CO_CHECK(co_await require(caller, SystemPermission::ManagePeople));
  COFFER_CO_CHECK(co_await step_up_.require(unit, SensitiveOperation::ManagePeople));
  if (id == caller.user) {
    co_return fail(ErrorKind::Conflict, problems::own_office,
                   "You cannot disable yourself or give up your own office: ask another administrator.");
  }
  co_return co_await change(unit, id, patch);
}

Task<Person> PeopleService::appoint(UnitOfWork& unit, UserId id, SystemRole role) {
  co_return co_await change(unit, id, PersonPatch{role, std::nullopt});
}

Task<Person> PeopleService::change(UnitOfWork& unit, UserId id, PersonPatch patch) {
  COFFER_CO_TRY(found, co_await store_.find(unit, id));
  if (!found) co_return no_such_person();
  Person person = std::move(*found);
  auto entry = entry_of("auth.person.update", id);
  entry.before = describe(person);
  if (patch.system_role) person.system_role = *patch.system_role;
  if (patch.disabled) person.disabled_at = *patch.disabled ? std::optional(person.created_at) : std::nullopt;
  COFFER_CO_TRY(changed, co_await store_.change(unit, person));
  if (!changed) co_return no_such_person();
  entry.after = describe(person);
  unit.audit(std::move(entry));
  COFFER_CO_TRY(after, co_await store_.find(unit, id));
  if (!after) co_return no_such_person();
  co_return std::move(*after);
}

}  // namespace coffer::auth
