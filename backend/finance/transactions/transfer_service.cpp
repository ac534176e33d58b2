#include "finance/transactions/transfer_service.hpp"

#include <algorithm>
#include <map>

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

bool moves_money(TransactionType type) {
  return type == TransactionType::Withdrawal || type == TransactionType::CashTransfer ||
         type == TransactionType::Deposit;
}

bool may_be_sent(const Transaction& transaction) {
  const auto& fields = transaction.fields;
  switch (fields.type) {
    case TransactionType::Withdrawal: return true;
    case TransactionType::DeliveryOut: return !fields.realises.value_or(false);
    case TransactionType::CashTransfer:
    case TransactionType::Transfer: return fields.arrival == ledger::Arrival::Pending;
    default: return false;
  }
}

const std::optional<Decimal>& figure_of(const TransactionFields& fields) {
  return moves_money(fields.type) ? fields.amount : fields.quantity;
}

std::vector<FieldError> find_pair_faults(const Transaction& sent, const Transaction& received) {
  const auto& out = sent.fields;
  const auto& in = received.fields;
  std::vector<FieldError> faults;
  if (!may_be_sent(sent))
    faults.push_back({"/sent", "Name a withdrawal, a delivery out that is no sale, or a transfer on its way."});
  if (in.type != TransactionType::Deposit && in.type != TransactionType::DeliveryIn)
    faults.push_back({"/received", "Name a deposit or a delivery in."});
  if (!faults.empty()) return faults;
  if (out.account == in.account) faults.push_back({"/received", "Name an arrival in another account."});
  if (moves_money(out.type) != moves_money(in.type)) {
    faults.push_back({"/received", "One side is money, the other units."});
  } else if (moves_money(out.type) ? out.currency != in.currency : out.instrument != in.instrument) {
    faults.push_back({"/received", "The two sides are of different kinds: correct one of them first."});
  } else if (figure_of(out) != figure_of(in)) {
    faults.push_back({"/received", "What arrived is not what left: record the difference as a fee first."});
  }
  if (in.date < out.date) faults.push_back({"/received", "It arrived before it left: correct one of the days first."});
  return faults;
}

TransactionFields joined(const Transaction& sent, const Transaction& received) {
  auto fields = sent.fields;
  const auto& in = received.fields;
  fields.type = moves_money(fields.type) ? TransactionType::CashTransfer : TransactionType::Transfer;
  fields.counter_account = in.account;
  fields.counter_date = in.date == fields.date ? std::optional<Date>{} : std::optional(in.date);
  fields.arrival.reset();
  fields.joined = received.id;
  if (fields.type == TransactionType::Transfer) {
    fields.realises.reset();
    fields.price.reset();
    fields.amount.reset();
  }
  return fields;
}

TransactionFields sending_side(TransactionFields fields) {
  fields.type = moves_money(fields.type) ? TransactionType::Withdrawal : TransactionType::DeliveryOut;
  fields.counter_account.reset();
  fields.counter_date.reset();
  fields.counter_amount.reset();
  fields.counter_currency.reset();
  fields.fx_rate.reset();
  fields.arrival.reset();
  fields.joined.reset();
  return fields;
}

// As the transfer says it now; what only that side said (its note, the cost of units) stays.
TransactionFields receiving_side(const TransactionFields& transfer, TransactionFields side) {
  side.account = *transfer.counter_account;
  side.date = transfer.counter_date.value_or(transfer.date);
  if (moves_money(transfer.type)) {
    side.currency = transfer.counter_currency.value_or(transfer.currency);
    side.amount = transfer.counter_amount ? transfer.counter_amount : transfer.amount;
  } else {
    side.instrument = transfer.instrument;
    side.quantity = transfer.quantity;
  }
  return side;
}

PlannedRevision next_of(const Transaction& current, TransactionFields fields, Removal removal) {
  PlannedRevision row;
  row.id = current.id;
  row.revision = current.revision + 1;
  row.before = current.fields;
  row.fields = std::move(fields);
  row.removal = removal;
  return row;
}

}  // namespace

Task<Page<OpenTransfer>> TransferService::list_open_transfers(const Caller& caller, std::optional<AccountId> account,
                                                              std::int64_t days, PageRequest page) {
  COFFER_CO_CHECK(auth::require(caller, Permission::ViewFinances));
  OpenTransferFilter filter;
  filter.account = account;
  filter.days = days;
  COFFER_CO_TRY(unseen, co_await grants_.list_accounts_without_amounts(caller));
  filter.unseen = std::move(unseen);
  COFFER_CO_TRY(sides, co_await store_.list_open_transfers(caller, std::move(filter), std::move(page)));
  std::vector<TransactionId> ids;
  for (const auto& item : sides.items) {
    ids.push_back(item.sent);
    ids.insert(ids.end(), item.received.begin(), item.received.end());
  }
  Page<OpenTransfer> open;
  open.next_cursor = sides.next_cursor;
  if (ids.empty()) co_return open;
  COFFER_CO_TRY(loaded, co_await store_.load_current(caller, std::move(ids)));
  std::map<TransactionId, Transaction> known;
  for (auto& transaction : loaded) known.emplace(transaction.id, std::move(transaction));
  for (const auto& item : sides.items) {
    const auto sent = known.find(item.sent);
    if (sent == known.end()) continue;
    OpenTransfer made{sent->second, {}};
    for (const auto id : item.received) {
      const auto received = known.find(id);
      if (received == known.end()) continue;
      TransferCandidate candidate{
          received->second, {}, received->second.fields.date.days() - sent->second.fields.date.days()};
      candidate.difference =
          figure_of(received->second.fields).value_or(Decimal()) - figure_of(sent->second.fields).value_or(Decimal());
      made.candidates.push_back(std::move(candidate));
    }
    open.items.push_back(std::move(made));
  }
  co_return open;
}

Task<std::vector<Transaction>> TransferService::lock_sides(UnitOfWork& unit, TransactionId sent,
                                                           TransactionId received) {
  if (sent == received) {
    co_return fail(ErrorKind::Invalid, problems::not_a_pair, "Two sides make a transfer.",
                   {{"/received", "Name another transaction than the one that left."}});
  }
  std::vector<AccountId> accounts;
  const std::vector<TransactionId> named{sent, received};
  for (const auto id : named) {
    COFFER_CO_TRY(seen, co_await store_.find(unit, id));
    if (!seen) co_return no_such_transaction();
    for (const auto account : accounts_of(seen->fields)) accounts.push_back(account);
  }
  COFFER_CO_CHECK(co_await grants_.require_editable(unit, std::move(accounts)));
  COFFER_CO_TRY(locked, co_await store_.lock_all(unit, named));
  if (locked.size() != 2) co_return no_such_transaction();
  if (locked.front().id != sent) std::swap(locked.front(), locked.back());
  co_return std::move(locked);
}

Task<Transaction> TransferService::match_transfer(const Caller& caller, UnitOfWork& unit, TransactionId sent,
                                                  TransactionId received) {
  COFFER_CO_CHECK(auth::require(caller, Permission::EditTransactions));
  COFFER_CO_TRY(sides, co_await lock_sides(unit, sent, received));
  for (const auto& side : sides) {
    if (side.status == TransactionStatus::Removed) {
      co_return fail(ErrorKind::Conflict, problems::transaction_removed, "One of the two was removed.");
    }
  }
  auto faults = find_pair_faults(sides.front(), sides.back());
  if (!faults.empty()) {
    std::string detail = faults.front().detail;
    co_return fail(ErrorKind::Invalid, problems::not_a_pair, std::move(detail), std::move(faults));
  }
  COFFER_CO_TRY(chooser, co_await store_.find_lot_chooser(unit, {received}));
  if (chooser) {
    co_return fail(ErrorKind::Conflict, problems::lots_are_chosen,
                   "Transaction " + chooser->text() + " closes lots of what arrived. Choose other lots there first.");
  }
  std::vector<PlannedRevision> rows;
  rows.push_back(next_of(sides.front(), joined(sides.front(), sides.back()), Removal::Standing));
  rows.push_back(next_of(sides.back(), sides.back().fields, Removal::Removed));
  COFFER_CO_CHECK(co_await writer_.write(unit, std::move(rows), {.kind = ChangeKind::Match, .rows = 2}));
  COFFER_CO_TRY(stored, co_await store_.find(unit, sent));
  co_return std::move(*stored);
}

Task<> TransferService::remove_transfer_match(const Caller& caller, UnitOfWork& unit, TransactionId id,
                                              VersionCheck check) {
  COFFER_CO_CHECK(auth::require(caller, Permission::EditTransactions));
  COFFER_CO_TRY(current, co_await store_.find(unit, id));
  if (!current || current->status == TransactionStatus::Removed) co_return no_such_transaction();
  const auto not_joined = [] {
    return fail(ErrorKind::Conflict, problems::transfer_not_joined,
                "This transfer was not joined of two sides: change it, or remove it.");
  };
  if (!current->fields.joined || !current->fields.counter_account) co_return not_joined();
  COFFER_CO_TRY(sides, co_await lock_sides(unit, id, *current->fields.joined));
  const auto& transfer = sides.front();
  COFFER_CO_CHECK(check(transfer.revision));
  const bool is_transfer =
      transfer.fields.type == TransactionType::CashTransfer || transfer.fields.type == TransactionType::Transfer;
  if (!is_transfer || !transfer.fields.joined || sides.back().status == TransactionStatus::Active)
    co_return not_joined();
  std::vector<PlannedRevision> rows;
  rows.push_back(next_of(transfer, sending_side(transfer.fields), Removal::Standing));
  rows.push_back(next_of(sides.back(), receiving_side(transfer.fields, sides.back().fields), Removal::Standing));
  COFFER_CO_CHECK(co_await writer_.write(unit, std::move(rows), {.kind = ChangeKind::TakeApart, .rows = 2}));
  co_return Result<>{};
}

}  // namespace coffer::finance
