// Completion<T>: one outcome, awaited by one task. complete() may come from any thread, first call
// wins; the task resumes on its own loop. Waiting ends early by the deadline (Timeout) or when the
// task's group is stopped (Unavailable); a later outcome is then dropped, so whoever completes
// holds a copy of the handle, never a reference into the waiting frame.
#pragma once

#include <memory>
#include <mutex>
#include <optional>
#include <stop_token>

#include "platform/async/deadline.hpp"
#include "platform/async/failure.hpp"
#include "platform/async/loop.hpp"
#include "platform/async/task.hpp"

namespace coffer::platform {

// The untyped half: a latch with one waiting coroutine.
class CompletionLatch {
 public:
  // Runs `store` and wakes the waiter, unless it is done already.
  template <class Store>
  bool close(Store&& store) {
    std::coroutine_handle<> waiter;
    Loop* loop = nullptr;
    {
      const std::lock_guard lock(mutex_);
      if (done_) return false;
      store();
      done_ = true;
      waiter = std::exchange(waiter_, nullptr);
      loop = loop_;
    }
    if (waiter) loop->resume(waiter);
    return true;
  }
  // False when it is done already and the coroutine must not suspend.
  [[nodiscard]] bool park(std::coroutine_handle<> waiter, Loop* loop) {
    const std::lock_guard lock(mutex_);
    if (done_) return false;
    waiter_ = waiter;
    loop_ = loop;
    return true;
  }
  [[nodiscard]] bool is_done() const {
    const std::lock_guard lock(mutex_);
    return done_;
  }

 private:
  mutable std::mutex mutex_;
  bool done_ = false;
  std::coroutine_handle<> waiter_;
  Loop* loop_ = nullptr;
};

template <class T = void>
class Completion {
 public:
  Completion() : state_(std::make_shared<State>()) {}

  // False when there was an outcome already (or the waiter gave up).
  bool complete(Result<T> result) const {
    return state_->latch.close([&] { state_->result.emplace(std::move(result)); });
  }
  [[nodiscard]] bool is_done() const { return state_->latch.is_done(); }

  // At most once.
  [[nodiscard]] Task<T> wait(Deadline deadline = {}) const { return wait_for(state_, deadline); }
  // Whatever happens to the group: for whom others work with what it owns.
  [[nodiscard]] Task<T> wait_to_the_end() const { return wait_only(state_); }

 private:
  struct State {
    CompletionLatch latch;
    std::optional<Result<T>> result;
  };
  struct Park {
    State& state;
    [[nodiscard]] bool await_ready() const noexcept { return false; }
    template <class Promise>
    [[nodiscard]] bool await_suspend(std::coroutine_handle<Promise> waiter) const {
      return state.latch.park(waiter, waiter.promise().context()->loop);
    }
    void await_resume() const noexcept {}
  };
  static Task<T> wait_for(std::shared_ptr<State> state, Deadline deadline) {
    TaskContext& context = co_await this_context();
    const auto give_up = [state](std::unexpected<Error> error) {
      state->latch.close([&] { state->result.emplace(std::move(error)); });
    };
    std::optional<Timer> timer;
    if (!deadline.is_never() && !state->latch.is_done()) {
      timer.emplace(*context.loop);
      timer->start(deadline.point(), [give_up] { give_up(fail_deadline()); });
    }
    const std::stop_callback stopper(context.stop, [give_up] { give_up(fail_stopped()); });
    Park park{*state};
    co_await park;
    co_return std::move(*state->result);
  }
  static Task<T> wait_only(std::shared_ptr<State> state) {
    Park park{*state};
    co_await park;
    co_return std::move(*state->result);
  }
  std::shared_ptr<State> state_;
};

}  // namespace coffer::platform
