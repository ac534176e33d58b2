#include "finance/transactions/change_store.hpp"

#include "finance/transactions/sql.hpp"

namespace coffer::finance {

using platform::Row;
using platform::statement;
using platform::Task;
using platform::UnitOfWork;

namespace {

constexpr std::string_view change_tag = "changes";

// The columns of change_row.part.
Change to_change(const Row& row) {
  Change change;
  change.id = row.id<ChangeId>(0);
  change.kind = parse_change_kind(row.view(1)).value_or(ChangeKind::Record);
  change.rows = row.int64(2);
  change.reason = row.optional_text(3);
  change.actor = row.optional_id<UserId>(4);
  change.actor_name = row.optional_text(5).value_or("");
  change.recorded_at = row.timestamp(6);
  change.undoes = row.optional_id<ChangeId>(7);
  change.undone_by = row.optional_id<ChangeId>(8);
  if (!row.boolean(9)) change.transaction = row.id<TransactionId>(10);
  change.instrument = row.optional_id<InstrumentId>(11);
  change.type = ledger::parse_transaction_type(row.view(12)).value();
  change.date = row.date(13);
  const bool stands = row.boolean(14);
  if (stands && !change.undone_by) change.undoable = Undoable::Yes;
  return change;
}

}  // namespace

Task<Page<Change>> ChangeStore::list(const Caller& caller, PageRequest page) {
  std::vector<std::string> keys{"infinity", "ffffffff-ffff-ffff-ffff-ffffffffffff"};
  if (page.cursor) {
    COFFER_CO_TRY(read, read_cursor(*page.cursor, change_tag, 2));
    keys = read;
  }
  COFFER_CO_TRY(rows, co_await database_.read(
                          caller, statement(sql::list_changes, caller.household(), keys[0], keys[1], page.limit + 1)));
  Page<Change> found;
  for (const auto row : rows) found.items.push_back(to_change(row));
  cut_page(found, page.limit, change_tag,
           [](const Change& last) { return CursorKeys{format_timestamp(last.recorded_at), last.id.text()}; });
  co_return found;
}

Task<std::optional<Change>> ChangeStore::find(UnitOfWork& unit, ChangeId id) {
  COFFER_CO_TRY(rows, co_await unit.run(statement(sql::find_change, unit.caller().household(), id)));
  if (rows.empty()) co_return std::optional<Change>{};
  co_return std::optional(to_change(rows.front()));
}

Task<> ChangeStore::insert(UnitOfWork& unit, ChangeId id, NewChange change) {
  const auto& caller = unit.caller();
  const auto actor = caller.user.is_nil() ? std::optional<UserId>{} : std::optional(caller.user);
  const auto system = actor ? std::optional<std::string>{} : std::optional(std::string(caller.system));
  COFFER_CO_CHECK(
      co_await unit.run(statement(sql::insert_change, caller.household(), id, actor, system, caller.on_behalf_of,
                                  change_kind_name(change.kind), change.rows, change.reason, change.undoes)));
  co_return Result<>{};
}

Task<std::vector<AccountId>> ChangeStore::list_accounts(UnitOfWork& unit, ChangeId id) {
  COFFER_CO_TRY(rows, co_await unit.run(statement(sql::list_changed_accounts, unit.caller().household(), id)));
  std::vector<AccountId> accounts;
  for (const auto row : rows) accounts.push_back(row.id<AccountId>(0));
  co_return accounts;
}

Task<std::vector<ChangedRevision>> ChangeStore::lock_revisions(UnitOfWork& unit, ChangeId id) {
  COFFER_CO_TRY(rows, co_await unit.run(statement(sql::lock_changed_revisions, unit.caller().household(), id)));
  std::vector<ChangedRevision> changed;
  for (const auto row : rows) changed.push_back({row.id<TransactionId>(0), row.int64(1), row.int64(2)});
  co_return changed;
}

}  // namespace coffer::finance
