#include "finance/transactions/transaction_store.hpp"

#include <algorithm>
#include <utility>

#include "finance/transactions/sql.hpp"

namespace coffer::finance {

using platform::Query;
using platform::Row;
using platform::Rows;
using platform::statement;
using platform::Statement;
using platform::Task;
using platform::UnitOfWork;

namespace {

constexpr std::string_view revision_tag = "revisions";

Transaction to_transaction(const Row& row) {
  Transaction transaction;
  transaction.id = row.id<TransactionId>(0);
  transaction.fields = read_transaction_fields(row);
  transaction.revision = row.int64(30);
  transaction.status = row.boolean(31) ? TransactionStatus::Removed : TransactionStatus::Active;
  transaction.recorded_at = row.timestamp(32);
  transaction.created_at = row.timestamp(33);
  transaction.import = row.optional_id<ImportId>(34);
  transaction.account_name = row.text(35);
  transaction.counter_account_name = row.optional_text(36);
  transaction.instrument_symbol = row.optional_text(37);
  transaction.instrument_name = row.optional_text(38);
  transaction.cash_effect = row.optional_decimal(39);
  return transaction;
}

TransactionRevision to_revision(const Row& row) {
  TransactionRevision revision;
  revision.transaction = to_transaction(row);
  revision.reason = row.optional_text(40);
  revision.actor = row.optional_id<UserId>(41);
  revision.actor_name = row.optional_text(42).value_or("");
  return revision;
}

std::string escape_like(std::string_view text) {
  std::string out;
  for (const char letter : text) {
    if (letter == '%' || letter == '_' || letter == '\\') out.push_back('\\');
    out.push_back(letter);
  }
  return out;
}

// The place of the statement in its family: see the options of list_transactions.sql.
std::size_t place_of(const TransactionFilter& filter) {
  std::size_t place = 0;
  std::size_t weight = 6;
  for (const bool on : {filter.account.has_value(), filter.portfolio.has_value(), filter.instrument.has_value(),
                        filter.type.has_value(), filter.text.has_value(), filter.import.has_value()}) {
    if (on) place += weight;
    weight *= 2;
  }
  return place + static_cast<std::size_t>(filter.sort);
}

bool is_descending(TransactionSort sort) { return static_cast<int>(sort) % 2 == 1; }

// Order key, day, sequence and id of the item before the first.
std::vector<std::string> keys_before_first(TransactionSort sort) {
  const bool down = is_descending(sort);
  std::vector<std::string> keys{"", down ? "9999-12-31" : "1000-01-01", down ? "9223372036854775807" : "-1",
                                down ? "ffffffff-ffff-ffff-ffff-ffffffffffff" : "00000000-0000-0000-0000-000000000000"};
  switch (sort) {
    case TransactionSort::Amount:
    case TransactionSort::RecordedAt: keys[0] = "-infinity"; break;
    case TransactionSort::AmountDescending:
    case TransactionSort::RecordedAtDescending: keys[0] = "infinity"; break;
    default: break;
  }
  return keys;
}

std::vector<std::string> keys_of(const Transaction& transaction, TransactionSort sort) {
  std::vector<std::string> keys{"", format_date(transaction.fields.date),
                                std::to_string(transaction.fields.sequence.value_or(0)), transaction.id.text()};
  if (sort == TransactionSort::Amount || sort == TransactionSort::AmountDescending) {
    keys[0] = format_decimal(transaction.fields.amount.value_or(Decimal()));
  } else if (sort == TransactionSort::RecordedAt || sort == TransactionSort::RecordedAtDescending) {
    keys[0] = format_timestamp(transaction.recorded_at);
  }
  return keys;
}

std::string list_tag(TransactionSort sort) { return "transactions" + std::to_string(static_cast<int>(sort)); }

struct RatePair {
  Currency from;
  Currency to;
};

RatePair rate_pair(const TransactionFields& fields, const BookIndex& index) {
  if (fields.counter_currency) return {fields.currency, *fields.counter_currency};
  const auto home = index.account_currencies[index.account(fields.account).value];
  if (fields.instrument) {
    const auto priced_in = index.instruments[index.instrument(*fields.instrument).value].currency;
    if (priced_in != fields.currency) return {priced_in, fields.currency};
  }
  return {fields.currency, home};
}

// A column of which nothing is known goes as an empty list: unnest fills it up with nulls. Most columns of most
// imports are such.
template <class T>
void drop_if_unknown(std::vector<std::optional<T>>& column) {
  if (std::ranges::none_of(column, [](const auto& value) { return value.has_value(); })) column.clear();
}

// One list a column, in the order of insert_revisions.sql.
struct RevisionColumns {
  std::vector<TransactionId> ids;
  std::vector<std::int64_t> revisions;
  std::vector<AccountId> accounts;
  std::vector<std::string_view> types;
  std::vector<Date> dates;
  std::vector<std::optional<std::string>> times;
  std::vector<std::optional<Date>> settled;
  std::vector<std::int64_t> sequences;
  std::vector<std::optional<InstrumentId>> instruments;
  std::vector<std::optional<Decimal>> quantities, prices;
  std::vector<Currency> currencies;
  std::vector<std::optional<Decimal>> amounts, fees, taxes, accrued, rates;
  std::vector<std::optional<std::string>> rates_from, rates_to;
  std::vector<std::optional<AccountId>> counter_accounts;
  std::vector<std::optional<Date>> counter_dates;
  std::vector<std::optional<Decimal>> counter_amounts;
  std::vector<std::optional<std::string>> counter_currencies;
  std::vector<std::optional<std::int64_t>> ratios_to, ratios_from;
  std::vector<std::optional<Decimal>> costs;
  std::vector<std::optional<Date>> acquired;
  std::vector<bool> realises;
  std::vector<std::optional<Decimal>> principals, interests;
  std::vector<std::optional<std::string>> categories, notes;

  void add(const RevisionRow& row, const BookIndex& index);
  void drop_unknown();
};

void RevisionColumns::drop_unknown() {
  const auto drop = [](auto&... columns) { (drop_if_unknown(columns), ...); };
  drop(times, settled, instruments, quantities, prices, amounts, fees, taxes, accrued, rates, rates_from, rates_to,
       counter_accounts, counter_dates, counter_amounts, counter_currencies, ratios_to, ratios_from, costs, acquired,
       principals, interests, categories, notes);
}

void RevisionColumns::add(const RevisionRow& row, const BookIndex& index) {
  const auto& f = row.fields;
  ids.push_back(row.transaction);
  revisions.push_back(row.revision);
  accounts.push_back(f.account);
  types.push_back(ledger::transaction_type_name(f.type));
  dates.push_back(f.date);
  times.push_back(f.time);
  settled.push_back(f.settlement_date);
  sequences.push_back(f.sequence.value_or(0));
  instruments.push_back(f.instrument);
  quantities.push_back(f.quantity);
  prices.push_back(f.price);
  currencies.push_back(f.currency);
  amounts.push_back(f.amount);
  fees.push_back(f.fee);
  taxes.push_back(f.tax);
  accrued.push_back(f.accrued_interest);
  rates.push_back(f.fx_rate);
  if (f.fx_rate) {
    const auto pair = rate_pair(f, index);
    rates_from.emplace_back(std::string(pair.from.code()));
    rates_to.emplace_back(std::string(pair.to.code()));
  } else {
    rates_from.emplace_back();
    rates_to.emplace_back();
  }
  counter_accounts.push_back(f.counter_account);
  counter_dates.push_back(f.counter_date);
  counter_amounts.push_back(f.counter_amount);
  counter_currencies.push_back(f.counter_currency ? std::optional(std::string(f.counter_currency->code()))
                                                  : std::nullopt);
  ratios_to.push_back(f.ratio_to);
  ratios_from.push_back(f.ratio_from);
  costs.push_back(f.cost);
  acquired.push_back(f.cost_date);
  realises.push_back(f.realises.value_or(false));
  principals.push_back(f.principal);
  interests.push_back(f.interest);
  categories.push_back(f.category);
  notes.push_back(f.note);
}

struct PostingColumns {
  std::vector<TransactionId> ids;
  std::vector<std::int64_t> revisions, lines;
  std::vector<std::string_view> ledgers;
  std::vector<std::optional<std::string>> categories;
  std::vector<std::optional<AccountId>> accounts;
  std::vector<std::optional<InstrumentId>> instruments;
  std::vector<Date> dates;
  std::vector<Currency> currencies;
  std::vector<Decimal> amounts;
  std::vector<std::optional<Decimal>> quantities;
  std::vector<bool> unknown_costs;

  void add(const RevisionRow& row, const BookIndex& index);
};

void PostingColumns::add(const RevisionRow& row, const BookIndex& index) {
  std::int64_t line = 0;
  for (const auto& posting : row.postings) {
    const auto name = ledger::ledger_account_name(posting.ledger);
    const auto colon = name.find(':');
    const bool position = posting.ledger == ledger::LedgerAccount::Position;
    ids.push_back(row.transaction);
    revisions.push_back(row.revision);
    lines.push_back(++line);
    ledgers.push_back(name.substr(0, 1));
    categories.push_back(colon == std::string_view::npos ? std::nullopt
                                                         : std::optional(std::string(name.substr(colon + 1))));
    accounts.push_back(posting.account.is_set() ? std::optional(index.account_ids[posting.account.value])
                                                : std::nullopt);
    instruments.push_back(posting.instrument.is_set() ? std::optional(index.instrument_ids[posting.instrument.value])
                                                      : std::nullopt);
    dates.push_back(posting.date);
    // A leg of units alone has no currency of its own: it stands in that of the instrument.
    currencies.push_back(!posting.currency.is_empty()  ? posting.currency
                         : posting.instrument.is_set() ? index.instruments[posting.instrument.value].currency
                                                       : row.fields.currency);
    amounts.push_back(posting.amount);
    quantities.push_back(position || !posting.quantity.is_zero() ? std::optional(posting.quantity) : std::nullopt);
    unknown_costs.push_back(position && row.fields.type == TransactionType::DeliveryIn && !row.fields.cost);
  }
}

}  // namespace

TransactionFields read_transaction_fields(const Row& row) {
  TransactionFields fields;
  fields.account = row.id<AccountId>(1);
  fields.type = ledger::parse_transaction_type(row.view(2)).value();
  fields.date = row.date(3);
  fields.time = row.optional_text(4);
  fields.settlement_date = row.optional_date(5);
  fields.instrument = row.optional_id<InstrumentId>(6);
  fields.quantity = row.optional_decimal(7);
  fields.price = row.optional_decimal(8);
  fields.amount = row.optional_decimal(9);
  fields.currency = row.currency(10);
  fields.fee = row.optional_decimal(11);
  fields.tax = row.optional_decimal(12);
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
  fields.sequence = row.int64(27);
  fields.external_id = row.optional_text(28);
  fields.note = row.optional_text(29);
  return fields;
}

Task<Page<Transaction>> TransactionStore::list(const Caller& caller, TransactionFilter filter, PageRequest page) {
  auto keys = keys_before_first(filter.sort);
  if (page.cursor) {
    COFFER_CO_TRY(read, read_cursor(*page.cursor, list_tag(filter.sort), 4));
    keys = read;
  }
  const auto order_key = keys[0].empty() ? std::optional<std::string>{} : std::optional(keys[0]);
  const auto type =
      filter.type ? std::optional(std::string(ledger::transaction_type_name(*filter.type))) : std::nullopt;
  const auto text = filter.text ? std::optional(escape_like(*filter.text)) : std::nullopt;
  auto query = statement(sql::list_transactions[place_of(filter)], caller.household(),
                         filter.from.value_or(Date::of(1000, 1, 1)), filter.to.value_or(Date::of(9999, 12, 31)),
                         filter.account, filter.portfolio, filter.instrument, type, text, filter.import, order_key,
                         keys[1], keys[2], keys[3], page.limit + 1);
  COFFER_CO_TRY(rows, co_await database_.read(caller, std::move(query)));
  Page<Transaction> found;
  for (const auto row : rows) found.items.push_back(to_transaction(row));
  if (static_cast<std::int64_t>(found.items.size()) > page.limit) {
    found.items.pop_back();
    found.next_cursor = make_cursor(list_tag(filter.sort), keys_of(found.items.back(), filter.sort));
  }
  co_return found;
}

Task<std::optional<Transaction>> TransactionStore::find(const Caller& caller, TransactionId id) {
  COFFER_CO_TRY(rows, co_await database_.read(caller, statement(sql::find_transaction, caller.household(), id)));
  if (rows.empty()) co_return std::optional<Transaction>{};
  co_return std::optional(to_transaction(rows.front()));
}

Task<std::optional<Transaction>> TransactionStore::find(UnitOfWork& unit, TransactionId id) {
  COFFER_CO_TRY(rows, co_await unit.run(statement(sql::find_transaction, unit.caller().household(), id)));
  if (rows.empty()) co_return std::optional<Transaction>{};
  co_return std::optional(to_transaction(rows.front()));
}

Task<Page<TransactionRevision>> TransactionStore::list_revisions(const Caller& caller, TransactionId id,
                                                                 PageRequest page) {
  std::string before = "2147483647";
  if (page.cursor) {
    COFFER_CO_TRY(read, read_cursor(*page.cursor, revision_tag, 1));
    before = read.front();
  }
  // One more than shown also tells what the last one shown changed.
  COFFER_CO_TRY(rows, co_await database_.read(
                          caller, statement(sql::list_revisions, caller.household(), id, before, page.limit + 1)));
  Page<TransactionRevision> found;
  for (const auto row : rows) found.items.push_back(to_revision(row));
  for (std::size_t i = 0; i < found.items.size(); ++i) {
    auto& item = found.items[i];
    const bool removed = item.transaction.status == TransactionStatus::Removed;
    const bool was_removed =
        i + 1 < found.items.size() && found.items[i + 1].transaction.status == TransactionStatus::Removed;
    item.change = item.transaction.revision == 1 ? RevisionChange::Recorded
                  : removed                      ? RevisionChange::Removed
                  : was_removed                  ? RevisionChange::Restored
                                                 : RevisionChange::Revised;
  }
  if (static_cast<std::int64_t>(found.items.size()) > page.limit) {
    found.items.pop_back();
    found.next_cursor = make_cursor(revision_tag, {std::to_string(found.items.back().transaction.revision)});
  }
  co_return found;
}

Task<std::optional<std::int64_t>> TransactionStore::lock(UnitOfWork& unit, TransactionId id) {
  COFFER_CO_TRY(rows, co_await unit.run(statement(sql::lock_transaction, unit.caller().household(), id)));
  if (rows.empty()) co_return std::optional<std::int64_t>{};
  co_return std::optional(rows.front().int64(0));
}

Task<std::int64_t> TransactionStore::next_sequence(UnitOfWork& unit, AccountId account, Date day) {
  COFFER_CO_TRY(rows, co_await unit.run(statement(sql::next_sequence, unit.caller().household(), account, day)));
  co_return rows.front().int64(0);
}

Task<> TransactionStore::insert_heads(UnitOfWork& unit, std::vector<TransactionHead> heads,
                                      std::optional<ImportId> import) {
  std::vector<TransactionId> ids;
  std::vector<AccountId> accounts;
  std::vector<std::optional<std::int64_t>> import_rows;
  std::vector<std::optional<std::string>> fingerprints;
  std::vector<std::optional<std::string>> external_ids;
  for (auto& head : heads) {
    ids.push_back(head.id);
    accounts.push_back(head.account);
    import_rows.push_back(head.import_row);
    fingerprints.push_back(std::move(head.fingerprint));
    external_ids.push_back(std::move(head.external_id));
  }
  COFFER_CO_CHECK(co_await unit.run(statement(sql::insert_transactions, unit.caller().household(), ids, accounts,
                                              import, import_rows, fingerprints, external_ids)));
  co_return Result<>{};
}

Task<> TransactionStore::insert_revisions(UnitOfWork& unit, std::vector<RevisionRow> rows, const BookIndex& index,
                                          RevisionStamp stamp) {
  const auto& caller = unit.caller();
  RevisionColumns c;
  PostingColumns p;
  for (const auto& row : rows) {
    c.add(row, index);
    p.add(row, index);
  }
  c.drop_unknown();
  const auto actor = caller.user.is_nil() ? std::optional<UserId>{} : std::optional(caller.user);
  const auto system = actor ? std::optional<std::string>{} : std::optional(std::string(caller.system));
  COFFER_CO_CHECK(co_await unit.run(statement(
      sql::insert_revisions, caller.household(), actor, system, caller.on_behalf_of, stamp.reason,
      stamp.removal == Removal::Removed, c.ids, c.revisions, c.accounts, c.types, c.dates, c.times, c.settled,
      c.sequences, c.instruments, c.quantities, c.prices, c.currencies, c.amounts, c.fees, c.taxes, c.accrued, c.rates,
      c.rates_from, c.rates_to, c.counter_accounts, c.counter_dates, c.counter_amounts, c.counter_currencies,
      c.ratios_to, c.ratios_from, c.costs, c.acquired, c.realises, c.principals, c.interests, c.categories, c.notes)));
  if (p.ids.empty()) co_return Result<>{};
  COFFER_CO_CHECK(co_await unit.run(statement(sql::insert_postings, caller.household(), p.ids, p.revisions, p.lines,
                                              p.ledgers, p.categories, p.accounts, p.instruments, p.dates, p.currencies,
                                              p.amounts, p.quantities, p.unknown_costs)));
  co_return Result<>{};
}

}  // namespace coffer::finance
