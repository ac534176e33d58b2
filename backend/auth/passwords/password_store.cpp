#include "auth/passwords/password_store.hpp"

#include "auth/passwords/sql.hpp"
#include "platform/pg/params.hpp"

namespace coffer::auth {

using platform::statement;

platform::Task<> PasswordStore::change(platform::UnitOfWork& unit, const PasswordChange& change) {
  const Caller& caller = unit.caller();
  COFFER_CO_CHECK(co_await unit.run(
      statement(sql::change_password, caller.user, change.password_hash, change.needs_second_factor)));
  co_return Result<>{};
}

}  // namespace coffer::auth
