// Signing keys, refresh tokens and the sessions that they belong to, in PostgreSQL.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/caller.hpp"
#include "platform/async/task.hpp"
#include "platform/crypto/ed25519.hpp"
#include "platform/unit_of_work.hpp"

namespace coffer::platform {
class Database;
}

namespace coffer::auth {

struct SigningKeyRow {
  std::string id;
  platform::Ed25519PublicKey public_key{};
  platform::Bytes sealed_private_key;
  Timestamp signs_from;
  Timestamp signs_until;
};

struct RefreshTokenRow {
  Uuid id;
  SessionId session;
  UserId user;
};

struct Rotation {
  Timestamp at;
  std::string user_agent;
};

class TokenStore {
 public:
  explicit TokenStore(platform::Database& database) : database_(database) {}

  platform::Task<std::vector<SigningKeyRow>> list_keys(Timestamp now);
  // Whether it was inserted: not when a key signs beyond its beginning already.
  platform::Task<bool> insert_key(platform::UnitOfWork& unit, SigningKeyRow key, Timestamp verifies_until);

  // The moment until which the session lives without use; absent when it is no browser's, or not alive.
  platform::Task<std::optional<Timestamp>> turn_into_tokens(platform::UnitOfWork& unit);
  platform::Task<> insert_refresh_token(platform::UnitOfWork& unit, RefreshTokenRow row, platform::Digest token_hash);
  platform::Task<std::optional<RefreshTokenRow>> find_refresh_token(platform::Digest token_hash);
  platform::Task<std::optional<Timestamp>> prolong(platform::UnitOfWork& unit, SessionId session, Timestamp now,
                                                   Timestamp idle_expires_at);
  // Absent: this unit has used the token up. Otherwise who had.
  platform::Task<std::optional<Rotation>> rotate(platform::UnitOfWork& unit, Uuid token, Timestamp now,
                                                 std::string user_agent);
  platform::Task<> forget_used(platform::UnitOfWork& unit, SessionId session, Timestamp before);
  platform::Task<> end_session(platform::UnitOfWork& unit, SessionId session);
  platform::Task<std::optional<Caller>> find_caller(SessionId session);

 private:
  platform::Database& database_;
};

}  // namespace coffer::auth
