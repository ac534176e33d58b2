#include "ledger/trail.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "ledger/net_worth.hpp"
#include "ledger/return_sample.hpp"
#include "ledger/returns.hpp"
#include "ledger/returns_simple.hpp"
#include "ledger/risk.hpp"

namespace coffer::ledger {
namespace {

constexpr std::array<std::string_view, 38> operations{
    "input",      "sum",           "difference",    "negate",        "complement",    "product",       "quotient",
    "reciprocal", "scale",         "round",         "min",           "max",           "apportion",     "growth",
    "compound",   "excess",        "factor",        "annualize",     "internal_rate", "periodic_rate", "present_value",
    "per_period", "logarithm",     "log_deviation", "log_shortfall", "per_year",      "drawdown",      "count",
    "days",       "drawdown_days", "time_weighted", "mean_invested", "accrue",        "mean",          "deviation",
    "shortfall",  "covariance",    "quantile"};
static_assert(static_cast<std::size_t>(Operation::Quantile) + 1 == operations.size());

constexpr std::array<std::string_view, 26> fields{"quantity",
                                                  "price",
                                                  "amount",
                                                  "fee",
                                                  "tax",
                                                  "accrued",
                                                  "fx/rate",
                                                  "fx/amount",
                                                  "fx/instrument_amount",
                                                  "settled/amount",
                                                  "settled/rate",
                                                  "counter_amount",
                                                  "fee_quantity",
                                                  "fee_price",
                                                  "cost",
                                                  "principal",
                                                  "interest",
                                                  "ratio_to",
                                                  "ratio_from",
                                                  "cost_share",
                                                  "cash_in_lieu/quantity",
                                                  "cash_in_lieu/amount",
                                                  "new_price",
                                                  "new_quantity",
                                                  "chosen_lots/quantity",
                                                  "fx/rate_eur_usd"};
static_assert(static_cast<std::size_t>(TransactionField::FxRateEurUsd) + 1 == fields.size());

constexpr std::array<std::string_view, 12> input_kinds{"",        "field",        "price",        "rate",
                                                       "share",   "price_factor", "convention",   "riskless_rate",
                                                       "payment", "final_value",  "total_return", "given"};
static_assert(static_cast<std::size_t>(InputKind::Given) + 1 == input_kinds.size());
constexpr std::array<std::string_view, 5> conventions{"trading_days_per_year", "confidence", "days_per_year",
                                                      "julian_days_per_year", "months_per_year"};
static_assert(static_cast<std::size_t>(Convention::MonthsPerYear) + 1 == conventions.size());

class Evaluation {
 public:
  Evaluation(const TrailNode& node, std::span<const TrailNode> nodes) : node_(node), nodes_(nodes) {}

  [[nodiscard]] Decimal exact() const;
  [[nodiscard]] std::optional<Ratio> statistic() const;

 private:
  [[nodiscard]] std::size_t size() const { return node_.operands.size(); }
  [[nodiscard]] const TrailNode& operand(std::size_t i) const { return nodes_[node_.operands[i]]; }
  [[nodiscard]] const Decimal& amount(std::size_t i) const { return operand(i).value; }
  [[nodiscard]] auto number(std::size_t i) const {
    return operand(i).statistic ? operand(i).statistic->value : to_statistic(amount(i));
  }
  [[nodiscard]] Decimal sum_from(std::size_t first) const {
    Decimal sum;
    for (std::size_t i = first; i < size(); ++i) sum += amount(i);
    return sum;
  }
  [[nodiscard]] Decimal apportioned() const;
  [[nodiscard]] Ratio internal_rate() const;
  [[nodiscard]] Ratio drawdown() const;
  [[nodiscard]] Ratio log_deviation() const;
  [[nodiscard]] Ratio log_shortfall() const;
  [[nodiscard]] Ratio periodic_rate() const;
  [[nodiscard]] Ratio present_value() const;
  [[nodiscard]] std::int64_t drawdown_days() const;
  [[nodiscard]] std::vector<Ratio> returns() const;
  [[nodiscard]] std::optional<Ratio> with_sign() const;
  [[nodiscard]] Ratio time_weighted() const;
  [[nodiscard]] Ratio mean_invested() const;
  [[nodiscard]] Ratio accrued() const;
  [[nodiscard]] std::vector<double> numbers(std::size_t first, std::size_t end) const {
    std::vector<double> values;
    for (std::size_t i = first; i < end; ++i) values.push_back(number(i));
    return values;
  }

  const TrailNode& node_;
  std::span<const TrailNode> nodes_;
};

Decimal Evaluation::apportioned() const {
  std::vector<Decimal> weights;
  for (std::size_t i = 1; i < size(); ++i) weights.push_back(amount(i));
  return apportion(amount(0), weights, node_.digits)[static_cast<std::size_t>(node_.place)];
}

Decimal Evaluation::exact() const {
  switch (node_.operation) {
    case Operation::Input: return node_.value;
    case Operation::Sum: return sum_from(0);
    case Operation::Difference: return amount(0) - sum_from(1);
    case Operation::Negate: return -amount(0);
    case Operation::Complement: return Decimal(1) - amount(0);
    case Operation::Product:
      return node_.digits < Decimal::max_scale ? multiply_to(amount(0), amount(1), node_.digits)
                                               : multiply(amount(0), amount(1));
    case Operation::Quotient: return divide(amount(0), amount(1), node_.digits);
    case Operation::Reciprocal: return divide(1, amount(0), node_.digits);
    case Operation::Scale: return multiply_divide(amount(0), amount(1), amount(2), node_.digits);
    case Operation::Round: return rescale(amount(0), node_.digits);
    case Operation::Apportion: return apportioned();
    case Operation::Count: return Decimal(static_cast<std::int64_t>(size()));
    case Operation::Days: return Decimal(days_between(node_.dates[0], node_.dates[1]));
    case Operation::DrawdownDays: return Decimal(drawdown_days());
    case Operation::Min:
    case Operation::Max: {
      Decimal best = amount(0);
      for (std::size_t i = 1; i < size(); ++i)
        best = node_.operation == Operation::Min ? std::min(best, amount(i)) : std::max(best, amount(i));
      return best;
    }
    default: return {};
  }
}

Ratio Evaluation::internal_rate() const {
  std::vector<DatedFlow> flows;
  for (std::size_t i = 0; i < node_.dates.size(); ++i) flows.push_back({node_.dates[i], Ratio{number(i)}});
  const Ratio period{size() > flows.size() ? number(size() - 1) : 365};
  const MoneyWeightedReturn found = compute_irr(std::move(flows), node_.label.date, std::nullopt, period);
  return node_.place == 0 ? found.rate.value_or(Ratio{-1}) : found.others[static_cast<std::size_t>(node_.place) - 1];
}

Ratio Evaluation::periodic_rate() const {
  std::vector<TimedFlow> flows;
  for (std::size_t i = 1; i < size(); i += 2)
    flows.push_back({.time = Ratio{number(i)}, .amount = Ratio{number(i - 1)}});
  return compute_irr(std::move(flows)).rate.value_or(Ratio{-1});
}

Ratio Evaluation::present_value() const {
  std::vector<DatedFlow> flows;
  for (std::size_t i = 1; i < size(); ++i) flows.push_back({node_.dates[i - 1], Ratio{number(i)}});
  return net_present_value(flows, Ratio{number(0)});
}

std::int64_t Evaluation::drawdown_days() const {
  std::size_t peak = 0;
  std::int32_t most = 0;
  for (std::size_t i = 0; i < node_.dates.size(); ++i) {
    most = std::max(most, days_between(node_.dates[peak], node_.dates[i]));
    if (i < size() && number(i) > number(peak)) peak = i;
  }
  return most;
}

Ratio Evaluation::drawdown() const {
  std::vector<Ratio> accumulated;
  Ratio wealth{1};
  for (std::size_t i = 0; i < size(); ++i) {
    wealth.value *= number(i);
    accumulated.push_back(Ratio{wealth.value - 1});
  }
  return max_drawdown(accumulated);
}

Ratio Evaluation::log_deviation() const { return volatility(returns(), 1).daily_deviation.value_or(Ratio{}); }

Ratio Evaluation::log_shortfall() const {
  return Ratio{compute_deviation(returns()).semi_deviation.value / std::sqrt(static_cast<double>(size()))};
}

std::vector<Ratio> Evaluation::returns() const {
  std::vector<Ratio> returns;
  for (std::size_t i = 0; i < size(); ++i) returns.push_back(Ratio{number(i) - 1});
  return returns;
}

// A sum of which one operand is a statistic is one.
std::optional<Ratio> Evaluation::with_sign() const {
  bool is_statistic = false;
  for (std::size_t i = 0; i < size(); ++i) is_statistic = is_statistic || operand(i).statistic;
  if (!is_statistic) return std::nullopt;
  Ratio sum;
  for (std::size_t i = 0; i < size(); ++i) {
    const bool is_less = node_.operation == Operation::Negate || (node_.operation == Operation::Difference && i > 0);
    sum.value += is_less ? -number(i) : number(i);
  }
  return sum;
}

Ratio Evaluation::time_weighted() const {
  Ratio sum;
  for (std::size_t i = 0; i < size(); ++i)
    sum.value += number(i) * days_between(node_.dates[i], node_.dates.back()) / node_.days;
  return sum;
}

Ratio Evaluation::mean_invested() const {
  std::vector<DatedAmount> brought;
  for (std::size_t i = 0; i < size(); ++i) brought.push_back({node_.dates[i], amount(i)});
  return mean_investment(brought, node_.dates.back());
}

Ratio Evaluation::accrued() const {
  double logarithm = 0;
  for (std::size_t i = 0; i < size(); ++i)
    logarithm += std::log1p(number(i)) * days_between(node_.dates[i], node_.dates[i + 1]) / 365.0;
  return Ratio{std::exp(logarithm)};
}

std::optional<Ratio> Evaluation::statistic() const {
  switch (node_.operation) {
    case Operation::Sum:
    case Operation::Difference:
    case Operation::Negate: return with_sign();
    case Operation::TimeWeighted: return time_weighted();
    case Operation::MeanInvested: return mean_invested();
    case Operation::Accrue: return accrued();
    case Operation::Mean: return Ratio{mean(numbers(0, size()))};
    case Operation::Deviation: return Ratio{deviation(numbers(0, size()))};
    case Operation::Shortfall: return Ratio{shortfall(numbers(0, size()))};
    case Operation::Covariance: return Ratio{covariance(numbers(0, size() / 2), numbers(size() / 2, size()))};
    case Operation::Quantile: return lowest_share(numbers(1, size()), 1 - number(0));
    case Operation::Growth: return Ratio{number(0) / number(1)};
    case Operation::Compound: {
      Ratio product{1};
      for (std::size_t i = 0; i < size(); ++i) product.value *= number(i);
      return product;
    }
    case Operation::Excess: return Ratio{number(0) - 1};
    case Operation::Factor: return Ratio{number(0) + 1};
    case Operation::Annualize: return annualize(Ratio{number(0)}, node_.days, ShortPeriods::Annualized);
    case Operation::InternalRate: return internal_rate();
    case Operation::PeriodicRate: return periodic_rate();
    case Operation::PresentValue: return present_value();
    case Operation::PerPeriod: return annualize_years(Ratio{number(0)}, Ratio{number(1)});
    case Operation::Logarithm: return Ratio{std::log(number(0))};
    case Operation::LogDeviation: return log_deviation();
    case Operation::LogShortfall: return log_shortfall();
    case Operation::PerYear: return Ratio{number(0) * std::sqrt(number(1))};
    case Operation::Drawdown: return drawdown();
    default: return std::nullopt;
  }
}

}  // namespace

std::string_view operation_name(Operation operation) { return operations[static_cast<std::size_t>(operation)]; }
std::string_view transaction_field_name(TransactionField field) { return fields[static_cast<std::size_t>(field)]; }
std::string_view input_kind_name(InputKind kind) { return input_kinds[static_cast<std::size_t>(kind)]; }
std::string_view convention_name(Convention convention) { return conventions[static_cast<std::size_t>(convention)]; }

std::optional<Decimal> read_field(const Transaction& transaction, TransactionField field) {
  const TransactionDetail& detail = *transaction.detail;
  const auto of_fx = [&](auto member) { return detail.fx ? (*detail.fx).*member : std::nullopt; };
  const auto unless_zero = [](const Decimal& value) { return value.is_zero() ? std::nullopt : std::optional(value); };
  switch (field) {
    case TransactionField::Quantity: return transaction.quantity;
    case TransactionField::Price: return transaction.price;
    case TransactionField::Amount: return transaction.amount;
    case TransactionField::Fee: return unless_zero(transaction.fee);
    case TransactionField::Tax: return unless_zero(transaction.tax);
    case TransactionField::Accrued: return unless_zero(detail.accrued);
    case TransactionField::FxRate: return of_fx(&RecordedFx::rate);
    case TransactionField::FxGross: return of_fx(&RecordedFx::gross);
    case TransactionField::FxPricedGross: return of_fx(&RecordedFx::priced_gross);
    case TransactionField::SettledAmount: return detail.settled ? std::optional(detail.settled->amount) : std::nullopt;
    case TransactionField::SettledRate: return detail.settled ? detail.settled->rate : std::nullopt;
    case TransactionField::CounterAmount: return detail.counter_amount;
    case TransactionField::FeeQuantity: return unless_zero(detail.fee_quantity);
    case TransactionField::FeePrice: return detail.fee_price;
    case TransactionField::Cost: return detail.cost;
    case TransactionField::Principal: return detail.principal;
    case TransactionField::Interest: return detail.interest;
    case TransactionField::RatioTo: return detail.ratio_to;
    case TransactionField::RatioFrom: return detail.ratio_from;
    case TransactionField::CostShare: return detail.cost_share;
    case TransactionField::FractionQuantity:
      return detail.cash_in_lieu ? std::optional(detail.cash_in_lieu->quantity) : std::nullopt;
    case TransactionField::FractionAmount:
      return detail.cash_in_lieu ? std::optional(detail.cash_in_lieu->amount) : std::nullopt;
    case TransactionField::NewPrice: return detail.new_price;
    case TransactionField::NewQuantity: return detail.new_quantity;
    case TransactionField::FxRateEurUsd:
    case TransactionField::ChosenQuantity: break;
  }
  return std::nullopt;
}

void evaluate(TrailNode& node, std::span<const TrailNode> nodes) {
  const Evaluation evaluation(node, nodes);
  node.statistic = evaluation.statistic();
  if (!node.statistic) node.value = evaluation.exact();
}

}  // namespace coffer::ledger
