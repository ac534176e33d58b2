// Bookings as a statement or another program's file holds them: one line each, its legs not yet put
// together. What the conventions of this folder are computed from.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/date.hpp"
#include "base/money.hpp"
#include "ledger/conventions/traced.hpp"
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
  std::optional<Traced> amount;  // gross in Booking::currency
  Currency currency;
  std::optional<Traced> instrument_amount;  // gross in instrument_currency
  Currency instrument_currency;
  std::optional<Traced> rate;  // Booking::currency per instrument_currency
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
  std::optional<Traced> quantity;
  std::optional<Traced> price;  // per unit, before costs
  std::optional<Traced> amount;
  Currency currency;
  Traced fee;
  Traced tax;
  std::optional<BookedRate> fx;
  std::optional<Traced> rate_eur_usd;  // USD per EUR
  std::string lot_label;               // name of the lot that a BUY opens
  LotSelector selector;
  bool opens_lot = false;  // a SELL that matches nothing
  std::optional<Traced> ratio_to;
  std::optional<Traced> ratio_from;
};

// What a step from a booking is: of its day, its type and, where it has one, its instrument.
[[nodiscard]] TrailLabel label_of(const Booking& booking, TrailKind kind, Currency currency = {});

struct BookedInstrument {
  Currency currency;
  Traced price_factor = 1;  // quoted price x factor = money of `currency` (pence, per cent: 0.01)
};

struct BookingInput {
  Currency report;
  TrailRecorder* recorder = nullptr;  // that gave out the amounts of the bookings; none: figures have no trail
  std::vector<BookedInstrument> instruments;
  std::vector<Booking> bookings;                             // in the order of the source
  std::vector<std::shared_ptr<const DecimalSeries>> quotes;  // by instrument; null = none
  std::vector<FxSeries> rates;
};

}  // namespace coffer::ledger
