#include "platform/async/loop.hpp"

#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/posix/stream_descriptor.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>

#include <algorithm>
#include <cassert>
#include <utility>

namespace coffer::platform {

namespace asio = boost::asio;
using boost::system::error_code;

struct Loop::Impl {
  asio::io_context io{1};
  asio::executor_work_guard<asio::io_context::executor_type> work{io.get_executor()};
  std::atomic<std::thread::id> thread{};
  std::vector<std::coroutine_handle<>> ready;
  std::vector<std::coroutine_handle<>> resuming;
  std::vector<TurnEnd*> ends;
  bool turn_queued = false;

  void queue_turn() {
    if (turn_queued) return;
    turn_queued = true;
    asio::post(io, [this] { turn(); });
  }

  // Tasks wake one another for some rounds before the turn ends, so that what they queue on a
  // connection goes out together; not for ever, or a busy pair of tasks would keep sockets waiting.
  void turn() {
    constexpr int most_rounds = 16;
    for (int round = 0; round < most_rounds && !ready.empty(); ++round) {
      resuming.swap(ready);
      for (const auto handle : resuming) handle.resume();
      resuming.clear();
    }
    turn_queued = false;
    if (!ready.empty()) queue_turn();
    // By index: ending may add further ends, which then belong to this turn too.
    for (std::size_t i = 0; i < ends.size(); ++i) {
      auto* end = std::exchange(ends[i], nullptr);
      if (end == nullptr) continue;
      Loop::mark(*end, false);
      end->at_turn_end();
    }
    ends.clear();
  }
};

Loop::Loop() : impl_(std::make_unique<Impl>()) {}
Loop::~Loop() { assert(!is_running()); }

void Loop::mark(TurnEnd& end, bool queued) { end.queued_ = queued; }

void Loop::post(std::function<void()> work) { asio::post(impl_->io, std::move(work)); }

void Loop::resume(std::coroutine_handle<> handle) {
  if (is_this_thread()) {
    resume_here(handle);
  } else {
    asio::post(impl_->io, [this, handle] { resume_here(handle); });
  }
}

void Loop::resume_here(std::coroutine_handle<> handle) {
  impl_->ready.push_back(handle);
  impl_->queue_turn();
}

void Loop::ask_turn_end(TurnEnd& end) {
  if (end.queued_) return;
  end.queued_ = true;
  impl_->ends.push_back(&end);
  impl_->queue_turn();
}

void Loop::cancel_turn_end(TurnEnd& end) {
  if (!end.queued_) return;
  end.queued_ = false;
  std::ranges::replace(impl_->ends, &end, static_cast<TurnEnd*>(nullptr));
}

void Loop::run() {
  assert(!is_running());
  impl_->thread = std::this_thread::get_id();
  impl_->io.restart();
  impl_->io.run();
  impl_->thread = std::thread::id{};
}

void Loop::stop() { impl_->io.stop(); }
bool Loop::is_this_thread() const {
  return impl_->thread.load(std::memory_order_relaxed) == std::this_thread::get_id();
}
bool Loop::is_running() const { return impl_->thread.load() != std::thread::id{}; }
asio::io_context& Loop::io_context() { return impl_->io; }

struct Timer::Impl {
  explicit Impl(asio::io_context& io) : timer(io) {}
  asio::steady_timer timer;
  std::function<void()> fire;
  std::uint64_t generation = 0;
};

Timer::Timer(Loop& loop) : impl_(std::make_shared<Impl>(loop.io_context())) {}
Timer::~Timer() { cancel(); }

void Timer::start(Deadline::SteadyPoint at, std::function<void()> fire) {
  impl_->fire = std::move(fire);
  const auto generation = ++impl_->generation;
  impl_->timer.expires_at(at);
  impl_->timer.async_wait([impl = impl_, generation](const error_code&) {
    // Also when the wait was cancelled too late: the generation says whether it still counts.
    if (impl->generation != generation) return;
    const auto due = std::exchange(impl->fire, nullptr);
    if (due) due();
  });
}

void Timer::cancel() {
  ++impl_->generation;
  impl_->fire = nullptr;
  impl_->timer.cancel();
}

struct FdWatcher::Impl {
  Impl(asio::io_context& io, int fd) : descriptor(io, fd) {}
  asio::posix::stream_descriptor descriptor;
  bool reading = false;
  bool writing = false;
};

FdWatcher::FdWatcher(Loop& loop, int fd) : impl_(std::make_shared<Impl>(loop.io_context(), fd)) {}
FdWatcher::~FdWatcher() { release(); }

void FdWatcher::when_readable(std::function<void()> ready) {
  if (std::exchange(impl_->reading, true)) return;
  impl_->descriptor.async_wait(asio::posix::descriptor_base::wait_read,
                               [impl = impl_, ready = std::move(ready)](const error_code& error) {
                                 impl->reading = false;
                                 if (!error && impl->descriptor.is_open()) ready();
                               });
}

void FdWatcher::when_writable(std::function<void()> ready) {
  if (std::exchange(impl_->writing, true)) return;
  impl_->descriptor.async_wait(asio::posix::descriptor_base::wait_write,
                               [impl = impl_, ready = std::move(ready)](const error_code& error) {
                                 impl->writing = false;
                                 if (!error && impl->descriptor.is_open()) ready();
                               });
}

void FdWatcher::release() {
  if (impl_->descriptor.is_open()) impl_->descriptor.release();
}

}  // namespace coffer::platform
