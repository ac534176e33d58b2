// A user's event, as the core takes it: one revision, with dense indices instead of identifiers.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "base/date.hpp"
#include "base/decimal.hpp"
#include "base/money.hpp"
#include "ledger/boxed.hpp"
#include "ledger/index.hpp"

namespace coffer::ledger {

enum class TransactionType : std::uint8_t {
  Deposit,
  Withdrawal,
  CashTransfer,
  FxExchange,
  Buy,
  Sell,
  Dividend,
  Interest,
  InterestCharge,
  Income,
  Expense,
  Fee,
  FeeRefund,
  Tax,
  TaxRefund,
  Transfer,
  DeliveryIn,
  DeliveryOut,
  Split,
  StockDividend,
  SpinOff,
  Merger,
  Rights,
  ReturnOfCapital,
  SymbolChange,
  Reward,
  Swap,
  LoanDraw,
  LoanRepayment,
  Valuation,
  Balance,
};

// The names of the API: "buy", "cash_transfer".
[[nodiscard]] std::string_view transaction_type_name(TransactionType type);
[[nodiscard]] std::optional<TransactionType> parse_transaction_type(std::string_view name);

enum class IncomeCategory : std::uint8_t { Other, Rent, Reward, Interest, Dividend };

// The rate that a booking itself states; it beats every market rate. With it, price and position
// are in `priced_in`, amount, fee and tax in Transaction::currency.
struct RecordedFx {
  Currency priced_in;
  std::optional<Decimal> rate;          // 1 priced_in = rate x Transaction::currency
  std::optional<Decimal> gross;         // in Transaction::currency
  std::optional<Decimal> priced_gross;  // in priced_in
};

// Income whose cash arrived in another currency than its amounts are stated in.
struct Settlement {
  Decimal amount;
  Currency currency;
  std::optional<Decimal> rate;  // 1 rate_from = rate x rate_to
  Currency rate_from;
  Currency rate_to;
};

// A fraction of a unit paid in cash: a sale after the action.
struct CashInLieu {
  Decimal quantity;  // in new units
  std::optional<Decimal> price;
  Decimal amount;
};

// A lot picked by the user, by the transaction that acquired it.
struct ChosenLot {
  TransactionIndex acquired_by;
  Decimal quantity;
};

enum class RightsAction : std::uint8_t { Grant, Exercise };
enum class DeliveryMode : std::uint8_t { Gift, Realises };
// Whether the second side of a transfer is known. Arrived without a date: on the day it left.
enum class Arrival : std::uint8_t { Arrived, Pending };

struct TransactionDetail {
  std::optional<RecordedFx> fx;
  std::optional<Settlement> settled;
  Decimal accrued;  // accrued interest paid (BUY) or received (SELL)

  // TRANSFER, CASH_TRANSFER, FX_EXCHANGE
  Arrival arrival = Arrival::Arrived;
  std::optional<Date> arrival_date;
  std::optional<Decimal> counter_amount;  // what arrives, where its currency differs
  Currency counter_currency;
  Decimal fee_quantity;  // leaves in addition: a sale at fee_price whose proceeds are the fee
  std::optional<Decimal> fee_price;

  // DELIVERY_IN, DELIVERY_OUT
  std::optional<Decimal> cost;    // cost brought in, in Transaction::currency
  std::optional<Date> cost_date;  // when it was acquired
  DeliveryMode delivery = DeliveryMode::Gift;

  IncomeCategory category = IncomeCategory::Other;

  // LOAN_REPAYMENT: amount = principal + interest + fee
  std::optional<Decimal> principal;
  std::optional<Decimal> interest;

  // Corporate actions: ratio_to new for ratio_from old units
  InstrumentIndex new_instrument;
  std::optional<Decimal> ratio_to;
  std::optional<Decimal> ratio_from;
  std::optional<Decimal> cost_share;  // of each parent lot's cost, to the child
  std::optional<CashInLieu> cash_in_lieu;
  std::optional<Decimal> cash_per_share;
  std::optional<Decimal> new_price;
  std::optional<Decimal> new_quantity;
  RightsAction rights_action = RightsAction::Grant;

  std::vector<ChosenLot> chosen_lots;
};

// Amounts are positive and mean what README's table of types says: `amount` settles (BUY: gross +
// fee + tax, SELL: gross - fee - tax, income: net). Only a dividend on a short has negative signs.
struct Transaction {
  TransactionType type = TransactionType::Deposit;
  Date date;
  std::optional<std::int16_t> time;      // minutes of the day
  std::optional<std::int64_t> sequence;  // order within the day in the source
  AccountIndex account;                  // absent for facts of an instrument (SPLIT, VALUATION)
  AccountIndex counter_account;          // receiver of a transfer; loan of LOAN_*
  InstrumentIndex instrument;
  Currency currency;
  std::optional<Decimal> quantity;
  std::optional<Decimal> price;  // as quoted: times the price factor it is money
  std::optional<Decimal> amount;
  Decimal fee;
  Decimal tax;
  Boxed<TransactionDetail> detail;
};

}  // namespace coffer::ledger
