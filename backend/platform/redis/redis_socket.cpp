#include "platform/redis/redis_socket.hpp"

#include <fcntl.h>
#include <netdb.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <memory>

#include "platform/redis/redis.hpp"

namespace coffer::platform {
namespace {

std::unexpected<Error> unavailable(std::string cause) {
  Error error;
  error.kind = ErrorKind::Unavailable;
  error.problem = problems::redis_unavailable;
  error.detail = "Redis cannot be reached.";
  error.cause = std::move(cause);
  return fail(std::move(error));
}

Result<RedisSocket> connect_to(int family, const sockaddr* address, socklen_t size,
                               std::chrono::milliseconds patience) {
  RedisSocket socket(::socket(family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0));
  if (socket.fd() < 0) return unavailable(std::strerror(errno));
  if (::connect(socket.fd(), address, size) != 0 && errno != EINPROGRESS) return unavailable(std::strerror(errno));
  pollfd waiting{.fd = socket.fd(), .events = POLLOUT, .revents = 0};
  if (::poll(&waiting, 1, static_cast<int>(patience.count())) != 1) return unavailable("connecting took too long");
  int failure = 0;
  socklen_t failure_size = sizeof failure;
  ::getsockopt(socket.fd(), SOL_SOCKET, SO_ERROR, &failure, &failure_size);
  if (failure != 0) return unavailable(std::strerror(failure));
  return socket;
}

Result<RedisSocket> connect_socket(const RedisOptions& options) {
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  if (options.socket.size() >= sizeof address.sun_path) return unavailable("the socket's path is too long");
  std::memcpy(address.sun_path, options.socket.c_str(), options.socket.size() + 1);
  return connect_to(AF_UNIX, reinterpret_cast<const sockaddr*>(&address), sizeof address, options.connect_timeout);
}

}  // namespace

RedisSocket& RedisSocket::operator=(RedisSocket&& other) noexcept {
  std::swap(fd_, other.fd_);
  return *this;
}

RedisSocket::~RedisSocket() {
  if (fd_ >= 0) ::close(fd_);
}

Result<RedisSocket> connect_redis(const RedisOptions& options) {
  if (!options.socket.empty()) return connect_socket(options);
  addrinfo hints{};
  hints.ai_socktype = SOCK_STREAM;
  addrinfo* found = nullptr;
  const int failed = ::getaddrinfo(options.host.c_str(), std::to_string(options.port).c_str(), &hints, &found);
  if (failed != 0) return unavailable(::gai_strerror(failed));
  const std::unique_ptr<addrinfo, decltype(&::freeaddrinfo)> addresses(found, &::freeaddrinfo);
  Result<RedisSocket> last = unavailable("the name has no address");
  for (const auto* one = addresses.get(); one != nullptr; one = one->ai_next) {
    last = connect_to(one->ai_family, one->ai_addr, one->ai_addrlen, options.connect_timeout);
    if (!last) continue;
    const int yes = 1;
    ::setsockopt(last->fd(), IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
    break;
  }
  return last;
}

}  // namespace coffer::platform
