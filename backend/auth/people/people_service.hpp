// What those who run Coffer may do to people. It opens no household: their money stays out of reach.
#pragma once

#include "auth/factors/step_up_service.hpp"
#include "auth/people/people_store.hpp"

namespace coffer::auth {

class PeopleService {
 public:
  PeopleService(platform::Database& database, StepUpService& step_up) : step_up_(step_up), store_(database) {}

  // For support; that somebody was looked up stays on record. NotFound when nobody has the address.
  platform::Task<Person> find_person(const Caller& caller, platform::UnitOfWork& unit, std::string email);
  // For administrators who proved lately who they are; not to themselves (Conflict), so that one is left. Whoever is
  // disabled is signed out everywhere within a second.
  platform::Task<Person> update_person(const Caller& caller, platform::UnitOfWork& unit, UserId id, PersonPatch patch);
  // The same for work of the system, which names the first administrator.
  platform::Task<Person> appoint(platform::UnitOfWork& unit, UserId id, SystemRole role);

 private:
  platform::Task<> require(const Caller& caller, SystemPermission permission);
  platform::Task<Person> change(platform::UnitOfWork& unit, UserId id, PersonPatch patch);

  StepUpService& step_up_;
  PeopleStore store_;
};

}  // namespace coffer::auth
