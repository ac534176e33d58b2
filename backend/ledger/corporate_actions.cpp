// Rows 12 and 14 to 17 of the posting table: what happens to lots without a trade.
#include <algorithm>
#include <utility>

#include "ledger/book_builder.hpp"
#include "ledger/problems.hpp"
#include "ledger/terms.hpp"

namespace coffer::ledger {
namespace {

Decimal share_of(const Decimal& amount, const Decimal& part, const Decimal& whole) {
  return amount.is_zero() || whole.is_zero() ? Decimal() : multiply_divide(amount, part, whole, working_scale);
}

Decimal scaled(const Decimal& quantity, const Decimal& to, const Decimal& from) {
  return trim(multiply_divide(quantity, to, from));
}

// Shares an amount out by units; the last one asked takes what is left.
class PerUnit {
 public:
  PerUnit(Decimal amount, Decimal units) : amount_(std::move(amount)), units_(std::move(units)) {}
  Decimal take(const Decimal& units) {
    const Decimal part = units == units_ ? amount_ : share_of(amount_, units, units_);
    amount_ -= part;
    units_ -= units;
    return part;
  }

 private:
  Decimal amount_;
  Decimal units_;
};

}  // namespace

// A fact of an instrument is applied once, however many sources report it.
Result<bool> BookBuilder::is_news() {
  const FactKey key{transaction_->type, transaction_->instrument.value, event_.date.days(),
                    detail_->new_instrument.value};
  const auto [found, is_new] = facts_.try_emplace(key, event_.transaction);
  if (is_new) return true;
  const TransactionDetail& known = *input_.transactions[found->second.value].detail;
  const bool same_ratio =
      multiply(*known.ratio_to, *detail_->ratio_from) == multiply(*detail_->ratio_to, *known.ratio_from);
  if (same_ratio && known.cost_share == detail_->cost_share) return false;
  const std::string prefix = "/transactions/" + std::to_string(event_.transaction.value);
  return fail(ErrorKind::Conflict, problems::conflicting_splits,
              "Two sources tell this action of one day differently. Keep one of them.",
              {{prefix + "/ratio_to", "Another transaction gives a different ratio."}});
}

Result<> BookBuilder::split() {
  COFFER_TRY(news, is_news());
  const InstrumentIndex what = transaction_->instrument;
  if (news) {
    const Decimal& to = *detail_->ratio_to;
    const Decimal& from = *detail_->ratio_from;
    for (const std::uint32_t place : places_by_instrument_[what.value]) {
      Position& position = book_.positions[place];
      const Decimal before = position.lots.quantity();
      position.lots.scale(to, from, history_);
      const Decimal change = position.lots.quantity() - before;
      derive(LedgerAccount::Position, position.account, what, 0, {}, change);
      step(place, change, {.of = UnitSource::Of::Ratio, .in = {}, .out = {}});
    }
    for (OpenTransfer& open : book_.open_transfers) {
      if (open.instrument != what) continue;
      const Decimal before = open.quantity;
      UnitSource source = units_out(open.lots);
      open.quantity = scale_lots(open.lots, to, from, history_);
      source.in = units_in(open.lots).in;
      derive(LedgerAccount::Transit, open.account, what, 0, {}, open.quantity - before);
      step_on_the_way(position_place(open.account, what), open.quantity - before, std::move(source));
    }
  }
  pay_fraction(what);
  return {};
}

void BookBuilder::pay_fraction(InstrumentIndex what) {
  if (!detail_->cash_in_lieu) return;
  const CashInLieu& paid = *detail_->cash_in_lieu;
  const std::uint8_t priced_in = transaction_->currency.is_empty() ? currency_of(what) : currency_;
  Lot lot = trade_lot(what, -paid.quantity, paid.amount, priced_in, {});
  mark_trade(what, -lot.cost_local, paid.quantity);
  restate(transaction_->account, what, priced_in, -paid.amount, lot.cost_local);
  open_or_close(position_place(transaction_->account, what), std::move(lot));
}

// Also a grant of rights: units of another instrument per unit held, and a share of the cost with them.
Result<> BookBuilder::spin_off() {
  COFFER_TRY(news, is_news());
  if (news) {
    const std::vector<std::uint32_t> places = places_by_instrument_[transaction_->instrument.value];
    for (const std::uint32_t place : places)
      give_child_lots(book_.positions[place].account, book_.positions[place].lots.open_for_action());
    for (OpenTransfer& open : book_.open_transfers) {
      if (open.instrument == transaction_->instrument) give_child_lots(open.account, open.lots);
    }
  }
  pay_fraction(detail_->new_instrument);
  return {};
}

void BookBuilder::give_child_lots(AccountIndex account, std::span<Lot> parents) {
  const InstrumentIndex parent = transaction_->instrument;
  const InstrumentIndex child = detail_->new_instrument;
  const Decimal share = detail_->cost_share.value_or(Decimal());
  if (parents.empty()) return;
  std::vector<Lot> children(parents.begin(), parents.end());
  const Decimal child_units = scale_lots(children, *detail_->ratio_to, *detail_->ratio_from);
  std::vector<std::uint32_t> noted;
  for (std::size_t i = 0; i < children.size(); ++i) {
    Lot& lot = parents[i];
    Lot& one = children[i];
    one.cost_local = multiply_to(lot.cost_local, share, working_scale);
    one.cost = multiply_to(lot.cost, share, working_scale);
    one.gross_cost = multiply_to(lot.gross_cost, share, working_scale);
    one.brought_in = multiply_to(lot.brought_in, share, working_scale);
    lot.cost_local -= one.cost_local;
    lot.cost -= one.cost;
    lot.gross_cost -= one.gross_cost;
    lot.brought_in -= one.brought_in;
    if (history_ != nullptr) {
      const std::uint32_t whole = lot.history;
      history_->note(LotStepKind::Child, one, whole, noted);
      history_->note(LotStepKind::AfterChild, lot, whole, {one.history});
      noted.push_back(one.history);
    }
    const Lot moved = restated(one, parent, child);
    move_cost(account, parent, child, one.cost_local, moved.cost_local);
    one = moved;
  }
  derive(LedgerAccount::Position, account, child, 0, {}, child_units);
  kind_flow(account, parent, child, -child_units, KindBoundary::InstrumentOnly, units_out(children));
  kind_flow(account, child, child, child_units, KindBoundary::InstrumentOnly, units_in(children));
  const std::uint32_t place = position_place(account, child);
  for (Lot& lot : children) open_or_close(place, std::move(lot));
}

// The same lot, its cost carried into the currency of another instrument.
Lot BookBuilder::restated(Lot lot, InstrumentIndex from, InstrumentIndex to) const {
  if (currency_of(from) == currency_of(to)) return lot;
  lot.cost_local = book_.rates.find_between(currency_of(from), currency_of(to), event_.date).convert(lot.cost_local);
  if (history_ != nullptr) {
    LotStep& noted = history_->note(LotStepKind::Restated, lot, lot.history);
    noted.instrument = from;
    noted.new_instrument = to;
  }
  return lot;
}

void BookBuilder::move_cost(AccountIndex account, InstrumentIndex from, InstrumentIndex to, const Decimal& cost_from,
                            const Decimal& cost_to) {
  derive(LedgerAccount::Position, account, from, currency_of(from), -cost_from);
  derive(LedgerAccount::Position, account, to, currency_of(to), cost_to);
  if (currency_of(from) == currency_of(to)) return;
  derive(LedgerAccount::Conversion, account, {}, currency_of(from), cost_from);
  derive(LedgerAccount::Conversion, account, {}, currency_of(to), -cost_to);
}

// A merger for cash alone, by any policy: a sale of all that the account holds.
void BookBuilder::pay_out() {
  const InstrumentIndex what = transaction_->instrument;
  const AccountIndex account = transaction_->account;
  const std::uint32_t place = position_place(account, what);
  const LotList& lots = book_.positions[place].lots;
  const Decimal held = lots.quantity();
  if (!held.is_positive()) return take_cash_without_lots();
  const Decimal amount = *transaction_->amount;
  Lot sold = trade_lot(what, -held, amount, currency_, {}, lots.open());
  restate(account, what, currency_, -amount, sold.cost_local);
  derive(LedgerAccount::Position, account, what, 0, {}, -held);
  open_or_close(place, std::move(sold));
}

// Also a change of symbol: one for one, without cash.
void BookBuilder::merge() {
  if (!detail_->new_instrument.is_set()) return pay_out();
  const Decimal to = detail_->ratio_to.value_or(Decimal(1));
  const Decimal from = detail_->ratio_from.value_or(Decimal(1));
  const InstrumentIndex old = transaction_->instrument;
  const bool pays_cash = transaction_->amount && !transaction_->amount->is_zero();
  if (pays_cash && position(transaction_->account, old).lots.quantity().is_zero()) take_cash_without_lots();
  const std::vector<std::uint32_t> places = places_by_instrument_[old.value];
  for (const std::uint32_t place : places) {
    if (!transaction_->account.is_set() || book_.positions[place].account == transaction_->account)
      exchange_units(place, to, from);
  }
  exchange_on_the_way(to, from);
}

// The part of the lot's cost that the cash of a merger relieves; the cash beyond it is gain. The proportion of cash to
// value is that of the whole: of a lot of few units both are so small that their rounding would count.
Decimal BookBuilder::merger_relief(const Lot& lot, const MergerValue& of_lot, const MergerValue& of_all) const {
  const Decimal zero;
  switch (book_.policy.merger_cash) {
    case MergerCash::Proportionate: return share_of(lot.cost_local, of_all.cash, of_all.cash + of_all.new_units);
    case MergerCash::GainUpToCash:
      return of_lot.cash - std::clamp(of_lot.cash + of_lot.new_units - lot.cost_local, zero, of_lot.cash);
    case MergerCash::ReducesCost: return std::min(of_lot.cash, lot.cost_local);
    case MergerCash::Income: break;
  }
  return zero;
}

void BookBuilder::exchange_units(std::uint32_t place, const Decimal& to, const Decimal& from) {
  const AccountIndex account = book_.positions[place].account;
  const InstrumentIndex old = transaction_->instrument;
  const InstrumentIndex next = detail_->new_instrument;
  std::vector<Lot> lots;
  const Decimal units = book_.positions[place].lots.quantity();
  book_.positions[place].lots.relieve_all(lots);
  if (lots.empty()) return;
  step(place, -units, units_out(lots));
  const Decimal new_units = scaled(units, to, from);
  const Decimal amount = transaction_->amount.value_or(Decimal());
  const Decimal cash_local = between(currency_, currency_of(old), amount);
  restate(account, old, currency_, -amount, -cash_local);
  Decimal new_value;
  if (detail_->new_price) {
    new_value = multiply(multiply(new_units, *detail_->new_price), instrument(next).price_factor_on(event_.date));
    mark_trade(next, new_value, new_units);
  }
  const bool is_income = book_.policy.merger_cash == MergerCash::Income;
  if (is_income && !amount.is_zero()) {
    derive(LedgerAccount::Position, account, old, currency_of(old), cash_local);
    derive(LedgerAccount::IncomeOther, account, old, currency_of(old), -cash_local);
    book_.income_steps.push_back({.date = event_.date,
                                  .event = number_,
                                  .type = transaction_->type,
                                  .ledger = LedgerAccount::IncomeOther,
                                  .source = AmountSource::Amount,
                                  .account = account,
                                  .instrument = old,
                                  .amount = to_report(currency_, amount)});
  }
  const MergerValue whole{.cash = cash_local, .new_units = between(currency_of(next), currency_of(old), new_value)};
  PerUnit cash_locals(whole.cash, units);
  PerUnit cashes(to_report(currency_, amount), units);
  PerUnit values(whole.new_units, units);
  const std::uint32_t new_place = position_place(account, next);
  derive(LedgerAccount::Position, account, old, 0, {}, -units);
  derive(LedgerAccount::Position, account, next, 0, {}, new_units);
  std::vector<Lot> new_lots = lots;
  scale_lots(new_lots, to, from);
  std::vector<std::uint32_t> paid;
  std::vector<std::uint32_t> exchanged;
  for (std::size_t i = 0; i < lots.size(); ++i) {
    Lot& lot = lots[i];
    const Decimal old_units = lot.quantity;
    const MergerValue own{.cash = cash_locals.take(old_units), .new_units = values.take(old_units)};
    const Decimal part = cashes.take(old_units);
    if (!is_income && !amount.is_zero()) {
      const Decimal relieved = merger_relief(lot, own, whole);
      relieve_cash(place, lot, own.cash, part, relieved);
      note_cash(lot, lot.history, paid, own.cash, part, relieved, own.new_units);
    }
    lot.quantity = new_lots[i].quantity;
    if (history_ != nullptr) {
      history_->note(LotStepKind::Exchanged, lot, lot.history, exchanged);
      exchanged.push_back(lot.history);
    }
    const Lot moved = restated(lot, old, next);
    move_cost(account, old, next, lot.cost_local, moved.cost_local);
    open_or_close(new_place, moved);
  }
  kind_flow(account, old, next, -new_units, KindBoundary::InstrumentOnly, units_out(lots));
  kind_flow(account, next, next, new_units, KindBoundary::InstrumentOnly, units_in(lots));
}

void BookBuilder::exchange_on_the_way(const Decimal& to, const Decimal& from) {
  const InstrumentIndex old = transaction_->instrument;
  const InstrumentIndex next = detail_->new_instrument;
  for (OpenTransfer& open : book_.open_transfers) {
    if (open.instrument != old || (transaction_->account.is_set() && open.account != transaction_->account)) continue;
    step_on_the_way(position_place(open.account, old), -open.quantity, units_out(open.lots));
    derive(LedgerAccount::Transit, open.account, old, 0, {}, -open.quantity);
    open.quantity = scale_lots(open.lots, to, from);
    std::vector<std::uint32_t> noted;
    for (Lot& lot : open.lots) {
      const Decimal before = lot.cost_local;
      if (history_ != nullptr) {
        history_->note(LotStepKind::Split, lot, lot.history,
                       &lot == &open.lots.back() ? noted : std::vector<std::uint32_t>());
        noted.push_back(lot.history);
      }
      lot = restated(lot, old, next);
      derive(LedgerAccount::Transit, open.account, old, currency_of(old), -before);
      derive(LedgerAccount::Transit, open.account, next, currency_of(next), lot.cost_local);
      if (currency_of(old) == currency_of(next)) continue;
      derive(LedgerAccount::Conversion, open.account, {}, currency_of(old), before);
      derive(LedgerAccount::Conversion, open.account, {}, currency_of(next), -lot.cost_local);
    }
    open.instrument = next;
    derive(LedgerAccount::Transit, open.account, next, 0, {}, open.quantity);
    step_on_the_way(position_place(open.account, next), open.quantity, units_in(open.lots));
    kind_flow(open.account, old, next, -open.quantity, KindBoundary::InstrumentOnly, units_out(open.lots));
    kind_flow(open.account, next, next, open.quantity, KindBoundary::InstrumentOnly, units_in(open.lots));
  }
}

// Cash for a lot that stays: it relieves some of the cost, the rest of it is realised.
void BookBuilder::relieve_cash(std::uint32_t place, Lot& lot, const Decimal& cash_local, const Decimal& cash,
                               const Decimal& relieved_local) {
  const Position& position = book_.positions[place];
  const std::uint8_t own = currency_of(position.instrument);
  if (lot.cost_state == CostState::Unknown) {
    derive(LedgerAccount::Position, position.account, position.instrument, own, cash_local);
    derive(LedgerAccount::Outside, position.account, {}, own, -cash_local);
    return;
  }
  const Decimal relieved = share_of(lot.cost, relieved_local, lot.cost_local);
  const Decimal relieved_gross = share_of(lot.gross_cost, relieved_local, lot.cost_local);
  const Decimal gain_local = cash_local - relieved_local;
  const Decimal gain = cash - relieved;
  lot.cost_local -= relieved_local;
  lot.cost -= relieved;
  lot.gross_cost -= relieved_gross;
  derive(LedgerAccount::Position, position.account, position.instrument, own, gain_local);
  derive(LedgerAccount::RealizedGain, position.account, position.instrument, own, -gain_local);
  if (gain_local.is_zero() && gain.is_zero()) return;
  const Decimal asset_gain = to_report(own, gain_local);
  book_.other_gains.push_back({.date = event_.date,
                               .event = number_,
                               .transaction = event_.transaction,
                               .account = position.account,
                               .instrument = position.instrument,
                               .gain = gain,
                               .asset_gain = asset_gain,
                               .forex_gain = gain - asset_gain});
}

void BookBuilder::note_cash(Lot& lot, std::uint32_t before, std::vector<std::uint32_t>& paid, const Decimal& cash_local,
                            const Decimal& cash, const Decimal& relieved_local, const Decimal& new_value_local) {
  if (history_ == nullptr) return;
  LotStep& noted = history_->note(LotStepKind::CashTaken, lot, before, paid);
  noted.cash_local = cash_local;
  noted.cash = cash;
  noted.relieved_local = relieved_local;
  noted.new_value_local = new_value_local;
  paid.push_back(lot.history);
  if (history_->other_gains.size() < book_.other_gains.size()) history_->other_gains.push_back(lot.history);
}

// Cash of an action on units that the book never saw: as with a sale without lots, no gain is made up.
void BookBuilder::take_cash_without_lots() {
  const InstrumentIndex what = transaction_->instrument;
  const AccountIndex account = transaction_->account;
  const std::uint8_t own = currency_of(what);
  const Decimal amount = *transaction_->amount;
  const Decimal amount_local = between(currency_, own, amount);
  warn_without_lots(account, what, {}, 0);
  take_flow_without_lots(account, what, to_report(currency_, amount), 0);
  restate(account, what, currency_, -amount, -amount_local);
  derive(LedgerAccount::Position, account, what, own, amount_local);
  derive(LedgerAccount::Outside, account, {}, own, -amount_local);
}

void BookBuilder::return_capital() {
  const InstrumentIndex what = transaction_->instrument;
  const std::uint32_t place = position_place(transaction_->account, what);
  const std::uint8_t own = currency_of(what);
  const Decimal amount = *transaction_->amount;
  const Decimal amount_local = between(currency_, own, amount);
  LotList& lots = book_.positions[place].lots;
  if (lots.quantity().is_zero()) return take_cash_without_lots();
  restate(transaction_->account, what, currency_, -amount, -amount_local);
  PerUnit locals(amount_local, lots.quantity());
  PerUnit reports(to_report(currency_, amount), lots.quantity());
  std::vector<std::uint32_t> paid;
  for (Lot& lot : lots.open_for_action()) {
    const Decimal part_local = locals.take(lot.quantity);
    const Decimal part = reports.take(lot.quantity);
    const Decimal relieved = lot.quantity.is_positive() ? std::min(part_local, lot.cost_local) : part_local;
    relieve_cash(place, lot, part_local, part, relieved);
    note_cash(lot, lot.history, paid, part_local, part, relieved, {});
  }
}

void BookBuilder::exercise_rights() {
  const AccountIndex account = transaction_->account;
  const InstrumentIndex right = transaction_->instrument;
  const InstrumentIndex next = detail_->new_instrument;
  const Decimal quantity = *transaction_->quantity;
  const Decimal subscription = *transaction_->amount;
  Lot lot = trade_lot(next, *detail_->new_quantity, subscription, currency_, {});
  restate(account, next, currency_, subscription, lot.cost_local);
  for (const Lot& used : take_out(position_place(account, right), quantity)) {
    const Lot moved = restated(used, right, next);
    move_cost(account, right, next, used.cost_local, moved.cost_local);
    lot.cost_local += moved.cost_local;
    lot.cost += moved.cost;
    lot.gross_cost += moved.gross_cost;
    if (used.cost_state == CostState::Unknown) lot.cost_state = CostState::Unknown;
    if (history_ != nullptr) history_->note(LotStepKind::Joined, lot, lot.history, {moved.history});
  }
  kind_flow(account, right, right, -quantity, KindBoundary::InstrumentOnly,
            {.of = UnitSource::Of::Given, .in = {}, .out = {}});
  kind_flow(account, next, right, quantity, KindBoundary::InstrumentOnly,
            {.of = UnitSource::Of::Quantity, .in = {}, .out = {}});
  open_or_close(position_place(account, next), std::move(lot));
}

void BookBuilder::stock_dividend() {
  if (transaction_->amount || transaction_->price) return reward();
  const InstrumentIndex what = transaction_->instrument;
  const Decimal quantity = *transaction_->quantity;
  const std::uint32_t place = position_place(transaction_->account, what);
  LotList& lots = book_.positions[place].lots;
  const Decimal held = lots.quantity();
  if (held.is_positive()) {
    lots.scale(held + quantity, held, history_);
    return step(place, lots.quantity() - held, {.of = UnitSource::Of::Quantity, .in = {}, .out = {}});
  }
  Lot unknown;
  unknown.lot_date = event_.date;
  unknown.order = number_;
  unknown.acquired_by = event_.transaction;
  unknown.cost_state = CostState::Unknown;
  unknown.quantity = quantity;
  note_opened(unknown, what);
  open_or_close(place, std::move(unknown));
}

}  // namespace coffer::ledger
