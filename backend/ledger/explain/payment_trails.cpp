#include "ledger/explain/payment_trails.hpp"

#include <vector>

#include "ledger/explain/trail_writer.hpp"
#include "ledger/problems.hpp"

namespace coffer::ledger {

Result<Trail> explain_irr(std::span<const DatedAmount> payments, Date as_of, const std::optional<Decimal>& final_value,
                          std::size_t place) {
  std::vector<DatedFlow> flows;
  for (const DatedAmount& one : payments) flows.push_back({one.date, Ratio{to_statistic(one.amount)}});
  const auto worth = final_value ? std::optional(Ratio{to_statistic(*final_value)}) : std::nullopt;
  const MoneyWeightedReturn found = compute_irr(flows, as_of, worth);
  if (!found.rate || place > found.others.size())
    return fail(ErrorKind::NotFound, problems::not_explained, "There is no such rate.");
  trails::TrailWriter trail;
  TrailNode node;
  node.operation = Operation::InternalRate;
  node.place = static_cast<std::int32_t>(place);
  node.label.kind = TrailKind::MoneyWeighted;
  node.label.date = as_of;
  const auto add = [&](TrailInput leaf, Date date, const Decimal& amount) {
    leaf.date = date;
    TrailLabel label;
    label.date = date;
    node.operands.push_back(trail.input(leaf, amount, label));
    node.dates.push_back(date);
  };
  for (std::size_t i = 0; i < payments.size(); ++i) {
    TrailInput leaf;
    leaf.kind = InputKind::Payment;
    leaf.place = static_cast<std::uint32_t>(i);
    add(leaf, payments[i].date, payments[i].amount);
  }
  if (final_value) {
    TrailInput leaf;
    leaf.kind = InputKind::FinalValue;
    add(leaf, as_of, *final_value);
  }
  const auto root = trail.add(std::move(node));
  return trail.cut(root);
}

Result<Trail> explain_annualized(const Decimal& total_return, std::int32_t days, ShortPeriods short_periods) {
  if (!annualize(Ratio{to_statistic(total_return)}, days, short_periods))
    return fail(ErrorKind::NotFound, problems::not_explained, "The return is not annualised.");
  trails::TrailWriter trail;
  TrailInput leaf;
  leaf.kind = InputKind::TotalReturn;
  TrailNode node;
  node.operation = Operation::Annualize;
  node.label.kind = TrailKind::ReturnPerYear;
  node.operands = {trail.input(leaf, total_return, {})};
  node.days = days;
  const auto root = trail.add(std::move(node));
  return trail.cut(root);
}

}  // namespace coffer::ledger
