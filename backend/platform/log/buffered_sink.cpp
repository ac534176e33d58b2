#include "platform/log/buffered_sink.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <chrono>

namespace coffer::platform {

BufferedSink::BufferedSink(const std::string& path)
    : fd_(path.empty() ? STDERR_FILENO : ::open(path.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0640)) {
  if (fd_ < 0) fd_ = STDERR_FILENO;
  writer_ = std::thread([this] { write_loop(); });
}

BufferedSink::~BufferedSink() {
  {
    const std::lock_guard lock(buffer_mutex_);
    stopping_ = true;
  }
  ready_.notify_one();
  writer_.join();
  if (fd_ != STDERR_FILENO) ::close(fd_);
}

void BufferedSink::start_capture() {
  const std::lock_guard lock(buffer_mutex_);
  capturing_ = true;
  captured_.clear();
}
void BufferedSink::end_capture() {
  const std::lock_guard lock(buffer_mutex_);
  capturing_ = false;
}
std::string BufferedSink::captured() {
  const std::lock_guard lock(buffer_mutex_);
  return captured_;
}

void BufferedSink::sink_it_(const spdlog::details::log_msg& message) {
  const std::lock_guard lock(buffer_mutex_);
  if (capturing_) {
    captured_.append(message.payload.data(), message.payload.size()).push_back('\n');
    return;
  }
  if (buffer_.size() > most_bytes) {
    ++dropped_;
    return;
  }
  buffer_.append(message.payload.data(), message.payload.size());
  buffer_.push_back('\n');
}

void BufferedSink::flush_() {
  std::string bytes;
  const std::lock_guard writing(write_mutex_);
  {
    const std::lock_guard lock(buffer_mutex_);
    bytes.swap(buffer_);
  }
  write_out(bytes);
}

void BufferedSink::write_loop() {
  bool stopping = false;
  while (!stopping) {
    {
      std::unique_lock lock(buffer_mutex_);
      ready_.wait_for(lock, std::chrono::milliseconds(100), [&] { return stopping_; });
      stopping = stopping_;
    }
    std::string bytes;
    const std::lock_guard writing(write_mutex_);
    {
      const std::lock_guard lock(buffer_mutex_);
      bytes.swap(buffer_);
      if (dropped_ > 0) {
        bytes += R"({"level":"warn","event":"log.lines_dropped","count":)" + std::to_string(dropped_) + "}\n";
        dropped_ = 0;
      }
    }
    write_out(bytes);
  }
}

void BufferedSink::write_out(const std::string& bytes) const {
  for (std::size_t at = 0; at < bytes.size();) {
    const auto written = ::write(fd_, bytes.data() + at, bytes.size() - at);
    if (written > 0) {
      at += static_cast<std::size_t>(written);
    } else if (errno != EINTR && errno != EAGAIN) {
      return;
    }
  }
}

}  // namespace coffer::platform
