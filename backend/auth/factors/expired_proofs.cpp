#include "auth/factors/expired_proofs.hpp"

#include "auth/factors/factor_store.hpp"

namespace coffer::auth {

platform::Task<std::int64_t> forget_expired_proofs(platform::Database& database, platform::UnitOfWork& unit,
                                                   std::int64_t most) {
  FactorStore store(database);
  co_return co_await store.forget_expired(unit, most);
}

}  // namespace coffer::auth
