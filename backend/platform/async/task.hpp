// Task<T>: a lazy coroutine that ends in a Result<T>. It starts when it is awaited (or spawned) and
// resumes its awaiter by symmetric transfer. `co_await task` yields Result<T>; `co_return` takes a
// value, `fail(...)`, or `{}` for Task<>.
//
// Everything below one spawned task shares its TaskContext: the loop on which it runs and the stop
// token of its group. An exception passes through awaits to the spawner, which turns it into
// ErrorKind::Bug. Pass no braced temporary as an argument inside a co_await expression.
#pragma once

#include <coroutine>
#include <exception>
#include <optional>
#include <stop_token>
#include <utility>

#include "base/result.hpp"

namespace coffer::platform {

class Loop;

struct TaskContext {
  Loop* loop = nullptr;
  std::stop_token stop;
};

class TaskPromiseBase {
 public:
  [[nodiscard]] std::suspend_always initial_suspend() const noexcept { return {}; }

  struct FinalAwaiter {
    [[nodiscard]] bool await_ready() const noexcept { return false; }
    template <class Promise>
    [[nodiscard]] std::coroutine_handle<> await_suspend(std::coroutine_handle<Promise> ended) const noexcept {
      return ended.promise().continuation_;
    }
    void await_resume() const noexcept {}
  };
  [[nodiscard]] FinalAwaiter final_suspend() const noexcept { return {}; }

  void unhandled_exception() noexcept { exception_ = std::current_exception(); }

  [[nodiscard]] TaskContext* context() const noexcept { return context_; }
  void bind(TaskContext* context, std::coroutine_handle<> continuation) noexcept {
    context_ = context;
    continuation_ = continuation;
  }

 protected:
  std::exception_ptr exception_;

 private:
  TaskContext* context_ = nullptr;
  std::coroutine_handle<> continuation_ = std::noop_coroutine();
};

template <class T = void>
class [[nodiscard]] Task {
 public:
  using value_type = T;

  class promise_type : public TaskPromiseBase {
   public:
    Task get_return_object() noexcept { return Task(std::coroutine_handle<promise_type>::from_promise(*this)); }
    void return_value(Result<T> result) { result_.emplace(std::move(result)); }
    Result<T> take() {
      if (exception_) std::rethrow_exception(exception_);
      return std::move(*result_);
    }

   private:
    std::optional<Result<T>> result_;
  };

  Task() noexcept = default;
  Task(Task&& other) noexcept : handle_(std::exchange(other.handle_, nullptr)) {}
  Task& operator=(Task&& other) noexcept {
    if (this != &other) {
      if (handle_) handle_.destroy();
      handle_ = std::exchange(other.handle_, nullptr);
    }
    return *this;
  }
  Task(const Task&) = delete;
  Task& operator=(const Task&) = delete;
  ~Task() {
    if (handle_) handle_.destroy();
  }

  [[nodiscard]] explicit operator bool() const noexcept { return handle_ != nullptr; }

  class Awaiter {
   public:
    explicit Awaiter(std::coroutine_handle<promise_type> handle) noexcept : handle_(handle) {}
    [[nodiscard]] bool await_ready() const noexcept { return false; }
    template <class Promise>
    [[nodiscard]] std::coroutine_handle<> await_suspend(std::coroutine_handle<Promise> awaiting) noexcept {
      handle_.promise().bind(awaiting.promise().context(), awaiting);
      return handle_;
    }
    Result<T> await_resume() { return handle_.promise().take(); }

   private:
    std::coroutine_handle<promise_type> handle_;
  };
  // A task is awaited once.
  [[nodiscard]] Awaiter operator co_await() && noexcept { return Awaiter(handle_); }
  [[nodiscard]] Awaiter operator co_await() & noexcept { return Awaiter(handle_); }

 private:
  explicit Task(std::coroutine_handle<promise_type> handle) noexcept : handle_(handle) {}
  std::coroutine_handle<promise_type> handle_;
};

// `co_await this_context()`: the loop and the stop token of the running task.
struct ThisContext {
  TaskContext* context = nullptr;
  [[nodiscard]] bool await_ready() const noexcept { return false; }
  template <class Promise>
  [[nodiscard]] bool await_suspend(std::coroutine_handle<Promise> awaiting) noexcept {
    context = awaiting.promise().context();
    return false;
  }
  [[nodiscard]] TaskContext& await_resume() const noexcept { return *context; }
};
[[nodiscard]] inline ThisContext this_context() noexcept { return {}; }

}  // namespace coffer::platform
