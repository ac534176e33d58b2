#include "ledger/income.hpp"

#include <algorithm>

#include "ledger/scope_walk.hpp"

namespace coffer::ledger {
namespace {

bool is_income(LedgerAccount ledger) {
  switch (ledger) {
    case LedgerAccount::IncomeDividend:
    case LedgerAccount::IncomeInterest:
    case LedgerAccount::IncomeRent:
    case LedgerAccount::IncomeReward:
    case LedgerAccount::IncomeOther: return true;
    default: return false;
  }
}

// Steps carry received + and paid -.
void take(IncomeSums& sums, LedgerAccount ledger, const Decimal& amount) {
  switch (ledger) {
    case LedgerAccount::IncomeDividend: sums.dividends += amount; break;
    case LedgerAccount::IncomeInterest:
    case LedgerAccount::ExpenseInterest: sums.interest += amount; break;
    case LedgerAccount::IncomeRent:
    case LedgerAccount::IncomeReward:
    case LedgerAccount::IncomeOther: sums.other += amount; break;
    case LedgerAccount::ExpenseFee: sums.fees += -amount; break;
    case LedgerAccount::ExpenseTax: sums.taxes += -amount; break;
    default: break;
  }
}

bool is_within(Date date, Period period) { return date > period.from && date <= period.to; }

class Filter {
 public:
  Filter(const Book& book, const Scope& scope) : scope_(scope), shares_(book, scope) {}
  [[nodiscard]] bool holds(AccountIndex account, InstrumentIndex instrument) const {
    return shares_.contains(account) && (!scope_.instrument.is_set() || scope_.instrument == instrument);
  }
  [[nodiscard]] Decimal scale(AccountIndex account, Date on, const Decimal& amount) const {
    return shares_.scale(account, on, amount);
  }

 private:
  const Scope& scope_;
  ScopeShares shares_;
};

}  // namespace

IncomeSums& IncomeSums::operator+=(const IncomeSums& more) {
  dividends += more.dividends;
  interest += more.interest;
  other += more.other;
  fees += more.fees;
  taxes += more.taxes;
  return *this;
}

std::vector<DatedIncome> list_income(const Book& book, const Scope& scope, Period period) {
  const Filter filter(book, scope);
  std::vector<DatedIncome> entries;
  const auto& steps = book.income_steps;
  for (std::size_t begin = 0; begin < steps.size();) {
    std::size_t end = begin;
    DatedIncome entry;
    entry.date = steps[begin].date;
    bool brought_income = false;
    for (; end < steps.size() && steps[end].event == steps[begin].event; ++end) {
      const auto& step = steps[end];
      if (!filter.holds(step.account, step.instrument)) continue;
      if (is_income(step.ledger)) {
        brought_income = true;
        entry.instrument = step.instrument;
      }
      if (step.ledger == LedgerAccount::ExpenseInterest) brought_income = true;
      take(entry.sums, step.ledger, filter.scale(step.account, step.date, step.amount));
    }
    if (brought_income && is_within(entry.date, period)) {
      entries.push_back(entry);
    }
    begin = end;
  }
  return entries;
}

bool is_realized_gain_known(const Book& book, const Scope& scope, Period period) {
  const Filter filter(book, scope);
  const bool unknown_cost = std::ranges::any_of(book.disposals, [&](const Disposal& disposal) {
    return disposal.cost_state == CostState::Unknown && is_within(disposal.date, period) &&
           filter.holds(disposal.account, disposal.instrument);
  });
  const bool without_lots = std::ranges::any_of(book.warnings, [&](const Warning& warning) {
    return warning.kind == WarningKind::SoldWithoutLots && is_within(warning.date, period) &&
           filter.holds(warning.account, warning.instrument);
  });
  return !unknown_cost && !without_lots;
}

}  // namespace coffer::ledger
