// Recorded postings: what follows from one transaction revision alone.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "base/date.hpp"
#include "base/decimal.hpp"
#include "base/money.hpp"
#include "base/result.hpp"
#include "ledger/index.hpp"
#include "ledger/input.hpp"
#include "ledger/transaction.hpp"

namespace coffer::ledger {

enum class LedgerAccount : std::uint8_t {
  Cash,
  Position,
  Loan,
  Transit,
  IncomeDividend,
  IncomeInterest,
  IncomeRent,
  IncomeReward,
  IncomeOther,
  ExpenseFee,
  ExpenseTax,
  ExpenseInterest,
  ExpenseOther,
  Outside,
  Conversion,
  RealizedGain,  // derived layer only
};

// "C", "P", "L", "T", "I:dividend", "E:fee", "K", "X", "R".
[[nodiscard]] std::string_view ledger_account_name(LedgerAccount ledger);
[[nodiscard]] std::optional<LedgerAccount> parse_ledger_account(std::string_view name);

// Which amount of its transaction a posting carries, in either sign.
enum class AmountSource : std::uint8_t {
  None,
  Amount,
  Gross,        // of a trade, in the transaction's currency
  PricedGross,  // of a trade, in the currency of its price
  Settled,      // of a trade
  IncomeGross,
  IncomeNet,
  SettledAmount,  // in another currency
  Fee,
  Tax,
  Accrued,
  Interest,
  CounterAmount,
  AssetFee,
  DeliveredCost,
  ReceivedValue,
  Repaid,    // of a loan: the amount less interest and fee
  Fraction,  // cash in lieu
};

struct Posting {
  LedgerAccount ledger = LedgerAccount::Cash;
  AmountSource source = AmountSource::None;
  Date date;  // a transfer has two
  AccountIndex account;
  InstrumentIndex instrument;  // where there is one
  Currency currency;           // empty on a leg of quantity alone
  Decimal amount;              // + debit, - credit
  Decimal quantity;            // Position and Transit: + long, - short
};

// What posting rules need to know besides the transaction; both lists as in BookInput.
struct PostingContext {
  std::span<const AccountInput> accounts;
  std::span<const InstrumentInput> instruments;
};

// The recorded postings of one revision. They sum to zero per currency and date. Refuses with
// ErrorKind::Invalid, problem ledger/invalid-transaction, and one field per fault, its pointer named
// as in the API (/quantity, /price, /amount, /currency, /account, /counter_account, ...).
// Facts that need the book to know their quantity (SPLIT, SPIN_OFF, RIGHTS grant) have no recorded
// posting but those of a fraction paid in cash; VALUATION and BALANCE have none.
[[nodiscard]] Result<std::vector<Posting>> post_transaction(const Transaction& transaction,
                                                            const PostingContext& context);
// The same into a buffer that is cleared first: no allocation per transaction.
[[nodiscard]] Result<> post_transaction_into(const Transaction& transaction, const PostingContext& context,
                                             std::vector<Posting>& postings);

}  // namespace coffer::ledger
