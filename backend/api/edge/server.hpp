// The HTTP/1.1 server: Beast's parser, our own buffers, one coroutine per connection, connections
// handed out round-robin to the loops.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "api/edge/session_resolver.hpp"
#include "base/result.hpp"
#include "platform/async/loop.hpp"
#include "platform/clock/clock.hpp"
#include "platform/clock/random.hpp"
#include "platform/http/router.hpp"
#include "platform/metrics/metrics.hpp"

namespace coffer::api::edge {

struct ServerSettings {
  std::string address = "127.0.0.1";
  std::uint16_t port = 0;          // 0: any free one
  std::uint16_t metrics_port = 0;  // /metrics, /healthz and /readyz, on loopback whatever `address` is
  // What browsers see, "https://coffer.example": says whether cookies are Secure, and which origin may write.
  std::string public_origin;
  // Other origins whose pages may call the API with tokens.
  std::vector<std::string> allowed_origins;
  // Addresses whose X-Forwarded-For is believed.
  std::vector<std::string> trusted_proxies = {"127.0.0.1", "::1"};

  std::size_t connections = 10'000;
  std::size_t connections_per_address = 256;  // trusted proxies are not counted
  std::size_t header_bytes = 16 * 1024;
  std::size_t buffered_body_bytes = 512ULL * 1024 * 1024;  // of all requests together
  std::size_t gzip_from_bytes = 1024;

  std::chrono::milliseconds header_timeout{10'000};
  std::chrono::milliseconds body_timeout{60'000};
  std::chrono::milliseconds idle_timeout{75'000};
  std::chrono::milliseconds write_timeout{60'000};
  std::chrono::milliseconds request_timeout{30'000};  // the caller's deadline
  std::chrono::milliseconds shutdown_timeout{20'000};

  // Beyond either, requests are refused with 503 before they cost anything.
  std::size_t in_flight = 2'000;
  std::chrono::milliseconds queue_delay{500};

  std::uint32_t requests_per_minute = 1'200;  // per person, or per address without a session
  std::uint32_t sign_ins_per_minute = 20;     // per address
  std::chrono::milliseconds session_cache_ttl{250};
};

// Built by the wiring; everything outlives the server.
struct ServerParts {
  platform::LoopGroup& loops;
  const platform::Router& router;
  SessionResolver& sessions;
  const platform::Clock& clock;
  platform::Random& random;
  platform::Metrics& metrics;
  // Whether requests can be served now; an error makes /readyz answer 503.
  std::function<platform::Task<>()> ready;
};

class Server {
 public:
  Server(ServerSettings settings, ServerParts parts);
  // Shuts down if that has not happened yet.
  ~Server();
  Server(const Server&) = delete;
  Server& operator=(const Server&) = delete;

  // What answers on loopback's private port; for routes to be added before start().
  [[nodiscard]] platform::Router& private_router();
  // Listens. Unavailable when an address cannot be had.
  [[nodiscard]] Result<> start();
  [[nodiscard]] std::uint16_t port() const;
  [[nodiscard]] std::uint16_t metrics_port() const;

  // What a person may do has changed: the next request of theirs asks anew. From any thread.
  void forget_person(UserId user);
  void forget_people();

  // From a thread that is no loop's: accepts nothing more, lets requests in flight finish, tells
  // keep-alive connections to close, and after shutdown_timeout cuts what is left. Timeout if any was.
  Result<> shut_down();

 private:
  struct State;
  std::shared_ptr<State> state_;
};

}  // namespace coffer::api::edge
