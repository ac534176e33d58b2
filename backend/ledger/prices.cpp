#include "ledger/prices.hpp"

#include <algorithm>

#include "ledger/terms.hpp"

namespace coffer::ledger {
namespace {

// What is known of one instrument on a day: how many entries of each list lie on or before it.
struct Reach {
  std::size_t closes = 0;
  std::size_t valuations = 0;
  std::size_t trades = 0;
};

template <class Item>
std::size_t count_until(const std::vector<Item>& items, Date on) {
  return static_cast<std::size_t>(
      std::upper_bound(items.begin(), items.end(), on, [](Date day, const Item& item) { return day < item.date; }) -
      items.begin());
}

bool is_fault(const PriceHistory& history, std::size_t place) {
  return !history.faults.empty() && std::ranges::binary_search(history.faults, static_cast<std::uint32_t>(place));
}

Quote of_close(const PriceHistory& history, std::size_t place, PriceSource source) {
  const Decimal close = history.closes->value(place);
  const Date date = history.closes->date(place);
  const Decimal& factor = factor_on(history.factor, history.factor_changes, date);
  return {.numerator = factor == Decimal(1) ? close : multiply(close, factor),
          .denominator = 1,
          .date = date,
          .source = source};
}

Quote of_mark(const PriceMark& mark) {
  return {.numerator = mark.money, .denominator = mark.units, .date = mark.date, .source = mark.source};
}

// The value of what is held does not change on the day of a split: a price from before it, carried
// past it, is divided by the ratio; a price from after it, used before it, is multiplied.
void carry_across_splits(const PriceHistory& history, Date on, Quote& quote) {
  for (const Split& split : history.splits) {
    if (quote.date < split.date && split.date <= on) {
      quote.numerator = multiply(quote.numerator, split.from);
      quote.denominator = multiply(quote.denominator, split.to);
    } else if (on < split.date && split.date <= quote.date) {
      quote.numerator = multiply(quote.numerator, split.to);
      quote.denominator = multiply(quote.denominator, split.from);
    }
  }
}

Quote select(const PriceHistory& history, const Reach& reach, Date on) {
  Quote quote;
  std::size_t close = reach.closes;
  while (close > 0 && is_fault(history, close - 1)) --close;
  if (close > 0) quote = of_close(history, close - 1, PriceSource::Close);
  if (reach.valuations > 0) {
    const PriceMark& mark = history.valuations[reach.valuations - 1];
    if (!quote.is_known() || mark.date >= quote.date) quote = of_mark(mark);
  }
  if (!quote.is_known() && reach.trades > 0) quote = of_mark(history.trades[reach.trades - 1]);
  if (!quote.is_known() && history.closes) {
    std::size_t later = reach.closes;
    while (later < history.closes->size() && is_fault(history, later)) ++later;
    if (later < history.closes->size()) quote = of_close(history, later, PriceSource::LaterClose);
  }
  if (!history.splits.empty() && quote.is_known()) carry_across_splits(history, on, quote);
  return quote;
}

}  // namespace

Decimal Quote::value(const Decimal& quantity) const {
  if (denominator == Decimal(1)) return multiply(quantity, numerator);
  return multiply_divide(quantity, numerator, denominator, working_scale);
}

Quote PriceTable::find(InstrumentIndex instrument, Date on) const {
  const PriceHistory& history = histories_[instrument.value];
  Reach reach;
  if (history.closes) {
    const auto last = history.closes->find_last(on);
    reach.closes = last ? *last + 1 : 0;
  }
  reach.valuations = count_until(history.valuations, on);
  reach.trades = count_until(history.trades, on);
  return select(history, reach, on);
}

bool PriceTable::has_own_price(InstrumentIndex instrument, Date on) const {
  const PriceHistory& history = histories_[instrument.value];
  if (history.closes) {
    const auto last = history.closes->find_last(on);
    if (last && history.closes->date(*last) == on && !is_fault(history, *last)) return true;
  }
  const std::size_t valuations = count_until(history.valuations, on);
  return valuations > 0 && history.valuations[valuations - 1].date == on;
}

std::vector<std::uint32_t> find_scale_faults(const DecimalSeries& closes, const Decimal& factor,
                                             const std::vector<Split>& splits, std::span<const FactorChange> changes) {
  std::vector<std::uint32_t> faults;
  const Decimal one = 1;
  if (factor == one && changes.empty()) return faults;
  // "About" the factor: nearer to it than by half or double, which no market move is in one step.
  const auto is_about = [](const Decimal& value, const Decimal& wanted) {
    return multiply(value, 2) > wanted && value < multiply(wanted, 2);
  };
  Decimal last;
  Date last_date;
  Decimal now = factor;
  Decimal scale = factor;  // by which a quote of the wrong unit would be off
  std::size_t next_split = 0;
  std::size_t next_change = 0;
  for (std::size_t i = 0; i < closes.size(); ++i) {
    const Decimal close = closes.value(i);
    const Date date = closes.date(i);
    for (; next_split < splits.size() && splits[next_split].date <= date; ++next_split) {
      if (last_date < splits[next_split].date)
        last = multiply_divide(last, splits[next_split].from, splits[next_split].to, working_scale);
    }
    for (; next_change < changes.size() && changes[next_change].from <= date; ++next_change) {
      const Decimal& next = changes[next_change].factor;
      last = multiply_divide(last, now, next, working_scale);
      now = next;
      if (next != one) scale = next;
    }
    const bool known = last.is_positive() && close.is_positive() && scale != one;
    if (known && (is_about(close, multiply(last, scale)) || is_about(multiply(close, scale), last))) {
      faults.push_back(static_cast<std::uint32_t>(i));
      continue;
    }
    last = close;
    last_date = date;
  }
  return faults;
}

Decimal unadjust_split_price(const Decimal& close, Date date, Date fetched, const std::vector<Split>& splits) {
  Decimal to = 1;
  Decimal from = 1;
  for (const Split& split : splits) {
    if (date < split.date && split.date <= fetched) {
      to = multiply(to, split.to);
      from = multiply(from, split.from);
    }
  }
  if (to == from) return close;
  return trim(multiply_divide(close, to, from));
}

bool QuoteCursor::move_to(Date on) {
  const bool first = next_day_ == INT32_MIN;
  const PriceHistory& history = *history_;
  std::int32_t next = INT32_MAX;
  if (history.closes) {
    const std::span<const std::int32_t> days = history.closes->days();
    if (first) close_ = static_cast<std::size_t>(std::upper_bound(days.begin(), days.end(), on.days()) - days.begin());
    while (close_ < days.size() && days[close_] <= on.days()) ++close_;
    if (close_ < days.size()) next = days[close_];
  }
  const auto pass = [&](const auto& items, std::size_t& place) {
    while (place < items.size() && items[place].date <= on) ++place;
    if (place < items.size()) next = std::min(next, items[place].date.days());
  };
  pass(history.splits, split_);
  pass(history.valuations, valuation_);
  pass(history.trades, trade_);
  next_day_ = next;
  quote_ = select(history, {.closes = close_, .valuations = valuation_, .trades = trade_}, on);
  if (quote_.source == PriceSource::Close) follow_closes_alone();
  return true;
}

void QuoteCursor::follow_closes_alone() {
  const PriceHistory& history = *history_;
  const bool is_plain =
      history.splits.empty() && history.valuations.empty() && history.faults.empty() && history.factor_changes.empty();
  if (!is_plain || history.closes->coefficients().empty()) return;
  days_ = history.closes->days();
  coefficients_ = history.closes->coefficients();
  scale_ = history.closes->scale();
  factor_ = history.factor == Decimal(1) ? nullptr : &history.factor;
  next_day_ = close_ < days_.size() ? days_[close_] : INT32_MAX;
}

QuoteCursor::ClosesAhead QuoteCursor::closes_ahead() const {
  if (days_.empty()) return {};
  return {.days = days_.subspan(close_),
          .coefficients = coefficients_.subspan(close_),
          .scale = scale_,
          .factor = factor_ == nullptr ? Decimal(1) : *factor_};
}

void QuoteCursor::pass_closes(std::size_t count) {
  if (count == 0) return;
  close_ += count;
  const Decimal close = Decimal::from_parts(coefficients_[close_ - 1], scale_);
  quote_.numerator = factor_ == nullptr ? close : multiply(close, *factor_);
  quote_.date = Date::from_days(days_[close_ - 1]);
  next_day_ = close_ < days_.size() ? days_[close_] : INT32_MAX;
}

}  // namespace coffer::ledger
