// SingleFlight<Key, Value>: tasks that ask for the same key at the same time, on any loop, share one
// computation. It keeps nothing afterwards: a cache stands in front of it.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <vector>

#include "platform/async/completion.hpp"

namespace coffer::platform {

template <class Key, class Value>
class SingleFlight {
 public:
  using Shared = std::shared_ptr<const Value>;

  // `compute` runs in the task of the first who asks. When that one is stopped or runs out of time,
  // the others do not inherit its fate: the next of them computes.
  Task<Shared> run(Key key, std::function<Task<Value>()> compute, Deadline deadline = {}) {
    for (;;) {
      std::optional<Completion<Shared>> follow;
      std::shared_ptr<Flight> flight;
      {
        const std::lock_guard lock(mutex_);
        auto& current = flights_[key];
        if (current) {
          follow.emplace(current->waiting.emplace_back());
        } else {
          current = std::make_shared<Flight>();
          flight = current;
        }
      }
      if (!follow) co_return co_await lead(std::move(key), flight, std::move(compute));
      auto shared = co_await follow->wait(deadline);
      if (!shared && shared.error().problem == leader_gone && !deadline.has_passed()) continue;
      co_return std::move(shared);
    }
  }

 private:
  static constexpr std::string_view leader_gone = "platform/leader-gone";
  struct Flight {
    std::vector<Completion<Shared>> waiting;
  };
  Task<Shared> lead(Key key, std::shared_ptr<Flight> flight, std::function<Task<Value>()> compute) {
    // Followers learn of every end, also of an exception.
    struct Landing {
      SingleFlight& owner;
      const Key& key;
      Flight& flight;
      Result<Shared> outcome = fail(ErrorKind::Unavailable, leader_gone, "Try again.");
      ~Landing() {
        std::vector<Completion<Shared>> waiting;
        {
          const std::lock_guard lock(owner.mutex_);
          waiting.swap(flight.waiting);
          owner.flights_.erase(key);
        }
        for (const auto& follower : waiting) follower.complete(outcome);
      }
    };
    Landing landing{*this, key, *flight};
    auto task = compute();
    auto value = co_await task;
    if (value) {
      landing.outcome = std::make_shared<const Value>(std::move(*value));
    } else if (value.error().kind != ErrorKind::Timeout && !is_stopped(value.error())) {
      landing.outcome = fail(value.error());
    }
    if (!value) co_return fail(std::move(value).error());
    co_return landing.outcome;
  }

  std::mutex mutex_;
  std::map<Key, std::shared_ptr<Flight>> flights_;
};

}  // namespace coffer::platform
