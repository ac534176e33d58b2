// How a figure came about, as data: stored inputs at the leaves, a closed list of operations above
// them, the figure at the root. Recomputing every node from its operands gives the figure again.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.hpp"
#include "base/decimal.hpp"
#include "base/money.hpp"
#include "ledger/index.hpp"
#include "ledger/transaction.hpp"
#include "ledger/warning.hpp"

namespace coffer::ledger {

// Exact: decimals, rounded half away from zero to `digits` after the point (Product, Quotient, Reciprocal,
// Scale; not at all for the rest). Statistics: doubles, recomputed within 1e-12 relative; Sum, Difference and
// Negate of one are one.
enum class Operation : std::uint8_t {
  Input,         // a stored input
  Sum,           // of all operands; of none: zero
  Difference,    // the first less all others
  Negate,        // of one
  Complement,    // one less the operand
  Product,       // of two
  Quotient,      // the first by the second
  Reciprocal,    // one by the operand
  Scale,         // first x second / third
  Round,         // of one
  Min,           // the least of all
  Max,           // the greatest of all
  Apportion,     // part `place` (from 0) of the first by the weights that follow, to `digits`, largest remainder
  Growth,        // statistic: first / second
  Compound,      // statistic: product of all; of none: one
  Excess,        // statistic: operand less one
  Factor,        // statistic: operand and one
  Annualize,     // statistic: (1 + operand)^(365 / days) - 1
  InternalRate,  // statistic: rate at which the dated operands are worth nothing, actual/365: the one nearest
                 // zero, or number `place` (from 1) of the others, ascending; an operand without a date, the last,
                 // is the number of days of a period instead of 365
  PeriodicRate,  // statistic: the same of pairs of operands, each an amount and its time in periods
  PresentValue,  // statistic: worth of the dated operands at the rate that comes first, actual/365
  PerPeriod,     // statistic: (1 + the first)^(1 / the second) - 1
  Logarithm,     // statistic: natural, of one
  LogDeviation,  // statistic: sample deviation of ln of the operands
  LogShortfall,  // statistic: the same, of terms below the mean alone, divided by as many
  PerYear,       // statistic: first x square root of the second
  Drawdown,      // statistic: deepest fall from a peak of the compounded operands, in order
  Count,         // number of operands
  Days,          // between its two dates
  DrawdownDays,  // the most days from a peak of the dated operands to a day no later than that of the next higher
                 // one; the last date, that of no operand, is the last day
  // Statistics of operands that each count from their date on, the last date being the end.
  TimeWeighted,  // sum of each x its days until the end / `days`
  MeanInvested,  // mean of the sum so far, over the days on which it is positive
  Accrue,        // growth at yearly rates, actual/365
  // Statistics of a sample; of two, the operands of the first come first.
  Mean,
  Deviation,   // sample deviation
  Shortfall,   // root of the mean square of how far they lie below zero
  Covariance,  // of two samples
  Quantile,    // of the n operands after the first, ascending, the one at place ceil(n x (1 - the first))
};
[[nodiscard]] std::string_view operation_name(Operation operation);

enum class TransactionField : std::uint8_t {
  Quantity,
  Price,
  Amount,
  Fee,
  Tax,
  Accrued,
  FxRate,
  FxGross,
  FxPricedGross,
  SettledAmount,
  SettledRate,
  CounterAmount,
  FeeQuantity,
  FeePrice,
  Cost,
  Principal,
  Interest,
  RatioTo,
  RatioFrom,
  CostShare,
  FractionQuantity,
  FractionAmount,
  NewPrice,
  NewQuantity,
  ChosenQuantity,  // of several, by place
  FxRateEurUsd,
};
// As in the API: "amount", "fx/rate", "cash_in_lieu/quantity".
[[nodiscard]] std::string_view transaction_field_name(TransactionField field);
[[nodiscard]] std::optional<Decimal> read_field(const Transaction& transaction, TransactionField field);

enum class InputKind : std::uint8_t {
  None,
  Field,
  Price,
  Rate,
  Share,
  PriceFactor,
  Convention,
  RisklessRate,
  Payment,      // number `place` of the payments whose return is asked for
  FinalValue,   // what they are worth on `date`
  TotalReturn,  // a return to be annualised
  Given,        // a number at a place of what was handed in
};
[[nodiscard]] std::string_view input_kind_name(InputKind kind);
enum class Convention : std::uint8_t { TradingDaysPerYear, Confidence, DaysPerYear, JulianDaysPerYear, MonthsPerYear };
[[nodiscard]] std::string_view convention_name(Convention convention);

// Which stored input a leaf is; what does not name it is unset.
struct TrailInput {
  InputKind kind = InputKind::None;
  TransactionField field = TransactionField::Amount;
  Convention convention = Convention::TradingDaysPerYear;
  TransactionIndex transaction;
  AccountIndex account;
  InstrumentIndex instrument;
  Currency from;
  Currency to;
  Date date;
  std::uint32_t place = 0;
  std::string path = {};  // Given: of a number that is stated as it is, "inputs/flows/3/amount"
  auto operator<=>(const TrailInput&) const = default;
};

// What a node is: chooses its sentence.
enum class TrailKind : std::uint8_t {
  Input,
  Gross,
  Settled,
  Costs,
  BroughtIn,
  StatedRate,
  CrossRate,
  NoRate,
  Converted,
  OwnPart,
  OtherPart,
  UnitsHeld,
  UnitsOnTheWay,
  UnitsOfLot,
  UnitsRemaining,
  LotCost,
  LotCostPart,
  LotCostRest,
  LotCostPooled,
  LotCostChild,
  LotCostAfterChild,
  LotCostRestated,
  LotCostRelieved,
  LotCostAfterCash,
  LotCostJoined,
  LotProceeds,
  CashOfLot,
  ValueOfNewUnits,
  Gain,
  AssetGain,
  CurrencyGain,
  PriceOfUnit,
  ValueLocal,
  Value,
  ValueOfScope,
  StatedBeyond,
  Cash,
  CashChange,
  Loans,
  MarketValue,
  NetWorth,
  CostHeld,
  AveragePrice,
  UnrealizedGain,
  Dividends,
  Interest,
  Income,
  Fees,
  Taxes,
  RealizedGain,
  Flow,
  FlowOfDay,
  FlowInKind,
  ShareChanged,
  Flows,
  TotalGain,
  GrowthOfDays,
  GrowthWithFlow,
  Return,
  ReturnPerYear,
  MoneyWeighted,
  Observation,
  Observations,
  DailyDeviation,
  Volatility,
  Fall,
  EarnedWithoutCapital,
  CashCurrencyGain,
  CapitalAtWork,
  PaidIn,
  MeanInvestment,
  GrowthSoFar,
  GainOfDays,
  ContributionOfDays,
  Contribution,
  RisklessGrowth,
  ExcessReturn,
  ActiveReturn,
  MeanReturn,
  BelowMean,
  Spread,
  SemiDeviation,
  SharpeRatio,
  SortinoRatio,
  CalmarRatio,
  ValueAtRisk,
  BenchmarkPrice,
  BenchmarkGrowth,
  Covariance,
  Beta,
  Alpha,
  TrackingError,
  InformationRatio,
  Correlation,
  Booked,
  Computed,  // a step that the operation says
  InverseRate,
  PoolMean,
  Investment,
  InvestedDays,
  DaysCounted,
  MeanInvested,
  GrossPerformance,
  NetPerformance,
  CapitalOfDay,
  DaysOfFall,
  DeviationOfPeriod,
  GainOfDay,
  Warnings,
  Payments,
  YieldOfYear,
  YearsWithPayment,
  YieldPerYear,
  ReturnOnCapital,
  ReturnOfValues,
  PresentValue,
  MonthlyRate,
  Months,
  LotShare,
  AverageRelieved,
  UnitsMoved,
  Payment,
  RunningCost,
  ReturnOfWeek,
  EntryValue,
  ProfitOfTrade,
  Units,
  NoGain,
  Unchanged,
  Zero,
};
[[nodiscard]] std::string_view trail_kind_name(TrailKind kind);

struct TrailLabel {
  TrailKind kind = TrailKind::Zero;
  Date date;
  Date from;  // of a stretch of days (from, date]
  AccountIndex account;
  InstrumentIndex instrument;
  Currency currency;  // of the value; empty on units and ratios
  TransactionIndex transaction;
  std::optional<TransactionType> type;  // of the transaction
  std::optional<Decimal> quantity;
};

using TrailNodeIndex = std::uint32_t;

struct TrailNode {
  Operation operation = Operation::Sum;
  TrailLabel label;
  std::vector<TrailNodeIndex> operands;  // earlier nodes
  std::int32_t digits = Decimal::max_scale;
  std::int32_t days = 0;       // Annualize, TimeWeighted
  std::int32_t place = 0;      // Apportion, InternalRate
  std::vector<Date> dates;     // of the operands; with an end: InternalRate has none, Days is between two
  bool is_day_by_day = false;  // operands are single days, left out where nothing changed
  TrailInput input;
  Decimal value;                   // of an exact node
  std::optional<Ratio> statistic;  // of a statistic, instead
  std::vector<std::uint32_t> doubts;
};

struct Trail {
  std::vector<TrailNode> nodes;  // operands before what uses them; the last is the figure
  std::vector<Warning> doubts;   // that nodes point to, by place
  [[nodiscard]] const TrailNode& root() const { return nodes.back(); }
};

// Computes the value or statistic of a node from its operands; an input keeps its own.
void evaluate(TrailNode& node, std::span<const TrailNode> nodes);

// How accounts and instruments are called in sentences, by index.
struct TrailNames {
  std::span<const std::string> accounts;
  std::span<const std::string> instruments;
};
// The node in plain words: "Cost of the 36 units of AAPL held: 3,600.00 EUR".
[[nodiscard]] std::string trail_sentence(const TrailNode& node, const TrailNames& names);

}  // namespace coffer::ledger
