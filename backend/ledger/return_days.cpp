#include "ledger/return_days.hpp"

#include "ledger/holding_course.hpp"
#include "ledger/terms.hpp"

namespace coffer::ledger {

DayReturn day_link(const Decimal& before, const Decimal& after, const Decimal& in, const Decimal& out) {
  const Decimal capital = before + in;
  if (capital < rounding_residue) return {};
  return {.factor = to_statistic(after + out) / to_statistic(capital), .has_capital = true, .capital = capital};
}

DayReturn return_with_flow_at_end(const Decimal& before, const Decimal& after, const Decimal& net) {
  if (before < rounding_residue) return {};
  return {.factor = to_statistic(after - net) / to_statistic(before), .has_capital = true, .capital = before};
}

DayReturn day_return(const Decimal& before, const WalkDay& day, const Scope& scope, FlowTiming timing) {
  const Decimal net = day.inflow - day.outflow;
  if (timing == FlowTiming::End) {
    if (const DayReturn at_end = return_with_flow_at_end(before, day.value, net); at_end.has_capital) return at_end;
  }
  // A purchase and a sale of one instrument on one day both had capital at work; for an account
  // money in and out on one day is one flow.
  if (!scope.instrument.is_set()) {
    const Decimal zero;
    const DayReturn netted =
        day_link(before, day.value, net.is_positive() ? net : zero, net.is_positive() ? zero : -net);
    if (netted.has_capital) return netted;
  }
  return day_link(before, day.value, day.inflow, day.outflow);
}

ReturnDays daily_returns(const Book& book, const Scope& scope, Date from, Date to) {
  const HoldingCourse course(book, scope, from, to);
  ScopeWalk walk(book, course);
  ReturnDays chain;
  chain.days.reserve(static_cast<std::size_t>(days_between(from, to)));
  Decimal before = walk.today().value;
  while (walk.today().date < to) {
    const WalkDay& day = walk.advance();
    const DayReturn earned = day_return(before, day, scope, book.policy.flow_timing);
    chain.days.push_back({.date = day.date,
                          .factor = earned.factor,
                          .index_before = chain.index,
                          .capital = earned.capital,
                          .gain = day.value - before - (day.inflow - day.outflow),
                          .has_own_price = day.has_own_price});
    chain.index *= earned.factor;
    before = day.value;
  }
  return chain;
}

}  // namespace coffer::ledger
