#include "platform/http/router.hpp"

#include <algorithm>
#include <cassert>

namespace coffer::platform {

struct Router::Node {
  std::vector<std::pair<std::string_view, std::unique_ptr<Node>>> literals;
  std::unique_ptr<Node> parameter;
  std::vector<const Route*> routes;  // one per method

  [[nodiscard]] const Route* find(Method method) const {
    const auto found = std::ranges::find(routes, method, &Route::method);
    return found == routes.end() ? nullptr : *found;
  }
  [[nodiscard]] Node* literal(std::string_view segment) const {
    for (const auto& [name, node] : literals) {
      if (name == segment) return node.get();
    }
    return nullptr;
  }
};

namespace {

// Takes the first segment off "/a/b"; the rest keeps its slash.
[[nodiscard]] std::string_view take_segment(std::string_view& path) {
  const auto end = std::min(path.find('/', 1), path.size());
  const auto segment = path.substr(1, end - 1);
  path.remove_prefix(end);
  return segment;
}

[[nodiscard]] bool is_parameter(std::string_view segment) { return segment.starts_with('{') && segment.ends_with('}'); }

// Names of the parameters belong to the route, not to the node: "/a/{id}" and "/a/{account}/b" share one.
void name_params(const Route& route, Request& request, const std::vector<std::string_view>& values) {
  request.params.clear();
  auto pattern = route.pattern;
  std::size_t next = 0;
  while (!pattern.empty()) {
    const auto segment = take_segment(pattern);
    if (is_parameter(segment)) {
      request.params.emplace_back(segment.substr(1, segment.size() - 2), std::string(values[next++]));
    }
  }
}

}  // namespace

Router::Router() : root_(std::make_unique<Node>()) {}
Router::~Router() = default;
Router::Router(Router&&) noexcept = default;
Router& Router::operator=(Router&&) noexcept = default;

void Router::add(Route route) {
  assert(route.pattern.starts_with('/') && route.method != Method::Head && route.method != Method::Options);
  assert(std::ranges::none_of(routes_, [&](const auto& known) { return known->operation_id == route.operation_id; }) &&
         "operation ids are unique");
  auto* node = root_.get();
  for (auto rest = route.pattern; !rest.empty();) {
    const auto segment = take_segment(rest);
    if (is_parameter(segment)) {
      if (!node->parameter) node->parameter = std::make_unique<Node>();
      node = node->parameter.get();
    } else if (auto* known = node->literal(segment)) {
      node = known;
    } else {
      node = node->literals.emplace_back(segment, std::make_unique<Node>()).second.get();
    }
  }
  assert(node->find(route.method) == nullptr && "one route per method and path");
  routes_.push_back(std::make_unique<Route>(std::move(route)));
  node->routes.push_back(routes_.back().get());
}

void Router::get(std::string_view pattern, std::string_view operation_id, Handler handler, RouteOptions options) {
  add({Method::Get, pattern, operation_id, std::move(handler), options});
}
void Router::post(std::string_view pattern, std::string_view operation_id, Handler handler, RouteOptions options) {
  add({Method::Post, pattern, operation_id, std::move(handler), options});
}
void Router::put(std::string_view pattern, std::string_view operation_id, Handler handler, RouteOptions options) {
  add({Method::Put, pattern, operation_id, std::move(handler), options});
}
void Router::patch(std::string_view pattern, std::string_view operation_id, Handler handler, RouteOptions options) {
  add({Method::Patch, pattern, operation_id, std::move(handler), options});
}
void Router::remove(std::string_view pattern, std::string_view operation_id, Handler handler, RouteOptions options) {
  add({Method::Delete, pattern, operation_id, std::move(handler), options});
}

RouteMatch Router::match(Request& request) const {
  RouteMatch match;
  std::string_view rest = request.path;
  const Node* node = root_.get();
  std::vector<std::string_view> values;
  while (!rest.empty() && node != nullptr) {
    const auto segment = take_segment(rest);
    if (const auto* literal = node->literal(segment)) {
      node = literal;
    } else {
      node = segment.empty() ? nullptr : node->parameter.get();
      values.push_back(segment);
    }
  }
  if (node == nullptr || node->routes.empty()) return match;
  match.route = node->find(request.method == Method::Head ? Method::Get : request.method);
  if (match.route != nullptr) {
    name_params(*match.route, request, values);
    return match;
  }
  for (const auto* route : node->routes) {
    match.allowed.push_back(route->method);
    if (route->method == Method::Get) match.allowed.push_back(Method::Head);
  }
  match.allowed.push_back(Method::Options);
  return match;
}

}  // namespace coffer::platform
