// What happens to a request between the wire and the handler, and back: admission, session, limits,
// the handler, its errors, the log line. Knows no socket.
#pragma once

#include <memory>
#include <optional>
#include <unordered_map>

#include "api/edge/cors.hpp"
#include "api/edge/exchange.hpp"
#include "api/edge/problem_table.hpp"
#include "api/edge/server.hpp"
#include "api/edge/server_load.hpp"
#include "api/edge/session_cache.hpp"
#include "api/edge/session_cookie.hpp"

namespace coffer::api::edge {

// The head as the parser read it.
struct Head {
  std::string_view target;
  std::string_view peer_address;
  std::optional<std::uint64_t> content_length;
  bool has_body = false;
  std::int64_t loop_lag_micros = 0;
};

class Dispatcher {
 public:
  Dispatcher(const ServerSettings& settings, const ServerParts& parts);

  // By the head alone, without waiting: the answer to a request that goes no further, or nothing.
  [[nodiscard]] std::optional<platform::Response> admit(Exchange& exchange, const Head& head,
                                                        const platform::Router& router, TraceSource& traces);
  // Who asks, and whether they may ask now. Before the body, so that strangers cannot fill the memory.
  [[nodiscard]] platform::Task<std::optional<platform::Response>> authenticate(Exchange& exchange);
  // Runs the handler. Every error and exception becomes an answer.
  [[nodiscard]] platform::Task<platform::Response> handle(Exchange& exchange);
  // The answer to what goes wrong outside the handler.
  [[nodiscard]] platform::Response refuse(Exchange& exchange, const ProtocolProblem& problem) const;

  // One log line and the counters, after the answer was written.
  void record(const Exchange& exchange, const platform::Response& response, std::size_t body_bytes_sent);

  [[nodiscard]] ServerLoad& load() { return load_; }
  void sweep();
  [[nodiscard]] SessionCache& sessions() { return sessions_; }

 private:
  struct RouteCounts {
    platform::Counter* by_class[6] = {};
    platform::Histogram* latency = nullptr;
  };
  [[nodiscard]] std::string network_address_of(const Exchange& exchange, std::string_view peer) const;
  [[nodiscard]] std::optional<platform::Response> check_route(Exchange& exchange, const platform::Router& router);
  [[nodiscard]] std::optional<platform::Response> check_body(Exchange& exchange, const Head& head) const;
  [[nodiscard]] std::optional<platform::Response> check_rate(Exchange& exchange, RateLimiter& limiter,
                                                             std::string_view key);
  [[nodiscard]] std::optional<platform::Response> check_site(Exchange& exchange) const;
  [[nodiscard]] std::optional<platform::Response> check_csrf_token(Exchange& exchange) const;
  [[nodiscard]] std::optional<std::string> find_credential(const Exchange& exchange) const;
  [[nodiscard]] std::optional<platform::Response> choose_household(Exchange& exchange) const;
  [[nodiscard]] platform::Response answer_error(Exchange& exchange, const Error& error) const;
  void count_routes(const platform::Router& router);

  const ServerSettings& settings_;
  const platform::Clock& clock_;
  CookieScheme cookies_;
  CrossOrigins origins_;
  ServerLoad load_;
  SessionCache sessions_;
  RateLimiter general_;
  RateLimiter sign_in_;
  platform::Metrics& metrics_;
  std::unordered_map<const platform::Route*, RouteCounts> counts_;
  RouteCounts other_;
  platform::Counter* shed_;
};

}  // namespace coffer::api::edge
