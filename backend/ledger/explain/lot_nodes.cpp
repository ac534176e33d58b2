#include "ledger/explain/lot_nodes.hpp"

#include <algorithm>

#include "ledger/explain/price_nodes.hpp"
#include "ledger/terms.hpp"

namespace coffer::ledger::trails {

using enum TransactionField;

const Decimal& LotNodes::read(const Lot& lot, LotAmount amount) {
  switch (amount) {
    case LotAmount::Quantity: return lot.quantity;
    case LotAmount::Local: return lot.cost_local;
    case LotAmount::Cost: return lot.cost;
    case LotAmount::Gross: return lot.gross_cost;
    case LotAmount::BroughtIn: break;
  }
  return lot.brought_in;
}

InstrumentIndex LotNodes::instrument_of(std::uint32_t place) const {
  for (;;) {
    const LotStep& step = history_.step(place);
    const Transaction& of = sources_.transaction(step.transaction);
    switch (step.kind) {
      case LotStepKind::Opened:
      case LotStepKind::Restored: return step.instrument;
      case LotStepKind::Restated: return step.new_instrument;
      case LotStepKind::Child:
      case LotStepKind::Exchanged: return of.detail->new_instrument;
      case LotStepKind::Pooled: place = step.others.front(); break;
      default: place = step.of;
    }
  }
}

std::uint8_t LotNodes::own_currency(std::uint32_t place) const {
  return book_.instrument_currency[instrument_of(place).value];
}

TrailLabel LotNodes::label(TrailKind kind, const LotStep& step, LotAmount amount) const {
  TrailLabel made;
  made.kind = kind;
  made.date = step.date;
  made.transaction = step.transaction;
  made.quantity = abs(step.after.quantity);
  if (amount == LotAmount::Quantity) return made;
  made.currency = amount == LotAmount::Local ? Currency() : book_.report;
  return made;
}

Node LotNodes::amount(std::uint32_t place, LotAmount amount) {
  if (const auto known = known_.find({place, amount}); known != known_.end()) return known->second;
  const LotStep& step = history_.step(place);
  const Node node = amount == LotAmount::Quantity ? quantity(place, step) : make(place, step, amount);
  trail_.checked(node, read(step.after, amount), "lot");
  known_.emplace(std::pair(place, amount), node);
  return node;
}

std::vector<std::uint32_t> LotNodes::group(std::uint32_t place) const {
  const LotStep& step = history_.step(place);
  const std::uint32_t first = step.others.empty() ? place : step.others.front();
  std::vector<std::uint32_t> members{first};
  for (std::uint32_t i = first + 1; i < history_.size() && history_.step(i).event == step.event; ++i) {
    const LotStep& next = history_.step(i);
    if (next.kind == step.kind && !next.others.empty() && next.others.front() == first) members.push_back(i);
  }
  return members;
}

Node LotNodes::shared(std::uint32_t place, Node total, const std::vector<Node>& before, int digits,
                      const TrailLabel& label) {
  std::vector<Node> left;
  bool passed = false;
  for (const std::uint32_t member : group(place)) {
    passed = passed || member == place;
    if (passed) left.push_back(amount(history_.step(member).of, LotAmount::Quantity));
  }
  const Node rest = trail_.difference(label, total, before);
  if (left.size() == 1) return rest;
  TrailLabel units = label;
  units.kind = TrailKind::UnitsRemaining;
  units.currency = {};
  return trail_.scale(label, rest, left.front(), trail_.sum(units, left), digits);
}

Node LotNodes::cash_of_all(std::uint32_t place, LotAmount amount) {
  const LotStep& step = history_.step(place);
  const TrailLabel made = label(TrailKind::CashOfLot, step, amount);
  const std::uint8_t paid_in = sources_.place_of(sources_.transaction(step.transaction).currency);
  const Node whole = *sources_.field(step.transaction, Amount);
  return amount == LotAmount::Local
             ? sources_.between(whole, paid_in, own_currency(place), step.transaction, step.date, made)
             : sources_.to_report(whole, paid_in, step.transaction, step.date, made);
}

Node LotNodes::cash(std::uint32_t place, LotAmount amount) {
  const LotStep& step = history_.step(place);
  std::vector<Node> before;
  for (const std::uint32_t other : step.others) before.push_back(cash(other, amount));
  const TrailLabel made = label(TrailKind::CashOfLot, step, amount);
  const Node node = shared(place, cash_of_all(place, amount), before, working_scale, made);
  return trail_.checked(node, amount == LotAmount::Local ? step.cash_local : step.cash, "cash of a lot");
}

Node LotNodes::new_value_of_all(std::uint32_t place, const LotStep& step) {
  const TrailLabel made = label(TrailKind::ValueOfNewUnits, step, LotAmount::Local);
  const Transaction& of = sources_.transaction(step.transaction);
  const InstrumentIndex next = of.detail->new_instrument;
  const auto price = sources_.field(step.transaction, NewPrice);
  if (!price) return trail_.zero(made);
  const Node money = trail_.product(made, trail_.product(made, ratio_to(step, group(place)), *price),
                                    sources_.price_factor(next, step.date));
  return sources_.between(money, book_.instrument_currency[next.value], own_currency(place), step.transaction,
                          step.date, made);
}

Node LotNodes::new_value(std::uint32_t place, const LotStep& step) {
  const TrailLabel made = label(TrailKind::ValueOfNewUnits, step, LotAmount::Local);
  std::vector<Node> before;
  for (const std::uint32_t other : step.others) before.push_back(new_value(other, history_.step(other)));
  const Node node = shared(place, new_value_of_all(place, step), before, working_scale, made);
  return trail_.checked(node, step.new_value_local, "value of new units");
}

Node LotNodes::relieved_local(std::uint32_t place, const LotStep& step) {
  TrailLabel made = label(TrailKind::LotCostRelieved, step, LotAmount::Local);
  const Node cost = amount(step.of, LotAmount::Local);
  const Node paid = cash(place, LotAmount::Local);
  const auto least = [&] { return trail_.apply(Operation::Min, made, {paid, cost}); };
  if (sources_.transaction(step.transaction).type == TransactionType::ReturnOfCapital)
    return step.after.quantity.is_positive() ? least() : paid;
  const auto received = [&] { return trail_.sum(made, {paid, new_value(place, step)}); };
  switch (book_.policy.merger_cash) {
    case MergerCash::Proportionate: {
      const Node all_paid = cash_of_all(place, LotAmount::Local);
      return trail_.scale(made, cost, all_paid, trail_.sum(made, {all_paid, new_value_of_all(place, step)}),
                          working_scale);
    }
    case MergerCash::ReducesCost: return least();
    case MergerCash::GainUpToCash: {
      TrailLabel gain = made;
      gain.kind = TrailKind::Gain;
      const Node whole = trail_.difference(gain, received(), {cost});
      const Node above = trail_.apply(Operation::Max, gain, {whole, trail_.zero(gain)});
      return trail_.difference(made, paid, {trail_.apply(Operation::Min, gain, {above, paid})});
    }
    case MergerCash::Income: break;
  }
  return trail_.zero(made);
}

Node LotNodes::relieved(std::uint32_t place, LotAmount amount) {
  const LotStep& step = history_.step(place);
  if (step.after.cost_state == CostState::Unknown) return trail_.zero(label(TrailKind::Zero, step, amount));
  const Node local = trail_.checked(relieved_local(place, step), step.relieved_local, "cost relieved");
  if (amount == LotAmount::Local) return local;
  const TrailLabel made = label(TrailKind::LotCostRelieved, step, amount);
  const Node before = this->amount(step.of, amount);
  const Node before_local = this->amount(step.of, LotAmount::Local);
  if (trail_.value(before) == trail_.value(before_local) && own_currency(place) == 0) return local;
  if (trail_.value(before).is_zero() || trail_.value(before_local).is_zero()) return trail_.zero(made);
  return trail_.scale(made, before, local, before_local, working_scale);
}

Node LotNodes::make(std::uint32_t place, const LotStep& step, LotAmount amount) {
  switch (step.kind) {
    case LotStepKind::Opened: return opened(step, amount);
    case LotStepKind::Part: {
      const Node whole = this->amount(step.of, amount);
      if (trail_.value(whole).is_zero()) return whole;
      return trail_.scale(label(TrailKind::LotCostPart, step, amount), whole, this->amount(place, LotAmount::Quantity),
                          this->amount(step.of, LotAmount::Quantity), working_scale);
    }
    case LotStepKind::Rest:
    case LotStepKind::AfterChild: {
      const auto kind = step.kind == LotStepKind::Rest ? TrailKind::LotCostRest : TrailKind::LotCostAfterChild;
      return trail_.difference(label(kind, step, amount), this->amount(step.of, amount),
                               {this->amount(step.others.front(), amount)});
    }
    case LotStepKind::Pooled: {
      std::vector<Node> parts;
      for (const std::uint32_t one : step.others) parts.push_back(this->amount(one, amount));
      return trail_.sum(label(TrailKind::LotCostPooled, step, amount), parts);
    }
    case LotStepKind::Child: {
      const auto share = sources_.field(step.transaction, CostShare);
      const TrailLabel made = label(TrailKind::LotCostChild, step, amount);
      if (!share) return trail_.zero(made);
      return trail_.product(made, this->amount(step.of, amount), *share, working_scale);
    }
    case LotStepKind::CashTaken: {
      if (amount == LotAmount::BroughtIn || step.after.cost_state == CostState::Unknown)
        return this->amount(step.of, amount);
      return trail_.difference(label(TrailKind::LotCostAfterCash, step, amount), this->amount(step.of, amount),
                               {relieved(place, amount)});
    }
    case LotStepKind::Joined:
      // The cost of what was joined, but none of the value that it brought in.
      if (amount == LotAmount::BroughtIn) return this->amount(step.of, amount);
      return trail_.sum(label(TrailKind::LotCostJoined, step, amount),
                        {this->amount(step.of, amount), this->amount(step.others.front(), amount)});
    case LotStepKind::Restated: {
      if (amount != LotAmount::Local) return this->amount(step.of, amount);
      return sources_.convert_between(this->amount(step.of, amount), book_.instrument_currency[step.instrument.value],
                                      book_.instrument_currency[step.new_instrument.value], step.date,
                                      label(TrailKind::LotCostRestated, step, amount));
    }
    case LotStepKind::Restored: return trail_.zero(label(TrailKind::Zero, step, amount));
    case LotStepKind::Split:
    case LotStepKind::Exchanged: return this->amount(step.of, amount);
  }
  throw Unexplained("lot step");
}

Node LotNodes::ratio_to(const LotStep& step, const std::vector<std::uint32_t>& members) {
  const TrailLabel made = label(TrailKind::UnitsOfLot, step, LotAmount::Quantity);
  std::vector<Node> units;
  for (const std::uint32_t one : members) units.push_back(amount(history_.step(one).of, LotAmount::Quantity));
  const Node whole = trail_.sum(made, units);
  const auto to = sources_.field(step.transaction, RatioTo);
  const auto from = sources_.field(step.transaction, RatioFrom);
  if (to && from) return trail_.scale(made, whole, *to, *from, Decimal::max_scale);
  // A stock dividend of so many units on those held.
  const auto more = sources_.field(step.transaction, TransactionField::Quantity);
  if (step.kind == LotStepKind::Split && more)
    return trail_.scale(made, whole, trail_.sum(made, {whole, *more}), whole, Decimal::max_scale);
  return whole;
}

// The lot by itself; of several the last takes what rounding leaves.
Node LotNodes::scaled_quantity(std::uint32_t place, const LotStep& step, TrailKind kind) {
  const TrailLabel made = label(kind, step, LotAmount::Quantity);
  std::vector<std::uint32_t> members = step.others;
  members.push_back(place);
  const Node own = amount(step.of, LotAmount::Quantity);
  const auto to = sources_.field(step.transaction, RatioTo);
  const auto from = sources_.field(step.transaction, RatioFrom);
  if (to && from) {
    const Node alone = trail_.scale(made, own, *to, *from, Decimal::max_scale);
    if (trail_.value(alone) == step.after.quantity) return alone;
  }
  if (members.size() == 1 && trail_.value(ratio_to(step, members)) == step.after.quantity)
    return ratio_to(step, members);
  // Units of a stock dividend fall on the lots in proportion; the last of the event names all others.
  if (const auto more = sources_.field(step.transaction, TransactionField::Quantity); more && step.others.empty()) {
    for (std::uint32_t i = place + 1; i < history_.size() && history_.step(i).event == step.event; ++i) {
      const LotStep& last = history_.step(i);
      if (std::ranges::find(last.others, place) == last.others.end()) continue;
      std::vector<Node> held;
      for (const std::uint32_t one : last.others) held.push_back(amount(history_.step(one).of, LotAmount::Quantity));
      held.push_back(amount(last.of, LotAmount::Quantity));
      const Node whole = trail_.sum(made, held);
      return trail_.scale(made, own, trail_.sum(made, {whole, *more}), whole, Decimal::max_scale);
    }
  }
  std::vector<Node> before;
  for (const std::uint32_t one : step.others) before.push_back(amount(one, LotAmount::Quantity));
  return trail_.difference(made, ratio_to(step, members), before);
}

Node LotNodes::quantity(std::uint32_t place, const LotStep& step) {
  const auto of = [&](std::uint32_t other) { return amount(other, LotAmount::Quantity); };
  const TrailLabel made = label(TrailKind::UnitsOfLot, step, LotAmount::Quantity);
  switch (step.kind) {
    case LotStepKind::Opened: return opened_quantity(step);
    case LotStepKind::Part: return part_quantity(step);
    case LotStepKind::Rest: return trail_.difference(made, of(step.of), {of(step.others.front())});
    case LotStepKind::Pooled: {
      std::vector<Node> parts;
      for (const std::uint32_t one : step.others) parts.push_back(of(one));
      return trail_.sum(made, parts);
    }
    case LotStepKind::Restored: {
      std::vector<Node> there;
      for (const std::uint32_t one : step.others) there.push_back(of(one));
      const Node asked = step.of != 0 ? trail_.negate(made, of(step.of))
                                      : *sources_.field(step.transaction, TransactionField::Quantity);
      return trail_.difference(made, asked, there);
    }
    case LotStepKind::Split:
    case LotStepKind::Child:
    case LotStepKind::Exchanged: return scaled_quantity(place, step, TrailKind::UnitsOfLot);
    default: return of(step.of);
  }
}

namespace {
// The field that says how many units a lot opened with, sold units negative.
TransactionField field_of_units(const Transaction& of, const LotStep& step) {
  using T = TransactionType;
  const bool is_sold = step.after.quantity.is_negative();
  switch (of.type) {
    case T::Transfer: return is_sold ? FeeQuantity : TransactionField::Quantity;
    case T::Swap: return is_sold ? TransactionField::Quantity : NewQuantity;
    case T::Rights:
      if (of.detail->rights_action == RightsAction::Grant) return FractionQuantity;
      return step.instrument == of.detail->new_instrument ? NewQuantity : TransactionField::Quantity;
    case T::Split:
    case T::SpinOff: return FractionQuantity;
    case T::StockDividend: return is_sold ? FractionQuantity : TransactionField::Quantity;
    default: return TransactionField::Quantity;
  }
}
}  // namespace

// What of the units was there is no part of an unknown lot.
Node LotNodes::opened_quantity(const LotStep& step) {
  const TrailLabel made = label(TrailKind::UnitsOfLot, step, LotAmount::Quantity);
  std::vector<Node> before;
  for (const std::uint32_t one : step.others) before.push_back(amount(one, LotAmount::Quantity));
  if (sources_.transaction(step.transaction).type == TransactionType::Merger)
    return trail_.negate(made, trail_.sum(made, before));
  const auto stated = sources_.field(step.transaction, field_of_units(sources_.transaction(step.transaction), step));
  if (!stated) throw Unexplained("units of a lot that are not stated");
  if (step.after.quantity.is_negative()) return trail_.negate(made, *stated);
  return trail_.difference(made, *stated, before);
}

Node LotNodes::with_sign_of(const Lot& lot, Node units, const TrailLabel& label) {
  return trail_.value(units).is_negative() == lot.quantity.is_negative() ? units : trail_.negate(label, units);
}

// What is asked for less what went before; of a lot that the transaction names, no more than it says.
Node LotNodes::part_quantity(const LotStep& step) {
  const TrailLabel made = label(TrailKind::UnitsOfLot, step, LotAmount::Quantity);
  const auto without = [&](Node asked, std::size_t first) {
    std::vector<Node> before;
    for (std::size_t i = first; i < step.others.size(); ++i)
      before.push_back(amount(step.others[i], LotAmount::Quantity));
    return trail_.difference(made, with_sign_of(step.after, asked, made), before);
  };
  const Node asked = step.asked_by != 0 ? amount(step.asked_by, LotAmount::Quantity)
                                        : *sources_.field(step.transaction, TransactionField::Quantity);
  const Node rest = without(asked, 0);
  if (step.choice == 0) return rest;
  const Node named = without(sources_.chosen_quantity(step.transaction, step.choice - 1), step.choice_begin);
  return trail_.apply(step.after.quantity.is_negative() ? Operation::Max : Operation::Min, made, {rest, named});
}

Node LotNodes::delivered(const LotStep& step, LotAmount amount) {
  const Transaction& of = sources_.transaction(step.transaction);
  const std::uint8_t paid_in = sources_.place_of(of.currency);
  const std::uint8_t own = book_.instrument_currency[step.instrument.value];
  const TrailLabel made = label(TrailKind::LotCost, step, amount);
  const auto brought = sources_.delivered_cost(step.transaction);
  if (!brought) return trail_.zero(made);
  const Date then = step.after.lot_date;
  const bool is_old = then < step.date && !sources_.states_rate(step.transaction);
  if (amount == LotAmount::Local) {
    const bool known = is_old && book_.rates.find_between(paid_in, own, then).state == RateState::Known;
    return known ? sources_.convert_between(*brought, paid_in, own, then, made)
                 : sources_.between(*brought, paid_in, own, step.transaction, step.date, made);
  }
  const bool known = is_old && book_.rates.find(paid_in, then).state == RateState::Known;
  const Node cost = known ? sources_.convert(*brought, paid_in, then, made)
                          : sources_.to_report(*brought, paid_in, step.transaction, step.date, made);
  if (amount != LotAmount::BroughtIn) return cost;
  if (step.after.brought_in.is_zero()) return trail_.zero(made);
  TrailLabel gain = made;
  gain.kind = TrailKind::BroughtIn;
  const Node units = this->opened_quantity(step);
  const Node value = prices_.value_local(step.instrument, units, step.date);
  return trail_.difference(gain, sources_.to_report(value, own, step.transaction, step.date, gain), {cost});
}

Node LotNodes::opened(const LotStep& step, LotAmount amount) {
  using T = TransactionType;
  const TransactionIndex index = step.transaction;
  const Transaction& of = sources_.transaction(index);
  const bool sells = step.after.quantity.is_negative();
  const TrailLabel made = label(sells ? TrailKind::LotProceeds : TrailKind::LotCost, step, amount);
  if (step.after.cost_state == CostState::Unknown) return trail_.zero(made);
  if (of.type == T::DeliveryIn) return delivered(step, amount);
  if (amount == LotAmount::BroughtIn) return trail_.zero(made);
  const std::uint8_t own = book_.instrument_currency[step.instrument.value];
  std::uint8_t priced_in = of.currency.is_empty() ? own : sources_.place_of(of.currency);
  std::optional<Node> gross;
  if (of.type == T::Buy || of.type == T::Sell || of.type == T::DeliveryOut) {
    const SourceNodes::Terms terms = sources_.trade_terms(index);
    gross = terms.priced_gross;
    priced_in = sources_.place_of(terms.priced_in);
  } else if (of.type == T::Transfer) {
    gross = sources_.asset_fee(index);
    priced_in = own;
  } else if (of.type == T::Reward || of.type == T::StockDividend) {
    gross = of.quantity ? std::optional(sources_.received_value(index)) : sources_.field(index, FractionAmount);
  } else if (of.type == T::Merger || of.type == T::Swap ||
             (of.type == T::Rights && of.detail->rights_action == RightsAction::Exercise)) {
    gross = sources_.field(index, Amount);
  } else {
    gross = sources_.field(index, FractionAmount);
  }
  const auto carried = [&](Node money, std::uint8_t from) {
    return amount == LotAmount::Local ? sources_.between(money, from, own, index, step.date, made)
                                      : sources_.to_report(money, from, index, step.date, made);
  };
  const Node priced = carried(*gross, priced_in);
  const bool is_trade = of.type == T::Buy || of.type == T::Sell;
  const bool in_cost = is_trade && amount != LotAmount::Gross && book_.policy.purchase_costs == PurchaseCosts::InCost;
  const auto costs = in_cost ? sources_.costs(index) : std::nullopt;
  if (!costs) return sells ? trail_.negate(made, priced) : priced;
  const Node on_top = carried(*costs, sources_.place_of(of.currency));
  return sells ? trail_.difference(made, on_top, {priced}) : trail_.sum(made, {priced, on_top});
}

}  // namespace coffer::ledger::trails
