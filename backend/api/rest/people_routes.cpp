#include "api/rest/people_routes.hpp"

#include "api/edge/command.hpp"
#include "platform/http/query.hpp"
#include "platform/json/reader.hpp"
#include "platform/json/writer.hpp"
#include "platform/pg/database.hpp"

namespace coffer::api::rest {

using platform::JsonWriter;
using platform::Request;
using platform::Response;
using platform::Task;
using platform::UnitOfWork;

namespace {

constexpr platform::Choice<auth::SystemRole> system_role_words[] = {{"user", auth::SystemRole::User},
                                                                    {"support", auth::SystemRole::Support},
                                                                    {"administrator", auth::SystemRole::Administrator}};

Response show(const auth::Person& person) {
  JsonWriter json;
  json.begin_object()
      .field("id", person.id)
      .field("email", person.email)
      .field("name", person.name)
      .field("system_role", auth::system_role_name(person.system_role))
      .field("created_at", person.created_at)
      .field("disabled_at", person.disabled_at)
      .field("last_seen_at", person.last_seen_at)
      .end_object();
  return platform::json(std::move(json));
}

Task<Response> get_person(PeopleParts parts, const Request& request) {
  platform::QueryReader query(request.query);
  const auto email = query.required("email").text({.min = 3, .max = 254});
  COFFER_CO_CHECK(query.finish());
  const auto work = [&](UnitOfWork& unit) { return parts.people.find_person(request.caller, unit, email); };
  COFFER_CO_TRY(person, co_await parts.database.write(request.caller, work));
  co_return show(person);
}

Task<Response> update_person(PeopleParts parts, const Request& request) {
  COFFER_CO_TRY(id, request.param_id<UserId>("id"));
  COFFER_CO_TRY(body, platform::JsonDocument::parse(request.body));
  auto object = body.object();
  auth::PersonPatch patch;
  patch.system_role = object.optional("system_role").choice(system_role_words);
  patch.disabled = object.optional("disabled").flag();
  if (!patch.system_role && !patch.disabled) object.refuse("", "Give at least one field to change.");
  COFFER_CO_CHECK(body.finish());
  const edge::Work work = [&](UnitOfWork& unit) -> Task<Response> {
    COFFER_CO_TRY(person, co_await parts.people.update_person(request.caller, unit, id, patch));
    co_return show(person);
  };
  co_return co_await edge::command(parts.database, request, work);
}

}  // namespace

void add_people_routes(platform::Router& router, PeopleParts parts) {
  router.get("/v1/people", "get_person", [parts](const Request& request) { return get_person(parts, request); });
  router.patch("/v1/people/{id}", "update_person",
               [parts](const Request& request) { return update_person(parts, request); });
}

}  // namespace coffer::api::rest
