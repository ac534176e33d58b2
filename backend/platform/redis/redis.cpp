#include "platform/redis/redis.hpp"

#include <hiredis/hiredis.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cassert>
#include <cerrno>
#include <deque>

#include "platform/async/completion.hpp"
#include "platform/async/compute_pool.hpp"
#include "platform/clock/clock.hpp"
#include "platform/log/log.hpp"
#include "platform/redis/redis_socket.hpp"

namespace coffer::platform {
namespace {

std::unexpected<Error> unavailable(std::string cause) {
  Error error;
  error.kind = ErrorKind::Unavailable;
  error.problem = problems::redis_unavailable;
  error.detail = "Redis cannot be reached.";
  error.cause = std::move(cause);
  return fail(std::move(error));
}

struct FreeReader {
  void operator()(redisReader* reader) const { redisReaderFree(reader); }
};

RedisReply reply_of(const redisReply& raw) {
  RedisReply reply;
  switch (raw.type) {
    case REDIS_REPLY_STRING:
    case REDIS_REPLY_STATUS:
      reply.kind = RedisReply::Kind::Text;
      reply.text.assign(raw.str, raw.len);
      break;
    case REDIS_REPLY_INTEGER:
      reply.kind = RedisReply::Kind::Integer;
      reply.integer = raw.integer;
      break;
    case REDIS_REPLY_ERROR:
      reply.kind = RedisReply::Kind::Error;
      reply.text.assign(raw.str, raw.len);
      break;
    default: break;
  }
  return reply;
}

void append_command(std::string& out, const std::vector<std::string>& command) {
  std::vector<const char*> words;
  std::vector<std::size_t> sizes;
  for (const auto& word : command) {
    words.push_back(word.data());
    sizes.push_back(word.size());
  }
  char* formatted = nullptr;
  const auto size = redisFormatCommandArgv(&formatted, static_cast<int>(words.size()), words.data(), sizes.data());
  assert(size > 0);
  out.append(formatted, static_cast<std::size_t>(size));
  redisFreeCommand(formatted);
}

}  // namespace

// Touched on its loop's thread alone.
class Redis::Connection : public std::enable_shared_from_this<Connection> {
 public:
  Connection(Loop& loop, const RedisOptions& options) : loop_(loop), options_(options) {}
  ~Connection() { assert(!watcher_); }

  [[nodiscard]] bool is_open() const { return watcher_ != nullptr; }
  // Whether to connect now: at most one attempt at a time, and not at once after one that failed.
  [[nodiscard]] bool claim_connecting() {
    if (is_open() || connecting_ || closed_ || monotonic_micros() < retry_at_micros_) return false;
    connecting_ = true;
    return true;
  }

  static Task<> connect(std::shared_ptr<Connection> self) {
    Result<RedisSocket> socket = unavailable("not tried");
    {
      ComputePool connector(ComputePoolLimits{1, 1});
      socket = co_await connector.run([options = self->options_] { return connect_redis(options); });
    }
    self->connecting_ = false;
    if (!socket) {
      self->postpone(socket.error().cause);
      co_return Result<>{};
    }
    if (!self->closed_) self->open(std::move(*socket));
    co_return Result<>{};
  }

  // Nothing when there is no connection, or too much waits on it.
  std::optional<Completion<RedisReply>> send(const std::vector<std::string>& command) {
    if (!is_open() || pending_.size() >= options_.waiting_per_loop) return std::nullopt;
    append_command(out_, command);
    const Completion<RedisReply> done = pending_.emplace_back();
    flush();
    return done;
  }

  void drop(std::string_view cause) {
    if (!is_open()) return;
    postpone(cause);
    watcher_.reset();
    socket_ = RedisSocket();
    out_.clear();
    for (auto& waiting : std::exchange(pending_, {})) waiting.complete(unavailable(std::string(cause)));
  }
  void close() {
    closed_ = true;
    drop("closed");
  }

 private:
  void open(RedisSocket socket) {
    socket_ = std::move(socket);
    watcher_ = std::make_unique<FdWatcher>(loop_, socket_.fd());
    reader_.reset(redisReaderCreate());
    told_ = false;
    if (!options_.password.empty()) {
      greet(options_.user.empty() ? std::vector<std::string>{"AUTH", options_.password}
                                  : std::vector<std::string>{"AUTH", options_.user, options_.password});
    }
    if (options_.database != 0) greet({"SELECT", std::to_string(options_.database)});
    await_answers();
  }
  // A refusal shows in the commands that follow: they are refused too.
  void greet(const std::vector<std::string>& command) { (void)send(command); }

  void postpone(std::string_view cause) {
    retry_at_micros_ = monotonic_micros() + options_.retry_delay.count() * 1000;
    if (std::exchange(told_, true) || closed_) return;
    log_warn("redis.lost", {{"cause", cause}});
  }

  void flush() {
    while (!out_.empty()) {
      const auto sent = ::send(socket_.fd(), out_.data(), out_.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
      if (sent > 0) {
        out_.erase(0, static_cast<std::size_t>(sent));
        continue;
      }
      if (errno == EINTR) continue;
      if (errno == EAGAIN || errno == EWOULDBLOCK) {
        watcher_->when_writable([weak = weak_from_this()] {
          if (const auto self = weak.lock(); self && self->is_open()) self->flush();
        });
        return;
      }
      break_later();
      return;
    }
  }
  // Not within send(): who asked has not begun to wait.
  void break_later() {
    loop_.post([weak = weak_from_this()] {
      if (const auto self = weak.lock()) self->drop("the connection was lost");
    });
  }

  void await_answers() {
    watcher_->when_readable([weak = weak_from_this()] {
      if (const auto self = weak.lock(); self && self->is_open()) self->receive();
    });
  }
  void receive() {
    char bytes[16'384];
    for (;;) {
      const auto got = ::recv(socket_.fd(), bytes, sizeof bytes, MSG_DONTWAIT);
      if (got < 0 && errno == EINTR) continue;
      if (got < 0 && (errno == EAGAIN || errno == EWOULDBLOCK)) break;
      if (got <= 0) return drop("the connection was closed");
      redisReaderFeed(reader_.get(), bytes, static_cast<std::size_t>(got));
      if (!take_replies()) return drop("the answer cannot be read");
    }
    await_answers();
  }
  [[nodiscard]] bool take_replies() {
    for (;;) {
      void* raw = nullptr;
      if (redisReaderGetReply(reader_.get(), &raw) != REDIS_OK) return false;
      if (raw == nullptr) return true;
      auto reply = reply_of(*static_cast<redisReply*>(raw));
      freeReplyObject(raw);
      if (pending_.empty()) return false;
      const auto done = std::move(pending_.front());
      pending_.pop_front();
      done.complete(std::move(reply));
    }
  }

  Loop& loop_;
  const RedisOptions& options_;
  RedisSocket socket_;
  std::unique_ptr<FdWatcher> watcher_;
  std::unique_ptr<redisReader, FreeReader> reader_;
  std::string out_;
  std::deque<Completion<RedisReply>> pending_;
  std::int64_t retry_at_micros_ = 0;
  bool connecting_ = false;
  bool told_ = false;
  bool closed_ = false;
};

Redis::Redis(RedisOptions options, std::vector<Loop*> loops) : options_(std::move(options)) {
  for (auto* loop : loops) connections_.emplace_back(loop, std::make_shared<Connection>(*loop, options_));
}

Redis::~Redis() = default;

std::shared_ptr<Redis::Connection> Redis::connection_of(Loop& loop) const {
  for (const auto& [own, connection] : connections_) {
    if (own == &loop) return connection;
  }
  assert(false);
  return nullptr;
}

Task<RedisReply> Redis::run(std::vector<std::string> command) {
  const TaskContext& context = co_await this_context();
  const auto connection = connection_of(*context.loop);
  if (connection->claim_connecting()) (void)connecting_.spawn(*context.loop, Connection::connect(connection));
  auto sent = connection->send(command);
  if (!sent) co_return unavailable("there is no connection");
  auto reply = co_await sent->wait(Deadline::in(options_.patience));
  if (!reply) {
    if (reply.error().kind == ErrorKind::Timeout) connection->drop("an answer took too long");
    co_return fail(std::move(reply).error());
  }
  if (reply->kind == RedisReply::Kind::Error) co_return unavailable(reply->text);
  co_return std::move(*reply);
}

Task<std::optional<std::string>> Redis::get(std::string key) {
  std::vector<std::string> command{"GET", std::move(key)};
  COFFER_CO_TRY(reply, co_await run(std::move(command)));
  if (reply.kind != RedisReply::Kind::Text) co_return std::nullopt;
  co_return std::move(reply.text);
}

Task<> Redis::set_until(std::string key, std::string value, Timestamp until) {
  std::vector<std::string> command{"SET", std::move(key), std::move(value), "PXAT",
                                   std::to_string(until.micros / 1000)};
  COFFER_CO_CHECK(co_await run(std::move(command)));
  co_return Result<>{};
}

Task<bool> Redis::is_connected() {
  const TaskContext& context = co_await this_context();
  co_return connection_of(*context.loop)->is_open();
}

Task<> Redis::close() {
  connecting_.request_stop();
  COFFER_CO_CHECK(co_await connecting_.join());
  for (const auto& [loop, connection] : connections_) {
    const Completion<> done;
    loop->post([connection, done] {
      connection->close();
      done.complete(Result<>{});
    });
    COFFER_CO_CHECK(co_await done.wait_to_the_end());
  }
  co_return Result<>{};
}

}  // namespace coffer::platform
