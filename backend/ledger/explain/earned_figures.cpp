// Income, costs and realised gains of a period, lots and disposals, and the parts of net worth.
#include "ledger/explain/figure_nodes.hpp"

namespace coffer::ledger::trails {
namespace {

class GainNodes {
 public:
  explicit GainNodes(Workbench& bench) : bench_(bench), history_(*bench.book.history) {}

  Node proceeds(std::size_t place, LotAmount amount) {
    const auto [relieved, incoming] = history_.disposals[place];
    const std::uint32_t sold = was_long(place) ? incoming : relieved;
    return bench_.trail.negate(label(place, TrailKind::LotProceeds), bench_.lots.amount(sold, amount));
  }
  Node cost(std::size_t place, LotAmount amount) {
    const auto [relieved, incoming] = history_.disposals[place];
    return bench_.lots.amount(was_long(place) ? relieved : incoming, amount);
  }
  Node gain(std::size_t place, LotAmount amount) {
    const Decimal known = bench_.trail.value(cost(place, amount));
    return bench_.trail.difference(label(place, TrailKind::Gain), proceeds(place, amount),
                                   known.is_zero() ? std::vector<Node>{} : std::vector<Node>{cost(place, amount)});
  }
  Node quantity(std::size_t place) {
    const Node units = bench_.lots.amount(history_.disposals[place].relieved, LotAmount::Quantity);
    TrailLabel made = label(place, TrailKind::UnitsOfLot);
    made.currency = {};
    return was_long(place) ? units : bench_.trail.negate(made, units);
  }
  Node asset(std::size_t place) {
    const Disposal& of = bench_.book.disposals[place];
    return bench_.sources.to_report(gain(place, LotAmount::Local), bench_.book.instrument_currency[of.instrument.value],
                                    of.transaction, of.date, label(place, TrailKind::AssetGain));
  }
  // A gain without a sale: cash beyond the cost that it relieved.
  Node other(std::size_t place, LotAmount amount) {
    const std::uint32_t step = history_.other_gains[place];
    return bench_.trail.difference(other_label(place, TrailKind::Gain), bench_.lots.cash(step, amount),
                                   {bench_.lots.relieved(step, amount)});
  }
  Node other_asset(std::size_t place) {
    const OtherGain& of = bench_.book.other_gains[place];
    return bench_.sources.to_report(other(place, LotAmount::Local),
                                    bench_.book.instrument_currency[of.instrument.value], of.transaction, of.date,
                                    other_label(place, TrailKind::AssetGain));
  }
  [[nodiscard]] TrailLabel label(std::size_t place, TrailKind kind) const {
    const Disposal& of = bench_.book.disposals[place];
    TrailLabel made = bench_.label(kind, of.date);
    made.account = of.account;
    made.instrument = of.instrument;
    made.transaction = of.transaction;
    made.quantity = of.quantity;
    return made;
  }
  [[nodiscard]] TrailLabel other_label(std::size_t place, TrailKind kind) const {
    const OtherGain& of = bench_.book.other_gains[place];
    TrailLabel made = bench_.label(kind, of.date);
    made.account = of.account;
    made.instrument = of.instrument;
    made.transaction = of.transaction;
    return made;
  }

 private:
  [[nodiscard]] bool was_long(std::size_t place) const {
    return history_.step(history_.disposals[place].relieved).after.quantity.is_positive();
  }

  Workbench& bench_;
  const LotHistory& history_;
};

class PeriodNodes {
 public:
  explicit PeriodNodes(Workbench& bench) : bench_(bench), gains_(bench) {}

  Node realized() {
    return sum_gains(
        TrailKind::RealizedGain, [&](std::size_t i) { return gains_.gain(i, LotAmount::Cost); },
        [&](std::size_t i) { return gains_.other(i, LotAmount::Cost); });
  }
  Node realized_gross() {
    return sum_gains(
        TrailKind::RealizedGain, [&](std::size_t i) { return gains_.gain(i, LotAmount::Gross); },
        [&](std::size_t i) { return gains_.other(i, LotAmount::Cost); });
  }
  Node realized_forex() {
    return sum_gains(
        TrailKind::CurrencyGain,
        [&](std::size_t i) {
          return bench_.trail.difference(gains_.label(i, TrailKind::CurrencyGain), gains_.gain(i, LotAmount::Cost),
                                         {gains_.asset(i)});
        },
        [&](std::size_t i) {
          return bench_.trail.difference(gains_.other_label(i, TrailKind::CurrencyGain),
                                         gains_.other(i, LotAmount::Cost), {gains_.other_asset(i)});
        });
  }
  // Steps that `takes` counts with 1 or -1.
  template <class Takes>
  Node steps(TrailKind kind, const Takes& takes) {
    std::vector<Node> plus;
    std::vector<Node> minus;
    for (const IncomeStep& step : bench_.book.income_steps) {
      const int sign = counts(step) ? takes(step) : 0;
      if (sign == 0 || step.amount.is_zero()) continue;
      const Node own = bench_.values.scaled(bench_.events.income(step), step.account, step.date);
      if (bench_.trail.node(own).operation == Operation::Negate)
        (sign > 0 ? minus : plus).push_back(bench_.trail.node(own).operands.front());
      else
        (sign > 0 ? plus : minus).push_back(own);
    }
    const TrailLabel made = bench_.label(kind, bench_.period.to);
    if (plus.empty() && minus.size() == 1) return bench_.trail.negate(made, minus.front());
    return bench_.trail.difference(made, bench_.trail.sum(made, plus), minus);
  }

 private:
  template <class Item>
  [[nodiscard]] bool counts(const Item& item) const {
    return item.date > bench_.period.from && item.date <= bench_.period.to &&
           bench_.values.counts(item.account, item.instrument);
  }
  template <class OfDisposal, class OfOther>
  Node sum_gains(TrailKind kind, const OfDisposal& of_disposal, const OfOther& of_other) {
    std::vector<Node> parts;
    for (std::size_t i = 0; i < bench_.book.disposals.size(); ++i) {
      const Disposal& one = bench_.book.disposals[i];
      if (!counts(one) || one.cost_state == CostState::Unknown) continue;
      parts.push_back(bench_.values.scaled(of_disposal(i), one.account, one.date));
    }
    for (std::size_t i = 0; i < bench_.book.other_gains.size(); ++i) {
      const OtherGain& one = bench_.book.other_gains[i];
      if (counts(one)) parts.push_back(bench_.values.scaled(of_other(i), one.account, one.date));
    }
    return bench_.trail.sum(bench_.label(kind, bench_.period.to), parts);
  }

  Workbench& bench_;
  GainNodes gains_;
};

}  // namespace

std::optional<Node> earnings_figure(Workbench& bench, const Figure& figure) {
  PeriodNodes nodes(bench);
  using enum LedgerAccount;
  const auto shown = [&](TrailKind kind, Node node) { return bench.shown(kind, bench.period.to, node); };
  const auto is_dividend = [](const IncomeStep& step) {
    return step.type == TransactionType::Dividend || step.ledger == IncomeDividend ? 1 : 0;
  };
  switch (figure.kind) {
    case FigureKind::Dividends:
      return shown(TrailKind::Dividends, nodes.steps(TrailKind::Dividends, [](const IncomeStep& step) {
        return step.ledger == IncomeDividend ? 1 : 0;
      }));
    case FigureKind::NetDividends: return shown(TrailKind::Dividends, nodes.steps(TrailKind::Dividends, is_dividend));
    case FigureKind::Interest:
      return shown(TrailKind::Interest, nodes.steps(TrailKind::Interest, [](const IncomeStep& step) {
        return step.ledger == IncomeInterest || step.ledger == ExpenseInterest ? 1 : 0;
      }));
    case FigureKind::Income:
      return shown(TrailKind::Income, nodes.steps(TrailKind::Income, [](const IncomeStep& step) {
        return step.ledger == IncomeRent || step.ledger == IncomeReward || step.ledger == IncomeOther ? 1 : 0;
      }));
    case FigureKind::Fees:
      return shown(TrailKind::Fees, nodes.steps(TrailKind::Fees, [](const IncomeStep& step) {
        return step.ledger == ExpenseFee ? -1 : 0;
      }));
    case FigureKind::Taxes:
      return shown(TrailKind::Taxes, nodes.steps(TrailKind::Taxes, [](const IncomeStep& step) {
        return step.ledger == ExpenseTax ? -1 : 0;
      }));
    case FigureKind::OtherExpenses:
      return shown(TrailKind::Fees, nodes.steps(TrailKind::Fees, [](const IncomeStep& step) {
        return step.ledger == ExpenseOther ? -1 : 0;
      }));
    case FigureKind::RealizedGain: return shown(TrailKind::RealizedGain, nodes.realized());
    case FigureKind::RealizedGainGross: return shown(TrailKind::RealizedGain, nodes.realized_gross());
    case FigureKind::RealizedForexGain: return shown(TrailKind::CurrencyGain, nodes.realized_forex());
    case FigureKind::RealizedAssetGain:
      return bench.trail.difference(bench.label(TrailKind::AssetGain, bench.period.to),
                                    shown(TrailKind::RealizedGain, nodes.realized()),
                                    {shown(TrailKind::CurrencyGain, nodes.realized_forex())});
    default: return std::nullopt;
  }
}

std::optional<Node> lot_figure(Workbench& bench, const Figure& figure) {
  const auto rounded = [&](TrailKind kind, Node node) {
    TrailLabel made = bench.trail.node(node).label;
    made.kind = kind;
    made.currency = bench.book.report;
    made.quantity = figure.kind == FigureKind::LotCost
                        ? bench.book.positions[figure.place].lots.open()[figure.lot].quantity
                        : bench.book.disposals[figure.place].quantity;
    return bench.trail.round(made, node, bench.digits());
  };
  if (figure.kind == FigureKind::LotQuantity || figure.kind == FigureKind::LotCost) {
    const Lot& lot = bench.book.positions[figure.place].lots.open()[figure.lot];
    if (figure.kind == FigureKind::LotQuantity) return bench.lots.amount(lot.history, LotAmount::Quantity);
    if (lot.cost_state == CostState::Unknown) return std::nullopt;
    return rounded(TrailKind::CostHeld, bench.lots.amount(lot.history, LotAmount::Cost));
  }
  GainNodes gains(bench);
  const bool known = bench.book.disposals[figure.place].cost_state == CostState::Known;
  switch (figure.kind) {
    case FigureKind::DisposalQuantity: return gains.quantity(figure.place);
    case FigureKind::DisposalProceeds:
      return rounded(TrailKind::LotProceeds, gains.proceeds(figure.place, LotAmount::Cost));
    case FigureKind::DisposalCost:
      return known ? std::optional(rounded(TrailKind::LotCost, gains.cost(figure.place, LotAmount::Cost)))
                   : std::nullopt;
    case FigureKind::DisposalGain:
      return known ? std::optional(rounded(TrailKind::Gain, gains.gain(figure.place, LotAmount::Cost))) : std::nullopt;
    default: return std::nullopt;
  }
}

std::optional<Node> part_figure(Workbench& bench, const Figure& figure) {
  std::vector<Node> parts;
  const Date on = bench.book.as_of;
  for (std::size_t i = 0; i < bench.book.accounts.size(); ++i) {
    const auto account = index_of<AccountIndex>(i);
    TrailLabel made = bench.label(figure.kind == FigureKind::OwnPart ? TrailKind::OwnPart : TrailKind::OtherPart, on);
    made.account = account;
    const Node whole = bench.trail.round(made, bench.values.account_value(account, on), bench.digits());
    if (bench.trail.value(whole).is_zero()) continue;
    if (bench.book.accounts[i].shares.empty()) {
      if (figure.kind == FigureKind::OwnPart) parts.push_back(whole);
      continue;
    }
    TrailLabel rest = made;
    rest.currency = {};
    const Node share = bench.sources.share(account, on);
    TrailNode node;
    node.operation = Operation::Apportion;
    node.label = made;
    node.operands = {whole, share, bench.trail.apply(Operation::Complement, rest, {share})};
    node.digits = bench.digits();
    node.place = figure.kind == FigureKind::OwnPart ? 0 : 1;
    parts.push_back(bench.trail.add(std::move(node)));
  }
  return bench.trail.sum(bench.label(TrailKind::NetWorth, on), parts);
}

}  // namespace coffer::ledger::trails
