// People, for those who run Coffer.
#pragma once

#include "auth/people/people_service.hpp"
#include "platform/http/router.hpp"

namespace coffer::api::rest {

struct PeopleParts {
  platform::Database& database;
  auth::PeopleService& people;
};

void add_people_routes(platform::Router& router, PeopleParts parts);

}  // namespace coffer::api::rest
