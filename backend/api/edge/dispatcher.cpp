#include "api/edge/dispatcher.hpp"

#include <algorithm>
#include <array>

#include "api/edge/bearer.hpp"
#include "api/edge/csrf_token.hpp"
#include "api/edge/origin_check.hpp"
#include "platform/async/failure.hpp"
#include "platform/log/log.hpp"

namespace coffer::api::edge {
namespace {

using platform::BodyKind;
using platform::Method;
using platform::Response;
using platform::Task;

constexpr std::string_view forwarded_for = "x-forwarded-for";

[[nodiscard]] std::string_view trim(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
  return text;
}

[[nodiscard]] std::string_view media_type(std::string_view content_type) {
  return trim(content_type.substr(0, std::min(content_type.find(';'), content_type.size())));
}

[[nodiscard]] bool fits(BodyKind kind, std::string_view content_type) {
  auto media = std::string(media_type(content_type));
  std::ranges::transform(media, media.begin(),
                         [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  switch (kind) {
    case BodyKind::None: return false;
    case BodyKind::Json: return media == "application/json" || media == "application/merge-patch+json";
    case BodyKind::Multipart: return media == "multipart/form-data";
    case BodyKind::Any: return true;
  }
  return false;
}

std::string allow_header(const std::vector<Method>& methods) {
  std::string out;
  for (const auto method : methods) {
    if (!out.empty()) out += ", ";
    out += platform::method_name(method);
  }
  return out;
}

}  // namespace

Dispatcher::Dispatcher(const ServerSettings& settings, const ServerParts& parts)
    : settings_(settings),
      clock_(parts.clock),
      cookies_(cookie_scheme_of(settings.public_origin)),
      origins_(settings.allowed_origins),
      load_({.in_flight = static_cast<std::int64_t>(settings.in_flight),
             .buffered_bytes = static_cast<std::int64_t>(settings.buffered_body_bytes),
             .queue_delay_micros = settings.queue_delay.count() * 1000}),
      sessions_(parts.sessions, settings.session_cache_ttl.count() * 1000),
      general_(settings.requests_per_minute),
      sign_in_(settings.sign_ins_per_minute),
      metrics_(parts.metrics),
      shed_(&parts.metrics.counter("coffer_http_shed_total", "Requests refused because there was too much to do.")) {
  count_routes(parts.router);
}

void Dispatcher::count_routes(const platform::Router& router) {
  static constexpr std::array<std::string_view, 6> classes{"other", "1xx", "2xx", "3xx", "4xx", "5xx"};
  const auto make = [&](std::string_view operation) {
    RouteCounts counts;
    for (std::size_t i = 0; i < classes.size(); ++i) {
      counts.by_class[i] =
          &metrics_.counter("coffer_http_requests_total", "Requests answered, by operation and status.",
                            {{"operation", std::string(operation)}, {"status", std::string(classes[i])}});
    }
    counts.latency =
        &metrics_.histogram("coffer_http_request_seconds", "From the first byte of a request to its answer.",
                            {{"operation", std::string(operation)}});
    return counts;
  };
  for (const auto& route : router.routes()) counts_.emplace(route.get(), make(route->operation_id));
  other_ = make("none");
}

std::string Dispatcher::network_address_of(const Exchange& exchange, std::string_view peer) const {
  const auto trusted = [&](std::string_view address) {
    return std::ranges::find(settings_.trusted_proxies, address) != settings_.trusted_proxies.end();
  };
  const auto header = exchange.request.header(forwarded_for);
  if (!header || !trusted(peer)) return std::string(peer);
  // From the right: each proxy appends whom it saw, and only what our own have written is known.
  auto list = *header;
  std::string_view address = peer;
  while (!list.empty() && trusted(address)) {
    const auto comma = list.rfind(',');
    const auto last = trim(comma == std::string_view::npos ? list : list.substr(comma + 1));
    list = comma == std::string_view::npos ? std::string_view{} : list.substr(0, comma);
    if (last.empty() || last.size() > 45) break;
    address = last;
  }
  return std::string(address);
}

Response Dispatcher::refuse(Exchange& exchange, const ProtocolProblem& problem) const {
  exchange.problem = problem.slug;
  return problem_response(problem, exchange.trace.trace_id);
}

Response Dispatcher::answer_error(Exchange& exchange, const Error& error) const {
  exchange.problem = error.problem;
  exchange.cause = error.cause;
  exchange.error = error.kind;
  return problem_response(error, exchange.trace.trace_id);
}

std::optional<Response> Dispatcher::admit(Exchange& exchange, const Head& head, const platform::Router& router,
                                          TraceSource& traces) {
  auto& request = exchange.request;
  exchange.trace = traces.begin(request.header("traceparent"));
  request.caller.trace_id = exchange.trace.trace_id;
  exchange.network_address = network_address_of(exchange, head.peer_address);
  exchange.cross_origin = origins_.allowed_origin(request);
  if (head.target == "*" && request.method == Method::Options)
    return platform::no_content().with("allow", "GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS");
  auto target = platform::parse_target(head.target);
  if (!target) {
    const bool too_long = target.error().kind == ErrorKind::TooLarge;
    return refuse(exchange, too_long ? protocol::target_too_long : protocol::bad_target);
  }
  request.path = std::move(target->path);
  request.query = std::move(target->query);
  if (auto refusal = check_route(exchange, router)) return refusal;
  const auto& options = exchange.route->options;
  if (options.admission == platform::Admission::Limited && load_.must_shed(head.loop_lag_micros)) {
    shed_->add();
    return refuse(exchange, protocol::overloaded);
  }
  if (auto refusal = check_site(exchange)) return refusal;
  if (options.rate == platform::RateClass::SignIn) {
    if (auto refusal = check_rate(exchange, sign_in_, rate_key(exchange.network_address))) return refusal;
  }
  return check_body(exchange, head);
}

// A declared page elsewhere may write, but only by what its script holds: its requests' cookies are not read.
std::optional<Response> Dispatcher::check_site(Exchange& exchange) const {
  const auto& request = exchange.request;
  if (is_safe_method(request.method) || !exchange.cross_origin.empty()) return std::nullopt;
  if (is_from_this_site(request, settings_.public_origin)) return std::nullopt;
  return refuse(exchange, protocol::cross_site);
}

// For the browsers that say neither whence a request comes nor which site it is for.
std::optional<Response> Dispatcher::check_csrf_token(Exchange& exchange) const {
  const auto& request = exchange.request;
  const bool by_cookie = exchange.session_token && !exchange.session_token->starts_with(SessionCache::bearer);
  if (!by_cookie || is_safe_method(request.method) || !needs_csrf_token(request)) return std::nullopt;
  if (shows_csrf_token(request, *exchange.session_token)) return std::nullopt;
  return refuse(exchange, protocol::cross_site);
}

std::optional<std::string> Dispatcher::find_credential(const Exchange& exchange) const {
  if (auto token = find_bearer_token(exchange.request)) return std::string(SessionCache::bearer) + *token;
  if (!exchange.cross_origin.empty()) return std::nullopt;
  return find_session_token(cookies_, exchange.request);
}

std::optional<Response> Dispatcher::check_route(Exchange& exchange, const platform::Router& router) {
  auto match = router.match(exchange.request);
  exchange.route = match.route;
  if (match.route != nullptr) return std::nullopt;
  if (match.allowed.empty()) return refuse(exchange, protocol::not_found);
  auto allow = allow_header(match.allowed);
  if (exchange.request.method == Method::Options) {
    if (!exchange.cross_origin.empty()) return CrossOrigins::answer_preflight(std::move(allow));
    return platform::no_content().with("allow", std::move(allow));
  }
  return refuse(exchange, protocol::method_not_allowed).with("allow", std::move(allow));
}

std::optional<Response> Dispatcher::check_body(Exchange& exchange, const Head& head) const {
  const auto& request = exchange.request;
  if (const auto expected = request.header("expect"); expected && *expected != "100-continue") {
    return refuse(exchange, protocol::expectation_failed);
  }
  if (!head.has_body) return std::nullopt;
  const auto coding = request.header("content-encoding");
  if (coding && *coding != "identity") return refuse(exchange, protocol::unsupported_type);
  if (!fits(exchange.route->options.body, request.header("content-type").value_or(""))) {
    return refuse(exchange, protocol::unsupported_type);
  }
  if (head.content_length && *head.content_length > exchange.route->options.body_limit) {
    return refuse(exchange, protocol::too_large);
  }
  return std::nullopt;
}

std::optional<Response> Dispatcher::check_rate(Exchange& exchange, RateLimiter& limiter, std::string_view key) {
  exchange.rate = limiter.take(key, platform::monotonic_micros());
  exchange.rate_quota = limiter.per_minute();
  if (exchange.rate->allowed) return std::nullopt;
  auto response = refuse(exchange, protocol::rate_limited);
  std::erase_if(response.headers, [](const auto& header) { return header.first == "retry-after"; });
  return response.with("retry-after", std::to_string(exchange.rate->wait_seconds));
}

std::optional<Response> Dispatcher::choose_household(Exchange& exchange) const {
  const auto wanted = exchange.request.header("coffer-household");
  // What is a person's own is of no household, whatever a page still remembers.
  const std::string_view pattern = exchange.route->pattern;
  if (!wanted || pattern.starts_with("/v1/auth/") || pattern.starts_with("/v1/me")) return std::nullopt;
  auto& households = exchange.request.caller.households;
  const auto id = parse_id<HouseholdId>(*wanted);
  const auto found =
      std::ranges::find_if(households, [&](const CallerHousehold& seen) { return id && seen.household == *id; });
  if (found == households.end()) {
    // A household that one does not see is one that does not exist.
    Error error;
    error.kind = ErrorKind::NotFound;
    error.problem = "request/household-not-found";
    error.detail = "Name one of your households in Coffer-Household, or leave it out.";
    return answer_error(exchange, error);
  }
  std::rotate(households.begin(), found, found + 1);
  return std::nullopt;
}

Task<std::optional<Response>> Dispatcher::authenticate(Exchange& exchange) {
  auto& request = exchange.request;
  const auto& options = exchange.route->options;
  if (options.admission == platform::Admission::Always) co_return std::nullopt;
  exchange.session_token = find_credential(exchange);
  std::optional<Error> failure;
  if (exchange.session_token) {
    auto task = sessions_.resolve(*exchange.session_token);
    auto resolved = co_await task;
    if (resolved) {
      request.caller = **resolved;
    } else {
      failure = std::move(resolved).error();
    }
  }
  request.caller.trace_id = exchange.trace.trace_id;
  request.caller.network_address = exchange.network_address;
  request.caller.deadline = {clock_.now().micros + settings_.request_timeout.count() * 1000};
  const bool anonymous = request.caller.kind != CallerKind::Person;
  if (!anonymous) {
    if (auto refusal = check_csrf_token(exchange)) co_return refusal;
  }
  if (request.caller.credential == Credential::ApiKey && !is_open_to_api_keys(*exchange.route)) {
    co_return refuse(exchange, protocol::not_for_keys);
  }
  if (options.access == platform::Access::Session && anonymous) {
    if (failure && failure->kind != ErrorKind::Unauthenticated) co_return answer_error(exchange, *failure);
    Error error;
    error.kind = ErrorKind::Unauthenticated;
    error.problem = "request/unauthenticated";
    error.detail = "Sign in, then repeat the request.";
    co_return answer_error(exchange, error);
  }
  if (options.rate == platform::RateClass::General) {
    const auto key = anonymous ? std::string(rate_key(exchange.network_address)) : request.caller.user.text();
    if (auto refusal = check_rate(exchange, general_, key)) co_return refusal;
  }
  co_return choose_household(exchange);
}

Task<Response> Dispatcher::handle(Exchange& exchange) {
  std::optional<Result<Response>> result;
  try {
    auto task = exchange.route->handler(exchange.request);
    result.emplace(co_await task);
  } catch (...) {
    result.emplace(fail(platform::error_of_exception(std::current_exception())));
  }
  // What a session's own write changed (membership, sign-out) holds for its next request.
  if (exchange.session_token && !is_safe_method(exchange.request.method)) {
    sessions_.forget(*exchange.session_token, exchange.request.caller.user);
  }
  if (*result) {
    auto response = std::move(**result);
    if (is_safe_method(exchange.request.method) && exchange.session_token &&
        !exchange.session_token->starts_with(SessionCache::bearer) && needs_csrf_token(exchange.request)) {
      response.with(csrf_header, make_csrf_token(*exchange.session_token));
    }
    co_return std::move(response);
  }
  co_return answer_error(exchange, result->error());
}

void Dispatcher::record(const Exchange& exchange, const Response& response, std::size_t body_bytes_sent) {
  const auto micros = platform::monotonic_micros() - exchange.begun_micros;
  const auto known = counts_.find(exchange.route);
  auto& counts = known == counts_.end() ? other_ : known->second;
  const auto status_class = static_cast<std::size_t>(response.status / 100);
  counts.by_class[status_class <= 5 ? status_class : 0]->add();
  counts.latency->observe_micros(micros);

  if (exchange.route != nullptr && exchange.route->options.admission == platform::Admission::Always &&
      response.status < 400)
    return;
  auto level = platform::LogLevel::Info;
  if (exchange.error) level = problem_row(*exchange.error).level;
  if (!platform::log_enabled(level)) return;
  const auto& request = exchange.request;
  std::array<platform::LogField, 12> fields{{
      {"trace_id", exchange.trace.trace_id},
      {"span_id", exchange.trace.span_id},
      {"operation", exchange.route != nullptr ? exchange.route->operation_id : std::string_view("none")},
      {"method", platform::method_name(request.method)},
      {"status", response.status},
      {"duration_us", micros},
      {"bytes_in", request.body.size()},
      {"bytes_out", body_bytes_sent},
      {"", 0},
      {"", 0},
      {"", 0},
      {"", 0},
  }};
  std::size_t count = 8;
  if (!request.caller.user.is_nil()) fields[count++] = {"user", request.caller.user};
  if (!request.caller.households.empty()) fields[count++] = {"household", request.caller.households.front().household};
  if (!exchange.problem.empty()) fields[count++] = {"problem", exchange.problem};
  if (!exchange.cause.empty()) fields[count++] = {"cause", exchange.cause};
  platform::log(level, "request.finished", std::span<const platform::LogField>(fields.data(), count));
}

void Dispatcher::sweep() {
  const auto now = platform::monotonic_micros();
  general_.sweep(now);
  sign_in_.sweep(now);
}

}  // namespace coffer::api::edge
