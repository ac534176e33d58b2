#include "ledger/fx.hpp"

#include <algorithm>
#include <span>

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

// Which currencies have rates of each other.
class RateTable::Connections {
 public:
  explicit Connections(const std::vector<FxSeries>& series) {
    for (const FxSeries& one : series) {
      // A rate quoted in the direction asked for goes before an inverted one.
      std::vector<Leg>& forward = legs_[{one.from, one.to}];
      forward.insert(forward.begin(), {one.rates, false, one.from, one.to});
      legs_[{one.to, one.from}].push_back({one.rates, true, one.from, one.to});
    }
    for (const auto& [pair, legs] : legs_) neighbours_[pair.first].push_back(pair.second);
  }

  // All ways with the fewest quotes, through each currency once. The more rates a currency on the way
  // has, the earlier its way comes: it is the one that the source quotes against.
  [[nodiscard]] std::vector<Path> shortest(Currency from, Currency to) const {
    std::map<Currency, std::size_t> distance{{to, 0}};
    std::vector<Currency> reached{to};
    for (std::size_t i = 0; i < reached.size() && !distance.contains(from); ++i) {
      for (const Currency next : neighbours_of(reached[i])) {
        if (distance.try_emplace(next, distance[reached[i]] + 1).second) reached.push_back(next);
      }
    }
    std::vector<Path> paths;
    if (distance.contains(from)) extend(from, distance, {}, paths);
    return paths;
  }

 private:
  static constexpr std::size_t most_paths = 64;

  [[nodiscard]] std::span<const Currency> neighbours_of(Currency currency) const {
    const auto found = neighbours_.find(currency);
    return found == neighbours_.end() ? std::span<const Currency>() : std::span<const Currency>(found->second);
  }

  void extend(Currency from, const std::map<Currency, std::size_t>& distance, const Path& way,
              std::vector<Path>& paths) const {
    const std::size_t left = distance.at(from);
    if (left == 0) {
      paths.push_back(way);
      return;
    }
    std::vector<Currency> nearer;
    for (const Currency next : neighbours_of(from)) {
      const auto found = distance.find(next);
      if (found != distance.end() && found->second + 1 == left) nearer.push_back(next);
    }
    std::ranges::sort(nearer, [this](Currency a, Currency b) {
      const std::size_t of_a = neighbours_of(a).size();
      const std::size_t of_b = neighbours_of(b).size();
      return of_a != of_b ? of_a > of_b : a < b;
    });
    for (const Currency next : nearer) {
      for (const Leg& leg : legs_.at({from, next})) {
        if (paths.size() >= most_paths) return;
        Path longer = way;
        longer.push_back(leg);
        extend(next, distance, longer, paths);
      }
    }
  }

  std::map<std::pair<Currency, Currency>, std::vector<Leg>> legs_;
  std::map<Currency, std::vector<Currency>> neighbours_;
};

RateTable::RateTable(std::vector<FxSeries> series, std::vector<Currency> currencies) {
  std::erase_if(series, [](const FxSeries& one) { return !one.rates || one.rates->is_empty() || one.from == one.to; });
  const Connections connections(series);
  paths_.resize(currencies.size());
  for (std::size_t i = 1; i < currencies.size(); ++i)
    paths_[i] = connections.shortest(currencies[i], currencies.front());
  const auto place_of = [&](Currency currency) {
    return static_cast<std::size_t>(std::ranges::find(currencies, currency) - currencies.begin());
  };
  for (const FxSeries& one : series) {
    const std::size_t from = place_of(one.from);
    const std::size_t to = place_of(one.to);
    if (from == 0 || to == 0 || from == currencies.size() || to == currencies.size()) continue;
    const auto a = static_cast<std::uint8_t>(from);
    const auto b = static_cast<std::uint8_t>(to);
    direct_[{a, b}] = connections.shortest(one.from, one.to);
    direct_[{b, a}] = connections.shortest(one.to, one.from);
  }
}

std::optional<Conversion> RateTable::read(const Path& path, Date on, RateState state) {
  Conversion conversion;
  conversion.state = state;
  for (std::size_t i = 0; i < path.size(); ++i) {
    const Leg& leg = path[i];
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

std::optional<Conversion> RateTable::read_best(const std::vector<Path>& paths, Date on) {
  std::optional<Conversion> best;
  for (const Path& path : paths) {
    const auto found = read(path, on, RateState::Known);
    if (found && (!best || found->date > best->date)) best = found;
  }
  for (const Path& path : paths) {
    if (best) break;
    best = read(path, on, RateState::Estimated);
  }
  return best;
}

Conversion RateTable::find(std::uint8_t currency, Date on) const {
  if (currency == 0) return {};
  if (const auto best = read_best(paths_[currency], on)) return *best;
  return {.numerator = {}, .denominator = 1, .state = RateState::Missing, .date = on};
}

std::vector<QuotedRate> RateTable::quotes_of(const std::vector<Path>& paths, const Conversion& used, Date on) {
  std::vector<QuotedRate> quotes;
  if (used.state == RateState::Same || used.state == RateState::Missing) return quotes;
  const auto path = std::ranges::find_if(paths, [&](const Path& one) { return read(one, on, used.state) == used; });
  for (const Leg& leg : *path) {
    const std::size_t place = leg.rates->find_last(on).value_or(0);
    quotes.push_back({.from = leg.from,
                      .to = leg.to,
                      .date = leg.rates->date(place),
                      .rate = leg.rates->value(place),
                      .is_inverse = leg.inverse});
  }
  return quotes;
}

std::vector<QuotedRate> RateTable::quotes(std::uint8_t currency, Date on) const {
  return quotes_of(paths_[currency], find(currency, on), on);
}

std::vector<QuotedRate> RateTable::quotes_between(std::uint8_t from, std::uint8_t to, Date on) const {
  const auto found = direct_.find({from, to});
  if (found == direct_.end()) return {};
  const auto own = read_best(found->second, on);
  if (!own || *own != find_between(from, to, on)) return {};
  return quotes_of(found->second, *own, on);
}

Conversion RateTable::find_between(std::uint8_t from, std::uint8_t to, Date on) const {
  if (from == to) return {};
  std::optional<Conversion> own;
  if (const auto found = direct_.find({from, to}); found != direct_.end()) own = read_best(found->second, on);
  if (own && own->state == RateState::Known) return *own;
  const Conversion a = find(from, on);
  const Conversion b = find(to, on);
  if (a.state == RateState::Missing || b.state == RateState::Missing)
    return own.value_or(Conversion{.numerator = {}, .denominator = 1, .state = RateState::Missing, .date = on});
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
    for (const Leg& leg : path) {
      const std::span<const std::int32_t> days = leg.rates->days();
      const auto after = std::upper_bound(days.begin(), days.end(), on.days());
      if (after == days.end()) continue;
      const Date date = Date::from_days(*after);
      if (!next || date < *next) next = date;
    }
  }
  return next;
}

RateCursor::RateCursor(const RateTable& table, std::uint8_t currency) : table_(&table), currency_(currency) {
  const std::vector<RateTable::Path>& paths = table.paths_[currency];
  if (paths.size() == 1 && paths.front().size() == 1) only_ = &paths.front().front();
}

const Conversion& RateCursor::advance(Date on) {
  if (started_ && (!next_ || on < *next_)) return conversion_;
  if (only_ != nullptr && pass_quotes(on)) return conversion_;
  conversion_ = table_->find(currency_, on);
  next_ = table_->next_change(currency_, on);
  started_ = true;
  return conversion_;
}

// What find() says from the first quote on. False before it, and where the last quote is none.
bool RateCursor::pass_quotes(Date on) {
  const DecimalSeries& rates = *only_->rates;
  const std::span<const std::int32_t> days = rates.days();
  if (!started_)
    quote_ = static_cast<std::size_t>(std::upper_bound(days.begin(), days.end(), on.days()) - days.begin());
  while (quote_ < days.size() && days[quote_] <= on.days()) ++quote_;
  if (quote_ == 0) return false;
  const Decimal rate = rates.value(quote_ - 1);
  if (!rate.is_positive()) return false;
  conversion_ = {.numerator = 1, .denominator = 1, .state = RateState::Known, .date = rates.date(quote_ - 1)};
  (only_->inverse ? conversion_.denominator : conversion_.numerator) = trim(rate);
  next_.reset();
  if (quote_ < days.size()) next_ = Date::from_days(days[quote_]);
  started_ = true;
  return true;
}

}  // namespace coffer::ledger
