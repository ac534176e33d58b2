#include "ledger/return_measure.hpp"

namespace coffer::ledger {

std::optional<double> BenchmarkPrice::value(Date on) const {
  const Quote quote = book_->prices.find(instrument_, on);
  const Conversion rate = book_->rates.find(book_->instrument_currency[instrument_.value], on);
  if (!quote.is_known() || rate.state == RateState::Missing) return std::nullopt;
  double units = 1;
  for (const Split& split : book_->prices.history(instrument_).splits) {
    if (from_ < split.date && split.date <= on) units *= to_statistic(split.to) / to_statistic(split.from);
  }
  const double price = to_statistic(quote.numerator) / to_statistic(quote.denominator);
  const double worth =
      rate.state == RateState::Same ? price : price * to_statistic(rate.numerator) / to_statistic(rate.denominator);
  return worth > 0 ? std::optional(worth * units) : std::nullopt;
}

std::optional<Ratio> BenchmarkPrice::growth(Date on) const {
  const auto first = value(from_);
  const auto last = value(on);
  if (!first || !last) return std::nullopt;
  return Ratio{*last / *first - 1};
}

void BenchmarkPrice::warn(std::vector<Warning>& warnings, Date to) const {
  const std::uint8_t currency = book_->instrument_currency[instrument_.value];
  const auto add = [&](WarningKind kind, Date date) {
    warnings.push_back({.kind = kind,
                        .date = date,
                        .account = {},
                        .instrument = instrument_,
                        .currency = book_->currencies[currency],
                        .quantity = {}});
  };
  const std::int32_t patience = book_->policy.stale_after_days;
  const Quote first = book_->prices.find(instrument_, from_);
  const Quote last = book_->prices.find(instrument_, to);
  const Conversion first_rate = book_->rates.find(currency, from_);
  const Conversion last_rate = book_->rates.find(currency, to);
  if (!first.is_known()) add(WarningKind::MissingPrice, from_);
  if (first.source == PriceSource::LaterClose) add(WarningKind::EstimatedPrice, from_);
  if (last.is_known() && days_between(last.date, to) > patience) add(WarningKind::StalePrice, last.date);
  if (first_rate.state == RateState::Missing) add(WarningKind::MissingRate, from_);
  if (first_rate.state == RateState::Estimated) add(WarningKind::EstimatedRate, from_);
  if (last_rate.state == RateState::Known && days_between(last_rate.date, to) > patience)
    add(WarningKind::StaleRate, last_rate.date);
}

}  // namespace coffer::ledger
