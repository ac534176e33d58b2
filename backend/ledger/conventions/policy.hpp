// The conventions on which good programs differ, as one explicit value with named presets.
#pragma once

#include <cstdint>

#include "base/decimal.hpp"
#include "ledger/conventions/traced.hpp"

namespace coffer::ledger {

enum class LotOrder : std::uint8_t { OldestFirst, NewestFirst, HighestCostFirst, Average, None };
enum class LotScope : std::uint8_t { PerPortfolio, PerAccount, Global };
// Average: a pool keeps a mean that only arrivals change; merging makes one lot of the candidates.
enum class AverageForm : std::uint8_t { Pool, Merge };
// More than one lot would do: take them in order, or refuse, or refuse unless one has just the size.
enum class Ambiguity : std::uint8_t { TakeInOrder, Refuse, RefuseUnlessSize };

// Whose the money is that purchases use up and sales and dividends bring: the owner's, so that each of
// them is a flow, or the investment's.
enum class InvestmentCash : std::uint8_t { Outside, Inside };

struct Conventions {
  LotOrder lot_order = LotOrder::OldestFirst;
  LotScope lot_scope = LotScope::PerPortfolio;
  AverageForm average_form = AverageForm::Pool;
  Ambiguity ambiguity = Ambiguity::TakeInOrder;
  Decimal zero_epsilon = 0;  // units; fewer than this are none
  InvestmentCash investment_cash = InvestmentCash::Outside;
  Traced days_per_year = 365;
};

}  // namespace coffer::ledger
