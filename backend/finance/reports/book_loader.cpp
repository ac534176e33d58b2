#include "finance/reports/book_loader.hpp"

#include <algorithm>

#include "finance/instruments/instrument_problems.hpp"

namespace coffer::finance {

using platform::Task;

std::shared_ptr<const HouseholdBook> BookLoader::find_kept(const Caller& caller) {
  const std::lock_guard lock(mutex_);
  const auto kept = kept_.find(caller.household());
  if (kept == kept_.end()) return nullptr;
  kept->second.used = ++uses_;
  return kept->second.book;
}

void BookLoader::drop_excess() {
  std::size_t transactions = 0;
  for (const auto& [household, kept] : kept_) transactions += kept.book->transactions.size();
  while (kept_.size() > 1 && (kept_.size() > limits_.households || transactions > limits_.transactions)) {
    const auto oldest = std::ranges::min_element(kept_, {}, [](const auto& entry) { return entry.second.used; });
    transactions -= oldest->second.book->transactions.size();
    const auto household = oldest->first;
    std::erase_if(series_, [&](const auto& entry) { return entry.first.first == household; });
    rates_.erase(household);
    kept_.erase(oldest);
  }
}

void BookLoader::keep(std::shared_ptr<const HouseholdBook> book) {
  const std::lock_guard lock(mutex_);
  auto& kept = kept_[book->household];
  kept.book = std::move(book);
  kept.views.clear();
  kept.used = ++uses_;
  drop_excess();
}

Task<std::shared_ptr<const HouseholdBook>> BookLoader::load(const Caller& caller, std::optional<Timestamp> known_at) {
  COFFER_CO_TRY(version, co_await store_.find_version(caller));
  // Whoever sees a part of the household alone neither takes the whole book nor leaves the own one in its place.
  const auto* household = caller.find_household(caller.household());
  const bool is_narrowed = household == nullptr || household->narrowed;
  const bool is_kept = !is_narrowed && !known_at;
  if (is_kept) {
    if (auto kept = find_kept(caller); kept != nullptr && kept->version == version) co_return kept;
  }
  // The leader's caller stands for all: they see the same household whole. A narrowed caller reads alone.
  auto key = caller.household().text() + "@" + text_of(version);
  if (known_at) key += "?" + format_timestamp(*known_at);
  if (is_narrowed) key += "/" + caller.user.text();
  std::function<Task<std::shared_ptr<const HouseholdBook>>()> work =
      [this, &caller, known_at, is_kept]() -> Task<std::shared_ptr<const HouseholdBook>> {
    if (is_kept) {
      COFFER_CO_TRY(mended, co_await mend(caller));
      if (mended != nullptr) co_return std::move(mended);
    }
    COFFER_CO_TRY(book, co_await read(caller, known_at));
    co_return std::make_shared<const HouseholdBook>(std::move(book));
  };
  COFFER_CO_TRY(shared, co_await loading_.run(std::move(key), std::move(work)));
  if (is_kept) keep(*shared);
  co_return *shared;
}

Task<std::shared_ptr<const HouseholdBook>> BookLoader::mend(const Caller& caller) {
  auto kept = find_kept(caller);
  if (kept == nullptr) co_return nullptr;
  COFFER_CO_TRY(rows, co_await store_.read_changes(caller, kept->version));
  if (!rows) co_return nullptr;
  co_return co_await pool_.run(
      [kept = std::move(kept), changed = std::move(*rows)]() -> Result<std::shared_ptr<const HouseholdBook>> {
        return with_changes(*kept, changed);
      });
}

Task<HouseholdBook> BookLoader::read(const Caller& caller, std::optional<Timestamp> known_at) {
  auto book = std::make_shared<HouseholdBook>();
  book->household = caller.household();
  COFFER_CO_TRY(read_rows, co_await store_.read(caller, known_at));
  const auto rows = std::make_shared<const BookRows>(std::move(read_rows));
  book->version = rows->version;
  book->base_currency = rows->base_currency;
  COFFER_CO_CHECK(take_accounts(*rows, *book));
  auto ids = named_instruments(*rows);
  COFFER_CO_CHECK(co_await add_instruments(caller, *book, ids, known_at));
  COFFER_CO_TRY(splits, co_await instruments_.load_splits(caller, std::move(ids), known_at));
  COFFER_CO_CHECK(co_await pool_.run(
      [book, rows, known = std::move(splits)]() -> Result<> { return take_transactions(*rows, known, *book); }));
  book->input.prices.assign(book->instruments.size(), nullptr);
  if (known_at) {
    COFFER_CO_CHECK(co_await add_known_prices(caller, *book, book->index.instrument_ids, *known_at));
    COFFER_CO_CHECK(co_await add_known_rates(caller, *book, *known_at));
  } else {
    COFFER_CO_CHECK(co_await add_prices(caller, *book, book->index.instrument_ids));
    COFFER_CO_CHECK(co_await add_rates(caller, *book));
  }
  co_return std::move(*book);
}

Task<std::shared_ptr<const HouseholdBook>> BookLoader::with_instrument(const Caller& caller,
                                                                       std::shared_ptr<const HouseholdBook> book,
                                                                       InstrumentId instrument,
                                                                       std::optional<Timestamp> known_at) {
  auto wider = std::make_shared<HouseholdBook>(*book);
  const std::vector<InstrumentId> ids{instrument};
  COFFER_CO_CHECK(co_await add_instruments(caller, *wider, ids, known_at));
  if (!wider->index.instrument(instrument).is_set())
    co_return fail(ErrorKind::NotFound, problems::instrument_not_found, "There is no such instrument.");
  wider->input.instruments = wider->index.instruments;
  COFFER_CO_TRY(splits, co_await instruments_.load_splits(caller, ids, known_at));
  add_splits(splits, *wider);
  wider->input.prices.resize(wider->instruments.size());
  if (known_at) {
    COFFER_CO_CHECK(co_await add_known_prices(caller, *wider, ids, *known_at));
  } else {
    COFFER_CO_CHECK(co_await add_prices(caller, *wider, ids));
  }
  co_return std::shared_ptr<const HouseholdBook>(std::move(wider));
}

Task<> BookLoader::add_known_prices(const Caller& caller, HouseholdBook& book, std::vector<InstrumentId> ids,
                                    Timestamp known_at) {
  if (ids.empty()) co_return Result<>{};
  COFFER_CO_TRY(prices, co_await market_.load_known_prices(caller, std::move(ids), known_at));
  for (const auto& series : prices) book.input.prices[book.index.instrument(series.instrument).value] = series.closes;
  co_return Result<>{};
}

Task<> BookLoader::add_known_rates(const Caller& caller, HouseholdBook& book, Timestamp known_at) {
  COFFER_CO_TRY(rates, co_await market_.load_known_rates(caller, known_at));
  for (auto& series : rates) book.input.rates.push_back({series.from, series.to, std::move(series.rates)});
  co_return Result<>{};
}

Task<> BookLoader::add_instruments(const Caller& caller, HouseholdBook& book, std::vector<InstrumentId> ids,
                                   std::optional<Timestamp> known_at) {
  if (ids.empty()) co_return Result<>{};
  COFFER_CO_TRY(found, co_await instruments_.load(caller, std::move(ids), known_at));
  for (auto& instrument : found) {
    book.index.add_instrument(instrument.reference.id, to_ledger(instrument));
    book.instruments.push_back(std::move(instrument));
  }
  co_return Result<>{};
}

Task<> BookLoader::add_prices(const Caller& caller, HouseholdBook& book, std::vector<InstrumentId> ids) {
  if (ids.empty()) co_return Result<>{};
  COFFER_CO_TRY(stamps, co_await market_.list_stamps(caller, std::move(ids)));
  std::vector<InstrumentId> wanted;
  std::map<InstrumentId, std::string> stamp_of;
  {
    const std::lock_guard lock(mutex_);
    for (const auto& stamp : stamps) {
      const auto kept = series_.find({book.household, stamp.instrument});
      if (kept != series_.end() && kept->second.stamp == stamp.stamp) {
        book.input.prices[book.index.instrument(stamp.instrument).value] = kept->second.series;
      } else {
        wanted.push_back(stamp.instrument);
        stamp_of[stamp.instrument] = stamp.stamp;
      }
    }
  }
  if (wanted.empty()) co_return Result<>{};
  COFFER_CO_TRY(loaded, co_await market_.load_price_series(caller, std::move(wanted)));
  const std::lock_guard lock(mutex_);
  for (const auto& series : loaded) {
    book.input.prices[book.index.instrument(series.instrument).value] = series.closes;
    series_[{book.household, series.instrument}] = {stamp_of[series.instrument], series.currency, series.closes};
  }
  co_return Result<>{};
}

Task<> BookLoader::add_rates(const Caller& caller, HouseholdBook& book) {
  COFFER_CO_TRY(stamp, co_await market_.rate_stamp(caller));
  std::vector<RateSeries> rates;
  bool known = false;
  {
    const std::lock_guard lock(mutex_);
    const auto kept = rates_.find(book.household);
    if (kept != rates_.end() && kept->second.stamp == stamp) {
      rates = kept->second.rates;
      known = true;
    }
  }
  if (!known) {
    COFFER_CO_TRY(loaded, co_await market_.load_rate_series(caller));
    rates = std::move(loaded);
    const std::lock_guard lock(mutex_);
    rates_[book.household] = {stamp, rates};
  }
  for (auto& series : rates) book.input.rates.push_back({series.from, series.to, std::move(series.rates)});
  co_return Result<>{};
}

Task<std::shared_ptr<const ComputedBook>> BookLoader::compute(std::shared_ptr<const HouseholdBook> book,
                                                              BookView view) {
  {
    const std::lock_guard lock(mutex_);
    const auto kept = kept_.find(book->household);
    if (kept != kept_.end() && kept->second.book == book) {
      auto& views = kept->second.views;
      const auto found = std::ranges::find_if(views, [&](const auto& entry) { return entry.first == view; });
      if (found != views.end()) {
        views.splice(views.begin(), views, found);
        co_return views.front().second;
      }
    }
  }
  COFFER_CO_TRY(computed, co_await pool_.run([book, view]() -> Result<std::shared_ptr<const ComputedBook>> {
    COFFER_TRY(made, compute_view(book, view));
    return std::make_shared<const ComputedBook>(std::move(made));
  }));
  const std::lock_guard lock(mutex_);
  const auto kept = kept_.find(book->household);
  if (kept != kept_.end() && kept->second.book == book) {
    kept->second.views.emplace_front(view, computed);
    if (kept->second.views.size() > limits_.views) kept->second.views.pop_back();
  }
  co_return computed;
}

}  // namespace coffer::finance
