#include "finance/reports/explanation.hpp"

#include <algorithm>
#include <array>

#include "finance/reports/shown_figures.hpp"
#include "ledger/explain/explain.hpp"

namespace coffer::finance {
namespace {

using ledger::FigureKind;

// What a figure belongs to, and so which parameters it takes.
enum class FigureOf : std::uint8_t { Scope, Holding, Part, Day };

struct NamedFigure {
  std::string_view name;
  FigureKind kind;
  FigureOf of = FigureOf::Scope;
};

constexpr auto figures = std::to_array<NamedFigure>({
    {"value", FigureKind::Value},
    {"opening_value", FigureKind::OpeningValue},
    {"invested", FigureKind::Invested},
    {"net_flow", FigureKind::FlowsNet},
    {"gain", FigureKind::TotalGain},
    {"twr", FigureKind::Twr},
    {"twr_annualized", FigureKind::TwrAnnualized},
    {"irr", FigureKind::Irr},
    {"max_drawdown", FigureKind::MaxDrawdown},
    {"volatility", FigureKind::Volatility},
    {"earned_without_capital", FigureKind::EarnedWithoutCapital},
    {"realized_gain", FigureKind::RealizedGain},
    {"realized_asset_gain", FigureKind::RealizedAssetGain},
    {"realized_currency_gain", FigureKind::RealizedForexGain},
    {"unrealized_gain", FigureKind::UnrealizedGain},
    {"unrealized_asset_gain", FigureKind::UnrealizedAssetGain},
    {"currency_effect", FigureKind::UnrealizedForexGain},
    {"dividends", FigureKind::Dividends},
    {"interest", FigureKind::Interest},
    {"other_income", FigureKind::Income},
    {"fees", FigureKind::Fees},
    {"taxes", FigureKind::Taxes},
    {"net_worth", FigureKind::NetWorth},
    {"market_value", FigureKind::MarketValue},
    {"cash", FigureKind::Cash},
    {"loans", FigureKind::Loans},
    {"cost_basis", FigureKind::CostBasis},
    {"return_total", FigureKind::ReturnTotal},
    {"return_asset", FigureKind::ReturnAsset},
    {"return_currency", FigureKind::ReturnCurrency},
    {"quantity", FigureKind::Quantity, FigureOf::Holding},
    {"value_local", FigureKind::MarketValueLocal, FigureOf::Holding},
    {"cost_basis_local", FigureKind::CostBasisLocal, FigureOf::Holding},
    {"average_price", FigureKind::AveragePrice, FigureOf::Holding},
    {"contribution", FigureKind::Contribution, FigureOf::Part},
    {"contribution_gain", FigureKind::ContributionGain, FigureOf::Part},
    {"semi_deviation", FigureKind::SemiDeviation},
    {"sharpe", FigureKind::Sharpe},
    {"sortino", FigureKind::Sortino},
    {"calmar", FigureKind::Calmar},
    {"value_at_risk", FigureKind::ValueAtRisk},
    {"benchmark_return", FigureKind::BenchmarkReturn},
    {"beta", FigureKind::Beta},
    {"alpha", FigureKind::Alpha},
    {"tracking_error", FigureKind::TrackingError},
    {"information_ratio", FigureKind::InformationRatio},
    {"correlation", FigureKind::Correlation},
    {"day_value", FigureKind::DayValue, FigureOf::Day},
    {"day_flow", FigureKind::DayFlow, FigureOf::Day},
    {"day_gain", FigureKind::DayGain, FigureOf::Day},
    {"day_twr", FigureKind::DayTwr, FigureOf::Day},
    {"day_cash", FigureKind::DayCash, FigureOf::Day},
});

// Of those that a single holding has as well as a scope.
bool has_rows(FigureKind kind) {
  return kind == FigureKind::MarketValue || kind == FigureKind::CostBasis || kind == FigureKind::UnrealizedGain ||
         kind == FigureKind::UnrealizedAssetGain || kind == FigureKind::UnrealizedForexGain;
}

const NamedFigure* find_figure(std::string_view name) {
  const auto found = std::ranges::find(figures, name, &NamedFigure::name);
  return found == figures.end() ? nullptr : &*found;
}

std::unexpected<Error> unfit(std::string pointer, std::string detail) {
  return fail(ErrorKind::Invalid, "finance/invalid-figure", "The figure cannot be explained so.",
              {{std::move(pointer), std::move(detail)}});
}

// Names the figure to the core; narrows the scope to an instrument that is asked for without an account.
Result<ledger::Figure> to_figure(const ComputedBook& computed, const FigureQuestion& question,
                                 ledger::RiskRequest& request) {
  const auto* named = find_figure(question.figure);
  if (named == nullptr) return unfit("?figure", "Give a figure by the name that it has in the reports.");
  const auto& index = computed.household->index;
  ledger::Figure figure;
  figure.kind = named->kind;
  ledger::InstrumentIndex instrument = request.scope.instrument;
  if (question.instrument) {
    instrument = index.instrument(*question.instrument);
    if (!instrument.is_set()) return unfit("?instrument", "Name an instrument that the household held.");
  }
  if (named->of == FigureOf::Day) {
    if (!question.date || *question.date <= request.period.from || *question.date > request.period.to)
      return unfit("?date", "Give a day after `from` and not after `to`.");
    figure.date = *question.date;
  } else if (question.date) {
    return unfit("?date", "Only figures of one day take it.");
  }
  if (named->of == FigureOf::Part) {
    if (question.account) return unfit("?account", "A contribution is that of an instrument.");
    figure.instrument = instrument;
    return figure;
  }
  auto account = question.account ? index.account(*question.account) : ledger::AccountIndex{};
  const auto& accounts = request.scope.accounts;
  if (named->of == FigureOf::Holding && !question.account && accounts.size() == 1) account = accounts.front();
  const bool is_inside = accounts.empty() || std::ranges::find(accounts, account) != accounts.end();
  if (question.account && (!account.is_set() || !is_inside)) return unfit("?account", "Name an account of the report.");
  if (named->of == FigureOf::Holding && (!account.is_set() || !instrument.is_set()))
    return unfit(account.is_set() ? "?instrument" : "?account", "Name the account and the instrument of the holding.");
  if (account.is_set()) {
    if (!instrument.is_set()) return unfit("?instrument", "Name the instrument of the holding.");
    if (named->of == FigureOf::Scope && !has_rows(named->kind))
      return unfit("?account", "A single holding has no such figure.");
    figure.account = account;
    figure.instrument = instrument;
    return figure;
  }
  request.scope.instrument = instrument;
  return figure;
}

class Shower {
 public:
  Shower(const ComputedBook& computed, const ledger::Trail& trail) : computed_(computed), trail_(trail) {
    for (const auto& account : computed.household->accounts) accounts_.push_back(account.name);
    for (const auto& instrument : computed.household->instruments) symbols_.push_back(instrument.reference.symbol);
  }
  [[nodiscard]] ExplainedNode show(std::uint32_t id) const;

 private:
  [[nodiscard]] ExplainedInput show(const ledger::TrailInput& input) const;

  const ComputedBook& computed_;
  const ledger::Trail& trail_;
  std::vector<std::string> accounts_;
  std::vector<std::string> symbols_;
};

std::optional<Currency> known(Currency currency) {
  return currency.is_empty() ? std::nullopt : std::optional(currency);
}

ExplainedInput Shower::show(const ledger::TrailInput& input) const {
  const auto& household = *computed_.household;
  ExplainedInput shown;
  shown.kind = ledger::input_kind_name(input.kind);
  if (input.account.is_set()) shown.account = household.accounts[input.account.value].id;
  auto instrument = input.instrument;
  if (input.kind == ledger::InputKind::Field) {
    shown.field = ledger::transaction_field_name(input.field);
    shown.transaction = transaction_of(computed_, input.transaction);
    const auto& booked = household.input.transactions[input.transaction.value];
    if (!instrument.is_set()) instrument = booked.instrument;
    shown.date = booked.date;
  } else if (input.kind == ledger::InputKind::Convention) {
    shown.field = ledger::convention_name(input.convention);
  } else if (input.kind != ledger::InputKind::PriceFactor && input.kind != ledger::InputKind::Given) {
    shown.date = input.date;
  }
  if (instrument.is_set()) shown.instrument = household.instruments[instrument.value].reference.id;
  shown.from = known(input.from);
  shown.to = known(input.to);
  return shown;
}

ExplainedNode Shower::show(std::uint32_t id) const {
  using enum ledger::Operation;
  const auto& node = trail_.nodes[id];
  const auto operation = node.operation;
  ExplainedNode shown;
  shown.id = id;
  shown.operation = ledger::operation_name(operation);
  shown.kind = ledger::trail_kind_name(node.label.kind);
  shown.sentence = ledger::trail_sentence(node, {.accounts = accounts_, .instruments = symbols_});
  if (node.statistic) {
    shown.ratio = node.statistic;
  } else {
    shown.amount = node.value;
  }
  shown.currency = known(node.label.currency);
  if (operation == Product || operation == Quotient || operation == Reciprocal || operation == Scale ||
      operation == Round || operation == Apportion)
    shown.digits = node.digits;
  if (operation == Annualize || operation == TimeWeighted) shown.days = node.days;
  if (operation == Apportion || operation == InternalRate) shown.place = node.place;
  shown.dates = node.dates;
  shown.operands = node.operands;
  if (operation == Input) shown.input = show(node.input);
  return shown;
}

// The nodes within `depth` steps of the root, ascending.
std::vector<std::uint32_t> reach(const ledger::Trail& trail, std::uint32_t root, std::optional<std::int32_t> depth) {
  std::vector<std::uint8_t> seen(trail.nodes.size());
  std::vector<std::uint32_t> found{root};
  std::vector<std::uint32_t> edge{root};
  seen[root] = 1;
  for (std::int32_t step = 0; !edge.empty() && (!depth || step < *depth); ++step) {
    std::vector<std::uint32_t> next;
    for (const auto id : edge) {
      for (const auto operand : trail.nodes[id].operands) {
        if (seen[operand] != 0) continue;
        seen[operand] = 1;
        next.push_back(operand);
      }
    }
    found.insert(found.end(), next.begin(), next.end());
    edge = std::move(next);
  }
  std::ranges::sort(found);
  return found;
}

}  // namespace

bool is_figure_name(std::string_view name) { return find_figure(name) != nullptr; }

Result<Explanation> explain_figure(const ComputedBook& computed, ledger::RiskRequest request,
                                   const FigureQuestion& question) {
  COFFER_TRY(figure, to_figure(computed, question, request));
  COFFER_TRY(trail, ledger::Explainer(computed.household->input, computed.book, request).explain(figure));
  Explanation made;
  made.frame.currency = computed.book.report;
  made.frame.warnings = to_warnings(trail.doubts, *computed.household);
  made.figure = question.figure;
  made.from = request.period.from;
  made.to = request.period.to;
  made.total_nodes = trail.nodes.size();
  made.root = question.node.value_or(static_cast<std::uint32_t>(trail.nodes.size() - 1));
  if (made.root >= trail.nodes.size()) return unfit("?node", "The trail has no such node.");
  const auto wanted = reach(trail, made.root, question.depth);
  if (wanted.size() > question.limit) {
    return fail(ErrorKind::Invalid, "finance/trail-too-long",
                "The trail has " + std::to_string(wanted.size()) + " nodes, more than the limit.",
                {{"?depth", "Ask for fewer steps down, and then from the node of interest on."}});
  }
  const auto& root = trail.root();
  if (root.statistic) {
    made.ratio = root.statistic;
  } else {
    made.amount = root.value;
  }
  made.amount_currency = known(root.label.currency);
  const Shower shower(computed, trail);
  for (const auto id : wanted) made.nodes.push_back(shower.show(id));
  return made;
}

}  // namespace coffer::finance
