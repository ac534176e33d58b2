#include "api/rest/report_cache.hpp"

namespace coffer::api::rest {

ReportCache::Body ReportCache::find(const std::string& key) {
  const std::lock_guard lock(mutex_);
  const auto place = places_.find(key);
  if (place == places_.end()) return nullptr;
  entries_.splice(entries_.begin(), entries_, place->second);
  return entries_.front().body;
}

void ReportCache::keep(const std::string& key, Body body) {
  const auto size = key.size() * 2 + body->size();
  if (size > most_bytes_ / 4) return;
  const std::lock_guard lock(mutex_);
  if (places_.contains(key)) return;
  entries_.push_front({key, std::move(body)});
  places_[key] = entries_.begin();
  bytes_ += size;
  while (bytes_ > most_bytes_) {
    const auto& last = entries_.back();
    bytes_ -= last.key.size() * 2 + last.body->size();
    places_.erase(last.key);
    entries_.pop_back();
  }
}

}  // namespace coffer::api::rest
