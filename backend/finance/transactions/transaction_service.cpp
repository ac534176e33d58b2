#include "finance/transactions/transaction_service.hpp"

#include <algorithm>

#include "auth/permissions/permissions.hpp"
#include "finance/transactions/transaction_problems.hpp"
#include "ledger/terms.hpp"
#include "platform/json/writer.hpp"

namespace coffer::finance {

using auth::Permission;
using platform::Task;
using platform::UnitOfWork;

namespace {

std::unexpected<Error> no_such_transaction() {
  return fail(ErrorKind::NotFound, problems::transaction_not_found, "There is no such transaction.");
}

// Amounts and notes stay out of the audit's detail: the revisions hold them.
void record(UnitOfWork& unit, TransactionId id, std::int64_t revision, std::string_view action,
            std::string_view event) {
  platform::JsonWriter detail;
  detail.begin_object().field("transaction", id).field("revision", revision).end_object();
  const auto text = detail.take();
  const auto household = unit.caller().household();
  unit.audit(
      {.action = action, .household = household, .object_kind = "transaction", .object = id.uuid, .after = text});
  unit.emit({.type = event, .household = household, .payload = text});
}

std::vector<AccountId> accounts_of(const TransactionFields& fields) {
  std::vector<AccountId> accounts{fields.account};
  if (fields.counter_account) accounts.push_back(*fields.counter_account);
  return accounts;
}

std::vector<InstrumentId> instruments_of(const TransactionFields& fields) {
  if (!fields.instrument) return {};
  return {*fields.instrument};
}

// Of a transaction that touches one of the accounts. A valuation's price is the value itself.
void hide_amounts(Transaction& transaction, const std::vector<AccountId>& unseen) {
  auto& fields = transaction.fields;
  const auto touched = accounts_of(fields);
  if (std::ranges::find_first_of(touched, unseen) == touched.end()) return;
  transaction.amounts = auth::AmountSight::Hidden;
  transaction.cash_effect.reset();
  for (auto* amount : {&fields.quantity, &fields.amount, &fields.fee, &fields.tax, &fields.accrued_interest,
                       &fields.counter_amount, &fields.cost, &fields.principal, &fields.interest}) {
    amount->reset();
  }
  if (fields.type == TransactionType::Valuation) fields.price.reset();
}

// An amount that was computed from the price does not survive a change of what it was computed from.
void forget_computed_amount(const TransactionFields& before, TransactionFields& after) {
  const bool trade = after.type == TransactionType::Buy || after.type == TransactionType::Sell;
  if (!trade || after.amount != before.amount || !after.price) return;
  if (after.price != before.price || after.quantity != before.quantity || after.fee != before.fee ||
      after.tax != before.tax || after.accrued_interest != before.accrued_interest || after.fx_rate != before.fx_rate ||
      after.type != before.type) {
    after.amount.reset();
  }
}

}  // namespace

void complete_amount(TransactionFields& fields, const BookIndex& index) {
  if (fields.amount || !fields.price || !fields.quantity) return;
  if (fields.type != TransactionType::Buy && fields.type != TransactionType::Sell) return;
  const auto transaction = to_ledger(fields, index);
  if (!transaction || !transaction->instrument.is_set()) return;
  const auto terms = ledger::trade_terms(*transaction, index.instruments[transaction->instrument.value]);
  fields.amount = rescale(terms.settled, std::max(fields.currency.minor_digits(), 0));
}

Task<Page<Transaction>> TransactionService::list_transactions(const Caller& caller, TransactionFilter filter,
                                                              PageRequest page) {
  COFFER_CO_CHECK(auth::require(caller, Permission::ViewFinances));
  COFFER_CO_TRY(unseen, co_await grants_.list_accounts_without_amounts(caller));
  const bool by_amount = filter.sort == TransactionSort::Amount || filter.sort == TransactionSort::AmountDescending;
  if (by_amount && !unseen.empty()) {
    co_return fail(ErrorKind::Forbidden, auth::problems::not_allowed,
                   "Some accounts are shown to you without amounts: sort by the date instead.");
  }
  COFFER_CO_TRY(list, co_await store_.list(caller, std::move(filter), std::move(page)));
  for (auto& transaction : list.items) hide_amounts(transaction, unseen);
  co_return std::move(list);
}

Task<Transaction> TransactionService::get_transaction(const Caller& caller, TransactionId id) {
  COFFER_CO_CHECK(auth::require(caller, Permission::ViewFinances));
  COFFER_CO_TRY(found, co_await store_.find(caller, id));
  if (!found) co_return no_such_transaction();
  COFFER_CO_TRY(unseen, co_await grants_.list_accounts_without_amounts(caller));
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

Task<> TransactionService::save_revision(UnitOfWork& unit, TransactionId id, std::int64_t revision,
                                         TransactionFields fields, RevisionStamp stamp) {
  auto accounts = accounts_of(fields);
  auto instruments = instruments_of(fields);
  COFFER_CO_TRY(index, co_await contexts_.load(unit, std::move(accounts), std::move(instruments)));
  RevisionRow row;
  row.transaction = id;
  row.revision = revision;
  if (stamp.removal == Removal::Standing) {
    COFFER_CO_TRY(postings, post(fields, index));
    row.postings = std::move(postings);
    complete_amount(fields, index);
  }
  row.fields = std::move(fields);
  std::vector<RevisionRow> rows;
  rows.push_back(std::move(row));
  COFFER_CO_CHECK(co_await store_.insert_revisions(unit, std::move(rows), index, std::move(stamp)));
  co_return Result<>{};
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
  if (caller.households.front().narrowed) {
    COFFER_CO_TRY(index, co_await contexts_.load(unit, accounts_of(fields), instruments_of(fields)));
    COFFER_CO_CHECK(post(fields, index));
  }
  const auto id = random_.id<TransactionId>();
  std::vector<TransactionHead> heads(1);
  heads.front().id = id;
  heads.front().account = fields.account;
  heads.front().external_id = fields.external_id;
  COFFER_CO_CHECK(co_await store_.insert_heads(unit, std::move(heads), std::nullopt));
  COFFER_CO_CHECK(co_await save_revision(unit, id, 1, std::move(fields), RevisionStamp{}));
  record(unit, id, 1, "finance.transaction.create", "transaction.recorded");
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
  if (current.status == TransactionStatus::Removed) {
    co_return fail(ErrorKind::Conflict, problems::transaction_removed,
                   "The transaction was removed. Restore it before you change it.");
  }
  auto fields = current.fields;
  edit(fields);
  COFFER_CO_CHECK(co_await grants_.require_editable(unit, accounts_of(fields)));
  forget_computed_amount(current.fields, fields);
  RevisionStamp stamp;
  stamp.reason = std::move(reason);
  COFFER_CO_CHECK(co_await save_revision(unit, id, current.revision + 1, std::move(fields), std::move(stamp)));
  record(unit, id, current.revision + 1, "finance.transaction.update", "transaction.revised");
  COFFER_CO_TRY(stored, co_await store_.find(unit, id));
  co_return std::move(*stored);
}

Task<> TransactionService::remove_transaction(const Caller& caller, UnitOfWork& unit, TransactionId id,
                                              std::optional<std::string> reason, VersionCheck check) {
  COFFER_CO_CHECK(auth::require(caller, Permission::EditTransactions));
  COFFER_CO_TRY(current, co_await lock_current(unit, id));
  if (current.status == TransactionStatus::Removed) co_return no_such_transaction();
  COFFER_CO_CHECK(check(current.revision));
  RevisionStamp stamp;
  stamp.reason = std::move(reason);
  stamp.removal = Removal::Removed;
  COFFER_CO_CHECK(co_await save_revision(unit, id, current.revision + 1, current.fields, std::move(stamp)));
  record(unit, id, current.revision + 1, "finance.transaction.remove", "transaction.removed");
  co_return Result<>{};
}

Task<Transaction> TransactionService::restore_transaction(const Caller& caller, UnitOfWork& unit, TransactionId id) {
  COFFER_CO_CHECK(auth::require(caller, Permission::EditTransactions));
  COFFER_CO_TRY(current, co_await lock_current(unit, id));
  if (current.status == TransactionStatus::Active) {
    co_return fail(ErrorKind::Conflict, problems::transaction_active, "The transaction is not removed.");
  }
  COFFER_CO_CHECK(co_await save_revision(unit, id, current.revision + 1, current.fields, RevisionStamp{}));
  record(unit, id, current.revision + 1, "finance.transaction.restore", "transaction.revised");
  COFFER_CO_TRY(stored, co_await store_.find(unit, id));
  co_return std::move(*stored);
}

}  // namespace coffer::finance
