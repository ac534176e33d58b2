#include "finance/instruments/instrument_store.hpp"

#include <algorithm>
#include <map>

#include "finance/accounts/account.hpp"
#include "finance/instruments/sql.hpp"

namespace coffer::finance {

using platform::Row;
using platform::Rows;
using platform::statement;
using platform::Task;
using platform::UnitOfWork;

namespace {

constexpr std::string_view list_tag = "instruments";
constexpr std::optional<Timestamp> known_now;  // the first variant of `known=now|then`

Instrument to_instrument(const Row& row) {
  Instrument instrument;
  auto& reference = instrument.reference;
  reference.id = row.id<InstrumentId>(0);
  reference.symbol = row.optional_text(1).value_or("");
  reference.isin = row.optional_text(2);
  reference.name = row.optional_text(3).value_or(reference.symbol);
  reference.kind = parse_instrument_kind(row.view(4)).value();
  reference.currency = row.currency(5);
  instrument.price_factor = row.optional_decimal(6).value_or(Decimal(1));
  instrument.exchange = row.optional_text(7);
  instrument.asset_class = row.is_null(8) ? usual_asset_class(reference.kind) : parse_asset_class(row.view(8)).value();
  instrument.region = row.optional_text(9);
  instrument.sector = row.optional_text(10);
  instrument.scope = row.boolean(11) ? InstrumentScope::Public : InstrumentScope::Household;
  if (!row.is_null(12)) instrument.last_price = LastPrice{row.date(12), row.decimal(13), row.currency(14)};
  instrument.created_at = row.timestamp(15);
  instrument.updated_at = row.timestamp(16);
  instrument.version = row.int64(17);
  InstrumentNames present;
  present.symbol = reference.symbol;
  present.isin = reference.isin;
  present.name = reference.name;
  instrument.names.push_back(std::move(present));
  return instrument;
}

std::vector<Instrument> to_instruments(const Rows& rows) {
  std::vector<Instrument> instruments;
  instruments.reserve(static_cast<std::size_t>(rows.size()));
  for (const auto row : rows) instruments.push_back(to_instrument(row));
  return instruments;
}

std::vector<Instrument> with_factors(std::vector<Instrument> instruments, const Rows& rows) {
  std::map<InstrumentId, std::vector<DatedPriceFactor>> factors;
  for (const auto row : rows) factors[row.id<InstrumentId>(0)].push_back({row.date(1), row.decimal(2)});
  for (auto& instrument : instruments) instrument.price_factors = std::move(factors[instrument.reference.id]);
  return instruments;
}

// Symbol, ISIN and name change on days of their own: one entry for each day on which one does.
std::vector<InstrumentNames> to_dated_names(const Rows& rows) {
  std::map<Date, std::map<std::string, std::string>> changes;
  for (const auto row : rows) changes[row.date(1)][row.text(0)] = row.text(2);
  std::vector<InstrumentNames> names;
  InstrumentNames held;
  for (const auto& [from, values] : changes) {
    for (const auto& [kind, value] : values) {
      if (kind == "symbol") held.symbol = value;
      if (kind == "isin") held.isin = value;
      if (kind == "name") held.name = value;
    }
    held.from = from == since_ever ? std::nullopt : std::optional(from);
    names.push_back(held);
    if (names.back().name.empty()) names.back().name = names.back().symbol;
  }
  return names;
}

CorporateAction to_split(const Row& row) {
  CorporateAction action;
  action.id = row.uuid(0);
  action.instrument = row.id<InstrumentId>(1);
  action.effective_on = row.date(2);
  action.ratio_to = row.int64(3);
  action.ratio_from = row.int64(4);
  action.note = row.optional_text(5);
  action.recorded_at = row.timestamp(6);
  return action;
}

std::vector<CorporateAction> to_splits(const Rows& rows) {
  std::vector<CorporateAction> splits;
  for (const auto row : rows) splits.push_back(to_split(row));
  return splits;
}

// "%", "_" and "\" stand for themselves.
std::string escape_like(std::string_view text) {
  std::string out;
  for (const char letter : text) {
    if (letter == '%' || letter == '_' || letter == '\\') out.push_back('\\');
    out.push_back(letter >= 'a' && letter <= 'z' ? static_cast<char>(letter - 'a' + 'A') : letter);
  }
  return out;
}

std::string upper(std::string_view text) {
  std::string out(text);
  std::ranges::transform(out, out.begin(),
                         [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c; });
  return out;
}

}  // namespace

Task<Page<Instrument>> InstrumentStore::list(const Caller& caller, std::optional<std::string> search,
                                             PageRequest page) {
  std::vector<std::string> after{"", format_uuid(Uuid{})};
  if (page.cursor) {
    COFFER_CO_TRY(read, read_cursor(*page.cursor, list_tag, 2));
    after = read;
  }
  auto query = search ? statement(sql::search_instruments, caller.household(), after[0], after[1], page.limit + 1,
                                  escape_like(*search))
                      : statement(sql::list_instruments, caller.household(), after[0], after[1], page.limit + 1);
  COFFER_CO_TRY(rows, co_await database_.read(caller, std::move(query)));
  Page<Instrument> found;
  found.items = to_instruments(rows);
  cut_page(found, page.limit, list_tag,
           [](const Instrument& last) { return CursorKeys{upper(last.reference.symbol), last.reference.id.text()}; });
  co_return found;
}

Task<std::optional<Instrument>> InstrumentStore::find(const Caller& caller, InstrumentId id) {
  std::vector<platform::Statement> statements;
  statements.push_back(statement(sql::find_instrument, caller.household(), id));
  statements.push_back(statement(sql::list_instrument_names, caller.household(), id));
  COFFER_CO_TRY(rows, co_await database_.read(caller, std::move(statements)));
  if (rows[0].empty()) co_return std::optional<Instrument>{};
  auto instrument = to_instrument(rows[0].front());
  if (!rows[1].empty()) instrument.names = to_dated_names(rows[1]);
  co_return std::optional(std::move(instrument));
}

Task<std::optional<Instrument>> InstrumentStore::find(UnitOfWork& unit, InstrumentId id) {
  const auto household = unit.caller().household();
  COFFER_CO_TRY(rows, co_await unit.run(statement(sql::find_instrument, household, id)));
  if (rows.empty()) co_return std::optional<Instrument>{};
  COFFER_CO_TRY(names, co_await unit.run(statement(sql::list_instrument_names, household, id)));
  auto instrument = to_instrument(rows.front());
  if (!names.empty()) instrument.names = to_dated_names(names);
  co_return std::optional(std::move(instrument));
}

Task<std::vector<Instrument>> InstrumentStore::load(const Caller& caller, std::vector<InstrumentId> ids,
                                                    std::optional<Timestamp> known_at) {
  std::vector<platform::Statement> statements;
  statements.push_back(statement(sql::load_instruments, caller.household(), ids));
  statements.push_back(statement(sql::load_price_factors[known_at ? 1 : 0], caller.household(), ids, known_at));
  COFFER_CO_TRY(rows, co_await database_.read(caller, std::move(statements)));
  co_return with_factors(to_instruments(rows[0]), rows[1]);
}

Task<std::vector<Instrument>> InstrumentStore::load(UnitOfWork& unit, std::vector<InstrumentId> ids) {
  COFFER_CO_TRY(rows, co_await unit.run(statement(sql::load_instruments, unit.caller().household(), ids)));
  COFFER_CO_TRY(factors, co_await unit.run(
                             statement(sql::load_price_factors.front(), unit.caller().household(), ids, known_now)));
  co_return with_factors(to_instruments(rows), factors);
}

Task<std::vector<NameMatch>> InstrumentStore::match(const Caller& caller, std::vector<std::string> symbols,
                                                    std::vector<std::string> isins) {
  COFFER_CO_TRY(rows,
                co_await database_.read(caller, statement(sql::match_instruments, caller.household(), symbols, isins)));
  std::vector<NameMatch> matches;
  for (const auto row : rows) {
    NameMatch match;
    match.kind = row.view(0) == "isin" ? NameMatch::Kind::Isin : NameMatch::Kind::Symbol;
    match.value = row.text(1);
    match.instrument = row.id<InstrumentId>(2);
    match.from = row.date(3);
    match.currency = row.currency(4);
    matches.push_back(std::move(match));
  }
  co_return matches;
}

Task<std::optional<std::int64_t>> InstrumentStore::lock(UnitOfWork& unit, InstrumentId id) {
  COFFER_CO_TRY(rows, co_await unit.run(statement(sql::lock_instrument, unit.caller().household(), id)));
  if (rows.empty()) co_return std::optional<std::int64_t>{};
  co_return std::optional(rows.front().int64(0));
}

Task<bool> InstrumentStore::is_symbol_taken(UnitOfWork& unit, std::string symbol, InstrumentId self) {
  COFFER_CO_TRY(rows,
                co_await unit.run(statement(sql::symbol_is_taken, unit.caller().household(), upper(symbol), self)));
  co_return rows.front().boolean(0);
}

Task<std::vector<InstrumentId>> InstrumentStore::insert(UnitOfWork& unit, std::vector<NewInstrument> instruments) {
  std::vector<InstrumentId> ids;
  std::vector<std::string_view> kinds;
  std::vector<Currency> currencies;
  std::vector<std::string_view> classes;
  std::vector<std::optional<std::string>> exchanges;
  std::vector<std::optional<std::string>> regions;
  std::vector<std::optional<std::string>> sectors;
  std::vector<Uuid> factor_ids;
  std::vector<Decimal> factors;
  std::vector<Uuid> name_ids;
  std::vector<InstrumentId> named;
  std::vector<std::string_view> name_kinds;
  std::vector<std::string> values;
  std::vector<Date> days;
  const auto add_name = [&](InstrumentId id, std::string_view kind, std::string value) {
    name_ids.push_back(random_.uuid());
    named.push_back(id);
    name_kinds.push_back(kind);
    values.push_back(std::move(value));
    days.push_back(since_ever);
  };
  for (const auto& instrument : instruments) {
    const auto id = instrument.id ? *instrument.id : random_.id<InstrumentId>();
    ids.push_back(id);
    kinds.push_back(instrument_kind_name(instrument.kind));
    currencies.push_back(instrument.currency);
    classes.push_back(asset_class_name(instrument.asset_class.value_or(usual_asset_class(instrument.kind))));
    exchanges.push_back(instrument.exchange);
    regions.push_back(instrument.region);
    sectors.push_back(instrument.sector);
    factor_ids.push_back(random_.uuid());
    factors.push_back(instrument.price_factor);
    add_name(id, "symbol", instrument.symbol);
    if (instrument.isin) add_name(id, "isin", *instrument.isin);
    add_name(id, "name", instrument.name.value_or(instrument.symbol));
  }
  const auto household = unit.caller().household();
  COFFER_CO_CHECK(co_await unit.run(statement(sql::insert_instruments, household, ids, kinds, currencies, classes,
                                              exchanges, regions, sectors, factor_ids, factors)));
  COFFER_CO_CHECK(
      co_await unit.run(statement(sql::insert_instrument_names, household, name_ids, named, name_kinds, values, days)));
  co_return ids;
}

Task<> InstrumentStore::update(UnitOfWork& unit, Instrument instrument, InstrumentChange change) {
  const auto household = unit.caller().household();
  const auto id = instrument.reference.id;
  COFFER_CO_TRY(latest, co_await unit.run(statement(sql::latest_name_days, household, id)));
  const auto begins = [&](std::string_view kind) {
    if (change.from) return *change.from;
    for (const auto row : latest) {
      if (row.view(0) == kind) return row.date(1);
    }
    return since_ever;
  };
  std::vector<std::pair<std::string_view, std::optional<std::string>>> renamed;
  if (change.symbol) renamed.emplace_back("symbol", *change.symbol);
  if (change.isin) renamed.emplace_back("isin", *change.isin);
  if (change.name) renamed.emplace_back("name", *change.name);
  for (const auto& [kind, value] : renamed) {
    const auto from = begins(kind);
    COFFER_CO_CHECK(co_await unit.run(statement(sql::withdraw_instrument_name, household, id, kind, from)));
    if (!value) continue;
    const std::vector<Uuid> ids{random_.uuid()};
    const std::vector<InstrumentId> named{id};
    const std::vector<std::string_view> kinds{kind};
    const std::vector<std::string> values{*value};
    const std::vector<Date> days{from};
    COFFER_CO_CHECK(
        co_await unit.run(statement(sql::insert_instrument_names, household, ids, named, kinds, values, days)));
  }
  if (change.price_factor) {
    const auto from = begins("factor");
    COFFER_CO_CHECK(co_await unit.run(statement(sql::withdraw_price_factor, household, id, from)));
    COFFER_CO_CHECK(co_await unit.run(
        statement(sql::insert_price_factor, household, random_.uuid(), id, *change.price_factor, from)));
  }
  COFFER_CO_CHECK(co_await unit.run(
      statement(sql::update_instrument, household, id, instrument_kind_name(instrument.reference.kind),
                asset_class_name(instrument.asset_class), instrument.exchange, instrument.region, instrument.sector)));
  co_return Result<>{};
}

Task<std::vector<CorporateAction>> InstrumentStore::load_splits(const Caller& caller, std::vector<InstrumentId> ids,
                                                                std::optional<Timestamp> known_at) {
  COFFER_CO_TRY(rows, co_await database_.read(
                          caller, statement(sql::load_splits[known_at ? 1 : 0], caller.household(), ids, known_at)));
  co_return to_splits(rows);
}

Task<std::vector<CorporateAction>> InstrumentStore::load_splits(UnitOfWork& unit, std::vector<InstrumentId> ids) {
  COFFER_CO_TRY(rows,
                co_await unit.run(statement(sql::load_splits.front(), unit.caller().household(), ids, known_now)));
  co_return to_splits(rows);
}

Task<std::int64_t> InstrumentStore::insert_splits(UnitOfWork& unit, std::vector<NewSplit> splits, std::string source,
                                                  std::optional<ImportId> import, std::optional<std::string> note) {
  std::vector<Uuid> ids;
  std::vector<InstrumentId> instruments;
  std::vector<Date> days;
  std::vector<std::int64_t> to;
  std::vector<std::int64_t> from;
  for (const auto& split : splits) {
    ids.push_back(random_.uuid());
    instruments.push_back(split.instrument);
    days.push_back(split.effective_on);
    to.push_back(split.ratio_to);
    from.push_back(split.ratio_from);
  }
  COFFER_CO_TRY(inserted, co_await unit.run(statement(sql::insert_splits, unit.caller().household(), ids, instruments,
                                                      days, to, from, source, import, note)));
  co_return inserted.affected();
}

}  // namespace coffer::finance
