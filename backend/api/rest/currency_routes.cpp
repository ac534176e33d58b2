#include "api/rest/currency_routes.hpp"

#include "api/rest/body_etag.hpp"
#include "base/currency_names.hpp"

namespace coffer::api::rest {

using platform::Request;
using platform::Response;
using platform::Task;

namespace {

struct Listing {
  std::string body;
  std::string etag;
};

Listing encode_currencies() {
  platform::JsonWriter json(16 * 1024);
  json.begin_object().array_field("items");
  for (const auto& [currency, name] : named_currencies()) {
    json.begin_object()
        .field("code", currency)
        .field("name", name)
        .field("minor_digits", currency.minor_digits())
        .end_object();
  }
  json.end_array().null_field("next_cursor").end_object();
  Listing listing;
  listing.body = json.take();
  listing.etag = body_etag(listing.body);
  return listing;
}

Task<Response> list_currencies(const Request& request, const Listing& listing) {
  co_return platform::with_etag(request, platform::json(listing.body), listing.etag);
}

}  // namespace

void add_currency_routes(platform::Router& router) {
  router.get("/v1/currencies", "list_currencies",
             [listing = encode_currencies()](const Request& request) { return list_currencies(request, listing); });
}

}  // namespace coffer::api::rest
