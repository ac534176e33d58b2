// Sessions: a token of 256 random bits, of which only the SHA-256 is stored, so that a copy of the
// database opens nothing. A session ends after two weeks without use and in any case after ninety days.
#pragma once

#include <string>

#include "auth/sessions/session.hpp"
#include "auth/sessions/session_store.hpp"
#include "platform/clock/clock.hpp"
#include "platform/clock/random.hpp"

namespace coffer::auth {

class SessionService {
 public:
  SessionService(platform::Database& database, const platform::Clock& clock, platform::Random& random,
                 SessionSettings settings)
      : database_(database), clock_(clock), random_(random), settings_(settings), store_(database) {}

  // Starts a session of the unit's caller, a person.
  platform::Task<StartedSession> start_session(platform::UnitOfWork& unit, NewSession session);
  // The person behind a token, with households and roles as they stand now. Unauthenticated when the token
  // opens no session. Keeps nothing: whoever caches the answer does so for at most a second.
  platform::Task<Caller> resolve_session(std::string token);
  // Ends the session that the caller came with. Ending it twice is no fault.
  platform::Task<> end_session(const Caller& caller, platform::UnitOfWork& unit);
  // Ends one of the caller's sessions. NotFound when it is none of theirs, or has ended.
  platform::Task<> end_session(platform::UnitOfWork& unit, SessionId session);
  // Ends all of the caller's sessions but the one they came with; how many.
  platform::Task<std::int64_t> end_other_sessions(platform::UnitOfWork& unit);
  // Those alive. Invalid when the cursor is not from this list.
  platform::Task<SessionList> list_sessions(const Caller& caller, SessionPage page);
  // Attempts to sign in as the caller, successful or not.
  platform::Task<LoginList> list_logins(const Caller& caller, SessionPage page);
  // Of sessions that ended a month ago, at most `most`; how many went. Work of the system.
  platform::Task<std::int64_t> forget_expired(platform::UnitOfWork& unit, std::int64_t most) {
    return store_.forget_expired(unit, most);
  }
  // Of attempts to sign in that are older than SessionSettings::keep_logins, at most `most`; how many went. The latest
  // sign-in of each person stays. Work of the system.
  platform::Task<std::int64_t> forget_logins(platform::UnitOfWork& unit, std::int64_t most) {
    auto before = clock_.now();
    before.micros -= std::chrono::microseconds(settings_.keep_logins).count();
    return store_.forget_logins(unit, before, most);
  }

 private:
  platform::Task<> touch(const Caller& caller, Timestamp now);

  platform::Database& database_;
  const platform::Clock& clock_;
  platform::Random& random_;
  SessionSettings settings_;
  SessionStore store_;
};

}  // namespace coffer::auth
