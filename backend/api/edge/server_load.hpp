// How much the server is doing, and whether it can take more.
#pragma once

#include <atomic>
#include <cstdint>

namespace coffer::api::edge {

class ServerLoad {
 public:
  struct Limits {
    std::int64_t in_flight = 0;
    std::int64_t buffered_bytes = 0;
    std::int64_t queue_delay_micros = 0;
  };
  explicit ServerLoad(Limits limits) : limits_(limits) {}

  // Whether to refuse before doing anything: too many in flight, or the loop lags behind.
  [[nodiscard]] bool must_shed(std::int64_t loop_lag_micros) const {
    return in_flight_.load(std::memory_order_relaxed) >= limits_.in_flight ||
           loop_lag_micros > limits_.queue_delay_micros;
  }
  [[nodiscard]] std::int64_t in_flight() const { return in_flight_.load(std::memory_order_relaxed); }

  // Counts one request while it lives.
  class InFlight {
   public:
    explicit InFlight(ServerLoad& load) : load_(load) { load_.in_flight_.fetch_add(1, std::memory_order_relaxed); }
    ~InFlight() { load_.in_flight_.fetch_sub(1, std::memory_order_relaxed); }
    InFlight(const InFlight&) = delete;
    InFlight& operator=(const InFlight&) = delete;

   private:
    ServerLoad& load_;
  };

  // A share of the memory for bodies, given back when destroyed.
  class BodyShare {
   public:
    BodyShare() = default;
    ~BodyShare() { release(); }
    BodyShare(const BodyShare&) = delete;
    BodyShare& operator=(const BodyShare&) = delete;
    [[nodiscard]] bool take(ServerLoad& load, std::int64_t bytes) {
      const auto before = load.buffered_.fetch_add(bytes, std::memory_order_relaxed);
      load_ = &load;
      bytes_ = bytes;
      if (before + bytes <= load.limits_.buffered_bytes) return true;
      release();
      return false;
    }
    void release() {
      if (load_ != nullptr) load_->buffered_.fetch_sub(bytes_, std::memory_order_relaxed);
      load_ = nullptr;
    }

   private:
    ServerLoad* load_ = nullptr;
    std::int64_t bytes_ = 0;
  };

 private:
  Limits limits_;
  std::atomic<std::int64_t> in_flight_{0};
  std::atomic<std::int64_t> buffered_{0};
};

}  // namespace coffer::api::edge
