#include "finance/cases/booking_rows.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "ledger/conventions/trail_recorder.hpp"

namespace coffer::finance {
namespace {

using ledger::Booking;
using ledger::BookingType;
using ledger::Traced;
using ledger::TransactionField;

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

// The amounts of one row, each an input of trails where these are asked for.
class RowAmounts {
 public:
  RowAmounts(Booking& booking, ledger::TrailRecorder* recorder) : booking_(&booking), recorder_(recorder) {}

  [[nodiscard]] std::optional<Traced> read(const CaseReader& row, std::string_view key, TransactionField field,
                                           Currency currency = {}) const {
    const auto value = row.long_decimal(key);
    if (!value) return std::nullopt;
    if (recorder_ == nullptr) return Traced(*value);
    const ledger::TrailInput leaf{.kind = ledger::InputKind::Field,
                                  .field = field,
                                  .transaction = ledger::TransactionIndex{booking_->line},
                                  .date = booking_->date};
    ledger::TrailLabel label = ledger::label_of(*booking_, ledger::TrailKind::Input, currency);
    label.quantity = std::nullopt;
    return recorder_->input(leaf, *value, label);
  }
  [[nodiscard]] std::optional<Traced> read_not_negative(const CaseReader& row, std::string_view key,
                                                        TransactionField field, Currency currency = {}) const {
    auto value = read(row, key, field, currency);
    if (value && value->is_negative()) row.refuse(key, "Never negative: the type says the direction.");
    return value;
  }
  // Zero where absent.
  [[nodiscard]] Traced read_costs(const CaseReader& row, std::string_view key, TransactionField field) const {
    const auto value = read(row, key, field, booking_->currency);
    return value && !value->is_zero() ? *value : Traced();
  }

 private:
  Booking* booking_;
  ledger::TrailRecorder* recorder_;
};

void read_fx(const CaseReader& row, Booking& booking, const RowAmounts& amounts) {
  const auto fx = row.object("fx");
  if (!fx) return;
  fx->allow_only({"amount", "currency", "instrument_amount", "instrument_currency", "rate", "rate_eur_usd"});
  ledger::BookedRate rate;
  rate.currency = fx->currency("currency").value_or(booking.currency);
  rate.amount = amounts.read(*fx, "amount", TransactionField::FxGross, rate.currency);
  rate.instrument_currency = fx->currency("instrument_currency").value_or(Currency());
  rate.instrument_amount =
      amounts.read(*fx, "instrument_amount", TransactionField::FxPricedGross, rate.instrument_currency);
  rate.rate = amounts.read(*fx, "rate", TransactionField::FxRate);
  if (rate.rate && !rate.rate->is_positive()) fx->refuse("rate", "A rate is above zero.");
  booking.rate_eur_usd = amounts.read(*fx, "rate_eur_usd", TransactionField::FxRateEurUsd);
  if (booking.rate_eur_usd && !booking.rate_eur_usd->is_positive()) fx->refuse("rate_eur_usd", "A rate is above zero.");
  booking.fx = rate;
}

void read_selector(const CaseReader& row, Booking& booking) {
  const auto selector = row.object("lot_selector");
  if (!selector) return;
  selector->allow_only({"cost", "currency", "date", "label"});
  booking.selector = {.cost = selector->long_decimal("cost"),
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

std::vector<Booking> decode_bookings(const std::vector<CaseReader>& rows, const BookingNames& names,
                                     ledger::TrailRecorder* recorder) {
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
    const auto currency = row.currency("currency");
    booking.currency = currency ? *currency : names.currency(booking.instrument);
    const RowAmounts amounts(booking, recorder);
    booking.quantity = amounts.read_not_negative(row, "quantity", TransactionField::Quantity);
    booking.price = amounts.read(row, "price", TransactionField::Price, booking.currency);
    booking.amount = amounts.read_not_negative(row, "amount", TransactionField::Amount, booking.currency);
    booking.fee = amounts.read_costs(row, "fee", TransactionField::Fee);
    booking.tax = amounts.read_costs(row, "tax", TransactionField::Tax);
    read_fx(row, booking, amounts);
    booking.lot_label = row.text("lot_label").value_or("");
    read_selector(row, booking);
    booking.opens_lot = row.flag("opens_lot").value_or(false);
    booking.ratio_to = amounts.read(row, "ratio_to", TransactionField::RatioTo);
    booking.ratio_from = amounts.read(row, "ratio_from", TransactionField::RatioFrom);
    check(row, booking);
    bookings.push_back(std::move(booking));
  }
  return bookings;
}

}  // namespace coffer::finance
