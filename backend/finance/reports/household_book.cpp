#include "finance/reports/household_book.hpp"

#include <algorithm>
#include <map>

namespace coffer::finance {

ledger::CostMethod to_ledger_method(CostBasis method) {
  switch (method) {
    case CostBasis::Fifo: return ledger::CostMethod::Fifo;
    case CostBasis::Lifo: return ledger::CostMethod::Lifo;
    case CostBasis::Hifo: return ledger::CostMethod::Hifo;
    case CostBasis::Average: return ledger::CostMethod::Average;
    case CostBasis::Chosen: return ledger::CostMethod::Chosen;
  }
  return ledger::CostMethod::Fifo;
}

std::string text_of(const BookVersion& version) {
  return std::to_string(version.household) + "." + std::to_string(version.common);
}

std::vector<ledger::OwnershipShare> own_shares(const std::vector<MemberShare>& shares,
                                               const std::optional<UserId>& member) {
  if (shares.empty()) return {};
  std::vector<ledger::OwnershipShare> sums;
  std::map<UserId, Decimal> held;
  for (std::size_t i = 0; i < shares.size(); ++i) {
    held[shares[i].member] = shares[i].share;
    if (i + 1 < shares.size() && shares[i + 1].from == shares[i].from) continue;
    Decimal sum;
    for (const auto& [holder, share] : held) {
      if (!member || holder == *member) sum += share;
    }
    sums.push_back({shares[i].from, sum});
  }
  return sums;
}

Result<ComputedBook> compute_view(std::shared_ptr<const HouseholdBook> household, const BookView& view) {
  ledger::BookRequest request;
  request.report = view.currency;
  request.as_of = view.as_of;
  request.policy.purchase_costs = view.policy.purchase_costs;
  request.policy.flow_timing = view.policy.flow_timing;
  request.policy.short_periods = view.policy.short_periods;
  request.history = view.history;
  const auto& cost_basis = view.policy.cost_basis;
  const bool changed = cost_basis.has_value() || view.member.has_value();
  ComputedBook computed;
  computed.policy = view.policy;
  if (!changed) {
    COFFER_TRY(book, ledger::compute_book(household->input, request));
    computed.book = std::move(book);
  } else {
    ledger::BookInput input = household->input;
    for (std::size_t i = 0; i < input.accounts.size(); ++i) {
      if (cost_basis) input.accounts[i].methods = {{since_ever, to_ledger_method(*cost_basis)}};
      if (view.member) input.accounts[i].shares = own_shares(household->accounts[i].shares, view.member);
    }
    COFFER_TRY(book, ledger::compute_book(input, request));
    computed.book = std::move(book);
  }
  computed.household = std::move(household);
  return computed;
}

}  // namespace coffer::finance
