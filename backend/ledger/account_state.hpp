// What each account holds at one moment of a walk through the book.
#pragma once

#include <cstdint>
#include <vector>

#include "base/date.hpp"
#include "base/decimal.hpp"
#include "ledger/book.hpp"
#include "ledger/index.hpp"

namespace coffer::ledger {

// What an account is worth by statement beyond what its cash and positions come to.
struct StatedExcess {
  std::uint8_t currency = 0;
  Decimal amount;
  bool operator==(const StatedExcess&) const = default;
};

class AccountStates {
 public:
  explicit AccountStates(const Book& book);

  void apply(const QuantityStep& step);
  void apply(const CashStep& step);
  // At the end of the day on which it was stated, all steps of the day applied.
  void apply(const StatedAmount& valuation);

  [[nodiscard]] const Decimal& held(std::uint32_t position) const { return held_[position]; }
  [[nodiscard]] const Decimal& in_transit(std::uint32_t position) const { return in_transit_[position]; }
  [[nodiscard]] const std::vector<std::uint32_t>& positions_of(AccountIndex account) const {
    return places_[account.value];
  }
  // Money of one kind; Cash includes what is on the way.
  [[nodiscard]] const Decimal& cash(AccountIndex account, std::uint8_t currency) const {
    return cash_[slot(account, currency)];
  }
  [[nodiscard]] const Decimal& loan(AccountIndex account, std::uint8_t currency) const {
    return loans_[slot(account, currency)];
  }
  [[nodiscard]] const StatedExcess& excess(AccountIndex account) const { return excess_[account.value]; }
  // In report currency at the prices and rates of the day, stated excess included.
  [[nodiscard]] Decimal value(AccountIndex account, Date on) const;

 private:
  [[nodiscard]] std::size_t slot(AccountIndex account, std::uint8_t currency) const {
    return account.value * currencies_ + currency;
  }

  const Book& book_;
  std::size_t currencies_;
  std::vector<Decimal> held_;
  std::vector<Decimal> in_transit_;
  std::vector<Decimal> cash_;
  std::vector<Decimal> loans_;
  std::vector<StatedExcess> excess_;
  std::vector<std::vector<std::uint32_t>> places_;
};

// The state after everything in the book up to and including the day.
[[nodiscard]] AccountStates states_on(const Book& book, Date on);

}  // namespace coffer::ledger
