// Lots of trades, deliveries and transfers: the derived layer of rows 1, 2, 9 to 11, 13, 18 of the
// posting table.
#include <algorithm>
#include <utility>

#include "ledger/book_builder.hpp"
#include "ledger/terms.hpp"

namespace coffer::ledger {

Lot BookBuilder::trade_lot(InstrumentIndex what, const Decimal& quantity, const Decimal& priced_gross,
                           std::uint8_t priced_in, const Decimal& costs, std::span<const Lot> before) {
  const std::uint8_t own = currency_of(what);
  const bool sells = quantity.is_negative();
  const Decimal gross_local = between(priced_in, own, priced_gross);
  const Decimal gross = to_report(priced_in, priced_gross);
  Lot lot;
  lot.lot_date = event_.date;
  lot.order = number_;
  lot.acquired_by = event_.transaction;
  lot.quantity = quantity;
  lot.cost_local = sells ? -gross_local : gross_local;
  lot.gross_cost = sells ? -gross : gross;
  lot.cost = lot.gross_cost;
  if (!costs.is_zero() && book_.policy.purchase_costs == PurchaseCosts::InCost) {
    lot.cost_local += between(currency_, own, costs);
    lot.cost += to_report(currency_, costs);
  }
  note_opened(lot, what, before);
  return lot;
}

void BookBuilder::note_opened(Lot& lot, InstrumentIndex instrument, std::span<const Lot> before) {
  if (history_ == nullptr) return;
  std::vector<std::uint32_t> places;
  for (const Lot& one : before) places.push_back(one.history);
  history_->note(LotStepKind::Opened, lot, 0, std::move(places)).instrument = instrument;
}

void BookBuilder::trade() {
  const InstrumentIndex what = transaction_->instrument;
  // The recorded leg of the position has the units and the gross, both of a sale negative.
  const Posting& leg = *std::ranges::find(postings_, LedgerAccount::Position, &Posting::ledger);
  const std::uint8_t priced_in = leg.currency == transaction_->currency ? currency_ : place_of(leg.currency);
  const Decimal priced_gross = leg.quantity.is_negative() ? -leg.amount : leg.amount;
  Lot lot = trade_lot(what, leg.quantity, priced_gross, priced_in, transaction_->fee + transaction_->tax);
  const Decimal gross_local = between(priced_in, currency_of(what), leg.amount);
  mark_trade(what, abs(gross_local), *transaction_->quantity);
  restate(transaction_->account, what, priced_in, leg.amount, gross_local);
  if (book_.policy.purchase_costs == PurchaseCosts::InCost) {
    move_costs(transaction_->account, what, LedgerAccount::ExpenseFee, transaction_->fee);
    move_costs(transaction_->account, what, LedgerAccount::ExpenseTax, transaction_->tax);
  }
  open_or_close(position_place(transaction_->account, what), std::move(lot));
}

void BookBuilder::open_or_close(std::uint32_t place, Lot lot) {
  restore_units(place, -lot.quantity, lot.history);
  const Decimal before = book_.positions[place].lots.quantity();
  UnitSource source = units_in(std::span(&lot, 1));
  if (before.sign() * lot.quantity.sign() < 0) close_against(place, lot);
  if (!lot.quantity.is_zero()) {
    const bool may_short = book_.accounts[book_.positions[place].account.value].shorts == ShortSales::Allowed;
    if (lot.quantity.is_positive() || may_short) {
      open(place, lot);
    } else {
      take_without_lots(place, lot);
      if (history_ != nullptr) source.out.push_back(lot.history);
    }
  }
  step(place, book_.positions[place].lots.quantity() - before, std::move(source));
}

void BookBuilder::restore_units(std::uint32_t place, const Decimal& asked, std::uint32_t asked_by) {
  Position& position = book_.positions[place];
  const Decimal missing = asked - position.lots.quantity();
  if (!is_unit_residue(missing, position.lots.quantity())) return;
  Lot restored{.lot_date = event_.date, .order = number_, .acquired_by = event_.transaction, .quantity = missing};
  if (history_ != nullptr) {
    std::vector<std::uint32_t> there;
    for (const Lot& lot : position.lots.open()) there.push_back(lot.history);
    history_->note(LotStepKind::Restored, restored, asked_by, std::move(there)).instrument = position.instrument;
  }
  derive(LedgerAccount::Position, position.account, position.instrument, 0, {}, missing);
  step(place, missing, units_in(std::span(&restored, 1)));
  position.lots.restore(restored, history_);
}

void BookBuilder::open(std::uint32_t place, const Lot& lot) {
  Position& position = book_.positions[place];
  if (lot.cost_state == CostState::Unknown)
    warn(WarningKind::UnknownCost, position.account, position.instrument, lot.quantity);
  position.lots.add(lot, method_of(position.account), book_.policy.averaging, history_);
  if (book_.policy.pool_scope == PoolScope::Household && book_.policy.averaging == Averaging::Pool) level_pool(place);
}

void BookBuilder::close_against(std::uint32_t place, Lot& incoming) {
  Position& position = book_.positions[place];
  const Decimal held = position.lots.quantity();
  const Decimal quantity = abs(incoming.quantity) < abs(held) ? -incoming.quantity : held;
  relieved_.clear();
  if (history_ != nullptr) history_->ask(incoming.history);
  if (book_.policy.pool_scope == PoolScope::Household) draw_lots(place, quantity);
  position.lots.relieve(quantity, method_of(position.account), detail_->chosen_lots, relieved_, history_);
  const std::uint8_t own = currency_of(position.instrument);
  for (const Lot& lot : relieved_) {
    if (history_ != nullptr) history_->ask(lot.history);
    const Lot closing = lot.quantity == -incoming.quantity ? std::exchange(incoming, Lot{})
                                                           : split_off(incoming, -lot.quantity, history_);
    Disposal& disposal = book_.disposals.emplace_back();
    disposal.date = event_.date;
    disposal.transaction = event_.transaction;
    disposal.account = position.account;
    disposal.instrument = position.instrument;
    disposal.lot_date = lot.lot_date;
    disposal.acquired_by = lot.acquired_by;
    disposal.cost_state = lot.cost_state;
    disposal.event = number_;
    disposal.quantity = abs(lot.quantity);
    // Of a long position the incoming lot is the sale; of a short one it is the purchase that covers.
    const bool was_long = lot.quantity.is_positive();
    disposal.proceeds_local = -(was_long ? closing : lot).cost_local;
    disposal.proceeds = -(was_long ? closing : lot).cost;
    if (closing.cost_state == CostState::Unknown) disposal.cost_state = CostState::Unknown;
    if (disposal.cost_state == CostState::Unknown) {
      const Decimal open_local = lot.cost_local + closing.cost_local;
      derive(LedgerAccount::Position, position.account, position.instrument, own, -open_local);
      derive(LedgerAccount::Outside, position.account, {}, own, open_local);
      const bool is_lot_unknown = lot.cost_state == CostState::Unknown;
      warn_without_lots(position.account, position.instrument, disposal.quantity,
                        (is_lot_unknown ? lot : closing).history);
    } else {
      disposal.cost_local = (was_long ? lot : closing).cost_local;
      disposal.cost = (was_long ? lot : closing).cost;
      disposal.gain = disposal.proceeds - disposal.cost;
      const Decimal gain_local = disposal.proceeds_local - disposal.cost_local;
      disposal.asset_gain = to_report(own, gain_local);
      disposal.forex_gain = disposal.gain - disposal.asset_gain;
      disposal.gross_gain = -(closing.gross_cost + lot.gross_cost);
      derive(LedgerAccount::Position, position.account, position.instrument, own, gain_local);
      derive(LedgerAccount::RealizedGain, position.account, position.instrument, own, -gain_local);
    }
    if (history_ != nullptr) history_->disposals.push_back({lot.history, closing.history});
  }
  if (history_ != nullptr) history_->ask(0);
}

// Units that the book never saw coming were brought in at some unknown cost. They count as arriving
// with the sale and at its proceeds, so that no gain is made up.
void BookBuilder::take_without_lots(std::uint32_t place, const Lot& sold) {
  const Position& position = book_.positions[place];
  warn_without_lots(position.account, position.instrument, abs(sold.quantity), sold.history);
  take_flow_without_lots(position.account, position.instrument, -sold.cost, sold.history);
  const std::uint8_t own = currency_of(position.instrument);
  derive(LedgerAccount::Position, position.account, position.instrument, own, -sold.cost_local, -sold.quantity);
  derive(LedgerAccount::Outside, position.account, {}, own, sold.cost_local);
}

void BookBuilder::take_flow_without_lots(AccountIndex account, InstrumentIndex instrument, const Decimal& proceeds,
                                         std::uint32_t sold) {
  if (history_ != nullptr)
    history_->without_lots.push_back({book_.account_flows.size(), book_.instrument_flows.size(), sold});
  book_.account_flows.push_back({.date = event_.date, .event = number_, .account = account, .amount = proceeds});
  book_.instrument_flows.push_back(
      {.date = event_.date, .event = number_, .account = account, .instrument = instrument, .amount = proceeds});
}

UnitSource BookBuilder::units_in(std::span<const Lot> lots) const {
  UnitSource source;
  if (history_ == nullptr) return source;
  for (const Lot& lot : lots) source.in.push_back(lot.history);
  return source;
}

UnitSource BookBuilder::units_out(std::span<const Lot> lots) const {
  UnitSource source = units_in(lots);
  source.in.swap(source.out);
  return source;
}

std::vector<Lot> BookBuilder::take_out(std::uint32_t place, const Decimal& quantity) {
  restore_units(place, quantity, 0);
  Position& position = book_.positions[place];
  std::vector<Lot> lots;
  const Decimal held = position.lots.quantity();
  const Decimal taken = held < quantity ? (held.is_positive() ? held : Decimal()) : quantity;
  const bool leaves_the_pool = transaction_->type != TransactionType::Transfer;
  if (taken.is_positive()) {
    if (book_.policy.pool_scope == PoolScope::Household && leaves_the_pool) draw_lots(place, taken);
    position.lots.relieve(taken, method_of(position.account), detail_->chosen_lots, lots, history_);
  }
  UnitSource source{.of = UnitSource::Of::Given, .in = {}, .out = {}};
  if (taken != quantity) {
    source = units_out(lots);
    Lot unknown;
    unknown.lot_date = event_.date;
    unknown.acquired_by = event_.transaction;
    unknown.cost_state = CostState::Unknown;
    unknown.quantity = quantity - taken;
    note_opened(unknown, position.instrument, lots);
    warn_without_lots(position.account, position.instrument, unknown.quantity, unknown.history);
    derive(LedgerAccount::Position, position.account, position.instrument, 0, {}, unknown.quantity);
    kind_flow(position.account, position.instrument, position.instrument, unknown.quantity,
              KindBoundary::AccountAndInstrument, units_in(std::span(&unknown, 1)));
    lots.push_back(unknown);
  }
  step(place, -taken, std::move(source));
  return lots;
}

void BookBuilder::deliver_in() {
  const InstrumentIndex what = transaction_->instrument;
  const AccountIndex account = transaction_->account;
  const Decimal quantity = *transaction_->quantity;
  const std::uint8_t own = currency_of(what);
  if (transaction_->price)
    mark_trade(what, between(currency_, own, trade_terms(*transaction_, instrument(what)).gross), quantity);
  Lot lot;
  lot.lot_date = detail_->cost_date.value_or(event_.date);
  lot.order = number_;
  lot.acquired_by = event_.transaction;
  lot.quantity = quantity;
  if (const auto cost = delivered_cost(*transaction_, instrument(what))) {
    // Old cost at the old rate, where that is known: the currency effect began then.
    const Conversion then = book_.rates.find(currency_, lot.lot_date);
    const Conversion across = book_.rates.find_between(currency_, own, lot.lot_date);
    const bool is_old = lot.lot_date < event_.date && !has_stated_;
    lot.cost = is_old && then.state == RateState::Known ? then.convert(*cost) : to_report(currency_, *cost);
    lot.cost_local =
        is_old && across.state == RateState::Known ? across.convert(*cost) : between(currency_, own, *cost);
    lot.gross_cost = lot.cost;
    const Quote quote = book_.prices.find(what, event_.date);
    if (quote.is_known() && quote.source != PriceSource::LaterClose)
      lot.brought_in = to_report(own, quote.value(quantity)) - lot.cost;
    restate(account, what, currency_, *cost, lot.cost_local);
  } else {
    lot.cost_state = CostState::Unknown;
  }
  kind_flow(account, what, what, quantity, KindBoundary::AccountAndInstrument,
            {.of = UnitSource::Of::Quantity, .in = {}, .out = {}});
  note_opened(lot, what);
  open_or_close(position_place(account, what), std::move(lot));
}

void BookBuilder::deliver_out() {
  const InstrumentIndex what = transaction_->instrument;
  const AccountIndex account = transaction_->account;
  const std::uint32_t place = position_place(account, what);
  const Decimal quantity = *transaction_->quantity;
  kind_flow(account, what, what, -quantity, KindBoundary::AccountAndInstrument,
            {.of = UnitSource::Of::Given, .in = {}, .out = {}});
  if (detail_->delivery == DeliveryMode::Realises && quantity <= book_.positions[place].lots.quantity()) {
    const TradeTerms terms = trade_terms(*transaction_, instrument(what));
    const std::uint8_t priced_in = place_of(terms.priced_in);
    Lot lot = trade_lot(what, -quantity, terms.priced_gross, priced_in, {});
    restate(account, what, priced_in, -terms.priced_gross, lot.cost_local);
    open_or_close(place, std::move(lot));
    return;
  }
  for (const Lot& lot : take_out(place, quantity)) {
    derive(LedgerAccount::Position, account, what, currency_of(what), -lot.cost_local);
    derive(LedgerAccount::Outside, account, {}, currency_of(what), lot.cost_local);
  }
}

void BookBuilder::transfer() {
  const InstrumentIndex what = transaction_->instrument;
  const AccountIndex sender = transaction_->account;
  const std::uint32_t place = position_place(sender, what);
  const Decimal quantity = *transaction_->quantity;
  OpenTransfer moving{.since = event_.date,
                      .event = number_,
                      .account = sender,
                      .instrument = what,
                      .currency = {},
                      .quantity = quantity,
                      .transaction = event_.transaction,
                      .lots = take_out(place, quantity)};
  for (const Lot& lot : moving.lots) {
    derive(LedgerAccount::Position, sender, what, currency_of(what), -lot.cost_local);
    derive(LedgerAccount::Transit, sender, what, currency_of(what), lot.cost_local);
  }
  if (detail_->fee_quantity.is_positive())
    open_or_close(place, trade_lot(what, -detail_->fee_quantity, asset_fee(*transaction_, instrument(what)),
                                   currency_of(what), {}));
  step_on_the_way(place, quantity, {.of = UnitSource::Of::Quantity, .in = {}, .out = {}});
  book_.open_transfers.push_back(std::move(moving));
  if (event_.side == EventSide::Whole) arrive();
}

void BookBuilder::arrive() {
  const auto found = std::ranges::find(book_.open_transfers, event_.transaction, &OpenTransfer::transaction);
  if (found == book_.open_transfers.end()) return;
  const OpenTransfer arrived = std::move(*found);
  book_.open_transfers.erase(found);
  const AccountIndex receiver = transaction_->counter_account;
  const InstrumentIndex what = arrived.instrument;
  const bool is_changed = what != transaction_->instrument || arrived.quantity != *transaction_->quantity;
  const UnitSource went =
      is_changed ? units_out(arrived.lots) : UnitSource{.of = UnitSource::Of::Given, .in = {}, .out = {}};
  const UnitSource came =
      is_changed ? units_in(arrived.lots) : UnitSource{.of = UnitSource::Of::Quantity, .in = {}, .out = {}};
  step_on_the_way(position_place(arrived.account, what), -arrived.quantity, went);
  kind_flow(arrived.account, what, what, -arrived.quantity, KindBoundary::AccountAndInstrument, went);
  kind_flow(receiver, what, what, arrived.quantity, KindBoundary::AccountAndInstrument, came);
  if (is_changed) {
    // The recorded arrival says what left; a split or merger on the way made it something else.
    const Decimal& left = *transaction_->quantity;
    derive(LedgerAccount::Transit, arrived.account, transaction_->instrument, 0, {}, left);
    derive(LedgerAccount::Position, receiver, transaction_->instrument, 0, {}, -left);
    derive(LedgerAccount::Transit, arrived.account, what, 0, {}, -arrived.quantity);
    derive(LedgerAccount::Position, receiver, what, 0, {}, arrived.quantity);
  }
  const std::uint32_t place = position_place(receiver, what);
  for (Lot lot : arrived.lots) {
    derive(LedgerAccount::Transit, arrived.account, what, currency_of(what), -lot.cost_local);
    derive(LedgerAccount::Position, receiver, what, currency_of(what), lot.cost_local);
    lot.order = number_;
    open_or_close(place, std::move(lot));
  }
}

void BookBuilder::transfer_cash() {
  if (event_.side == EventSide::Whole) return;
  const auto is_own = [&](const OpenTransfer& open) { return open.transaction == event_.transaction; };
  if (event_.side == EventSide::Arrival) {
    std::erase_if(book_.open_transfers, is_own);
    return;
  }
  const bool converts = detail_->counter_amount && !detail_->counter_currency.is_empty();
  book_.open_transfers.push_back({.since = event_.date,
                                  .event = number_,
                                  .account = transaction_->account,
                                  .instrument = {},
                                  .currency = converts ? detail_->counter_currency : transaction_->currency,
                                  .quantity = converts ? *detail_->counter_amount : *transaction_->amount,
                                  .transaction = event_.transaction,
                                  .lots = {}});
}

void BookBuilder::reward() {
  const InstrumentIndex what = transaction_->instrument;
  const Decimal quantity = *transaction_->quantity;
  const Decimal value = received_value(*transaction_, instrument(what));
  Lot lot = trade_lot(what, quantity, value, currency_, {});
  mark_trade(what, lot.cost_local, quantity);
  restate(transaction_->account, what, currency_, value, lot.cost_local);
  open_or_close(position_place(transaction_->account, what), std::move(lot));
}

void BookBuilder::swap() {
  const AccountIndex account = transaction_->account;
  const InstrumentIndex given = transaction_->instrument;
  const InstrumentIndex got = detail_->new_instrument;
  const Decimal& value = *transaction_->amount;
  Lot sale = trade_lot(given, -*transaction_->quantity, value, currency_, {});
  restate(account, given, currency_, -value, sale.cost_local);
  mark_trade(given, -sale.cost_local, *transaction_->quantity);
  Lot purchase = sale;
  purchase.quantity = *detail_->new_quantity;
  purchase.cost_local = between(currency_, currency_of(got), value);
  purchase.cost = purchase.gross_cost = -sale.cost;
  note_opened(purchase, got);
  restate(account, got, currency_, value, purchase.cost_local);
  mark_trade(got, purchase.cost_local, purchase.quantity);
  open_or_close(position_place(account, given), std::move(sale));
  open_or_close(position_place(account, got), std::move(purchase));
}

void BookBuilder::value() {
  const Decimal& amount = *transaction_->amount;
  if (!transaction_->instrument.is_set()) {
    book_.account_valuations.push_back({.date = event_.date,
                                        .event = number_,
                                        .account = transaction_->account,
                                        .currency = currency_,
                                        .amount = amount});
    return;
  }
  const InstrumentIndex what = transaction_->instrument;
  Decimal units;
  for (const std::uint32_t place : places_by_instrument_[what.value]) {
    const Position& position = book_.positions[place];
    if (!transaction_->account.is_set() || position.account == transaction_->account) units += position.lots.quantity();
  }
  for (const OpenTransfer& open : book_.open_transfers) {
    if (open.instrument == what && (!transaction_->account.is_set() || open.account == transaction_->account))
      units += open.quantity;
  }
  if (!units.is_positive()) return warn(WarningKind::ValuationWithoutHolding, transaction_->account, what, amount);
  book_.prices.edit(what).valuations.push_back({.date = event_.date,
                                                .source = PriceSource::Valuation,
                                                .event = number_,
                                                .money = between(currency_, currency_of(what), amount),
                                                .units = units});
}

void BookBuilder::compare_balance() {
  const AccountIndex account = transaction_->account;
  const InstrumentIndex what = transaction_->instrument;
  if (!what.is_set()) {
    book_.stated_balances.push_back({.date = event_.date,
                                     .event = number_,
                                     .account = account,
                                     .currency = currency_,
                                     .amount = *transaction_->amount});
    return;
  }
  const Decimal difference = *transaction_->quantity - position(account, what).lots.quantity();
  if (!difference.is_zero()) warn(WarningKind::BalanceDifference, account, what, difference);
}

}  // namespace coffer::ledger
