#include "ledger/conventions/instrument_statement.hpp"

#include <map>
#include <utility>

#include "ledger/conventions/amounts.hpp"

namespace coffer::ledger {
namespace {

struct RateFraction {
  Traced numerator = 1;
  Traced denominator = 1;
};

bool is_usd_in_eur(Currency instrument, Currency money) { return instrument.code() == "USD" && money.code() == "EUR"; }

class StatementWalk {
 public:
  StatementWalk(const Market& market, InstrumentIndex instrument, const Conventions& conventions)
      : market_(market),
        index_(instrument),
        instrument_(market.input().instruments[instrument.value]),
        lots_(conventions.lot_order),
        pool_(LotOrder::Average) {}

  void carry_in(const Booking& booking);
  void revalue(Date on);
  void post(const Booking& booking);
  InstrumentStatement close(Date on);

 private:
  void acquire(const Booking& booking);
  void dispose(const Booking& booking);
  void receive_dividend(const Booking& booking);
  [[nodiscard]] Traced instrument_cost(const Booking& booking, const Traced& gross, const Traced& net) const;
  [[nodiscard]] RateFraction rate_of(const Booking& booking) const;
  [[nodiscard]] bool has_own_rate(const Booking& booking) const {
    return booking.fx &&
           (booking.fx->instrument_currency.is_empty() || booking.fx->instrument_currency == instrument_.currency);
  }
  [[nodiscard]] bool is_foreign() const { return instrument_.currency != market_.input().report; }
  void open(const MoneyLot& lot) {
    lots_.open(lot);
    pool_.open(lot);
  }

  const Market& market_;
  InstrumentIndex index_;
  const BookedInstrument& instrument_;
  MoneyLots lots_;
  MoneyLots pool_;  // dividends are measured against average cost, whatever the order of the lots
  std::map<AccountIndex, Traced> carried_;
  InstrumentStatement statement_;
};

void StatementWalk::carry_in(const Booking& booking) {
  if (booking.type == BookingType::Split) {
    for (auto& [portfolio, quantity] : carried_) quantity = quantity_after(quantity, booking);
  } else if (booking.type == BookingType::TransferIn) {
    carried_[booking.counter_portfolio] -= units_of(booking);
    carried_[booking.portfolio] += units_of(booking);
  } else {
    Traced& quantity = carried_[booking.portfolio];
    quantity = quantity_after(quantity, booking);
  }
  statement_.quantity = quantity_after(statement_.quantity, booking);
}

void StatementWalk::revalue(Date on) {
  const Traced quote = market_.quote(index_, on).value_or(Traced());
  for (const auto& [portfolio, quantity] : carried_) {
    const Traced value = market_.value(index_, quantity, on);
    const TrailLabel label{
        .kind = TrailKind::ValueLocal, .date = on, .instrument = index_, .quantity = quantity.value()};
    open({.portfolio = portfolio,
          .date = on,
          .quantity = quantity,
          .money = {.cost = value, .net = value, .instrument = multiply_to(quantity, quote, 2).named(label)}});
  }
}

Traced StatementWalk::instrument_cost(const Booking& booking, const Traced& gross, const Traced& net) const {
  const TrailLabel label = label_of(booking, TrailKind::Converted, instrument_.currency);
  if (has_own_rate(booking) && booking.fx->instrument_amount) return *booking.fx->instrument_amount;
  if (booking.rate_eur_usd && is_usd_in_eur(instrument_.currency, booking.currency))
    return multiply_to(gross, *booking.rate_eur_usd, 2).named(label);
  if (booking.currency == instrument_.currency) return gross;
  const auto rate = market_.rate(market_.input().report, instrument_.currency, booking.date);
  return multiply_to(net, rate.value_or(Traced()), 2).named(label);
}

// From the instrument's currency to that of the report.
RateFraction StatementWalk::rate_of(const Booking& booking) const {
  const Currency report = market_.input().report;
  if (has_own_rate(booking) && booking.fx->rate && booking.currency == report)
    return {.numerator = *booking.fx->rate, .denominator = 1};
  if (booking.rate_eur_usd && booking.rate_eur_usd->is_positive() && is_usd_in_eur(instrument_.currency, report))
    return {.numerator = 1, .denominator = *booking.rate_eur_usd};
  return {.numerator = market_.rate_to_report(instrument_.currency, booking.date), .denominator = 1};
}

void StatementWalk::acquire(const Booking& booking) {
  const Traced gross = gross_of(booking, &instrument_);
  const Traced net = booked_in_report(booking, gross, market_);
  open({.portfolio = booking.portfolio,
        .date = booking.date,
        .quantity = units_of(booking),
        .money = {.cost = booked_in_report(booking, settled_of(booking, &instrument_), market_),
                  .net = net,
                  .instrument = instrument_cost(booking, gross, net)}});
}

void StatementWalk::dispose(const Booking& booking) {
  const LotMoney relieved = lots_.relieve(booking.portfolio, units_of(booking));
  pool_.relieve(booking.portfolio, units_of(booking));
  const Traced proceeds = booked_in_report(booking, gross_of(booking, &instrument_), market_);
  statement_.realized_gain_gross += (proceeds - relieved.net).named(label_of(booking, TrailKind::Gain));
  if (!is_foreign()) return;
  const RateFraction rate = rate_of(booking);
  const Traced at_rate = multiply_divide(relieved.instrument, rate.numerator, rate.denominator, 2)
                             .named(label_of(booking, TrailKind::Converted, market_.input().report));
  statement_.realized_forex_gain += (at_rate - relieved.net).named(label_of(booking, TrailKind::CurrencyGain));
}

void StatementWalk::receive_dividend(const Booking& booking) {
  const Traced gross = booked_in_report(booking, gross_of(booking, &instrument_), market_);
  statement_.dividends += gross;
  statement_.payments.push_back({.date = booking.date, .gross = gross, .pool_cost = pool_.held().cost});
}

void StatementWalk::post(const Booking& booking) {
  switch (booking.type) {
    case BookingType::Buy:
    case BookingType::DeliveryIn: acquire(booking); break;
    case BookingType::Sell:
    case BookingType::DeliveryOut: dispose(booking); break;
    case BookingType::TransferIn:
      lots_.transfer(booking.counter_portfolio, booking.portfolio, units_of(booking));
      return;
    case BookingType::Dividend: receive_dividend(booking); break;
    case BookingType::Split:
      lots_.split(booking.ratio_to.value_or(1), booking.ratio_from.value_or(1));
      pool_.split(booking.ratio_to.value_or(1), booking.ratio_from.value_or(1));
      break;
    case BookingType::Fee:
    case BookingType::FeeRefund:
    case BookingType::Tax:
    case BookingType::TaxRefund: break;
    default: return;
  }
  statement_.quantity = quantity_after(statement_.quantity, booking);
  const BookedCosts costs = booked_costs(booking, market_);
  statement_.fees += costs.fees;
  statement_.taxes += costs.taxes;
}

InstrumentStatement StatementWalk::close(Date on) {
  InstrumentStatement& one = statement_;
  one.held = lots_.held();
  one.market_value = market_.value(index_, one.quantity, on);
  one.unrealized_gain = (one.market_value - one.held.cost).named({.kind = TrailKind::UnrealizedGain});
  one.unrealized_gain_gross = (one.market_value - one.held.net).named({.kind = TrailKind::UnrealizedGain});
  if (is_foreign()) {
    const Traced at_rate = multiply_to(one.held.instrument, market_.rate_to_report(instrument_.currency, on), 2)
                               .named({.kind = TrailKind::Converted, .date = on, .currency = market_.input().report});
    one.unrealized_forex_gain = (at_rate - one.held.net).named({.kind = TrailKind::CurrencyGain});
  }
  return std::move(statement_);
}

}  // namespace

std::optional<Traced> InstrumentStatement::unrealized_gain_percent() const {
  if (held.cost.is_zero()) return std::nullopt;
  return divide(unrealized_gain, held.cost).named({.kind = TrailKind::ReturnOnCapital});
}

std::optional<Traced> InstrumentStatement::cost_per_share_net() const {
  if (quantity.is_zero()) return std::nullopt;
  return divide(held.net, quantity).named({.kind = TrailKind::AveragePrice});
}

InstrumentStatement compute_instrument_statement(const Market& market, InstrumentIndex instrument,
                                                 const BookingInterval& interval, const Conventions& conventions) {
  StatementWalk walk(market, instrument, conventions);
  const std::vector<const Booking*> bookings = list_lot_bookings(market.input(), instrument, interval.to);
  auto next = bookings.begin();
  if (interval.from) {
    for (; next != bookings.end() && (*next)->date <= *interval.from; ++next) walk.carry_in(**next);
    walk.revalue(*interval.from);
  }
  for (; next != bookings.end(); ++next) walk.post(**next);
  return walk.close(interval.to);
}

BookedCosts booked_costs(const Booking& booking, const Market& market) {
  const auto in_report = [&](const Traced& amount) {
    return amount.is_zero() ? Traced() : booked_in_report(booking, amount, market);
  };
  BookedCosts costs{.fees = in_report(booking.fee), .taxes = in_report(booking.tax)};
  const Traced amount = in_report(booking.amount.value_or(Traced()));
  switch (booking.type) {
    case BookingType::Fee: costs.fees += amount; break;
    case BookingType::FeeRefund: costs.fees -= amount; break;
    case BookingType::Tax: costs.taxes += amount; break;
    case BookingType::TaxRefund: costs.taxes -= amount; break;
    default: break;
  }
  return costs;
}

}  // namespace coffer::ledger
