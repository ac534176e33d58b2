#include "ledger/terms.hpp"

namespace coffer::ledger {

bool is_unit_residue(const Decimal& units, const Decimal& held) {
  constexpr Decimal most = Decimal::from_parts(1, 15);
  return !units.is_zero() && abs(units) <= most && multiply(abs(units), 1'000'000) < abs(held);
}

Decimal to_minor(const Decimal& amount, Currency currency) { return rescale(amount, currency.minor_digits()); }

Decimal gross_amount(const Decimal& quantity, const Decimal& price, const Decimal& factor, Currency currency) {
  if (factor == Decimal(1)) return multiply_to(quantity, price, currency.minor_digits());
  // An exact product first: rounding twice could miss the cent.
  return multiply_to(multiply(quantity, price), factor, currency.minor_digits());
}

TradeTerms trade_terms(const Transaction& transaction, const InstrumentInput& instrument) {
  const TransactionDetail& detail = *transaction.detail;
  const RecordedFx* fx = detail.fx ? &*detail.fx : nullptr;
  const bool acquires = transaction.type == TransactionType::Buy || transaction.type == TransactionType::DeliveryIn;
  const Decimal costs = transaction.fee + transaction.tax;
  TradeTerms terms;
  terms.priced_in = fx != nullptr ? fx->priced_in : transaction.currency;
  const auto by_price = [&]() -> std::optional<Decimal> {
    if (!transaction.price) return std::nullopt;
    return gross_amount(transaction.quantity.value_or(Decimal()), *transaction.price,
                        instrument.price_factor_on(transaction.date), terms.priced_in);
  };

  const bool says_gross = transaction.amount || (fx != nullptr && fx->gross);
  if (transaction.amount) {
    terms.gross = *transaction.amount;
    if (acquires) {
      terms.gross -= costs;
    } else {
      terms.gross += costs;
    }
    terms.gross -= detail.accrued;
  } else if (says_gross) {
    terms.gross = *fx->gross;
  }
  if (fx == nullptr) {
    if (!says_gross) terms.gross = by_price().value_or(Decimal());
    terms.priced_gross = terms.gross;
  } else {
    if (fx->priced_gross) {
      terms.priced_gross = *fx->priced_gross;
    } else if (const auto priced = by_price()) {
      terms.priced_gross = *priced;
    } else if (says_gross && fx->rate) {
      terms.priced_gross = divide(terms.gross, *fx->rate, fx->priced_in.minor_digits());
    }
    if (!says_gross)
      terms.gross = multiply_to(terms.priced_gross, fx->rate.value_or(Decimal()), transaction.currency.minor_digits());
  }
  terms.settled = transaction.amount ? *transaction.amount
                  : acquires         ? terms.gross + costs + detail.accrued
                                     : terms.gross + detail.accrued - costs;
  return terms;
}

IncomeTerms income_terms(const Transaction& transaction, const Decimal& price_factor) {
  IncomeTerms terms;
  const Decimal costs = transaction.fee + transaction.tax;
  if (transaction.amount) {
    terms.net = *transaction.amount;
    terms.gross = terms.net + costs;
  } else {
    terms.gross = gross_amount(transaction.quantity.value_or(Decimal()), transaction.price.value_or(Decimal()),
                               price_factor, transaction.currency);
    terms.net = terms.gross - costs;
  }
  return terms;
}

Decimal received_value(const Transaction& transaction, const InstrumentInput& instrument) {
  if (transaction.amount) return *transaction.amount;
  return gross_amount(transaction.quantity.value_or(Decimal()), transaction.price.value_or(Decimal()),
                      instrument.price_factor_on(transaction.date), transaction.currency);
}

std::optional<Decimal> delivered_cost(const Transaction& transaction, const InstrumentInput& instrument) {
  const TransactionDetail& detail = *transaction.detail;
  if (detail.cost) return detail.cost;
  if (transaction.amount) return transaction.amount;
  if (transaction.price) return trade_terms(transaction, instrument).settled;
  return std::nullopt;
}

Decimal asset_fee(const Transaction& transaction, const InstrumentInput& instrument) {
  const TransactionDetail& detail = *transaction.detail;
  return gross_amount(detail.fee_quantity, detail.fee_price.value_or(Decimal()),
                      instrument.price_factor_on(transaction.date), instrument.currency);
}

}  // namespace coffer::ledger
