// A user's event: what happened on an account, with every revision kept.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "auth/grants/grant.hpp"
#include "base/date.hpp"
#include "base/decimal.hpp"
#include "base/id.hpp"
#include "base/money.hpp"
#include "ledger/transaction.hpp"

namespace coffer::finance {

using ledger::TransactionType;

// A fraction of a unit that an account got in cash.
struct CashInLieu {
  Decimal quantity;  // in new units
  Decimal amount;
  auto operator<=>(const CashInLieu&) const = default;
};

// A lot to be closed, named by the transaction that acquired it.
struct ChosenLot {
  TransactionId transaction;
  Decimal quantity;
  auto operator<=>(const ChosenLot&) const = default;
};

// What one revision says. Amounts are in `currency`; field_rules.hpp says which fields a type takes.
struct TransactionFields {
  AccountId account;
  TransactionType type = TransactionType::Deposit;
  Date date;
  std::optional<std::string> time;  // "15:30" or "15:30:00"
  std::optional<Date> settlement_date;
  std::optional<InstrumentId> instrument;
  std::optional<Decimal> quantity;
  std::optional<Decimal> price;
  std::optional<Decimal> amount;
  Currency currency;
  std::optional<Decimal> fee;
  std::optional<Decimal> tax;
  std::optional<Decimal> accrued_interest;
  std::optional<Decimal> fx_rate;
  std::optional<AccountId> counter_account;  // receiver of a transfer; loan of a draw or repayment
  std::optional<Date> counter_date;
  std::optional<Decimal> counter_amount;
  std::optional<Currency> counter_currency;
  std::optional<ledger::Arrival> arrival;  // of a transfer; absent: it arrived
  std::optional<Decimal> fee_quantity;     // of a transfer of units: what leaves in addition
  std::optional<Decimal> fee_price;
  std::optional<InstrumentId> new_instrument;
  std::optional<Decimal> new_quantity;
  std::optional<Decimal> new_price;
  std::optional<Decimal> cost_share;
  std::optional<ledger::RightsAction> rights;  // absent: granted
  std::optional<CashInLieu> cash_in_lieu;
  std::optional<std::vector<ChosenLot>> lots;
  std::optional<TransactionId> joined;  // the receiving side of a transfer that was joined of two
  std::optional<std::int64_t> ratio_to;
  std::optional<std::int64_t> ratio_from;
  std::optional<Decimal> cost;
  std::optional<Date> cost_date;
  std::optional<bool> realises;
  std::optional<Decimal> principal;
  std::optional<Decimal> interest;
  std::optional<std::string> category;
  std::optional<std::int64_t> sequence;  // order within the day in the source
  std::optional<std::string> external_id;
  std::optional<std::string> note;
};

[[nodiscard]] constexpr bool is_loan_type(TransactionType type) {
  return type == TransactionType::LoanDraw || type == TransactionType::LoanRepayment;
}

enum class TransactionStatus { Active, Removed };

struct Transaction {
  TransactionId id;
  TransactionFields fields;
  std::string account_name;
  std::optional<std::string> counter_account_name;
  std::optional<std::string> instrument_symbol;  // as named on the trade date
  std::optional<std::string> instrument_name;
  std::optional<std::string> new_instrument_symbol;
  std::optional<Decimal> cash_effect;                    // on the cash of the account, in `currency`
  auth::AmountSight amounts = auth::AmountSight::Shown;  // hidden: without amounts and quantity
  TransactionStatus status = TransactionStatus::Active;
  std::optional<ImportId> import;
  std::int64_t revision = 1;
  Timestamp recorded_at;
  Timestamp created_at;
};

enum class RevisionChange { Recorded, Revised, Removed, Restored };

struct TransactionRevision {
  Transaction transaction;
  RevisionChange change = RevisionChange::Recorded;
  std::optional<std::string> reason;
  std::optional<UserId> actor;
  std::string actor_name;
};

enum class TransactionSort { Date, DateDescending, Amount, AmountDescending, RecordedAt, RecordedAtDescending };

struct TransactionFilter {
  std::optional<AccountId> account;
  std::optional<PortfolioId> portfolio;
  std::optional<InstrumentId> instrument;
  std::optional<TransactionType> type;
  std::optional<Date> from;
  std::optional<Date> to;
  std::optional<std::string> text;
  std::optional<ImportId> import;
  std::optional<Timestamp> known_at;  // as they stood then; by date alone
  TransactionSort sort = TransactionSort::DateDescending;
};

}  // namespace coffer::finance
