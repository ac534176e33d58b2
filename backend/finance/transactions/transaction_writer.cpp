#include "finance/transactions/transaction_writer.hpp"

#include <algorithm>

#include "finance/transactions/field_rules.hpp"
#include "finance/transactions/transaction_problems.hpp"
#include "ledger/terms.hpp"
#include "platform/json/writer.hpp"

namespace coffer::finance {

using platform::Task;
using platform::UnitOfWork;

namespace {

constexpr std::size_t most_faults = 100;

// The first fault of each place says best what is wrong with it.
void add_faults(std::vector<FieldError>& faults, const std::vector<FieldError>& more) {
  for (const auto& fault : more) {
    if (std::ranges::find(faults, fault.pointer, &FieldError::pointer) == faults.end()) faults.push_back(fault);
  }
}

std::unexpected<Error> refused(std::vector<FieldError> faults) {
  std::string detail = faults.front().detail;
  return fail(ErrorKind::Invalid, problems::invalid_transaction, std::move(detail), std::move(faults));
}

bool tells_an_action(const TransactionFields& fields) {
  const bool told = fields.type == TransactionType::Split || fields.type == TransactionType::SpinOff ||
                    fields.type == TransactionType::Rights;
  return told && fields.instrument && fields.ratio_to && fields.ratio_from;
}

template <class T>
void add_once(std::vector<T>& all, std::vector<T> more) {
  for (auto& one : more) {
    if (std::ranges::find(all, one) == all.end()) all.push_back(one);
  }
}

// Amounts and notes stay out of the audit's detail: the revisions hold them.
void record(UnitOfWork& unit, const RevisionRow& row, Removal removal, ChangeKind kind) {
  platform::JsonWriter detail;
  detail.begin_object().field("transaction", row.transaction).field("revision", row.revision).end_object();
  const auto text = detail.take();
  const auto household = unit.caller().household();
  const bool first = row.revision == 1;
  const bool removed = removal == Removal::Removed;
  unit.audit({.action = first                         ? "finance.transaction.create"
                        : removed                     ? "finance.transaction.remove"
                        : kind == ChangeKind::Restore ? "finance.transaction.restore"
                                                      : "finance.transaction.update",
              .household = household,
              .object_kind = "transaction",
              .object = row.transaction.uuid,
              .after = text});
  unit.emit({.type = first     ? "transaction.recorded"
                     : removed ? "transaction.removed"
                               : "transaction.revised",
             .household = household,
             .payload = text});
}

}  // namespace

std::vector<AccountId> accounts_of(const TransactionFields& fields) {
  std::vector<AccountId> accounts{fields.account};
  if (fields.counter_account) accounts.push_back(*fields.counter_account);
  return accounts;
}

std::vector<InstrumentId> instruments_of(const TransactionFields& fields) {
  std::vector<InstrumentId> instruments;
  if (fields.instrument) instruments.push_back(*fields.instrument);
  if (fields.new_instrument) instruments.push_back(*fields.new_instrument);
  return instruments;
}

void forget_computed_amount(const TransactionFields& before, TransactionFields& after) {
  const bool trade = after.type == TransactionType::Buy || after.type == TransactionType::Sell;
  if (!trade || after.amount != before.amount || !after.price) return;
  if (after.price != before.price || after.quantity != before.quantity || after.fee != before.fee ||
      after.tax != before.tax || after.accrued_interest != before.accrued_interest || after.fx_rate != before.fx_rate ||
      after.type != before.type) {
    after.amount.reset();
  }
}

void complete_parts(TransactionFields& fields) {
  if (fields.type != TransactionType::LoanRepayment || fields.amount || !fields.principal) return;
  fields.amount = *fields.principal + fields.interest.value_or(Decimal()) + fields.fee.value_or(Decimal());
}

void complete_amount(TransactionFields& fields, const BookIndex& index) {
  if (fields.amount || !fields.price || !fields.quantity) return;
  if (fields.type != TransactionType::Buy && fields.type != TransactionType::Sell) return;
  const auto transaction = to_ledger(fields, index);
  if (!transaction || !transaction->instrument.is_set()) return;
  const auto terms = ledger::trade_terms(*transaction, index.instruments[transaction->instrument.value]);
  fields.amount = rescale(terms.settled, std::max(fields.currency.minor_digits(), 0));
}

Task<std::vector<FieldError>> TransactionWriter::find_lot_faults(UnitOfWork& unit, TransactionFields fields) {
  std::vector<FieldError> faults;
  if (!fields.lots || !fields.instrument) co_return faults;
  std::vector<TransactionId> named;
  Decimal sum;
  for (const auto& lot : *fields.lots) {
    named.push_back(lot.transaction);
    sum += lot.quantity;
  }
  COFFER_CO_TRY(known, co_await store_.list_acquirers(unit, std::move(named), *fields.instrument));
  for (std::size_t i = 0; i < fields.lots->size(); ++i) {
    const auto& lot = (*fields.lots)[i];
    const auto place = "/lots/" + std::to_string(i);
    if (!lot.quantity.is_positive()) faults.push_back({place + "/quantity", "Give the units of this lot, above zero."});
    if (std::ranges::find(known, lot.transaction) == known.end())
      faults.push_back({place + "/transaction", "Name a transaction that acquired this instrument."});
  }
  if (fields.quantity && sum > *fields.quantity)
    faults.push_back({"/lots", "The lots chosen are more units than go out: leave some, or raise the quantity."});
  co_return faults;
}

Task<> TransactionWriter::refuse_other_telling(UnitOfWork& unit, std::vector<TransactionId> selves,
                                               TransactionFields fields) {
  if (!tells_an_action(fields)) co_return Result<>{};
  COFFER_CO_TRY(other, co_await store_.find_other_telling(unit, std::move(selves), fields));
  if (!other) co_return Result<>{};
  std::string told =
      "This action is known already: " + std::to_string(other->ratio_to) + " for " + std::to_string(other->ratio_from);
  if (other->cost_share) told += ", with " + format_decimal(trim(*other->cost_share)) + " of the cost";
  co_return fail(ErrorKind::Conflict, problems::action_told_otherwise, told + ". Correct one of the two.",
                 {{"/ratio_to", "It holds for every account: tell it as the other does."}});
}

Task<CheckedTransaction> TransactionWriter::check(UnitOfWork& unit, TransactionId self, TransactionFields fields,
                                                  std::optional<TransactionFields> before) {
  COFFER_CO_TRY(index, co_await contexts_.load(unit, accounts_of(fields), instruments_of(fields)));
  PlannedRevision planned;
  planned.id = self;
  planned.fields = std::move(fields);
  planned.before = std::move(before);
  COFFER_CO_TRY(row, co_await prepare(unit, std::move(planned), index, {self}));
  CheckedTransaction checked;
  checked.fields = std::move(row.fields);
  checked.postings = std::move(row.postings);
  checked.index = std::move(index);
  co_return checked;
}

Task<RevisionRow> TransactionWriter::prepare(UnitOfWork& unit, PlannedRevision planned, const BookIndex& index,
                                             const std::vector<TransactionId>& selves) {
  RevisionRow row;
  row.transaction = planned.id;
  row.revision = planned.revision;
  auto& fields = planned.fields;
  if (planned.removal == Removal::Standing) {
    std::vector<FieldError> faults;
    if (planned.rules == RowRules::OfToday) {
      faults = find_rule_faults(fields, planned.before ? &*planned.before : nullptr);
      add_faults(faults, find_currency_faults(fields, index));
      COFFER_CO_TRY(lot_faults, co_await find_lot_faults(unit, fields));
      add_faults(faults, lot_faults);
      complete_parts(fields);
    }
    auto postings = post(fields, index);
    if (!postings) {
      const auto& refusal = postings.error();
      if (refusal.kind != ErrorKind::Invalid || refusal.fields.empty())
        co_return std::unexpected(std::move(postings.error()));
      add_faults(faults, postings.error().fields);
    }
    if (!faults.empty()) co_return refused(std::move(faults));
    COFFER_CO_CHECK(co_await refuse_other_telling(unit, selves, fields));
    row.postings = std::move(*postings);
    complete_amount(fields, index);
  }
  row.fields = std::move(fields);
  co_return row;
}

Task<ChangeId> TransactionWriter::write(UnitOfWork& unit, std::vector<PlannedRevision> rows, NewChange change) {
  std::vector<AccountId> accounts;
  std::vector<InstrumentId> instruments;
  std::vector<TransactionId> selves;
  for (const auto& row : rows) {
    selves.push_back(row.id);
    add_once(accounts, accounts_of(row.fields));
    add_once(instruments, instruments_of(row.fields));
  }
  COFFER_CO_TRY(index, co_await contexts_.load(unit, std::move(accounts), std::move(instruments)));
  const bool several = rows.size() > 1 || change.kind == ChangeKind::BulkRevise;
  std::vector<RevisionRow> standing;
  std::vector<RevisionRow> removed;
  std::vector<FieldError> faults;
  for (std::size_t i = 0; i < rows.size() && faults.size() < most_faults; ++i) {
    const auto removal = rows[i].removal;
    const auto id = rows[i].id.text();
    auto made = co_await prepare(unit, std::move(rows[i]), index, selves);
    if (made) {
      record(unit, *made, removal, change.kind);
      (removal == Removal::Removed ? removed : standing).push_back(std::move(*made));
      continue;
    }
    if (!several || made.error().fields.empty()) co_return std::unexpected(std::move(made.error()));
    for (const auto& fault : made.error().fields)
      faults.push_back({"/transactions/" + std::to_string(i) + fault.pointer, id + ": " + fault.detail});
  }
  if (!faults.empty()) {
    co_return fail(ErrorKind::Invalid, problems::invalid_transaction, "Nothing was changed: some rows do not allow it.",
                   std::move(faults));
  }
  RevisionStamp stamp;
  stamp.change = change.id ? *change.id : random_.id<ChangeId>();
  stamp.reason = change.reason;
  COFFER_CO_CHECK(co_await changes_.insert(unit, *stamp.change, std::move(change)));
  if (!standing.empty()) COFFER_CO_CHECK(co_await store_.insert_revisions(unit, std::move(standing), index, stamp));
  if (!removed.empty()) {
    auto of_removal = stamp;
    of_removal.removal = Removal::Removed;
    COFFER_CO_CHECK(co_await store_.insert_revisions(unit, std::move(removed), index, of_removal));
  }
  co_return *stamp.change;
}

}  // namespace coffer::finance
