#include "ledger/return_contribution.hpp"

#include <algorithm>

#include "ledger/holding_course.hpp"
#include "ledger/problems.hpp"
#include "ledger/return_days.hpp"
#include "ledger/scope_walk.hpp"
#include "ledger/terms.hpp"

namespace coffer::ledger {
namespace {

std::vector<InstrumentIndex> instruments_of(const Book& book, const Scope& scope) {
  const ScopeShares shares(book, scope);
  std::vector<InstrumentIndex> found;
  for (const Position& position : book.positions) {
    if (shares.contains(position.account)) found.push_back(position.instrument);
  }
  // Income and fees may name an instrument that was never held.
  for (const InstrumentFlow& flow : book.instrument_flows) {
    if (shares.contains(flow.account)) found.push_back(flow.instrument);
  }
  std::ranges::sort(found);
  const auto doubled = std::ranges::unique(found);
  found.erase(doubled.begin(), doubled.end());
  return found;
}

struct Part {
  Decimal gain;
  double contribution = 0;
};

Part part_of(const Book& book, const Scope& scope, Period period, const ReturnDays& whole) {
  Part part;
  const HoldingCourse course(book, scope, period.from, period.to);
  ScopeWalk walk(book, course);
  Decimal before = walk.today().value;
  for (const ReturnDay& link : whole.days) {
    const WalkDay& day = walk.advance();
    const Decimal gain = day.value - before - (day.inflow - day.outflow);
    before = day.value;
    if (gain.is_zero()) continue;
    part.gain += gain;
    if (link.capital.is_positive())
      part.contribution += to_statistic(gain) / to_statistic(link.capital) * link.index_before;
  }
  return part;
}

Contributions contributions(const Book& book, const Scope& scope, Period period) {
  const ReturnDays whole = daily_returns(book, scope, period.from, period.to);
  Contributions result;
  result.currency = book.report;
  result.twr = Ratio{whole.index - 1};
  Decimal gain;
  for (const ReturnDay& day : whole.days) gain += day.gain;
  result.gain = to_minor(gain, book.report);
  Contribution rest{.instrument = {}, .gain = result.gain, .contribution = result.twr};
  for (const InstrumentIndex instrument : instruments_of(book, scope)) {
    Scope one = scope;
    one.instrument = instrument;
    const Part part = part_of(book, one, period, whole);
    const Decimal shown = to_minor(part.gain, book.report);
    if (shown.is_zero() && part.contribution == 0) continue;
    rest.gain -= shown;
    rest.contribution.value -= part.contribution;
    result.items.push_back({.instrument = instrument, .gain = shown, .contribution = Ratio{part.contribution}});
  }
  result.items.push_back(rest);
  return result;
}

}  // namespace

Result<Contributions> compute_contributions(const Book& book, const Scope& scope, Period period) {
  COFFER_CHECK(check_period(book, period));
  if (scope.instrument.is_set())
    return fail(ErrorKind::Invalid, problems::invalid_input, "Ask for the contributions to accounts, not to a holding.",
                {{"?scope", "A portfolio or accounts."}});
  try {
    return contributions(book, scope, period);
  } catch (const DecimalOverflow&) {
    return fail(ErrorKind::Invalid, problems::amount_too_large, "The amounts are too large to compute with.");
  }
}

}  // namespace coffer::ledger
