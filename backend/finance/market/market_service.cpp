#include "finance/market/market_service.hpp"

#include <map>
#include <tuple>

#include "auth/permissions/permissions.hpp"
#include "finance/instruments/instrument_problems.hpp"
#include "finance/market/adjustment.hpp"
#include "finance/market/market_problems.hpp"
#include "platform/json/writer.hpp"

namespace coffer::finance {

using auth::Permission;
using platform::Task;
using platform::UnitOfWork;

namespace {

std::unexpected<Error> no_such_instrument() {
  return fail(ErrorKind::NotFound, problems::instrument_not_found, "There is no such instrument.");
}

std::string counts_of(const RecordedCounts& counts) {
  platform::JsonWriter writer;
  writer.begin_object().field("recorded", counts.recorded).field("revised", counts.revised).end_object();
  return writer.take();
}

void record(UnitOfWork& unit, std::string_view action, std::string_view event, Uuid subject,
            const RecordedCounts& counts) {
  if (counts.recorded + counts.revised == 0) return;
  const auto household = unit.caller().household();
  unit.audit({.action = action,
              .household = household,
              .object_kind = "instrument",
              .object = subject,
              .after = counts_of(counts)});
  unit.emit({.type = event, .household = household, .payload = counts_of(counts)});
}

}  // namespace

Task<InstrumentPrices> MarketService::list_prices(const Caller& caller, InstrumentId instrument, DateRange range,
                                                  PageRequest page) {
  COFFER_CO_CHECK(auth::require(caller, Permission::ViewFinances));
  COFFER_CO_TRY(found, co_await instruments_.find(caller, instrument));
  if (!found) co_return no_such_instrument();
  COFFER_CO_TRY(prices, co_await store_.list_prices(caller, instrument, range, std::move(page)));
  InstrumentPrices answer;
  answer.instrument = std::move(found->reference);
  answer.prices = std::move(prices);
  co_return answer;
}

Task<RecordedPrices> MarketService::create_prices(const Caller& caller, UnitOfWork& unit, InstrumentId instrument,
                                                  std::vector<GivenPrice> prices, Adjustment adjustment,
                                                  std::optional<Date> fetched) {
  COFFER_CO_CHECK(auth::require(caller, Permission::EditPrices));
  COFFER_CO_TRY(found, co_await instruments_.find(unit, instrument));
  if (!found) co_return no_such_instrument();
  std::vector<InstrumentId> ids{instrument};
  COFFER_CO_TRY(splits, co_await instruments_.load_splits(unit, std::move(ids)));
  const auto fetched_on = fetched.value_or(date_of(clock_.now()));

  std::map<Date, std::pair<std::size_t, Decimal>> by_day;
  for (std::size_t i = 0; i < prices.size(); ++i) {
    const auto& price = prices[i];
    const auto close =
        adjustment == Adjustment::Split ? unadjust(price.close, price.date, fetched_on, splits) : price.close;
    by_day[price.date] = {i, close};
  }
  RecordedPrices answer;
  std::vector<NewPrice> accepted;
  COFFER_CO_TRY(before, co_await store_.find_close_before(unit, instrument, by_day.begin()->first));
  auto last = before;
  for (const auto& [date, given] : by_day) {
    if (const auto fault = find_fault(given.second, last, found->price_factor)) {
      answer.faults.push_back({given.first, date, given.second, *fault});
      continue;
    }
    last = given.second;
    accepted.push_back({instrument, date, given.second, found->reference.currency});
  }
  PriceDelivery delivery;
  delivery.adjustment = adjustment;
  delivery.fetched = fetched_on;
  COFFER_CO_TRY(counts, co_await store_.record_prices(unit, std::move(accepted), std::move(delivery)));
  answer.counts = counts;
  record(unit, "finance.prices.record", "prices.recorded", instrument.uuid, counts);
  co_return answer;
}

Task<Page<RecordedRate>> MarketService::list_fx_rates(const Caller& caller, Currency from, Currency to, DateRange range,
                                                      PageRequest page) {
  COFFER_CO_CHECK(auth::require(caller, Permission::ViewFinances));
  co_return co_await store_.list_rates(caller, from, to, range, std::move(page));
}

Task<RecordedCounts> MarketService::create_fx_rates(const Caller& caller, UnitOfWork& unit, std::vector<FxRate> rates) {
  COFFER_CO_CHECK(auth::require(caller, Permission::EditPrices));
  std::map<std::tuple<Currency, Currency, Date>, FxRate> by_day;
  for (std::size_t i = 0; i < rates.size(); ++i) {
    const auto& rate = rates[i];
    const auto at = "/rates/" + std::to_string(i);
    if (rate.from == rate.to) {
      co_return fail(ErrorKind::Invalid, problems::invalid_rate, "A rate needs two currencies.",
                     {{at + "/to", "Name a currency other than `from`."}});
    }
    if (!rate.rate.is_positive()) {
      co_return fail(ErrorKind::Invalid, problems::invalid_rate, "A rate is above zero.",
                     {{at + "/rate", "Write a positive number."}});
    }
    by_day[{rate.from, rate.to, rate.on}] = rate;
  }
  std::vector<FxRate> unique;
  for (auto& [key, rate] : by_day) unique.push_back(rate);
  COFFER_CO_TRY(counts, co_await store_.record_rates(unit, std::move(unique), "manual", std::nullopt));
  record(unit, "finance.fx_rates.record", "fx_rates.recorded", caller.household().uuid, counts);
  co_return counts;
}

}  // namespace coffer::finance
