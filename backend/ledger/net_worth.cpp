#include "ledger/net_worth.hpp"

#include <algorithm>
#include <cassert>
#include <numeric>

#include "ledger/account_state.hpp"
#include "ledger/problems.hpp"
#include "ledger/scope_walk.hpp"
#include "ledger/terms.hpp"
#include "ledger/valuation.hpp"

namespace coffer::ledger {

namespace {

// A unit more to as many parts as are lacking, the largest remainders first.
void give_rest(std::vector<Decimal>& parts, std::span<const Decimal> remainders, Decimal given, const Decimal& total,
               const Decimal& unit) {
  std::vector<std::size_t> order(parts.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::ranges::sort(order, [&](std::size_t a, std::size_t b) {
    return remainders[a] != remainders[b] ? remainders[a] > remainders[b] : a < b;
  });
  for (std::size_t i = 0; given < total; i = (i + 1) % order.size()) {
    parts[order[i]] += unit;
    given += unit;
  }
}

}  // namespace

std::vector<Decimal> round_parts(std::span<const Decimal> exact, int minor_digits) {
  std::vector<Decimal> parts;
  std::vector<Decimal> remainders;
  Decimal sum;
  Decimal given;
  for (const Decimal& part : exact) {
    parts.push_back(rescale(part, minor_digits, Rounding::Floor));
    remainders.push_back(part - parts.back());
    sum += part;
    given += parts.back();
  }
  give_rest(parts, remainders, given, rescale(sum, minor_digits), Decimal::from_parts(1, minor_digits));
  return parts;
}

std::vector<Decimal> apportion(const Decimal& total, std::span<const Decimal> weights, int minor_digits) {
  Decimal sum;
  for (const Decimal& weight : weights) sum += weight;
  assert(sum.is_positive());
  const Decimal whole = rescale(total, minor_digits);
  const Decimal size = abs(whole);
  std::vector<Decimal> parts;
  std::vector<Decimal> remainders;
  Decimal given;
  for (const Decimal& weight : weights) {
    const Decimal exact = multiply_divide(size, weight, sum);
    parts.push_back(rescale(exact, minor_digits, Rounding::Floor));
    remainders.push_back(exact - parts.back());
    given += parts.back();
  }
  give_rest(parts, remainders, given, size, Decimal::from_parts(1, minor_digits));
  if (whole.is_negative()) {
    for (Decimal& part : parts) part = -part;
  }
  return parts;
}

Result<NetWorth> compute_net_worth(const Book& book) {
  COFFER_TRY(holdings, value_holdings(book, Scope::household(), HoldingRows::PerInstrument));
  try {
    NetWorth worth;
    worth.on = book.as_of;
    worth.currency = book.report;
    worth.cash = holdings.cash_value;
    worth.loans = holdings.loans_value;
    worth.market_value = holdings.market_value;
    worth.warnings = std::move(holdings.warnings);
    const AccountStates states = states_on(book, book.as_of);
    const ScopeShares shares(book, Scope::household());
    const int digits = book.report.minor_digits();
    for (std::size_t i = 0; i < book.accounts.size(); ++i) {
      const auto account = index_of<AccountIndex>(i);
      const Decimal share = shares.share(account, book.as_of);
      const Decimal exact = states.value(account, book.as_of);
      const Decimal whole = to_minor(exact, book.report);
      const std::array<Decimal, 2> weights{share, Decimal(1) - share};
      const std::vector<Decimal> parts = apportion(whole, weights, digits);
      worth.accounts.push_back(
          {.account = account, .whole = whole, .own = parts[0], .others = parts[1], .exact = multiply(exact, share)});
      worth.own += parts[0];
      worth.others += parts[1];
    }
    return worth;
  } catch (const DecimalOverflow&) {
    return fail(ErrorKind::Invalid, problems::amount_too_large, "The amounts are too large to compute with.");
  }
}

}  // namespace coffer::ledger
