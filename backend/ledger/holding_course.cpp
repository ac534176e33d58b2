#include "ledger/holding_course.hpp"

#include <algorithm>

#include "ledger/scope_walk.hpp"

namespace coffer::ledger {

HoldingCourse::HoldingCourse(const Book& book, const Scope& scope, Date from, Date to)
    : scope_(scope),
      from_(from),
      to_(to),
      currencies_(book.currencies.size()),
      changes_(static_cast<std::size_t>(days_between(from, to) + 1) * currencies_),
      in_transit_(static_cast<std::size_t>(days_between(from, to) + 1)),
      own_prices_(in_transit_.size()),
      ends_(book.instruments.size()) {
  bases_ = read(book, std::vector<std::uint8_t>(book.instruments.size(), 1));
  for (std::uint32_t i = 0; i < bases_.size(); ++i) count(book, {i}, Sign::In);
}

void HoldingCourse::update(const Book& book, std::span<const InstrumentIndex> changed) {
  std::vector<std::uint8_t> is_wanted(bases_.size());
  for (const InstrumentIndex one : changed) is_wanted[one.value] = 1;
  std::vector<Basis> now = read(book, is_wanted);
  for (const InstrumentIndex one : changed) {
    count(book, one, Sign::Out);
    bases_[one.value] = std::move(now[one.value]);
    count(book, one, Sign::In);
  }
}

// Units as the scope counts them: by its share of each account on the day of the step; a changed share changes
// what was there the evening before.
std::vector<HoldingCourse::Basis> HoldingCourse::read(const Book& book, std::span<const std::uint8_t> is_wanted) const {
  const ScopeShares shares(book, scope_);
  std::vector<Basis> bases(book.instruments.size());
  for (std::uint32_t i = 0; i < bases.size(); ++i) {
    if (is_wanted[i] != 0) bases[i].prices = book.prices.history({i});
  }
  const auto counts = [&](const Position& position) {
    return is_wanted[position.instrument.value] != 0 && shares.contains(position.account) &&
           (!scope_.instrument.is_set() || scope_.instrument == position.instrument);
  };
  std::vector<std::uint8_t> is_counted;
  for (const Position& position : book.positions) is_counted.push_back(counts(position) ? 1 : 0);
  std::vector<Decimal> held(book.positions.size());
  std::vector<Decimal> in_transit(book.positions.size());
  const auto add = [&](std::size_t place, Date on, const Decimal& share, const Decimal& units, const Decimal& moving) {
    if (units.is_zero() && moving.is_zero()) return;
    const Decimal on_the_way = moving.is_zero() ? Decimal() : multiply(moving, share);
    const Decimal counted = units.is_zero() ? on_the_way : multiply(units, share) + on_the_way;
    bases[book.positions[place].instrument.value].steps.push_back({on, counted, on_the_way});
  };

  auto step = book.quantity_steps.begin();
  const auto take_until = [&](Date day, auto take) {
    for (; step != book.quantity_steps.end() && step->date <= day; ++step) {
      if (is_counted[step->position] == 0) continue;
      take(*step);
      if (!step->held.is_zero()) held[step->position] += step->held;
      if (!step->in_transit.is_zero()) in_transit[step->position] += step->in_transit;
    }
  };
  const auto take_step = [&](const QuantityStep& one) {
    add(one.position, one.date, shares.share(book.positions[one.position].account, one.date), one.held, one.in_transit);
  };
  take_until(from_, [](const QuantityStep&) {});
  for (std::size_t i = 0; i < held.size(); ++i) {
    if (is_counted[i] != 0) add(i, from_, shares.share(book.positions[i].account, from_), held[i], in_transit[i]);
  }
  for (const auto& [date, account] : shares.changes()) {
    if (date <= from_ || date > to_) continue;
    const Date before = date.plus_days(-1);
    take_until(before, take_step);
    const Decimal change = shares.share(account, date) - shares.share(account, before);
    for (std::size_t i = 0; i < held.size(); ++i) {
      if (is_counted[i] != 0 && book.positions[i].account == account) add(i, date, change, held[i], in_transit[i]);
    }
  }
  take_until(to_, take_step);
  return bases;
}

void HoldingCourse::count(const Book& book, InstrumentIndex instrument, Sign sign) {
  const Basis& basis = bases_[instrument.value];
  End& end = ends_[instrument.value];
  end = {};
  if (basis.steps.empty()) return;
  const std::uint8_t currency = book.instrument_currency[instrument.value];
  const bool listed = is_listed(book.instruments[instrument.value].kind);
  QuoteCursor cursor(basis.prices);
  Decimal on_the_way;
  Decimal value;
  std::size_t next = 0;
  // Values can change on days with steps, and on those of the cursor.
  for (Date on = from_; on <= to_;) {
    bool is_dirty = on == from_;
    for (; next < basis.steps.size() && basis.steps[next].date == on; ++next) {
      end.units += basis.steps[next].units;
      on_the_way += basis.steps[next].in_transit;
      is_dirty = true;
    }
    const bool moved = cursor.advance(on);
    const Quote& quote = cursor.quote();
    const bool is_own = moved && listed && on != from_ && quote.source == PriceSource::Close &&
                        cursor.is_of_today(on) && (!end.units.is_zero() || !value.is_zero());
    if (is_own) own_prices_[place(on)] += sign == Sign::In ? 1U : UINT32_MAX;
    if (is_dirty || (moved && !end.units.is_zero())) {
      const Decimal now = end.units.is_zero() || !quote.is_known() ? Decimal() : quote.value(end.units);
      if (!end.units.is_zero() && !quote.is_known() && !end.missing_since) end.missing_since = on;
      if (!end.units.is_zero() && quote.source == PriceSource::LaterClose && !end.estimated_since)
        end.estimated_since = on;
      Decimal& change = changes_[place(on) * currencies_ + currency];
      change += sign == Sign::In ? now - value : value - now;
      value = now;
    }
    const Date next_step = next < basis.steps.size() ? basis.steps[next].date : to_.plus_days(1);
    const Date until = std::min({next_step, Date::from_days(cursor.next_day()), to_.plus_days(1)});
    if (!on_the_way.is_zero() && quote.is_known()) count_in_transit(book, currency, quote, on_the_way, on, until, sign);
    on = until;
  }
  end.quote = cursor.quote();
}

void HoldingCourse::count_in_transit(const Book& book, std::uint8_t currency, const Quote& quote, const Decimal& units,
                                     Date first, Date end, Sign sign) {
  const Decimal value = quote.value(units);
  RateCursor rate(book.rates, currency);
  for (Date on = first; on < end; on = on.plus_days(1)) {
    const Decimal converted = rate.advance(on).convert(value);
    in_transit_[place(on)] += sign == Sign::In ? converted : -converted;
  }
}

}  // namespace coffer::ledger
