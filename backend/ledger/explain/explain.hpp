// The trail of every figure that the core returns for a scope and a period.
#pragma once

#include <cstdint>
#include <memory>
#include <string_view>

#include "base/result.hpp"
#include "ledger/book.hpp"
#include "ledger/input.hpp"
#include "ledger/performance.hpp"
#include "ledger/risk_figures.hpp"
#include "ledger/scope.hpp"
#include "ledger/trail.hpp"

namespace coffer::ledger {

enum class FigureKind : std::uint8_t {
  // Of the whole scope, or of one holding where account and instrument are set.
  MarketValue,
  CostBasis,
  UnrealizedGain,
  UnrealizedAssetGain,
  UnrealizedForexGain,
  UnrealizedBroughtIn,
  // Of one holding.
  Quantity,
  MarketValueLocal,
  CostBasisLocal,
  AveragePrice,
  // Of the whole scope.
  ReturnTotal,
  ReturnAsset,
  ReturnCurrency,
  Cash,
  Loans,
  NetWorth,
  Dividends,
  NetDividends,
  Interest,
  Income,
  Fees,
  Taxes,
  OtherExpenses,
  RealizedGain,
  RealizedAssetGain,
  RealizedForexGain,
  RealizedGainGross,
  OpeningValue,
  Value,
  Invested,
  FlowsNet,
  TotalGain,
  Twr,
  TwrAnnualized,
  Irr,
  IrrOther,  // by place
  ModifiedDietz,
  ModifiedDietzAnnualized,
  SimpleReturn,
  SimpleReturnAnnualized,
  ReturnOnAverageInvestment,
  ReturnOnAverageInvestmentAnnualized,
  MaxDrawdown,
  Volatility,
  DailyDeviation,
  Observations,
  EarnedWithoutCapital,
  CashForexGain,
  OwnPart,     // of net worth, for the household
  OthersPart,  // likewise
  // Of one instrument of the scope; with none set of what names no instrument.
  ContributionGain,
  Contribution,
  // Risk, each as RiskFigures has it.
  SemiDeviation,
  Sharpe,
  Sortino,
  Calmar,
  ValueAtRisk,
  BenchmarkReturn,
  Beta,
  Alpha,
  TrackingError,
  InformationRatio,
  Correlation,
  // Of one day of the period.
  DayValue,
  DayFlow,
  DayGain,
  DayTwr,
  DayCash,
  DayInTransit,
  DayReturnFlowAtStart,  // the day's return as if its net flow came at its start, or end
  DayReturnFlowAtEnd,
  // Of the lot `lot` of Book::positions[place], or of Book::disposals[place].
  LotQuantity,
  LotCost,
  DisposalQuantity,
  DisposalCost,
  DisposalProceeds,
  DisposalGain,
  Posting,          // the amount of Book::recorded[place]; the book keeps its entries
  WarningQuantity,  // of Holdings::warnings[place]: of what was sold without lots, is on the way, or a close in doubt
};

struct Figure {
  FigureKind kind = FigureKind::NetWorth;
  AccountIndex account;
  InstrumentIndex instrument;
  Date date;
  std::size_t place = 0;
  std::size_t lot = 0;
};

// Explains figures of one scope and period of a book that was computed from `input` with
// History::Kept. Input, book and the values named here outlive it.
class Explainer {
 public:
  Explainer(const BookInput& input, const Book& book, const Scope& scope, Period period);
  // With what risk is measured against.
  Explainer(const BookInput& input, const Book& book, const RiskRequest& request);
  Explainer(Explainer&&) noexcept;
  ~Explainer();

  // The trail whose root is the figure as the core returns it, to the last digit. ErrorKind::NotFound
  // where there is no such figure (nothing held, a cost unknown, no return), Bug where the trail does
  // not give the figure.
  [[nodiscard]] Result<Trail> explain(const Figure& figure);

 private:
  struct Desk;
  std::unique_ptr<Desk> desk_;  // none for a book without its history
};

[[nodiscard]] Result<Trail> explain(const BookInput& input, const Book& book, const Scope& scope, Period period,
                                    const Figure& figure);

}  // namespace coffer::ledger
