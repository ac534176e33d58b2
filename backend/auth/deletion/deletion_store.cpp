#include "auth/deletion/deletion_store.hpp"

#include "auth/deletion/deletion_problems.hpp"
#include "auth/deletion/sql.hpp"
#include "platform/pg/database.hpp"

namespace coffer::auth {

using platform::statement;
using platform::Task;
using platform::UnitOfWork;

namespace {

std::optional<Deletion> read_deletion(const platform::Rows& rows) {
  if (rows.empty()) return std::nullopt;
  const auto row = rows.front();
  return Deletion{row.id<DeletionId>(0), row.timestamp(1), row.timestamp(2)};
}

}  // namespace

Task<std::optional<Deletion>> DeletionStore::find(const Caller& caller) {
  COFFER_CO_TRY(rows, co_await database_.read(caller, statement(sql::find_account_deletion, caller.user)));
  co_return read_deletion(rows);
}

Task<std::optional<Deletion>> DeletionStore::find(UnitOfWork& unit) {
  COFFER_CO_TRY(rows, co_await unit.run(statement(sql::find_account_deletion, unit.caller().user)));
  co_return read_deletion(rows);
}

Task<> DeletionStore::insert(UnitOfWork& unit, DeletionId id, std::int64_t delay_seconds) {
  auto inserted = co_await unit.run(statement(sql::insert_account_deletion, id, unit.caller().user, delay_seconds));
  if (inserted) co_return Result<>{};
  if (platform::constraint_of(inserted.error()) == "account_deletions_open_key")
    co_return fail(ErrorKind::Conflict, problems::deletion_requested, "The deletion of this account is under way.");
  co_return fail(std::move(inserted).error());
}

Task<bool> DeletionStore::cancel(UnitOfWork& unit) {
  COFFER_CO_TRY(rows, co_await unit.run(statement(sql::cancel_account_deletion, unit.caller().user)));
  co_return rows.affected() > 0;
}

Task<std::int64_t> DeletionStore::count_orphaned_households(UnitOfWork& unit) {
  COFFER_CO_TRY(rows, co_await unit.run(statement(sql::count_orphaned_households, unit.caller().user)));
  co_return rows.front().int64(0);
}

Task<CarriedOut> DeletionStore::carry_out(UnitOfWork& unit, DeletionId id) {
  COFFER_CO_TRY(rows, co_await unit.run(statement(sql::carry_out_deletion, id)));
  CarriedOut carried;
  const auto outcome = rows.front().view(0);
  if (outcome == "done") carried.outcome = DeletionOutcome::Done;
  if (outcome == "last_owner") carried.outcome = DeletionOutcome::LastOwner;
  for (const auto& object : rows.front().uuid_array(1)) carried.objects.push_back(ObjectId{object});
  co_return carried;
}

}  // namespace coffer::auth
