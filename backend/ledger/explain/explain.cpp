#include "ledger/explain/explain.hpp"

#include <algorithm>
#include <cmath>
#include <string>

#include "ledger/explain/figure_nodes.hpp"
#include "ledger/explain/shown_figures.hpp"
#include "ledger/problems.hpp"

namespace coffer::ledger {
namespace {

using trails::Node;
using trails::Shown;
using trails::Workbench;

bool is_of_holding(FigureKind kind) { return kind <= FigureKind::NetWorth; }
bool is_of_earnings(FigureKind kind) { return kind >= FigureKind::Dividends && kind <= FigureKind::RealizedGainGross; }
bool is_part(FigureKind kind) { return kind == FigureKind::OwnPart || kind == FigureKind::OthersPart; }
bool is_of_contribution(FigureKind kind) {
  return kind == FigureKind::ContributionGain || kind == FigureKind::Contribution;
}
bool is_of_risk(FigureKind kind) { return kind >= FigureKind::SemiDeviation && kind <= FigureKind::Correlation; }
bool is_of_lot(FigureKind kind) { return kind >= FigureKind::LotQuantity && kind <= FigureKind::DisposalGain; }

// A statistic that is divided by a spread of returns is as far off as the spread is small, and so the larger.
bool is_per_spread(TrailKind kind) {
  return kind == TrailKind::SharpeRatio || kind == TrailKind::SortinoRatio || kind == TrailKind::InformationRatio ||
         kind == TrailKind::CalmarRatio || kind == TrailKind::Beta || kind == TrailKind::Alpha;
}

// Relative to the figure, and to the parts of a contribution, which may cancel.
bool agree(const Trail& trail, Ratio figure) {
  const TrailNode& root = trail.root();
  double size = std::max(1.0, std::abs(figure.value));
  const bool is_contribution = root.label.kind == TrailKind::Contribution;
  for (const TrailNode& node : trail.nodes) {
    const TrailKind kind = node.label.kind;
    const bool is_part =
        kind == TrailKind::ContributionOfDays || kind == TrailKind::Contribution || kind == TrailKind::Return;
    if (is_contribution && is_part && node.statistic) size = std::max(size, std::abs(node.statistic->value));
  }
  const double allowed = is_per_spread(root.label.kind) ? size * size : size;
  return std::abs(root.statistic->value - figure.value) <= 1e-12 * allowed;
}

}  // namespace

struct Explainer::Desk {
  Desk(const BookInput& input, const Book& book, RiskRequest request)
      : bench(input, book, request.scope, request.period), risk_request(std::move(request)) {}

  // Each computed when first asked for.
  const Result<Holdings>& holdings() {
    if (!known_holdings) known_holdings = value_holdings(bench.book, bench.scope);
    return *known_holdings;
  }
  const Result<Earnings>& earnings() {
    if (!known_earnings) known_earnings = compute_earnings(bench.book, bench.scope, bench.period);
    return *known_earnings;
  }
  const Result<Performance>& performance() {
    if (!known_performance)
      known_performance =
          compute_performance(bench.book, {.scope = bench.scope, .period = bench.period, .interval = Interval::Day});
    return *known_performance;
  }
  const Result<Contributions>& contributions() {
    if (!known_contributions) known_contributions = compute_contributions(bench.book, bench.scope, bench.period);
    return *known_contributions;
  }
  const Result<RiskFigures>& risk() {
    if (!known_risk) known_risk = compute_risk(bench.book, risk_request);
    return *known_risk;
  }
  Result<Shown> shown(const Figure& figure);
  std::optional<Node> node(const Figure& figure);

  Workbench bench;
  RiskRequest risk_request;
  std::optional<Result<Holdings>> known_holdings;
  std::optional<Result<Earnings>> known_earnings;
  std::optional<Result<Performance>> known_performance;
  std::optional<Result<Contributions>> known_contributions;
  std::optional<Result<RiskFigures>> known_risk;
};

Result<Shown> Explainer::Desk::shown(const Figure& figure) {
  if (is_of_holding(figure.kind)) {
    if (!holdings()) return fail(holdings().error());
    return trails::shown_holding(*holdings(), figure);
  }
  if (is_of_earnings(figure.kind)) {
    if (!earnings()) return fail(earnings().error());
    return trails::shown_earnings(*earnings(), figure.kind);
  }
  if (is_part(figure.kind)) {
    COFFER_TRY(worth, compute_net_worth(bench.book));
    return trails::of(std::optional(figure.kind == FigureKind::OwnPart ? worth.own : worth.others));
  }
  if (is_of_lot(figure.kind)) return trails::shown_lot(bench.book, figure);
  if (figure.kind == FigureKind::Posting) return trails::shown_posting(bench.book, figure);
  if (figure.kind == FigureKind::WarningQuantity) {
    if (!holdings()) return fail(holdings().error());
    return trails::shown_warning(*holdings(), figure);
  }
  if (is_of_contribution(figure.kind)) {
    if (bench.scope.instrument.is_set()) return Shown{};
    if (!contributions()) return fail(contributions().error());
    return trails::shown_contribution(*contributions(), figure);
  }
  if (is_of_risk(figure.kind)) {
    if (!risk()) return fail(risk().error());
    return trails::shown_risk(*risk(), figure.kind);
  }
  if (!performance()) return fail(performance().error());
  return trails::shown_performance(*performance(), figure);
}

std::optional<Node> Explainer::Desk::node(const Figure& figure) {
  if (is_of_holding(figure.kind)) return trails::holding_figure(bench, figure);
  if (is_of_earnings(figure.kind)) return trails::earnings_figure(bench, figure);
  if (is_part(figure.kind)) return trails::part_figure(bench, figure);
  if (is_of_lot(figure.kind)) return trails::lot_figure(bench, figure);
  if (figure.kind == FigureKind::Posting) return trails::posting_figure(bench, figure);
  if (figure.kind == FigureKind::WarningQuantity)
    return trails::warning_figure(bench, (*holdings()).warnings, figure.place);
  if (is_of_contribution(figure.kind)) return trails::contribution_figure(bench, *contributions(), figure);
  if (is_of_risk(figure.kind)) return trails::risk_figure(bench, risk_request, figure);
  return trails::performance_figure(bench, figure);
}

Explainer::Explainer(const BookInput& input, const Book& book, const RiskRequest& request)
    : desk_(book.history ? std::make_unique<Desk>(input, book, request) : nullptr) {}
Explainer::Explainer(const BookInput& input, const Book& book, const Scope& scope, Period period)
    : Explainer(input, book, RiskRequest{.scope = scope, .period = period, .benchmark = {}, .riskless = {}}) {}
Explainer::Explainer(Explainer&&) noexcept = default;
Explainer::~Explainer() = default;

Result<Trail> Explainer::explain(const Figure& figure) {
  if (!desk_)
    return fail(ErrorKind::Unsupported, problems::not_explained, "The book was computed without its history.");
  const Workbench& bench = desk_->bench;
  COFFER_TRY(shown, desk_->shown(figure));
  if (!shown.exact && !shown.statistic)
    return fail(ErrorKind::NotFound, problems::not_explained, "There is no such figure.");
  try {
    const auto node = desk_->node(figure);
    if (!node) return fail(ErrorKind::Bug, problems::not_explained, "The figure has no trail.");
    Trail trail = bench.trail.cut(*node);
    TrailNode& root = trail.nodes.back();
    if (shown.exact && (root.statistic || root.value != *shown.exact))
      return fail(
          ErrorKind::Bug, problems::not_explained,
          "The trail gives " + format_decimal(root.value) + ", the figure is " + format_decimal(*shown.exact) + ".");
    if (shown.statistic) {
      if (!root.statistic || !agree(trail, *shown.statistic))
        return fail(ErrorKind::Bug, problems::not_explained,
                    "The trail gives " + std::to_string(root.statistic ? root.statistic->value : 0) +
                        ", the figure is " + std::to_string(shown.statistic->value) + ".");
      root.statistic = shown.statistic;
    }
    const bool from_holdings = is_of_holding(figure.kind) && desk_->holdings();
    if (from_holdings) trails::attach_doubts(trail, desk_->holdings()->warnings, bench.book);
    if (!from_holdings && desk_->performance())
      trails::attach_doubts(trail, desk_->performance()->warnings, bench.book);
    return trail;
  } catch (const trails::Unexplained& fault) {
    return fail(ErrorKind::Bug, problems::not_explained, fault.what());
  } catch (const DecimalOverflow&) {
    return fail(ErrorKind::Invalid, problems::amount_too_large, "The amounts are too large to compute with.");
  }
}

Result<Trail> explain(const BookInput& input, const Book& book, const Scope& scope, Period period,
                      const Figure& figure) {
  return Explainer(input, book, scope, period).explain(figure);
}

}  // namespace coffer::ledger
