// The edge's question "who is behind this token?", answered by the sessions of `auth`.
#pragma once

#include "api/edge/session_resolver.hpp"
#include "auth/sessions/caller_cache.hpp"
#include "auth/sessions/session_service.hpp"

namespace coffer::api::rest {

class SessionLookup final : public edge::SessionResolver {
 public:
  // Without a cache every question goes to PostgreSQL.
  explicit SessionLookup(auth::SessionService& sessions, auth::CallerCache* cache = nullptr)
      : sessions_(sessions), cache_(cache) {}
  [[nodiscard]] platform::Task<Caller> resolve(std::string token) override {
    if (cache_ == nullptr) return sessions_.resolve_session(std::move(token));
    std::string credential = "session:" + token;
    return cache_->resolve(std::move(credential),
                           [this, token = std::move(token)] { return sessions_.resolve_session(token); });
  }

  void distrust(UserId user) override {
    if (cache_ != nullptr) cache_->distrust(user);
  }

 private:
  auth::SessionService& sessions_;
  auth::CallerCache* cache_;
};

}  // namespace coffer::api::rest
