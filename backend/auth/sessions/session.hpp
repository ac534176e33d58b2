// A session: an opaque token in the client's hands, its hash in ours.
#pragma once

#include <chrono>
#include <cstdint>
#include <string>

#include "base/caller.hpp"

namespace coffer::auth {

struct SessionSettings {
  std::chrono::hours idle{14 * 24};
  std::chrono::hours lifetime{90 * 24};
  // How stale the note of the last use may be: not every request is a write.
  std::chrono::minutes touch_after{10};
};

enum class SignInMethod : std::uint8_t { Password, SignUp, Totp, RecoveryCode, Passkey };

struct NewSession {
  SignInMethod method = SignInMethod::Password;
  std::string user_agent;
};

// The token is given out here, once, and is nowhere kept.
struct StartedSession {
  SessionId id;
  std::string token;
  std::int64_t max_age_seconds = 0;
};

// A session as found by its token.
struct FoundSession {
  Caller caller;
  Timestamp last_used_at;
};

}  // namespace coffer::auth
