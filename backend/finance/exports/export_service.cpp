#include "finance/exports/export_service.hpp"

#include <algorithm>
#include <set>
#include <unordered_map>

#include "auth/permissions/permissions.hpp"
#include "finance/exports/export_problems.hpp"
#include "finance/imports/export_csv.hpp"
#include "finance/imports/party_settings.hpp"
#include "finance/imports/transaction_draft.hpp"

namespace coffer::finance {

using auth::Permission;
using platform::Task;

namespace {

constexpr std::int64_t accounts_at_once = 200;

void name_instrument(TransactionDraft& draft, const InstrumentReference& reference) {
  draft.symbol = reference.symbol;
  draft.isin = reference.isin.value_or("");
  draft.name = reference.name;
}

const Account* find_account(const std::vector<Account>& accounts, AccountId id) {
  const auto found = std::ranges::find(accounts, id, &Account::id);
  return found == accounts.end() ? nullptr : &*found;
}

std::string settings_of(const std::vector<Account>& accounts, AccountId id, Currency named) {
  const Account* account = find_account(accounts, id);
  if (account == nullptr) return {};
  const Account* settlement = find_account(accounts, account->cash.settlement);
  return account_settings_text(*account, settlement == nullptr ? std::string_view() : settlement->name, named);
}

TransactionDraft to_named_draft(const Transaction& transaction, const TransactionExport& exported,
                                const std::unordered_map<InstrumentId, const Instrument*>& instruments) {
  TransactionDraft draft = to_draft(transaction.fields);
  draft.account = transaction.account_name;
  if (transaction.counter_account_name) {
    (is_loan_type(transaction.fields.type) ? draft.loan : draft.counter_account) = *transaction.counter_account_name;
  }
  draft.account_settings = settings_of(exported.accounts, transaction.fields.account, draft.currency);
  if (transaction.fields.counter_account)
    draft.counter_account_settings =
        settings_of(exported.accounts, *transaction.fields.counter_account, draft.currency);
  const auto find = [&](const std::optional<InstrumentId>& id) -> const Instrument* {
    const auto found = id ? instruments.find(*id) : instruments.end();
    return found == instruments.end() ? nullptr : found->second;
  };
  if (const auto* instrument = find(transaction.fields.instrument)) {
    name_instrument(draft, instrument->reference);
    draft.instrument_settings =
        instrument_settings_text(instrument->reference, instrument->price_factor, draft.currency);
  }
  if (const auto* made = find(transaction.fields.new_instrument)) {
    draft.new_symbol = made->reference.symbol;
    draft.new_isin = made->reference.isin.value_or("");
    draft.new_name = made->reference.name;
    draft.new_instrument_settings = instrument_settings_text(made->reference, made->price_factor, draft.currency);
  }
  return draft;
}

TransactionDraft to_split_draft(const CorporateAction& action, const Instrument& instrument) {
  const InstrumentReference& reference = instrument.reference;
  TransactionDraft draft;
  draft.type = "split";
  draft.date = action.effective_on;
  draft.currency = reference.currency;
  draft.ratio_to = action.ratio_to;
  draft.ratio_from = action.ratio_from;
  draft.note = action.note.value_or("");
  name_instrument(draft, reference);
  draft.instrument_settings = instrument_settings_text(reference, instrument.price_factor, draft.currency);
  return draft;
}

}  // namespace

bool is_told_by_fact(const TransactionFields& fields) {
  return fields.type == TransactionType::Split && !fields.cash_in_lieu;
}

namespace {

std::string write_csv(const TransactionExport& exported) {
  std::unordered_map<InstrumentId, const Instrument*> instruments;
  for (const auto& instrument : exported.instruments) instruments[instrument.reference.id] = &instrument;
  std::vector<TransactionDraft> drafts;
  drafts.reserve(exported.transactions.size() + exported.corporate_actions.size());
  for (const auto& transaction : exported.transactions) {
    if (!is_told_by_fact(transaction.fields)) drafts.push_back(to_named_draft(transaction, exported, instruments));
  }
  for (const auto& action : exported.corporate_actions) {
    if (const auto found = instruments.find(action.instrument); found != instruments.end())
      drafts.push_back(to_split_draft(action, *found->second));
  }
  std::ranges::stable_sort(drafts, {}, &TransactionDraft::date);
  const TransactionCsvWriter writer(needed_further_columns(drafts));
  std::string out;
  out.reserve(drafts.size() * 128);
  writer.append_header(out);
  for (const auto& draft : drafts) writer.append(out, draft);
  return out;
}

// A split that was recorded as a transaction is a fact like the others.
void add_recorded_splits(TransactionExport& exported) {
  std::set<std::pair<InstrumentId, Date>> known;
  for (const auto& action : exported.corporate_actions) known.emplace(action.instrument, action.effective_on);
  for (const auto& transaction : exported.transactions) {
    const auto& fields = transaction.fields;
    if (!is_told_by_fact(fields) || !fields.instrument || !fields.ratio_to || !fields.ratio_from) continue;
    if (!known.emplace(*fields.instrument, fields.date).second) continue;
    CorporateAction action;
    action.id = transaction.id.uuid;
    action.instrument = *fields.instrument;
    action.effective_on = fields.date;
    action.ratio_to = *fields.ratio_to;
    action.ratio_from = *fields.ratio_from;
    action.note = fields.note;
    action.recorded_at = transaction.recorded_at;
    exported.corporate_actions.push_back(std::move(action));
  }
}

}  // namespace

Task<TransactionExport> ExportService::export_transactions(const Caller& caller, ExportFilter filter) {
  COFFER_CO_CHECK(auth::require(caller, Permission::Export));
  COFFER_CO_TRY(known, co_await store_.knows(caller, filter));
  if (!known)
    co_return fail(ErrorKind::NotFound, problems::export_subject_not_found, "There is no such account or portfolio.");
  TransactionExport exported;
  exported.exported_at = clock_.now();
  COFFER_CO_TRY(transactions, co_await store_.list_transactions(caller, filter));
  exported.transactions = std::move(transactions);

  COFFER_CO_TRY(unseen, co_await grants_.list_accounts_without_amounts(caller));
  std::set<InstrumentId> held;
  std::set<AccountId> touched;
  for (const auto& transaction : exported.transactions) {
    touched.insert(transaction.fields.account);
    if (transaction.fields.counter_account) touched.insert(*transaction.fields.counter_account);
    if (transaction.fields.instrument) held.insert(*transaction.fields.instrument);
    if (transaction.fields.new_instrument) held.insert(*transaction.fields.new_instrument);
  }
  if (std::ranges::any_of(unseen, [&](AccountId account) { return touched.contains(account); })) {
    co_return fail(ErrorKind::Forbidden, auth::problems::not_allowed,
                   "Some of these accounts are shown to you without amounts: export the others one by one.");
  }
  PageRequest page;
  page.limit = accounts_at_once;
  do {
    COFFER_CO_TRY(accounts, co_await accounts_.list(caller, page));
    std::ranges::move(accounts.items, std::back_inserter(exported.accounts));
    page.cursor = std::move(accounts.next_cursor);
  } while (page.cursor);
  for (const auto& account : exported.accounts) {
    const bool settled = account.cash.mode == CashKeeping::Mode::Settled;
    if (settled && touched.contains(account.id)) touched.insert(account.cash.settlement);
  }
  std::erase_if(exported.accounts, [&](const Account& account) { return !touched.contains(account.id); });
  if (held.empty()) co_return exported;
  std::vector<InstrumentId> ids(held.begin(), held.end());
  COFFER_CO_TRY(instruments, co_await instruments_.load(caller, ids));
  exported.instruments = std::move(instruments);
  COFFER_CO_TRY(splits, co_await instruments_.load_splits(caller, std::move(ids)));
  exported.corporate_actions = std::move(splits);
  add_recorded_splits(exported);
  co_return exported;
}

Task<std::string> ExportService::export_transactions_csv(const Caller& caller, ExportFilter filter) {
  COFFER_CO_TRY(exported, co_await export_transactions(caller, std::move(filter)));
  co_return co_await pool_.run([exported = std::move(exported)] { return write_csv(exported); });
}

}  // namespace coffer::finance
