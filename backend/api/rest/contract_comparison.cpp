#include "api/rest/contract_comparison.hpp"

#include <algorithm>
#include <iterator>
#include <set>
#include <utility>

#include "platform/json/reader.hpp"

namespace coffer::api::rest {
namespace {

constexpr std::pair<std::string_view, std::string_view> methods[] = {
    {"get", "GET"}, {"post", "POST"}, {"put", "PUT"}, {"patch", "PATCH"}, {"delete", "DELETE"}};

using Operations = std::set<std::string>;

std::string line(std::string_view method, std::string_view path, std::string_view operation) {
  return std::string(method).append(" ").append(path).append(" ").append(operation);
}

Result<Operations> operations_of(std::string_view openapi_json) {
  platform::JsonLimits limits;
  limits.bytes = 8U << 20U;
  limits.depth = 64;
  COFFER_TRY(document, platform::JsonDocument::parse(openapi_json, limits));
  Operations operations;
  auto paths = document.object().required("paths").object();
  if (!paths) return operations;
  for (const auto path : paths->keys()) {
    auto item = paths->required(path).object();
    if (!item) continue;
    for (const auto& [key, method] : methods) {
      if (!item->has(key)) continue;
      auto operation = item->required(key).object();
      if (operation) operations.insert(line(method, path, operation->required("operationId").text()));
    }
  }
  return operations;
}

}  // namespace

Result<std::vector<std::string>> compare_with_contract(const platform::Router& router, std::string_view openapi_json) {
  COFFER_TRY(documented, operations_of(openapi_json));
  Operations routed;
  for (const auto& route : router.routes()) {
    routed.insert(line(platform::method_name(route->method), route->pattern, route->operation_id));
  }
  std::vector<std::string> differences;
  for (const auto& operation : documented) {
    if (!routed.contains(operation)) differences.push_back(operation + " is in the document alone");
  }
  for (const auto& operation : routed) {
    if (!documented.contains(operation)) differences.push_back(operation + " is in the program alone");
  }
  return differences;
}

}  // namespace coffer::api::rest
