// Which handler answers which method and path.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "platform/async/task.hpp"
#include "platform/http/request.hpp"
#include "platform/http/response.hpp"

namespace coffer::platform {

// The request lives until the task has ended.
using Handler = std::function<Task<Response>(const Request&)>;

enum class Access : std::uint8_t { Session, Public };
enum class BodyKind : std::uint8_t { None, Json, Multipart, Any };
// The bucket that a request takes from: sign-in and sign-up are counted per network address.
enum class RateClass : std::uint8_t { General, SignIn };
// Probes and metrics answer when everything else is refused.
enum class Admission : std::uint8_t { Limited, Always };

inline constexpr std::size_t small_body = 256 * 1024;
inline constexpr std::size_t large_body = 64 * 1024 * 1024;

struct RouteOptions {
  Access access = Access::Session;
  BodyKind body = BodyKind::None;
  std::size_t body_limit = small_body;
  RateClass rate = RateClass::General;
  Admission admission = Admission::Limited;
};

struct Route {
  Method method = Method::Get;
  std::string_view pattern;       // "/v1/accounts/{id}"; static text
  std::string_view operation_id;  // as in contracts/openapi.yaml; static text
  Handler handler;
  RouteOptions options;
};

struct RouteMatch {
  const Route* route = nullptr;  // null when no route has this path, or none this method
  std::vector<Method> allowed;   // filled when the path is known but the method is not
};

class Router {
 public:
  Router();
  ~Router();
  Router(Router&&) noexcept;
  Router& operator=(Router&&) noexcept;

  // Asserts that method and pattern are new and the operation id is unique.
  void add(Route route);
  void get(std::string_view pattern, std::string_view operation_id, Handler handler, RouteOptions options = {});
  // These take a JSON body unless the options say otherwise.
  void post(std::string_view pattern, std::string_view operation_id, Handler handler,
            RouteOptions options = {.body = BodyKind::Json});
  void put(std::string_view pattern, std::string_view operation_id, Handler handler,
           RouteOptions options = {.body = BodyKind::Json});
  void patch(std::string_view pattern, std::string_view operation_id, Handler handler,
             RouteOptions options = {.body = BodyKind::Json});
  void remove(std::string_view pattern, std::string_view operation_id, Handler handler, RouteOptions options = {});

  // HEAD finds the route of GET. Fills request.params. Literal segments win over parameters.
  [[nodiscard]] RouteMatch match(Request& request) const;
  // In order of addition.
  [[nodiscard]] const std::vector<std::unique_ptr<Route>>& routes() const { return routes_; }

 private:
  struct Node;
  std::vector<std::unique_ptr<Route>> routes_;
  std::unique_ptr<Node> root_;
};

}  // namespace coffer::platform
