#include "platform/async/semaphore.hpp"

#include <algorithm>
#include <cstdint>
#include <deque>
#include <mutex>

namespace coffer::platform {

struct Semaphore::State {
  struct Waiter {
    std::uint64_t number = 0;
    Completion<> turn;
  };
  std::mutex mutex;
  std::size_t permits = 0;
  std::size_t most_waiters = 0;
  std::uint64_t next_number = 0;
  std::deque<Waiter> waiters;

  void give_back() {
    for (;;) {
      std::optional<Completion<>> turn;
      {
        const std::lock_guard lock(mutex);
        if (waiters.empty()) {
          ++permits;
          return;
        }
        turn.emplace(std::move(waiters.front().turn));
        waiters.pop_front();
      }
      // False: that one gave up meanwhile.
      if (turn->complete(Result<>{})) return;
    }
  }

  void forget(std::uint64_t number) {
    const std::lock_guard lock(mutex);
    std::erase_if(waiters, [number](const Waiter& waiter) { return waiter.number == number; });
  }
};

Semaphore::Semaphore(SemaphoreLimits limits) : state_(std::make_shared<State>()) {
  state_->permits = limits.permits;
  state_->most_waiters = limits.waiters;
}

Semaphore::Permit& Semaphore::Permit::operator=(Permit&& other) noexcept {
  if (this != &other) {
    release();
    state_ = std::move(other.state_);
  }
  return *this;
}

void Semaphore::Permit::release() {
  if (const auto state = std::exchange(state_, nullptr)) state->give_back();
}

Task<Semaphore::Permit> Semaphore::acquire(Deadline deadline) {
  const auto state = state_;
  State::Waiter waiter;
  {
    const std::lock_guard lock(state->mutex);
    if (state->permits > 0) {
      --state->permits;
      co_return Permit(state);
    }
    if (state->waiters.size() >= state->most_waiters) co_return fail_overloaded();
    waiter.number = state->next_number++;
    state->waiters.push_back(waiter);
  }
  auto turn = co_await waiter.turn.wait(deadline);
  if (!turn) {
    state->forget(waiter.number);
    co_return fail(std::move(turn).error());
  }
  co_return Permit(state);
}

std::size_t Semaphore::waiting() const {
  const std::lock_guard lock(state_->mutex);
  return state_->waiters.size();
}

}  // namespace coffer::platform
