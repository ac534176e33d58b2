#include "auth/passwords/password_store.hpp"

#include "auth/passwords/sql.hpp"
#include "platform/pg/params.hpp"

namespace coffer::auth {

using platform::statement;

platform::Task<> PasswordStore::change(platform::UnitOfWork& unit, const PasswordChange& change) {
  const Caller& caller = unit.caller();
  std::vector<platform::Statement> statements;
  statements.push_back(statement(sql::change_password, caller.user, change.password_hash, change.needs_second_factor));
  statements.push_back(statement(sql::end_sessions_of_old_password, caller.user, caller.session));
  COFFER_CO_CHECK(co_await unit.run_all(std::move(statements)));
  co_return Result<>{};
}

}  // namespace coffer::auth
