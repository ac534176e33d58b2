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

constexpr std::size_t email_length = 254;
constexpr std::size_t token_length = 64;

Result<auth::NewInvitation> decode_invitation(const Request& request) {
  COFFER_TRY(body, platform::JsonDocument::parse(request.body));
  auto object = body.object();
  auth::NewInvitation invitation;
  invitation.email = object.required("email").text({.max = email_length});
  invitation.role = object.required("role").choice(role_words);
  invitation.sight = object.optional("sight").choice(sight_words).value_or(auth::Sight::Whole);
  for (auto& item : object.optional("grants").objects({.max = auth::invited_grants_most})) {
    auth::InvitedGrant grant;
    grant.object = read_grant_object(item);
    grant.access = item.required("access").choice(access_words);
    invitation.grants.push_back(grant);
  }
  COFFER_CHECK(body.finish());
  return invitation;
}

Result<std::string> decode_token(const Request& request) {
  COFFER_TRY(body, platform::JsonDocument::parse(request.body));
  auto object = body.object();
  auto token = object.required("token").text({.max = token_length});
  COFFER_CHECK(body.finish());
  return token;
}

Task<Response> list_invitations(SharingParts parts, const Request& request) {
  COFFER_CO_TRY(id, request.param_id<HouseholdId>("id"));
  platform::QueryReader query(request.query);
  auto read = platform::read_page(query);
  COFFER_CO_CHECK(query.finish());
  auth::MemberPage page;
  page.limit = read.limit;
  page.cursor = std::move(read.cursor);
  COFFER_CO_TRY(list, co_await parts.invitations.list_invitations(request.caller, id, std::move(page)));
  co_return platform::json(encode_invitations(list));
}

Task<Response> create_invitation(SharingParts parts, const Request& request) {
  COFFER_CO_TRY(id, request.param_id<HouseholdId>("id"));
  COFFER_CO_TRY(invitation, decode_invitation(request));
  const edge::Work work = [&](UnitOfWork& unit) -> Task<Response> {
    COFFER_CO_TRY(created, co_await parts.invitations.create_invitation(request.caller, unit, id, invitation));
    Response response = platform::json(encode_invitation(created));
    response.status = 201;
    co_return response;
  };
  co_return co_await edge::command(parts.database, request, work);
}

Task<Response> withdraw_invitation(SharingParts parts, const Request& request) {
  COFFER_CO_TRY(id, request.param_id<HouseholdId>("id"));
  COFFER_CO_TRY(invitation, request.param_id<InvitationId>("invitation"));
  const edge::Work work = [&](UnitOfWork& unit) -> Task<Response> {
    COFFER_CO_CHECK(co_await parts.invitations.withdraw_invitation(request.caller, unit, id, invitation));
    co_return platform::no_content();
  };
  co_return co_await edge::command(parts.database, request, work);
}

Task<Response> get_invitation(SharingParts parts, const Request& request) {
  std::string token(request.headers.find("coffer-invitation").value_or(""));
  COFFER_CO_TRY(offer, co_await parts.invitations.get_offer(request.caller, std::move(token)));
  co_return platform::json(encode_offer(offer));
}

Task<Response> accept_invitation(SharingParts parts, const Request& request) {
  COFFER_CO_TRY(token, decode_token(request));
  COFFER_CO_TRY(plan, co_await parts.invitations.plan_acceptance(request.caller, std::move(token)));
  // The unit of work runs as the person who already sees the household.
  Request planned = request;
  planned.caller = plan.caller;
  const edge::Work work = [&](UnitOfWork& unit) -> Task<Response> {
    COFFER_CO_TRY(household, co_await parts.invitations.accept_invitation(unit, plan));
    platform::JsonWriter json;
    json.begin_object().field("household", household).end_object();
    Response response = platform::json(std::move(json));
    response.with("location", "/v1/households/" + household.text());
    co_return response;
  };
  co_return co_await edge::command(parts.database, planned, work);
}

}  // namespace

void add_invitation_routes(platform::Router& router, SharingParts parts) {
  router.get("/v1/households/{id}/invitations", "list_invitations",
             [parts](const Request& r) { return list_invitations(parts, r); });
  router.post("/v1/households/{id}/invitations", "create_invitation",
              [parts](const Request& r) { return create_invitation(parts, r); });
  router.remove("/v1/households/{id}/invitations/{invitation}", "remove_invitation",
                [parts](const Request& r) { return withdraw_invitation(parts, r); });
  router.get("/v1/invitations/offer", "get_invitation", [parts](const Request& r) { return get_invitation(parts, r); });
  router.post("/v1/invitations/accept", "accept_invitation",
              [parts](const Request& r) { return accept_invitation(parts, r); });
}

}  // namespace coffer::api::rest
