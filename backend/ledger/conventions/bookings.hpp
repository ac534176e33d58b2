// Bookings as a statement or another program's file holds them: one line each, its legs not yet put
// together. What the conventions of this folder are computed from.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/date.hpp"
#include "base/decimal.hpp"
#include "base/money.hpp"
#include "ledger/index.hpp"
#include "ledger/input.hpp"
#include "ledger/series.hpp"

namespace coffer::ledger {

enum class BookingType : std::uint8_t {
  Buy,
  Sell,
  Dividend,
  Interest,
  InterestCharge,
  Fee,
  FeeRefund,
  Tax,
  TaxRefund,
  Deposit,
  Withdrawal,
  CashTransferOut,
  CashTransferIn,
  TransferOut,
  TransferIn,
  DeliveryIn,
  DeliveryOut,
  Split,
  Liability,
  Valuation,
};

// The rate that the booking itself states.
struct BookedRate {
  std::optional<Decimal> amount;  // gross in Booking::currency
  Currency currency;
  std::optional<Decimal> instrument_amount;  // gross in instrument_currency
  Currency instrument_currency;
  std::optional<Decimal> rate;  // Booking::currency per instrument_currency
};

// Only lots that agree with every given key are considered.
struct LotSelector {
  std::optional<Decimal> cost;  // per unit
  std::optional<Currency> currency;
  std::optional<Date> date;
  std::optional<std::string> label;
  [[nodiscard]] bool is_empty() const { return !cost && !currency && !date && !label; }
};

// Amounts are never negative; the type says the direction. `amount` settles: BUY and DELIVERY_IN gross
// + fee + tax, SELL and DELIVERY_OUT gross - fee - tax, income net.
struct Booking {
  BookingType type = BookingType::Deposit;
  Date date;
  std::optional<std::int16_t> time;  // minutes of the day
  std::uint32_t line = 0;            // place in the source
  InstrumentIndex instrument;
  AccountIndex account;          // of the money; the holder of lots at unit cost
  AccountIndex counter_account;  // other side of a transfer
  AccountIndex portfolio;        // of the units; places of its own, not those of `account`
  AccountIndex counter_portfolio;
  std::optional<Decimal> quantity;
  std::optional<Decimal> price;  // per unit, before costs
  std::optional<Decimal> amount;
  Currency currency;
  Decimal fee;
  Decimal tax;
  std::optional<BookedRate> fx;
  std::optional<Decimal> rate_eur_usd;  // USD per EUR
  std::string lot_label;                // name of the lot that a BUY opens
  LotSelector selector;
  bool opens_lot = false;  // a SELL that matches nothing
  std::optional<Decimal> ratio_to;
  std::optional<Decimal> ratio_from;
};

struct BookingInput {
  Currency report;
  std::vector<InstrumentInput> instruments;
  std::vector<Booking> bookings;                             // in the order of the source
  std::vector<std::shared_ptr<const DecimalSeries>> quotes;  // by instrument; null = none
  std::vector<FxSeries> rates;
};

}  // namespace coffer::ledger
