// Reads a household's book, and keeps the ones used last: by version, never older than the database.
#pragma once

#include <cstddef>
#include <list>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>

#include "finance/instruments/instrument_store.hpp"
#include "finance/market/market_store.hpp"
#include "finance/reports/book_store.hpp"
#include "finance/reports/household_book.hpp"
#include "platform/async/compute_pool.hpp"
#include "platform/async/single_flight.hpp"
#include "platform/pg/database.hpp"

namespace coffer::finance {

struct BookCacheLimits {
  std::size_t households = 64;
  std::size_t transactions = 1'000'000;  // of all books kept together
  std::size_t views = 8;                 // computed per household
};

class BookLoader {
 public:
  BookLoader(platform::Database& database, platform::Random& random, platform::ComputePool& pool,
             BookCacheLimits limits = {})
      : store_(database), instruments_(database, random), market_(database), pool_(pool), limits_(limits) {}

  // What the household's figures depend on now.
  platform::Task<BookVersion> find_version(const Caller& caller) { return store_.find_version(caller); }
  // A book that is not older than the call. With a moment, the book by what was recorded until then: it is
  // read anew each time, and never kept.
  platform::Task<std::shared_ptr<const HouseholdBook>> load(const Caller& caller,
                                                            std::optional<Timestamp> known_at = std::nullopt);
  // The book with an instrument that no transaction names, to measure against; never kept. NotFound when the caller
  // sees no such instrument.
  platform::Task<std::shared_ptr<const HouseholdBook>> with_instrument(const Caller& caller,
                                                                       std::shared_ptr<const HouseholdBook> book,
                                                                       InstrumentId instrument,
                                                                       std::optional<Timestamp> known_at);
  // A loaded book computed for a view; kept with its household while the book is.
  platform::Task<std::shared_ptr<const ComputedBook>> compute(std::shared_ptr<const HouseholdBook> book, BookView view);

 private:
  using Series = std::shared_ptr<const ledger::DecimalSeries>;
  struct Kept {
    std::shared_ptr<const HouseholdBook> book;
    std::list<std::pair<BookView, std::shared_ptr<const ComputedBook>>> views;  // the last used first
    std::uint64_t used = 0;
  };
  struct KeptSeries {
    std::string stamp;
    Currency currency;
    Series series;
  };
  struct KeptRates {
    std::string stamp;
    std::vector<RateSeries> rates;
  };

  platform::Task<HouseholdBook> read(const Caller& caller, std::optional<Timestamp> known_at);
  // A kept book brought up to date; null when it has to be read whole.
  platform::Task<std::shared_ptr<const HouseholdBook>> mend(const Caller& caller);
  platform::Task<> add_instruments(const Caller& caller, HouseholdBook& book, std::vector<InstrumentId> ids,
                                   std::optional<Timestamp> known_at);
  platform::Task<> add_known_prices(const Caller& caller, HouseholdBook& book, std::vector<InstrumentId> ids,
                                    Timestamp known_at);
  platform::Task<> add_known_rates(const Caller& caller, HouseholdBook& book, Timestamp known_at);
  platform::Task<> add_prices(const Caller& caller, HouseholdBook& book, std::vector<InstrumentId> ids);
  platform::Task<> add_rates(const Caller& caller, HouseholdBook& book);
  std::shared_ptr<const HouseholdBook> find_kept(const Caller& caller);
  void keep(std::shared_ptr<const HouseholdBook> book);
  void drop_excess();

  BookStore store_;
  InstrumentStore instruments_;
  MarketStore market_;
  platform::ComputePool& pool_;
  const BookCacheLimits limits_;

  std::mutex mutex_;
  std::uint64_t uses_ = 0;
  std::map<HouseholdId, Kept> kept_;
  std::map<std::pair<HouseholdId, InstrumentId>, KeptSeries> series_;
  std::map<HouseholdId, KeptRates> rates_;
  platform::SingleFlight<std::string, std::shared_ptr<const HouseholdBook>> loading_;
};

}  // namespace coffer::finance
