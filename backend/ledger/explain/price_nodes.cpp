#include "ledger/explain/price_nodes.hpp"

#include <algorithm>

namespace coffer::ledger::trails {

using enum TransactionField;

namespace {
// What the transaction of a price says of it.
struct MarkSource {
  TransactionField units = TransactionField::Quantity;
  AmountSource money = AmountSource::Amount;
};

MarkSource mark_source(const Transaction& of, InstrumentIndex instrument) {
  using T = TransactionType;
  switch (of.type) {
    case T::Buy:
    case T::Sell: return {.units = TransactionField::Quantity, .money = AmountSource::PricedGross};
    case T::DeliveryIn: return {.units = TransactionField::Quantity, .money = AmountSource::Gross};
    case T::Reward: return {.units = TransactionField::Quantity, .money = AmountSource::ReceivedValue};
    case T::StockDividend:
      if (of.quantity) return {.units = TransactionField::Quantity, .money = AmountSource::ReceivedValue};
      break;
    case T::Swap:
      return {.units = instrument == of.detail->new_instrument ? NewQuantity : TransactionField::Quantity,
              .money = AmountSource::Amount};
    default: break;
  }
  return {.units = FractionQuantity, .money = AmountSource::Fraction};
}
}  // namespace

// New units of a merger: its prices of one instrument are in the order of the flows that say them.
Node PriceNodes::merged_units(const PriceMark& mark, InstrumentIndex instrument) {
  const auto& marks = book_.prices.history(instrument).trades;
  const auto first = std::ranges::find(marks, mark.event, &PriceMark::event);
  auto number = &mark - &*first;
  for (const KindFlow& flow : book_.kind_flows) {
    if (flow.event != mark.event || flow.instrument != instrument || !flow.quantity.is_positive()) continue;
    if (number-- == 0) return units_.in_kind(flow);
  }
  throw Unexplained("units of a price");
}

Node PriceNodes::mark_units(const PriceMark& mark, InstrumentIndex instrument) {
  const TransactionIndex index = events_.transaction_of(mark.event);
  const Transaction& of = sources_.transaction(index);
  Node node = 0;
  if (mark.source == PriceSource::Valuation)
    node = units_.valued(instrument, of.account, mark.event);
  else if (of.type == TransactionType::Merger)
    node = merged_units(mark, instrument);
  else
    node = *sources_.field(index, mark_source(of, instrument).units);
  return trail_.checked(node, mark.units, "units of a price");
}

Node PriceNodes::mark_money(const PriceMark& mark, InstrumentIndex instrument) {
  const TransactionIndex index = events_.transaction_of(mark.event);
  const Transaction& of = sources_.transaction(index);
  const std::uint8_t own = book_.instrument_currency[instrument.value];
  const TrailLabel made = events_.label(TrailKind::Converted, index, book_.currencies[own]);
  if (of.type == TransactionType::Merger) {
    const Node money =
        trail_.product(made, trail_.product(made, mark_units(mark, instrument), *sources_.field(index, NewPrice)),
                       sources_.price_factor(instrument, mark.date));
    return trail_.checked(money, mark.money, "money of a price");
  }
  const bool is_valuation = mark.source == PriceSource::Valuation;
  const AmountSource source = is_valuation ? AmountSource::Amount : mark_source(of, instrument).money;
  std::uint8_t paid_in = of.currency.is_empty() ? own : sources_.place_of(of.currency);
  if (source == AmountSource::PricedGross) paid_in = sources_.place_of(sources_.trade_terms(index).priced_in);
  const Node money = events_.money(index, source);
  return trail_.checked(sources_.between(money, paid_in, own, index, mark.date, made), mark.money, "money of a price");
}

TrailLabel PriceNodes::label(TrailKind kind, InstrumentIndex what, Date on) const {
  TrailLabel made;
  made.kind = kind;
  made.date = on;
  made.instrument = what;
  made.currency = book_.instruments[what.value].currency;
  return made;
}

// The quote of the day as a fraction; splits since then, or until then, are in it.
PriceNodes::Price PriceNodes::quoted(InstrumentIndex what, Date on) {
  const Quote quote = book_.prices.find(what, on);
  const PriceHistory& history = book_.prices.history(what);
  const TrailLabel price = label(TrailKind::PriceOfUnit, what, quote.date);
  Price found;
  const auto last_mark = [&](const std::vector<PriceMark>& marks) -> const PriceMark& {
    return *std::prev(std::ranges::upper_bound(marks, on, {}, &PriceMark::date));
  };
  switch (quote.source) {
    case PriceSource::None: throw Unexplained("a price that is not known");
    case PriceSource::Close:
    case PriceSource::LaterClose: {
      const auto place = history.closes->find_last(quote.date);
      found.numerator = sources_.close(what, quote.date, history.closes->value(*place));
      if (book_.instruments[what.value].price_factor_on(quote.date) != Decimal(1))
        found.numerator = trail_.product(price, found.numerator, sources_.price_factor(what, quote.date));
      break;
    }
    case PriceSource::Valuation:
    case PriceSource::Trade: {
      const PriceMark& mark = last_mark(quote.source == PriceSource::Valuation ? history.valuations : history.trades);
      found.numerator = mark_money(mark, what);
      found.denominator = mark_units(mark, what);
    }
  }
  for (const Split& split : history.splits) {
    const bool past = quote.date < split.date && split.date <= on;
    const bool ahead = on < split.date && split.date <= quote.date;
    if (!past && !ahead) continue;
    const TransactionIndex index = sources_.split_of(what, split.date);
    const Node multiplier = *sources_.field(index, past ? RatioFrom : RatioTo);
    const Node divisor = *sources_.field(index, past ? RatioTo : RatioFrom);
    found.numerator = trail_.product(price, found.numerator, multiplier);
    found.denominator = found.denominator ? trail_.product(price, *found.denominator, divisor) : divisor;
  }
  return found;
}

Node PriceNodes::value_local(InstrumentIndex what, Node units, Date on) {
  const Quote quote = book_.prices.find(what, on);
  if (!quote.is_known()) {
    TrailLabel none = label(TrailKind::Zero, what, on);
    none.instrument = {};
    return trail_.zero(none);
  }
  TrailLabel made = label(TrailKind::ValueLocal, what, on);
  made.quantity = trail_.value(units);
  const Price price = quoted(what, on);
  const Node node = price.denominator && quote.denominator != Decimal(1)
                        ? trail_.scale(made, units, price.numerator, *price.denominator, 12)
                        : trail_.product(made, units, price.numerator);
  return trail_.checked(node, quote.value(trail_.value(units)), "value at the price of the day");
}

std::optional<Node> PriceNodes::unit_held(InstrumentIndex what, Date from, Date on) {
  const std::uint8_t currency = book_.instrument_currency[what.value];
  if (!book_.prices.find(what, on).is_known() || book_.rates.find(currency, on).state == RateState::Missing)
    return std::nullopt;
  const Price price = quoted(what, on);
  std::vector<Node> above{price.numerator};
  std::vector<Node> below;
  if (price.denominator) below.push_back(*price.denominator);
  sources_.add_rate(currency, on, above, below);
  for (const Split& split : book_.prices.history(what).splits) {
    if (split.date <= from || split.date > on) continue;
    const TransactionIndex index = sources_.split_of(what, split.date);
    above.push_back(*sources_.field(index, RatioTo));
    below.push_back(*sources_.field(index, RatioFrom));
  }
  TrailLabel made = label(TrailKind::BenchmarkPrice, what, on);
  made.currency = {};
  const Node worth = trail_.apply(Operation::Compound, made, above);
  const Node node =
      below.empty() ? worth
                    : trail_.apply(Operation::Growth, made, {worth, trail_.apply(Operation::Compound, made, below)});
  return trail_.node(node).statistic->value > 0 ? std::optional(node) : std::nullopt;
}

}  // namespace coffer::ledger::trails
