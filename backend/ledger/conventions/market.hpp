// Quotes and rates of a day: the last one on or before it, before the first known one the first.
#pragma once

#include <optional>

#include "base/date.hpp"
#include "base/money.hpp"
#include "ledger/conventions/bookings.hpp"
#include "ledger/conventions/traced.hpp"

namespace coffer::ledger {

class Market {
 public:
  // Keeps a reference: the input outlives it.
  explicit Market(const BookingInput& input) : input_(&input) {}

  // As quoted times the price factor: money of the instrument's currency per unit. None without any quote.
  [[nodiscard]] std::optional<Traced> quote(InstrumentIndex instrument, Date on) const;
  // Only a quote on or before the day.
  [[nodiscard]] std::optional<Traced> quote_so_far(InstrumentIndex instrument, Date on) const;
  // 1 `from` = rate x `to`. A rate known in the other direction is inverted, rounded half up to ten
  // digits; the same currency is 1. None where neither direction is known.
  [[nodiscard]] std::optional<Traced> rate(Currency from, Currency to, Date on) const;
  // To the report currency; zero without a rate.
  [[nodiscard]] Traced rate_to_report(Currency from, Date on) const;
  // cents(cents(quantity x quote) x rate): zero without a quote.
  [[nodiscard]] Traced value(InstrumentIndex instrument, const Traced& quantity, Date on) const;
  [[nodiscard]] const BookingInput& input() const { return *input_; }
  [[nodiscard]] Traced days_between(Date from, Date to) const;

 private:
  [[nodiscard]] Traced unit_price(InstrumentIndex instrument, const DecimalSeries& quotes, std::size_t place) const;
  // Null without any.
  [[nodiscard]] const DecimalSeries* quotes_of(InstrumentIndex instrument) const;
  [[nodiscard]] const FxSeries* rates_of(Currency from, Currency to) const;

  const BookingInput* input_;
};

}  // namespace coffer::ledger
