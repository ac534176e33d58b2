#include "auth/guessing/guess_store.hpp"

#include "auth/guessing/sql.hpp"
#include "platform/pg/database.hpp"

namespace coffer::auth {

using platform::statement;
using platform::Task;
using platform::UnitOfWork;

Task<std::int64_t> GuessStore::begin(const Caller& anonymous, Counters counters, Timestamp now) {
  co_return co_await database_.write(anonymous, [&](UnitOfWork& unit) -> Task<std::int64_t> {
    COFFER_CO_TRY(rows, co_await unit.run(statement(sql::begin_sign_in, counters.kinds, counters.keys, counters.free,
                                                    counters.longest_seconds, now)));
    co_return rows.front().int64(0);
  });
}

Task<> GuessStore::end(const Caller& anonymous, std::vector<std::string> kinds, std::vector<std::string> keys) {
  co_return co_await database_.write(anonymous, [&](UnitOfWork& unit) -> Task<> {
    COFFER_CO_CHECK(co_await unit.run(statement(sql::end_sign_in, kinds, keys)));
    co_return Result<>{};
  });
}

}  // namespace coffer::auth
