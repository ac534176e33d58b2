#include "api/rest/profile_routes.hpp"

#include "api/edge/command.hpp"
#include "api/rest/body_etag.hpp"
#include "platform/crypto/digest.hpp"
#include "platform/json/reader.hpp"

namespace coffer::api::rest {

using platform::JsonWriter;
using platform::Request;
using platform::Response;
using platform::Task;
using platform::UnitOfWork;

namespace {

constexpr std::size_t avatar_text_most = (auth::avatar_bytes_most + 2) / 3 * 4;

std::string encode(const auth::Profile& profile) {
  JsonWriter json;
  json.begin_object().field("name", profile.name).field("locale", profile.locale).field("time_zone", profile.time_zone);
  json.field("base_currency", profile.base_currency);
  if (profile.avatar) {
    json.object_field("avatar")
        .field("media_type", profile.avatar->media_type)
        .field("data", platform::to_base64url(platform::as_bytes(profile.avatar->bytes)))
        .end_object();
  } else {
    json.null_field("avatar");
  }
  json.field("version", profile.version).end_object();
  return json.take();
}

// Base64url of the picture, or null to take it away.
void decode_avatar(platform::JsonObject& object, auth::ProfilePatch& patch) {
  const auto avatar = object.patch("avatar").text({.max = avatar_text_most});
  patch.removes_avatar = avatar.is_null();
  if (!avatar.value) return;
  const auto bytes = platform::from_base64url(*avatar.value);
  if (!bytes) return object.refuse("avatar", "Must be base64url.");
  patch.avatar = auth::Avatar{"", std::string(bytes->begin(), bytes->end())};
}

Result<auth::ProfilePatch> decode(const Request& request) {
  COFFER_TRY(body, platform::JsonDocument::parse(request.body));
  auto object = body.object();
  auth::ProfilePatch patch;
  const auto take = [&object](std::string_view key, const auto& field) {
    if (field.is_null()) object.refuse(key, "This cannot be taken away.");
    return field.value;
  };
  patch.name = take("name", object.patch("name").text({.max = 100}));
  patch.locale = take("locale", object.patch("locale").text({.max = 35}));
  patch.time_zone = take("time_zone", object.patch("time_zone").text({.max = 64}));
  patch.base_currency = take("base_currency", object.patch("base_currency").currency());
  decode_avatar(object, patch);
  COFFER_CHECK(body.finish());
  return patch;
}

Task<Response> get_profile(ProfileParts parts, const Request& request) {
  COFFER_CO_TRY(profile, co_await parts.profiles.get_profile(request.caller));
  Response response = platform::json(encode(profile));
  std::string etag = body_etag(response.body);
  co_return platform::with_etag(request, std::move(response), std::move(etag));
}

Task<Response> update_profile(ProfileParts parts, const Request& request) {
  COFFER_CO_TRY(patch, decode(request));
  const edge::Work work = [&](UnitOfWork& unit) -> Task<Response> {
    COFFER_CO_TRY(before, co_await parts.profiles.get_profile(unit));
    COFFER_CO_CHECK(platform::check_if_match(request, body_etag(encode(before))));
    COFFER_CO_TRY(profile, co_await parts.profiles.update_profile(unit, patch));
    Response response = platform::json(encode(profile));
    const std::string etag = body_etag(response.body);
    response.with("etag", etag);
    co_return response;
  };
  co_return co_await edge::command(parts.database, request, work);
}

}  // namespace

void add_profile_routes(platform::Router& router, ProfileParts parts) {
  router.get("/v1/me/profile", "get_profile", [parts](const Request& request) { return get_profile(parts, request); });
  router.patch("/v1/me/profile", "update_profile",
               [parts](const Request& request) { return update_profile(parts, request); });
}

}  // namespace coffer::api::rest
