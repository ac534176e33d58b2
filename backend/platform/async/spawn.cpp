#include <cassert>
#include <condition_variable>
#include <latch>
#include <mutex>

#include "platform/async/completion.hpp"
#include "platform/async/loop.hpp"
#include "platform/async/task_group.hpp"

namespace coffer::platform {

namespace {

// The outermost coroutine of a spawned task: owns its context and destroys itself at the end.
struct Root {
  class promise_type {
   public:
    template <class... Arguments>
    explicit promise_type(TaskContext& context, Arguments&...) : context_(std::move(context)) {}
    Root get_return_object() noexcept { return {std::coroutine_handle<promise_type>::from_promise(*this)}; }
    [[nodiscard]] std::suspend_always initial_suspend() const noexcept { return {}; }
    [[nodiscard]] std::suspend_never final_suspend() const noexcept { return {}; }
    void return_void() const noexcept {}
    [[noreturn]] void unhandled_exception() const noexcept { std::terminate(); }
    [[nodiscard]] TaskContext* context() noexcept { return &context_; }

   private:
    TaskContext context_;
  };
  std::coroutine_handle<promise_type> handle;
};

// The promise takes the context over; it is named here to reach the promise's constructor.
Root run_root([[maybe_unused]] TaskContext context, Task<> task, std::function<void(Result<>)> ended) {
  std::optional<Result<>> result;
  try {
    Task<> owned = std::move(task);
    result.emplace(co_await owned);
  } catch (...) {
    result.emplace(fail(error_of_exception(std::current_exception())));
  }
  if (ended) ended(std::move(*result));
}

}  // namespace

void spawn(Loop& loop, Task<> task, std::stop_token stop, std::function<void(Result<>)> ended) {
  TaskContext context;
  context.loop = &loop;
  context.stop = std::move(stop);
  const auto root = run_root(std::move(context), std::move(task), std::move(ended));
  loop.resume(root.handle);
}

Result<> run_task_to_end(Loop& loop, Task<> task) {
  assert(!loop.is_this_thread());
  std::mutex mutex;
  std::condition_variable ready;
  std::optional<Result<>> outcome;
  const bool runs_elsewhere = loop.is_running();
  spawn(loop, std::move(task), {}, [&](Result<> result) {
    // Notified under the lock: afterwards the waiting frame, with the condition, may be gone.
    const std::lock_guard lock(mutex);
    outcome.emplace(std::move(result));
    ready.notify_one();
    if (!runs_elsewhere) loop.stop();
  });
  if (!runs_elsewhere) loop.run();
  std::unique_lock lock(mutex);
  ready.wait(lock, [&] { return outcome.has_value(); });
  return std::move(*outcome);
}

Task<> sleep_until(Deadline deadline) {
  const Completion<> never;
  auto woken = co_await never.wait(deadline);
  if (!woken && woken.error().kind != ErrorKind::Timeout) co_return std::move(woken);
  co_return Result<>{};
}

Task<> sleep_for(std::chrono::nanoseconds duration) { return sleep_until(Deadline::in(duration)); }

LoopGroup::LoopGroup(std::size_t count) {
  assert(count > 0);
  std::latch running(static_cast<std::ptrdiff_t>(count));
  for (std::size_t i = 0; i < count; ++i) loops_.push_back(std::make_unique<Loop>());
  for (const auto& loop : loops_) {
    loop->post([&running] { running.count_down(); });
    threads_.emplace_back([&owned = *loop] { owned.run(); });
  }
  running.wait();
}

LoopGroup::~LoopGroup() { stop(); }

std::vector<Loop*> LoopGroup::all() const {
  std::vector<Loop*> loops;
  for (const auto& loop : loops_) loops.push_back(loop.get());
  return loops;
}

void LoopGroup::stop() {
  for (const auto& loop : loops_) loop->stop();
  for (auto& thread : threads_) {
    if (thread.joinable()) thread.join();
  }
}

struct TaskGroup::State {
  explicit State(FailureHandler handler) : on_failure(std::move(handler)) {}
  const FailureHandler on_failure;
  std::stop_source stop;
  std::mutex mutex;
  std::condition_variable all_ended;
  std::size_t running = 0;
  std::optional<Completion<>> joining;

  void end_one(const Result<>& result) {
    if (!result && on_failure && !is_stopped(result.error())) on_failure(result.error());
    std::optional<Completion<>> joined;
    {
      const std::lock_guard lock(mutex);
      if (--running == 0) {
        joined.swap(joining);
        all_ended.notify_all();
      }
    }
    if (joined) joined->complete(Result<>{});
  }
};

TaskGroup::TaskGroup(FailureHandler on_failure) : state_(std::make_shared<State>(std::move(on_failure))) {}
TaskGroup::~TaskGroup() { assert(running() == 0); }

Result<> TaskGroup::spawn(Loop& loop, Task<> task) {
  {
    const std::lock_guard lock(state_->mutex);
    if (state_->stop.stop_requested()) return fail_stopped();
    ++state_->running;
  }
  platform::spawn(loop, std::move(task), state_->stop.get_token(),
                  [state = state_](const Result<>& result) { state->end_one(result); });
  return {};
}

void TaskGroup::request_stop() { state_->stop.request_stop(); }
std::stop_token TaskGroup::stop_token() const { return state_->stop.get_token(); }

std::size_t TaskGroup::running() const {
  const std::lock_guard lock(state_->mutex);
  return state_->running;
}

Task<> TaskGroup::join(Deadline deadline) {
  const auto state = state_;
  const Completion<> joined;
  {
    const std::lock_guard lock(state->mutex);
    if (state->running == 0) co_return Result<>{};
    assert(!state->joining);
    state->joining = joined;
  }
  auto result = co_await joined.wait(deadline);
  if (!result) {
    const std::lock_guard lock(state->mutex);
    state->joining.reset();
  }
  co_return std::move(result);
}

void TaskGroup::join_blocking() {
  std::unique_lock lock(state_->mutex);
  state_->all_ended.wait(lock, [&] { return state_->running == 0; });
}

Task<> when_all(std::vector<Task<>> tasks) {
  // Touched on this loop alone.
  struct Gathering {
    std::size_t missing = 0;
    std::vector<Result<>> results;
    Completion<> all;
  };
  if (tasks.empty()) co_return Result<>{};
  const TaskContext& context = co_await this_context();
  const auto gathering = std::make_shared<Gathering>();
  gathering->missing = tasks.size();
  gathering->results.resize(tasks.size());
  for (std::size_t i = 0; i < tasks.size(); ++i) {
    spawn(*context.loop, std::move(tasks[i]), context.stop, [gathering, i](Result<> result) {
      gathering->results[i] = std::move(result);
      if (--gathering->missing == 0) gathering->all.complete(Result<>{});
    });
  }
  // Not cut short by the stopped group: the tasks use what this frame's callers own, and are stopped
  // themselves.
  auto ended = co_await gathering->all.wait_to_the_end();
  COFFER_CO_CHECK(std::move(ended));
  for (auto& result : gathering->results) {
    if (!result) co_return std::move(result);
  }
  co_return Result<>{};
}

}  // namespace coffer::platform
