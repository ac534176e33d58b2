// How a figure of a report came about, in the household's terms. Pure.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "finance/reports/household_book.hpp"
#include "finance/reports/period_report.hpp"
#include "finance/reports/report.hpp"
#include "ledger/risk_figures.hpp"

namespace coffer::finance {

inline constexpr std::size_t most_trail_nodes = 20'000;  // in one answer

struct FigureQuestion {
  std::string figure;                      // by the name that the reports give it
  std::optional<AccountId> account;        // of the holding, with `instrument`
  std::optional<InstrumentId> instrument;  // the holding, or the part that a contribution is of
  std::optional<Date> date;                // of a figure of one day
  std::optional<std::uint32_t> node;       // where to begin; none: at the figure
  std::optional<std::int32_t> depth;       // steps down from there; none: to the inputs
  std::size_t limit = 2000;                // most nodes, up to most_trail_nodes
};

// Which stored input a node is; what does not name it is none.
struct ExplainedInput {
  std::string_view kind;
  std::optional<std::string_view> field;
  std::optional<TransactionId> transaction;
  std::optional<AccountId> account;
  std::optional<InstrumentId> instrument;
  std::optional<Currency> from;
  std::optional<Currency> to;
  std::optional<Date> date;
};

struct ExplainedNode {
  std::uint32_t id = 0;  // place in the whole trail
  std::string_view operation;
  std::string_view kind;
  std::string sentence;
  std::optional<Decimal> amount;  // of an exact node, with all its digits
  std::optional<Ratio> ratio;     // of a statistic, instead
  std::optional<Currency> currency;
  std::optional<std::int32_t> digits;
  std::optional<std::int32_t> days;
  std::optional<std::int32_t> place;
  std::vector<Date> dates;
  std::vector<std::uint32_t> operands;
  std::optional<ExplainedInput> input;
};

struct Explanation {
  ReportFrame frame;
  std::string figure;
  Date from;
  Date to;
  std::optional<Decimal> amount;  // the figure as the report has it
  std::optional<Ratio> ratio;
  std::optional<Currency> amount_currency;
  std::uint32_t root = 0;
  std::size_t total_nodes = 0;
  std::vector<ExplainedNode> nodes;  // operands before what uses them; the root last
};

// Whether a report has a figure of that name.
[[nodiscard]] bool is_figure_name(std::string_view name);

// Of a book with its history. Invalid (fields "?figure", "?account", "?instrument", "?date", "?node") where the
// question does not fit, and finance/trail-too-long beyond `limit`; NotFound where the report has no such figure.
[[nodiscard]] Result<Explanation> explain_figure(const ComputedBook& computed, ledger::RiskRequest request,
                                                 const FigureQuestion& question);

}  // namespace coffer::finance
