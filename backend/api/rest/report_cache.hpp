// Encoded reports, by everything that they depend on. An entry is never wrong, since its key holds
// the version of the household's figures; it is only dropped to make room.
#pragma once

#include <cstddef>
#include <list>
#include <memory>
#include <mutex>
#include <string>
#include <unordered_map>

namespace coffer::api::rest {

class ReportCache {
 public:
  explicit ReportCache(std::size_t most_bytes = 64U << 20) : most_bytes_(most_bytes) {}

  using Body = std::shared_ptr<const std::string>;
  [[nodiscard]] Body find(const std::string& key);
  void keep(const std::string& key, Body body);

 private:
  struct Entry {
    std::string key;
    Body body;
  };
  const std::size_t most_bytes_;
  std::mutex mutex_;
  std::size_t bytes_ = 0;
  std::list<Entry> entries_;  // the last used first
  std::unordered_map<std::string, std::list<Entry>::iterator> places_;
};

}  // namespace coffer::api::rest
