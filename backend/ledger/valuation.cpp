#include "ledger/valuation.hpp"

#include <algorithm>

#include "ledger/account_state.hpp"
#include "ledger/problems.hpp"
#include "ledger/scope_walk.hpp"
#include "ledger/terms.hpp"

namespace coffer::ledger {
namespace {

// Sums of one row before anything is rounded.
struct Row {
  AccountIndex account;
  InstrumentIndex instrument;
  Decimal held;
  Decimal in_transit;
  bool cost_known = true;
  Decimal cost_local;
  Decimal cost;
  Decimal brought_in;
  Decimal realized;
  Decimal realized_asset;
  Decimal realized_forex;
  Decimal income;
  Decimal value_local;
  Decimal value;
  bool has_value = false;
};

struct Gain {
  Decimal total;
  Decimal asset;
  Decimal forex;
};

// Currency = cost in instrument currency x (rate at the end - rate at the start); asset = gain in
// instrument currency x rate at the end.
Gain unrealized(const Row& row, const Conversion& rate) {
  Gain gain;
  gain.total = row.value - row.cost;
  gain.forex = rate.convert(row.cost_local) - row.cost;
  gain.asset = gain.total - gain.forex;
  return gain;
}

class Statement {
 public:
  Statement(const Book& book, const Scope& scope, HoldingRows rows)
      : book_(book),
        scope_(scope),
        rows_mode_(rows),
        shares_(book, scope),
        on_(book.as_of),
        quotes_(book.instruments.size()),
        row_places_((rows == HoldingRows::PerInstrument ? 1 : book.accounts.size()) * book.instruments.size(),
                    InstrumentIndex::none) {
    for (std::size_t i = 0; i < book.currencies.size(); ++i)
      rates_.push_back(book.rates.find(static_cast<std::uint8_t>(i), on_));
  }

  Holdings compute();

 private:
  [[nodiscard]] Decimal shown(const Decimal& amount) const { return to_minor(amount, book_.report); }
  [[nodiscard]] Decimal shown_local(const Decimal& amount, InstrumentIndex what) const {
    return to_minor(amount, book_.instruments[what.value].currency);
  }
  [[nodiscard]] bool counts(AccountIndex account, InstrumentIndex instrument) const {
    return shares_.contains(account) && (!scope_.instrument.is_set() || scope_.instrument == instrument);
  }
  [[nodiscard]] const Quote& quote(InstrumentIndex what) {
    std::optional<Quote>& known = quotes_[what.value];
    if (!known) known = book_.prices.find(what, on_);
    return *known;
  }
  [[nodiscard]] const Conversion& rate(InstrumentIndex what) const {
    return rates_[book_.instrument_currency[what.value]];
  }
  Row& row(AccountIndex account, InstrumentIndex instrument);
  void add_lot(Row& row, const Lot& lot, const Decimal& share);
  void collect_lots();
  void collect_results();
  void value_row(Row& row);
  void show_row(const Row& row);
  void show_money();
  void show_totals();
  void add_warnings();

  const Book& book_;
  const Scope& scope_;
  HoldingRows rows_mode_;
  ScopeShares shares_;
  Date on_;
  std::vector<std::optional<Quote>> quotes_;
  std::vector<Conversion> rates_;
  Holdings result_;
  std::vector<Row> rows_;
  std::vector<std::uint32_t> row_places_;  // by account, then instrument; while rows are collected
  Decimal market_value_;
  Decimal cash_value_;
  Decimal loans_value_;
};

Row& Statement::row(AccountIndex account, InstrumentIndex instrument) {
  const AccountIndex shown_account = rows_mode_ == HoldingRows::PerInstrument ? AccountIndex() : account;
  const std::size_t line = shown_account.is_set() ? shown_account.value : 0;
  std::uint32_t& place = row_places_[line * book_.instruments.size() + instrument.value];
  if (place == InstrumentIndex::none) {
    place = static_cast<std::uint32_t>(rows_.size());
    Row& fresh = rows_.emplace_back();
    fresh.account = shown_account;
    fresh.instrument = instrument;
  }
  return rows_[place];
}

void Statement::add_lot(Row& row, const Lot& lot, const Decimal& share) {
  if (lot.cost_state == CostState::Unknown) row.cost_known = false;
  row.cost_local += multiply(lot.cost_local, share);
  row.cost += multiply(lot.cost, share);
  row.brought_in += multiply(lot.brought_in, share);
}

void Statement::collect_lots() {
  for (const Position& position : book_.positions) {
    if (!counts(position.account, position.instrument)) continue;
    const Decimal share = shares_.share(position.account, on_);
    Row& one = row(position.account, position.instrument);
    one.held += multiply(position.lots.quantity(), share);
    for (const Lot& lot : position.lots.open()) add_lot(one, lot, share);
  }
  for (const OpenTransfer& open : book_.open_transfers) {
    if (!open.instrument.is_set() || !counts(open.account, open.instrument)) continue;
    const Decimal share = shares_.share(open.account, on_);
    Row& one = row(open.account, open.instrument);
    one.in_transit += multiply(open.quantity, share);
    for (const Lot& lot : open.lots) add_lot(one, lot, share);
  }
}

void Statement::collect_results() {
  for (const Disposal& disposal : book_.disposals) {
    if (!counts(disposal.account, disposal.instrument)) continue;
    Row& one = row(disposal.account, disposal.instrument);
    one.realized += shares_.scale(disposal.account, disposal.date, disposal.gain);
    one.realized_asset += shares_.scale(disposal.account, disposal.date, disposal.asset_gain);
    one.realized_forex += shares_.scale(disposal.account, disposal.date, disposal.forex_gain);
  }
  for (const OtherGain& gain : book_.other_gains) {
    if (!counts(gain.account, gain.instrument)) continue;
    Row& one = row(gain.account, gain.instrument);
    one.realized += shares_.scale(gain.account, gain.date, gain.gain);
    one.realized_asset += shares_.scale(gain.account, gain.date, gain.asset_gain);
    one.realized_forex += shares_.scale(gain.account, gain.date, gain.forex_gain);
  }
  for (const IncomeStep& step : book_.income_steps) {
    const bool is_income = step.ledger >= LedgerAccount::IncomeDividend && step.ledger <= LedgerAccount::IncomeOther;
    if (!is_income || !step.instrument.is_set() || !counts(step.account, step.instrument)) continue;
    row(step.account, step.instrument).income += shares_.scale(step.account, step.date, step.amount);
  }
}

void Statement::value_row(Row& row) {
  const Decimal units = row.held + row.in_transit;
  const Quote& quote = this->quote(row.instrument);
  const Conversion& rate = this->rate(row.instrument);
  row.has_value = units.is_zero() || (quote.is_known() && rate.state != RateState::Missing);
  if (units.is_zero() || !quote.is_known()) return;
  row.value_local = quote.value(units);
  row.value = rate.convert(row.value_local);
  market_value_ += row.value;
}

void Statement::show_row(const Row& row) {
  const Quote& quote = this->quote(row.instrument);
  const Conversion& rate = this->rate(row.instrument);
  const Decimal units = row.held + row.in_transit;
  Holding holding;
  holding.account = row.account;
  holding.instrument = row.instrument;
  holding.quantity = trim(row.held);
  holding.in_transit = trim(row.in_transit);
  holding.price_source = quote.source;
  if (quote.is_known()) {
    const Decimal factor = book_.instruments[row.instrument.value].price_factor_on(quote.date);
    holding.price = trim(divide(quote.numerator, multiply(quote.denominator, factor), working_scale));
    holding.price_date = quote.date;
  }
  if (row.has_value) {
    holding.value = shown(row.value);
    holding.value_local = shown_local(row.value_local, row.instrument);
    if (!market_value_.is_zero()) holding.weight = Ratio{to_statistic(row.value) / to_statistic(market_value_)};
  }
  if (row.cost_known) {
    holding.cost_basis = shown(row.cost);
    holding.cost_basis_local = shown_local(row.cost_local, row.instrument);
    if (!units.is_zero()) holding.average_price = trim(divide(row.cost, units, 10));
  }
  if (row.cost_known && row.has_value) {
    const Gain gain = unrealized(row, rate);
    holding.unrealized_gain = shown(gain.total);
    holding.unrealized_forex_gain = shown(gain.forex);
    holding.unrealized_asset_gain = *holding.unrealized_gain - *holding.unrealized_forex_gain;
    holding.unrealized_brought_in = shown(row.brought_in);
    if (!row.cost.is_zero()) holding.unrealized_return = Ratio{to_statistic(gain.total) / to_statistic(abs(row.cost))};
  }
  holding.realized_gain = shown(row.realized);
  holding.realized_forex_gain = shown(row.realized_forex);
  holding.realized_asset_gain = holding.realized_gain - holding.realized_forex_gain;
  holding.income = shown(row.income);
  result_.items.push_back(std::move(holding));
}

void Statement::show_money() {
  const AccountStates states = states_on(book_, on_);
  for (std::size_t i = 0; i < book_.accounts.size(); ++i) {
    const auto account = index_of<AccountIndex>(i);
    if (!shares_.contains(account)) continue;
    for (std::size_t k = 0; k < book_.currencies.size(); ++k) {
      const auto currency = static_cast<std::uint8_t>(k);
      const Conversion& rate = rates_[k];
      const auto show = [&](const Decimal& amount, std::vector<CashBalance>& list, Decimal& total) {
        if (amount.is_zero()) return;
        const Decimal own = shares_.scale(account, on_, amount);
        const Decimal value = rate.convert(own);
        total += value;
        list.push_back({.account = account,
                        .currency = book_.currencies[k],
                        .amount = trim(own),
                        .value = rate.state == RateState::Missing ? std::nullopt : std::optional(shown(value))});
        const auto warn = [&](WarningKind kind, Date date) {
          result_.warnings.push_back({.kind = kind,
                                      .date = date,
                                      .account = account,
                                      .instrument = {},
                                      .currency = book_.currencies[k],
                                      .quantity = amount});
        };
        if (rate.state == RateState::Missing) warn(WarningKind::MissingRate, on_);
        if (rate.state == RateState::Estimated) warn(WarningKind::EstimatedRate, on_);
        if (rate.state == RateState::Known && days_between(rate.date, on_) > book_.policy.stale_after_days)
          warn(WarningKind::StaleRate, rate.date);
      };
      show(states.cash(account, currency), result_.cash, cash_value_);
      show(states.loan(account, currency), result_.loans, loans_value_);
    }
    const StatedExcess& excess = states.excess(account);
    if (!excess.amount.is_zero())
      market_value_ += book_.rates.find(excess.currency, on_).convert(shares_.scale(account, on_, excess.amount));
  }
}

void Statement::show_totals() {
  result_.market_value = shown(market_value_);
  result_.cash_value = shown(cash_value_);
  result_.loans_value = shown(loans_value_);
  result_.net_worth = shown(market_value_ + cash_value_ + loans_value_);
  Decimal cost;
  Decimal value;
  Decimal brought_in;
  Decimal cost_at_end;
  Gain sum;
  bool all_known = true;
  bool all_valued = true;
  for (const Row& one : rows_) {
    all_known = all_known && one.cost_known;
    all_valued = all_valued && one.has_value;
    const Conversion& rate = this->rate(one.instrument);
    const Gain gain = unrealized(one, rate);
    cost += one.cost;
    value += one.value;
    brought_in += one.brought_in;
    cost_at_end += rate.convert(one.cost_local);
    sum.total += gain.total;
    sum.forex += gain.forex;
  }
  if (!all_known) return;
  result_.cost_basis = shown(cost);
  if (!all_valued) return;
  result_.unrealized_gain = shown(sum.total);
  result_.unrealized_forex_gain = shown(sum.forex);
  result_.unrealized_asset_gain = *result_.unrealized_gain - *result_.unrealized_forex_gain;
  result_.unrealized_brought_in = shown(brought_in);
  if (cost.is_zero() || cost_at_end.is_zero()) return;
  result_.return_total = Ratio{to_statistic(value) / to_statistic(cost) - 1};
  result_.return_currency = Ratio{to_statistic(cost_at_end) / to_statistic(cost) - 1};
  result_.return_asset = Ratio{to_statistic(value) / to_statistic(cost_at_end) - 1};
}

void Statement::add_warnings() {
  const std::int32_t patience = book_.policy.stale_after_days;
  for (const Row& one : rows_) {
    if ((one.held + one.in_transit).is_zero()) continue;
    const Quote& quote = this->quote(one.instrument);
    const auto add = [&](WarningKind kind, Date date) {
      result_.warnings.push_back({.kind = kind,
                                  .date = date,
                                  .account = one.account,
                                  .instrument = one.instrument,
                                  .currency = book_.instruments[one.instrument.value].currency,
                                  .quantity = one.held + one.in_transit});
    };
    const bool listed = is_listed(book_.instruments[one.instrument.value].kind);
    if (quote.source == PriceSource::None) add(WarningKind::MissingPrice, on_);
    if (quote.source == PriceSource::LaterClose) add(WarningKind::EstimatedPrice, on_);
    if (quote.source == PriceSource::Trade) add(WarningKind::NotValued, quote.date);
    if (quote.source == PriceSource::Close && listed && days_between(quote.date, on_) > patience)
      add(WarningKind::StalePrice, quote.date);
    const Conversion& rate = this->rate(one.instrument);
    if (rate.state == RateState::Missing) add(WarningKind::MissingRate, on_);
    if (rate.state == RateState::Estimated) add(WarningKind::EstimatedRate, on_);
    if (rate.state == RateState::Known && days_between(rate.date, on_) > patience)
      add(WarningKind::StaleRate, rate.date);
  }
  for (const Warning& warning : book_.warnings) {
    const bool outside = warning.account.is_set() && !shares_.contains(warning.account);
    const bool other =
        scope_.instrument.is_set() && warning.instrument.is_set() && warning.instrument != scope_.instrument;
    if (!outside && !other) result_.warnings.push_back(warning);
  }
}

Holdings Statement::compute() {
  result_.on = on_;
  result_.currency = book_.report;
  collect_lots();
  collect_results();
  std::ranges::sort(rows_, {}, [](const Row& one) { return std::pair(one.account, one.instrument); });
  for (Row& one : rows_) value_row(one);
  for (const Row& one : rows_) show_row(one);
  if (!scope_.instrument.is_set()) show_money();
  show_totals();
  add_warnings();
  return std::move(result_);
}

}  // namespace

Result<Holdings> value_holdings(const Book& book, const Scope& scope, HoldingRows rows) {
  try {
    return Statement(book, scope, rows).compute();
  } catch (const DecimalOverflow&) {
    return fail(ErrorKind::Invalid, problems::amount_too_large, "The amounts are too large to compute with.");
  }
}

}  // namespace coffer::ledger
