#include "finance/reports/book_store.hpp"

#include <algorithm>
#include <set>
#include <unordered_map>
#include <unordered_set>

#include "finance/reports/seen_side.hpp"
#include "finance/reports/sql.hpp"
#include "finance/transactions/rare_fields.hpp"

namespace coffer::finance {

using platform::Row;
using platform::statement;
using platform::Task;

namespace {

// The variants of load_book_transactions.sql: now, then, since.
constexpr std::size_t changed_variant = 2;

ledger::CostMethod method_of(std::string_view name) {
  return ledger::parse_cost_method(name).value_or(ledger::CostMethod::Fifo);
}

// The columns of load_book_transactions.sql.
TransactionFields to_fields(const Row& row) {
  TransactionFields fields;
  fields.account = row.id<AccountId>(1);
  fields.type = ledger::parse_transaction_type(row.view(2)).value();
  fields.date = row.date(3);
  fields.time = row.optional_text(4);
  fields.instrument = row.optional_id<InstrumentId>(5);
  fields.quantity = row.optional_decimal(6);
  fields.price = row.optional_decimal(7);
  fields.amount = row.optional_decimal(8);
  fields.currency = row.currency(9);
  fields.fee = row.optional_decimal(10);
  fields.tax = row.optional_decimal(11);
  fields.sequence = row.int64(12);
  fields.accrued_interest = row.optional_decimal(13);
  fields.fx_rate = row.optional_decimal(14);
  fields.counter_account = row.optional_id<AccountId>(15);
  fields.counter_date = row.optional_date(16);
  fields.counter_amount = row.optional_decimal(17);
  fields.counter_currency = row.optional_currency(18);
  fields.ratio_to = row.optional_int64(19);
  fields.ratio_from = row.optional_int64(20);
  fields.cost = row.optional_decimal(21);
  fields.cost_date = row.optional_date(22);
  if (row.boolean(23)) fields.realises = true;
  fields.principal = row.optional_decimal(24);
  fields.interest = row.optional_decimal(25);
  fields.category = row.optional_text(26);
  read_rare_fields(row, 27, fields);
  return fields;
}

ledger::Transaction to_split(const CorporateAction& action, const HouseholdBook& book) {
  ledger::Transaction split;
  split.type = ledger::TransactionType::Split;
  split.date = action.effective_on;
  split.instrument = book.index.instrument(action.instrument);
  split.currency = book.index.instruments[split.instrument.value].currency;
  ledger::TransactionDetail detail;
  detail.ratio_to = Decimal(action.ratio_to);
  detail.ratio_from = Decimal(action.ratio_from);
  split.detail = std::move(detail);
  return split;
}

using KnownSplits = std::set<std::pair<InstrumentId, Date>>;

// A split that says no more than the fact does; one that paid a fraction in cash says more.
bool is_told_by_fact(const Row& row, const KnownSplits& known) {
  return row.view(2) == "split" && !row.is_null(5) && row.is_null(32) &&
         known.contains({row.id<InstrumentId>(5), row.date(3)});
}

// A sale may choose lots of a transaction that is read after it: all are numbered before any is made.
void number_acquirers(const BookRows& rows, const KnownSplits& known, HouseholdBook& book) {
  bool chosen = false;
  for (const auto row : rows.transactions) chosen = chosen || !row.is_null(31);
  if (!chosen) return;
  std::size_t place = book.transactions.size();
  for (const auto row : rows.transactions) {
    if (is_told_by_fact(row, known)) continue;
    book.index.add_transaction(row.id<TransactionId>(0), ledger::index_of<ledger::TransactionIndex>(place));
    place += row.is_null(15) ? 1 : seen_side(to_fields(row), book.index).size();
  }
}

// Lots that came from an account out of sight cannot be chosen here.
void forget_unseen_lots(TransactionFields& fields, const BookIndex& index) {
  if (!fields.lots) return;
  const auto is_unseen = [&](const ChosenLot& lot) { return !index.transaction(lot.transaction).is_set(); };
  if (std::ranges::any_of(*fields.lots, is_unseen)) fields.lots.reset();
}

Result<> take_entry(const TransactionFields& fields, TransactionId id, HouseholdBook& book) {
  COFFER_TRY(transaction, to_book_entry(fields, book.index));
  if (!book.first_day || transaction.date < *book.first_day) book.first_day = transaction.date;
  book.input.transactions.push_back(std::move(transaction));
  book.transactions.push_back(id);
  return {};
}

std::unexpected<Error> no_such_household() {
  return fail(ErrorKind::NotFound, "finance/household-not-found", "There is no such household.");
}

BookVersion to_version(const Row& row) { return {.household = row.int64(0), .common = row.int64(1)}; }

}  // namespace

Task<BookVersion> BookStore::find_version(const Caller& caller) {
  COFFER_CO_TRY(rows, co_await database_.read(caller, statement(sql::book_version, caller.household())));
  if (rows.empty()) co_return no_such_household();
  co_return to_version(rows.front());
}

Task<BookRows> BookStore::read(const Caller& caller, std::optional<Timestamp> known_at) {
  const auto read_rows = [&caller, known_at](platform::Transaction& snapshot) -> Task<BookRows> {
    const auto household = caller.household();
    const std::size_t known = known_at ? 1 : 0;  // the variant `known=now|then`
    std::vector<platform::Statement> statements;
    statements.push_back(statement(sql::book_version, household));
    statements.push_back(statement(sql::load_book_accounts[known], household, known_at));
    statements.push_back(statement(sql::load_book_cash_modes[known], household, known_at));
    statements.push_back(statement(sql::load_book_cost_bases[known], household, known_at));
    statements.push_back(statement(sql::load_book_shares[known], household, known_at));
    statements.push_back(
        statement(sql::load_book_transactions[known], household, known_at, std::optional<std::int64_t>()));
    COFFER_CO_TRY(read, co_await snapshot.run_all(std::move(statements)));
    if (read[0].empty()) co_return no_such_household();
    BookRows rows;
    rows.version = to_version(read[0].front());
    rows.base_currency = read[0].front().currency(2);
    rows.accounts = read[1];
    rows.cash_modes = read[2];
    rows.cost_bases = read[3];
    rows.shares = read[4];
    rows.transactions = read[5];
    co_return rows;
  };
  co_return co_await database_.read_snapshot(caller, read_rows);
}

Task<std::optional<ChangedRows>> BookStore::read_changes(const Caller& caller, BookVersion since) {
  const auto read_rows = [&caller, since](platform::Transaction& snapshot) -> Task<std::optional<ChangedRows>> {
    const auto household = caller.household();
    const auto from = std::optional(since.household);
    std::vector<platform::Statement> statements;
    statements.push_back(statement(sql::book_version, household));
    statements.push_back(statement(sql::list_book_changes, household, since.household));
    statements.push_back(
        statement(sql::load_book_transactions[changed_variant], household, std::optional<Timestamp>(), from));
    COFFER_CO_TRY(read, co_await snapshot.run_all(std::move(statements)));
    if (read[0].empty()) co_return no_such_household();
    ChangedRows rows;
    rows.version = to_version(read[0].front());
    // Each version between has to have said what it changed.
    if (rows.version.common != since.common || read[1].size() != rows.version.household - since.household) {
      co_return std::optional<ChangedRows>{};
    }
    for (const auto row : read[1]) {
      for (const auto& id : row.uuid_array(1)) rows.changed.push_back(TransactionId{id});
    }
    rows.transactions = read[2];
    co_return std::optional(std::move(rows));
  };
  co_return co_await database_.read_snapshot(caller, read_rows);
}

std::vector<InstrumentId> named_instruments(const BookRows& rows) {
  std::unordered_set<InstrumentId> seen;
  std::vector<InstrumentId> ids;
  for (const auto row : rows.transactions) {
    for (const int column : {5, 27}) {
      if (row.is_null(column)) continue;
      const auto id = row.id<InstrumentId>(column);
      if (seen.insert(id).second) ids.push_back(id);
    }
  }
  return ids;
}

Result<> take_accounts(const BookRows& rows, HouseholdBook& book) {
  for (const auto row : rows.accounts) {
    BookAccount account;
    account.id = row.id<AccountId>(0);
    account.name = row.text(1);
    account.kind = parse_account_kind(row.view(2)).value_or(AccountKind::Other);
    account.currency = row.currency(3);
    ledger::AccountInput input;
    input.nature = account.kind == AccountKind::Loan ? ledger::AccountNature::Loan : ledger::AccountNature::Assets;
    input.shorts = row.boolean(4) ? ledger::ShortSales::Allowed : ledger::ShortSales::Refused;
    book.index.add_account(account.id, input, account.currency);
    book.accounts.push_back(std::move(account));
  }
  auto& inputs = book.index.accounts;
  for (const auto row : rows.cash_modes) {
    const auto place = book.index.account(row.id<AccountId>(0));
    if (!place.is_set()) continue;
    const auto settlement = row.is_null(2) ? ledger::AccountIndex{} : book.index.account(row.id<AccountId>(2));
    auto mode = to_ledger_cash(row.view(1));
    // Money that is kept in an account out of sight comes from outside and goes there.
    if (mode == ledger::CashMode::Settled && !settlement.is_set()) mode = ledger::CashMode::Untracked;
    add_cash_choice(inputs[place.value], {row.date(3), mode, settlement});
  }
  for (const auto row : rows.cost_bases) {
    const auto place = book.index.account(row.id<AccountId>(0));
    if (place.is_set()) inputs[place.value].methods.push_back({row.date(1), method_of(row.view(2))});
  }
  for (const auto row : rows.shares) {
    const auto place = book.index.account(row.id<AccountId>(0));
    if (!place.is_set()) continue;
    book.accounts[place.value].shares.push_back(
        {row.optional_id<UserId>(2).value_or(UserId{}), row.date(1), row.decimal(3)});
  }
  for (std::size_t i = 0; i < inputs.size(); ++i) inputs[i].shares = own_shares(book.accounts[i].shares, std::nullopt);
  book.input.accounts = inputs;
  return {};
}

void add_splits(const std::vector<CorporateAction>& splits, HouseholdBook& book) {
  for (const auto& action : splits) {
    book.input.transactions.push_back(to_split(action, book));
    book.transactions.push_back(TransactionId{});
  }
}

Result<> take_transactions(const BookRows& rows, const std::vector<CorporateAction>& splits, HouseholdBook& book) {
  book.input.instruments = book.index.instruments;
  const auto count = static_cast<std::size_t>(rows.transactions.size()) + splits.size();
  book.input.transactions.reserve(count);
  book.transactions.reserve(count);
  KnownSplits known;
  for (const auto& action : splits) known.emplace(action.instrument, action.effective_on);
  add_splits(splits, book);
  number_acquirers(rows, known, book);
  for (const auto row : rows.transactions) {
    if (is_told_by_fact(row, known)) continue;
    auto fields = to_fields(row);
    forget_unseen_lots(fields, book.index);
    if (is_seen_whole(fields, book.index)) {
      COFFER_CHECK(take_entry(fields, row.id<TransactionId>(0), book));
      continue;
    }
    for (const auto& side : seen_side(fields, book.index))
      COFFER_CHECK(take_entry(side, row.id<TransactionId>(0), book));
  }
  return {};
}

namespace {

using Standing = std::unordered_map<TransactionId, std::optional<ledger::Transaction>>;

// None: the rows say what these books cannot be mended by.
std::optional<Standing> standing_of(const ChangedRows& rows, const BookIndex& index) {
  Standing standing;
  for (const auto id : rows.changed) standing.emplace(id, std::nullopt);
  for (const auto row : rows.transactions) {
    auto transaction = to_book_entry(to_fields(row), index);
    if (!transaction || transaction->type == TransactionType::Split) return std::nullopt;
    if (!transaction->detail->chosen_lots.empty()) return std::nullopt;
    standing[row.id<TransactionId>(0)] = std::move(*transaction);
  }
  return standing;
}

// The second one a corporate action or a swap names.
ledger::InstrumentIndex second_instrument(const ledger::Transaction& transaction) {
  return transaction.detail->new_instrument;
}

}  // namespace

std::shared_ptr<const HouseholdBook> with_changes(const HouseholdBook& before, const ChangedRows& rows) {
  if (before.index.numbers_transactions()) return nullptr;  // chosen lots name transactions by their places
  auto standing = standing_of(rows, before.index);
  if (!standing) return nullptr;
  auto after = std::make_shared<HouseholdBook>(before);
  auto& list = after->input.transactions;
  auto& ids = after->transactions;
  std::vector<ledger::InstrumentIndex> left;  // by a transaction that named it
  for (std::size_t place = 0; place < list.size();) {
    const auto found = ids[place].is_nil() ? standing->end() : standing->find(ids[place]);
    if (found == standing->end()) {
      ++place;
      continue;
    }
    if (list[place].type == ledger::TransactionType::Split) return nullptr;
    for (const auto instrument : {list[place].instrument, second_instrument(list[place])}) {
      if (instrument.is_set()) left.push_back(instrument);
    }
    if (found->second) {
      list[place] = std::move(*found->second);
      ++place;
    } else {  // a book has no order of arrival: the last one takes the place
      std::swap(list[place], list.back());
      std::swap(ids[place], ids.back());
      list.pop_back();
      ids.pop_back();
    }
    standing->erase(found);
  }
  for (const auto id : rows.changed) {
    const auto added = standing->find(id);
    if (added == standing->end() || !added->second) continue;
    list.push_back(std::move(*added->second));
    ids.push_back(id);
    standing->erase(added);
  }
  const auto is_gone = [&](ledger::InstrumentIndex instrument) {
    return std::ranges::none_of(
        list, [&](const auto& each) { return each.instrument == instrument || second_instrument(each) == instrument; });
  };
  if (std::ranges::any_of(left, is_gone)) return nullptr;
  after->first_day.reset();
  for (std::size_t place = 0; place < list.size(); ++place) {
    if (ids[place].is_nil()) continue;  // a fact of an instrument
    if (!after->first_day || list[place].date < *after->first_day) after->first_day = list[place].date;
  }
  after->version = rows.version;
  return after;
}

}  // namespace coffer::finance
