#include "finance/market/market_store.hpp"

#include "finance/market/packed_series.hpp"
#include "finance/market/sql.hpp"

namespace coffer::finance {

using platform::Row;
using platform::Rows;
using platform::statement;
using platform::Task;
using platform::UnitOfWork;

namespace {

constexpr std::string_view price_tag = "prices";
constexpr std::string_view rate_tag = "rates";
constexpr Date first_day = Date::of(1000, 1, 1);
constexpr Date last_day = Date::of(9999, 12, 31);

// The day after which a page begins.
Result<Date> begin_of(const DateRange& range, const PageRequest& page, std::string_view tag) {
  if (page.cursor) {
    COFFER_TRY(parts, read_cursor(*page.cursor, tag, 1));
    if (const auto date = parse_date(parts.front())) return *date;
  }
  return range.from.value_or(first_day).plus_days(-1);
}

RecordedCounts to_counts(const Row& row) { return {row.int64(0), row.int64(1), row.int64(2)}; }

Result<> append_year(const Row& row, int column, std::vector<std::pair<Date, Decimal>>& points) {
  const auto bytes = row.bytea(column + 4);
  PackedYear packed;
  packed.year = row.int32(column);
  packed.entries = row.int32(column + 1);
  packed.scale = row.int32(column + 2);
  packed.width = row.int32(column + 3);
  packed.bytes = bytes;
  return unpack_year(packed, points);
}

std::shared_ptr<const ledger::DecimalSeries> to_series(std::vector<std::pair<Date, Decimal>> points) {
  return std::make_shared<const ledger::DecimalSeries>(ledger::DecimalSeries::from_points(std::move(points)));
}

}  // namespace

Task<Page<Price>> MarketStore::list_prices(const Caller& caller, InstrumentId instrument, DateRange range,
                                           PageRequest page) {
  COFFER_CO_TRY(after, begin_of(range, page, price_tag));
  COFFER_CO_TRY(rows, co_await database_.read(caller, statement(sql::list_prices, caller.household(), instrument, after,
                                                                range.to.value_or(last_day), page.limit + 1)));
  Page<Price> found;
  for (const auto row : rows) {
    found.items.push_back({row.date(0), row.decimal(1), row.currency(2), row.text(3), row.timestamp(4)});
  }
  cut_page(found, page.limit, price_tag, [](const Price& last) { return CursorKeys{format_date(last.date)}; });
  co_return found;
}

Task<Page<RecordedRate>> MarketStore::list_rates(const Caller& caller, Currency from, Currency to, DateRange range,
                                                 PageRequest page) {
  COFFER_CO_TRY(after, begin_of(range, page, rate_tag));
  COFFER_CO_TRY(rows, co_await database_.read(caller, statement(sql::list_rates, caller.household(), from, to, after,
                                                                range.to.value_or(last_day), page.limit + 1)));
  Page<RecordedRate> found;
  for (const auto row : rows) {
    found.items.push_back({FxRate{from, to, row.date(0), row.decimal(1)}, row.text(2), row.timestamp(3)});
  }
  cut_page(found, page.limit, rate_tag, [](const RecordedRate& last) { return CursorKeys{format_date(last.rate.on)}; });
  co_return found;
}

Task<RecordedCounts> MarketStore::record_prices(UnitOfWork& unit, std::vector<NewPrice> prices,
                                                PriceDelivery delivery) {
  std::vector<InstrumentId> instruments;
  std::vector<Date> days;
  std::vector<Decimal> closes;
  std::vector<Currency> currencies;
  for (const auto& price : prices) {
    instruments.push_back(price.instrument);
    days.push_back(price.date);
    closes.push_back(price.close);
    currencies.push_back(price.currency);
  }
  COFFER_CO_TRY(rows, co_await unit.run(statement(sql::record_prices, unit.caller().household(), instruments, days,
                                                  closes, currencies, delivery.source, delivery.import)));
  co_return to_counts(rows.front());
}

Task<RecordedCounts> MarketStore::record_rates(UnitOfWork& unit, std::vector<FxRate> rates, std::string source,
                                               std::optional<ImportId> import) {
  std::vector<Currency> from;
  std::vector<Currency> to;
  std::vector<Date> days;
  std::vector<Decimal> values;
  for (const auto& rate : rates) {
    from.push_back(rate.from);
    to.push_back(rate.to);
    days.push_back(rate.on);
    values.push_back(rate.rate);
  }
  COFFER_CO_TRY(rows, co_await unit.run(statement(sql::record_rates, unit.caller().household(), from, to, days, values,
                                                  source, import)));
  co_return to_counts(rows.front());
}

Task<std::optional<Decimal>> MarketStore::find_close_before(UnitOfWork& unit, InstrumentId instrument, Date day) {
  COFFER_CO_TRY(rows, co_await unit.run(statement(sql::find_close_before, unit.caller().household(), instrument, day)));
  if (rows.empty()) co_return std::optional<Decimal>{};
  co_return std::optional(rows.front().decimal(0));
}

Task<std::int64_t> MarketStore::withdraw_import(UnitOfWork& unit, ImportId import) {
  COFFER_CO_TRY(prices, co_await unit.run(statement(sql::withdraw_import_prices, unit.caller().household(), import)));
  COFFER_CO_TRY(rates, co_await unit.run(statement(sql::withdraw_import_rates, unit.caller().household(), import)));
  co_return prices.affected() + rates.affected();
}

Task<std::vector<SeriesStamp>> MarketStore::list_stamps(const Caller& caller, std::vector<InstrumentId> instruments) {
  COFFER_CO_TRY(rows,
                co_await database_.read(caller, statement(sql::list_price_stamps, caller.household(), instruments)));
  std::vector<SeriesStamp> stamps;
  for (const auto row : rows) stamps.push_back({row.id<InstrumentId>(0), row.text(1)});
  co_return stamps;
}

Task<std::vector<PriceSeries>> MarketStore::load_price_series(const Caller& caller,
                                                              std::vector<InstrumentId> instruments) {
  COFFER_CO_TRY(rows,
                co_await database_.read(caller, statement(sql::load_price_series, caller.household(), instruments)));
  std::vector<PriceSeries> all;
  std::vector<std::pair<Date, Decimal>> points;
  for (int i = 0; i < rows.size(); ++i) {
    const auto row = rows[i];
    const auto instrument = row.id<InstrumentId>(0);
    if (all.empty() || all.back().instrument != instrument) {
      if (!all.empty()) all.back().closes = to_series(std::exchange(points, {}));
      all.push_back({instrument, row.currency(1), nullptr});
    }
    COFFER_CO_CHECK(append_year(row, 2, points));
  }
  if (!all.empty()) all.back().closes = to_series(std::move(points));
  co_return all;
}

Task<std::string> MarketStore::rate_stamp(const Caller& caller) {
  COFFER_CO_TRY(rows, co_await database_.read(caller, statement(sql::rate_stamp, caller.household())));
  co_return rows.front().text(0);
}

Task<std::vector<RateSeries>> MarketStore::load_rate_series(const Caller& caller) {
  COFFER_CO_TRY(rows, co_await database_.read(caller, statement(sql::load_rate_series, caller.household())));
  std::vector<RateSeries> all;
  std::vector<std::pair<Date, Decimal>> points;
  for (const auto row : rows) {
    const auto from = row.currency(0);
    const auto to = row.currency(1);
    if (all.empty() || all.back().from != from || all.back().to != to) {
      if (!all.empty()) all.back().rates = to_series(std::exchange(points, {}));
      all.push_back({from, to, nullptr});
    }
    COFFER_CO_CHECK(append_year(row, 2, points));
  }
  if (!all.empty()) all.back().rates = to_series(std::move(points));
  co_return all;
}

Task<std::vector<PriceSeries>> MarketStore::load_known_prices(const Caller& caller,
                                                              std::vector<InstrumentId> instruments,
                                                              Timestamp known_at) {
  COFFER_CO_TRY(rows, co_await database_.read(
                          caller, statement(sql::load_known_prices, caller.household(), instruments, known_at)));
  std::vector<PriceSeries> all;
  std::vector<std::pair<Date, Decimal>> points;
  for (const auto row : rows) {
    const auto instrument = row.id<InstrumentId>(0);
    if (all.empty() || all.back().instrument != instrument) {
      if (!all.empty()) all.back().closes = to_series(std::exchange(points, {}));
      all.push_back({instrument, row.currency(1), nullptr});
    }
    points.emplace_back(row.date(2), row.decimal(3));
  }
  if (!all.empty()) all.back().closes = to_series(std::move(points));
  co_return all;
}

Task<std::vector<RateSeries>> MarketStore::load_known_rates(const Caller& caller, Timestamp known_at) {
  COFFER_CO_TRY(rows, co_await database_.read(caller, statement(sql::load_known_rates, caller.household(), known_at)));
  std::vector<RateSeries> all;
  std::vector<std::pair<Date, Decimal>> points;
  for (const auto row : rows) {
    const auto from = row.currency(0);
    const auto to = row.currency(1);
    if (all.empty() || all.back().from != from || all.back().to != to) {
      if (!all.empty()) all.back().rates = to_series(std::exchange(points, {}));
      all.push_back({from, to, nullptr});
    }
    points.emplace_back(row.date(2), row.decimal(3));
  }
  if (!all.empty()) all.back().rates = to_series(std::move(points));
  co_return all;
}

}  // namespace coffer::finance
