#include "ledger/conventions/market.hpp"

#include <algorithm>

#include "ledger/conventions/amounts.hpp"
#include "ledger/conventions/trail_recorder.hpp"

namespace coffer::ledger {
namespace {

constexpr int inverse_digits = 10;

// Of the last day on or before; before the first day, the first.
std::size_t place_of_day(const DecimalSeries& series, Date on) { return series.find_last(on).value_or(0); }

Traced rate_of_day(const BookingInput& input, const FxSeries& series, Date on) {
  const std::size_t place = place_of_day(*series.rates, on);
  const Decimal rate = series.rates->value(place);
  if (input.recorder == nullptr) return rate;
  const Date date = series.rates->date(place);
  return input.recorder->input({.kind = InputKind::Rate, .from = series.from, .to = series.to, .date = date}, rate,
                               {.date = date, .currency = series.to});
}

}  // namespace

Traced Market::unit_price(InstrumentIndex instrument, const DecimalSeries& quotes, std::size_t place) const {
  const BookedInstrument& of = input_->instruments[instrument.value];
  const Decimal close = quotes.value(place);
  if (input_->recorder == nullptr) return multiply(close, of.price_factor);
  const Date date = quotes.date(place);
  const Traced price =
      input_->recorder->input({.kind = InputKind::Price, .instrument = instrument, .date = date}, close,
                              {.date = date, .instrument = instrument, .currency = of.currency});
  return multiply(price, of.price_factor)
      .named({.kind = TrailKind::PriceOfUnit, .date = date, .instrument = instrument});
}

std::optional<Traced> Market::quote(InstrumentIndex instrument, Date on) const {
  const DecimalSeries* const quotes = quotes_of(instrument);
  if (quotes == nullptr) return std::nullopt;
  return unit_price(instrument, *quotes, place_of_day(*quotes, on));
}

std::optional<Traced> Market::quote_so_far(InstrumentIndex instrument, Date on) const {
  const DecimalSeries* const quotes = quotes_of(instrument);
  if (quotes == nullptr) return std::nullopt;
  const auto place = quotes->find_last(on);
  if (!place) return std::nullopt;
  return unit_price(instrument, *quotes, *place);
}

Traced Market::days_between(Date from, Date to) const {
  return input_->recorder == nullptr ? Traced(coffer::days_between(from, to))
                                     : input_->recorder->days_between(from, to);
}

const DecimalSeries* Market::quotes_of(InstrumentIndex instrument) const {
  if (!instrument.is_set() || instrument.value >= input_->quotes.size()) return nullptr;
  const DecimalSeries* const quotes = input_->quotes[instrument.value].get();
  return quotes == nullptr || quotes->is_empty() ? nullptr : quotes;
}

const FxSeries* Market::rates_of(Currency from, Currency to) const {
  const auto found = std::ranges::find_if(input_->rates, [&](const FxSeries& one) {
    return one.from == from && one.to == to && one.rates && !one.rates->is_empty();
  });
  return found == input_->rates.end() ? nullptr : &*found;
}

std::optional<Traced> Market::rate(Currency from, Currency to, Date on) const {
  if (from == to) return Traced(1);
  if (const FxSeries* const direct = rates_of(from, to)) return rate_of_day(*input_, *direct, on);
  const FxSeries* const inverse = rates_of(to, from);
  if (inverse == nullptr) return std::nullopt;
  const Traced rate = rate_of_day(*input_, *inverse, on);
  if (rate.is_zero()) return std::nullopt;
  return divide(1, rate, inverse_digits).named({.kind = TrailKind::InverseRate, .date = on, .currency = to});
}

Traced Market::rate_to_report(Currency from, Date on) const {
  return rate(from, input_->report, on).value_or(Traced());
}

Traced Market::value(InstrumentIndex instrument, const Traced& quantity, Date on) const {
  const auto price = quote(instrument, on);
  if (!price || quantity.is_zero()) return {};
  const Currency currency = input_->instruments[instrument.value].currency;
  const Traced local = cents(multiply(quantity, *price))
                           .named({.kind = TrailKind::ValueLocal,
                                   .date = on,
                                   .instrument = instrument,
                                   .currency = currency,
                                   .quantity = quantity.value()});
  return multiply_to(local, rate_to_report(currency, on), 2)
      .named({.kind = TrailKind::Value, .date = on, .instrument = instrument, .currency = input_->report});
}

}  // namespace coffer::ledger
