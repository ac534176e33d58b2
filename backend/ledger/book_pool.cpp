// One order of lots, or one pool, over all accounts of a book (PoolScope::Household). Units never move
// here: accounts exchange lots, and with them cost and dates.
#include <algorithm>
#include <array>
#include <utility>

#include "ledger/book_builder.hpp"

namespace coffer::ledger {
// The positions in the same instrument on the same side, long or short; `place` is one of them.
std::vector<std::uint32_t> BookBuilder::holders_like(std::uint32_t place) const {
  const int side = book_.positions[place].lots.quantity().sign();
  std::vector<std::uint32_t> holders;
  for (const std::uint32_t other : places_by_instrument_[book_.positions[place].instrument.value]) {
    if (side != 0 && book_.positions[other].lots.quantity().sign() == side) holders.push_back(other);
  }
  // By account, so that equal lots do not go by which account came into the book first.
  std::ranges::sort(holders, {}, [this](std::uint32_t one) { return book_.positions[one].account; });
  return holders;
}

void BookBuilder::hand_over(std::uint32_t from, std::uint32_t to, const Lot& lot) {
  const Position& giver = book_.positions[from];
  const Position& taker = book_.positions[to];
  const std::uint8_t own = currency_of(giver.instrument);
  derive(LedgerAccount::Position, giver.account, giver.instrument, own, -lot.cost_local);
  derive(LedgerAccount::Position, taker.account, taker.instrument, own, lot.cost_local);
}

void BookBuilder::draw_from(std::uint32_t holder, const Decimal& quantity, CostMethod method,
                            std::span<const ChosenLot> chosen, std::uint32_t choice, std::vector<DrawnLot>& drawn) {
  std::vector<Lot> lots;
  if (history_ != nullptr) {
    std::vector<std::uint32_t> before;
    for (const DrawnLot& one : drawn) before.push_back(one.lot.history);
    history_->ask(history_->asked_by(), std::move(before));
  }
  book_.positions[holder].lots.relieve(quantity, method, chosen, lots, history_, choice == 0 ? 0 : choice - 1);
  for (Lot& lot : lots) drawn.push_back({.holder = holder, .lot = std::move(lot)});
}

// The lots named, wherever they lie. Returns what is left to be drawn.
Decimal BookBuilder::draw_chosen(std::span<const std::uint32_t> holders, const Decimal& quantity,
                                 std::vector<DrawnLot>& drawn) {
  Decimal left = abs(quantity);
  std::uint32_t number = 0;
  for (const ChosenLot& choice : detail_->chosen_lots) {
    ++number;
    Decimal wanted = std::min(choice.quantity, left);
    for (const std::uint32_t holder : holders) {
      Decimal there;
      for (const Lot& lot : book_.positions[holder].lots.open()) {
        if (lot.acquired_by == choice.acquired_by) there += abs(lot.quantity);
      }
      const Decimal part = std::min(wanted, there);
      if (!part.is_positive()) continue;
      const std::array<ChosenLot, 1> one{{{choice.acquired_by, part}}};
      draw_from(holder, quantity.is_negative() ? -part : part, CostMethod::Chosen, one, number, drawn);
      wanted -= part;
      left -= part;
    }
  }
  return quantity.is_negative() ? -left : left;
}

// Puts into the position the lots that go next in the order of all accounts; whoever gave one gets as
// many units from those that go last here.
void BookBuilder::draw_lots(std::uint32_t place, const Decimal& quantity) {
  const CostMethod method = book_.policy.cost_method;
  if (method == CostMethod::Average) return level_pool(place);
  const std::vector<std::uint32_t> holders = holders_like(place);
  if (holders.size() < 2) return;
  const std::uint32_t asker = history_ != nullptr ? history_->asked_by() : 0;
  if (history_ != nullptr && quantity == book_.positions[place].lots.quantity()) {
    // As many units as are there, which may be fewer than the transaction asks for.
    Lot all;
    all.quantity = quantity;
    history_->note(LotStepKind::Pooled, all, 0, units_in(book_.positions[place].lots.open()).in);
    history_->ask(all.history);
  }
  std::vector<DrawnLot> drawn;
  Decimal left = method == CostMethod::Chosen ? draw_chosen(holders, quantity, drawn) : quantity;
  while (!left.is_zero()) {
    std::uint32_t first = place;
    const Lot* next = nullptr;
    for (const std::uint32_t holder : holders) {
      LotList& lots = book_.positions[holder].lots;
      if (lots.quantity().is_zero()) continue;
      const Lot& lot = lots.next(method);
      if (next != nullptr && &first_to_go(*next, lot, method) == next) continue;
      first = holder;
      next = &lot;
    }
    const Decimal part = abs(next->quantity) < abs(left) ? next->quantity : left;
    draw_from(first, part, method == CostMethod::Chosen ? CostMethod::Fifo : method, {}, 0, drawn);
    left -= part;
  }
  LotList& own = book_.positions[place].lots;
  const CostMethod last_first = method == CostMethod::Lifo ? CostMethod::Fifo : CostMethod::Lifo;
  std::vector<Lot> given;
  for (const DrawnLot& one : drawn) {
    if (one.holder == place) continue;
    given.clear();
    if (history_ != nullptr) history_->ask(one.lot.history);
    own.relieve(one.lot.quantity, last_first, {}, given, history_);
    for (Lot& lot : given) {
      hand_over(place, one.holder, lot);
      book_.positions[one.holder].lots.add(std::move(lot), method);
    }
  }
  if (history_ != nullptr) history_->ask(asker);
  for (DrawnLot& one : drawn) {
    if (one.holder != place) hand_over(one.holder, place, one.lot);
    own.add(std::move(one.lot), method);
  }
}

// One mean cost in all accounts.
void BookBuilder::level_pool(std::uint32_t place) {
  if (book_.policy.cost_method != CostMethod::Average) return;
  const std::vector<std::uint32_t> holders = holders_like(place);
  if (holders.size() < 2) return;
  Lot pool;
  std::vector<Lot> merged;
  for (const std::uint32_t holder : holders) {
    merged.push_back(book_.positions[holder].lots.next(CostMethod::Average, history_));
    const Lot& lot = merged.back();
    const bool is_older = holder == holders.front() || &first_to_go(pool, lot, CostMethod::Fifo) == &lot;
    if (is_older) {
      pool.lot_date = lot.lot_date;
      pool.order = lot.order;
      pool.acquired_by = lot.acquired_by;
    }
    pool.quantity += lot.quantity;
    pool.cost_local += lot.cost_local;
    pool.cost += lot.cost;
    pool.gross_cost += lot.gross_cost;
    pool.brought_in += lot.brought_in;
    if (lot.cost_state == CostState::Unknown) pool.cost_state = CostState::Unknown;
  }
  std::uint32_t asker = 0;
  if (history_ != nullptr) {
    asker = history_->asked_by();
    std::vector<std::uint32_t> places;
    for (const Lot& lot : merged) places.push_back(lot.history);
    history_->note(LotStepKind::Pooled, pool, 0, std::move(places));
  }
  const std::uint8_t own = currency_of(book_.positions[place].instrument);
  for (std::size_t i = 0; i < holders.size(); ++i) {
    Position& position = book_.positions[holders[i]];
    const bool is_last = i + 1 == holders.size();
    if (history_ != nullptr) history_->ask(merged[i].history);
    Lot part = is_last ? pool : split_off(pool, merged[i].quantity, history_);
    derive(LedgerAccount::Position, position.account, position.instrument, own, part.cost_local - merged[i].cost_local);
    position.lots.open_for_action().front() = std::move(part);
  }
  if (history_ != nullptr) history_->ask(asker);
}

}  // namespace coffer::ledger
