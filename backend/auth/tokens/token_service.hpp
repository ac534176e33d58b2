// Sessions of programs (RFC 9700): an access token for some minutes and a refresh token for the next pair.
// A session belongs to one program; who signed in, however that was, exchanges the session for tokens once.
#pragma once

#include <chrono>
#include <cstdint>
#include <string>

#include "auth/sessions/session.hpp"
#include "auth/tokens/access_token.hpp"
#include "auth/tokens/signing_keys.hpp"
#include "auth/tokens/token_store.hpp"

namespace coffer::auth {

struct IssuedTokens {
  SessionId session;
  std::string access_token;
  std::int64_t access_seconds = 0;
  std::string refresh_token;
  std::int64_t refresh_seconds = 0;  // without use
};

class TokenService {
 public:
  // Two requests of one client that cross each other are no theft: the loser uses what the winner got.
  static constexpr std::chrono::seconds race_window{10};

  TokenService(platform::Database& database, const platform::Clock& clock, platform::Random& random, SigningKeys& keys,
               TokenParties parties, SessionSettings settings)
      : database_(database),
        clock_(clock),
        random_(random),
        keys_(keys),
        parties_(std::move(parties)),
        settings_(settings),
        store_(database) {}

  // To be asked before the unit of work of start(): it may make a key.
  platform::Task<SigningKey> get_signing_key() { return keys_.get_signing_key(); }
  // The session of the unit's caller, a browser's so far, becomes one of tokens; its cookie opens nothing
  // any more. Forbidden when it is none.
  platform::Task<IssuedTokens> start(platform::UnitOfWork& unit, const SigningKey& key);
  // The next pair. Conflict when the same client has just been given it; any later use of a token that was
  // used before ends the session on all servers. Unauthenticated for that, and for any other token.
  platform::Task<IssuedTokens> refresh(const Caller& anonymous, std::string refresh_token, std::string user_agent);

  // Whose token it is, by its signature and times alone.
  platform::Task<AccessClaims> read(std::string access_token);
  // The person behind a token that was read, as PostgreSQL knows them now. Unauthenticated when the session has ended.
  platform::Task<Caller> find_caller(AccessClaims claims);
  platform::Task<std::string> get_key_set();

 private:
  enum class Refreshed : std::uint8_t { Rotated, Raced, Reused, Ended };
  platform::Task<Refreshed> rotate(platform::UnitOfWork& unit, const RefreshTokenRow& token, std::string user_agent,
                                   const SigningKey& key, IssuedTokens& issued);
  platform::Task<> issue(platform::UnitOfWork& unit, SessionId session, const SigningKey& key, IssuedTokens& issued);

  platform::Database& database_;
  const platform::Clock& clock_;
  platform::Random& random_;
  SigningKeys& keys_;
  TokenParties parties_;
  SessionSettings settings_;
  TokenStore store_;
};

namespace problems {
inline constexpr std::string_view bad_refresh_token = "auth/bad-refresh-token";    // Unauthenticated
inline constexpr std::string_view refresh_raced = "auth/refresh-raced";            // Conflict
inline constexpr std::string_view no_browser_session = "auth/no-browser-session";  // Forbidden
}  // namespace problems

}  // namespace coffer::auth
