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

}  // namespace

Decimal gross_of(const Booking& booking, const InstrumentInput* instrument) {
  if (booking.amount) {
    switch (costs_of(booking.type)) {
      case Costs::OnTop: return *booking.amount - booking.fee - booking.tax;
      case Costs::TakenOut: return *booking.amount + booking.fee + booking.tax;
      case Costs::Apart: return *booking.amount;
    }
  }
  if (!booking.quantity || !booking.price) return {};
  const Decimal gross = multiply(*booking.quantity, *booking.price);
  return instrument == nullptr ? gross : multiply(gross, instrument->price_factor);
}

Decimal settled_of(const Booking& booking, const InstrumentInput* instrument) {
  if (booking.amount) return *booking.amount;
  const Decimal gross = gross_of(booking, instrument);
  switch (costs_of(booking.type)) {
    case Costs::OnTop: return gross + booking.fee + booking.tax;
    case Costs::TakenOut: return gross - booking.fee - booking.tax;
    case Costs::Apart: break;
  }
  return gross;
}

Decimal cash_effect_of(const Booking& booking, const InstrumentInput* instrument) {
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

Decimal cents(const Decimal& amount) { return rescale(amount, 2); }

Decimal booked_in_report(const Booking& booking, const Decimal& amount, const Market& market) {
  const Currency report = market.input().report;
  if (booking.currency == report) return amount;
  if (booking.fx && booking.fx->instrument_currency == report && booking.fx->rate && !booking.fx->rate->is_zero())
    return divide(amount, *booking.fx->rate, 2);
  return multiply_to(amount, market.rate_to_report(booking.currency, booking.date), 2);
}

}  // namespace coffer::ledger
