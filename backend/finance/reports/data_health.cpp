#include "finance/reports/data_health.hpp"

#include <algorithm>

#include "finance/reports/shown_figures.hpp"
#include "ledger/performance.hpp"
#include "ledger/valuation.hpp"

namespace coffer::finance {
namespace {

using ledger::WarningKind;

Severity severity_of(WarningKind kind) {
  using enum WarningKind;
  switch (kind) {
    case MissingPrice:
    case MissingRate:
    case SoldWithoutLots:
    case UnknownCost:
    case PriceScaleFault:
    case ValuationWithoutHolding:
    case BalanceDifference: return Severity::Wrong;
    case EstimatedPrice:
    case NotValued:
    case StalePrice:
    case EstimatedRate:
    case StaleRate:
    case OpenTransfer:
    case CapitalBelowZero: return Severity::Doubtful;
    case LargeFlow:
    case EarnedWithoutCapital: break;
  }
  return Severity::Note;
}

class Doctor {
 public:
  explicit Doctor(const ComputedBook& computed) : computed_(computed), household_(*computed.household) {}

  [[nodiscard]] HealthItem examine(const ledger::Warning& warning) const;

 private:
  // The only transaction of that type, day, account and instrument; none where there are several.
  [[nodiscard]] std::optional<TransactionId> find(const ledger::Warning& warning, ledger::TransactionType type) const;
  [[nodiscard]] std::optional<TransactionId> cause(const ledger::Warning& warning) const;
  [[nodiscard]] std::optional<HealthFix> mend(const ledger::Warning& warning,
                                              std::optional<TransactionId> transaction) const;

  const ComputedBook& computed_;
  const HouseholdBook& household_;
};

std::optional<TransactionId> Doctor::find(const ledger::Warning& warning, ledger::TransactionType type) const {
  std::optional<TransactionId> found;
  for (std::size_t i = 0; i < household_.input.transactions.size(); ++i) {
    const auto& one = household_.input.transactions[i];
    const bool is_there = !warning.account.is_set() || !one.account.is_set() || one.account == warning.account;
    if (one.type != type || one.date != warning.date || one.instrument != warning.instrument || !is_there) continue;
    if (found || household_.transactions[i].is_nil()) return std::nullopt;
    found = household_.transactions[i];
  }
  return found;
}

std::optional<TransactionId> Doctor::cause(const ledger::Warning& warning) const {
  switch (warning.kind) {
    case WarningKind::SoldWithoutLots: return find(warning, ledger::TransactionType::Sell);
    case WarningKind::UnknownCost: return find(warning, ledger::TransactionType::DeliveryIn);
    case WarningKind::ValuationWithoutHolding: return find(warning, ledger::TransactionType::Valuation);
    case WarningKind::BalanceDifference: return find(warning, ledger::TransactionType::Balance);
    default: return std::nullopt;
  }
}

std::optional<HealthFix> Doctor::mend(const ledger::Warning& warning, std::optional<TransactionId> transaction) const {
  using enum WarningKind;
  HealthFix fix;
  fix.date = warning.date;
  fix.currency = warning.currency;
  fix.transaction = transaction;
  if (warning.account.is_set()) fix.account = household_.accounts[warning.account.value].id;
  if (warning.instrument.is_set()) {
    const auto& instrument = household_.instruments[warning.instrument.value].reference;
    fix.instrument = instrument.id;
    if (fix.currency.is_empty()) fix.currency = instrument.currency;
  }
  switch (warning.kind) {
    case StalePrice:
    case NotValued: fix.date = computed_.book.as_of; [[fallthrough]];
    case MissingPrice:
    case EstimatedPrice:
    case PriceScaleFault: fix.mend = Mend::AddPrice; return fix;
    case StaleRate: fix.date = computed_.book.as_of; [[fallthrough]];
    case MissingRate:
    case EstimatedRate: fix.mend = Mend::AddRate; return fix;
    case SoldWithoutLots:
      if (!fix.account || !warning.quantity.is_positive()) return std::nullopt;
      fix.mend = Mend::AddDeliveryIn;
      fix.date = warning.date.plus_days(-1);
      fix.amount = trim(warning.quantity);
      return fix;
    case UnknownCost: fix.mend = Mend::StateCost; break;
    case ValuationWithoutHolding: fix.mend = Mend::RemoveTransaction; break;
    case BalanceDifference:
      if (!fix.account || fix.currency.is_empty()) return std::nullopt;
      fix.mend = Mend::AddMoney;
      fix.amount = trim(warning.quantity);
      return fix;
    default: return std::nullopt;
  }
  return transaction ? std::optional(fix) : std::nullopt;
}

HealthItem Doctor::examine(const ledger::Warning& warning) const {
  HealthItem item;
  item.severity = severity_of(warning.kind);
  item.transaction = cause(warning);
  if (warning.account.is_set()) item.account_name = household_.accounts[warning.account.value].name;
  if (warning.instrument.is_set()) item.instrument = household_.instruments[warning.instrument.value].reference;
  item.fix = mend(warning, item.transaction);
  return item;
}

}  // namespace

Result<DataHealth> report_data_health(const ComputedBook& computed) {
  const auto& book = computed.book;
  const auto whole = ledger::Scope::household();
  COFFER_TRY(figures,
             ledger::compute_performance(
                 book, {.scope = whole, .period = ledger::whole_period(book), .interval = ledger::Interval::Month}));
  COFFER_TRY(holdings, ledger::value_holdings(book, whole, ledger::HoldingRows::PerAccount));
  auto doubts = joined(joined(figures.warnings, holdings.warnings), book.warnings);
  std::ranges::stable_sort(doubts, {}, [](const auto& warning) { return severity_of(warning.kind); });
  DataHealth health;
  health.on = book.as_of;
  health.total = doubts.size();
  if (doubts.size() > most_health_items) doubts.resize(most_health_items);
  health.frame.currency = book.report;
  health.frame.warnings = to_warnings(doubts, *computed.household);
  const Doctor doctor(computed);
  for (const auto& doubt : doubts) health.items.push_back(doctor.examine(doubt));
  return health;
}

}  // namespace coffer::finance
