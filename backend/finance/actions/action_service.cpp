#include "finance/actions/action_service.hpp"

#include <algorithm>
#include <map>

#include "auth/permissions/permissions.hpp"
#include "finance/actions/action_problems.hpp"
#include "finance/instruments/instrument_problems.hpp"
#include "finance/transactions/transaction_problems.hpp"
#include "finance/transactions/transaction_service.hpp"
#include "platform/json/writer.hpp"

namespace coffer::finance {

using auth::Permission;
using platform::Task;
using platform::UnitOfWork;

namespace {

std::unexpected<Error> no_such_action() {
  return fail(ErrorKind::NotFound, problems::action_not_found, "There is no such corporate action.");
}

std::unexpected<Error> no_such_instrument() {
  return fail(ErrorKind::NotFound, problems::instrument_not_found, "There is no such instrument.");
}

// A fact counts for the whole household, and books transactions of its accounts.
Result<> require_editor(const Caller& caller) {
  COFFER_CHECK(auth::require(caller, Permission::EditPrices));
  return auth::require(caller, Permission::EditTransactions);
}

// The terms that a fault of a transaction is about.
std::string term_of(std::string_view pointer) {
  if (pointer.starts_with("/transactions/")) {
    pointer.remove_prefix(std::string_view("/transactions/").size());
    pointer.remove_prefix(std::min(pointer.find('/'), pointer.size()));
  }
  static const std::map<std::string_view, std::string_view> terms{{"/amount", "/cash_per_unit"},
                                                                  {"/quantity", "/ratio_to"},
                                                                  {"/date", "/ex_date"},
                                                                  {"/price", "/new_price"},
                                                                  {"/cash_in_lieu", "/fraction_price"}};
  for (const auto& [field, term] : terms) {
    if (pointer.starts_with(field)) return std::string(term);
  }
  return std::string(pointer);
}

Error said_of_terms(Error error) {
  std::vector<FieldError> faults;
  for (auto& fault : error.fields) {
    auto pointer = term_of(fault.pointer);
    if (std::ranges::find(faults, pointer, &FieldError::pointer) == faults.end())
      faults.push_back({std::move(pointer), std::move(fault.detail)});
  }
  error.fields = std::move(faults);
  if (error.kind == ErrorKind::Invalid) {
    error.problem = problems::invalid_action;
    if (!error.fields.empty()) error.detail = error.fields.front().detail;
  }
  return error;
}

bool tells_the_same(const ActionTerms& a, const ActionTerms& b) {
  return a.ratio_to && a.ratio_from && b.ratio_to && b.ratio_from &&
         *a.ratio_to * *b.ratio_from == *b.ratio_to * *a.ratio_from;
}

std::unexpected<Error> is_known(const ActionTerms& known) {
  std::string detail = "An action of this kind is known of this day";
  if (known.ratio_to && known.ratio_from)
    detail += ": " + std::to_string(*known.ratio_to) + " for " + std::to_string(*known.ratio_from);
  return fail(ErrorKind::Conflict, problems::action_known, detail + ". Change that one.");
}

std::string summary(const ActionTerms& terms) {
  platform::JsonWriter writer;
  writer.begin_object()
      .field("type", ledger::transaction_type_name(terms.type))
      .field("ex_date", terms.ex_date)
      .end_object();
  return writer.take();
}

void record(UnitOfWork& unit, const ActionTerms& terms, std::string_view action) {
  unit.audit({.action = action,
              .household = unit.caller().household(),
              .object_kind = "instrument",
              .object = terms.instrument.uuid,
              .after = summary(terms)});
}

Result<> check_bookings(const ActionPlan& plan) {
  for (const auto& fields : plan.bookings) {
    auto posted = post(fields, plan.before->index);
    if (!posted) return std::unexpected(said_of_terms(std::move(posted.error())));
  }
  return {};
}

}  // namespace

Task<Page<RecordedAction>> ActionService::list_actions(const Caller& caller, InstrumentId instrument,
                                                       PageRequest page) {
  COFFER_CO_CHECK(auth::require(caller, Permission::ViewFinances));
  COFFER_CO_TRY(found, co_await instruments_.find(caller, instrument));
  if (!found) co_return no_such_instrument();
  COFFER_CO_TRY(rows, co_await store_.list(caller, instrument, std::move(page)));
  Page<RecordedAction> list;
  list.next_cursor = std::move(rows.next_cursor);
  for (auto& row : rows.items) {
    COFFER_CO_TRY(action, co_await complete(caller, std::move(row)));
    list.items.push_back(std::move(action));
  }
  co_return std::move(list);
}

Task<RecordedAction> ActionService::complete(const Caller& caller, CorporateActionRow row) {
  RecordedAction action;
  action.row = std::move(row);
  if (action.row.terms.new_instrument) {
    COFFER_CO_TRY(named, co_await instruments_.find(caller, *action.row.terms.new_instrument));
    if (named) action.new_instrument = named->reference;
  }
  if (action.row.transactions.empty()) co_return std::move(action);
  COFFER_CO_TRY(unseen, co_await grants_.list_accounts_without_amounts(caller));
  COFFER_CO_TRY(booked, co_await transactions_.load_current(caller, action.row.transactions));
  for (auto& transaction : booked) {
    if (transaction.status == TransactionStatus::Removed) continue;
    hide_amounts(transaction, unseen);
    action.bookings.push_back(std::move(transaction));
  }
  std::ranges::sort(action.bookings, {}, [](const Transaction& t) { return std::tie(t.account_name, t.id); });
  co_return std::move(action);
}

Task<RecordedAction> ActionService::get_action(const Caller& caller, InstrumentId instrument, Uuid action) {
  COFFER_CO_CHECK(auth::require(caller, Permission::ViewFinances));
  COFFER_CO_TRY(row, co_await store_.find(caller, instrument, action));
  if (!row) co_return no_such_action();
  co_return co_await complete(caller, std::move(*row));
}

Task<ActionPlan> ActionService::plan_action(const Caller& caller, NewAction action) {
  COFFER_CO_CHECK(require_editor(caller));
  co_return co_await plan(caller, std::move(action.terms), std::move(action.accounts), std::nullopt);
}

Task<ActionPlan> ActionService::plan_change(const Caller& caller, InstrumentId instrument, Uuid action,
                                            ActionChange change) {
  COFFER_CO_CHECK(require_editor(caller));
  COFFER_CO_TRY(row, co_await store_.find(caller, instrument, action));
  if (!row) co_return no_such_action();
  auto terms = row->terms;
  change.edit(terms);
  co_return co_await plan(caller, std::move(terms), std::move(change.accounts), std::move(row));
}

Task<ActionPlan> ActionService::plan(const Caller& caller, ActionTerms terms, std::vector<AccountTerms> given,
                                     std::optional<CorporateActionRow> instead_of) {
  COFFER_CO_TRY(instrument, co_await instruments_.find(caller, terms.instrument));
  if (!instrument) co_return no_such_instrument();
  if (instead_of && instead_of->scope == InstrumentScope::Public) {
    co_return fail(ErrorKind::Forbidden, problems::action_is_public,
                   "This is known of the instrument for everybody and cannot be changed here.");
  }
  if (terms.currency.is_empty()) terms.currency = instrument->reference.currency;
  auto made = std::make_shared<ActionPlan>();
  COFFER_CO_TRY(book, co_await books_.load(caller));
  for (const auto& named : {std::optional(terms.instrument), terms.new_instrument}) {
    if (!named || book->index.instrument(*named).is_set()) continue;
    auto wider = co_await books_.with_instrument(caller, book, *named, std::nullopt);
    if (!wider && wider.error().kind == ErrorKind::NotFound) {
      co_return fail(ErrorKind::Invalid, problems::invalid_action, "The action names something that is not there.",
                     {{"/new_instrument", "Name an instrument of this household, or add it first."}});
    }
    if (!wider) co_return std::unexpected(std::move(wider.error()));
    book = *wider;
  }
  made->terms = std::move(terms);
  made->instead_of = std::move(instead_of);
  made->before = book;
  co_return co_await pool_.run([made, given = std::move(given)]() -> Result<ActionPlan> {
    if (made->instead_of) made->before = without_action(made->before, *made->instead_of);
    COFFER_TRY(holders, find_holders(*made->before, made->terms.instrument, made->terms.ex_date));
    COFFER_TRY(bookings, plan_bookings(made->terms, holders, given));
    made->bookings = std::move(bookings);
    COFFER_CHECK(check_bookings(*made));
    return std::move(*made);
  });
}

Task<ActionPreview> ActionService::preview_action(const Caller& caller, ActionPlan plan) {
  COFFER_CO_CHECK(require_editor(caller));
  const auto shared = std::make_shared<const ActionPlan>(std::move(plan));
  co_return co_await pool_.run([shared] { return make_action_preview(*shared); });
}

Task<> ActionService::require_same_book(UnitOfWork& unit, std::int64_t version) {
  COFFER_CO_TRY(now, co_await store_.find_household_version(unit));
  if (now == version) co_return Result<>{};
  co_return fail(ErrorKind::Conflict, problems::book_changed,
                 "The book has changed meanwhile. Look at before and after once more.");
}

// Each booking in place of the one of its account and type, a new one where there is none; what is left goes.
Task<std::vector<PlannedRevision>> ActionService::plan_rows(UnitOfWork& unit, std::vector<TransactionFields> bookings,
                                                            std::vector<TransactionId> booked) {
  std::map<std::pair<AccountId, TransactionType>, Transaction> standing;
  if (!booked.empty()) {
    COFFER_CO_TRY(found, co_await transactions_.lock_all(unit, std::move(booked)));
    for (auto& transaction : found) {
      if (transaction.status == TransactionStatus::Removed) continue;
      const std::pair key{transaction.fields.account, transaction.fields.type};
      standing.emplace(key, std::move(transaction));
    }
  }
  std::vector<PlannedRevision> rows;
  std::vector<TransactionHead> heads;
  for (auto& fields : bookings) {
    PlannedRevision row;
    const auto found = standing.find({fields.account, fields.type});
    if (found != standing.end()) {
      row.id = found->second.id;
      row.revision = found->second.revision + 1;
      if (found->second.fields.date == fields.date) fields.sequence = found->second.fields.sequence;
      row.before = std::move(found->second.fields);
      standing.erase(found);
    } else {
      row.id = random_.id<TransactionId>();
      TransactionHead head;
      head.id = row.id;
      head.account = fields.account;
      heads.push_back(std::move(head));
    }
    if (!fields.sequence) {
      COFFER_CO_TRY(sequence, co_await transactions_.next_sequence(unit, fields.account, fields.date));
      fields.sequence = sequence;
    }
    row.fields = std::move(fields);
    rows.push_back(std::move(row));
  }
  std::vector<TransactionId> leaving;
  for (auto& [key, transaction] : standing) {
    PlannedRevision row;
    row.id = transaction.id;
    row.revision = transaction.revision + 1;
    row.fields = std::move(transaction.fields);
    row.removal = Removal::Removed;
    leaving.push_back(row.id);
    rows.push_back(std::move(row));
  }
  if (!leaving.empty()) {
    COFFER_CO_TRY(chooser, co_await transactions_.find_lot_chooser(unit, std::move(leaving)));
    if (chooser) {
      co_return fail(ErrorKind::Conflict, problems::lots_are_chosen,
                     "Transaction " + chooser->text() + " closes lots of this action. Choose other lots there first.");
    }
  }
  if (!heads.empty()) COFFER_CO_CHECK(co_await transactions_.insert_heads(unit, std::move(heads), std::nullopt));
  co_return std::move(rows);
}

Task<> ActionService::write(UnitOfWork& unit, std::vector<PlannedRevision> rows, NewChange change) {
  change.rows = static_cast<std::int64_t>(rows.size());
  auto written = co_await writer_.write(unit, std::move(rows), std::move(change));
  if (!written) co_return std::unexpected(said_of_terms(std::move(written.error())));
  co_return Result<>{};
}

Task<RecordedAction> ActionService::show(UnitOfWork& unit, InstrumentId instrument, Uuid action) {
  COFFER_CO_TRY(row, co_await store_.find(unit, instrument, action));
  if (!row) co_return no_such_action();
  RecordedAction shown;
  shown.row = std::move(*row);
  if (shown.row.terms.new_instrument) {
    COFFER_CO_TRY(named, co_await instruments_.find(unit, *shown.row.terms.new_instrument));
    if (named) shown.new_instrument = named->reference;
  }
  if (shown.row.transactions.empty()) co_return std::move(shown);
  COFFER_CO_TRY(booked, co_await transactions_.load_current(unit, shown.row.transactions));
  for (auto& transaction : booked) {
    if (transaction.status == TransactionStatus::Active) shown.bookings.push_back(std::move(transaction));
  }
  std::ranges::sort(shown.bookings, {}, [](const Transaction& t) { return std::tie(t.account_name, t.id); });
  co_return std::move(shown);
}

Task<> ActionService::tell(UnitOfWork& unit, ActionPlan plan, CorporateActionRow row, NewChange change) {
  COFFER_CO_TRY(same, co_await store_.find_same(unit, plan.terms, row.id));
  if (same) co_return is_known(same->terms);
  change.id = random_.id<ChangeId>();
  if (row.revision > 1) COFFER_CO_CHECK(co_await store_.withdraw(unit, row.id, *change.id));
  COFFER_CO_TRY(rows, co_await plan_rows(unit, std::move(plan.bookings), row.transactions));
  row.terms = std::move(plan.terms);
  row.transactions.clear();
  std::vector<TransactionId> selves;
  for (const auto& planned : rows) {
    selves.push_back(planned.id);
    if (planned.removal == Removal::Standing) row.transactions.push_back(planned.id);
  }
  COFFER_CO_CHECK(co_await writer_.refuse_other_telling(unit, std::move(selves), to_fact(row.terms)));
  record(unit, row.terms, row.revision > 1 ? "finance.corporate_action.update" : "finance.corporate_action.create");
  COFFER_CO_CHECK(co_await store_.insert(unit, std::move(row), *change.id));
  co_return co_await write(unit, std::move(rows), std::move(change));
}

Task<KeptAction> ActionService::create_action(const Caller& caller, UnitOfWork& unit, ActionPlan plan) {
  COFFER_CO_CHECK(require_editor(caller));
  COFFER_CO_TRY(same, co_await store_.find_same(unit, plan.terms, std::nullopt));
  KeptAction kept;
  const auto instrument = plan.terms.instrument;
  if (same) {
    const bool split = plan.terms.type == TransactionType::Split;
    if (!split || !tells_the_same(same->terms, plan.terms)) co_return is_known(same->terms);
    COFFER_CO_TRY(known, co_await show(unit, instrument, same->id));
    kept.action = std::move(known);
    kept.novelty = KeptAction::Novelty::Known;
    co_return std::move(kept);
  }
  COFFER_CO_CHECK(co_await require_same_book(unit, plan.before->version.household));
  CorporateActionRow row;
  row.id = random_.uuid();
  const auto id = row.id;
  COFFER_CO_CHECK(co_await tell(unit, std::move(plan), std::move(row), {.kind = ChangeKind::Record}));
  COFFER_CO_TRY(made, co_await show(unit, instrument, id));
  kept.action = std::move(made);
  co_return std::move(kept);
}

Task<CorporateActionRow> ActionService::lock(UnitOfWork& unit, InstrumentId instrument, Uuid action,
                                             VersionCheck check) {
  COFFER_CO_TRY(row, co_await store_.find(unit, instrument, action));
  if (!row) co_return no_such_action();
  if (row->scope == InstrumentScope::Public) {
    co_return fail(ErrorKind::Forbidden, problems::action_is_public,
                   "This is known of the instrument for everybody and cannot be changed here.");
  }
  COFFER_CO_TRY(revision, co_await store_.lock(unit, action));
  if (!revision) co_return no_such_action();
  COFFER_CO_CHECK(check(*revision));
  COFFER_CO_TRY(locked, co_await store_.find(unit, instrument, action));
  if (!locked) co_return no_such_action();
  co_return std::move(*locked);
}

Task<RecordedAction> ActionService::update_action(const Caller& caller, UnitOfWork& unit, ActionPlan plan,
                                                  VersionCheck check) {
  COFFER_CO_CHECK(require_editor(caller));
  const auto id = plan.instead_of->id;
  const auto instrument = plan.terms.instrument;
  COFFER_CO_TRY(row, co_await lock(unit, instrument, id, std::move(check)));
  COFFER_CO_CHECK(co_await require_same_book(unit, plan.before->version.household));
  ++row.revision;
  COFFER_CO_CHECK(co_await tell(unit, std::move(plan), std::move(row), {.kind = ChangeKind::Revise}));
  co_return co_await show(unit, instrument, id);
}

Task<> ActionService::remove_action(const Caller& caller, UnitOfWork& unit, InstrumentId instrument, Uuid action,
                                    VersionCheck check) {
  COFFER_CO_CHECK(require_editor(caller));
  COFFER_CO_TRY(row, co_await lock(unit, instrument, action, std::move(check)));
  NewChange change;
  change.id = random_.id<ChangeId>();
  change.kind = ChangeKind::Remove;
  COFFER_CO_CHECK(co_await store_.withdraw(unit, action, *change.id));
  COFFER_CO_TRY(rows, co_await plan_rows(unit, {}, row.transactions));
  record(unit, row.terms, "finance.corporate_action.remove");
  co_return co_await write(unit, std::move(rows), std::move(change));
}

}  // namespace coffer::finance
