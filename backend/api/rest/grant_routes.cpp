#include "api/edge/command.hpp"
#include "api/rest/sharing_encoding.hpp"
#include "api/rest/sharing_routes.hpp"
#include "platform/http/query.hpp"

namespace coffer::api::rest {

using platform::Request;
using platform::Response;
using platform::Task;
using platform::UnitOfWork;

namespace {

Result<auth::NewGrant> decode_grant(const Request& request) {
  COFFER_TRY(body, platform::JsonDocument::parse(request.body));
  auto object = body.object();
  auth::NewGrant grant;
  grant.member = object.required("member").id<MembershipId>();
  grant.object = read_grant_object(object);
  grant.access = object.required("access").choice(access_words);
  COFFER_CHECK(body.finish());
  return grant;
}

Result<auth::Access> decode_access(const Request& request) {
  COFFER_TRY(body, platform::JsonDocument::parse(request.body));
  auto object = body.object();
  const auto access = object.required("access").choice(access_words);
  COFFER_CHECK(body.finish());
  return access;
}

Task<Response> list_grants(SharingParts parts, const Request& request) {
  COFFER_CO_TRY(id, request.param_id<HouseholdId>("id"));
  platform::QueryReader query(request.query);
  auth::GrantPage page;
  page.member = query.optional("member").id<MembershipId>();
  auto read = platform::read_page(query);
  COFFER_CO_CHECK(query.finish());
  page.limit = read.limit;
  page.cursor = std::move(read.cursor);
  COFFER_CO_TRY(list, co_await parts.grants.list_grants(request.caller, id, std::move(page)));
  co_return platform::json(encode_grants(list));
}

Task<Response> create_grant(SharingParts parts, const Request& request) {
  COFFER_CO_TRY(id, request.param_id<HouseholdId>("id"));
  COFFER_CO_TRY(grant, decode_grant(request));
  const edge::Work work = [&](UnitOfWork& unit) -> Task<Response> {
    COFFER_CO_TRY(created, co_await parts.grants.create_grant(request.caller, unit, id, grant));
    Response response = platform::json(encode_grant(created));
    response.status = 201;
    co_return response;
  };
  co_return co_await edge::command(parts.database, request, work);
}

Task<Response> update_grant(SharingParts parts, const Request& request) {
  COFFER_CO_TRY(id, request.param_id<HouseholdId>("id"));
  COFFER_CO_TRY(grant, request.param_id<GrantId>("grant"));
  COFFER_CO_TRY(access, decode_access(request));
  const edge::Work work = [&](UnitOfWork& unit) -> Task<Response> {
    COFFER_CO_TRY(changed, co_await parts.grants.update_grant(request.caller, unit, id, grant, access));
    co_return platform::json(encode_grant(changed));
  };
  co_return co_await edge::command(parts.database, request, work);
}

Task<Response> remove_grant(SharingParts parts, const Request& request) {
  COFFER_CO_TRY(id, request.param_id<HouseholdId>("id"));
  COFFER_CO_TRY(grant, request.param_id<GrantId>("grant"));
  const edge::Work work = [&](UnitOfWork& unit) -> Task<Response> {
    COFFER_CO_CHECK(co_await parts.grants.remove_grant(request.caller, unit, id, grant));
    co_return platform::no_content();
  };
  co_return co_await edge::command(parts.database, request, work);
}

}  // namespace

void add_grant_routes(platform::Router& router, SharingParts parts) {
  router.get("/v1/households/{id}/grants", "list_grants", [parts](const Request& r) { return list_grants(parts, r); });
  router.post("/v1/households/{id}/grants", "create_grant",
              [parts](const Request& r) { return create_grant(parts, r); });
  router.patch("/v1/households/{id}/grants/{grant}", "update_grant",
               [parts](const Request& r) { return update_grant(parts, r); });
  router.remove("/v1/households/{id}/grants/{grant}", "remove_grant",
                [parts](const Request& r) { return remove_grant(parts, r); });
}

}  // namespace coffer::api::rest
