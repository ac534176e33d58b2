// `coffer api` as a process of its own over a test's database. The program is named by COFFER_TEST_BINARY.
#pragma once

#include <cstdint>
#include <map>
#include <string>

#include "testkit/process.hpp"

namespace coffer::testkit {

// What servers of one installation share.
struct Installation {
  std::string database_url;
  std::string redis_url;  // may be empty
  std::filesystem::path folder;
  std::map<std::string, std::string> settings;  // further ones, by their names in the environment
};

// Answers /healthz when the constructor returns; throws otherwise.
class ApiServer {
 public:
  ApiServer(const Installation& installation, const std::string& name);
  [[nodiscard]] std::uint16_t port() const { return port_; }
  [[nodiscard]] const std::filesystem::path& log() const { return log_; }

 private:
  std::uint16_t port_ = free_port();
  std::filesystem::path log_;
  Process process_;
};

}  // namespace coffer::testkit
