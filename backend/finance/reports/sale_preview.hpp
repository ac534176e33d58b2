// A sale before it happens: what it would bring under every cost-basis method. Pure; nothing is stored.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "finance/reports/household_book.hpp"
#include "finance/reports/report.hpp"
#include "ledger/scope.hpp"

namespace coffer::finance {

struct LotToSell {
  TransactionId transaction;  // that acquired it
  Decimal quantity;
};

struct SaleToPreview {
  AccountId account;
  InstrumentId instrument;
  Decimal quantity;
  std::optional<Date> date;      // none: today
  std::optional<Decimal> price;  // per unit as quoted; none: the last one
  Decimal fee;                   // with tax and price in the currency of the instrument
  Decimal tax;
  std::optional<Currency> currency;    // of the answer
  std::int32_t long_after_days = 365;  // what was held for more days is long-term
  std::vector<LotToSell> lots;         // to compare with the methods
};

struct SoldLot {
  std::optional<TransactionId> transaction;  // none: a pool
  std::optional<Date> opened_on;
  Decimal quantity;
  std::optional<Decimal> cost;  // none: unknown
  Decimal proceeds;
  std::optional<Decimal> gain;
  std::int32_t holding_days = 0;
};

struct RemainingLot {
  std::optional<TransactionId> transaction;
  Date opened_on;
  Decimal quantity;
  std::optional<Decimal> cost;
};

// Sums are rounded once, so that parts that are rounded by themselves may miss them by a minor unit.
struct SaleByMethod {
  CostBasis method = CostBasis::Fifo;
  bool is_own = false;          // the method of the account on that day
  std::optional<Decimal> cost;  // none where a relieved cost is unknown; so all gains
  Decimal proceeds;             // net of fee and tax
  std::optional<Decimal> gain;
  std::optional<Decimal> gain_short;
  std::optional<Decimal> gain_long;
  std::vector<SoldLot> sold;
  std::vector<RemainingLot> remaining;
};

struct SalePreview {
  Currency currency;
  AccountId account;
  InstrumentReference instrument;
  Date date;
  Decimal quantity;
  Decimal price;
  std::optional<Date> price_date;  // none: the price was given
  std::int32_t long_after_days = 365;
  std::vector<SaleByMethod> methods;  // FIFO, LIFO, HIFO, average; chosen where lots are given
};

// `before`: the book on the day of the sale, without it. The sale comes after what is booked on that day; each method
// holds from that day on. Invalid (fields as in the API) where the scope does not hold so much, or no price is known.
[[nodiscard]] Result<SalePreview> preview_sale(const ComputedBook& before, const ledger::Scope& scope,
                                               const SaleToPreview& sale);

}  // namespace coffer::finance
