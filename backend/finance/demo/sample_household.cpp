#include "finance/demo/sample_household.hpp"

#include "finance/demo/sample_life.hpp"
#include "finance/demo/sample_market.hpp"

namespace coffer::finance {
namespace {

void quote(const SampleMarket& market, SampleHousehold& sample) {
  for (std::size_t place = 0; place < sample_quoted_count; ++place) {
    const auto instrument = static_cast<SampleInstrument>(place);
    for (std::size_t day = 0; day < market.days.size(); ++day) {
      sample.prices.push_back(
          {sample_id(instrument), market.days[day], market.close(instrument, day), sample_currency(instrument)});
    }
  }
  for (std::size_t day = 0; day < market.days.size(); ++day) {
    sample.rates.push_back({sample_euro(), sample_dollar(), market.days[day], market.dollars[day]});
  }
}

}  // namespace

Date last_weekday_before(Date today) {
  Date day = today.plus_days(-1);
  while (!is_weekday(day)) day = day.plus_days(-1);
  return day;
}

SampleHousehold make_sample_household(Date until) {
  SampleHousehold sample;
  sample.accounts = sample_accounts();
  sample.instruments = sample_instruments();
  for (const auto& split : sample_splits()) {
    if (split.effective_on <= until) sample.splits.push_back(split);
  }
  const auto market = make_sample_market(until);
  quote(market, sample);
  sample.transactions = SampleLife(market).live();
  return sample;
}

}  // namespace coffer::finance
