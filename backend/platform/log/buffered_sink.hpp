// Where log lines go: appended to memory and written by a thread of its own, because a full disk or
// a slow terminal must not hold up an I/O loop.
#pragma once

#include <spdlog/sinks/base_sink.h>

#include <condition_variable>
#include <mutex>
#include <string>
#include <thread>

namespace coffer::platform {

class BufferedSink final : public spdlog::sinks::base_sink<std::mutex> {
 public:
  // An empty path is standard error.
  explicit BufferedSink(const std::string& path);
  ~BufferedSink() override;
  BufferedSink(const BufferedSink&) = delete;
  BufferedSink& operator=(const BufferedSink&) = delete;

  // From here on lines are kept for captured() and written nowhere.
  void start_capture();
  void end_capture();
  [[nodiscard]] std::string captured();

 private:
  // When the writer cannot keep up, lines beyond this are dropped and counted.
  static constexpr std::size_t most_bytes = 8 << 20;

  void sink_it_(const spdlog::details::log_msg& message) override;
  void flush_() override;
  void write_loop();
  void write_out(const std::string& bytes) const;

  int fd_;
  std::mutex buffer_mutex_;
  std::mutex write_mutex_;
  std::condition_variable ready_;
  std::string buffer_;
  std::uint64_t dropped_ = 0;
  bool stopping_ = false;
  bool capturing_ = false;
  std::string captured_;
  std::thread writer_;
};

}  // namespace coffer::platform
