#include "api/edge/server.hpp"

#include <linux/filter.h>
#include <sys/socket.h>

#include <boost/asio/ip/tcp.hpp>

#include <algorithm>
#include <array>
#include <condition_variable>
#include <latch>
#include <mutex>
#include <thread>

#include "api/edge/connection.hpp"
#include "api/edge/health.hpp"
#include "platform/log/log.hpp"

namespace coffer::api::edge {

namespace asio = boost::asio;
using asio::ip::tcp;
using boost::system::error_code;
using platform::Task;

namespace {

using Acceptor = asio::basic_socket_acceptor<tcp, asio::io_context::executor_type>;

constexpr std::chrono::milliseconds tick{100};
constexpr std::chrono::milliseconds handshake_time{20};
constexpr int ticks_per_sweep = 600;
constexpr std::string_view refusal_of_connection =
    "HTTP/1.1 503 Service Unavailable\r\nretry-after: 2\r\ncontent-length: 0\r\ncache-control: no-store\r\n"
    "x-content-type-options: nosniff\r\nx-frame-options: DENY\r\nreferrer-policy: no-referrer\r\n"
    "content-security-policy: default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors "
    "'none'\r\nconnection: close\r\n\r\n";

Task<> serve(std::unique_ptr<Connection> connection) {
  auto task = connection->run();
  co_return co_await task;
}

}  // namespace

struct Server::State : std::enable_shared_from_this<State> {
  State(ServerSettings given, ServerParts given_parts)
      : settings(std::move(given)),
        parts(std::move(given_parts)),
        dispatcher(settings, parts),
        writer(settings.public_origin, !settings.allowed_origins.empty() ? Sharing::DeclaredOrigins : Sharing::None),
        compression({.threads = 1, .queue = 64}),
        connection_parts{settings, dispatcher, writer, compression, stopping},
        connections_now(parts.metrics.gauge("coffer_http_connections", "Open connections.")),
        in_flight_now(parts.metrics.gauge("coffer_http_in_flight", "Requests being answered.")) {
    add_health_routes(private_router, parts.ready);
    add_metrics_route(private_router, parts.metrics);
    for (std::size_t i = 0; i < parts.loops.size(); ++i) {
      std::uint64_t seed = 0;
      parts.random.fill({reinterpret_cast<std::uint8_t*>(&seed), sizeof seed});
      loops.push_back(std::make_unique<LoopState>(parts.loops.at(i), seed));
    }
  }

  struct Listener {
    Listener(asio::io_context& io, const platform::Router& routes) : acceptor(io), router(routes) {}
    Acceptor acceptor;
    const platform::Router& router;
  };

  [[nodiscard]] Result<> listen(Listener& listener, const std::string& address, std::uint16_t port) const {
    error_code error;
    const auto ip = asio::ip::make_address(address, error);
    const auto check = [&](const char* step) -> Result<> {
      if (!error) return {};
      Error failure;
      failure.kind = ErrorKind::Unavailable;
      failure.problem = "server/cannot-listen";
      failure.detail = "Port " + std::to_string(port) + " of " + address + " cannot be used.";
      failure.cause = std::string(step) + ": " + error.message();
      return fail(std::move(failure));
    };
    COFFER_CHECK(check("address"));
    const tcp::endpoint endpoint(ip, port);
    listener.acceptor.open(endpoint.protocol(), error);
    COFFER_CHECK(check("open"));
    listener.acceptor.set_option(asio::socket_base::reuse_address(true), error);
    listener.acceptor.bind(endpoint, error);
    COFFER_CHECK(check("bind"));
    listener.acceptor.listen(4096, error);
    return check("listen");
  }

  // On the first loop; the connection goes to the next one in turn.
  void accept(Listener& listener) {
    auto& target = *loops[next_loop++ % loops.size()];
    listener.acceptor.async_accept(target.loop.io_context(), [self = shared_from_this(), &listener, &target](
                                                                 const error_code& error, auto socket) {
      if (!listener.acceptor.is_open()) {
        if (!error) self->begin_connection(std::move(socket), target, listener.router);
        return;
      }
      if (!error) {
        self->begin_connection(std::move(socket), target, listener.router);
      } else if (error != asio::error::operation_aborted) {
        platform::log_warn("server.accept_failed", {{"cause", error.message()}});
        // Out of descriptors: others must close theirs first.
        self->accept_later(listener);
        return;
      }
      self->accept(listener);
    });
  }

  void accept_later(Listener& listener) {
    auto timer = std::make_shared<platform::Timer>(parts.loops.at(0));
    timer->start(platform::Deadline::in(tick).point(), [self = shared_from_this(), &listener, timer] {
      if (listener.acceptor.is_open()) self->accept(listener);
    });
  }

  [[nodiscard]] bool admit_address(const std::string& address) {
    const std::lock_guard lock(mutex);
    if (std::ranges::find(settings.trusted_proxies, address) != settings.trusted_proxies.end()) return true;
    auto& count = by_address[address];
    if (count >= settings.connections_per_address) return false;
    ++count;
    return true;
  }

  void begin_connection(Socket socket, LoopState& target, const platform::Router& router) {
    error_code error;
    const auto remote = socket.remote_endpoint(error);
    if (error) return;
    auto address = remote.address().to_string();
    socket.non_blocking(true, error);
    socket.set_option(tcp::no_delay(true), error);
    const bool is_private = &router == &private_router;
    const bool full = !is_private && open.load() >= static_cast<std::int64_t>(settings.connections);
    if (full || !admit_address(address)) {
      socket.write_some(asio::buffer(refusal_of_connection), error);
      return;
    }
    ++open;
    auto connection = std::make_unique<Connection>(std::move(socket), address, target, connection_parts, router);
    platform::spawn(target.loop, serve(std::move(connection)), stop.get_token(),
                    [self = shared_from_this(), address](const Result<>& ended) {
                      if (!ended && ended.error().kind == ErrorKind::Bug) {
                        platform::log_failure(platform::LogLevel::Error, "connection.failed", ended.error());
                      }
                      self->end_connection(address);
                    });
  }

  void end_connection(const std::string& address) {
    const std::lock_guard lock(mutex);
    if (const auto counted = by_address.find(address); counted != by_address.end() && --counted->second == 0) {
      by_address.erase(counted);
    }
    if (--open == 0) all_closed.notify_all();
  }

  void begin_ticking(LoopState& loop) {
    loop.date = format_http_date(parts.clock.now());
    const auto due = platform::Deadline::in(tick).point();
    loop.timer->start(due, [this, &loop, due] { on_tick(loop, due); });
  }

  void on_tick(LoopState& loop, platform::Deadline::SteadyPoint due) {
    const auto now = platform::monotonic_micros();
    const auto due_micros = std::chrono::duration_cast<std::chrono::microseconds>(due.time_since_epoch()).count();
    loop.lag_micros = std::max<std::int64_t>(now - due_micros, 0);
    for (auto* connection : loop.open) connection->check_deadline(now);
    if (&loop == loops.front().get()) on_first_tick();
    begin_ticking(loop);
  }

  void on_first_tick() {
    connections_now.set(open.load());
    in_flight_now.set(dispatcher.load().in_flight());
    if (++ticks % ticks_per_sweep == 0) dispatcher.sweep();
  }

  // Runs `work` on every loop and waits.
  void on_each_loop(const std::function<void(LoopState&)>& work) {
    std::latch done(static_cast<std::ptrdiff_t>(loops.size()));
    for (const auto& loop : loops) {
      loop->loop.post([&work, &done, state = loop.get()] {
        work(*state);
        done.count_down();
      });
    }
    done.wait();
  }

  // From now on the kernel drops packets that begin a connection, but not those that complete one: what
  // is accepted as far as its peer knows still arrives.
  static void refuse_new_connections(Listener& listener) {
    constexpr std::uint32_t flags_at = 13;
    constexpr std::uint32_t syn = 0x02;
    constexpr std::uint32_t whole = 0xFFFFFFFF;
    std::array<sock_filter, 4> code{{{.code = BPF_LD | BPF_B | BPF_ABS, .jt = 0, .jf = 0, .k = flags_at},
                                     {.code = BPF_JMP | BPF_JSET | BPF_K, .jt = 0, .jf = 1, .k = syn},
                                     {.code = BPF_RET | BPF_K, .jt = 0, .jf = 0, .k = 0},
                                     {.code = BPF_RET | BPF_K, .jt = 0, .jf = 0, .k = whole}}};
    const sock_fprog program{.len = code.size(), .filter = code.data()};
    ::setsockopt(listener.acceptor.native_handle(), SOL_SOCKET, SO_ATTACH_FILTER, &program, sizeof program);
  }

  // What is in the kernel's queue is served before the acceptor closes.
  void close_acceptor(Listener& listener) {
    error_code error;
    listener.acceptor.non_blocking(true, error);
    for (;;) {
      auto& target = *loops[next_loop++ % loops.size()];
      Socket socket(target.loop.io_context());
      listener.acceptor.accept(socket, error);
      if (error) break;
      begin_connection(std::move(socket), target, listener.router);
    }
    listener.acceptor.close(error);
  }

  [[nodiscard]] bool wait_until_closed(std::chrono::milliseconds most) {
    std::unique_lock lock(mutex);
    return all_closed.wait_for(lock, most, [&] { return open.load() == 0; });
  }

  ServerSettings settings;
  ServerParts parts;
  std::atomic<bool> stopping{false};
  std::atomic<std::int64_t> open{0};
  std::stop_source stop;
  Dispatcher dispatcher;
  ResponseWriter writer;
  platform::ComputePool compression;
  ConnectionParts connection_parts;
  platform::Router private_router;
  std::vector<std::unique_ptr<LoopState>> loops;
  platform::Gauge& connections_now;
  platform::Gauge& in_flight_now;
  std::unique_ptr<Listener> front;
  std::unique_ptr<Listener> operations;
  std::size_t next_loop = 0;
  int ticks = 0;
  bool started = false;
  std::mutex mutex;
  std::condition_variable all_closed;
  std::unordered_map<std::string, std::size_t> by_address;
};

Server::Server(ServerSettings settings, ServerParts parts)
    : state_(std::make_shared<State>(std::move(settings), std::move(parts))) {}

Server::~Server() {
  if (state_->started) (void)shut_down();
}

platform::Router& Server::private_router() { return state_->private_router; }

Result<> Server::start() {
  auto& state = *state_;
  auto& io = state.parts.loops.at(0).io_context();
  state.front = std::make_unique<State::Listener>(io, state.parts.router);
  state.operations = std::make_unique<State::Listener>(io, state.private_router);
  COFFER_CHECK(state.listen(*state.front, state.settings.address, state.settings.port));
  COFFER_CHECK(state.listen(*state.operations, "127.0.0.1", state.settings.metrics_port));
  state.started = true;
  state.on_each_loop([&](LoopState& loop) {
    state.begin_ticking(loop);
    if (&loop != state.loops.front().get()) return;
    state.accept(*state.front);
    state.accept(*state.operations);
  });
  platform::log_info("server.started", {{"port", port()}, {"metrics_port", metrics_port()}});
  return {};
}

std::uint16_t Server::port() const {
  error_code error;
  return state_->front->acceptor.local_endpoint(error).port();
}

std::uint16_t Server::metrics_port() const {
  error_code error;
  return state_->operations->acceptor.local_endpoint(error).port();
}

void Server::forget_person(UserId user) { state_->dispatcher.sessions().forget_person(user); }
void Server::forget_people() { state_->dispatcher.sessions().forget_all(); }

Result<> Server::shut_down() {
  auto& state = *state_;
  if (!std::exchange(state.started, false)) return {};
  state.stopping = true;
  State::refuse_new_connections(*state.front);
  State::refuse_new_connections(*state.operations);
  std::this_thread::sleep_for(handshake_time);
  state.on_each_loop([&](LoopState& loop) {
    if (&loop != state.loops.front().get()) return;
    state.close_acceptor(*state.front);
    state.close_acceptor(*state.operations);
  });
  state.on_each_loop([](LoopState& loop) {
    const auto now = platform::monotonic_micros();
    for (auto* connection : loop.open) connection->begin_stop(now);
  });
  const bool finished = state.wait_until_closed(state.settings.shutdown_timeout);
  if (!finished) {
    state.stop.request_stop();
    state.on_each_loop([](LoopState& loop) {
      for (auto* connection : loop.open) connection->cut();
    });
    constexpr std::chrono::milliseconds last_words{2'000};
    (void)state.wait_until_closed(last_words);
  }
  state.on_each_loop([](LoopState& loop) { loop.timer.reset(); });
  platform::log_info("server.stopped", {{"cut", !finished}});
  if (finished) return {};
  return fail(ErrorKind::Timeout, "server/cut", "Requests that took longer than the shutdown timeout were cut.");
}

}  // namespace coffer::api::edge
