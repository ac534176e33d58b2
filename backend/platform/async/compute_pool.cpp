#include "platform/async/compute_pool.hpp"

#include <cassert>
#include <utility>

namespace coffer::platform {

ComputePool::ComputePool(ComputePoolLimits limits) : limits_(limits) {
  assert(limits_.threads > 0);
  for (std::size_t i = 0; i < limits_.threads; ++i) threads_.emplace_back([this] { work_loop(); });
}

ComputePool::~ComputePool() {
  std::deque<Work> dropped;
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
    dropped.swap(queue_);
  }
  ready_.notify_all();
  for (auto& work : dropped) work.refuse(fail_stopped().error());
  for (auto& thread : threads_) thread.join();
}

std::size_t ComputePool::waiting() const {
  const std::lock_guard lock(mutex_);
  return queue_.size();
}

Result<> ComputePool::submit(Work work) {
  {
    const std::lock_guard lock(mutex_);
    if (stopping_) return fail_stopped();
    if (queue_.size() >= limits_.queue) return fail_overloaded();
    queue_.push_back(std::move(work));
  }
  ready_.notify_one();
  return {};
}

void ComputePool::work_loop() {
  for (;;) {
    Work work;
    {
      std::unique_lock lock(mutex_);
      ready_.wait(lock, [this] { return stopping_ || !queue_.empty(); });
      if (stopping_) return;
      work = std::move(queue_.front());
      queue_.pop_front();
    }
    if (work.deadline.has_passed()) {
      work.refuse(fail_deadline().error());
      continue;
    }
    try {
      work.run();
    } catch (...) {
      work.refuse(error_of_exception(std::current_exception()));
    }
  }
}

}  // namespace coffer::platform
