#include "ledger/explain/comparison.hpp"

#include <algorithm>
#include <array>
#include <cstdio>
#include <map>
#include <tuple>

#include "ledger/problems.hpp"
#include "ledger/return_days.hpp"
#include "ledger/scope_walk.hpp"

namespace coffer::ledger {
namespace {

using DisposalKey = std::tuple<Date, std::uint32_t, std::uint32_t, std::uint32_t>;

class Gains {
 public:
  Gains(const Book& book, const Scope& scope, Period period) : shares_(book, scope) {
    for (const Disposal& one : book.disposals) {
      const bool inside = shares_.contains(one.account) &&
                          (!scope.instrument.is_set() || one.instrument == scope.instrument) &&
                          one.date > period.from && one.date <= period.to;
      if (!inside || one.cost_state == CostState::Unknown) continue;
      Entry& entry = entries_[{one.date, one.transaction.value, one.account.value, one.instrument.value}];
      entry.gain += shares_.scale(one.account, one.date, one.gain);
      entry.lots.push_back({one.acquired_by, one.lot_date, one.quantity, one.cost});
    }
  }
  struct Entry {
    Decimal gain;
    std::vector<LotTaken> lots;
  };
  [[nodiscard]] const std::map<DisposalKey, Entry>& entries() const { return entries_; }
  [[nodiscard]] Entry find(const DisposalKey& key) const {
    const auto found = entries_.find(key);
    return found == entries_.end() ? Entry{} : found->second;
  }

 private:
  ScopeShares shares_;
  std::map<DisposalKey, Entry> entries_;
};

std::string money_text(const Decimal& amount, Currency report) {
  return format_decimal(rescale(amount, report.minor_digits()), report.minor_digits()) + " " +
         std::string(report.code());
}

std::string percent(Ratio ratio) {
  std::array<char, 64> text{};
  std::snprintf(text.data(), text.size(), "%.2f %%", ratio.value * 100);
  return text.data();
}

}  // namespace

std::vector<LotReason> compare_realized_gains(const Book& first, const Book& second, const Scope& scope,
                                              Period period) {
  const Gains a(first, scope, period);
  const Gains b(second, scope, period);
  std::map<DisposalKey, Gains::Entry> all = a.entries();
  all.insert(b.entries().begin(), b.entries().end());
  std::vector<LotReason> reasons;
  for (const auto& [key, ignored] : all) {
    const Gains::Entry one = a.find(key);
    const Gains::Entry other = b.find(key);
    const Decimal difference = one.gain - other.gain;
    if (difference.is_zero()) continue;
    const auto& [date, transaction, account, instrument] = key;
    reasons.push_back({.date = date,
                       .transaction = TransactionIndex{transaction},
                       .account = AccountIndex{account},
                       .instrument = InstrumentIndex{instrument},
                       .first = one.lots,
                       .second = other.lots,
                       .amount = difference});
  }
  return reasons;
}

Result<ReturnComparison> compare_returns(const Book& book, const Scope& scope, Period period) {
  COFFER_TRY(performance, compute_performance(book, {.scope = scope, .period = period, .interval = Interval::Day}));
  try {
    const ReturnDays chain = daily_returns(book, scope, period.from, period.to);
    ReturnComparison compared;
    compared.time_weighted = performance.twr;
    compared.money_weighted = performance.irr.rate;
    const auto add = [&](Date date, const Decimal& amount, Ratio before) {
      if (before.value == 0) return;
      compared.reasons.push_back({.date = date,
                                  .amount = amount,
                                  .returned = Ratio{chain.index / before.value - 1},
                                  .returned_before = Ratio{before.value - 1}});
    };
    if (!performance.opening_value.is_zero()) add(period.from, performance.opening_value, Ratio{1});
    for (const DatedAmount& flow : performance.flows) {
      const auto day = std::ranges::find(chain.days, flow.date, &ReturnDay::date);
      // By the policy the flow was at work on its own day, or only after it.
      const bool at_start = book.policy.flow_timing == FlowTiming::Start && flow.amount.is_positive();
      add(flow.date, flow.amount, Ratio{at_start ? day->index_before : day->index_before * day->factor});
    }
    return compared;
  } catch (const DecimalOverflow&) {
    return fail(ErrorKind::Invalid, problems::amount_too_large, "The amounts are too large to compute with.");
  }
}

std::string reason_sentence(const LotReason& reason, Currency report) {
  const bool more = reason.amount.is_positive();
  return "The sale of " + format_date(reason.date) + " took other lots: gain " +
         money_text(abs(reason.amount), report) + (more ? " more" : " less") + " than by the second method.";
}

std::string reason_sentence(const FlowReason& reason, Currency report) {
  const bool in = reason.amount.is_positive();
  return money_text(abs(reason.amount), report) + (in ? " put in on " : " taken out on ") + format_date(reason.date) +
         (in ? " returned " : " missed ") + percent(reason.returned) + "; until then the return was " +
         percent(reason.returned_before) + ".";
}

}  // namespace coffer::ledger
