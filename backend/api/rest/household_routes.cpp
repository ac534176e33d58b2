#include "api/rest/household_routes.hpp"

#include "api/edge/command.hpp"
#include "api/rest/body_etag.hpp"
#include "api/rest/identity_encoding.hpp"
#include "platform/http/query.hpp"
#include "platform/json/reader.hpp"

namespace coffer::api::rest {

using platform::Request;
using platform::Response;
using platform::Task;
using platform::UnitOfWork;

namespace {

constexpr std::size_t name_length = 120;

Result<auth::NewHousehold> decode_new_household(const Request& request) {
  COFFER_TRY(body, platform::JsonDocument::parse(request.body));
  auto object = body.object();
  auth::NewHousehold household;
  household.name = object.required("name").text({.max = name_length});
  household.currency = object.required("currency").currency();
  COFFER_CHECK(body.finish());
  return household;
}

Result<auth::HouseholdPatch> decode_household_patch(const Request& request) {
  COFFER_TRY(body, platform::JsonDocument::parse(request.body));
  auto object = body.object();
  auth::HouseholdPatch patch;
  const auto name = object.patch("name").text({.max = name_length});
  if (name.is_null()) object.refuse("name", "This cannot be taken away.");
  const auto currency = object.patch("currency").currency();
  if (currency.is_null()) object.refuse("currency", "This cannot be taken away.");
  if (name.is_absent() && currency.is_absent()) object.refuse("", "Give at least one field to change.");
  patch.name = name.value;
  patch.currency = currency.value;
  COFFER_CHECK(body.finish());
  return patch;
}

Result<auth::JoinedPage> decode_page(const Request& request) {
  platform::QueryReader query(request.query);
  auto read = platform::read_page(query);
  COFFER_CHECK(query.finish());
  auth::JoinedPage page;
  page.limit = read.limit;
  page.cursor = std::move(read.cursor);
  return page;
}

Response tagged(std::string body) {
  Response response = platform::json(std::move(body));
  const std::string etag = body_etag(response.body);
  response.with("etag", etag);
  return response;
}

Task<Response> list_households(HouseholdParts parts, const Request& request) {
  COFFER_CO_TRY(page, decode_page(request));
  COFFER_CO_TRY(list, co_await parts.households.list_households(request.caller, std::move(page)));
  co_return platform::json(encode_households(list));
}

Task<Response> create_household(HouseholdParts parts, const Request& request) {
  COFFER_CO_TRY(household, decode_new_household(request));
  COFFER_CO_TRY(plan, parts.households.plan_household(request.caller, std::move(household)));
  // The unit of work runs as the person who already sees the household.
  Request planned = request;
  planned.caller = plan.caller;
  const edge::Work work = [&](UnitOfWork& unit) -> Task<Response> {
    COFFER_CO_TRY(created, co_await parts.households.create_household(unit, plan));
    Response response = tagged(encode_household(created));
    response.status = 201;
    response.with("location", "/v1/households/" + created.id.text());
    co_return response;
  };
  co_return co_await edge::command(parts.database, planned, work);
}

Task<Response> get_household(HouseholdParts parts, const Request& request) {
  COFFER_CO_TRY(id, request.param_id<HouseholdId>("id"));
  COFFER_CO_TRY(household, co_await parts.households.get_household(request.caller, id));
  Response response = platform::json(encode_household(household));
  std::string etag = body_etag(response.body);
  co_return platform::with_etag(request, std::move(response), std::move(etag));
}

Task<Response> update_household(HouseholdParts parts, const Request& request) {
  COFFER_CO_TRY(id, request.param_id<HouseholdId>("id"));
  COFFER_CO_TRY(patch, decode_household_patch(request));
  const edge::Work work = [&](UnitOfWork& unit) -> Task<Response> {
    COFFER_CO_TRY(before, co_await parts.households.get_household(unit, id));
    COFFER_CO_CHECK(platform::check_if_match(request, body_etag(encode_household(before))));
    COFFER_CO_TRY(household, co_await parts.households.update_household(request.caller, unit, id, patch));
    co_return tagged(encode_household(household));
  };
  co_return co_await edge::command(parts.database, request, work);
}

}  // namespace

void add_household_routes(platform::Router& router, HouseholdParts parts) {
  router.get("/v1/households", "list_households",
             [parts](const Request& request) { return list_households(parts, request); });
  router.post("/v1/households", "create_household",
              [parts](const Request& request) { return create_household(parts, request); });
  router.get("/v1/households/{id}", "get_household",
             [parts](const Request& request) { return get_household(parts, request); });
  router.patch("/v1/households/{id}", "update_household",
               [parts](const Request& request) { return update_household(parts, request); });
}

}  // namespace coffer::api::rest
