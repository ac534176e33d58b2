// Figures as the core returns them, found in its results. Internal to the room.
#pragma once

#include <optional>

#include "ledger/earnings.hpp"
#include "ledger/explain/explain.hpp"
#include "ledger/performance.hpp"
#include "ledger/return_contribution.hpp"
#include "ledger/risk_figures.hpp"
#include "ledger/valuation.hpp"

namespace coffer::ledger::trails {

// Neither where there is no such figure.
struct Shown {
  std::optional<Decimal> exact;
  std::optional<Ratio> statistic;
};

[[nodiscard]] Shown of(const std::optional<Decimal>& exact);
[[nodiscard]] Shown of(const std::optional<Ratio>& statistic);
[[nodiscard]] Shown shown_holding(const Holdings& holdings, const Figure& figure);
[[nodiscard]] Shown shown_earnings(const Earnings& earnings, FigureKind kind);
[[nodiscard]] Shown shown_performance(const Performance& performance, const Figure& figure);
[[nodiscard]] Shown shown_contribution(const Contributions& contributions, const Figure& figure);
[[nodiscard]] Shown shown_risk(const RiskFigures& figures, FigureKind kind);
[[nodiscard]] Shown shown_posting(const Book& book, const Figure& figure);
[[nodiscard]] Shown shown_warning(const Holdings& holdings, const Figure& figure);
[[nodiscard]] Shown shown_lot(const Book& book, const Figure& figure);

}  // namespace coffer::ledger::trails
