// Programs that tests start for themselves, and end.
#pragma once

#include <sys/types.h>

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <vector>

namespace coffer::testkit {

// A folder of its own, gone at the end. Its path is short enough for a socket's.
class TemporaryFolder {
 public:
  TemporaryFolder();
  ~TemporaryFolder();
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;
  [[nodiscard]] const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

// Ended by SIGKILL when it goes.
class Process {
 public:
  // The environment is that of the test with these values; output goes to the file. Throws when it cannot be started.
  Process(const std::vector<std::string>& command, const std::map<std::string, std::string>& environment,
          const std::filesystem::path& output);
  ~Process();
  Process(const Process&) = delete;
  Process& operator=(const Process&) = delete;
  void signal(int number) const;
  // SIGKILL, and waits.
  void kill();

 private:
  pid_t pid_ = 0;
};

// A Redis on a socket of its own. It answers when the constructor returns.
class TestRedis {
 public:
  TestRedis();
  [[nodiscard]] std::string url() const { return (folder_.path() / "redis.sock").string(); }
  // As if the machine were gone.
  void kill() { process_.reset(); }
  // Does not answer, and does not go away either.
  void freeze() const;
  void thaw() const;
  // Empty, on the same socket.
  void start();

 private:
  TemporaryFolder folder_;
  std::unique_ptr<Process> process_;
};

[[nodiscard]] std::uint16_t free_port();

}  // namespace coffer::testkit
