// Walks a scope through the days of a book: value, parts of it, and what crossed the boundary.
#pragma once

#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

#include "base/date.hpp"
#include "base/decimal.hpp"
#include "ledger/account_state.hpp"
#include "ledger/book.hpp"
#include "ledger/scope.hpp"
#include "ledger/warning.hpp"

namespace coffer::ledger {

class HoldingCourse;

// Which accounts belong to a scope, and with what part of their amounts.
class ScopeShares {
 public:
  ScopeShares(const Book& book, const Scope& scope);
  [[nodiscard]] bool contains(AccountIndex account) const { return contains_[account.value] != 0; }
  [[nodiscard]] Decimal share(AccountIndex account, Date on) const;
  [[nodiscard]] Decimal scale(AccountIndex account, Date on, const Decimal& amount) const {
    return is_partial_[account.value] == 0 ? amount : multiply(amount, share(account, on));
  }
  // Days after the first share on which a share changes, ascending.
  [[nodiscard]] const std::vector<std::pair<Date, AccountIndex>>& changes() const { return changes_; }

 private:
  const Book* book_;
  std::vector<std::uint8_t> contains_;
  std::vector<std::uint8_t> is_partial_;
  std::vector<std::pair<Date, AccountIndex>> changes_;
};

struct WalkDay {
  Date date;
  Decimal value;
  Decimal market_value;
  Decimal cash;
  Decimal loans;
  Decimal in_transit;
  Decimal inflow;  // each event netted by itself
  Decimal outflow;
  Decimal cash_booked;         // change of cash at the rates at which it was booked
  bool has_own_price = false;  // a listed holding has a close of this very day
};

class ScopeWalk {
 public:
  // Stands at the end of the course's first day. The course is of this book, and its scope is the one walked.
  ScopeWalk(const Book& book, const HoldingCourse& course);
  [[nodiscard]] const WalkDay& today() const { return today_; }
  const WalkDay& advance();  // to the end of the next day
  // Prices that were missing, estimated or old on the days of the course, rates on those walked.
  [[nodiscard]] std::vector<Warning> warnings() const;

 private:
  struct Pile {  // money of one currency
    Decimal securities;
    Decimal cash;
    Decimal loans;
    Decimal stated;
    Decimal securities_value;
    Decimal cash_value;
    Decimal loans_value;
    bool is_dirty = true;
    Conversion rate;
    std::optional<Date> missing_since;
    std::optional<Date> estimated_since;
  };

  void open(Date from);
  void change_shares(Date on);
  void take_steps(Date on);
  void take_flows(Date on);
  void take_valuations(Date on);
  void take_values(Date on);
  void value_piles(Date on);
  void add_flow(const Decimal& amount);
  void set_stated(AccountIndex account, Date on);
  [[nodiscard]] Decimal value_in_kind(const KindFlow& flow) const;
  [[nodiscard]] bool counts(InstrumentIndex instrument) const {
    return !scope_.instrument.is_set() || scope_.instrument == instrument;
  }

  const Book& book_;
  Scope scope_;
  const HoldingCourse& course_;
  ScopeShares shares_;
  AccountStates states_;
  WalkDay today_;
  std::vector<Pile> piles_;
  std::vector<RateCursor> rates_;
  std::vector<StatedExcess> stated_;  // by account, as counted
  std::size_t next_quantity_ = 0;
  std::size_t next_cash_ = 0;
  std::size_t next_account_flow_ = 0;
  std::size_t next_instrument_flow_ = 0;
  std::size_t next_kind_flow_ = 0;
  std::size_t next_valuation_ = 0;
  std::size_t next_change_ = 0;
  std::vector<std::pair<std::uint32_t, Decimal>> flows_;
};

}  // namespace coffer::ledger
