// The accounts and instruments of a batch.
#include <algorithm>
#include <set>

#include "finance/imports/batch.hpp"
#include "finance/transactions/field_rules.hpp"

namespace coffer::finance {
namespace {

struct Mention {
  std::string_view symbol, isin, name;
};

Mention mention_of(const Draft& draft) {
  if (const auto* t = std::get_if<TransactionDraft>(&draft)) return {t->symbol, t->isin, t->name};
  if (const auto* p = std::get_if<PriceDraft>(&draft)) return {p->symbol, p->isin, {}};
  if (const auto* a = std::get_if<CorporateActionDraft>(&draft)) return {a->symbol, a->isin, {}};
  return {};
}

Mention new_mention_of(const Draft& draft) {
  if (const auto* t = std::get_if<TransactionDraft>(&draft)) return {t->new_symbol, t->new_isin, t->new_name};
  return {};
}

enum class Naming { Currency, None };

Naming naming_of(const Draft& draft) {
  const auto* transaction = std::get_if<TransactionDraft>(&draft);
  const auto* price = std::get_if<PriceDraft>(&draft);
  const bool names = (transaction != nullptr && !transaction->currency.is_empty()) ||
                     (price != nullptr && !price->currency.is_empty());
  return names ? Naming::Currency : Naming::None;
}

bool is_loan(const TransactionDraft& draft) { return draft.type == "loan_draw" || draft.type == "loan_repayment"; }

void report(BatchRow& row, RowError error) {
  // Where the name stood, so that the cell is marked.
  const auto value =
      std::ranges::find(row.row.values, error.field, [](const FieldText& text) { return std::optional(text.field); });
  if (value != row.row.values.end()) error.column = value->column;
  row.row.errors.push_back(std::move(error));
  row.row.state = RowState::Error;
}

class Resolver {
 public:
  explicit Resolver(Batch& batch) : batch_(batch), book_(*batch.parties) {}

  Scope run() {
    // First the rows that name a currency: what is made has the one of the first that does, whatever the order of the
    // file.
    for (const auto naming : {Naming::Currency, Naming::None}) {
      for (auto& row : batch_.rows) {
        if (row.row.state == RowState::Error || row.row.state == RowState::Ignored || naming_of(row.draft) != naming)
          continue;
        resolve(row);
      }
    }
    for (const auto& missing : book_.missing_accounts()) {
      if (missing.account.cash.mode == CashKeeping::Mode::Settled) accounts_.insert(missing.account.cash.settlement);
    }
    scope_.accounts.assign(accounts_.begin(), accounts_.end());
    scope_.instruments.assign(instruments_.begin(), instruments_.end());
    for (const auto& [from, to] : pairs_) {
      scope_.rates_from.push_back(from);
      scope_.rates_to.push_back(to);
    }
    if (first_) std::swap(scope_.from, scope_.to);  // nothing: an empty range
    return std::move(scope_);
  }

 private:
  void resolve(BatchRow& row) {
    if (auto* transaction = std::get_if<TransactionDraft>(&row.draft)) {
      is_fact(*transaction) ? split(row, *transaction) : this->transaction(row, *transaction);
    } else if (const auto* price = std::get_if<PriceDraft>(&row.draft)) {
      see(price->date);
      instrument(row, {price->symbol, price->isin, {}, price->date, price->currency});
    } else if (const auto* action = std::get_if<CorporateActionDraft>(&row.draft)) {
      instrument(row, {action->symbol, action->isin, {}, action->date, {}});
    } else if (const auto* rate = std::get_if<RateDraft>(&row.draft)) {
      see(rate->date);
      pairs_.emplace(rate->from, rate->to);
      row.parties.emplace();
    }
  }

  void instrument(BatchRow& row, const InstrumentMention& mention) {
    auto found = book_.find_instrument(mention);
    if (!found) return report(row, std::move(found).error());
    row.parties.emplace().instrument = *found;
    instruments_.insert(*found);
  }

  void split(BatchRow& row, const TransactionDraft& draft) {
    instrument(row, {draft.symbol, draft.isin, draft.name, draft.date, draft.currency, draft.instrument_settings});
  }

  void transaction(BatchRow& row, TransactionDraft& draft) {
    DraftParties parties;
    auto account = book_.find_account(draft.account, PartyBook::Use::Assets, draft.currency, draft.account_settings);
    if (!account) return report(row, std::move(account).error());
    parties.account = *account;
    if (draft.currency.is_empty()) draft.currency = book_.account_currency(*account);
    const auto type = ledger::parse_transaction_type(draft.type).value();
    const std::string& other = is_loan(draft) && !draft.loan.empty() ? draft.loan : draft.counter_account;
    if (!other.empty() && (is_loan(draft) || takes(type, TransactionField::CounterAccount))) {
      const auto use = is_loan(draft) ? PartyBook::Use::Loan : PartyBook::Use::Assets;
      const Currency currency = draft.counter_currency.is_empty() ? draft.currency : draft.counter_currency;
      auto counter = book_.find_account(other, use, currency, draft.counter_account_settings);
      if (!counter) {
        auto error = std::move(counter).error();
        if (error.field == Field::Account) error.field = Field::CounterAccount;
        if (error.field == Field::AccountSettings) error.field = Field::CounterAccountSettings;
        return report(row, std::move(error));
      }
      parties.counter_account = *counter;
      accounts_.insert(*counter);
    }
    const bool named = !draft.symbol.empty() || !draft.isin.empty() || !draft.name.empty();
    if (named && takes(type, TransactionField::Instrument)) {
      auto found = book_.find_instrument(
          {draft.symbol, draft.isin, draft.name, draft.date, draft.currency, draft.instrument_settings});
      if (!found) return report(row, std::move(found).error());
      parties.instrument = *found;
      instruments_.insert(*found);
      book_.note_trade(*found, draft);
    }
    if (takes(type, TransactionField::NewInstrument) && !new_instrument(row, draft, parties)) return;
    accounts_.insert(*account);
    see(draft.date);
    if (!draft.external_id.empty()) scope_.external_ids.push_back(draft.external_id);
    row.parties = parties;
  }

  // Whether it was found or made up.
  bool new_instrument(BatchRow& row, const TransactionDraft& draft, DraftParties& parties) {
    if (draft.new_symbol.empty() && draft.new_isin.empty() && draft.new_name.empty()) return true;
    auto found = book_.find_instrument(
        {draft.new_symbol, draft.new_isin, draft.new_name, draft.date, draft.currency, draft.new_instrument_settings});
    if (!found) {
      auto error = std::move(found).error();
      if (error.field == Field::Symbol) error.field = Field::NewSymbol;
      if (error.field == Field::Isin) error.field = Field::NewIsin;
      if (error.field == Field::InstrumentSettings) error.field = Field::NewInstrumentSettings;
      report(row, std::move(error));
      return false;
    }
    parties.new_instrument = *found;
    instruments_.insert(*found);
    return true;
  }

  void see(Date day) {
    if (first_ || day < scope_.from) scope_.from = day;
    if (first_ || day > scope_.to) scope_.to = day;
    first_ = false;
  }

  Batch& batch_;
  PartyBook& book_;
  Scope scope_{{}, {}, {}, {}, {}, Date::of(1000, 1, 2), Date::of(1000, 1, 3)};
  bool first_ = true;
  std::set<AccountId> accounts_;
  std::set<InstrumentId> instruments_;
  std::set<std::pair<Currency, Currency>> pairs_;
};

}  // namespace

MentionedNames collect_names(const Batch& batch) {
  std::set<std::string> symbols, isins, names;
  std::string_view last_symbol, last_isin, last_name;
  const auto add = [](std::set<std::string>& set, std::string_view value, std::string_view& last) {
    if (value.empty() || value == last) return;
    last = value;
    set.insert(to_capitals(value));
  };
  for (const auto& row : batch.rows) {
    for (const auto& mention : {mention_of(row.draft), new_mention_of(row.draft)}) {
      add(symbols, mention.symbol, last_symbol);
      add(isins, mention.isin, last_isin);
      add(names, mention.name, last_name);
    }
  }
  return {{symbols.begin(), symbols.end()}, {isins.begin(), isins.end()}, {names.begin(), names.end()}};
}

void read_drafts(Batch& batch, const ReadingPlan& plan) {
  const RowDecoder decoder(plan);
  for (auto& row : batch.rows) {
    if (row.is_read) continue;
    row.is_read = true;
    std::vector<FieldText> texts;
    texts.reserve(row.row.values.size());
    for (const auto& value : row.row.values) {
      if (!value.text.empty()) texts.push_back(value);
    }
    StagedRow read = decoder.decode_values(static_cast<std::size_t>(row.row.number),
                                           static_cast<std::size_t>(row.row.line), std::move(texts));
    row.row.state = to_row_state(read.status);
    row.row.errors = std::move(read.errors);
    row.row.unreadable = read.status == RowStatus::Error;
    if (!read.reason.empty()) row.row.errors.push_back({std::nullopt, std::nullopt, std::move(read.reason)});
    row.draft = std::move(read.draft);
  }
}

Scope resolve_parties(Batch& batch) { return Resolver(batch).run(); }

void index_missing(Batch& batch) {
  for (const auto& missing : batch.parties->missing_accounts()) {
    ledger::AccountInput input;
    input.nature =
        missing.account.kind == AccountKind::Loan ? ledger::AccountNature::Loan : ledger::AccountNature::Assets;
    input.shorts =
        missing.account.shorts == Shorts::Allowed ? ledger::ShortSales::Allowed : ledger::ShortSales::Refused;
    batch.index.add_account(missing.id, std::move(input), missing.account.currency);
  }
  for (const auto& missing : batch.parties->missing_accounts()) {
    const auto place = batch.index.account(missing.id);
    ledger::AccountInput input = batch.index.accounts[place.value];
    switch (missing.account.cash.mode) {
      case CashKeeping::Mode::Tracked: continue;
      case CashKeeping::Mode::Untracked: input.cash = ledger::CashMode::Untracked; break;
      case CashKeeping::Mode::Settled:
        input.cash = ledger::CashMode::Settled;
        input.settlement = batch.index.account(missing.account.cash.settlement);
        break;
    }
    batch.index.set_account(place, std::move(input));
  }
  for (const auto& missing : batch.parties->missing_instruments()) {
    ledger::InstrumentInput input;
    input.currency = missing.currency;
    input.kind = to_ledger_kind(missing.kind);
    input.price_factor = missing.price_factor;
    batch.index.add_instrument(*missing.id, input);
  }
}

ImportCounts Batch::count() const {
  ImportCounts counts;
  for (const auto& row : rows) ++counts.of(row.row.state);
  return counts;
}

}  // namespace coffer::finance
