#include "finance/demo/sample_market.hpp"

#include <algorithm>

#include "finance/demo/sample_random.hpp"

namespace coffer::finance {
namespace {

constexpr std::uint64_t seed = 20'161'101;
constexpr std::int64_t million = 1'000'000;
// No share moves further in a day, in millionths.
constexpr std::int64_t largest_move = 140'000;

// How the market as a whole goes: millionths a day.
struct Phase {
  Date from;
  std::int64_t drift;
  std::int64_t deviation;
};

constexpr Phase phases[] = {
    {sample_first_day, 390, 5'500},         {Date::of(2018, 10, 3), -2'700, 10'500},
    {Date::of(2018, 12, 26), 700, 6'500},   {Date::of(2020, 2, 24), -17'500, 21'000},
    {Date::of(2020, 3, 23), 3'000, 13'000}, {Date::of(2020, 9, 1), 660, 6'500},
    {Date::of(2022, 1, 5), -1'150, 10'500}, {Date::of(2022, 10, 13), 520, 6'500},
    {Date::of(2025, 3, 3), -5'200, 14'000}, {Date::of(2025, 4, 9), 2'600, 9'000},
    {Date::of(2025, 7, 1), 430, 6'500},
};

// `market` is the share of the market's move in thousandths; the rest in millionths a day.
struct Behaviour {
  SampleInstrument instrument;
  std::int64_t first_close_cents;
  std::int64_t market;
  std::int64_t drift;
  std::int64_t deviation;
};

using enum SampleInstrument;

constexpr Behaviour behaviours[] = {
    {World, 38'40, 1000, 0, 900},      {Bonds, 51'20, 60, 40, 1'500},
    {Utility, 24'65, 500, -20, 8'000}, {SmallCompanies, 27'10, 1100, -90, 3'500},
    {Gold, 108'30, -80, 230, 8'200},   {Software, 164'50, 1150, 380, 12'500},
    {Consumer, 63'75, 550, 80, 7'000}, {Chips, 88'20, 1350, 430, 17'500},
    {Health, 71'90, 550, 120, 8'000},
};

const Phase& phase_of(Date day) {
  const Phase* found = phases;
  for (const auto& phase : phases) {
    if (phase.from <= day) found = &phase;
  }
  return *found;
}

std::int64_t moved(std::int64_t value, std::int64_t move) {
  return static_cast<std::int64_t>(Int128{value} * (million + std::clamp(move, -largest_move, largest_move)) / million);
}

std::vector<std::int64_t> market_moves(const std::vector<Date>& days) {
  SampleRandom random(seed);
  std::vector<std::int64_t> moves;
  for (const auto day : days) {
    const auto& phase = phase_of(day);
    moves.push_back(phase.drift + random.bell() * phase.deviation / 1000);
  }
  return moves;
}

// In millionths of the currency unit, so that small moves are not lost in the cents.
std::vector<Decimal> closes_of(const Behaviour& behaviour, const std::vector<Date>& days,
                               const std::vector<std::int64_t>& market) {
  SampleRandom random(seed + 1 + static_cast<std::uint64_t>(behaviour.instrument));
  const auto splits = sample_splits();
  std::int64_t price = behaviour.first_close_cents * (million / 100);
  std::vector<Decimal> closes;
  for (std::size_t i = 0; i < days.size(); ++i) {
    for (const auto& split : splits) {
      const bool applies = split.instrument == sample_id(behaviour.instrument) && split.effective_on == days[i];
      if (applies) price = price * split.ratio_from / split.ratio_to;
    }
    const auto own = behaviour.drift + random.bell() * behaviour.deviation / 1000;
    if (i > 0) price = moved(price, market[i] * behaviour.market / 1000 + own);
    closes.push_back(rescale(Decimal::from_parts(price, 6), 2));
  }
  return closes;
}

// Drawn back to a middle, as rates between large areas tend to be.
std::vector<Decimal> rates_of(std::size_t days) {
  constexpr std::int64_t middle = 1'125'000;
  SampleRandom random(seed + 100);
  std::int64_t rate = 1'104'000;
  std::vector<Decimal> rates;
  for (std::size_t i = 0; i < days; ++i) {
    rate = moved(rate, random.bell() * 4'300 / 1000) + (middle - rate) / 250;
    rates.push_back(rescale(Decimal::from_parts(rate, 6), 4));
  }
  return rates;
}

}  // namespace

bool is_weekday(Date date) { return date.weekday() != 0 && date.weekday() != 6; }

SampleMarket make_sample_market(Date until) {
  SampleMarket market;
  for (Date day = sample_first_day; day <= until; day = day.plus_days(1)) {
    if (is_weekday(day)) market.days.push_back(day);
  }
  const auto moves = market_moves(market.days);
  for (const auto& behaviour : behaviours) {
    market.closes[static_cast<std::size_t>(behaviour.instrument)] = closes_of(behaviour, market.days, moves);
  }
  market.dollars = rates_of(market.days.size());
  return market;
}

}  // namespace coffer::finance
