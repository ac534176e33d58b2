#include "ledger/earnings.hpp"

#include "ledger/problems.hpp"
#include "ledger/scope_walk.hpp"
#include "ledger/terms.hpp"

namespace coffer::ledger {
namespace {

class Sums {
 public:
  Sums(const Book& book, const Scope& scope, Period period)
      : book_(book), scope_(scope), period_(period), shares_(book, scope) {}

  Earnings compute() {
    for (const IncomeStep& step : book_.income_steps) {
      if (counts(step)) add_income(step, shares_.scale(step.account, step.date, step.amount));
    }
    for (const Disposal& disposal : book_.disposals) {
      if (!counts(disposal)) continue;
      const auto own = [&](const Decimal& amount) { return shares_.scale(disposal.account, disposal.date, amount); };
      sums_.realized_gain += own(disposal.gain);
      sums_.realized_forex_gain += own(disposal.forex_gain);
      sums_.realized_gain_gross += own(disposal.gross_gain);
    }
    for (const OtherGain& gain : book_.other_gains) {
      if (!counts(gain)) continue;
      const auto own = [&](const Decimal& amount) { return shares_.scale(gain.account, gain.date, amount); };
      sums_.realized_gain += own(gain.gain);
      sums_.realized_forex_gain += own(gain.forex_gain);
      sums_.realized_gain_gross += own(gain.gain);
    }
    for (Decimal* sum :
         {&sums_.dividends, &sums_.net_dividends, &sums_.interest, &sums_.income, &sums_.fees, &sums_.taxes,
          &sums_.other_expenses, &sums_.realized_gain, &sums_.realized_forex_gain, &sums_.realized_gain_gross})
      *sum = to_minor(*sum, book_.report);
    sums_.realized_asset_gain = sums_.realized_gain - sums_.realized_forex_gain;
    return sums_;
  }

 private:
  template <class Item>
  [[nodiscard]] bool counts(const Item& item) const {
    return item.date > period_.from && item.date <= period_.to && shares_.contains(item.account) &&
           (!scope_.instrument.is_set() || item.instrument == scope_.instrument);
  }

  void add_income(const IncomeStep& step, const Decimal& amount) {
    if (step.type == TransactionType::Dividend) sums_.net_dividends += amount;
    switch (step.ledger) {
      case LedgerAccount::IncomeDividend:
        if (step.type != TransactionType::Dividend) sums_.net_dividends += amount;
        sums_.dividends += amount;
        break;
      case LedgerAccount::IncomeInterest:
      case LedgerAccount::ExpenseInterest: sums_.interest += amount; break;
      case LedgerAccount::IncomeRent:
      case LedgerAccount::IncomeReward:
      case LedgerAccount::IncomeOther: sums_.income += amount; break;
      case LedgerAccount::ExpenseFee: sums_.fees -= amount; break;
      case LedgerAccount::ExpenseTax: sums_.taxes -= amount; break;
      default: sums_.other_expenses -= amount;
    }
  }

  const Book& book_;
  const Scope& scope_;
  Period period_;
  ScopeShares shares_;
  Earnings sums_;
};

}  // namespace

Result<Earnings> compute_earnings(const Book& book, const Scope& scope, Period period) {
  try {
    return Sums(book, scope, period).compute();
  } catch (const DecimalOverflow&) {
    return fail(ErrorKind::Invalid, problems::amount_too_large, "The amounts are too large to compute with.");
  }
}

}  // namespace coffer::ledger
