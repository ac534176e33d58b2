// The edge's question "who is behind this token?", answered by the sessions of `auth`.
#pragma once

#include "api/edge/session_resolver.hpp"
#include "auth/sessions/session_service.hpp"

namespace coffer::api::rest {

class SessionLookup final : public edge::SessionResolver {
 public:
  explicit SessionLookup(auth::SessionService& sessions) : sessions_(sessions) {}
  [[nodiscard]] platform::Task<Caller> resolve(std::string token) override {
    return sessions_.resolve_session(std::move(token));
  }

 private:
  auth::SessionService& sessions_;
};

}  // namespace coffer::api::rest
