// What each row of DOMAIN.md's posting table does to the reference book; included by reference_book.hpp.
#pragma once

#include "ledger/reference_book.hpp"

namespace coffer::ledger::fixture {

inline void ReferenceBook::take_event(const Event& event) {
  const auto& [date, order, sequence, index, is_arrival] = event;
  row_ = &input_.transactions[index];
  index_ = index;
  today_ = date;
  ++number_;
  flow_ = 0;
  state_rate();
  if (is_arrival)
    arrive();
  else
    take_row();
  (flow_ > 0 ? days.back().in : days.back().out) += abs(flow_);
}

inline void ReferenceBook::state_rate() {
  stated_.reset();
  const TransactionDetail& detail = *row().detail;
  if (detail.fx) {
    const Terms made = terms();
    stated_ = {made.priced_in, row().currency, made.gross / made.priced};
  } else if (detail.settled) {
    stated_ = {row().currency, detail.settled->currency, exact(detail.settled->amount) / exact(*row().amount)};
  } else if (detail.counter_amount && detail.counter_currency != row().currency) {
    stated_ = {row().currency, detail.counter_currency, exact(*detail.counter_amount) / exact(*row().amount)};
  }
}

inline void ReferenceBook::take_row() {
  using enum TransactionType;
  const Exact amount = exact(row().amount.value_or(Decimal()));
  switch (row().type) {
    case Buy:
    case Sell: return take_trade();
    case Dividend: return take_income(&ReferenceIncome::dividends);
    case Interest: return take_income(&ReferenceIncome::interest);
    case Income: return take_income(&ReferenceIncome::other);
    case InterestCharge: return take_expense(&ReferenceIncome::interest, -amount);
    case Expense: return take_expense(&ReferenceIncome::other_expenses, amount);
    case Fee: return take_expense(&ReferenceIncome::fees, amount);
    case FeeRefund: return take_expense(&ReferenceIncome::fees, -amount);
    case Tax: return take_expense(&ReferenceIncome::taxes, amount);
    case TaxRefund: return take_expense(&ReferenceIncome::taxes, -amount);
    case Deposit:
    case Withdrawal: {
      const Exact into = row().type == Deposit ? amount : Exact(-amount);
      pay(row().account, row().currency, into);
      flow_ += in_report(into, row().currency);
      return;
    }
    case CashTransfer:
    case FxExchange: return move_money();
    case Transfer: return move_units();
    case DeliveryIn: return deliver_in();
    case DeliveryOut: return deliver_out();
    case Split: return take_split();
    case StockDividend: return take_stock_dividend();
    case SpinOff: return take_spin_off();
    case Rights: return row().detail->rights_action == RightsAction::Grant ? take_spin_off() : exercise_rights();
    case Merger:
    case SymbolChange: return take_merger();
    case ReturnOfCapital: return take_return_of_capital();
    case Reward: return take_reward();
    case Swap: return take_swap();
    case LoanDraw:
      pay(row().account, row().currency, amount);
      return pay(row().counter_account, row().currency, -amount);
    case LoanRepayment: {
      const Exact interest = exact(row().detail->interest.value_or(Decimal()));
      pay(row().account, row().currency, -amount);
      pay(row().counter_account, row().currency, amount - interest - exact(row().fee));
      earn(income.interest, -interest);
      return earn(income.fees, exact(row().fee));
    }
    case Valuation:
    case Balance: throw std::runtime_error("The reference book takes no statements.");
  }
}

// ---- trades, income, money ----

inline void ReferenceBook::take_trade() {
  const Terms made = terms();
  const Exact costs = exact(row().fee) + exact(row().tax);
  const Exact accrued = exact(row().detail->accrued);
  const Exact sign = row().type == TransactionType::Buy ? 1 : -1;
  pay(row().account, row().currency, -sign * (made.gross + accrued) - costs);
  note_costs();
  earn(income.interest, -sign * accrued);
  put({row().account, row().instrument},
      new_lot(row().instrument, sign * exact(*row().quantity), sign * made.priced, made.priced_in, costs));
}

inline void ReferenceBook::take_income(Exact ReferenceIncome::* kind) {
  const Exact net = exact(*row().amount);
  const auto& settled = row().detail->settled;
  pay(row().account, settled ? settled->currency : row().currency, settled ? exact(settled->amount) : net);
  note_costs();
  earn(income.*kind, net + exact(row().fee) + exact(row().tax));
}

inline void ReferenceBook::take_expense(Exact ReferenceIncome::* kind, const Exact& amount) {
  const bool is_received = kind == &ReferenceIncome::interest;
  earn(income.*kind, amount);
  pay(row().account, row().currency, is_received ? amount : Exact(-amount));
}

inline void ReferenceBook::move_money() {
  const TransactionDetail& detail = *row().detail;
  const AccountIndex sender = row().account;
  const Currency arriving = detail.counter_amount ? detail.counter_currency : row().currency;
  const Exact arrived = exact(detail.counter_amount ? *detail.counter_amount : *row().amount);
  pay(sender, row().currency, -exact(*row().amount) - exact(row().fee) - exact(row().tax));
  note_costs();
  if (row().type == TransactionType::FxExchange) return pay(sender, arriving, arrived);
  cash[{sender, arriving}] += arrived;
  const bool waits = detail.arrival == Arrival::Pending || detail.arrival_date.value_or(today_) > today_;
  if (!waits) arrive();
}

inline void ReferenceBook::arrive() {
  if (row().type == TransactionType::CashTransfer) {
    const TransactionDetail& detail = *row().detail;
    const Currency arriving = detail.counter_amount ? detail.counter_currency : row().currency;
    const Exact arrived = exact(detail.counter_amount ? *detail.counter_amount : *row().amount);
    cash[{row().account, arriving}] -= arrived;
    return pay(row().counter_account, arriving, arrived);
  }
  const auto found = std::ranges::find(on_the_way, index_, &OnTheWay::transaction);
  const OnTheWay arrived = *found;
  on_the_way.erase(found);
  for (ReferenceLot lot : arrived.lots) {
    lot.arrival = number_;
    put({row().counter_account, arrived.instrument}, lot);
  }
}

inline void ReferenceBook::move_units() {
  const TransactionDetail& detail = *row().detail;
  const InstrumentIndex what = row().instrument;
  const Place place(row().account, what);
  on_the_way.push_back({.transaction = index_,
                        .sender = row().account,
                        .instrument = what,
                        .lots = take_out(place, exact(*row().quantity))});
  if (detail.fee_price) {
    const Exact units = exact(detail.fee_quantity);
    const Exact fee = booked(units * exact(*detail.fee_price) * factor_of(what), currency_of(what));
    income.fees += in_report(fee, currency_of(what));
    put(place, new_lot(what, -units, -fee, currency_of(what)));
  }
  const bool waits = detail.arrival == Arrival::Pending || detail.arrival_date.value_or(today_) > today_;
  if (!waits) arrive();
}

inline void ReferenceBook::deliver_in() {
  const InstrumentIndex what = row().instrument;
  const auto& cost = row().detail->cost;
  ReferenceLot lot{.date = row().detail->cost_date.value_or(today_),
                   .arrival = number_,
                   .acquired_by = index_,
                   .is_known = cost.has_value(),
                   .units = exact(*row().quantity),
                   .local = {},
                   .cost = {}};
  if (cost) {
    // At the rates of the day of the purchase, where there were any.
    const Date then = rates_.are_known(lot.date) ? lot.date : today_;
    lot.local = exact(*cost) * rates_.rate(row().currency, currency_of(what), then);
    lot.cost = exact(*cost) * rates_.rate(row().currency, report_, then);
  }
  flow_ += lot.units * price_in_report(what, today_);
  put({row().account, what}, lot);
}

inline void ReferenceBook::deliver_out() {
  const Place place(row().account, row().instrument);
  const Exact units = exact(*row().quantity);
  flow_ -= units * price_in_report(place.second, today_);
  if (row().detail->delivery == DeliveryMode::Realises && units <= units_of(held[place])) {
    const Terms made = terms();
    put(place, new_lot(place.second, -units, -made.priced, made.priced_in));
  } else {
    take_out(place, units);
  }
}

inline void ReferenceBook::take_reward() {
  const Exact value = exact(*row().amount);
  earn(row().type == TransactionType::Reward ? income.other : income.dividends, value);
  note_costs();
  pay(row().account, row().currency, -exact(row().fee) - exact(row().tax));
  put({row().account, row().instrument}, new_lot(row().instrument, exact(*row().quantity), value, row().currency));
}

inline void ReferenceBook::take_swap() {
  const InstrumentIndex given = row().instrument;
  const InstrumentIndex got = row().detail->new_instrument;
  const Exact value = exact(*row().amount);
  note_costs();
  pay(row().account, row().currency, -exact(row().fee) - exact(row().tax));
  put({row().account, given}, new_lot(given, -exact(*row().quantity), -value, row().currency));
  put({row().account, got}, new_lot(got, exact(*row().detail->new_quantity), value, row().currency));
}

// ---- corporate actions ----

// Of several rows that tell the same fact only the first changes units; each may pay a fraction.
inline bool ReferenceBook::is_first_report() const {
  for (std::size_t i = 0; i < next_; ++i) {
    const Transaction& one = input_.transactions[std::get<3>(events_[i])];
    if (one.type == row().type && one.date == row().date && one.instrument == row().instrument &&
        one.detail->new_instrument == row().detail->new_instrument)
      return false;
  }
  return true;
}

inline void ReferenceBook::take_split() {
  const auto divide = [&](ReferenceLots& lots) {
    for (ReferenceLot& lot : lots) lot.units *= ratio();
  };
  if (is_first_report()) {
    for (auto& [place, lots] : held) {
      if (place.second == row().instrument) divide(lots);
    }
    for (OnTheWay& moving : on_the_way) {
      if (moving.instrument == row().instrument) divide(moving.lots);
    }
  }
  pay_fraction(row().instrument);
}

inline void ReferenceBook::pay_fraction(InstrumentIndex what) {
  const auto& fraction = row().detail->cash_in_lieu;
  if (!fraction) return;
  const Exact amount = exact(fraction->amount);
  pay(row().account, row().currency, amount);
  put({row().account, what}, new_lot(what, -exact(fraction->quantity), -amount, row().currency));
}

inline void ReferenceBook::take_stock_dividend() {
  if (!row().quantity) return take_split();
  if (row().amount) return take_reward();
  const Place place(row().account, row().instrument);
  const Exact more = exact(*row().quantity);
  const Exact there = units_of(held[place]);
  if (there > 0) {
    for (ReferenceLot& lot : held[place]) lot.units *= (there + more) / there;
    return;
  }
  ReferenceLot lot = new_lot(place.second, more, 0, currency_of(place.second));
  lot.is_known = false;
  put(place, lot);
}

inline void ReferenceBook::take_spin_off() {
  const InstrumentIndex parent = row().instrument;
  const InstrumentIndex child = row().detail->new_instrument;
  if (is_first_report()) {
    for (auto& [place, lots] : held) {
      if (place.second == parent) give_child(place.first, lots);
    }
    for (OnTheWay& moving : on_the_way) {
      if (moving.instrument == parent) give_child(moving.sender, moving.lots);
    }
  }
  pay_fraction(child);
}

inline void ReferenceBook::give_child(AccountIndex account, ReferenceLots& parents) {
  const InstrumentIndex child = row().detail->new_instrument;
  const Exact share = exact(row().detail->cost_share.value_or(Decimal()));
  for (ReferenceLot& parent : parents) {
    ReferenceLot given = parent;
    given.units = parent.units * ratio();
    given.local = convert(parent.local * share, currency_of(row().instrument), currency_of(child));
    given.cost = parent.cost * share;
    parent.local *= 1 - share;
    parent.cost *= 1 - share;
    cut_cost(parent);
    cut_cost(given);
    put({account, child}, given);
  }
}

inline void ReferenceBook::take_merger() {
  const InstrumentIndex old = row().instrument;
  const InstrumentIndex next = row().detail->new_instrument;
  const auto is_concerned = [&](AccountIndex account) { return !row().account.is_set() || account == row().account; };
  if (row().amount) {
    pay(row().account, row().currency, exact(*row().amount));
    if (held[{row().account, old}].empty()) flow_ += in_report(exact(*row().amount), row().currency);
  }
  const auto exchange = [&](ReferenceLot& lot) {
    lot.units *= ratio();
    lot.local = convert(lot.local, currency_of(old), currency_of(next));
  };
  const auto before = held;
  for (const auto& [place, old_lots] : before) {
    if (place.second != old || !is_concerned(place.first)) continue;
    ReferenceLots lots = std::move(held[place]);
    held[place].clear();
    if (row().amount && !lots.empty()) {
      const Exact new_value = units_of(lots) * ratio() * exact(*row().detail->new_price) * factor_of(next);
      take_cash(place, lots, convert(new_value, currency_of(next), currency_of(old)));
    }
    for (ReferenceLot& lot : lots) {
      exchange(lot);
      put({place.first, next}, lot);
    }
  }
  for (OnTheWay& moving : on_the_way) {
    if (moving.instrument != old || !is_concerned(moving.sender)) continue;
    for (ReferenceLot& lot : moving.lots) exchange(lot);
    moving.instrument = next;
  }
}

// Cash for lots that stay, equally per unit: part of it relieves cost, what is beyond is gain. `new_value`
// is what the holder has besides, in the instrument's currency; a return of capital leaves all of it.
inline void ReferenceBook::take_cash(const Place& place, ReferenceLots& lots, const Exact& new_value) {
  const Currency own = currency_of(place.second);
  const Exact paid = exact(*row().amount);
  const bool is_merger = row().type == TransactionType::Merger;
  const MergerCash rule = is_merger ? policy_.merger_cash : MergerCash::ReducesCost;
  if (rule == MergerCash::Income) return earn(income.other, paid);
  const Exact units = units_of(lots);
  for (ReferenceLot& lot : lots) {
    if (!lot.is_known) continue;
    const Exact share = lot.units / units;
    const Exact local = convert(paid, row().currency, own) * share;
    const Exact worth = local + new_value * share;
    Exact relieved = std::min(local, lot.local);
    if (rule == MergerCash::Proportionate) relieved = lot.local * local / worth;
    if (rule == MergerCash::GainUpToCash) relieved = local - std::clamp(Exact(worth - lot.local), Exact(), local);
    const Exact cost = lot.local == 0 ? Exact() : lot.cost * relieved / lot.local;
    ReferenceGain gain{.date = today_,
                       .transaction = index_,
                       .account = place.first,
                       .instrument = place.second,
                       .acquired_by = lot.acquired_by,
                       .is_known = true,
                       .units = {},
                       .cost = cost,
                       .proceeds = in_report(paid, row().currency) * share,
                       .asset_gain = in_report(local - relieved, own)};
    lot.local -= relieved;
    lot.cost -= cost;
    cut_cost(lot);
    if (gain.gain() != 0 || gain.asset_gain != 0) other_gains.push_back(std::move(gain));
  }
}

inline void ReferenceBook::take_return_of_capital() {
  const Place place(row().account, row().instrument);
  const Exact paid = exact(*row().amount);
  pay(row().account, row().currency, paid);
  if (held[place].empty())
    flow_ += in_report(paid, row().currency);
  else
    take_cash(place, held[place], 0);
}

inline void ReferenceBook::exercise_rights() {
  const InstrumentIndex right = row().instrument;
  const InstrumentIndex next = row().detail->new_instrument;
  const Exact paid = exact(*row().amount);
  pay(row().account, row().currency, -paid);
  ReferenceLot lot = new_lot(next, exact(*row().detail->new_quantity), paid, row().currency);
  for (const ReferenceLot& used : take_out({row().account, right}, exact(*row().quantity))) {
    lot.local += convert(used.local, currency_of(right), currency_of(next));
    lot.cost += used.cost;
    lot.is_known = lot.is_known && used.is_known;
  }
  put({row().account, next}, lot);
}

}  // namespace coffer::ledger::fixture
