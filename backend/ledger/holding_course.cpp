#include "ledger/holding_course.hpp"

#include <algorithm>

#include "ledger/scope_walk.hpp"

namespace coffer::ledger {
namespace {

void add_to(Int128& sum, Int128 amount) {
  if (__builtin_add_overflow(sum, amount, &sum)) throw DecimalOverflow();
}

}  // namespace

HoldingCourse::HoldingCourse(const Book& book, const Scope& scope, Date from, Date to)
    : scope_(scope),
      from_(from),
      to_(to),
      in_transit_(static_cast<std::size_t>(days_between(from, to) + 1)),
      own_prices_(in_transit_.size()),
      ends_(book.instruments.size()) {
  std::vector<std::uint8_t> is_wanted(book.instruments.size(), scope.instrument.is_set() ? 0 : 1);
  if (scope.instrument.is_set()) is_wanted[scope.instrument.value] = 1;
  bases_ = read(book, is_wanted);
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
  std::vector<std::size_t> step_counts(bases.size());
  for (const QuantityStep& one : book.quantity_steps) {
    if (is_counted[one.position] != 0) ++step_counts[book.positions[one.position].instrument.value];
  }
  for (std::size_t i = 0; i < bases.size(); ++i) bases[i].steps.reserve(step_counts[i]);
  std::vector<Decimal> held(book.positions.size());
  std::vector<Decimal> in_transit(book.positions.size());
  const auto add = [&](std::size_t place, Date on, const Decimal& share, const Decimal& units, const Decimal& moving) {
    if (units.is_zero() && moving.is_zero()) return;
    const Decimal on_the_way = moving.is_zero() ? Decimal() : multiply(moving, share);
    const Decimal counted = moving.is_zero() ? multiply(units, share) : multiply(units, share) + on_the_way;
    bases[book.positions[place].instrument.value].steps.emplace_back() = {on, counted, on_the_way};
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

std::vector<Int128>& HoldingCourse::changes(std::size_t currency, int scale) {
  const auto is_it = [&](const ChangesOfScale& one) { return one.currency == currency && one.scale == scale; };
  auto found = std::ranges::find_if(changes_, is_it);
  if (found == changes_.end())
    found = changes_.insert(found,
                            {.currency = currency, .scale = scale, .by_day = std::vector<Int128>(in_transit_.size())});
  return found->by_day;
}

void HoldingCourse::add_change(std::size_t day, std::size_t currency, const Decimal& amount, Sign sign) {
  if (amount.is_zero()) return;
  add_to(changes(currency, amount.scale())[day], sign == Sign::In ? amount.coefficient() : -amount.coefficient());
}

Decimal HoldingCourse::change(std::size_t day, std::size_t currency) const {
  Decimal sum;
  for (const ChangesOfScale& one : changes_) {
    const Int128 amount = one.by_day[day];
    if (one.currency != currency || amount == 0) continue;
    if (amount >= detail::decimal_limit || amount <= -detail::decimal_limit) throw DecimalOverflow();
    sum += Decimal::from_parts(amount, one.scale);
  }
  return sum;
}

void HoldingCourse::count(const Book& book, InstrumentIndex instrument, Sign sign) {
  const Basis& basis = bases_[instrument.value];
  End& end = ends_[instrument.value];
  end = {};
  if (basis.steps.empty()) return;
  Holding holding{.cursor = QuoteCursor(basis.prices),
                  .currency = book.instrument_currency[instrument.value],
                  .is_listed = is_listed(book.instruments[instrument.value].kind),
                  .sign = sign,
                  .units = {},
                  .on_the_way = {},
                  .value = {}};
  const Date after = to_.plus_days(1);
  std::size_t next = 0;
  // Values can change on days with steps, and on those of the cursor.
  for (Date on = from_; on < after;) {
    bool has_steps = on == from_;
    for (; next < basis.steps.size() && basis.steps[next].date == on; ++next) {
      holding.units += basis.steps[next].units;
      holding.on_the_way += basis.steps[next].in_transit;
      has_steps = true;
    }
    count_day(holding, on, has_steps, end);
    const Date next_step = next < basis.steps.size() ? basis.steps[next].date : after;
    if (holding.on_the_way.is_zero()) count_closes(holding, next_step);
    const Date until = std::min(next_step, Date::from_days(holding.cursor.next_day()));
    if (!holding.on_the_way.is_zero()) count_in_transit(book, holding, on, until);
    on = until;
  }
  end.units = holding.units;
  end.quote = holding.cursor.quote();
}

void HoldingCourse::count_day(Holding& holding, Date on, bool has_steps, End& end) {
  const bool moved = holding.cursor.advance(on);
  const Quote& quote = holding.cursor.quote();
  const bool is_held = !holding.units.is_zero();
  const bool is_own = moved && holding.is_listed && on != from_ && quote.source == PriceSource::Close &&
                      holding.cursor.is_of_today(on) && (is_held || !holding.value.is_zero());
  if (is_own) own_prices_[place(on)] += holding.sign == Sign::In ? 1U : UINT32_MAX;
  if (!has_steps && (!moved || !is_held)) return;
  if (is_held && !quote.is_known() && !end.missing_since) end.missing_since = on;
  if (is_held && quote.source == PriceSource::LaterClose && !end.estimated_since) end.estimated_since = on;
  const Decimal now = is_held && quote.is_known() ? quote.value(holding.units) : Decimal();
  replace_value(holding, place(on), now);
}

void HoldingCourse::replace_value(Holding& holding, std::size_t day, const Decimal& now) {
  const Decimal& before = holding.value;
  if (now.scale() == before.scale() && detail::is_small(now.coefficient()) && detail::is_small(before.coefficient())) {
    const Int128 change = now.coefficient() - before.coefficient();
    if (change != 0) add_to(changes(holding.currency, now.scale())[day], holding.sign == Sign::In ? change : -change);
  } else {
    add_change(day, holding.currency, now, holding.sign);
    add_change(day, holding.currency, before, holding.sign == Sign::In ? Sign::Out : Sign::In);
  }
  holding.value = now;
}

// Day after day up to `until` (exclusive) where a close is all that changes, and a value is a product of whole numbers:
// what count_day finds, in a few instructions a day.
void HoldingCourse::count_closes(Holding& holding, Date until) {
  const QuoteCursor::ClosesAhead ahead = holding.cursor.closes_ahead();
  std::size_t count = 0;
  while (count < ahead.days.size() && ahead.days[count] < until.days()) ++count;
  if (count == 0) return;
  if (holding.units.is_zero()) return holding.cursor.pass_closes(count);
  const Decimal of_close = multiply(holding.units, ahead.factor);
  const int scale = of_close.scale() + ahead.scale;
  const bool is_exact = scale <= Decimal::max_scale && of_close.scale() == holding.units.scale() + ahead.factor.scale();
  if (!is_exact || !detail::is_small(of_close.coefficient()) || !detail::is_small(-of_close.coefficient())) return;
  if (holding.value.scale() != scale || !detail::is_small(holding.value.coefficient()))
    replace_value(holding, place(Date::from_days(ahead.days.front())), Decimal::from_parts(0, scale));
  const bool is_in = holding.sign == Sign::In;
  const auto units = static_cast<std::int64_t>(is_in ? of_close.coefficient() : -of_close.coefficient());
  const std::uint32_t own = !holding.is_listed ? 0 : is_in ? 1U : UINT32_MAX;
  Int128* changes = this->changes(holding.currency, scale).data();
  std::uint32_t* own_prices = own_prices_.data();
  const std::int32_t first_day = from_.days();
  Int128 value = is_in ? holding.value.coefficient() : -holding.value.coefficient();
  for (std::size_t i = 0; i < count; ++i) {
    const auto day = static_cast<std::size_t>(ahead.days[i] - first_day);
    const Int128 now = Int128{units} * ahead.coefficients[i];
    add_to(changes[day], now - value);
    own_prices[day] += own;
    value = now;
  }
  holding.value = Decimal::from_parts(is_in ? value : -value, scale);
  holding.cursor.pass_closes(count);
}

void HoldingCourse::count_in_transit(const Book& book, const Holding& holding, Date first, Date end) {
  if (!holding.cursor.quote().is_known()) return;
  const Decimal value = holding.cursor.quote().value(holding.on_the_way);
  RateCursor rate(book.rates, static_cast<std::uint8_t>(holding.currency));
  for (Date on = first; on < end; on = on.plus_days(1)) {
    const Decimal converted = rate.advance(on).convert(value);
    in_transit_[place(on)] += holding.sign == Sign::In ? converted : -converted;
  }
}

}  // namespace coffer::ledger
