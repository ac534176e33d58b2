#include "testkit/api_server.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cstdlib>
#include <stdexcept>
#include <thread>

namespace coffer::testkit {
namespace {

using namespace std::chrono_literals;

std::map<std::string, std::string> environment_of(const Installation& installation, std::uint16_t port) {
  std::map<std::string, std::string> environment{
      {"COFFER_DATABASE_API_URL", installation.database_url},
      {"COFFER_REDIS_URL", installation.redis_url},
      {"COFFER_SERVER_PORT", std::to_string(port)},
      {"COFFER_SERVER_METRICS_PORT", "0"},
      {"COFFER_SERVER_THREADS", "1"},
      {"COFFER_SERVER_SIGN_INS_PER_MINUTE", "100000"},
      {"COFFER_SERVER_REQUESTS_PER_MINUTE", "10000000"},
      {"COFFER_COMPUTE_THREADS", "1"},
      {"COFFER_OBJECTS_FOLDER", (installation.folder / "objects").string()},
      {"COFFER_OBJECTS_MASTER_KEY_FILE", (installation.folder / "objects.key").string()},
      {"COFFER_PASSWORD_PEPPER", "a pepper of the tests"}};
  for (const auto& [name, value] : installation.settings) environment[name] = value;
  return environment;
}

std::vector<std::string> command() {
  const char* program = std::getenv("COFFER_TEST_BINARY");
  if (program == nullptr) throw std::runtime_error("COFFER_TEST_BINARY names no program");
  return {program, "api"};
}

bool is_alive(std::uint16_t port) {
  const int fd = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(port);
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  constexpr std::string_view request = "GET /readyz HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n";
  char answer[13] = {};
  const bool well = ::connect(fd, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0 &&
                    ::send(fd, request.data(), request.size(), MSG_NOSIGNAL) > 0 &&
                    ::recv(fd, answer, sizeof answer - 1, MSG_WAITALL) == sizeof answer - 1;
  ::close(fd);
  return well && std::string_view(answer) == "HTTP/1.1 200";
}

}  // namespace

ApiServer::ApiServer(const Installation& installation, const std::string& name)
    : log_(installation.folder / (name + ".log")), process_(command(), environment_of(installation, port_), log_) {
  for (int i = 0; i < 1500; ++i) {
    if (is_alive(port_)) return;
    std::this_thread::sleep_for(20ms);
  }
  throw std::runtime_error("coffer api does not answer; see " + log_.string());
}

}  // namespace coffer::testkit
