// What the nodes of a trail are, in plain words: one template a kind, filled from the node's data.
#include <algorithm>
#include <array>
#include <string>

#include "ledger/trail.hpp"

namespace coffer::ledger {
namespace {

struct Wording {
  std::string_view name;
  std::string_view sentence;
};

// By TrailKind. A translation keeps the names in braces.
constexpr std::array<Wording, 129> wordings{{
    {"input", ""},
    {"gross", "Gross of the {type} of {date}: {value}"},
    {"settled", "Settled by the {type} of {date}: {value}"},
    {"costs", "Fees and taxes of the {type} of {date}: {value}"},
    {"brought_in", "Value on arrival less cost brought in: {value}"},
    {"stated_rate", "Rate stated by the {type} of {date}: {value}"},
    {"cross_rate", "Rate through another currency: {value}"},
    {"no_rate", "No exchange rate on {date}: counted as nothing"},
    {"converted", "The same in {currency} at the rate of {date}: {value}"},
    {"own_part", "Own part of {account} on {date}: {value}"},
    {"other_part", "Part of others in {account} on {date}: {value}"},
    {"units_held", "Units of {instrument} held on {date}: {value}"},
    {"units_on_the_way", "Units of {instrument} on the way on {date}: {value}"},
    {"units_of_lot", "Units of the lot after {date}: {value}"},
    {"units_remaining", "Units left to share among: {value}"},
    {"lot_cost", "Cost of {quantity} units got on {date}: {value}"},
    {"lot_cost_part", "Of that, cost of {quantity} units taken on {date}: {value}"},
    {"lot_cost_rest", "Cost of the {quantity} units that stayed on {date}: {value}"},
    {"lot_cost_pooled", "Cost of the pool of {quantity} units on {date}: {value}"},
    {"lot_cost_child", "Cost that {quantity} new units took along on {date}: {value}"},
    {"lot_cost_after_child", "Cost left with {quantity} units on {date}: {value}"},
    {"lot_cost_restated", "Cost of {quantity} units carried into the new currency on {date}: {value}"},
    {"lot_cost_relieved", "Cost relieved by cash for {quantity} units on {date}: {value}"},
    {"lot_cost_after_cash", "Cost of {quantity} units after the cash of {date}: {value}"},
    {"lot_cost_joined", "Cost of {quantity} units with what was exercised on {date}: {value}"},
    {"lot_proceeds", "Proceeds of {quantity} units on {date}: {value}"},
    {"cash_of_lot", "Cash for {quantity} units on {date}: {value}"},
    {"value_of_new_units", "Value of the new units for {quantity} old ones on {date}: {value}"},
    {"gain", "Gain of {date}: {value}"},
    {"asset_gain", "Part of the gain from the asset: {value}"},
    {"currency_gain", "Part of the gain from the currency: {value}"},
    {"price_of_unit", "Price of one unit of {instrument} on {date}: {value}"},
    {"value_local", "{quantity} units of {instrument} at the price of {date}: {value}"},
    {"value", "Value in {currency} on {date}: {value}"},
    {"value_of_scope", "Worth at the end of {date}: {value}"},
    {"stated_beyond", "Stated for {account} on {date} beyond what it holds: {value}"},
    {"cash", "Cash on {date}: {value}"},
    {"cash_change", "Change of cash on {date}: {value}"},
    {"loans", "Loans on {date}: {value}"},
    {"market_value", "Market value on {date}: {value}"},
    {"net_worth", "Net worth on {date}: {value}"},
    {"cost_held", "Cost of the {quantity} units held: {value}"},
    {"average_price", "Cost per unit: {value}"},
    {"unrealized_gain", "Gain not yet realised: {value}"},
    {"dividends", "Dividends: {value}"},
    {"interest", "Interest received less paid: {value}"},
    {"income", "Other income: {value}"},
    {"fees", "Fees and expenses: {value}"},
    {"taxes", "Taxes: {value}"},
    {"realized_gain", "Gain realised: {value}"},
    {"flow", "Across the boundary by the {type} of {date}: {value}"},
    {"flow_of_day", "Across the boundary on {date}: {value}"},
    {"flow_in_kind", "Units of {instrument} across the boundary on {date}, at the price of the day: {value}"},
    {"share_changed", "Moved by the change of the own share of {account} on {date}: {value}"},
    {"flows", "Money put in less taken out: {value}"},
    {"total_gain", "Worth at the end less worth at the start and money put in: {value}"},
    {"growth_of_days", "From {from} to {date} without money in or out: grown to {value}"},
    {"growth_with_flow", "On {date}, with money in or out: grown to {value}"},
    {"return", "Return from {from} to {date}: {value}"},
    {"return_per_year", "Return a year: {value}"},
    {"money_weighted", "Rate a year at which all payments are worth nothing: {value}"},
    {"observation", "From {from} to {date}, between two days with prices: grown to {value}"},
    {"observations", "Days with prices: {value}"},
    {"daily_deviation", "Deviation of the daily returns: {value}"},
    {"volatility", "Volatility a year: {value}"},
    {"fall", "Deepest fall from a peak: {value}"},
    {"earned_without_capital", "Gain of days on which nothing was invested: {value}"},
    {"cash_currency_gain", "What exchange rates did to cash: {value}"},
    {"capital_at_work", "Each amount for the part of the period that it was there: {value}"},
    {"paid_in", "Worth at the start and all that was paid in: {value}"},
    {"mean_investment", "Paid in less taken out, mean of the days on which it was above zero: {value}"},
    {"growth_so_far", "From {from} to {date}: grown to {value}"},
    {"gain_of_days", "Gain of {instrument} from {from} to {date}: {value}"},
    {"contribution_of_days", "What {instrument} added from {from} to {date}, of the capital of the first day: {value}"},
    {"contribution", "What {instrument} added to the return: {value}"},
    {"riskless_growth", "From {from} to {date} without risk: grown to {value}"},
    {"excess_return", "From {from} to {date} beyond the riskless rate: {value}"},
    {"active_return", "From {from} to {date} beyond the benchmark: {value}"},
    {"mean_return", "Mean of the observations: {value}"},
    {"below_mean", "Distance of the observation of {date} from the mean: {value}"},
    {"spread", "Spread of the observations: {value}"},
    {"semi_deviation", "Deviation below the mean a year: {value}"},
    {"sharpe_ratio", "Sharpe ratio: {value}"},
    {"sortino_ratio", "Sortino ratio: {value}"},
    {"calmar_ratio", "Return a year per deepest fall: {value}"},
    {"value_at_risk", "Loss not exceeded by that share of the observations: {value}"},
    {"benchmark_price", "One unit of {instrument} on {date}, held through splits: {value}"},
    {"benchmark_growth", "{instrument} from {from} to {date}: grown to {value}"},
    {"covariance", "Covariance of the observations: {value}"},
    {"beta", "Beta: {value}"},
    {"alpha", "Alpha a year: {value}"},
    {"tracking_error", "Tracking error a year: {value}"},
    {"information_ratio", "Information ratio: {value}"},
    {"correlation", "Correlation: {value}"},
    {"booked", "Booked by the {type} of {date}: {value}"},
    {"computed", ""},
    {"inverse_rate", "Rate of {date}, from that of the other direction: {value}"},
    {"pool_mean", "Mean cost of one unit of {instrument} after {date}: {value}"},
    {"investment", "Cost of the units of {instrument} held at the end of {date}: {value}"},
    {"invested_days", "What was invested, times its days: {value}"},
    {"days_counted", "Days from {from} to {date}: {value}"},
    {"mean_invested", "Invested on average: {value}"},
    {"gross_performance", "Worth beyond what is invested, and gains realised, on {date}: {value}"},
    {"net_performance", "The same less fees: {value}"},
    {"capital_of_day", "At work on {date}, with what came in that day: {value}"},
    {"days_of_fall", "Longest time from a peak to the next higher day, from {from} to {date}: {value} days"},
    {"deviation_of_period", "Deviation of the period: {value}"},
    {"gain_of_day", "Gain of {date}: {value}"},
    {"warnings", "Days with a gain or loss on no capital: {value}"},
    {"payments", "Payments: {value}"},
    {"yield_of_year", "Dividend of {date} per cost of the units held: {value}"},
    {"years_with_payment", "Calendar years with a payment: {value}"},
    {"yield_per_year", "Dividends per cost a year: {value}"},
    {"return_on_capital", "Gain per capital: {value}"},
    {"return_of_values", "Return of all intervals: {value}"},
    {"present_value", "Worth at the rate on the first day: {value}"},
    {"monthly_rate", "Rate a month: {value}"},
    {"months", "Months: {value}"},
    {"lot_share", "Part of {quantity} units: {value}"},
    {"average_relieved", "Cost of {quantity} units at their average: {value}"},
    {"units_moved", "Units of {instrument} by the {type} of {date}: {value}"},
    {"payment", "Paid (-) or received on {date}: {value}"},
    {"running_cost", "Cost of the units so far: {value}"},
    {"return_of_week", "Return of the week: {value}"},
    {"entry_value", "Settled for the units at the entry: {value}"},
    {"profit_of_trade", "Profit of the trade: {value}"},
    {"units", "Units: {value}"},
    {"no_gain", "No gain, so the rate is zero: {value}"},
    {"unchanged", "Nothing changed: {value}"},
}};

std::string grouped(const Decimal& value, int min_digits) {
  std::string text = format_decimal(trim(value), min_digits);
  std::size_t point = text.find('.');
  if (point == std::string::npos) point = text.size();
  const std::size_t first = text.front() == '-' ? 1 : 0;
  for (std::size_t i = point; i > first + 3; i -= 3) text.insert(i - 3, 1, ',');
  return text;
}

// Growth, ratios, amounts, times and products of returns are no percentages.
bool is_plain_number(const TrailNode& node) {
  using enum TrailKind;
  constexpr std::array of_kind{
      SharpeRatio,      SortinoRatio, CalmarRatio,   BenchmarkPrice, TrailKind::Covariance,   Beta,
      InformationRatio, Correlation,  CapitalAtWork, MeanInvestment, TrailKind::PresentValue, Months};
  if (std::ranges::find(of_kind, node.label.kind) != of_kind.end()) return true;
  constexpr std::array growths{GrowthOfDays, GrowthWithFlow, Return,          Observation,
                               GrowthSoFar,  RisklessGrowth, BenchmarkGrowth, Computed};
  const bool grows = node.operation == Operation::Growth || node.operation == Operation::Compound ||
                     node.operation == Operation::Accrue || node.operation == Operation::Factor ||
                     node.operation == Operation::Logarithm;
  return grows && std::ranges::find(growths, node.label.kind) != growths.end();
}

std::string value_of(const TrailNode& node) {
  if (node.statistic) {
    return is_plain_number(node) ? std::to_string(node.statistic->value)
                                 : std::to_string(node.statistic->value * 100) + " %";
  }
  if (node.label.currency.is_empty()) return grouped(node.value, 0);
  return grouped(node.value, node.label.currency.minor_digits()) + " " + std::string(node.label.currency.code());
}

std::string_view name_of(std::uint32_t place, std::span<const std::string> names) {
  return place < names.size() ? std::string_view(names[place]) : std::string_view();
}

std::string in_words(std::string_view name) {
  std::string words(name);
  std::ranges::replace(words, '_', ' ');
  return words;
}

std::string_view input_sentence(InputKind kind) {
  switch (kind) {
    case InputKind::None: return "";
    case InputKind::Field: return "Stated by the {type} of {date}, {field}: {value}";
    case InputKind::Price: return "Close of {instrument} on {date}: {value}";
    case InputKind::Rate: return "1 {rate_from} in {rate_to} on {date}: {value}";
    case InputKind::Share: return "Own share of {account} from {date}: {value}";
    case InputKind::PriceFactor: return "Price factor of {instrument}: {value}";
    case InputKind::Convention: return "Convention, {field}: {value}";
    case InputKind::RisklessRate: return "Riskless rate a year from {date}: {value}";
    case InputKind::Payment: return "Payment of {date}: {value}";
    case InputKind::FinalValue: return "Worth on {date}: {value}";
    case InputKind::TotalReturn: return "Return of the period: {value}";
    case InputKind::Given: return "Given as {field}: {value}";
  }
  return "";
}

std::string name_of_input(const TrailInput& input) {
  if (input.kind == InputKind::Convention) return in_words(convention_name(input.convention));
  if (input.kind == InputKind::Given) return input.path;
  return std::string(transaction_field_name(input.field));
}

// Of a step that has no name of its own.
std::string_view operation_sentence(Operation operation) {
  switch (operation) {
    case Operation::Sum: return "Together: {value}";
    case Operation::Difference: return "What remains: {value}";
    case Operation::Negate: return "With the other sign: {value}";
    case Operation::Product: return "Times one another: {value}";
    case Operation::Quotient:
    case Operation::Growth: return "The first by the second: {value}";
    case Operation::Scale: return "In proportion: {value}";
    case Operation::Round: return "Rounded: {value}";
    case Operation::Compound: return "Grown to: {value}";
    case Operation::Excess: return "Growth as a return: {value}";
    case Operation::Logarithm: return "Natural logarithm: {value}";
    case Operation::Count: return "Number: {value}";
    case Operation::Days: return "Days from {from} to {date}: {value}";
    default: return "Result: {value}";
  }
}

std::string fill(std::string_view name, const TrailNode& node, const TrailNames& names) {
  const TrailLabel& label = node.label;
  if (name == "value") return value_of(node);
  if (name == "date") return format_date(label.date);
  if (name == "from") return format_date(label.from);
  if (name == "currency") return std::string(label.currency.code());
  if (name == "quantity") return label.quantity ? grouped(*label.quantity, 0) : std::string();
  if (name == "account") return std::string(name_of(label.account.value, names.accounts));
  if (name == "instrument")
    return label.instrument.is_set() ? std::string(name_of(label.instrument.value, names.instruments)) : "the rest";
  if (name == "type") return label.type ? in_words(transaction_type_name(*label.type)) : "event";
  if (name == "field") return name_of_input(node.input);
  if (name == "rate_from") return std::string(node.input.from.code());
  return std::string(node.input.to.code());
}

}  // namespace

static_assert(static_cast<std::size_t>(TrailKind::Zero) + 1 == wordings.size() + 1);

std::string_view trail_kind_name(TrailKind kind) {
  return kind == TrailKind::Zero ? "zero" : wordings[static_cast<std::size_t>(kind)].name;
}

std::string trail_sentence(const TrailNode& node, const TrailNames& names) {
  std::string_view pattern = "Nothing: {value}";
  if (node.operation == Operation::Input)
    pattern = input_sentence(node.input.kind);
  else if (node.label.kind == TrailKind::Computed)
    pattern = operation_sentence(node.operation);
  else if (node.label.kind != TrailKind::Zero)
    pattern = wordings[static_cast<std::size_t>(node.label.kind)].sentence;
  std::string text;
  while (!pattern.empty()) {
    const std::size_t open = pattern.find('{');
    text += pattern.substr(0, open);
    if (open == std::string_view::npos) break;
    const std::size_t close = pattern.find('}', open);
    const std::string filled = fill(pattern.substr(open + 1, close - open - 1), node, names);
    text += filled;
    // "Cost of the {quantity} units" without a quantity: "Cost of the units".
    pattern.remove_prefix(std::min(close + (filled.empty() ? 2U : 1U), pattern.size()));
  }
  return text;
}

}  // namespace coffer::ledger
