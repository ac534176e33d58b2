#include "ledger/explain/source_nodes.hpp"

#include <algorithm>

#include "ledger/terms.hpp"

namespace coffer::ledger::trails {

using enum TransactionField;

TrailLabel SourceNodes::label(TrailKind kind, TransactionIndex index, Currency currency) const {
  TrailLabel made;
  made.kind = kind;
  made.transaction = index;
  made.date = input_.transactions[index.value].date;
  made.type = input_.transactions[index.value].type;
  made.instrument = input_.transactions[index.value].instrument;
  made.currency = currency;
  return made;
}

std::uint8_t SourceNodes::place_of(Currency currency) const {
  const auto found = std::ranges::find(book_.currencies, currency);
  return found == book_.currencies.end() ? std::uint8_t{0}
                                         : static_cast<std::uint8_t>(found - book_.currencies.begin());
}

namespace {
// Which currency a field is money of; none where it is units or a rate.
Currency currency_of_field(const Transaction& transaction, TransactionField field) {
  const TransactionDetail& detail = *transaction.detail;
  switch (field) {
    case Amount:
    case Fee:
    case Tax:
    case Accrued:
    case FxGross:
    case Cost:
    case Principal:
    case Interest:
    case FractionAmount: return transaction.currency;
    case FxPricedGross: return detail.fx->priced_in;
    case SettledAmount: return detail.settled->currency;
    case CounterAmount: return detail.counter_currency;
    default: return {};
  }
}
}  // namespace

std::optional<Node> SourceNodes::field(TransactionIndex index, TransactionField field) {
  const Transaction& of = transaction(index);
  const auto value = read_field(of, field);
  if (!value) return std::nullopt;
  TrailInput leaf;
  leaf.kind = InputKind::Field;
  leaf.transaction = index;
  leaf.field = field;
  leaf.date = of.date;
  return trail_.input(leaf, *value, label(TrailKind::Input, index, currency_of_field(of, field)));
}

Node SourceNodes::chosen_quantity(TransactionIndex index, std::uint32_t choice) {
  TrailInput leaf;
  leaf.kind = InputKind::Field;
  leaf.transaction = index;
  leaf.field = ChosenQuantity;
  leaf.date = transaction(index).date;
  leaf.place = choice;
  return trail_.input(leaf, transaction(index).detail->chosen_lots[choice].quantity,
                      label(TrailKind::Input, index, {}));
}

Node SourceNodes::close(InstrumentIndex instrument, Date date, const Decimal& value) {
  TrailInput leaf;
  leaf.kind = InputKind::Price;
  leaf.instrument = instrument;
  leaf.date = date;
  TrailLabel made;
  made.instrument = instrument;
  made.date = date;
  return trail_.input(leaf, value, made);
}

Node SourceNodes::share(AccountIndex account, Date on) {
  const std::vector<OwnershipShare>& shares = book_.accounts[account.value].shares;
  const OwnershipShare* valid = &shares.front();
  for (const OwnershipShare& one : shares) {
    if (one.from <= on) valid = &one;
  }
  TrailInput leaf;
  leaf.kind = InputKind::Share;
  leaf.account = account;
  leaf.date = valid->from;
  TrailLabel made;
  made.account = account;
  made.date = valid->from;
  return trail_.input(leaf, valid->own, made);
}

Node SourceNodes::price_factor(InstrumentIndex instrument, Date on) {
  const InstrumentInput& of = book_.instruments[instrument.value];
  TrailInput leaf;
  for (const FactorChange& change : of.factor_changes) {
    if (change.from <= on) leaf.date = change.from;
  }
  leaf.kind = InputKind::PriceFactor;
  leaf.instrument = instrument;
  TrailLabel made;
  made.instrument = instrument;
  made.date = leaf.date;
  return trail_.input(leaf, of.price_factor_on(on), made);
}

Node SourceNodes::trading_days() {
  TrailInput leaf;
  leaf.kind = InputKind::Convention;
  return trail_.input(leaf, Decimal(book_.policy.trading_days_per_year), {});
}

Node SourceNodes::confidence(const Decimal& level) {
  TrailInput leaf;
  leaf.kind = InputKind::Convention;
  leaf.convention = Convention::Confidence;
  return trail_.input(leaf, level, {});
}

Node SourceNodes::riskless_rate(Date from, const Decimal& rate) {
  TrailInput leaf;
  leaf.kind = InputKind::RisklessRate;
  leaf.date = from;
  TrailLabel made;
  made.date = from;
  return trail_.input(leaf, rate, made);
}

void SourceNodes::add_rate(std::uint8_t currency, Date on, std::vector<Node>& above, std::vector<Node>& below) {
  const Fraction rate = market(currency, on);
  if (rate.numerator) above.push_back(*rate.numerator);
  if (rate.denominator) below.push_back(*rate.denominator);
}

std::optional<Node> SourceNodes::times(std::optional<Node> a, std::optional<Node> b) {
  if (!a || !b) return a ? a : b;
  TrailLabel made;
  made.kind = TrailKind::CrossRate;
  return trail_.product(made, *a, *b);
}

SourceNodes::Fraction SourceNodes::market(std::uint8_t currency, Date on) {
  return quoted(book_.rates.quotes(currency, on), book_.rates.find(currency, on).state);
}

SourceNodes::Fraction SourceNodes::quoted(const std::vector<QuotedRate>& quotes, RateState state) {
  Fraction fraction;
  fraction.state = state;
  for (const QuotedRate& quote : quotes) {
    TrailInput leaf;
    leaf.kind = InputKind::Rate;
    leaf.from = quote.from;
    leaf.to = quote.to;
    leaf.date = quote.date;
    TrailLabel made;
    made.date = quote.date;
    const Node rate = trail_.input(leaf, quote.rate, made);
    auto& side = quote.is_inverse ? fraction.denominator : fraction.numerator;
    side = times(side, rate);
  }
  return fraction;
}

Node SourceNodes::apply(Node amount, const Fraction& rate, TrailLabel label) {
  if (rate.state == RateState::Same) return amount;
  if (rate.state == RateState::Missing) {
    label.kind = TrailKind::NoRate;
    return trail_.zero(label);
  }
  if (!rate.denominator) return trail_.product(label, amount, *rate.numerator, working_scale);
  if (!rate.numerator) return trail_.quotient(label, amount, *rate.denominator, working_scale);
  return trail_.scale(label, amount, *rate.numerator, *rate.denominator, working_scale);
}

Node SourceNodes::convert(Node amount, std::uint8_t currency, Date on, TrailLabel label) {
  label.currency = book_.report;
  label.date = on;
  return apply(amount, market(currency, on), label);
}

Node SourceNodes::convert_back(Node amount, std::uint8_t currency, Date on, TrailLabel label) {
  label.currency = book_.currencies[currency];
  label.date = on;
  Fraction rate = market(currency, on);
  std::swap(rate.numerator, rate.denominator);
  return apply(amount, rate, label);
}

Node SourceNodes::convert_between(Node amount, std::uint8_t from, std::uint8_t to, Date on, TrailLabel label) {
  if (from == to) return amount;
  label.currency = book_.currencies[to];
  label.date = on;
  if (const auto own = book_.rates.quotes_between(from, to, on); !own.empty())
    return apply(amount, quoted(own, RateState::Known), label);
  const Fraction a = market(from, on);
  const Fraction b = market(to, on);
  Fraction crossed;
  crossed.state =
      a.state == RateState::Missing || b.state == RateState::Missing ? RateState::Missing : RateState::Known;
  crossed.numerator = times(a.numerator, b.denominator);
  crossed.denominator = times(a.denominator, b.numerator);
  return apply(amount, crossed, label);
}

std::optional<SourceNodes::Stated> SourceNodes::stated(TransactionIndex index) {
  const Transaction& of = transaction(index);
  const TransactionDetail& detail = *of.detail;
  Stated made;
  made.other = of.currency.is_empty() ? std::uint8_t{0} : place_of(of.currency);
  if (detail.fx && of.instrument.is_set()) {
    const TradeTerms terms = ledger::trade_terms(of, book_.instruments[of.instrument.value]);
    const bool by_amounts = !terms.gross.is_zero() && !terms.priced_gross.is_zero();
    if (!by_amounts && !detail.fx->rate) return std::nullopt;
    made.cash = made.other;
    made.other = place_of(detail.fx->priced_in);
    if (by_amounts) {
      const Terms nodes = trade_terms(index);
      made.numerator = nodes.gross;
      made.denominator = nodes.priced_gross;
    } else {
      made.numerator = *field(index, FxRate);
    }
    return made;
  }
  if (detail.settled) {
    made.cash = place_of(detail.settled->currency);
    if (!detail.settled->rate) {
      made.numerator = *field(index, SettledAmount);
      made.denominator = income_net(index);
    } else if (detail.settled->rate_from == of.currency) {
      made.numerator = *field(index, SettledRate);
    } else {
      // Stated the other way round: the amount is divided by it.
      made.numerator = *field(index, SettledRate);
      std::swap(made.other, made.cash);
    }
    if (trail_.value(made.numerator).is_zero()) return std::nullopt;
    if (made.denominator && trail_.value(*made.denominator).is_zero()) return std::nullopt;
    return made;
  }
  if (detail.counter_amount && !detail.counter_currency.is_empty() && of.amount) {
    made.cash = place_of(detail.counter_currency);
    if (made.other == made.cash || of.amount->is_zero() || detail.counter_amount->is_zero()) return std::nullopt;
    made.numerator = *field(index, CounterAmount);
    made.denominator = *field(index, Amount);
    return made;
  }
  return std::nullopt;
}

Node SourceNodes::at_stated(Node amount, const Stated& stated, TrailLabel label) {
  label.currency = book_.currencies[stated.cash];
  if (!stated.denominator) return trail_.product(label, amount, stated.numerator, working_scale);
  return trail_.scale(label, amount, stated.numerator, *stated.denominator, working_scale);
}

Node SourceNodes::from_stated(Node amount, const Stated& stated, TrailLabel label) {
  label.currency = book_.currencies[stated.other];
  if (!stated.denominator) return trail_.quotient(label, amount, stated.numerator, working_scale);
  return trail_.scale(label, amount, *stated.denominator, stated.numerator, working_scale);
}

Node SourceNodes::to_report(Node amount, std::uint8_t currency, TransactionIndex index, Date on, TrailLabel label) {
  if (currency == 0) return amount;
  label.date = on;
  if (const auto rate = stated(index)) {
    // A rate stated the other way round has its sides exchanged; the amount's own side decides.
    const bool exchanged = transaction(index).detail->settled && rate->cash == place_of(transaction(index).currency);
    const std::uint8_t other = exchanged ? rate->cash : rate->other;
    const std::uint8_t cash = exchanged ? rate->other : rate->cash;
    const auto forward = [&](Node of) {
      return exchanged ? from_stated(of, *rate, label) : at_stated(of, *rate, label);
    };
    const auto backward = [&](Node of) {
      return exchanged ? at_stated(of, *rate, label) : from_stated(of, *rate, label);
    };
    if (currency == other) {
      const Node in_cash = forward(amount);
      return cash == 0 ? in_cash : convert(in_cash, cash, on, label);
    }
    if (currency == cash && other == 0) return backward(amount);
  }
  return convert(amount, currency, on, label);
}

Node SourceNodes::between(Node amount, std::uint8_t from, std::uint8_t to, TransactionIndex index, Date on,
                          TrailLabel label) {
  if (from == to) return amount;
  if (to == 0) return to_report(amount, from, index, on, label);
  label.date = on;
  if (const auto rate = stated(index)) {
    if (from == rate->other && to == rate->cash) return at_stated(amount, *rate, label);
    if (from == rate->cash && to == rate->other) return from_stated(amount, *rate, label);
  }
  return convert_between(amount, from, to, on, label);
}

TransactionIndex SourceNodes::split_of(InstrumentIndex instrument, Date on) const {
  for (std::size_t i = 0; i < input_.transactions.size(); ++i) {
    const Transaction& one = input_.transactions[i];
    const bool splits = one.type == TransactionType::Split || one.type == TransactionType::StockDividend;
    if (splits && one.instrument == instrument && one.date == on && one.detail->ratio_to && one.detail->ratio_from)
      return index_of<TransactionIndex>(i);
  }
  throw Unexplained("a split without its transaction");
}

}  // namespace coffer::ledger::trails
