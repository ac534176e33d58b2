#include "ledger/conventions/money_lots.hpp"

#include <algorithm>
#include <utility>

namespace coffer::ledger {
namespace {

LotMoney share_of(const MoneyLot& lot, const Traced& quantity) {
  const TrailLabel label{.kind = TrailKind::LotShare, .quantity = quantity.value()};
  const auto share = [&](const Traced& amount) {
    return multiply_divide(amount, quantity, lot.quantity, 2).named(label);
  };
  return {.cost = share(lot.money.cost), .net = share(lot.money.net), .instrument = share(lot.money.instrument)};
}

}  // namespace

LotMoney& LotMoney::operator+=(const LotMoney& other) {
  cost += other.cost;
  net += other.net;
  instrument += other.instrument;
  return *this;
}

LotMoney& LotMoney::operator-=(const LotMoney& other) {
  cost -= other.cost;
  net -= other.net;
  instrument -= other.instrument;
  return *this;
}

void MoneyLots::open(const MoneyLot& lot) {
  if (!lot.quantity.is_positive()) return;
  if (order_ != LotOrder::Average) {
    lots_.push_back(lot);
    return;
  }
  if (lots_.empty()) {
    lots_.push_back(lot);
    lots_.front().portfolio = {};
    return;
  }
  MoneyLot& pool = lots_.front();
  pool.quantity += lot.quantity;
  pool.money += lot.money;
}

LotMoney MoneyLots::relieve(AccountIndex portfolio, Traced quantity) {
  LotMoney relieved;
  for (MoneyLot& lot : lots_) {
    if (!quantity.is_positive()) break;
    if (order_ != LotOrder::Average && lot.portfolio != portfolio) continue;
    const Traced part = std::min(quantity, lot.quantity);
    const LotMoney money = share_of(lot, part);
    relieved += money;
    lot.money -= money;
    lot.quantity -= part;
    quantity -= part;
  }
  std::erase_if(lots_, [](const MoneyLot& lot) { return lot.quantity.is_zero(); });
  return relieved;
}

void MoneyLots::transfer(AccountIndex from, AccountIndex to, Traced quantity) {
  if (order_ == LotOrder::Average || from == to) return;
  for (std::size_t i = 0; i < lots_.size() && quantity.is_positive(); ++i) {
    MoneyLot& lot = lots_[i];
    if (lot.portfolio != from) continue;
    if (lot.quantity <= quantity) {
      quantity -= lot.quantity;
      lot.portfolio = to;
      continue;
    }
    MoneyLot part{.portfolio = to, .date = lot.date, .quantity = quantity, .money = share_of(lot, quantity)};
    lot.money -= part.money;
    lot.quantity -= quantity;
    lots_.insert(lots_.begin() + static_cast<std::ptrdiff_t>(i) + 1, std::move(part));
    return;
  }
}

void MoneyLots::split(const Traced& ratio_to, const Traced& ratio_from) {
  for (MoneyLot& lot : lots_) lot.quantity = trim(multiply_divide(lot.quantity, ratio_to, ratio_from));
}

LotMoney MoneyLots::held() const {
  LotMoney sum;
  for (const MoneyLot& lot : lots_) sum += lot.money;
  return sum;
}

}  // namespace coffer::ledger
