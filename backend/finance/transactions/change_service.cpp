#include "finance/transactions/change_service.hpp"

#include <algorithm>
#include <map>

#include "auth/permissions/permissions.hpp"
#include "finance/transactions/transaction_problems.hpp"

namespace coffer::finance {

using auth::Permission;
using platform::Task;
using platform::UnitOfWork;

namespace {

std::unexpected<Error> no_such_change() {
  return fail(ErrorKind::NotFound, problems::change_not_found, "There is no such change.");
}

std::unexpected<Error> built_upon(std::string detail) {
  return fail(ErrorKind::Conflict, problems::change_built_upon, std::move(detail));
}

}  // namespace

Task<Page<Change>> ChangeService::list_changes(const Caller& caller, PageRequest page) {
  COFFER_CO_CHECK(auth::require(caller, Permission::ViewFinances));
  co_return co_await changes_.list(caller, std::move(page));
}

// What stood before each row of the change, as one more revision; what it recorded goes.
Task<std::vector<PlannedRevision>> ChangeService::plan_undo(UnitOfWork& unit, Change change) {
  COFFER_CO_TRY(rows, co_await changes_.lock_revisions(unit, change.id));
  if (static_cast<std::int64_t>(rows.size()) != change.rows) co_return no_such_change();
  const auto changed =
      std::ranges::count_if(rows, [](const ChangedRevision& row) { return row.current != row.revision; });
  if (changed > 0) {
    co_return built_upon(std::to_string(changed) + " of " + std::to_string(rows.size()) +
                         " transactions were changed again since. Take the later change back first.");
  }
  std::vector<TransactionRevisionKey> wanted;
  for (const auto& row : rows) wanted.push_back({row.transaction, std::max<std::int64_t>(row.revision - 1, 1)});
  COFFER_CO_TRY(earlier, co_await store_.load_revisions(unit, std::move(wanted)));
  std::map<TransactionId, Transaction> stood;
  for (auto& transaction : earlier) stood.emplace(transaction.id, std::move(transaction));
  std::vector<PlannedRevision> planned;
  for (const auto& row : rows) {
    const auto found = stood.find(row.transaction);
    if (found == stood.end()) co_return no_such_change();
    PlannedRevision next;
    next.id = row.transaction;
    next.revision = row.current + 1;
    next.fields = found->second.fields;
    next.rules = RowRules::Earlier;
    const bool absent = row.revision == 1 || found->second.status == TransactionStatus::Removed;
    next.removal = absent ? Removal::Removed : Removal::Standing;
    planned.push_back(std::move(next));
  }
  co_return planned;
}

Task<> ChangeService::require_undoable(UnitOfWork& unit, std::vector<PlannedRevision> rows) {
  std::vector<AccountId> accounts;
  std::vector<TransactionId> leaving;
  for (const auto& row : rows) {
    for (const auto account : accounts_of(row.fields)) accounts.push_back(account);
    if (row.removal == Removal::Removed) leaving.push_back(row.id);
  }
  COFFER_CO_CHECK(co_await grants_.require_editable(unit, std::move(accounts)));
  if (leaving.empty()) co_return Result<>{};
  COFFER_CO_TRY(chooser, co_await store_.find_lot_chooser(unit, std::move(leaving)));
  if (!chooser) co_return Result<>{};
  co_return fail(ErrorKind::Conflict, problems::lots_are_chosen,
                 "Transaction " + chooser->text() + " closes lots of what would go. Choose other lots there first.");
}

// Facts are told for the whole household: who changes them may edit prices.
Task<> ChangeService::take_back_actions(UnitOfWork& unit, ChangeId change, ChangeId undoing,
                                        std::vector<TransactionId> booked) {
  COFFER_CO_TRY(actions, co_await actions_.lock_changed(unit, change));
  if (actions.empty()) co_return Result<>{};
  COFFER_CO_CHECK(auth::require(unit.caller(), Permission::EditPrices));
  for (const auto& action : actions) {
    const bool recorded = action.deed == ChangedAction::Deed::Recorded;
    const bool changed_since = recorded && action.state == ChangedAction::State::Withdrawn;
    if (changed_since || (!recorded && action.place == ChangedAction::Place::Taken))
      co_return built_upon("The corporate action was changed or told anew since. Take the later change back first.");
  }
  COFFER_CO_TRY(standing, co_await actions_.take_back(unit, change, undoing));
  for (const auto& action : standing)
    COFFER_CO_CHECK(co_await writer_.refuse_other_telling(unit, booked, to_fact(action.terms)));
  co_return Result<>{};
}

Task<Change> ChangeService::undo_change(const Caller& caller, UnitOfWork& unit, ChangeId id) {
  COFFER_CO_CHECK(auth::require(caller, Permission::EditTransactions));
  COFFER_CO_TRY(change, co_await changes_.find(unit, id));
  if (!change) co_return no_such_change();
  // What is granted for reading alone cannot be locked either: asked before, so that the answer says why.
  COFFER_CO_TRY(accounts, co_await changes_.list_accounts(unit, id));
  COFFER_CO_CHECK(co_await grants_.require_editable(unit, std::move(accounts)));
  if (change->undone_by) co_return built_upon("This was taken back already.");
  COFFER_CO_TRY(rows, co_await plan_undo(unit, *change));
  COFFER_CO_CHECK(co_await require_undoable(unit, rows));
  NewChange undoing;
  undoing.id = random_.id<ChangeId>();
  std::vector<TransactionId> booked;
  for (const auto& row : rows) booked.push_back(row.id);
  COFFER_CO_CHECK(co_await take_back_actions(unit, id, *undoing.id, std::move(booked)));
  undoing.kind = ChangeKind::Undo;
  undoing.rows = change->rows;
  undoing.undoes = id;
  COFFER_CO_TRY(made, co_await writer_.write(unit, std::move(rows), std::move(undoing)));
  COFFER_CO_TRY(stored, co_await changes_.find(unit, made));
  co_return std::move(*stored);
}

}  // namespace coffer::finance
