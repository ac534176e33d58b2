#include "api/rest/contract_routes.hpp"

#include "api/rest/body_etag.hpp"
#include "api/rest/openapi_document.hpp"

namespace coffer::api::rest {

using platform::Request;
using platform::Response;
using platform::Task;

namespace {

Task<Response> get_openapi(const Request& request, const std::string& etag) {
  Response response = platform::json(std::string(openapi_document()));
  response.with("cache-control", "public, max-age=300");
  co_return platform::with_etag(request, std::move(response), etag);
}

}  // namespace

void add_contract_routes(platform::Router& router) {
  platform::RouteOptions options;
  options.access = platform::Access::Public;
  router.get(
      "/v1/openapi.json", "get_openapi",
      [etag = body_etag(openapi_document())](const Request& request) { return get_openapi(request, etag); }, options);
}

}  // namespace coffer::api::rest
