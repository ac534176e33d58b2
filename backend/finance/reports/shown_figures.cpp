#include "finance/reports/shown_figures.hpp"

#include <algorithm>
#include <map>
#include <ranges>

#include "ledger/income.hpp"
#include "ledger/net_worth.hpp"

namespace coffer::finance {
namespace {

using ledger::WarningKind;

std::string sentence(const ledger::Warning& warning, const std::string& symbol, const std::string& account) {
  using enum WarningKind;
  const auto day = format_date(warning.date);
  const auto quantity = format_decimal(trim(warning.quantity));
  const auto currency = std::string(warning.currency.code());
  switch (warning.kind) {
    case MissingPrice: return symbol + " has no price since " + day + " and counts as nothing. Add its prices.";
    case EstimatedPrice: return symbol + " has no price on " + day + " yet; its first later price stands in.";
    case NotValued: return symbol + " stands at what was paid for it on " + day + ". Add a price or a valuation.";
    case StalePrice: return "The last price of " + symbol + " is of " + day + ".";
    case MissingRate: return "There is no exchange rate for " + currency + ": it counts as nothing. Add rates.";
    case EstimatedRate: return "Before the first known rate of " + currency + " that one stands in.";
    case StaleRate: return "The last exchange rate of " + currency + " is of " + day + ".";
    case SoldWithoutLots:
      return quantity + " " + symbol + " were sold on " + day + " without having been bought: their gain is unknown.";
    case UnknownCost: return quantity + " " + symbol + " came in on " + day + " without a known cost.";
    case PriceScaleFault:
      return "The price " + quantity + " of " + symbol + " on " + day +
             " is off by about its price factor and is not used.";
    case LargeFlow:
      return "On " + day +
             " more than a tenth of the value flowed in or out: that day's return depends on the time of day.";
    case EarnedWithoutCapital:
      return quantity + " was earned on " + day +
             " while nothing was invested; it is part of the gain, not of the return.";
    case OpenTransfer: return "A transfer that left " + account + " on " + day + " has not arrived.";
    case ValuationWithoutHolding: return symbol + " was valued on " + day + " without being held.";
    case BalanceDifference:
      return "The balance of " + account + " on " + day + " differs from the book by " + quantity + ".";
    case CapitalBelowZero: return "On " + day + " more was owed than owned: such days have no return.";
  }
  return {};
}

// The sentences of warnings that would name an amount or a quantity, without it.
constexpr std::pair<WarningKind, std::string_view> without_amounts[] = {
    {WarningKind::SoldWithoutLots, "Units were sold without having been bought: their gain is unknown."},
    {WarningKind::UnknownCost, "Units came in without a known cost."},
    {WarningKind::EarnedWithoutCapital,
     "Something was earned while nothing was invested; it is part of the gain, not of the return."},
    {WarningKind::BalanceDifference, "A balance differs from the book."}};

bool is_stale(const ledger::Warning& warning) {
  return warning.kind == WarningKind::StalePrice || warning.kind == WarningKind::StaleRate ||
         warning.kind == WarningKind::MissingPrice || warning.kind == WarningKind::MissingRate;
}

const Instrument& instrument_of(const ComputedBook& computed, ledger::InstrumentIndex place) {
  return computed.household->instruments[place.value];
}

const BookAccount& account_of(const ComputedBook& computed, ledger::AccountIndex place) {
  return computed.household->accounts[place.value];
}

// A purchase closes nothing but a short.
LotSide side_of(const ComputedBook& computed, const ledger::Disposal& disposal) {
  const auto& transactions = computed.household->input.transactions;
  if (!disposal.transaction.is_set()) return LotSide::Long;
  const auto type = transactions[disposal.transaction.value].type;
  const bool covers = type == ledger::TransactionType::Buy || type == ledger::TransactionType::DeliveryIn;
  return covers ? LotSide::Short : LotSide::Long;
}

Ratio weight_of(const Decimal& part, const Decimal& whole) { return Ratio{to_statistic(part) / to_statistic(whole)}; }

std::optional<Ratio> share_of(const std::optional<Decimal>& part, const Decimal& whole) {
  if (!part || whole.is_zero()) return std::nullopt;
  return weight_of(*part, whole);
}

bool is_price_stale(const ledger::Holding& holding, const ComputedBook& computed) {
  if (!holding.price_date || !is_listed(computed.book.instruments[holding.instrument.value].kind)) return false;
  return days_between(*holding.price_date, computed.book.as_of) > computed.book.policy.stale_after_days;
}

// The day of the oldest open lot of an instrument in the scope.
std::map<std::uint32_t, Date> opening_days(const ComputedBook& computed, const ledger::Scope& scope) {
  std::map<std::uint32_t, Date> days;
  for (const auto& position : computed.book.positions) {
    const bool within =
        scope.accounts.empty() || std::ranges::find(scope.accounts, position.account) != scope.accounts.end();
    if (!within || position.lots.open().empty()) continue;
    const auto oldest = position.lots.open().front().lot_date;
    const auto [place, added] = days.try_emplace(position.instrument.value, oldest);
    if (!added) place->second = std::min(place->second, oldest);
  }
  return days;
}

// As shown: each kind's parts sum to its total, and each part's kinds to its net.
std::vector<IncomeFigures> to_figures(const std::vector<ledger::IncomeSums>& sums, Currency currency) {
  std::vector<IncomeFigures> figures(sums.size());
  const auto take = [&](Decimal ledger::IncomeSums::* from, Decimal IncomeFigures::* to) {
    std::vector<Decimal> exact;
    for (const auto& part : sums) exact.push_back(part.*from);
    const auto parts = ledger::round_parts(exact, currency.minor_digits());
    for (std::size_t i = 0; i < parts.size(); ++i) figures[i].*to = parts[i];
  };
  take(&ledger::IncomeSums::dividends, &IncomeFigures::dividends);
  take(&ledger::IncomeSums::interest, &IncomeFigures::interest);
  take(&ledger::IncomeSums::other, &IncomeFigures::other);
  take(&ledger::IncomeSums::taxes, &IncomeFigures::taxes);
  for (auto& part : figures) part.net = part.dividends + part.interest + part.other - part.taxes;
  return figures;
}

template <class Key>
std::vector<ledger::IncomeSums> values_of(const std::map<Key, ledger::IncomeSums>& sums) {
  const auto values = std::views::values(sums);
  return {values.begin(), values.end()};
}

std::string month_of(Date date) { return format_date(date).substr(0, 7); }

std::string key_of(const Instrument& instrument, AllocationBy by) {
  switch (by) {
    case AllocationBy::AssetClass: return std::string(asset_class_name(instrument.asset_class));
    case AllocationBy::Currency: return std::string(instrument.reference.currency.code());
    case AllocationBy::Instrument: return instrument.reference.id.text();
    case AllocationBy::Region: return instrument.region.value_or("unknown");
    case AllocationBy::Sector: return instrument.sector.value_or("unknown");
    case AllocationBy::Account: break;
  }
  return {};
}

std::string label_of(const Instrument& instrument, AllocationBy by, const std::string& key) {
  static const std::map<std::string, std::string> classes{
      {"equity", "Equity"},         {"bond", "Bonds"},    {"cash", "Cash"},   {"property", "Property"},
      {"commodity", "Commodities"}, {"crypto", "Crypto"}, {"mixed", "Mixed"}, {"other", "Other"}};
  if (by == AllocationBy::Instrument) return instrument.reference.name;
  if (by == AllocationBy::AssetClass) return classes.at(key);
  return key == "unknown" ? "Unknown" : key;
}

// Slices by key, each with its label.
class Slices {
 public:
  void add(const std::string& key, const std::string& label, const Decimal& value) {
    auto& slice = slices_[key];
    slice.key = key;
    slice.label = label;
    slice.value += value;
  }
  [[nodiscard]] std::vector<AllocationSlice> take(const Decimal& total) {
    std::vector<AllocationSlice> items;
    for (auto& [key, slice] : slices_) {
      if (slice.value.is_zero()) continue;
      slice.weight = share_of(slice.value, total);
      items.push_back(std::move(slice));
    }
    std::ranges::stable_sort(items, [](const auto& a, const auto& b) { return a.value > b.value; });
    return items;
  }

 private:
  std::map<std::string, AllocationSlice> slices_;
};

}  // namespace

std::optional<TransactionId> transaction_of(const ComputedBook& computed, ledger::TransactionIndex place) {
  if (!place.is_set() || place.value >= computed.household->transactions.size()) return std::nullopt;
  const auto id = computed.household->transactions[place.value];
  return id.is_nil() ? std::nullopt : std::optional(id);
}

std::vector<ReportWarning> to_warnings(const std::vector<ledger::Warning>& warnings, const HouseholdBook& book) {
  constexpr std::size_t most = 1000;
  std::vector<ReportWarning> shown;
  for (const auto& warning : warnings) {
    if (shown.size() == most) break;
    ReportWarning made;
    made.code = std::string(ledger::warning_kind_name(warning.kind));
    if (warning.instrument.is_set()) made.instrument = book.instruments[warning.instrument.value].reference.id;
    if (warning.account.is_set()) made.account = book.accounts[warning.account.value].id;
    made.date = warning.date;
    made.detail = sentence(
        warning, warning.instrument.is_set() ? book.instruments[warning.instrument.value].reference.symbol : "It",
        warning.account.is_set() ? book.accounts[warning.account.value].name : "an account");
    shown.push_back(std::move(made));
  }
  return shown;
}

std::vector<ledger::Warning> joined(std::vector<ledger::Warning> warnings, const std::vector<ledger::Warning>& more) {
  for (const auto& warning : more) {
    const bool known = std::ranges::any_of(warnings, [&](const auto& other) {
      return other.kind == warning.kind && other.date == warning.date && other.instrument == warning.instrument &&
             other.account == warning.account && other.currency == warning.currency;
    });
    if (!known) warnings.push_back(warning);
  }
  return warnings;
}

ReportFrame to_frame(const ledger::Holdings& holdings, const std::vector<ledger::Warning>& warnings,
                     const ComputedBook& computed) {
  ReportFrame frame;
  frame.currency = computed.book.report;
  for (const auto& holding : holdings.items) {
    if (holding.quantity.is_zero() || !holding.price_date) continue;
    auto& span = frame.prices_as_of;
    if (!span.oldest || *holding.price_date < *span.oldest) span.oldest = holding.price_date;
    if (!span.newest || *holding.price_date > *span.newest) span.newest = holding.price_date;
    if (is_price_stale(holding, computed)) frame.freshness = Freshness::Stale;
  }
  if (std::ranges::any_of(warnings, is_stale)) frame.freshness = Freshness::Stale;
  frame.warnings = to_warnings(warnings, *computed.household);
  return frame;
}

void show_to(ReportFrame& frame, auth::AmountSight amounts, auth::AmountSight weights) {
  frame.amounts = amounts;
  frame.weights = weights;
  if (amounts == auth::AmountSight::Shown) return;
  for (auto& warning : frame.warnings) {
    for (const auto& [kind, detail] : without_amounts) {
      if (warning.code == ledger::warning_kind_name(kind)) warning.detail = detail;
    }
  }
}

std::optional<Decimal> percent_of_cost(const std::optional<Decimal>& gain, const std::optional<Decimal>& cost) {
  if (!gain || !cost || cost->is_zero()) return std::nullopt;
  return multiply_divide(*gain, Decimal(100), abs(*cost), 2);
}

HoldingsReport show_holdings(const ComputedBook& computed, const ledger::Scope& scope, const ledger::Holdings& merged,
                             const ledger::Holdings& by_account) {
  HoldingsReport report;
  report.on = merged.on;
  report.frame = to_frame(merged, merged.warnings, computed);
  const auto opened = opening_days(computed, scope);
  const auto period = ledger::whole_period(computed.book);
  std::map<std::uint32_t, Decimal> income;
  Decimal whole_income;
  for (const auto& entry : ledger::list_income(computed.book, scope, {period.from, merged.on})) {
    if (!entry.instrument.is_set()) continue;
    income[entry.instrument.value] += entry.sums.gross();
    whole_income += entry.sums.gross();
  }
  auto& totals = report.totals;
  totals.realized_gain = Decimal();
  for (const auto& holding : merged.items) {
    HoldingItem item;
    item.income = round_to_minor({income[holding.instrument.value], merged.currency}).amount;
    *totals.realized_gain += holding.realized_gain;
    if (holding.quantity.is_zero() && holding.in_transit.is_zero()) continue;
    if (holding.value && !holding.in_transit.is_zero()) {
      totals.in_transit += multiply_divide(*holding.value, holding.in_transit, holding.quantity + holding.in_transit,
                                           merged.currency.minor_digits());
    }
    item.instrument = instrument_of(computed, holding.instrument).reference;
    item.quantity = trim(holding.quantity + holding.in_transit);
    item.price = holding.price;
    item.price_date = holding.price_date;
    item.price_freshness = is_price_stale(holding, computed) ? Freshness::Stale : Freshness::Fresh;
    item.value = holding.value;
    item.value_local = holding.value_local;
    item.cost_basis = holding.cost_basis;
    item.cost_basis_local = holding.cost_basis_local;
    item.unrealized_gain = holding.unrealized_gain;
    item.unrealized_gain_percent = percent_of_cost(holding.unrealized_gain, holding.cost_basis);
    item.asset_effect = holding.unrealized_asset_gain;
    item.currency_effect = holding.unrealized_forex_gain;
    item.realized_gain = holding.realized_gain;
    item.weight = share_of(holding.value, merged.net_worth);
    if (const auto day = opened.find(holding.instrument.value); day != opened.end()) item.opened_on = day->second;
    for (const auto& part : by_account.items) {
      if (part.instrument != holding.instrument || part.quantity.is_zero()) continue;
      const auto& account = account_of(computed, part.account);
      item.accounts.push_back({account.id, account.name, trim(part.quantity), part.value, part.cost_basis});
    }
    report.items.push_back(std::move(item));
  }
  std::ranges::stable_sort(report.items, [](const auto& a, const auto& b) {
    return a.value.value_or(Decimal()) > b.value.value_or(Decimal());
  });
  for (const auto* list : {&merged.cash, &merged.loans}) {
    for (const auto& balance : *list) {
      const auto& account = account_of(computed, balance.account);
      report.cash.push_back({account.id, account.name, round_to_minor({balance.amount, balance.currency}),
                             balance.value, share_of(balance.value, merged.net_worth)});
    }
  }
  totals.value = merged.net_worth;
  totals.securities = merged.market_value;
  totals.cash = merged.cash_value;
  totals.loans = merged.loans_value;
  totals.income = round_to_minor({whole_income, merged.currency}).amount;
  totals.cost_basis = merged.cost_basis;
  totals.unrealized_gain = merged.unrealized_gain;
  totals.unrealized_gain_percent = percent_of_cost(merged.unrealized_gain, merged.cost_basis);
  if (!ledger::is_realized_gain_known(computed.book, scope, {period.from, merged.on})) totals.realized_gain.reset();
  return report;
}

AllocationReport show_allocation(const ComputedBook& computed, const ledger::Holdings& by_account, AllocationBy by) {
  AllocationReport report;
  report.on = by_account.on;
  report.by = by;
  report.frame = to_frame(by_account, by_account.warnings, computed);
  Slices slices;
  Decimal total;
  // Debts are no part of where the value lies.
  const auto take_account = [&](ledger::AccountIndex account, const Decimal& value) {
    const auto& named = account_of(computed, account);
    slices.add(named.id.text(), named.name, value);
  };
  for (const auto& holding : by_account.items) {
    if (!holding.value || !holding.value->is_positive()) continue;
    total += *holding.value;
    if (by == AllocationBy::Account) {
      take_account(holding.account, *holding.value);
      continue;
    }
    const auto& instrument = instrument_of(computed, holding.instrument);
    const auto key = key_of(instrument, by);
    slices.add(key, label_of(instrument, by, key), *holding.value);
  }
  for (const auto& balance : by_account.cash) {
    if (!balance.value || !balance.value->is_positive()) continue;
    total += *balance.value;
    if (by == AllocationBy::Account) {
      take_account(balance.account, *balance.value);
    } else if (by == AllocationBy::Currency) {
      slices.add(std::string(balance.currency.code()), std::string(balance.currency.code()), *balance.value);
    } else {
      slices.add("cash", "Cash", *balance.value);
    }
  }
  report.total = total;
  report.items = slices.take(total);
  return report;
}

IncomeReport show_income(const ComputedBook& computed, const ledger::Scope& scope, ledger::Period period) {
  IncomeReport report;
  report.from = period.from;
  report.to = period.to;
  const auto currency = computed.book.report;
  report.frame.currency = currency;
  report.frame.warnings = to_warnings(computed.book.warnings, *computed.household);
  std::map<std::string, ledger::IncomeSums> months;
  for (auto day = period.from.plus_days(1); day <= period.to;) {
    months[month_of(day)];
    const auto ymd = day.ymd();
    const auto next = std::chrono::year_month{ymd.year(), ymd.month()} + std::chrono::months{1};
    day = Date::of(static_cast<int>(next.year()), static_cast<unsigned>(next.month()), 1);
  }
  std::map<std::uint32_t, ledger::IncomeSums> instruments;
  ledger::IncomeSums total;
  for (const auto& entry : ledger::list_income(computed.book, scope, period)) {
    total += entry.sums;
    months[month_of(entry.date)] += entry.sums;
    instruments[entry.instrument.value] += entry.sums;
  }
  report.total = to_figures({total}, currency).front();
  const auto by_month = to_figures(values_of(months), currency);
  for (std::size_t i = 0; const auto& month : months) report.by_month.push_back({month.first, by_month[i++]});
  const auto by_instrument = to_figures(values_of(instruments), currency);
  std::size_t line = 0;
  for (const auto& [place, sums] : instruments) {
    IncomeInstrument item;
    if (place != ledger::InstrumentIndex::none) item.instrument = computed.household->instruments[place].reference;
    item.figures = by_instrument[line++];
    report.by_instrument.push_back(std::move(item));
  }
  std::ranges::stable_sort(report.by_instrument,
                           [](const auto& a, const auto& b) { return a.figures.net > b.figures.net; });
  return report;
}

LotsReport show_lots(const ComputedBook& computed, const ledger::Scope& scope, const ledger::Holdings& by_account,
                     std::optional<InstrumentId> instrument) {
  LotsReport report;
  report.on = computed.book.as_of;
  report.frame = to_frame(by_account, by_account.warnings, computed);
  const auto currency = computed.book.report;
  const auto shown = [&](const Decimal& amount, Currency in) { return round_to_minor({amount, in}).amount; };
  const auto wanted = [&](ledger::AccountIndex account, ledger::InstrumentIndex place) {
    const bool within = scope.accounts.empty() || std::ranges::find(scope.accounts, account) != scope.accounts.end();
    const bool named = !scope.instrument.is_set() || scope.instrument == place;
    return within && named && (!instrument || instrument_of(computed, place).reference.id == *instrument);
  };
  std::map<std::pair<std::uint32_t, std::uint32_t>, const ledger::Holding*> held;
  for (const auto& holding : by_account.items) held[{holding.account.value, holding.instrument.value}] = &holding;
  for (const auto& position : computed.book.positions) {
    if (!wanted(position.account, position.instrument)) continue;
    const auto holding = held.find({position.account.value, position.instrument.value});
    for (const auto& lot : position.lots.open()) {
      LotItem item;
      item.account = account_of(computed, position.account).id;
      item.instrument = instrument_of(computed, position.instrument).reference;
      item.transaction = transaction_of(computed, lot.acquired_by);
      item.opened_on = lot.lot_date;
      item.quantity = trim(lot.quantity);
      if (lot.cost_state == ledger::CostState::Known) {
        item.cost = shown(lot.cost, currency);
        item.cost_local = shown(lot.cost_local, item.instrument.currency);
      }
      if (holding != held.end() && holding->second->value && !holding->second->quantity.is_zero()) {
        item.value =
            multiply_divide(*holding->second->value, lot.quantity, holding->second->quantity, currency.minor_digits());
      }
      if (item.value && item.cost) item.unrealized_gain = *item.value - *item.cost;
      report.items.push_back(std::move(item));
    }
  }
  std::ranges::stable_sort(report.items, [](const auto& a, const auto& b) {
    return std::tie(a.instrument.symbol, a.opened_on) < std::tie(b.instrument.symbol, b.opened_on);
  });
  for (const auto& disposal : computed.book.disposals) {
    if (!wanted(disposal.account, disposal.instrument)) continue;
    DisposalItem item;
    item.account = account_of(computed, disposal.account).id;
    item.instrument = instrument_of(computed, disposal.instrument).reference;
    item.transaction = transaction_of(computed, disposal.transaction);
    item.opened_by = transaction_of(computed, disposal.acquired_by);
    item.side = side_of(computed, disposal);
    item.date = disposal.date;
    item.opened_on = disposal.lot_date;
    item.quantity = trim(disposal.quantity);
    item.proceeds = shown(disposal.proceeds, currency);
    if (disposal.cost_state == ledger::CostState::Known) {
      item.cost = shown(disposal.cost, currency);
      item.gain = shown(disposal.gain, currency);
    }
    report.disposals.push_back(std::move(item));
  }
  std::ranges::reverse(report.disposals);
  return report;
}

}  // namespace coffer::finance
