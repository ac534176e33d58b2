#include "ledger/conventions/market.hpp"

#include <algorithm>

#include "ledger/conventions/amounts.hpp"

namespace coffer::ledger {
namespace {

constexpr int inverse_digits = 10;

// Of the last day on or before; before the first day, the first.
Decimal value_of_day(const DecimalSeries& series, Date on) { return series.value(series.find_last(on).value_or(0)); }

}  // namespace

std::optional<Decimal> Market::quote(InstrumentIndex instrument, Date on) const {
  const DecimalSeries* const quotes = quotes_of(instrument);
  if (quotes == nullptr) return std::nullopt;
  return multiply(value_of_day(*quotes, on), input_->instruments[instrument.value].price_factor);
}

std::optional<Decimal> Market::quote_so_far(InstrumentIndex instrument, Date on) const {
  const DecimalSeries* const quotes = quotes_of(instrument);
  if (quotes == nullptr) return std::nullopt;
  const auto place = quotes->find_last(on);
  if (!place) return std::nullopt;
  return multiply(quotes->value(*place), input_->instruments[instrument.value].price_factor);
}

const DecimalSeries* Market::quotes_of(InstrumentIndex instrument) const {
  if (!instrument.is_set() || instrument.value >= input_->quotes.size()) return nullptr;
  const DecimalSeries* const quotes = input_->quotes[instrument.value].get();
  return quotes == nullptr || quotes->is_empty() ? nullptr : quotes;
}

const DecimalSeries* Market::rates_of(Currency from, Currency to) const {
  const auto found = std::ranges::find_if(input_->rates, [&](const FxSeries& one) {
    return one.from == from && one.to == to && one.rates && !one.rates->is_empty();
  });
  return found == input_->rates.end() ? nullptr : found->rates.get();
}

std::optional<Decimal> Market::rate(Currency from, Currency to, Date on) const {
  if (from == to) return Decimal(1);
  if (const DecimalSeries* const direct = rates_of(from, to)) return value_of_day(*direct, on);
  const DecimalSeries* const inverse = rates_of(to, from);
  if (inverse == nullptr) return std::nullopt;
  const Decimal rate = value_of_day(*inverse, on);
  if (rate.is_zero()) return std::nullopt;
  return divide(1, rate, inverse_digits);
}

Decimal Market::rate_to_report(Currency from, Date on) const {
  return rate(from, input_->report, on).value_or(Decimal());
}

Decimal Market::value(InstrumentIndex instrument, const Decimal& quantity, Date on) const {
  const auto price = quote(instrument, on);
  if (!price || quantity.is_zero()) return {};
  return multiply_to(cents(multiply(quantity, *price)),
                     rate_to_report(input_->instruments[instrument.value].currency, on), 2);
}

}  // namespace coffer::ledger
