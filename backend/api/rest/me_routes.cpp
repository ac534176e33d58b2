#include "api/rest/me_routes.hpp"

#include "api/edge/command.hpp"
#include "api/rest/body_etag.hpp"
#include "api/rest/identity_encoding.hpp"
#include "platform/json/reader.hpp"

namespace coffer::api::rest {

using platform::Request;
using platform::Response;
using platform::Task;
using platform::UnitOfWork;

namespace {

constexpr platform::Choice<auth::Theme> themes[] = {
    {"system", auth::Theme::System}, {"light", auth::Theme::Light}, {"dark", auth::Theme::Dark}};

Result<auth::UserPatch> decode_user_patch(const Request& request) {
  COFFER_TRY(body, platform::JsonDocument::parse(request.body));
  auto object = body.object();
  auth::UserPatch patch;
  const auto take = [&object](std::string_view key, const auto& field) {
    if (field.is_null()) object.refuse(key, "This cannot be taken away.");
    return field.value;
  };
  patch.name = take("name", object.patch("name").text({.max = 100}));
  patch.locale = take("locale", object.patch("locale").text({.max = 35}));
  patch.time_zone = take("time_zone", object.patch("time_zone").text({.max = 64}));
  patch.theme = take("theme", object.patch("theme").choice(themes));
  if (!patch.name && !patch.locale && !patch.time_zone && !patch.theme)
    object.refuse("", "Give at least one field to change.");
  COFFER_CHECK(body.finish());
  return patch;
}

Task<Response> get_me(MeParts parts, const Request& request) {
  COFFER_CO_TRY(me, co_await parts.identity.get_me(request.caller));
  Response response = platform::json(encode_me(me));
  std::string etag = body_etag(response.body);
  co_return platform::with_etag(request, std::move(response), std::move(etag));
}

Task<Response> update_me(MeParts parts, const Request& request) {
  COFFER_CO_TRY(patch, decode_user_patch(request));
  const edge::Work work = [&](UnitOfWork& unit) -> Task<Response> {
    COFFER_CO_TRY(before, co_await parts.identity.get_me(unit));
    COFFER_CO_CHECK(platform::check_if_match(request, body_etag(encode_me(before))));
    COFFER_CO_TRY(me, co_await parts.identity.update_me(request.caller, unit, patch));
    Response response = platform::json(encode_me(me));
    const std::string etag = body_etag(response.body);
    response.with("etag", etag);
    co_return response;
  };
  co_return co_await edge::command(parts.database, request, work);
}

}  // namespace

void add_me_routes(platform::Router& router, MeParts parts) {
  router.get("/v1/me", "get_me", [parts](const Request& request) { return get_me(parts, request); });
  router.patch("/v1/me", "update_me", [parts](const Request& request) { return update_me(parts, request); });
}

}  // namespace coffer::api::rest
