// All that a book says, byte for byte: two books of the same bytes differ in nothing that can be read from them.
#pragma once

#include <string>
#include <type_traits>

#include "ledger/book.hpp"
#include "ledger/performance.hpp"

namespace coffer::ledger::fixture {

class Bytes {
 public:
  template <class... Values>
  void put(const Values&... values) {
    (add(values), ...);
  }
  [[nodiscard]] std::string take() { return std::move(bytes_); }

 private:
  template <class Number>
    requires(std::is_arithmetic_v<Number> || std::is_enum_v<Number>)
  void add(Number value) {
    bytes_.append(reinterpret_cast<const char*>(&value), sizeof value);
  }
  // The digits as they stand: 1.50 is not 1.5.
  void add(const Decimal& value) {
    const Int128 coefficient = value.coefficient();
    bytes_.append(reinterpret_cast<const char*>(&coefficient), sizeof coefficient);
    add(value.scale());
  }
  void add(Date date) { add(date.days()); }
  void add(Currency currency) { add(currency.key()); }
  void add(Ratio ratio) { add(ratio.value); }
  template <class Tag>
  void add(Index<Tag> index) {
    add(index.value);
  }
  template <class Value>
  void add(const std::optional<Value>& value) {
    add(value.has_value());
    if (value) add(*value);
  }
  void add(const Lot& lot) {
    put(lot.lot_date, lot.order, lot.acquired_by, static_cast<CostState>(lot.cost_state), lot.quantity, lot.cost_local,
        lot.cost, lot.gross_cost, lot.brought_in);
  }
  void add(const PriceMark& mark) { put(mark.date, mark.source, mark.event, mark.money, mark.units); }
  void add(const Split& split) { put(split.date, split.to, split.from); }
  template <class Item>
  void add(const std::vector<Item>& items) {
    add(items.size());
    for (const Item& item : items) add(item);
  }
  void add(const Warning& one) { put(one.kind, one.date, one.account, one.instrument, one.currency, one.quantity); }
  void add(const PerformancePoint& one) {
    put(one.date, one.value, one.invested, one.flow, one.gain, one.cash, one.loans, one.in_transit, one.twr);
  }
  void add(const PeriodReturn& one) { put(one.total, one.annualized); }
  void add(const DatedAmount& one) { put(one.date, one.amount); }
  void add(const LargeFlow& one) { put(one.date, one.amount, one.twr_start, one.twr_end); }

  std::string bytes_;
};

inline std::string bytes_of(const Book& book) {
  Bytes out;
  out.put(book.report, book.as_of, book.first_day, book.currencies, book.instrument_currency);
  for (const Position& one : book.positions) {
    out.put(one.account, one.instrument, one.event, one.lots.quantity(), one.lots.open().size());
    for (const Lot& lot : one.lots.open()) out.put(lot);
  }
  for (const Disposal& one : book.disposals)
    out.put('d', one.date, one.transaction, one.account, one.instrument, one.lot_date, one.acquired_by, one.cost_state,
            one.event, one.quantity, one.cost_local, one.proceeds_local, one.cost, one.proceeds, one.gain,
            one.asset_gain, one.forex_gain, one.gross_gain);
  for (const OtherGain& one : book.other_gains)
    out.put('g', one.date, one.event, one.transaction, one.account, one.instrument, one.gain, one.asset_gain,
            one.forex_gain);
  for (const QuantityStep& one : book.quantity_steps)
    out.put('q', one.date, one.position, one.event, one.held, one.in_transit);
  for (const CashStep& one : book.cash_steps)
    out.put('c', one.date, one.account, one.place, one.currency, one.event, one.amount, one.booked);
  for (const IncomeStep& one : book.income_steps)
    out.put('i', one.date, one.event, one.type, one.ledger, one.account, one.instrument, one.amount);
  for (const AccountFlow& one : book.account_flows) out.put('a', one.date, one.event, one.account, one.amount);
  for (const InstrumentFlow& one : book.instrument_flows)
    out.put('f', one.date, one.event, one.account, one.instrument, one.amount);
  for (const KindFlow& one : book.kind_flows)
    out.put('k', one.date, one.event, one.account, one.instrument, one.valued_by, one.quantity, one.boundary);
  for (const StatedAmount& one : book.account_valuations)
    out.put('v', one.date, one.event, one.account, one.currency, one.amount);
  for (const StatedAmount& one : book.stated_balances)
    out.put('b', one.date, one.event, one.account, one.currency, one.amount);
  for (const OpenTransfer& one : book.open_transfers)
    out.put('o', one.since, one.event, one.account, one.instrument, one.currency, one.quantity, one.transaction,
            one.lots);
  for (std::uint32_t i = 0; i < book.instruments.size(); ++i) {
    const PriceHistory& one = book.prices.history({i});
    out.put('p', one.faults, one.splits, one.valuations, one.trades, one.closes ? one.closes->size() : 0);
  }
  out.put(book.warnings);
  return out.take();
}

inline std::string bytes_of(const Performance& one) {
  Bytes out;
  out.put(one.from, one.to, one.currency, one.opening_value, one.value, one.invested, one.flows_net, one.gain, one.twr,
          one.twr_annualized, one.irr.rate, one.irr.reason, one.irr.others, one.simple_returns.modified_dietz,
          one.simple_returns.simple, one.simple_returns.on_average_investment, one.max_drawdown, one.volatility,
          one.daily_deviation, one.observations, one.earned_without_capital, one.cash_forex_gain, one.flows,
          one.large_flows, one.series, one.warnings);
  return out.take();
}

}  // namespace coffer::ledger::fixture
