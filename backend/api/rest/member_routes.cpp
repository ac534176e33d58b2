#include "api/edge/command.hpp"
#include "api/rest/body_etag.hpp"
#include "api/rest/sharing_encoding.hpp"
#include "api/rest/sharing_routes.hpp"
#include "platform/http/query.hpp"

namespace coffer::api::rest {

using platform::Request;
using platform::Response;
using platform::Task;
using platform::UnitOfWork;

namespace {

Response show(const auth::Member& member) {
  Response response = platform::json(encode_member(member));
  const std::string etag = body_etag(response.body);
  response.with("etag", etag);
  return response;
}

Result<auth::MemberPatch> decode_patch(const Request& request) {
  COFFER_TRY(body, platform::JsonDocument::parse(request.body));
  auto object = body.object();
  auth::MemberPatch patch;
  patch.role = object.optional("role").choice(role_words);
  patch.sight = object.optional("sight").choice(sight_words);
  if (!patch.role && !patch.sight) object.refuse("", "Give at least one field to change.");
  COFFER_CHECK(body.finish());
  return patch;
}

Task<Response> list_members(SharingParts parts, const Request& request) {
  COFFER_CO_TRY(id, request.param_id<HouseholdId>("id"));
  platform::QueryReader query(request.query);
  auto read = platform::read_page(query);
  COFFER_CO_CHECK(query.finish());
  auth::MemberPage page;
  page.limit = read.limit;
  page.cursor = std::move(read.cursor);
  COFFER_CO_TRY(list, co_await parts.members.list_members(request.caller, id, std::move(page)));
  co_return platform::json(encode_members(list));
}

Task<Response> update_member(SharingParts parts, const Request& request) {
  COFFER_CO_TRY(id, request.param_id<HouseholdId>("id"));
  COFFER_CO_TRY(member, request.param_id<MembershipId>("member"));
  COFFER_CO_TRY(patch, decode_patch(request));
  const edge::Work work = [&](UnitOfWork& unit) -> Task<Response> {
    COFFER_CO_TRY(before, co_await parts.members.get_member(unit, id, member));
    COFFER_CO_CHECK(platform::check_if_match(request, body_etag(encode_member(before))));
    COFFER_CO_TRY(changed, co_await parts.members.update_member(request.caller, unit, id, member, patch));
    co_return show(changed);
  };
  co_return co_await edge::command(parts.database, request, work);
}

Task<Response> remove_member(SharingParts parts, const Request& request) {
  COFFER_CO_TRY(id, request.param_id<HouseholdId>("id"));
  COFFER_CO_TRY(member, request.param_id<MembershipId>("member"));
  const edge::Work work = [&](UnitOfWork& unit) -> Task<Response> {
    COFFER_CO_CHECK(co_await parts.members.remove_member(request.caller, unit, id, member));
    co_return platform::no_content();
  };
  co_return co_await edge::command(parts.database, request, work);
}

}  // namespace

void add_member_routes(platform::Router& router, SharingParts parts) {
  router.get("/v1/households/{id}/members", "list_members",
             [parts](const Request& r) { return list_members(parts, r); });
  router.patch("/v1/households/{id}/members/{member}", "update_member",
               [parts](const Request& r) { return update_member(parts, r); });
  router.remove("/v1/households/{id}/members/{member}", "remove_member",
                [parts](const Request& r) { return remove_member(parts, r); });
}

}  // namespace coffer::api::rest
