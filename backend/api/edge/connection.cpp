#include "api/edge/connection.hpp"

#include <boost/asio/buffer.hpp>

#include <algorithm>
#include <array>

namespace coffer::api::edge {

namespace asio = boost::asio;
using boost::system::error_code;
using platform::Response;
using platform::Task;

namespace {

constexpr std::size_t first_buffer = 4 * 1024;
constexpr std::size_t body_buffer = 64 * 1024;
// The body of a refused request is read over up to this size, so that the connection can go on.
constexpr std::uint64_t drained_body = 64 * 1024;
// Bodies up to this are copied behind their head: one buffer to send instead of two.
constexpr std::size_t joined_body = 16 * 1024;
constexpr std::size_t compressed_in_place = 256 * 1024;
constexpr std::int64_t slowest_body_bytes_per_second = 128 * 1024;
// How long a stopping server listens on. Who has just connected is about to speak, and may not repeat
// what he says; who rests after an answer will try again elsewhere.
constexpr std::int64_t stop_grace_of_fresh = 2'000'000;
constexpr std::int64_t stop_grace_of_resting = 250'000;
constexpr std::int64_t linger_micros = 2'000'000;
constexpr std::size_t linger_bytes = 8 << 20;
constexpr std::string_view go_on = "HTTP/1.1 100 Continue\r\n\r\n";

[[nodiscard]] std::int64_t micros(std::chrono::milliseconds duration) { return duration.count() * 1000; }

}  // namespace

struct Connection::ReadSome {
  Connection& connection;
  std::size_t size = 0;
  [[nodiscard]] bool await_ready() const noexcept { return connection.cut_; }
  void await_suspend(std::coroutine_handle<> waiting) {
    auto& c = connection;
    c.socket_.async_read_some(asio::buffer(c.in_.data() + c.in_end_, c.in_.size() - c.in_end_),
                              [this, waiting](const error_code& error, std::size_t got) {
                                size = error ? 0 : got;
                                waiting.resume();
                              });
  }
  // How many bytes came; 0 when none will: the peer closed, time is over, or the connection was cut.
  [[nodiscard]] std::size_t await_resume() const noexcept {
    connection.deadline_micros_ = 0;
    connection.in_end_ += size;
    return size;
  }
};

struct Connection::WaitWritable {
  Connection& connection;
  bool writable = false;
  [[nodiscard]] bool await_ready() const noexcept { return connection.cut_; }
  void await_suspend(std::coroutine_handle<> waiting) {
    connection.socket_.async_wait(Socket::wait_write, [this, waiting](const error_code& error) {
      writable = !error;
      waiting.resume();
    });
  }
  [[nodiscard]] bool await_resume() const noexcept {
    connection.deadline_micros_ = 0;
    return writable;
  }
};

Connection::Connection(Socket socket, std::string peer, LoopState& loop, const ConnectionParts& parts,
                       const platform::Router& router)
    : socket_(std::move(socket)), loop_(loop), parts_(parts), router_(router), peer_(std::move(peer)) {}

Connection::~Connection() { loop_.open.erase(this); }

void Connection::set_deadline(std::int64_t in_micros) { deadline_micros_ = platform::monotonic_micros() + in_micros; }

void Connection::check_deadline(std::int64_t now_micros) {
  if (deadline_micros_ == 0 || now_micros < deadline_micros_) return;
  timed_out_ = true;
  cut();
}

void Connection::begin_stop(std::int64_t now_micros) {
  if (resting_) deadline_micros_ = std::min(deadline_micros_, now_micros + stop_grace_micros());
}

std::int64_t Connection::stop_grace_micros() const { return has_served_ ? stop_grace_of_resting : stop_grace_of_fresh; }

void Connection::cut() {
  cut_ = true;
  error_code ignored;
  socket_.cancel(ignored);
}

Connection::ReadSome Connection::read_some() { return ReadSome{*this}; }

void Connection::make_room(std::size_t most) {
  if (in_at_ == in_end_) in_at_ = in_end_ = 0;
  if (in_end_ < in_.size()) return;
  if (in_at_ > 0) {
    in_.erase(0, in_at_);
    in_end_ -= in_at_;
    in_at_ = 0;
  }
  in_.resize(std::clamp(in_.size() * 2, first_buffer, most));
}

bool Connection::feed() {
  const auto used = parser_.feed(buffered());
  in_at_ += used;
  return used > 0;
}

Task<> Connection::run() {
  loop_.open.insert(this);
  for (bool more = true; more;) {
    auto one = serve_one();
    COFFER_CO_TRY(again, co_await one);
    more = again;
  }
  error_code ignored;
  socket_.shutdown(Socket::shutdown_both, ignored);
  socket_.close(ignored);
  co_return Result<>{};
}

// False when there is nothing to answer: the peer has gone or never spoke.
Task<bool> Connection::read_head() {
  const auto& settings = parts_.settings;
  parser_.begin(exchange_.request, settings.header_bytes);
  exchange_.clear();
  exchange_.begun_micros = platform::monotonic_micros();
  resting_ = in_at_ == in_end_;
  std::int64_t deadline = 0;
  for (;;) {
    if (in_at_ < in_end_) {
      feed();
      if (parser_.problem() != nullptr || parser_.head_done()) co_return true;
    }
    make_room(settings.header_bytes + first_buffer);
    if (in_end_ == in_.size()) co_return true;  // full, and still no end of the head
    const auto now = platform::monotonic_micros();
    if (resting_) {
      const bool stopping = parts_.stopping.load(std::memory_order_relaxed);
      deadline_micros_ = now + (stopping ? stop_grace_micros() : micros(settings.idle_timeout));
    } else {
      if (deadline == 0) deadline = now + micros(settings.header_timeout);
      deadline_micros_ = deadline;
    }
    if (co_await read_some() == 0) co_return timed_out_ && !resting_;
    if (std::exchange(resting_, false)) exchange_.begun_micros = platform::monotonic_micros();
  }
}

std::int64_t Connection::body_time_micros() const {
  const auto bytes = static_cast<std::int64_t>(parser_.content_length().value_or(0));
  return micros(parts_.settings.body_timeout) + bytes / slowest_body_bytes_per_second * 1'000'000;
}

Task<const ProtocolProblem*> Connection::read_body(std::size_t limit) {
  const auto expected = parser_.content_length().value_or(limit);
  if (!body_share_.take(parts_.dispatcher.load(), static_cast<std::int64_t>(expected))) co_return &protocol::overloaded;
  parser_.allow_body(limit);
  const auto deadline = platform::monotonic_micros() + body_time_micros();
  for (;;) {
    while (in_at_ < in_end_ && !parser_.done() && feed()) {
      if (parser_.problem() != nullptr) co_return parser_.problem();
    }
    if (parser_.problem() != nullptr) co_return parser_.problem();
    if (parser_.done()) co_return nullptr;
    make_room(body_buffer);
    if (in_end_ == in_.size()) co_return &protocol::bad_request;  // one chunk header fills the buffer
    deadline_micros_ = deadline;
    if (co_await read_some() == 0) co_return timed_out_ ? &protocol::timed_out : &protocol::bad_request;
  }
}

Task<Response> Connection::answer_request(AfterAnswer& after) {
  auto& dispatcher = parts_.dispatcher;
  after = AfterAnswer::Close;
  if (!parser_.head_done()) {
    const auto* problem = parser_.problem();
    if (problem == nullptr) problem = timed_out_ ? &protocol::timed_out : &protocol::headers_too_large;
    co_return dispatcher.refuse(exchange_, *problem);
  }
  if (parser_.problem() != nullptr) co_return dispatcher.refuse(exchange_, *parser_.problem());

  Head head;
  head.target = parser_.target();
  head.peer_address = peer_;
  head.content_length = parser_.content_length();
  head.has_body = parser_.has_body();
  head.loop_lag_micros = loop_.lag_micros;
  const bool keep_alive = parser_.keep_alive();
  auto refusal = dispatcher.admit(exchange_, head, router_, loop_.traces);
  std::optional<ServerLoad::InFlight> in_flight;
  if (!refusal) {
    in_flight.emplace(dispatcher.load());
    auto task = dispatcher.authenticate(exchange_);
    COFFER_CO_TRY(refused, co_await task);
    refusal = std::move(refused);
  }
  if (head.has_body) {
    if (refusal && head.content_length.value_or(UINT64_MAX) > drained_body) co_return std::move(*refusal);
    in_flight.reset();
    if (exchange_.request.header("expect") && buffered().empty()) {
      // A refusal is told instead of asking for the body.
      if (refusal) co_return std::move(*refusal);
      error_code ignored;
      socket_.write_some(asio::buffer(go_on), ignored);
    }
    auto task = read_body(refusal ? drained_body : exchange_.route->options.body_limit);
    COFFER_CO_TRY(problem, co_await task);
    if (problem != nullptr) co_return dispatcher.refuse(exchange_, *problem);
    if (!refusal) in_flight.emplace(dispatcher.load());
  }
  if (keep_alive) after = AfterAnswer::KeepOpen;
  if (refusal) co_return std::move(*refusal);
  auto task = dispatcher.handle(exchange_);
  co_return co_await task;
}

Task<bool> Connection::serve_one() {
  auto reading = read_head();
  COFFER_CO_TRY(spoke, co_await reading);
  if (!spoke) co_return false;
  AfterAnswer after = AfterAnswer::Close;
  auto answering = answer_request(after);
  COFFER_CO_TRY(response, co_await answering);
  body_share_.release();
  has_served_ = true;
  if (parts_.stopping.load(std::memory_order_relaxed)) after = AfterAnswer::Close;
  cut_ = cut_ && !timed_out_;  // the time for reading is over, not that for the answer
  auto writing = write_answer(response, after);
  COFFER_CO_TRY(written, co_await writing);
  if (written && after == AfterAnswer::Close) {
    auto lingering = linger();
    COFFER_CO_CHECK(co_await lingering);
  }
  if (in_.size() >= body_buffer && in_at_ == in_end_) {
    in_ = std::string();
    in_at_ = in_end_ = 0;
  }
  co_return written&& after == AfterAnswer::KeepOpen;
}

Task<bool> Connection::compress(Response& response) {
  const bool wanted = response.body.size() >= parts_.settings.gzip_from_bytes &&
                      is_compressible(response.content_type) && response.status != 204 && response.status != 304 &&
                      !response.header("content-encoding") && accepts_gzip(exchange_.request.header("accept-encoding"));
  if (!wanted) co_return false;
  if (response.body.size() <= compressed_in_place) {
    response.body = loop_.gzip.compress(response.body);
    co_return true;
  }
  auto plain = std::make_shared<std::string>(std::move(response.body));
  auto task = parts_.compression.run([plain] { return Gzip().compress(*plain); });
  auto packed = co_await task;
  response.body = packed ? std::move(*packed) : std::move(*plain);
  co_return packed.has_value();
}

Task<bool> Connection::write_answer(Response& response, AfterAnswer after) {
  bool gzipped = false;
  if (response.body.size() >= parts_.settings.gzip_from_bytes) {
    auto compressing = compress(response);
    COFFER_CO_TRY(packed, co_await compressing);
    gzipped = packed;
  }
  out_.clear();
  const bool http_1_0 = parser_.head_done() && parser_.is_http_1_0();
  parts_.writer.append_head(out_, {.exchange = exchange_,
                                   .response = response,
                                   .date = loop_.date,
                                   .after = after,
                                   .http_1_0 = http_1_0,
                                   .gzipped = gzipped});
  std::string_view body = response.body;
  if (exchange_.request.method == platform::Method::Head || response.status == 204 || response.status == 304) body = {};
  const auto body_size = body.size();
  if (body.size() <= joined_body) {
    out_ += body;
    body = {};
  }
  auto writing = write_out(body);
  COFFER_CO_TRY(written, co_await writing);
  parts_.dispatcher.record(exchange_, response, body_size);
  co_return written;
}

// Sends out_ and then `body`. Tries at once: a socket has room for a usual answer.
Task<bool> Connection::write_out(std::string_view body) {
  std::string_view head = out_;
  while (!head.empty() || !body.empty()) {
    const std::array<asio::const_buffer, 2> both{asio::const_buffer(head.data(), head.size()),
                                                 asio::const_buffer(body.data(), body.size())};
    error_code error;
    const auto sent = cut_ ? 0 : socket_.write_some(both, error);
    if (cut_ || (error && error != asio::error::would_block)) co_return false;
    const auto of_head = std::min(sent, head.size());
    head.remove_prefix(of_head);
    body.remove_prefix(sent - of_head);
    if (error != asio::error::would_block) continue;
    set_deadline(micros(parts_.settings.write_timeout));
    if (!co_await WaitWritable{*this}) co_return false;
  }
  co_return true;
}

// Closing with unread bytes resets the connection, and the peer may lose the answer: says that
// nothing more comes, then reads what is still on its way for a moment.
Task<> Connection::linger() {
  error_code error;
  socket_.shutdown(Socket::shutdown_send, error);
  if (error) co_return Result<>{};
  const auto deadline = platform::monotonic_micros() + linger_micros;
  for (std::size_t total = 0; total < linger_bytes;) {
    in_at_ = in_end_ = 0;
    make_room(body_buffer);
    deadline_micros_ = deadline;
    const auto got = co_await read_some();
    if (got == 0) break;
    total += got;
  }
  co_return Result<>{};
}

}  // namespace coffer::api::edge
