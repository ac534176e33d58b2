// Lots that carry money in total, not a price per unit: a part of a lot takes its share of each amount,
// rounded to cents, and the rest keeps what is left. So no cent is lost or made.
#pragma once

#include <vector>

#include "base/date.hpp"
#include "ledger/conventions/policy.hpp"
#include "ledger/conventions/traced.hpp"
#include "ledger/index.hpp"

namespace coffer::ledger {

struct LotMoney {
  Traced cost;        // report currency, purchase costs inside
  Traced net;         // report currency, without them
  Traced instrument;  // without them, in the currency of the instrument
  LotMoney& operator+=(const LotMoney& other);
  LotMoney& operator-=(const LotMoney& other);
  bool operator==(const LotMoney&) const = default;
};

struct MoneyLot {
  AccountIndex portfolio;  // none for a pool
  Date date;               // of the acquisition; of a pool the first one
  Traced quantity;         // positive
  LotMoney money;
};

// Oldest first within a portfolio, or (LotOrder::Average) one pool over all portfolios.
class MoneyLots {
 public:
  explicit MoneyLots(LotOrder order) : order_(order) {}

  void open(const MoneyLot& lot);
  // What leaves with the units; where fewer are held, what is left.
  LotMoney relieve(AccountIndex portfolio, Traced quantity);
  // In list order: a whole lot changes its portfolio in its place, a part stands right after the rest.
  void transfer(AccountIndex from, AccountIndex to, Traced quantity);
  void split(const Traced& ratio_to, const Traced& ratio_from);

  [[nodiscard]] const std::vector<MoneyLot>& lots() const { return lots_; }
  [[nodiscard]] LotMoney held() const;

 private:
  LotOrder order_;
  std::vector<MoneyLot> lots_;
};

}  // namespace coffer::ledger
