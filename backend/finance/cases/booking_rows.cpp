#include "finance/cases/booking_rows.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace coffer::finance {
namespace {

using ledger::Booking;
using ledger::BookingType;

constexpr std::array<std::pair<std::string_view, BookingType>, 20> type_names{
    {{"BUY", BookingType::Buy},
     {"SELL", BookingType::Sell},
     {"DIVIDEND", BookingType::Dividend},
     {"INTEREST", BookingType::Interest},
     {"INTEREST_CHARGE", BookingType::InterestCharge},
     {"FEE", BookingType::Fee},
     {"FEE_REFUND", BookingType::FeeRefund},
     {"TAX", BookingType::Tax},
     {"TAX_REFUND", BookingType::TaxRefund},
     {"DEPOSIT", BookingType::Deposit},
     {"WITHDRAWAL", BookingType::Withdrawal},
     {"CASH_TRANSFER_OUT", BookingType::CashTransferOut},
     {"CASH_TRANSFER_IN", BookingType::CashTransferIn},
     {"TRANSFER_OUT", BookingType::TransferOut},
     {"TRANSFER_IN", BookingType::TransferIn},
     {"DELIVERY_IN", BookingType::DeliveryIn},
     {"DELIVERY_OUT", BookingType::DeliveryOut},
     {"SPLIT", BookingType::Split},
     {"LIABILITY", BookingType::Liability},
     {"VALUATION", BookingType::Valuation}}};

BookingType read_type(const CaseReader& row) {
  const auto name = row.text("type").value_or("");
  const auto found = std::ranges::find(type_names, name, &std::pair<std::string_view, BookingType>::first);
  if (found != type_names.end()) return found->second;
  row.refuse("type", "No such type of transaction.");
  return BookingType::Deposit;
}

std::optional<Decimal> read_not_negative(const CaseReader& row, std::string_view key) {
  const auto value = row.decimal(key);
  if (value && value->is_negative()) row.refuse(key, "Never negative: the type says the direction.");
  return value;
}

void read_fx(const CaseReader& row, Booking& booking) {
  const auto fx = row.object("fx");
  if (!fx) return;
  fx->allow_only({"amount", "currency", "instrument_amount", "instrument_currency", "rate", "rate_eur_usd"});
  ledger::BookedRate rate;
  rate.amount = fx->decimal("amount");
  rate.currency = fx->currency("currency").value_or(booking.currency);
  rate.instrument_amount = fx->decimal("instrument_amount");
  rate.instrument_currency = fx->currency("instrument_currency").value_or(Currency());
  rate.rate = fx->decimal("rate");
  if (rate.rate && !rate.rate->is_positive()) fx->refuse("rate", "A rate is above zero.");
  booking.rate_eur_usd = fx->decimal("rate_eur_usd");
  if (booking.rate_eur_usd && !booking.rate_eur_usd->is_positive()) fx->refuse("rate_eur_usd", "A rate is above zero.");
  booking.fx = rate;
}

void read_selector(const CaseReader& row, Booking& booking) {
  const auto selector = row.object("lot_selector");
  if (!selector) return;
  selector->allow_only({"cost", "currency", "date", "label"});
  booking.selector = {.cost = selector->decimal("cost"),
                      .currency = selector->currency("currency"),
                      .date = selector->date("date"),
                      .label = selector->text("label")};
}

// What the type cannot do without. A trade may lack its price (a value of the day) or its amount.
void check(const CaseReader& row, const Booking& booking) {
  using enum BookingType;
  const bool moves_units = booking.type == Buy || booking.type == Sell || booking.type == DeliveryIn ||
                           booking.type == DeliveryOut || booking.type == TransferIn || booking.type == TransferOut;
  if (moves_units && !booking.instrument.is_set()) row.refuse("symbol", "Name the instrument.");
  if (moves_units && !booking.quantity) row.refuse("quantity", "Give the number of units.");
  if (booking.type == Split) {
    if (!booking.instrument.is_set()) row.refuse("symbol", "Name the instrument.");
    if (!booking.ratio_to || !booking.ratio_to->is_positive()) row.refuse("ratio_to", "Above zero: new units.");
    if (!booking.ratio_from || !booking.ratio_from->is_positive()) row.refuse("ratio_from", "Above zero: old units.");
  }
}

}  // namespace

std::vector<Booking> decode_bookings(const std::vector<CaseReader>& rows, const BookingNames& names) {
  std::vector<Booking> bookings;
  bookings.reserve(rows.size());
  for (const CaseReader& row : rows) {
    row.allow_only({"date",
                    "time",
                    "type",
                    "symbol",
                    "quantity",
                    "price",
                    "amount",
                    "currency",
                    "fee",
                    "tax",
                    "account",
                    "portfolio",
                    "counter_account",
                    "counter_portfolio",
                    "lot_label",
                    "lot_selector",
                    "opens_lot",
                    "ratio_to",
                    "ratio_from",
                    "fx"});
    Booking booking;
    booking.type = read_type(row);
    const auto date = row.date("date");
    if (!date) row.refuse("date", "Give the day.");
    booking.date = date.value_or(Date());
    booking.time = row.time("time");
    booking.line = static_cast<std::uint32_t>(bookings.size());
    booking.instrument = names.instrument(row, "symbol");
    booking.account = names.account(row, "account");
    booking.counter_account = names.account(row, "counter_account");
    booking.portfolio = names.portfolio(row, "portfolio");
    booking.counter_portfolio = names.portfolio(row, "counter_portfolio");
    booking.quantity = read_not_negative(row, "quantity");
    booking.price = row.decimal("price");
    booking.amount = read_not_negative(row, "amount");
    const auto currency = row.currency("currency");
    booking.currency = currency ? *currency : names.currency(booking.instrument);
    booking.fee = row.decimal("fee").value_or(Decimal());
    booking.tax = row.decimal("tax").value_or(Decimal());
    read_fx(row, booking);
    booking.lot_label = row.text("lot_label").value_or("");
    read_selector(row, booking);
    booking.opens_lot = row.flag("opens_lot").value_or(false);
    booking.ratio_to = row.decimal("ratio_to");
    booking.ratio_from = row.decimal("ratio_from");
    check(row, booking);
    bookings.push_back(std::move(booking));
  }
  return bookings;
}

}  // namespace coffer::finance
