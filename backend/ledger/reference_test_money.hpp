// Money of the reference book: fractions without any rounding, and prices and rates looked up as
// DOMAIN.md says. Slow on purpose.
#pragma once

#include <algorithm>
#include <boost/multiprecision/cpp_int.hpp>
#include <stdexcept>
#include <string>
#include <vector>

#include "base/date.hpp"
#include "base/decimal.hpp"
#include "base/money.hpp"
#include "ledger/input.hpp"

namespace coffer::ledger::fixture {

using Integer = boost::multiprecision::cpp_int;
using Exact = boost::multiprecision::number<boost::multiprecision::cpp_rational_backend, boost::multiprecision::et_off>;

inline Exact power_of_ten(int exponent) { return Exact(boost::multiprecision::pow(Integer(10), exponent)); }

inline Exact exact(const Decimal& value) { return Exact(Integer(value.coefficient())) / power_of_ten(value.scale()); }

inline double to_double(const Exact& value) { return value.convert_to<double>(); }

// Booked money has the currency's minor unit; half goes away from zero.
inline Exact booked(const Exact& amount, Currency currency) {
  const Exact unit = power_of_ten(currency.minor_digits());
  const Exact scaled = abs(amount) * unit + Exact(1) / 2;
  const Exact whole(Integer(numerator(scaled) / denominator(scaled)));
  return (amount < 0 ? -whole : whole) / unit;
}

// The last rate on or before the day; before the first one, the first.
class ReferenceRates {
 public:
  explicit ReferenceRates(const std::vector<FxSeries>& quoted) : quoted_(quoted) {}

  // What one unit of `from` is in `to`: quoted, turned round, or through a third currency.
  [[nodiscard]] Exact rate(Currency from, Currency to, Date on) const {
    if (from == to) return 1;
    for (const FxSeries& one : quoted_) {
      if (one.from == from && one.to == to) return exact(value_on(one, on));
      if (one.from == to && one.to == from) return 1 / exact(value_on(one, on));
    }
    for (const FxSeries& one : quoted_) {
      if (one.from == from) return exact(value_on(one, on)) * rate(one.to, to, on);
      if (one.to == from) return rate(one.from, to, on) / exact(value_on(one, on));
    }
    throw std::runtime_error("The reference book knows no such rate.");
  }
  // Whether all currencies had a rate by then.
  [[nodiscard]] bool are_known(Date on) const {
    for (const FxSeries& one : quoted_) {
      if (one.rates->date(0) > on) return false;
    }
    return true;
  }

 private:
  static Decimal value_on(const FxSeries& series, Date on) {
    std::size_t place = 0;
    for (std::size_t i = 0; i < series.rates->size(); ++i) {
      if (series.rates->date(i) <= on) place = i;
    }
    return series.rates->value(place);
  }

  const std::vector<FxSeries>& quoted_;
};

// The last close on or before the day. From before a split it is carried past it at constant value. Where prices
// have a factor, a close that is off by about that factor or its inverse is not taken (DOMAIN.md, G12).
class ReferencePrices {
 public:
  explicit ReferencePrices(const BookInput& input) : input_(input) {
    for (const Transaction& one : input.transactions) {
      const bool splits = one.type == TransactionType::Split || one.type == TransactionType::StockDividend;
      if (!splits || !one.detail->ratio_to) continue;
      const auto is_told = [&](const Transaction* split) {
        return split->instrument == one.instrument && split->date == one.date;
      };
      if (std::ranges::none_of(splits_, is_told)) splits_.push_back(&one);
    }
    for (std::size_t i = 0; i < input.prices.size(); ++i) take_closes(index_of<InstrumentIndex>(i));
  }

  // Money for one unit, in the instrument's currency.
  [[nodiscard]] Exact price(InstrumentIndex what, Date on) const {
    const std::vector<Close>& closes = closes_[what.value];
    std::size_t place = closes.size();
    for (std::size_t i = closes.size(); i-- > 0 && place == closes.size();) {
      if (closes[i].date <= on) place = i;
    }
    if (place == closes.size()) throw std::runtime_error("The reference book knows no such price.");
    return carried(closes[place], what, on) * factor_of(what);
  }

 private:
  struct Close {
    Date date;
    Exact value;
  };

  [[nodiscard]] Exact factor_of(InstrumentIndex what) const {
    return exact(input_.instruments[what.value].price_factor);
  }
  [[nodiscard]] Exact carried(const Close& close, InstrumentIndex what, Date on) const {
    Exact value = close.value;
    for (const Transaction* split : splits_) {
      if (split->instrument == what && close.date < split->date && split->date <= on)
        value = value * exact(*split->detail->ratio_from) / exact(*split->detail->ratio_to);
    }
    return value;
  }
  static bool is_about(const Exact& ratio, const Exact& wanted) { return wanted / 2 < ratio && ratio < wanted * 2; }
  void take_closes(InstrumentIndex what) {
    const DecimalSeries& given = *input_.prices[what.value];
    const Exact factor = factor_of(what);
    std::vector<Close>& taken = closes_.emplace_back();
    for (std::size_t i = 0; i < given.size(); ++i) {
      const Close next{.date = given.date(i), .value = exact(given.value(i))};
      if (factor != 1 && !taken.empty()) {
        const Exact ratio = next.value / carried(taken.back(), what, next.date);
        if (is_about(ratio, factor) || is_about(ratio, 1 / factor)) continue;
      }
      taken.push_back(next);
    }
  }

  const BookInput& input_;
  std::vector<const Transaction*> splits_;  // each once, however many sources tell it
  std::vector<std::vector<Close>> closes_;  // by instrument: those taken
};

}  // namespace coffer::ledger::fixture
