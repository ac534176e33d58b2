#include "finance/previews/preview_service.hpp"

#include <algorithm>

#include "auth/permissions/permissions.hpp"
#include "finance/previews/book_difference.hpp"
#include "finance/reports/shown_figures.hpp"

namespace coffer::finance {

using platform::Task;
using platform::UnitOfWork;

namespace {

// The household's book with one transaction more, or another one in its place.
struct ExtendedBook {
  HouseholdBook household;
  ledger::TransactionIndex place;
};

void add_instruments(HouseholdBook& book, const std::vector<Instrument>& added) {
  for (const auto& instrument : added) {
    book.index.add_instrument(instrument.reference.id, to_ledger(instrument));
    book.instruments.push_back(instrument);
    book.input.prices.push_back(nullptr);
  }
  book.input.instruments = book.index.instruments;
}

// The fact that tells a split already: the transaction adds nothing to it.
bool is_told_by_fact(const HouseholdBook& book, const ledger::Transaction& split) {
  if (split.type != TransactionType::Split || split.detail->cash_in_lieu) return false;
  for (std::size_t i = 0; i < book.transactions.size(); ++i) {
    const auto& known = book.input.transactions[i];
    if (book.transactions[i].is_nil() && known.type == TransactionType::Split && known.instrument == split.instrument &&
        known.date == split.date)
      return true;
  }
  return false;
}

Result<ExtendedBook> extend(const HouseholdBook& book, const std::vector<Instrument>& added,
                            const TransactionFields& fields, const std::optional<TransactionId>& instead_of) {
  ExtendedBook extended{book, {}};
  auto& household = extended.household;
  add_instruments(household, added);
  if (fields.lots) {
    for (std::size_t i = 0; i < household.transactions.size(); ++i) {
      if (!household.transactions[i].is_nil())
        household.index.add_transaction(household.transactions[i], ledger::index_of<ledger::TransactionIndex>(i));
    }
  }
  COFFER_TRY(made, to_book_entry(fields, household.index));
  const auto replaced =
      instead_of ? std::ranges::find(household.transactions, *instead_of) : household.transactions.end();
  auto place = static_cast<std::size_t>(replaced - household.transactions.begin());
  if (replaced == household.transactions.end()) {
    if (is_told_by_fact(household, made)) return extended;
    household.transactions.push_back(TransactionId{});
    household.input.transactions.push_back(std::move(made));
  } else {
    household.input.transactions[place] = std::move(made);
  }
  extended.place = ledger::index_of<ledger::TransactionIndex>(place);
  return extended;
}

Result<ledger::Book> compute(const HouseholdBook& book, Date as_of) {
  ledger::BookRequest request;
  request.report = book.base_currency;
  request.as_of = as_of;
  return ledger::compute_book(book.input, request);
}

std::vector<PreviewPosting> name_postings(const CheckedTransaction& checked, const HouseholdBook& book) {
  std::vector<PreviewPosting> named;
  for (const auto& posting : checked.postings) {
    PreviewPosting line;
    line.ledger = posting.ledger;
    line.date = posting.date;
    if (posting.account.is_set()) {
      line.account = checked.index.account_ids[posting.account.value];
      const auto known = std::ranges::find(book.accounts, *line.account, &BookAccount::id);
      if (known != book.accounts.end()) line.account_name = known->name;
    }
    if (posting.instrument.is_set()) line.instrument = checked.index.instrument_ids[posting.instrument.value];
    if (!posting.currency.is_empty()) line.amount = Money{posting.amount, posting.currency};
    if (!posting.quantity.is_zero()) line.quantity = posting.quantity;
    named.push_back(std::move(line));
  }
  return named;
}

Result<TransactionPreview> make_preview(const HouseholdBook& book, const std::vector<Instrument>& added,
                                        const CheckedTransaction& checked,
                                        const std::optional<TransactionId>& instead_of, Date today) {
  const auto& fields = checked.fields;
  TransactionPreview preview;
  preview.on = std::max(fields.date, fields.counter_date.value_or(fields.date));
  preview.currency = book.base_currency;
  preview.postings = name_postings(checked, book);
  COFFER_TRY(with, extend(book, added, fields, instead_of));
  HouseholdBook without = book;
  add_instruments(without, added);
  COFFER_TRY(before, compute(without, preview.on));
  COFFER_TRY(after, compute(with.household, preview.on));
  preview.cash = find_cash_effects(before, after, with.household);
  preview.positions = find_position_effects(before, after, with.household);
  const Date end = std::max(preview.on, today);
  if (end != preview.on) {
    COFFER_TRY(earlier, compute(without, end));
    COFFER_TRY(later, compute(with.household, end));
    before = std::move(earlier);
    after = std::move(later);
  }
  preview.closed_lots = find_closed_lots(after, with.place, with.household);
  preview.realized_gain = find_realized(after, with.place);
  const auto was = find_realized_elsewhere(before, instead_of ? with.place : ledger::TransactionIndex{});
  const auto is = find_realized_elsewhere(after, with.place);
  if (was && is) preview.realized_gain_elsewhere = *is - *was;
  preview.warnings = to_warnings(find_new_warnings(before, after), with.household);
  return preview;
}

// Of accounts that the caller sees without amounts, whose settlement the transaction may touch.
void hide_amounts(TransactionPreview& preview, const std::vector<AccountId>& unseen) {
  if (unseen.empty()) return;
  const auto is_unseen = [&](AccountId account) { return std::ranges::find(unseen, account) != unseen.end(); };
  std::erase_if(preview.cash, [&](const CashEffect& effect) { return is_unseen(effect.account); });
  for (auto& posting : preview.postings) {
    if (!posting.account || !is_unseen(*posting.account)) continue;
    posting.amount.reset();
    posting.quantity.reset();
  }
  for (auto& effect : preview.positions) {
    if (!is_unseen(effect.account)) continue;
    effect.amounts = auth::AmountSight::Hidden;
    effect.before = {};
    effect.after = {};
  }
  preview.realized_gain_elsewhere.reset();
  preview.warnings.clear();
}

}  // namespace

Task<std::vector<Instrument>> PreviewService::load_missing(const Caller& caller, const HouseholdBook& book,
                                                           std::vector<InstrumentId> named) {
  std::erase_if(named, [&](InstrumentId id) { return book.index.instrument(id).is_set(); });
  if (named.empty()) co_return std::vector<Instrument>{};
  co_return co_await instruments_.load(caller, std::move(named));
}

Task<TransactionPreview> PreviewService::preview_transaction(const Caller& caller, TransactionFields fields,
                                                             std::optional<TransactionId> instead_of) {
  COFFER_CO_CHECK(auth::require(caller, auth::Permission::EditTransactions));
  const auto checked = std::make_shared<CheckedTransaction>();
  // A unit of work for the sake of what it reads; it writes nothing.
  const std::function<Task<>(UnitOfWork&)> check = [&](UnitOfWork& unit) -> Task<> {
    COFFER_CO_TRY(made, co_await transactions_.check_transaction(caller, unit, fields, instead_of));
    *checked = std::move(made);
    co_return Result<>{};
  };
  COFFER_CO_CHECK(co_await database_.write(caller, check));
  COFFER_CO_TRY(book, co_await books_.load(caller));
  COFFER_CO_TRY(added, co_await load_missing(caller, *book, instruments_of(checked->fields)));
  COFFER_CO_TRY(unseen, co_await grants_.list_accounts_without_amounts(caller));
  const Date today = date_of(clock_.now());
  COFFER_CO_TRY(preview, co_await pool_.run([book, checked, instead_of, today, added]() -> Result<TransactionPreview> {
    return make_preview(*book, added, *checked, instead_of, today);
  }));
  hide_amounts(preview, unseen);
  co_return std::move(preview);
}

}  // namespace coffer::finance
