// A session: an opaque token in the client's hands, its hash in ours.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/caller.hpp"

namespace coffer::auth {

struct SessionSettings {
  std::chrono::hours idle{14 * 24};
  std::chrono::hours lifetime{90 * 24};
  // How stale the note of the last use may be: not every request is a write.
  std::chrono::minutes touch_after{10};
  std::chrono::days keep_logins{365};
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

// A session as its person sees it.
struct SessionOverview {
  SessionId id;
  std::string user_agent;
  std::string network_address;  // where it began
  Timestamp created_at;
  Timestamp last_used_at;  // to within SessionSettings::touch_after
  Timestamp expires_at;    // without further use
};

struct SessionList {
  std::vector<SessionOverview> items;  // the latest first
  std::optional<std::string> next_cursor;
};

// One attempt to sign in.
struct Login {
  Uuid id;
  Timestamp recorded_at;
  std::string outcome;  // as stored: "succeeded", "wrong_password", "disabled", "limited"
  std::string method;   // "password", "sign_up"
  std::string user_agent;
  std::string network_address;
  std::optional<SessionId> session;
};

struct LoginList {
  std::vector<Login> items;  // the latest first
  std::optional<std::string> next_cursor;
};

struct SessionPage {
  std::int64_t limit = 50;
  std::optional<std::string> cursor;
};

// A session as found by its token.
struct FoundSession {
  Caller caller;
  Timestamp last_used_at;
};

}  // namespace coffer::auth
