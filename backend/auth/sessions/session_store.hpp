// Sessions and login history in PostgreSQL.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "auth/paging/moment_cursor.hpp"
#include "auth/sessions/session.hpp"
#include "platform/async/task.hpp"
#include "platform/crypto/digest.hpp"
#include "platform/pg/rows.hpp"
#include "platform/unit_of_work.hpp"

namespace coffer::platform {
class Database;
}

namespace coffer::auth {

struct SessionRow {
  SessionId id;
  platform::Digest token_hash{};
  Timestamp idle_expires_at;
  Timestamp expires_at;
  std::string user_agent;
};

class SessionStore {
 public:
  explicit SessionStore(platform::Database& database) : database_(database) {}

  platform::Task<std::optional<FoundSession>> find(platform::Digest token_hash);
  // With its entry in the login history.
  platform::Task<> insert(platform::UnitOfWork& unit, SessionRow session, Uuid login, SignInMethod method);
  platform::Task<> touch(platform::UnitOfWork& unit, Timestamp now, Timestamp idle_expires_at);
  platform::Task<std::vector<SessionOverview>> list(const Caller& caller, Moment after, Timestamp now,
                                                    std::int64_t limit);
  platform::Task<std::vector<Login>> list_logins(const Caller& caller, Moment after, std::int64_t limit);
  platform::Task<std::vector<SessionId>> revoke_others(platform::UnitOfWork& unit);
  // How many it ended: one or none.
  platform::Task<std::int64_t> revoke(platform::UnitOfWork& unit, SessionId session);
  platform::Task<std::int64_t> forget_expired(platform::UnitOfWork& unit, std::int64_t most);
  platform::Task<std::int64_t> forget_logins(platform::UnitOfWork& unit, Timestamp before, std::int64_t most);

 private:
  platform::Database& database_;
};

// Households, roles and narrowing as the look-up functions give them: three arrays side by side.
[[nodiscard]] std::vector<CallerHousehold> read_caller_households(const platform::Row& row, int first_column);
[[nodiscard]] std::string_view sign_in_method_name(SignInMethod method);

}  // namespace coffer::auth
