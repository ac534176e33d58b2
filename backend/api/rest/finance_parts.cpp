#include "api/rest/finance_parts.hpp"

namespace coffer::api::rest {

finance::PageRequest to_page(platform::Page page) {
  finance::PageRequest wanted;
  wanted.limit = page.limit;
  wanted.cursor = std::move(page.cursor);
  return wanted;
}

finance::VersionCheck version_check(const platform::Request& request, const Uuid& object) {
  return [&request, object](std::int64_t version) {
    return platform::check_if_match(request, platform::make_etag(object, version));
  };
}

Result<finance::PageRequest> decode_page_alone(const platform::Request& request) {
  platform::QueryReader query(request.query);
  auto page = platform::read_page(query);
  COFFER_CHECK(query.finish());
  return to_page(std::move(page));
}

finance::PageRequest read_series_page(platform::QueryReader& query) {
  finance::PageRequest page;
  page.limit = query.optional("limit").integer({1, 5000}).value_or(1000);
  page.cursor = query.optional("cursor").text({.max = 512});
  return page;
}

}  // namespace coffer::api::rest
