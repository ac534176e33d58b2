// Import profiles: list, rename, forget.
#include "api/edge/command.hpp"
#include "api/rest/finance_parts.hpp"
#include "api/rest/import_encoding.hpp"
#include "api/rest/import_parts.hpp"
#include "platform/json/reader.hpp"

namespace coffer::api::rest {

using finance::ImportProfileId;
using platform::Request;
using platform::Response;
using platform::Task;
using platform::UnitOfWork;

namespace {

Response show(const Request& request, const finance::ImportProfile& profile) {
  platform::JsonWriter json;
  append_import_profile(json, profile);
  return platform::with_etag(request, platform::json(std::move(json)),
                             platform::make_etag(profile.id.uuid, profile.version));
}

Task<Response> list_profiles(ImportParts parts, const Request& request) {
  COFFER_CO_TRY(page, decode_page_alone(request));
  COFFER_CO_TRY(list, co_await parts.profiles.list_profiles(request.caller, std::move(page)));
  co_return platform::json(encode_list(list, append_import_profile));
}

Task<Response> get_profile(ImportParts parts, const Request& request) {
  COFFER_CO_TRY(id, request.param_id<ImportProfileId>("id"));
  COFFER_CO_TRY(profile, co_await parts.profiles.get_profile(request.caller, id));
  co_return show(request, profile);
}

Task<Response> update_profile(ImportParts parts, const Request& request) {
  COFFER_CO_TRY(id, request.param_id<ImportProfileId>("id"));
  COFFER_CO_TRY(body, platform::JsonDocument::parse(request.body));
  auto object = body.object();
  const auto name = object.required("name").text({.max = finance::longest_profile_name});
  COFFER_CO_CHECK(body.finish());
  const edge::Work work = [&](UnitOfWork& unit) -> Task<Response> {
    COFFER_CO_TRY(profile, co_await parts.profiles.rename_profile(request.caller, unit, id, name,
                                                                  version_check(request, id.uuid)));
    co_return show(request, profile);
  };
  co_return co_await edge::command(parts.database, request, work);
}

Task<Response> remove_profile(ImportParts parts, const Request& request) {
  COFFER_CO_TRY(id, request.param_id<ImportProfileId>("id"));
  const edge::Work work = [&](UnitOfWork& unit) -> Task<Response> {
    COFFER_CO_CHECK(co_await parts.profiles.remove_profile(request.caller, unit, id, version_check(request, id.uuid)));
    co_return platform::no_content();
  };
  co_return co_await edge::command(parts.database, request, work);
}

}  // namespace

void add_import_profile_routes(platform::Router& router, ImportParts parts) {
  router.get("/v1/import-profiles", "list_import_profiles",
             [parts](const Request& r) { return list_profiles(parts, r); });
  router.get("/v1/import-profiles/{id}", "get_import_profile",
             [parts](const Request& r) { return get_profile(parts, r); });
  router.patch("/v1/import-profiles/{id}", "update_import_profile",
               [parts](const Request& r) { return update_profile(parts, r); });
  router.remove("/v1/import-profiles/{id}", "remove_import_profile",
                [parts](const Request& r) { return remove_profile(parts, r); });
}

}  // namespace coffer::api::rest
