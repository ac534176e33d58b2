#include "ledger/conventions/amounts.hpp"

namespace coffer::ledger {
namespace {

// Whether fee and tax are on top of the gross amount, taken out of it, or none of its business.
enum class Costs : std::uint8_t { OnTop, TakenOut, Apart };

Costs costs_of(BookingType type) {
  switch (type) {
    case BookingType::Buy:
    case BookingType::DeliveryIn: return Costs::OnTop;
    case BookingType::Sell:
    case BookingType::DeliveryOut:
    case BookingType::Dividend:
    case BookingType::Interest: return Costs::TakenOut;
    default: return Costs::Apart;
  }
}

std::optional<TransactionType> type_of(BookingType type) {
  using enum BookingType;
  switch (type) {
    case Buy: return TransactionType::Buy;
    case Sell: return TransactionType::Sell;
    case Dividend: return TransactionType::Dividend;
    case Interest: return TransactionType::Interest;
    case InterestCharge: return TransactionType::InterestCharge;
    case Fee: return TransactionType::Fee;
    case FeeRefund: return TransactionType::FeeRefund;
    case Tax: return TransactionType::Tax;
    case TaxRefund: return TransactionType::TaxRefund;
    case Deposit: return TransactionType::Deposit;
    case Withdrawal: return TransactionType::Withdrawal;
    case CashTransferOut:
    case CashTransferIn: return TransactionType::CashTransfer;
    case TransferOut:
    case TransferIn: return TransactionType::Transfer;
    case DeliveryIn: return TransactionType::DeliveryIn;
    case DeliveryOut: return TransactionType::DeliveryOut;
    case Split: return TransactionType::Split;
    case Valuation: return TransactionType::Valuation;
    case Liability: break;
  }
  return std::nullopt;
}

Traced unnamed_gross_of(const Booking& booking, const BookedInstrument* instrument) {
  if (booking.amount) {
    switch (costs_of(booking.type)) {
      case Costs::OnTop: return *booking.amount - booking.fee - booking.tax;
      case Costs::TakenOut: return *booking.amount + booking.fee + booking.tax;
      case Costs::Apart: return *booking.amount;
    }
  }
  if (!booking.quantity || !booking.price) return {};
  const Traced gross = multiply(*booking.quantity, *booking.price);
  return instrument == nullptr ? gross : multiply(gross, instrument->price_factor);
}

}  // namespace

TrailLabel label_of(const Booking& booking, TrailKind kind, Currency currency) {
  TrailLabel label{.kind = kind, .date = booking.date, .instrument = booking.instrument, .currency = currency};
  label.type = type_of(booking.type);
  if (booking.quantity) label.quantity = booking.quantity->value();
  return label;
}

Traced gross_of(const Booking& booking, const BookedInstrument* instrument) {
  return unnamed_gross_of(booking, instrument).named(label_of(booking, TrailKind::Gross, booking.currency));
}

Traced settled_of(const Booking& booking, const BookedInstrument* instrument) {
  if (booking.amount) return *booking.amount;
  const Traced gross = gross_of(booking, instrument);
  const TrailLabel label = label_of(booking, TrailKind::Settled, booking.currency);
  switch (costs_of(booking.type)) {
    case Costs::OnTop: return (gross + booking.fee + booking.tax).named(label);
    case Costs::TakenOut: return (gross - booking.fee - booking.tax).named(label);
    case Costs::Apart: break;
  }
  return gross;
}

Traced cash_effect_of(const Booking& booking, const BookedInstrument* instrument) {
  switch (booking.type) {
    case BookingType::Sell:
    case BookingType::Dividend:
    case BookingType::Interest:
    case BookingType::FeeRefund:
    case BookingType::TaxRefund:
    case BookingType::Deposit:
    case BookingType::CashTransferIn: return settled_of(booking, instrument);
    case BookingType::Buy:
    case BookingType::InterestCharge:
    case BookingType::Fee:
    case BookingType::Tax:
    case BookingType::Withdrawal:
    case BookingType::CashTransferOut: return -settled_of(booking, instrument);
    case BookingType::TransferOut:
    case BookingType::TransferIn:
    case BookingType::DeliveryIn:
    case BookingType::DeliveryOut:
    case BookingType::Split:
    case BookingType::Liability:
    case BookingType::Valuation: break;
  }
  return {};
}

Traced cents(const Traced& amount) { return rescale(amount, 2); }

Traced booked_in_report(const Booking& booking, const Traced& amount, const Market& market) {
  const Currency report = market.input().report;
  if (booking.currency == report) return amount;
  if (booking.fx && booking.fx->instrument_currency == report && booking.fx->rate && !booking.fx->rate->is_zero())
    return divide(amount, *booking.fx->rate, 2).named(label_of(booking, TrailKind::Converted, report));
  return multiply_to(amount, market.rate_to_report(booking.currency, booking.date), 2)
      .named(label_of(booking, TrailKind::Converted, report));
}

}  // namespace coffer::ledger
