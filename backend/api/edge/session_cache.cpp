#include "api/edge/session_cache.hpp"

#include "platform/clock/clock.hpp"

namespace coffer::api::edge {

SessionCache::Shard& SessionCache::shard_of(std::string_view token) {
  return shards_[std::hash<std::string_view>{}(token) % shards_.size()];
}

platform::Task<std::shared_ptr<const Caller>> SessionCache::resolve(std::string token) {
  auto& shard = shard_of(token);
  std::uint64_t generation = 0;
  {
    const std::lock_guard lock(shard.mutex);
    const auto known = shard.entries.find(token);
    if (known != shard.entries.end() && known->second.until_micros > platform::monotonic_micros()) {
      co_return known->second.caller;
    }
    generation = shard.generation;
  }
  // From before the look-up: the row is at least as young as this.
  const auto until = platform::monotonic_micros() + ttl_micros_;
  auto task =
      token.starts_with(bearer) ? resolver_.resolve_bearer(token.substr(bearer.size())) : resolver_.resolve(token);
  COFFER_CO_TRY(resolved, co_await task);
  auto caller = std::make_shared<const Caller>(std::move(resolved));
  const std::lock_guard lock(shard.mutex);
  if (shard.generation == generation) {
    if (shard.entries.size() >= most_entries) shard.entries.clear();
    shard.entries.insert_or_assign(std::move(token), Entry{caller, until});
  }
  co_return caller;
}

void SessionCache::forget(std::string_view token, UserId user) {
  resolver_.distrust(user);
  auto& shard = shard_of(token);
  const std::lock_guard lock(shard.mutex);
  ++shard.generation;
  shard.entries.erase(std::string(token));
}

template <class Predicate>
void SessionCache::forget_where(const Predicate& predicate) {
  for (auto& shard : shards_) {
    const std::lock_guard lock(shard.mutex);
    ++shard.generation;
    std::erase_if(shard.entries, [&](const auto& entry) { return predicate(*entry.second.caller); });
  }
}

void SessionCache::forget_person(UserId user) {
  forget_where([user](const Caller& caller) { return caller.user == user; });
}

void SessionCache::forget_all() {
  forget_where([](const Caller&) { return true; });
}

}  // namespace coffer::api::edge
