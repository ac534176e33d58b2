#include "finance/reports/seen_side.hpp"

namespace coffer::finance {

namespace {

// The same event as another type: an amount or units alone.
TransactionFields as(const TransactionFields& fields, TransactionType type) {
  TransactionFields side;
  side.account = fields.account;
  side.type = type;
  side.date = fields.date;
  side.time = fields.time;
  side.currency = fields.currency;
  side.sequence = fields.sequence;
  return side;
}

TransactionFields money(const TransactionFields& fields, TransactionType type, Decimal amount) {
  auto side = as(fields, type);
  side.amount = amount;
  return side;
}

TransactionFields units(const TransactionFields& fields, TransactionType type) {
  auto side = as(fields, type);
  side.instrument = fields.instrument;
  side.quantity = fields.quantity;
  return side;
}

Decimal principal_of(const TransactionFields& fields) {
  const auto rest =
      fields.amount.value_or(Decimal()) - fields.interest.value_or(Decimal()) - fields.fee.value_or(Decimal());
  return fields.principal.value_or(rest);
}

// Of the account that is named first: the sender, or whoever owes the loan.
std::vector<TransactionFields> first_side(const TransactionFields& fields) {
  std::vector<TransactionFields> sides;
  if (fields.type == TransactionType::Transfer) {
    sides.push_back(units(fields, TransactionType::DeliveryOut));
    if (!fields.fee_quantity || !fields.fee_price) return sides;
    // What left in addition was sold for the fee.
    const auto fee = multiply_to(*fields.fee_quantity, *fields.fee_price, fields.currency.minor_digits());
    auto sale = money(fields, TransactionType::Sell, fee);
    sale.instrument = fields.instrument;
    sale.quantity = fields.fee_quantity;
    sides.push_back(std::move(sale));
    sides.push_back(money(fields, TransactionType::Fee, fee));
    return sides;
  }
  if (fields.type == TransactionType::LoanDraw) {
    sides.push_back(money(fields, TransactionType::Deposit, fields.amount.value_or(Decimal())));
    return sides;
  }
  if (fields.type != TransactionType::LoanRepayment) {
    sides.push_back(money(fields, TransactionType::Withdrawal, fields.amount.value_or(Decimal())));
    return sides;
  }
  const auto principal = principal_of(fields);
  if (!principal.is_zero()) sides.push_back(money(fields, TransactionType::Withdrawal, principal));
  if (fields.interest && !fields.interest->is_zero())
    sides.push_back(money(fields, TransactionType::InterestCharge, *fields.interest));
  if (fields.fee && !fields.fee->is_zero()) sides.push_back(money(fields, TransactionType::Fee, *fields.fee));
  return sides;
}

// Of the receiver, or of the loan.
std::vector<TransactionFields> second_side(TransactionFields fields) {
  if (fields.arrival == ledger::Arrival::Pending) return {};
  fields.account = *fields.counter_account;
  fields.date = fields.counter_date.value_or(fields.date);
  if (fields.type == TransactionType::Transfer) return {units(fields, TransactionType::DeliveryIn)};
  const auto amount = fields.counter_amount.value_or(fields.amount.value_or(Decimal()));
  if (fields.type == TransactionType::LoanDraw) return {money(fields, TransactionType::Withdrawal, amount)};
  if (fields.type == TransactionType::LoanRepayment)
    return {money(fields, TransactionType::Deposit, principal_of(fields))};
  fields.currency = fields.counter_currency.value_or(fields.currency);
  return {money(fields, TransactionType::Deposit, amount)};
}

}  // namespace

bool is_seen_whole(const TransactionFields& fields, const BookIndex& index) {
  return index.account(fields.account).is_set() &&
         (!fields.counter_account || index.account(*fields.counter_account).is_set());
}

std::vector<TransactionFields> seen_side(const TransactionFields& fields, const BookIndex& index) {
  if (is_seen_whole(fields, index)) return {fields};
  if (index.account(fields.account).is_set()) return first_side(fields);
  if (fields.counter_account && index.account(*fields.counter_account).is_set()) return second_side(fields);
  return {};
}

}  // namespace coffer::finance
