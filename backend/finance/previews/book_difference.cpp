#include "finance/previews/book_difference.hpp"

#include <algorithm>
#include <map>
#include <tuple>
#include <utility>

namespace coffer::finance {
namespace {

using CashKey = std::pair<std::uint32_t, Currency>;
using CashSums = std::map<CashKey, Decimal>;

CashSums sum_cash(const ledger::Book& book) {
  CashSums sums;
  for (const auto& step : book.cash_steps) {
    if (step.place != ledger::CashPlace::Transit)
      sums[{step.account.value, book.currencies[step.currency]}] += step.amount;
  }
  return sums;
}

struct Stock {
  Decimal quantity;
  Decimal cost;
  ledger::CostState state = ledger::CostState::Known;

  [[nodiscard]] PositionFigures figures() const {
    return {quantity, state == ledger::CostState::Known ? std::optional(cost) : std::nullopt};
  }
  [[nodiscard]] bool differs_from(const Stock& other) const {
    return quantity != other.quantity || cost != other.cost || state != other.state;
  }
};
using StockKey = std::pair<std::uint32_t, std::uint32_t>;

std::map<StockKey, Stock> sum_positions(const ledger::Book& book) {
  std::map<StockKey, Stock> sums;
  for (const auto& position : book.positions) {
    auto& stock = sums[{position.account.value, position.instrument.value}];
    for (const auto& lot : position.lots.open()) {
      stock.quantity += lot.quantity;
      stock.cost += lot.cost_local;
      if (lot.cost_state == ledger::CostState::Unknown) stock.state = ledger::CostState::Unknown;
    }
  }
  return sums;
}

// The sum over what the predicate takes.
template <class Takes>
std::optional<Decimal> sum_gains(const ledger::Book& book, const Takes& takes) {
  Decimal sum;
  for (const auto& disposal : book.disposals) {
    if (!takes(disposal.transaction)) continue;
    if (disposal.cost_state == ledger::CostState::Unknown) return std::nullopt;
    sum += disposal.gain;
  }
  for (const auto& other : book.other_gains) {
    if (takes(other.transaction)) sum += other.gain;
  }
  return sum;
}

auto key_of(const ledger::Warning& warning) {
  return std::tuple(warning.kind, warning.date, warning.account, warning.instrument, warning.currency,
                    warning.quantity);
}

}  // namespace

std::vector<CashEffect> find_cash_effects(const ledger::Book& before, const ledger::Book& after,
                                          const HouseholdBook& household) {
  auto earlier = sum_cash(before);
  auto later = sum_cash(after);
  for (const auto& [key, sum] : earlier) later.try_emplace(key);
  std::vector<CashEffect> effects;
  for (const auto& [key, sum] : later) {
    const Decimal was = earlier[key];
    if (was == sum) continue;
    const auto& account = household.accounts[key.first];
    effects.push_back({account.id, account.name, {was, key.second}, {sum, key.second}});
  }
  return effects;
}

std::vector<PositionEffect> find_position_effects(const ledger::Book& before, const ledger::Book& after,
                                                  const HouseholdBook& household) {
  auto earlier = sum_positions(before);
  auto later = sum_positions(after);
  for (const auto& [key, stock] : earlier) later.try_emplace(key);
  std::vector<PositionEffect> effects;
  for (const auto& [key, stock] : later) {
    const Stock was = earlier[key];
    if (!stock.differs_from(was)) continue;
    PositionEffect effect;
    effect.account = household.accounts[key.first].id;
    effect.account_name = household.accounts[key.first].name;
    effect.instrument = household.instruments[key.second].reference;
    effect.before = was.figures();
    effect.after = stock.figures();
    effects.push_back(std::move(effect));
  }
  return effects;
}

std::vector<ClosedLot> find_closed_lots(const ledger::Book& book, ledger::TransactionIndex transaction,
                                        const HouseholdBook& household) {
  std::vector<ClosedLot> closed;
  for (const auto& disposal : book.disposals) {
    if (disposal.transaction != transaction) continue;
    const auto& reference = household.instruments[disposal.instrument.value].reference;
    ClosedLot lot;
    lot.instrument = reference.id;
    lot.instrument_currency = reference.currency;
    lot.lot_date = disposal.lot_date;
    lot.quantity = disposal.quantity;
    lot.proceeds = disposal.proceeds_local;
    if (disposal.cost_state == ledger::CostState::Known) {
      lot.cost = disposal.cost_local;
      lot.gain = disposal.gain;
    }
    closed.push_back(lot);
  }
  return closed;
}

std::optional<Decimal> find_realized(const ledger::Book& book, ledger::TransactionIndex transaction) {
  return sum_gains(book, [&](ledger::TransactionIndex other) { return other == transaction; });
}

std::optional<Decimal> find_realized_elsewhere(const ledger::Book& book, ledger::TransactionIndex transaction) {
  return sum_gains(book, [&](ledger::TransactionIndex other) { return other != transaction; });
}

std::vector<ledger::Warning> find_new_warnings(const ledger::Book& before, const ledger::Book& after) {
  std::vector<ledger::Warning> fresh;
  for (const auto& warning : after.warnings) {
    const bool known = std::ranges::any_of(
        before.warnings, [&](const ledger::Warning& other) { return key_of(other) == key_of(warning); });
    if (!known) fresh.push_back(warning);
  }
  return fresh;
}

}  // namespace coffer::finance
