// A blocking HTTP client for the tests of the server: sends bytes as they are, reads answers.
#pragma once

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

#include <cerrno>
#include <cstdint>
#include <cstdlib>
#include <optional>
#include <string>
#include <string_view>

#include "platform/http/headers.hpp"

namespace coffer::api::edge {

struct TestAnswer {
  int status = 0;
  platform::Headers headers;
  std::string body;
};

class TestClient {
 public:
  explicit TestClient(std::uint16_t port) : fd_(::socket(AF_INET, SOCK_STREAM, 0)) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    connected_ = ::connect(fd_, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0;
    const timeval patience{.tv_sec = 10, .tv_usec = 0};
    ::setsockopt(fd_, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
  }
  ~TestClient() { ::close(fd_); }
  TestClient(const TestClient&) = delete;
  TestClient& operator=(const TestClient&) = delete;

  [[nodiscard]] bool connected() const { return connected_; }
  bool send(std::string_view bytes) const {
    while (!bytes.empty()) {
      const auto sent = ::send(fd_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
      if (sent <= 0) return false;
      bytes.remove_prefix(static_cast<std::size_t>(sent));
    }
    return true;
  }
  // Nothing when the connection ended first.
  enum class Expect { Body, HeadOnly };
  std::optional<TestAnswer> read(Expect expect = Expect::Body) {
    std::size_t end = 0;
    while ((end = in_.find("\r\n\r\n")) == std::string::npos) {
      if (!receive()) return std::nullopt;
    }
    TestAnswer answer;
    answer.status = std::atoi(in_.c_str() + 9);
    for (std::size_t at = in_.find("\r\n") + 2; at < end + 2;) {
      const auto line_end = in_.find("\r\n", at);
      const auto colon = in_.find(": ", at);
      answer.headers.add(std::string_view(in_).substr(at, colon - at),
                         std::string_view(in_).substr(colon + 2, line_end - colon - 2));
      at = line_end + 2;
    }
    in_.erase(0, end + 4);
    const auto length = answer.headers.find("content-length");
    if (expect == Expect::HeadOnly || !length) return answer;
    const auto size = static_cast<std::size_t>(std::atoll(std::string(*length).c_str()));
    while (in_.size() < size) {
      if (!receive()) return std::nullopt;
    }
    answer.body = in_.substr(0, size);
    in_.erase(0, size);
    return answer;
  }
  std::optional<TestAnswer> ask(std::string_view bytes) {
    send(bytes);
    return read();
  }
  // Whether the server has closed and sent nothing more.
  bool closed() { return in_.empty() && !receive() && !timed_out_; }

 private:
  bool receive() {
    char bytes[16384];
    const auto got = ::recv(fd_, bytes, sizeof bytes, 0);
    timed_out_ = got < 0 && (errno == EAGAIN || errno == EWOULDBLOCK);
    if (got <= 0) return false;
    in_.append(bytes, static_cast<std::size_t>(got));
    return true;
  }
  int fd_;
  bool connected_ = false;
  bool timed_out_ = false;
  std::string in_;
};

}  // namespace coffer::api::edge
