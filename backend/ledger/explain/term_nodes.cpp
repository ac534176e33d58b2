// Money of a trade, delivery or income, from the fields that state it: as terms.cpp computes it.
#include "ledger/explain/source_nodes.hpp"
#include "ledger/terms.hpp"

namespace coffer::ledger::trails {

using enum TransactionField;

Node SourceNodes::gross_amount(Node quantity, Node price, InstrumentIndex instrument, Currency currency, int digits,
                               TransactionIndex index) {
  const TrailLabel made = label(TrailKind::Gross, index, currency);
  const bool has_factor =
      instrument.is_set() && book_.instruments[instrument.value].price_factor_on(transaction(index).date) != Decimal(1);
  if (!has_factor) return trail_.product(made, quantity, price, digits);
  return trail_.product(made, trail_.product(made, quantity, price), price_factor(instrument, transaction(index).date),
                        digits);
}

std::optional<Node> SourceNodes::costs(TransactionIndex index) {
  std::vector<Node> parts;
  for (const TransactionField one : {Fee, Tax}) {
    if (const auto part = field(index, one)) parts.push_back(*part);
  }
  if (parts.empty()) return std::nullopt;
  return trail_.sum(label(TrailKind::Costs, index, transaction(index).currency), parts);
}

SourceNodes::Terms SourceNodes::trade_terms(TransactionIndex index) {
  const Transaction& of = transaction(index);
  const TransactionDetail& detail = *of.detail;
  const InstrumentInput& instrument = book_.instruments[of.instrument.value];
  const TradeTerms known = ledger::trade_terms(of, instrument);
  const bool acquires = of.type == TransactionType::Buy || of.type == TransactionType::DeliveryIn;
  Terms terms;
  terms.priced_in = known.priced_in;
  const auto by_price = [&] {
    return gross_amount(*field(index, Quantity), *field(index, Price), of.instrument, known.priced_in,
                        known.priced_in.minor_digits(), index);
  };
  std::vector<Node> on_top;
  for (const TransactionField one : {Fee, Tax}) {
    if (const auto part = field(index, one)) on_top.push_back(*part);
  }
  const auto accrued = field(index, Accrued);
  const TrailLabel gross = label(TrailKind::Gross, index, of.currency);
  const auto rate = field(index, FxRate);
  if (of.amount) {
    std::vector<Node> less = acquires ? on_top : std::vector<Node>{};
    if (accrued) less.push_back(*accrued);
    std::vector<Node> plus{*field(index, Amount)};
    if (!acquires) plus.insert(plus.end(), on_top.begin(), on_top.end());
    terms.gross = trail_.difference(gross, trail_.sum(gross, plus), less);
  } else if (detail.fx && detail.fx->gross) {
    terms.gross = *field(index, FxGross);
  } else if (!detail.fx) {
    terms.gross = by_price();
  }
  const bool has_gross = of.amount || !detail.fx || detail.fx->gross;
  if (!detail.fx) {
    terms.priced_gross = terms.gross;
  } else if (detail.fx->priced_gross) {
    terms.priced_gross = *field(index, FxPricedGross);
  } else if (of.price) {
    terms.priced_gross = by_price();
  } else {
    terms.priced_gross = trail_.quotient(label(TrailKind::Gross, index, known.priced_in), terms.gross, *rate,
                                         known.priced_in.minor_digits());
  }
  if (!has_gross) terms.gross = trail_.product(gross, terms.priced_gross, *rate, of.currency.minor_digits());
  const TrailLabel settled = label(TrailKind::Settled, index, of.currency);
  if (of.amount) {
    terms.settled = *field(index, Amount);
  } else {
    std::vector<Node> plus{terms.gross};
    if (acquires) plus.insert(plus.end(), on_top.begin(), on_top.end());
    if (accrued) plus.push_back(*accrued);
    terms.settled = trail_.difference(settled, trail_.sum(settled, plus), acquires ? std::vector<Node>{} : on_top);
  }
  trail_.checked(terms.gross, known.gross, "gross");
  trail_.checked(terms.priced_gross, known.priced_gross, "gross as priced");
  trail_.checked(terms.settled, known.settled, "settlement");
  return terms;
}

Node SourceNodes::income_gross(TransactionIndex index) {
  const Transaction& of = transaction(index);
  const TrailLabel made = label(TrailKind::Gross, index, of.currency);
  if (!of.amount)
    return gross_amount(*field(index, Quantity), *field(index, Price), of.instrument, of.currency,
                        of.currency.minor_digits(), index);
  std::vector<Node> parts{*field(index, Amount)};
  if (const auto on_top = field(index, Fee)) parts.push_back(*on_top);
  if (const auto on_top = field(index, Tax)) parts.push_back(*on_top);
  return trail_.sum(made, parts);
}

Node SourceNodes::income_net(TransactionIndex index) {
  if (const auto amount = field(index, Amount)) return *amount;
  std::vector<Node> less;
  for (const TransactionField one : {Fee, Tax}) {
    if (const auto part = field(index, one)) less.push_back(*part);
  }
  return trail_.difference(label(TrailKind::Settled, index, transaction(index).currency), income_gross(index), less);
}

Node SourceNodes::received_value(TransactionIndex index) {
  const Transaction& of = transaction(index);
  if (const auto amount = field(index, Amount)) return *amount;
  return gross_amount(*field(index, Quantity), *field(index, Price), of.instrument, of.currency,
                      of.currency.minor_digits(), index);
}

Node SourceNodes::asset_fee(TransactionIndex index) {
  const InstrumentIndex what = transaction(index).instrument;
  const Currency own = book_.instruments[what.value].currency;
  const auto price = field(index, FeePrice);
  if (!price) return trail_.zero(label(TrailKind::Zero, index, own));
  return gross_amount(*field(index, FeeQuantity), *price, what, own, own.minor_digits(), index);
}

std::optional<Node> SourceNodes::delivered_cost(TransactionIndex index) {
  const Transaction& of = transaction(index);
  if (of.detail->cost) return field(index, Cost);
  if (of.amount) return field(index, Amount);
  if (of.price) return trade_terms(index).settled;
  return std::nullopt;
}

}  // namespace coffer::ledger::trails
