#include "finance/transactions/transaction_service.hpp"

#include <algorithm>
#include <iterator>

#include "auth/permissions/permissions.hpp"
#include "finance/transactions/transaction_problems.hpp"

namespace coffer::finance {

using auth::Permission;
using platform::Task;
using platform::UnitOfWork;

namespace {

std::unexpected<Error> no_such_transaction() {
  return fail(ErrorKind::NotFound, problems::transaction_not_found, "There is no such transaction.");
}

std::unexpected<Error> is_removed() {
  return fail(ErrorKind::Conflict, problems::transaction_removed,
              "The transaction was removed. Restore it before you change it.");
}

// One more revision of a transaction that stands or stood.
std::vector<PlannedRevision> next_of(const Transaction& current, TransactionFields fields) {
  std::vector<PlannedRevision> rows(1);
  rows.front().id = current.id;
  rows.front().revision = current.revision + 1;
  rows.front().fields = std::move(fields);
  rows.front().before = current.fields;
  return rows;
}

}  // namespace

void hide_amounts(Transaction& transaction, const std::vector<AccountId>& unseen) {
  auto& fields = transaction.fields;
  const auto touched = accounts_of(fields);
  if (std::ranges::find_first_of(touched, unseen) == touched.end()) return;
  transaction.amounts = auth::AmountSight::Hidden;
  transaction.cash_effect.reset();
  for (auto* amount :
       {&fields.quantity, &fields.amount, &fields.fee, &fields.tax, &fields.accrued_interest, &fields.counter_amount,
        &fields.cost, &fields.principal, &fields.interest, &fields.fee_quantity, &fields.new_quantity}) {
    amount->reset();
  }
  fields.cash_in_lieu.reset();
  fields.lots.reset();
  if (fields.type == TransactionType::Valuation) fields.price.reset();
}

Result<> TransactionService::check_moment(std::optional<Timestamp> known_at) const {
  const auto refuse = [](std::string detail) {
    return fail(ErrorKind::Invalid, problems::invalid_moment, "Nothing is known of that moment.",
                {{"?as_known_at", std::move(detail)}});
  };
  if (known_at && *known_at > clock_.now()) return refuse("The moment has not come yet: give one of the past.");
  if (known_at && date_of(*known_at) < since_ever) return refuse("Give a moment from 1000-01-01 on.");
  return {};
}

Task<Page<Transaction>> TransactionService::list_transactions(const Caller& caller, TransactionFilter filter,
                                                              PageRequest page) {
  COFFER_CO_CHECK(auth::require(caller, Permission::ViewFinances));
  COFFER_CO_CHECK(check_moment(filter.known_at));
  const bool by_date = filter.sort == TransactionSort::Date || filter.sort == TransactionSort::DateDescending;
  if (filter.known_at && !by_date) {
    co_return fail(ErrorKind::Invalid, problems::invalid_selection, "What was known earlier is listed by date.",
                   {{"?sort", "Use date or -date, or leave out as_known_at."}});
  }
  const bool by_amount = filter.sort == TransactionSort::Amount || filter.sort == TransactionSort::AmountDescending;
  if (by_amount) {
    COFFER_CO_TRY(hidden, co_await grants_.list_accounts_without_amounts(caller));
    if (!hidden.empty()) {
      co_return fail(ErrorKind::Forbidden, auth::problems::not_allowed,
                     "Some accounts are shown to you without amounts: sort by the date instead.");
    }
  }
  COFFER_CO_TRY(list, co_await store_.list(caller, std::move(filter), std::move(page)));
  std::vector<AccountId> touched;
  for (const auto& transaction : list.items)
    std::ranges::copy(accounts_of(transaction.fields), std::back_inserter(touched));
  COFFER_CO_TRY(unseen, co_await grants_.find_accounts_without_amounts(caller, std::move(touched)));
  for (auto& transaction : list.items) hide_amounts(transaction, unseen);
  co_return std::move(list);
}

Task<Transaction> TransactionService::get_transaction(const Caller& caller, TransactionId id,
                                                      std::optional<Timestamp> known_at) {
  COFFER_CO_CHECK(auth::require(caller, Permission::ViewFinances));
  COFFER_CO_CHECK(check_moment(known_at));
  COFFER_CO_TRY(found, co_await store_.find(caller, id, known_at));
  if (!found) co_return no_such_transaction();
  COFFER_CO_TRY(unseen, co_await grants_.find_accounts_without_amounts(caller, accounts_of(found->fields)));
  hide_amounts(*found, unseen);
  co_return std::move(*found);
}

Task<Page<TransactionRevision>> TransactionService::list_revisions(const Caller& caller, TransactionId id,
                                                                   PageRequest page) {
  COFFER_CO_CHECK(auth::require(caller, Permission::ViewFinances));
  COFFER_CO_TRY(found, co_await store_.find(caller, id));
  if (!found) co_return no_such_transaction();
  COFFER_CO_TRY(unseen, co_await grants_.list_accounts_without_amounts(caller));
  COFFER_CO_TRY(list, co_await store_.list_revisions(caller, id, std::move(page)));
  for (auto& revision : list.items) hide_amounts(revision.transaction, unseen);
  co_return std::move(list);
}

Task<CheckedTransaction> TransactionService::check_transaction(const Caller& caller, UnitOfWork& unit,
                                                               TransactionFields fields,
                                                               std::optional<TransactionId> instead_of) {
  COFFER_CO_CHECK(auth::require(caller, Permission::EditTransactions));
  COFFER_CO_CHECK(co_await grants_.require_editable(unit, accounts_of(fields)));
  std::optional<TransactionFields> before;
  if (instead_of) {
    COFFER_CO_CHECK(co_await require_editable(unit, *instead_of));
    COFFER_CO_TRY(current, co_await store_.find(unit, *instead_of));
    if (!current) co_return no_such_transaction();
    if (current->status == TransactionStatus::Removed) co_return is_removed();
    before = std::move(current->fields);
    if (!fields.sequence && fields.account == before->account && fields.date == before->date)
      fields.sequence = before->sequence;
  }
  if (!fields.sequence) {
    COFFER_CO_TRY(sequence, co_await store_.next_sequence(unit, fields.account, fields.date));
    fields.sequence = sequence;
  }
  co_return co_await writer_.check(unit, instead_of.value_or(TransactionId{}), std::move(fields), std::move(before));
}

Task<Transaction> TransactionService::create_transaction(const Caller& caller, UnitOfWork& unit,
                                                         TransactionFields fields) {
  COFFER_CO_CHECK(auth::require(caller, Permission::EditTransactions));
  COFFER_CO_CHECK(co_await grants_.require_editable(unit, accounts_of(fields)));
  if (!fields.sequence) {
    COFFER_CO_TRY(sequence, co_await store_.next_sequence(unit, fields.account, fields.date));
    fields.sequence = sequence;
  }
  // An account that is not shown is missing: said before row-level security refuses its row.
  if (caller.households.front().narrowed)
    COFFER_CO_CHECK(co_await writer_.check(unit, TransactionId{}, fields, std::nullopt));
  const auto id = random_.id<TransactionId>();
  std::vector<TransactionHead> heads(1);
  heads.front().id = id;
  heads.front().account = fields.account;
  heads.front().external_id = fields.external_id;
  COFFER_CO_CHECK(co_await store_.insert_heads(unit, std::move(heads), std::nullopt));
  std::vector<PlannedRevision> rows(1);
  rows.front().id = id;
  rows.front().fields = std::move(fields);
  COFFER_CO_CHECK(co_await writer_.write(unit, std::move(rows), {.kind = ChangeKind::Record}));
  COFFER_CO_TRY(stored, co_await store_.find(unit, id));
  co_return std::move(*stored);
}

// What is granted for reading alone cannot be locked either: asked before, so that the answer says why.
Task<> TransactionService::require_editable(UnitOfWork& unit, TransactionId id) {
  if (!unit.caller().households.front().narrowed) co_return Result<>{};
  COFFER_CO_TRY(current, co_await store_.find(unit, id));
  if (!current) co_return no_such_transaction();
  co_return co_await grants_.require_editable(unit, accounts_of(current->fields));
}

Task<> TransactionService::require_unchosen(UnitOfWork& unit, TransactionId id) {
  COFFER_CO_TRY(chooser, co_await store_.find_lot_chooser(unit, {id}));
  if (!chooser) co_return Result<>{};
  co_return fail(ErrorKind::Conflict, problems::lots_are_chosen,
                 "Transaction " + chooser->text() + " closes lots of this one. Choose other lots there first.");
}

Task<Transaction> TransactionService::lock_current(UnitOfWork& unit, TransactionId id) {
  COFFER_CO_CHECK(co_await require_editable(unit, id));
  COFFER_CO_TRY(revision, co_await store_.lock(unit, id));
  if (!revision) co_return no_such_transaction();
  COFFER_CO_TRY(current, co_await store_.find(unit, id));
  if (!current) co_return no_such_transaction();
  co_return std::move(*current);
}

Task<Transaction> TransactionService::update_transaction(const Caller& caller, UnitOfWork& unit, TransactionId id,
                                                         TransactionEdit edit, std::optional<std::string> reason,
                                                         VersionCheck check) {
  COFFER_CO_CHECK(auth::require(caller, Permission::EditTransactions));
  COFFER_CO_TRY(current, co_await lock_current(unit, id));
  COFFER_CO_CHECK(check(current.revision));
  if (current.status == TransactionStatus::Removed) co_return is_removed();
  auto fields = current.fields;
  edit(fields);
  COFFER_CO_CHECK(co_await grants_.require_editable(unit, accounts_of(fields)));
  forget_computed_amount(current.fields, fields);
  COFFER_CO_CHECK(co_await writer_.write(unit, next_of(current, std::move(fields)),
                                         {.kind = ChangeKind::Revise, .reason = std::move(reason)}));
  COFFER_CO_TRY(stored, co_await store_.find(unit, id));
  co_return std::move(*stored);
}

Task<> TransactionService::remove_transaction(const Caller& caller, UnitOfWork& unit, TransactionId id,
                                              std::optional<std::string> reason, VersionCheck check) {
  COFFER_CO_CHECK(auth::require(caller, Permission::EditTransactions));
  COFFER_CO_TRY(current, co_await lock_current(unit, id));
  if (current.status == TransactionStatus::Removed) co_return no_such_transaction();
  COFFER_CO_CHECK(check(current.revision));
  COFFER_CO_CHECK(co_await require_unchosen(unit, id));
  auto rows = next_of(current, current.fields);
  rows.front().removal = Removal::Removed;
  COFFER_CO_CHECK(
      co_await writer_.write(unit, std::move(rows), {.kind = ChangeKind::Remove, .reason = std::move(reason)}));
  co_return Result<>{};
}

Task<Transaction> TransactionService::restore_transaction(const Caller& caller, UnitOfWork& unit, TransactionId id) {
  COFFER_CO_CHECK(auth::require(caller, Permission::EditTransactions));
  COFFER_CO_TRY(current, co_await lock_current(unit, id));
  if (current.status == TransactionStatus::Active) {
    co_return fail(ErrorKind::Conflict, problems::transaction_active, "The transaction is not removed.");
  }
  auto rows = next_of(current, current.fields);
  rows.front().rules = RowRules::Earlier;
  COFFER_CO_CHECK(co_await writer_.write(unit, std::move(rows), {.kind = ChangeKind::Restore}));
  COFFER_CO_TRY(stored, co_await store_.find(unit, id));
  co_return std::move(*stored);
}

}  // namespace coffer::finance
