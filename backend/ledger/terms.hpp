// The money of one transaction, worked out from what is given: gross, costs, and what settles.
#pragma once

#include "base/decimal.hpp"
#include "base/money.hpp"
#include "ledger/input.hpp"
#include "ledger/transaction.hpp"

namespace coffer::ledger {

// Digits kept after the point while computing. Booked money has its minor unit; shares of it (cost of
// a part of a lot, converted amounts) are rounded here and again only where they are shown. Ten
// digits below a cent keep sums of millions of shares exact to the cent, and 64 bits fast.
inline constexpr int working_scale = 12;
// What rounding may leave of amounts that cancel: less than this is no flow and no capital.
inline constexpr Decimal rounding_residue = Decimal::from_parts(1, 8);
// Units keep eighteen digits, so a split may round them, and a later one makes the difference larger. Whether
// `units` are no more than that can have left of `held`: at most 1e-15, and less than a millionth of it. Not of zero.
[[nodiscard]] bool is_unit_residue(const Decimal& units, const Decimal& held);

struct TradeTerms {
  Decimal gross;         // in Transaction::currency
  Decimal settled;       // what the cash account pays or gets
  Currency priced_in;    // of the position leg
  Decimal priced_gross;  // gross in it
};

// BUY, SELL and deliveries with a price or an amount. The transaction is valid.
[[nodiscard]] TradeTerms trade_terms(const Transaction& transaction, const InstrumentInput& instrument);

struct IncomeTerms {
  Decimal gross;
  Decimal net;
};
// DIVIDEND, INTEREST, INCOME: `amount` is net; with a price alone gross = quantity x price x factor.
[[nodiscard]] IncomeTerms income_terms(const Transaction& transaction, const Decimal& price_factor);

// What units that came without a purchase are worth, in Transaction::currency: REWARD and a taxed
// STOCK_DIVIDEND. Costs on them are paid apart.
[[nodiscard]] Decimal received_value(const Transaction& transaction, const InstrumentInput& instrument);

// Cost brought in by a delivery, in Transaction::currency; none = unknown.
[[nodiscard]] std::optional<Decimal> delivered_cost(const Transaction& transaction, const InstrumentInput& instrument);

// quantity x price x factor, to the minor unit.
[[nodiscard]] Decimal gross_amount(const Decimal& quantity, const Decimal& price, const Decimal& factor,
                                   Currency currency);

// Proceeds of the units that pay a transfer's network fee, in the instrument's currency.
[[nodiscard]] Decimal asset_fee(const Transaction& transaction, const InstrumentInput& instrument);

// Rounded to the currency's minor unit.
[[nodiscard]] Decimal to_minor(const Decimal& amount, Currency currency);

}  // namespace coffer::ledger
