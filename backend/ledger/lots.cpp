#include "ledger/lots.hpp"

#include <algorithm>
#include <cassert>

#include "ledger/lot_history.hpp"
#include "ledger/terms.hpp"

namespace coffer::ledger {
namespace {

Decimal share_of(const Decimal& amount, const Decimal& part, const Decimal& whole) {
  return amount.is_zero() ? Decimal() : multiply_divide(amount, part, whole, working_scale);
}

bool is_before(const Lot& a, const Lot& b) {
  return a.lot_date != b.lot_date ? a.lot_date < b.lot_date : a.order < b.order;
}

// By the unit; what rounding may leave of as many units of both is no difference.
bool costs_more(const Lot& a, const Lot& b) {
  const bool a_is_smaller = abs(a.quantity) < abs(b.quantity);
  const Lot& small = a_is_smaller ? a : b;
  const Lot& large = a_is_smaller ? b : a;
  if (large.quantity.is_zero()) return false;
  const Decimal cost_of_as_many =
      multiply_divide(abs(large.cost_local), abs(small.quantity), abs(large.quantity), working_scale);
  const Decimal difference = abs(small.cost_local) - cost_of_as_many;
  return (a_is_smaller ? difference : -difference) >= rounding_residue;
}

std::vector<std::uint32_t> places_of(std::span<const Lot> lots) {
  std::vector<std::uint32_t> places;
  for (const Lot& lot : lots) places.push_back(lot.history);
  return places;
}

}  // namespace

const Lot& first_to_go(const Lot& a, const Lot& b, CostMethod method) {
  const Lot& older = is_before(b, a) ? b : a;
  switch (method) {
    case CostMethod::Lifo: return &older == &a ? b : a;
    case CostMethod::Hifo:
      if (costs_more(a, b)) return a;
      if (costs_more(b, a)) return b;
      break;
    case CostMethod::Fifo:
    case CostMethod::Average:
    case CostMethod::Chosen: break;
  }
  return older;
}

Lot split_off(Lot& lot, const Decimal& quantity, LotHistory* history, std::span<const Lot> before) {
  Lot part = lot;
  part.quantity = quantity;
  part.cost_local = share_of(lot.cost_local, quantity, lot.quantity);
  part.cost = lot.cost == lot.cost_local ? part.cost_local : share_of(lot.cost, quantity, lot.quantity);
  part.gross_cost = lot.gross_cost == lot.cost ? part.cost : share_of(lot.gross_cost, quantity, lot.quantity);
  part.brought_in = share_of(lot.brought_in, quantity, lot.quantity);
  lot.quantity -= part.quantity;
  lot.cost_local -= part.cost_local;
  lot.cost -= part.cost;
  lot.gross_cost -= part.gross_cost;
  lot.brought_in -= part.brought_in;
  if (history != nullptr) {
    const std::uint32_t whole = lot.history;
    history->note(LotStepKind::Part, part, whole, places_of(before));
    history->note(LotStepKind::Rest, lot, whole, {part.history});
  }
  return part;
}

Decimal scale_lots(std::span<Lot> lots, const Decimal& to, const Decimal& from, LotHistory* history) {
  Decimal before;
  for (const Lot& lot : lots) before += lot.quantity;
  const Decimal total = trim(multiply_divide(before, to, from));
  Decimal left = total;
  for (std::size_t i = 0; i < lots.size(); ++i) {
    Lot& lot = lots[i];
    const bool last = i + 1 == lots.size();
    lot.quantity = last ? left : trim(multiply_divide(lot.quantity, to, from));
    left -= lot.quantity;
    if (history != nullptr)
      history->note(LotStepKind::Split, lot, lot.history, last ? places_of(lots.first(i)) : places_of({}));
  }
  return total;
}

void LotList::merge_into_pool(LotHistory* history) {
  if (lots_.size() - head_ < 2) return;
  Lot pool = lots_[head_];
  for (std::size_t i = head_ + 1; i < lots_.size(); ++i) {
    const Lot& lot = lots_[i];
    pool.quantity += lot.quantity;
    pool.cost_local += lot.cost_local;
    pool.cost += lot.cost;
    pool.gross_cost += lot.gross_cost;
    pool.brought_in += lot.brought_in;
    if (lot.cost_state == CostState::Unknown) pool.cost_state = CostState::Unknown;
  }
  if (history != nullptr) history->note(LotStepKind::Pooled, pool, 0, places_of(open()));
  lots_.assign(1, pool);
  head_ = 0;
}

void LotList::add(const Lot& lot, CostMethod method, Averaging averaging, LotHistory* history) {
  quantity_ += lot.quantity;
  if (lots_.size() == head_ || !is_before(lot, lots_.back())) {
    lots_.push_back(lot);
  } else {
    const auto place =
        std::upper_bound(lots_.begin() + static_cast<std::ptrdiff_t>(head_), lots_.end(), lot, is_before);
    lots_.insert(place, lot);
  }
  if (method == CostMethod::Average && averaging == Averaging::Pool) merge_into_pool(history);
}

const Lot& LotList::next(CostMethod method, LotHistory* history) {
  assert(lots_.size() > head_);
  if (method == CostMethod::Average) merge_into_pool(history);
  return lots_[next_place(method)];
}

std::size_t LotList::next_place(CostMethod method) const {
  switch (method) {
    case CostMethod::Lifo: return lots_.size() - 1;
    case CostMethod::Hifo: {
      std::size_t highest = head_;
      for (std::size_t i = head_ + 1; i < lots_.size(); ++i) {
        if (costs_more(lots_[i], lots_[highest])) highest = i;
      }
      return highest;
    }
    case CostMethod::Fifo:
    case CostMethod::Average:
    case CostMethod::Chosen: break;
  }
  return head_;
}

void LotList::take(std::size_t place, const Decimal& quantity, std::vector<Lot>& relieved, std::size_t first,
                   LotHistory* history) {
  Lot& lot = lots_[place];
  quantity_ -= quantity;
  if (quantity != lot.quantity) {
    relieved.push_back(split_off(lot, quantity, history, std::span(relieved).subspan(first)));
    return;
  }
  relieved.push_back(lot);
  if (place == head_) {
    ++head_;
    // The room of lots that are gone is given back when it is the larger part.
    if (head_ == lots_.size()) {
      lots_.clear();
      head_ = 0;
    } else if (head_ > 32 && head_ > lots_.size() / 2) {
      lots_.erase(lots_.begin(), lots_.begin() + static_cast<std::ptrdiff_t>(head_));
      head_ = 0;
    }
  } else {
    lots_.erase(lots_.begin() + static_cast<std::ptrdiff_t>(place));
  }
}

void LotList::relieve(const Decimal& quantity, CostMethod method, std::span<const ChosenLot> chosen,
                      std::vector<Lot>& relieved, LotHistory* history, std::uint32_t choices_before) {
  if (method == CostMethod::Average) merge_into_pool(history);
  const std::size_t first = relieved.size();
  Decimal left = quantity;
  const bool is_long = left.is_positive();
  const auto least = [is_long](const Decimal& a, const Decimal& b) { return is_long == (a < b) ? a : b; };
  if (method == CostMethod::Chosen) {
    std::uint32_t number = choices_before;
    for (const ChosenLot& choice : chosen) {
      if (history != nullptr) history->choose(++number, relieved.size() - first);
      Decimal wanted = least(is_long ? choice.quantity : -choice.quantity, left);
      for (std::size_t i = head_; i < lots_.size() && !wanted.is_zero();) {
        if (lots_[i].acquired_by != choice.acquired_by) {
          ++i;
          continue;
        }
        const Decimal part = least(wanted, lots_[i].quantity);
        const bool was_head = i == head_;
        const bool whole = part == lots_[i].quantity;
        take(i, part, relieved, first, history);
        wanted -= part;
        left -= part;
        if (whole && was_head)
          i = head_;
        else if (!whole)
          ++i;
      }
    }
    if (history != nullptr) history->choose(0);
  }
  while (!left.is_zero() && lots_.size() > head_) {
    const std::size_t place = next_place(method);
    const Decimal part = least(left, lots_[place].quantity);
    take(place, part, relieved, first, history);
    left -= part;
  }
}

void LotList::relieve_all(std::vector<Lot>& relieved) {
  relieved.insert(relieved.end(), lots_.begin() + static_cast<std::ptrdiff_t>(head_), lots_.end());
  lots_.clear();
  head_ = 0;
  quantity_ = Decimal();
}

void LotList::restore(const Lot& rounded, LotHistory* history) {
  Lot& largest = *std::ranges::max_element(open_for_action(), {}, [](const Lot& lot) { return abs(lot.quantity); });
  const std::uint32_t before = largest.history;
  largest.quantity += rounded.quantity;
  quantity_ += rounded.quantity;
  if (history != nullptr) history->note(LotStepKind::Pooled, largest, 0, {before, rounded.history});
}

void LotList::scale(const Decimal& to, const Decimal& from, LotHistory* history) {
  quantity_ = scale_lots(open_for_action(), to, from, history);
}

}  // namespace coffer::ledger
