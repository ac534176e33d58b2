#include "ledger/fx.hpp"

#include <algorithm>

#include "ledger/terms.hpp"

namespace coffer::ledger {

Decimal Conversion::convert(const Decimal& amount) const {
  switch (state) {
    case RateState::Same: return amount;
    case RateState::Missing: return {};
    case RateState::Known:
    case RateState::Estimated: break;
  }
  if (denominator == Decimal(1)) return multiply_to(amount, numerator, working_scale);
  return multiply_divide(amount, numerator, denominator, working_scale);
}

Decimal Conversion::convert_back(const Decimal& amount) const {
  switch (state) {
    case RateState::Same: return amount;
    case RateState::Missing: return {};
    case RateState::Known:
    case RateState::Estimated: break;
  }
  if (numerator == Decimal(1)) return multiply_to(amount, denominator, working_scale);
  return multiply_divide(amount, denominator, numerator, working_scale);
}

RateTable::RateTable(std::vector<FxSeries> series, std::vector<Currency> currencies) {
  std::erase_if(series, [](const FxSeries& one) { return !one.rates || one.rates->is_empty() || one.from == one.to; });
  // Through the currency that most series know: the one that the source quotes against.
  std::vector<std::pair<int, Currency>> common;
  for (const FxSeries& one : series) {
    for (const Currency side : {one.from, one.to}) {
      const auto found = std::ranges::find(common, side, &std::pair<int, Currency>::second);
      if (found == common.end()) {
        common.emplace_back(1, side);
      } else {
        ++found->first;
      }
    }
  }
  std::ranges::sort(common, [](const auto& a, const auto& b) {
    return a.first != b.first ? a.first > b.first : a.second < b.second;
  });

  const auto legs_between = [&](Currency from, Currency to) {
    std::vector<Leg> legs;
    for (const FxSeries& one : series) {
      if (one.from == from && one.to == to) legs.insert(legs.begin(), {one.rates, false, from, to});
      if (one.from == to && one.to == from) legs.push_back({one.rates, true, to, from});
    }
    return legs;
  };
  const Currency report = currencies.empty() ? Currency() : currencies.front();
  for (const Currency currency : currencies) {
    std::vector<Path>& paths = paths_.emplace_back();
    if (currency == report) continue;
    for (const Leg& leg : legs_between(currency, report)) paths.push_back({{leg, {}}, 1});
    for (const auto& [count, through] : common) {
      if (count < 2 || through == currency || through == report) continue;
      for (const Leg& first : legs_between(currency, through)) {
        for (const Leg& second : legs_between(through, report)) paths.push_back({{first, second}, 2});
      }
    }
  }
}

std::optional<Conversion> RateTable::read(const Path& path, Date on, RateState state) {
  Conversion conversion;
  conversion.state = state;
  for (std::size_t i = 0; i < path.length; ++i) {
    const Leg& leg = path.legs[i];
    auto place = leg.rates->find_last(on);
    if (!place && state == RateState::Known) return std::nullopt;
    if (!place) place = 0;
    const Decimal rate = leg.rates->value(*place);
    if (!rate.is_positive()) return std::nullopt;
    Decimal& side = leg.inverse ? conversion.denominator : conversion.numerator;
    side = trim(multiply(side, rate));
    const Date date = leg.rates->date(*place);
    if (i == 0 || date < conversion.date) conversion.date = date;
  }
  return conversion;
}

Conversion RateTable::find(std::uint8_t currency, Date on) const {
  const std::vector<Path>& paths = paths_[currency];
  if (currency == 0) return {};
  std::optional<Conversion> best;
  for (const Path& path : paths) {
    if (best && path.length == 2) break;  // a quoted rate goes before a crossed one
    const auto found = read(path, on, RateState::Known);
    if (found && (!best || found->date > best->date)) best = found;
    if (best && path.length == 2) break;
  }
  for (const Path& path : paths) {
    if (best) break;
    best = read(path, on, RateState::Estimated);
  }
  if (best) return *best;
  return {.numerator = {}, .denominator = 1, .state = RateState::Missing, .date = on};
}

std::vector<QuotedRate> RateTable::quotes(std::uint8_t currency, Date on) const {
  std::vector<QuotedRate> quotes;
  const Conversion used = find(currency, on);
  if (used.state == RateState::Same || used.state == RateState::Missing) return quotes;
  const auto path =
      std::ranges::find_if(paths_[currency], [&](const Path& one) { return read(one, on, used.state) == used; });
  for (std::size_t i = 0; i < path->length; ++i) {
    const Leg& leg = path->legs[i];
    const std::size_t place = leg.rates->find_last(on).value_or(0);
    quotes.push_back({.from = leg.from,
                      .to = leg.to,
                      .date = leg.rates->date(place),
                      .rate = leg.rates->value(place),
                      .is_inverse = leg.inverse});
  }
  return quotes;
}

Conversion RateTable::find_between(std::uint8_t from, std::uint8_t to, Date on) const {
  if (from == to) return {};
  const Conversion a = find(from, on);
  const Conversion b = find(to, on);
  if (a.state == RateState::Missing || b.state == RateState::Missing)
    return {.numerator = {}, .denominator = 1, .state = RateState::Missing, .date = on};
  Conversion crossed;
  crossed.numerator = trim(multiply(a.numerator, b.denominator));
  crossed.denominator = trim(multiply(a.denominator, b.numerator));
  const bool estimated = a.state == RateState::Estimated || b.state == RateState::Estimated;
  crossed.state = estimated ? RateState::Estimated : RateState::Known;
  crossed.date = a.state == RateState::Same ? b.date : b.state == RateState::Same ? a.date : std::min(a.date, b.date);
  return crossed;
}

std::optional<Date> RateTable::next_change(std::uint8_t currency, Date on) const {
  std::optional<Date> next;
  for (const Path& path : paths_[currency]) {
    for (std::size_t i = 0; i < path.length; ++i) {
      const std::span<const std::int32_t> days = path.legs[i].rates->days();
      const auto after = std::upper_bound(days.begin(), days.end(), on.days());
      if (after == days.end()) continue;
      const Date date = Date::from_days(*after);
      if (!next || date < *next) next = date;
    }
  }
  return next;
}

const Conversion& RateCursor::advance(Date on) {
  if (started_ && (!next_ || on < *next_)) return conversion_;
  conversion_ = table_->find(currency_, on);
  next_ = table_->next_change(currency_, on);
  started_ = true;
  return conversion_;
}

}  // namespace coffer::ledger
