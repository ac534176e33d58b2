#include "platform/pg/listener.hpp"

#include <algorithm>
#include <cassert>
#include <utility>

#include "platform/async/compute_pool.hpp"
#include "platform/pg/connection.hpp"
#include "platform/pg/pg_error_internal.hpp"

namespace coffer::platform {

namespace {

constexpr std::chrono::seconds answer_patience{10};
constexpr std::chrono::milliseconds sweep_interval{100};

bool is_plain_name(std::string_view name) {
  return !name.empty() && name.size() <= 60 &&
         std::ranges::all_of(name, [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_'; });
}

// Returns when the connection is lost; an error only when it could not be used at all.
Task<> listen_once(Loop& loop, PgHandle handle, const std::vector<std::string>& channels,
                   const std::function<void(const Notification&)>& received) {
  Connection connection(loop, std::move(handle), nullptr);
  const Completion<> lost;
  connection.on_closed = [lost] { lost.complete(Result<>{}); };
  connection.on_notification = [&received](std::string_view channel, std::string_view payload) {
    received({std::string(channel), std::string(payload)});
  };
  // The texts live until the answer came: the connection knows statements by their address.
  std::vector<std::string> texts;
  texts.reserve(channels.size());
  auto request = std::make_shared<PgRequest>();
  request->alone = true;
  for (const auto& channel : channels) {
    texts.push_back("LISTEN " + channel);
    const Query query{"platform.pg.listen", texts.back()};
    request->statements.push_back(statement(query));
  }
  // The connection belongs to no pool that would look at its waits.
  const TaskContext& context = co_await this_context();
  request->stop = context.stop;
  request->deadline = Deadline::in(answer_patience);
  Timer sweeper(loop);
  const std::function<void()> sweep = [&] {
    connection.sweep(std::chrono::steady_clock::now(), answer_patience);
    if (!request->done) sweeper.start(std::chrono::steady_clock::now() + sweep_interval, sweep);
  };
  sweep();
  connection.submit(request);
  const Connection::Wait wait{*request};
  co_await wait;
  sweeper.cancel();
  if (request->error) co_return fail(std::move(*request->error));
  // What came before LISTEN took hold is found by looking.
  received({});
  co_return co_await lost.wait();
}

}  // namespace

Task<> listen(DatabaseOptions options, std::vector<std::string> channels,
              std::function<void(const Notification&)> received) {
  assert(!channels.empty() && std::ranges::all_of(channels, is_plain_name));
  TaskContext& context = co_await this_context();
  ComputePool connector(ComputePoolLimits{1, 1});
  auto delay = options.reconnect_delay_least;
  for (;;) {
    auto handle = co_await connector.run([options] { return connect_blocking(options, ConnectionKind::Listening); });
    if (handle) {
      delay = options.reconnect_delay_least;
      auto ended = co_await listen_once(*context.loop, std::move(*handle), channels, received);
      if (!ended && is_stopped(ended.error())) co_return std::move(ended);
    } else if (is_stopped(handle.error())) {
      co_return fail(std::move(handle).error());
    }
    COFFER_CO_CHECK(co_await sleep_for(delay));
    delay = std::min(options.reconnect_delay_most, delay * 2);
  }
}

}  // namespace coffer::platform
