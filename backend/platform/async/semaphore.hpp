// Permits across loops, first come, first served. As a mutex: one permit.
#pragma once

#include <cstddef>
#include <memory>
#include <utility>

#include "platform/async/completion.hpp"

namespace coffer::platform {

struct SemaphoreLimits {
  std::size_t permits = 1;
  // More waiters than this are refused with Unavailable at once.
  std::size_t waiters = 1024;
};

class Semaphore {
 private:
  struct State;

 public:
  // Gives its permit back when destroyed.
  class Permit {
   public:
    Permit() = default;
    Permit(Permit&& other) noexcept = default;
    Permit& operator=(Permit&& other) noexcept;
    ~Permit() { release(); }
    void release();

   private:
    friend class Semaphore;
    explicit Permit(std::shared_ptr<State> state) : state_(std::move(state)) {}
    std::shared_ptr<State> state_;
  };

  explicit Semaphore(SemaphoreLimits limits);
  Task<Permit> acquire(Deadline deadline = {});
  [[nodiscard]] std::size_t waiting() const;

 private:
  std::shared_ptr<State> state_;
};

}  // namespace coffer::platform
