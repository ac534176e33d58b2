// Holdings and totals on the last day of the book, each as valuation.cpp has it.
#include "ledger/explain/figure_nodes.hpp"
#include "ledger/terms.hpp"

namespace coffer::ledger::trails {
namespace {

// One account x one instrument, what is on the way from it included; nothing rounded.
class RowNodes {
 public:
  RowNodes(Workbench& bench, AccountIndex account, InstrumentIndex instrument)
      : bench_(bench), account_(account), instrument_(instrument), on_(bench.book.as_of) {}

  [[nodiscard]] bool is_cost_known() const {
    bool known = true;
    each_lot([&](const Lot& lot) { known = known && lot.cost_state == CostState::Known; });
    return known;
  }
  [[nodiscard]] TrailLabel label(TrailKind kind, Currency currency) {
    TrailLabel made;
    made.kind = kind;
    made.date = on_;
    made.account = account_;
    made.instrument = instrument_;
    made.currency = currency;
    if (const auto held = units(ValueNodes::Which::All)) made.quantity = bench_.trail.value(*held);
    return made;
  }
  std::optional<Node> units(ValueNodes::Which which) { return bench_.values.units(instrument_, account_, on_, which); }
  Node cost(LotAmount amount) {
    std::vector<Node> parts;
    each_lot([&](const Lot& lot) {
      const Node own = bench_.lots.amount(lot.history, amount);
      if (!bench_.trail.value(own).is_zero()) parts.push_back(bench_.values.scaled(own, account_, on_));
    });
    return bench_.trail.sum(label(TrailKind::CostHeld, amount == LotAmount::Local ? own() : bench_.book.report), parts);
  }
  [[nodiscard]] bool has_value() {
    const auto all = units(ValueNodes::Which::All);
    if (!all) return true;
    return bench_.book.prices.find(instrument_, on_).is_known() &&
           bench_.book.rates.find(place(), on_).state != RateState::Missing;
  }
  std::optional<Node> value_local() {
    const auto all = units(ValueNodes::Which::All);
    if (!all) return std::nullopt;
    return bench_.desk->prices.value_local(instrument_, *all, on_);
  }
  std::optional<Node> value() {
    const auto local = value_local();
    if (!local) return std::nullopt;
    return bench_.sources.convert(*local, place(), on_, label(TrailKind::Value, bench_.book.report));
  }
  // Total and currency part of what is not realised.
  Node gain() {
    const TrailLabel made = label(TrailKind::UnrealizedGain, bench_.book.report);
    const auto worth = value();
    const Node zero = worth ? *worth : bench_.trail.zero(made);
    return bench_.trail.difference(made, zero, {cost(LotAmount::Cost)});
  }
  Node cost_at_end() {
    return bench_.sources.convert(cost(LotAmount::Local), place(), on_,
                                  label(TrailKind::Converted, bench_.book.report));
  }
  Node currency_gain() {
    return bench_.trail.difference(label(TrailKind::CurrencyGain, bench_.book.report), cost_at_end(),
                                   {cost(LotAmount::Cost)});
  }
  [[nodiscard]] Currency own() const { return bench_.book.instruments[instrument_.value].currency; }
  [[nodiscard]] std::uint8_t place() const { return bench_.book.instrument_currency[instrument_.value]; }

 private:
  template <class Take>
  void each_lot(const Take& take) const {
    for (const Position& position : bench_.book.positions) {
      if (position.account != account_ || position.instrument != instrument_) continue;
      for (const Lot& lot : position.lots.open()) take(lot);
    }
    for (const OpenTransfer& open : bench_.book.open_transfers) {
      if (open.account != account_ || open.instrument != instrument_) continue;
      for (const Lot& lot : open.lots) take(lot);
    }
  }

  Workbench& bench_;
  AccountIndex account_;
  InstrumentIndex instrument_;
  Date on_;
};

std::optional<Node> of_row(Workbench& bench, const Figure& figure) {
  RowNodes row(bench, figure.account, figure.instrument);
  TrailWriter& trail = bench.trail;
  const auto shown = [&](TrailKind kind, Node node) {
    return trail.round(row.label(kind, bench.book.report), node, bench.digits());
  };
  const auto shown_local = [&](TrailKind kind, Node node) {
    return trail.round(row.label(kind, row.own()), node, row.own().minor_digits());
  };
  const bool is_valued = row.has_value();
  const bool has_gain = is_valued && row.is_cost_known();
  switch (figure.kind) {
    case FigureKind::Quantity: {
      const auto held = row.units(ValueNodes::Which::Held);
      return held ? *held : trail.zero(row.label(TrailKind::UnitsHeld, {}));
    }
    case FigureKind::MarketValue: {
      const auto value = row.value();
      if (!is_valued) return std::nullopt;
      return shown(TrailKind::MarketValue, value ? *value : trail.zero(row.label(TrailKind::Value, bench.book.report)));
    }
    case FigureKind::MarketValueLocal: {
      const auto value = row.value_local();
      if (!is_valued) return std::nullopt;
      return shown_local(TrailKind::MarketValue,
                         value ? *value : trail.zero(row.label(TrailKind::ValueLocal, row.own())));
    }
    case FigureKind::CostBasis:
      if (!row.is_cost_known()) return std::nullopt;
      return shown(TrailKind::CostHeld, row.cost(LotAmount::Cost));
    case FigureKind::CostBasisLocal:
      if (!row.is_cost_known()) return std::nullopt;
      return shown_local(TrailKind::CostHeld, row.cost(LotAmount::Local));
    case FigureKind::AveragePrice: {
      const auto units = row.units(ValueNodes::Which::All);
      if (!units || !row.is_cost_known()) return std::nullopt;
      return trail.quotient(row.label(TrailKind::AveragePrice, bench.book.report), row.cost(LotAmount::Cost), *units,
                            10);
    }
    case FigureKind::UnrealizedBroughtIn:
      return has_gain ? std::optional(shown(TrailKind::BroughtIn, row.cost(LotAmount::BroughtIn))) : std::nullopt;
    default: break;
  }
  if (!has_gain) return std::nullopt;
  const Node total = shown(TrailKind::UnrealizedGain, row.gain());
  const Node currency = shown(TrailKind::CurrencyGain, row.currency_gain());
  switch (figure.kind) {
    case FigureKind::UnrealizedGain: return total;
    case FigureKind::UnrealizedForexGain: return currency;
    default: return trail.difference(row.label(TrailKind::AssetGain, bench.book.report), total, {currency});
  }
}

class Totals {
 public:
  explicit Totals(Workbench& bench) : bench_(bench) {
    for (const Position& position : bench.book.positions) {
      if (bench.values.counts(position.account, position.instrument))
        rows_.emplace_back(bench, position.account, position.instrument);
    }
  }
  Node market_value() {
    std::vector<Node> parts = take([](RowNodes& row) { return row.value(); });
    for (std::size_t i = 0; i < bench_.book.accounts.size() && !bench_.scope.instrument.is_set(); ++i) {
      const auto account = index_of<AccountIndex>(i);
      if (!bench_.values.contains(account)) continue;
      if (const auto beyond = bench_.values.stated_beyond(account, bench_.book.as_of)) parts.push_back(*beyond);
    }
    return sum(TrailKind::MarketValue, parts);
  }
  Node money(CashPlace place) {
    std::vector<Node> parts;
    const bool is_loan = place == CashPlace::Loan;
    for (std::size_t i = 0; i < bench_.book.accounts.size() && !bench_.scope.instrument.is_set(); ++i) {
      const auto account = index_of<AccountIndex>(i);
      if (!bench_.values.contains(account)) continue;
      for (std::size_t k = 0; k < bench_.book.currencies.size(); ++k) {
        const auto currency = static_cast<std::uint8_t>(k);
        const auto part = bench_.values.money(account, currency, place, bench_.book.as_of);
        TrailLabel made = bench_.label(TrailKind::Converted, bench_.book.as_of);
        made.account = account;
        if (part) parts.push_back(bench_.sources.convert(*part, currency, bench_.book.as_of, made));
      }
    }
    return sum(is_loan ? TrailKind::Loans : TrailKind::Cash, parts);
  }
  Node cost(LotAmount amount) {
    return sum(TrailKind::CostHeld, take([&](RowNodes& row) { return std::optional(row.cost(amount)); }));
  }
  Node gain() {
    return sum(TrailKind::UnrealizedGain, take([](RowNodes& row) { return std::optional(row.gain()); }));
  }
  Node currency_gain() {
    return sum(TrailKind::CurrencyGain, take([](RowNodes& row) { return std::optional(row.currency_gain()); }));
  }
  Node cost_at_end() {
    return sum(TrailKind::CostHeld, take([](RowNodes& row) { return std::optional(row.cost_at_end()); }));
  }
  Node held_value() {
    return sum(TrailKind::Value, take([](RowNodes& row) { return row.value(); }));
  }
  Node sum(TrailKind kind, std::vector<Node> parts) {
    return bench_.trail.sum(bench_.label(kind, bench_.book.as_of), std::move(parts));
  }

 private:
  template <class Read>
  std::vector<Node> take(const Read& read) {
    std::vector<Node> parts;
    for (RowNodes& row : rows_) {
      const std::optional<Node> part = read(row);
      if (part && !bench_.trail.value(*part).is_zero()) parts.push_back(*part);
    }
    return parts;
  }

  Workbench& bench_;
  std::vector<RowNodes> rows_;
};

}  // namespace

std::optional<Node> holding_figure(Workbench& bench, const Figure& figure) {
  if (figure.instrument.is_set()) return of_row(bench, figure);
  Totals totals(bench);
  const Date on = bench.book.as_of;
  const auto shown = [&](TrailKind kind, Node node) { return bench.shown(kind, on, node); };
  const auto growth = [&](Node end, Node start) -> std::optional<Node> {
    if (bench.trail.value(start).is_zero()) return std::nullopt;
    TrailLabel made = bench.label(TrailKind::Return, on);
    made.currency = {};
    return bench.trail.apply(Operation::Excess, made, {bench.trail.apply(Operation::Growth, made, {end, start})});
  };
  switch (figure.kind) {
    case FigureKind::MarketValue: return shown(TrailKind::MarketValue, totals.market_value());
    case FigureKind::Cash: return shown(TrailKind::Cash, totals.money(CashPlace::Cash));
    case FigureKind::Loans: return shown(TrailKind::Loans, totals.money(CashPlace::Loan));
    case FigureKind::NetWorth: {
      std::vector<Node> parts;
      for (const Node one : {totals.market_value(), totals.money(CashPlace::Cash), totals.money(CashPlace::Loan)}) {
        if (!bench.trail.value(one).is_zero()) parts.push_back(one);
      }
      return shown(TrailKind::NetWorth, totals.sum(TrailKind::NetWorth, parts));
    }
    case FigureKind::CostBasis: return shown(TrailKind::CostHeld, totals.cost(LotAmount::Cost));
    case FigureKind::UnrealizedGain: return shown(TrailKind::UnrealizedGain, totals.gain());
    case FigureKind::UnrealizedForexGain: return shown(TrailKind::CurrencyGain, totals.currency_gain());
    case FigureKind::UnrealizedAssetGain:
      return bench.trail.difference(bench.label(TrailKind::AssetGain, on),
                                    shown(TrailKind::UnrealizedGain, totals.gain()),
                                    {shown(TrailKind::CurrencyGain, totals.currency_gain())});
    case FigureKind::UnrealizedBroughtIn: return shown(TrailKind::BroughtIn, totals.cost(LotAmount::BroughtIn));
    case FigureKind::ReturnTotal: return growth(totals.held_value(), totals.cost(LotAmount::Cost));
    case FigureKind::ReturnCurrency: return growth(totals.cost_at_end(), totals.cost(LotAmount::Cost));
    case FigureKind::ReturnAsset: return growth(totals.held_value(), totals.cost_at_end());
    default: return std::nullopt;
  }
}

}  // namespace coffer::ledger::trails
