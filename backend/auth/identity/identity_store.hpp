// People in PostgreSQL.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "auth/identity/user.hpp"
#include "platform/async/task.hpp"
#include "platform/unit_of_work.hpp"

namespace coffer::platform {
class Database;
}

namespace coffer::auth {

struct StoredCredentials {
  UserId user;
  std::string password_hash;
  bool disabled = false;
};

enum class FailedLogin : std::uint8_t { WrongPassword, UnknownUser, Disabled, Limited, WrongFactor, WrongPasskey };

struct FailedLoginRow {
  Uuid id;
  std::optional<UserId> user;
  FailedLogin outcome = FailedLogin::WrongPassword;
  std::string user_agent;
};

// Rows that go with a new person.
struct SignUpIds {
  MembershipId membership;
  PortfolioId portfolio;
};

class IdentityStore {
 public:
  explicit IdentityStore(platform::Database& database) : database_(database) {}

  platform::Task<std::optional<StoredCredentials>> find_credentials(std::string email);
  platform::Task<std::optional<Caller>> find_caller(UserId user);
  platform::Task<std::optional<Caller>> find_caller_by_email(std::string email);
  // Conflict, auth/email-taken, when the address is someone's.
  platform::Task<> insert_user(platform::UnitOfWork& unit, const SignUpPlan& plan, SignUpIds ids);
  platform::Task<std::optional<Me>> find_me(const Caller& caller);
  platform::Task<std::optional<Me>> find_me(platform::UnitOfWork& unit);
  // Stale when the person is not at user.version any more.
  platform::Task<> update_user(platform::UnitOfWork& unit, const User& user);
  platform::Task<> update_password_hash(platform::UnitOfWork& unit, std::string password_hash);
  platform::Task<> insert_failed_login(platform::UnitOfWork& unit, FailedLoginRow row);

 private:
  platform::Database& database_;
};

}  // namespace coffer::auth
