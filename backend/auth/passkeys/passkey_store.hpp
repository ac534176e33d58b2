// Passkeys and their challenges in PostgreSQL.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "auth/passkeys/passkey.hpp"
#include "platform/async/task.hpp"
#include "platform/unit_of_work.hpp"

namespace coffer::platform {
class Database;
}

namespace coffer::auth {

struct PasskeyRow {
  PasskeyId id;
  StoredCredential credential;
};

class PasskeyStore {
 public:
  explicit PasskeyStore(platform::Database& database) : database_(database) {}

  platform::Task<std::vector<Passkey>> list(const Caller& caller);
  platform::Task<std::vector<Passkey>> list(platform::UnitOfWork& unit);
  platform::Task<std::optional<PasskeyRow>> find(platform::UnitOfWork& unit, const platform::Bytes& credential_id);
  // These say whether they changed a row.
  platform::Task<bool> insert(platform::UnitOfWork& unit, PasskeyId id, const AuthenticatorData& data,
                              const NewPasskey& passkey);
  platform::Task<bool> use(platform::UnitOfWork& unit, PasskeyId id, const AuthenticatorData& data);
  platform::Task<bool> rename(platform::UnitOfWork& unit, PasskeyId id, std::string name);
  platform::Task<bool> remove(platform::UnitOfWork& unit, PasskeyId id);

  platform::Task<std::optional<UserId>> find_owner(const platform::Bytes& credential_id);
  // Each in a unit of its own: what was taken stays taken, whatever becomes of the answer to it.
  platform::Task<> add_challenge(const Caller& caller, platform::Digest hash, PasskeyPurpose purpose,
                                 std::optional<UserId> user);
  platform::Task<bool> take_challenge(const Caller& caller, platform::Digest hash, PasskeyPurpose purpose,
                                      std::optional<UserId> user);

 private:
  platform::Database& database_;
};

}  // namespace coffer::auth
