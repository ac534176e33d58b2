// Who is behind a session cookie. Implemented over the sessions of `auth`, by the wiring.
#pragma once

#include <string>

#include "base/caller.hpp"
#include "platform/async/task.hpp"

namespace coffer::api::edge {

class SessionResolver {
 public:
  virtual ~SessionResolver() = default;
  // A person with households; the edge adds trace, network address and deadline. Unauthenticated
  // when the token opens no session.
  [[nodiscard]] virtual platform::Task<Caller> resolve(std::string token) = 0;
  // The same for a token of `Authorization: Bearer`.
  [[nodiscard]] virtual platform::Task<Caller> resolve_bearer(std::string) {
    co_return fail(ErrorKind::Unauthenticated, "request/unauthenticated", "Sign in, then repeat the request.");
  }
  // The person has just written: what is remembered of them outside this process does not count.
  virtual void distrust(UserId) {}
};

}  // namespace coffer::api::edge
