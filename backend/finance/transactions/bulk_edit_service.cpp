#include "finance/transactions/bulk_edit_service.hpp"

#include <map>

#include "auth/permissions/permissions.hpp"
#include "finance/transactions/transaction_problems.hpp"

namespace coffer::finance {

using auth::Permission;
using platform::Task;
using platform::UnitOfWork;

namespace {

std::unexpected<Error> invalid(std::string detail, std::vector<FieldError> fields) {
  return fail(ErrorKind::Invalid, problems::invalid_selection, std::move(detail), std::move(fields));
}

}  // namespace

Task<std::vector<TransactionId>> BulkEditService::resolve(UnitOfWork& unit, BulkSelection selection) {
  if (!selection.filter) co_return std::move(selection.transactions);
  COFFER_CO_TRY(found, co_await store_.select(unit, *selection.filter, most_bulk_rows + 1));
  const auto count = static_cast<std::int64_t>(found.size());
  if (count > most_bulk_rows) {
    co_return invalid("The filter finds more than 1,000 transactions.",
                      {{"/filter", "Narrow it, for instance by dates, and change them in parts."}});
  }
  if (count != selection.count) {
    co_return fail(ErrorKind::Conflict, problems::selection_changed,
                   "The filter finds " + std::to_string(count) + " transactions, not " +
                       std::to_string(selection.count) + ". Look at them again.");
  }
  co_return found;
}

Task<> BulkEditService::require_changeable(UnitOfWork& unit, std::vector<PlannedRevision> rows) {
  std::vector<AccountId> accounts;
  std::vector<TransactionId> leaving;
  for (const auto& row : rows) {
    for (const auto account : accounts_of(row.fields)) accounts.push_back(account);
    if (row.before) {
      for (const auto account : accounts_of(*row.before)) accounts.push_back(account);
    }
    if (row.removal == Removal::Removed) leaving.push_back(row.id);
  }
  COFFER_CO_CHECK(co_await grants_.require_editable(unit, std::move(accounts)));
  if (leaving.empty()) co_return Result<>{};
  COFFER_CO_TRY(chooser, co_await store_.find_lot_chooser(unit, std::move(leaving)));
  if (!chooser) co_return Result<>{};
  co_return fail(ErrorKind::Conflict, problems::lots_are_chosen,
                 "Transaction " + chooser->text() + " closes lots of these. Choose other lots there first.");
}

Task<Change> BulkEditService::update_transactions(const Caller& caller, UnitOfWork& unit, BulkSelection selection,
                                                  std::optional<TransactionEdit> edit,
                                                  std::optional<std::string> reason) {
  COFFER_CO_CHECK(auth::require(caller, Permission::EditTransactions));
  COFFER_CO_TRY(ids, co_await resolve(unit, std::move(selection)));
  if (caller.households.front().narrowed) {
    // What is granted for reading alone cannot be locked either: asked before, so that the answer says why.
    COFFER_CO_TRY(seen, co_await store_.load_current(unit, ids));
    std::vector<AccountId> accounts;
    for (const auto& transaction : seen) {
      for (const auto account : accounts_of(transaction.fields)) accounts.push_back(account);
    }
    COFFER_CO_CHECK(co_await grants_.require_editable(unit, std::move(accounts)));
  }
  COFFER_CO_TRY(found, co_await store_.lock_all(unit, ids));
  std::map<TransactionId, Transaction> current;
  for (auto& transaction : found) current.emplace(transaction.id, std::move(transaction));
  std::vector<PlannedRevision> rows;
  std::vector<FieldError> faults;
  for (std::size_t i = 0; i < ids.size(); ++i) {
    const auto standing = current.find(ids[i]);
    if (standing == current.end() || standing->second.status == TransactionStatus::Removed) {
      faults.push_back({"/transactions/" + std::to_string(i), ids[i].text() + ": There is no such transaction."});
      continue;
    }
    PlannedRevision row;
    row.id = ids[i];
    row.revision = standing->second.revision + 1;
    row.fields = standing->second.fields;
    row.before = standing->second.fields;
    if (edit) {
      (*edit)(row.fields);
      forget_computed_amount(*row.before, row.fields);
    } else {
      row.removal = Removal::Removed;
    }
    rows.push_back(std::move(row));
  }
  if (!faults.empty()) co_return invalid("Nothing was changed: some are not there.", std::move(faults));
  COFFER_CO_CHECK(co_await require_changeable(unit, rows));
  NewChange change;
  change.kind = edit ? ChangeKind::BulkRevise : ChangeKind::BulkRemove;
  change.rows = static_cast<std::int64_t>(rows.size());
  change.reason = std::move(reason);
  COFFER_CO_TRY(made, co_await writer_.write(unit, std::move(rows), std::move(change)));
  COFFER_CO_TRY(stored, co_await changes_.find(unit, made));
  co_return std::move(*stored);
}

}  // namespace coffer::finance
