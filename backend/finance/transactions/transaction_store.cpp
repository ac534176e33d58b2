#include "finance/transactions/transaction_store.hpp"

#include <algorithm>
#include <utility>

#include "finance/transactions/rare_fields.hpp"
#include "finance/transactions/revision_columns.hpp"
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
constexpr std::string_view open_transfer_tag = "open-transfers";

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
  read_rare_fields(row, 44, transaction.fields);
  transaction.new_instrument_symbol = row.optional_text(50);
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

// The place of the statement in its family of so many orders: see the options of list_transactions.sql.
std::size_t place_of(const TransactionFilter& filter, std::size_t orders) {
  std::size_t place = 0;
  std::size_t weight = orders;
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

Statement list_statement(const Caller& caller, const TransactionFilter& filter, const std::vector<std::string>& keys,
                         std::int64_t most) {
  const auto type =
      filter.type ? std::optional(std::string(ledger::transaction_type_name(*filter.type))) : std::nullopt;
  const auto text = filter.text ? std::optional(escape_like(*filter.text)) : std::nullopt;
  const auto from = filter.from.value_or(Date::of(1000, 1, 1));
  const auto to = filter.to.value_or(Date::of(9999, 12, 31));
  if (filter.known_at) {
    return statement(sql::list_transactions_as_known[place_of(filter, 2)], caller.household(), from, to, filter.account,
                     filter.portfolio, filter.instrument, type, text, filter.import, *filter.known_at, keys[1], keys[2],
                     keys[3], most);
  }
  const auto order_key = keys[0].empty() ? std::optional<std::string>{} : std::optional(keys[0]);
  return statement(sql::list_transactions[place_of(filter, 6)], caller.household(), from, to, filter.account,
                   filter.portfolio, filter.instrument, type, text, filter.import, order_key, keys[1], keys[2], keys[3],
                   most);
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
  COFFER_CO_TRY(rows, co_await database_.read(caller, list_statement(caller, filter, keys, page.limit + 1)));
  Page<Transaction> found;
  for (const auto row : rows) found.items.push_back(to_transaction(row));
  cut_page(found, page.limit, list_tag(filter.sort),
           [&](const Transaction& last) { return keys_of(last, filter.sort); });
  co_return found;
}

Task<std::vector<TransactionId>> TransactionStore::select(UnitOfWork& unit, TransactionFilter filter,
                                                          std::int64_t most) {
  filter.sort = TransactionSort::Date;
  filter.known_at.reset();
  COFFER_CO_TRY(rows, co_await unit.run(list_statement(unit.caller(), filter, keys_before_first(filter.sort), most)));
  std::vector<TransactionId> found;
  for (const auto row : rows) found.push_back(row.id<TransactionId>(0));
  co_return found;
}

Task<std::optional<Transaction>> TransactionStore::find(const Caller& caller, TransactionId id,
                                                        std::optional<Timestamp> known_at) {
  auto query = known_at ? statement(sql::find_known_transaction, caller.household(), id, known_at)
                        : statement(sql::find_transaction, caller.household(), id);
  COFFER_CO_TRY(rows, co_await database_.read(caller, std::move(query)));
  if (rows.empty()) co_return std::optional<Transaction>{};
  co_return std::optional(to_transaction(rows.front()));
}

Task<Page<TransferSides>> TransactionStore::list_open_transfers(const Caller& caller, OpenTransferFilter filter,
                                                                PageRequest page) {
  std::vector<std::string> keys{"9999-12-31", "ffffffff-ffff-ffff-ffff-ffffffffffff"};
  if (page.cursor) {
    COFFER_CO_TRY(read, read_cursor(*page.cursor, open_transfer_tag, 2));
    keys = read;
  }
  COFFER_CO_TRY(
      rows, co_await database_.read(caller, statement(sql::list_open_transfers, caller.household(), filter.account,
                                                      filter.days, filter.unseen, keys[0], keys[1], page.limit + 1)));
  Page<TransferSides> found;
  for (const auto row : rows) {
    const auto sent = row.id<TransactionId>(0);
    if (found.items.empty() || found.items.back().sent != sent) found.items.push_back({sent, row.date(1), {}});
    if (!row.is_null(2)) found.items.back().received.push_back(row.id<TransactionId>(2));
  }
  cut_page(found, page.limit, open_transfer_tag,
           [](const TransferSides& last) { return CursorKeys{format_date(last.date), last.sent.text()}; });
  co_return found;
}

Task<std::vector<Transaction>> TransactionStore::load_current(const Caller& caller, std::vector<TransactionId> ids) {
  COFFER_CO_TRY(rows, co_await database_.read(caller, statement(sql::load_transactions, caller.household(), ids)));
  std::vector<Transaction> found;
  for (const auto row : rows) found.push_back(to_transaction(row));
  co_return found;
}

Task<std::vector<Transaction>> TransactionStore::load_current(UnitOfWork& unit, std::vector<TransactionId> ids) {
  COFFER_CO_TRY(rows, co_await unit.run(statement(sql::load_transactions, unit.caller().household(), ids)));
  std::vector<Transaction> found;
  for (const auto row : rows) found.push_back(to_transaction(row));
  co_return found;
}

Task<std::vector<Transaction>> TransactionStore::load_revisions(UnitOfWork& unit,
                                                                std::vector<TransactionRevisionKey> keys) {
  std::vector<TransactionId> ids;
  std::vector<std::int64_t> revisions;
  for (const auto& key : keys) {
    ids.push_back(key.transaction);
    revisions.push_back(key.revision);
  }
  COFFER_CO_TRY(rows, co_await unit.run(statement(sql::load_revisions, unit.caller().household(), ids, revisions)));
  std::vector<Transaction> found;
  for (const auto row : rows) found.push_back(to_transaction(row));
  co_return found;
}

Task<std::vector<Transaction>> TransactionStore::lock_all(UnitOfWork& unit, std::vector<TransactionId> ids) {
  COFFER_CO_TRY(rows, co_await unit.run(statement(sql::lock_transactions, unit.caller().household(), ids)));
  std::vector<TransactionRevisionKey> current;
  for (const auto row : rows) current.push_back({row.id<TransactionId>(0), row.int64(1)});
  co_return co_await load_revisions(unit, std::move(current));
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
  cut_page(found, page.limit, revision_tag,
           [](const auto& last) { return CursorKeys{std::to_string(last.transaction.revision)}; });
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

Task<std::vector<TransactionId>> TransactionStore::list_acquirers(UnitOfWork& unit, std::vector<TransactionId> named,
                                                                  InstrumentId instrument) {
  COFFER_CO_TRY(rows, co_await unit.run(statement(sql::list_acquirers, unit.caller().household(), named, instrument)));
  std::vector<TransactionId> found;
  for (const auto row : rows) found.push_back(row.id<TransactionId>(0));
  co_return found;
}

Task<std::optional<ToldAction>> TransactionStore::find_other_telling(UnitOfWork& unit,
                                                                     std::vector<TransactionId> selves,
                                                                     TransactionFields fields) {
  COFFER_CO_TRY(
      rows, co_await unit.run(statement(sql::find_other_telling, unit.caller().household(), selves,
                                        ledger::transaction_type_name(fields.type), fields.instrument, fields.date,
                                        fields.new_instrument, fields.ratio_to, fields.ratio_from, fields.cost_share)));
  if (rows.empty()) co_return std::optional<ToldAction>{};
  const auto row = rows.front();
  co_return std::optional(ToldAction{row.int64(0), row.int64(1), row.optional_decimal(2)});
}

Task<std::optional<TransactionId>> TransactionStore::find_lot_chooser(UnitOfWork& unit,
                                                                      std::vector<TransactionId> named) {
  std::vector<std::string> texts;
  for (const auto id : named) texts.push_back(id.text());
  COFFER_CO_TRY(rows, co_await unit.run(statement(sql::find_lot_chooser, unit.caller().household(), texts)));
  if (rows.empty()) co_return std::optional<TransactionId>{};
  co_return std::optional(rows.front().id<TransactionId>(0));
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
      stamp.removal == Removal::Removed, stamp.change, c.ids, c.revisions, c.accounts, c.types, c.dates, c.times,
      c.settled, c.sequences, c.instruments, c.quantities, c.prices, c.currencies, c.amounts, c.fees, c.taxes,
      c.accrued, c.rates, c.rates_from, c.rates_to, c.counter_accounts, c.counter_dates, c.counter_amounts,
      c.counter_currencies, c.ratios_to, c.ratios_from, c.costs, c.acquired, c.realises, c.principals, c.interests,
      c.categories, c.notes, c.new_instruments, c.new_quantities, c.cost_shares, c.joined, c.lots, c.details)));
  if (p.ids.empty()) co_return Result<>{};
  COFFER_CO_CHECK(co_await unit.run(statement(sql::insert_postings, caller.household(), p.ids, p.revisions, p.lines,
                                              p.ledgers, p.categories, p.accounts, p.instruments, p.dates, p.currencies,
                                              p.amounts, p.quantities, p.unknown_costs)));
  co_return Result<>{};
}

}  // namespace coffer::finance
