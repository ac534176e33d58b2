#include "auth/passwords/recovery_store.hpp"

#include "auth/passwords/sql.hpp"
#include "platform/pg/params.hpp"

namespace coffer::auth {

platform::Task<> save_password(platform::UnitOfWork& unit, NewPasswordRow row) {
  COFFER_CO_CHECK(co_await unit.run(
      platform::statement(sql::change_password, unit.caller().user, row.password_hash, row.needs_second_factor)));
  co_return Result<>{};
}

}  // namespace coffer::auth
