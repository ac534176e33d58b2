// The book: all transactions up to a day put in order and posted, with lots and what follows from them.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <vector>

#include "base/date.hpp"
#include "base/decimal.hpp"
#include "base/money.hpp"
#include "base/result.hpp"
#include "ledger/fx.hpp"
#include "ledger/index.hpp"
#include "ledger/input.hpp"
#include "ledger/lot_history.hpp"
#include "ledger/lots.hpp"
#include "ledger/policy.hpp"
#include "ledger/posting.hpp"
#include "ledger/prices.hpp"
#include "ledger/warning.hpp"

namespace coffer::ledger {

// One account x one instrument.
struct Position {
  AccountIndex account;
  InstrumentIndex instrument;
  LotList lots;             // they sum to what is held
  std::uint32_t event = 0;  // that brought it into the book
};

// One lot, or part of one, closed by a sale; of a short, by a purchase. Money in report currency,
// `_local` in the instrument's.
struct Disposal {
  Date date;
  TransactionIndex transaction;
  AccountIndex account;
  InstrumentIndex instrument;
  Date lot_date;
  TransactionIndex acquired_by;
  CostState cost_state = CostState::Known;  // Unknown: cost and gains are zero and say nothing
  std::uint32_t event = 0;
  Decimal quantity;  // as closed, without sign
  Decimal cost_local;
  Decimal proceeds_local;
  Decimal cost;  // of a short: what was paid to cover, so that gain = proceeds - cost
  Decimal proceeds;
  Decimal gain;
  Decimal asset_gain;  // gain in instrument currency x rate at the end
  Decimal forex_gain;  // the rest
  Decimal gross_gain;  // purchase and sale costs left out of both sides
};

// A gain realised without a sale of units: capital returned beyond cost, cash of a merger.
struct OtherGain {
  Date date;
  std::uint32_t event = 0;
  TransactionIndex transaction;
  AccountIndex account;
  InstrumentIndex instrument;
  Decimal gain;
  Decimal asset_gain;
  Decimal forex_gain;
};

// A change of what is held or on the way.
struct QuantityStep {
  Date date;
  std::uint32_t position = 0;  // place in Book::positions
  std::uint32_t event = 0;
  Decimal held;
  Decimal in_transit;
};

enum class CashPlace : std::uint8_t { Cash, Loan, Transit };
struct CashStep {
  Date date;
  AccountIndex account;
  CashPlace place = CashPlace::Cash;
  std::uint8_t currency = 0;  // place in Book::currencies
  AmountSource source = AmountSource::None;
  std::uint32_t event = 0;
  Decimal amount;
  Decimal booked;  // in report currency, at the recorded rate, else the day's
};

// Income and expense, in report currency: received +, paid -.
struct IncomeStep {
  Date date;
  std::uint32_t event = 0;
  TransactionType type = TransactionType::Income;  // of the transaction that brought it
  LedgerAccount ledger = LedgerAccount::IncomeOther;
  AmountSource source = AmountSource::None;
  AccountIndex account;
  InstrumentIndex instrument;
  Decimal amount;
};

// What crosses an account's boundary in money, in report currency, into it +. Legs of one event
// that lie in the same scope cancel.
struct AccountFlow {
  Date date;
  std::uint32_t event = 0;
  AccountIndex account;
  Decimal amount;
};

// The same for the boundary of one instrument within an account: purchases +, sales and income -.
struct InstrumentFlow {
  Date date;
  std::uint32_t event = 0;
  AccountIndex account;
  InstrumentIndex instrument;
  Decimal amount;
};

enum class KindBoundary : std::uint8_t { AccountAndInstrument, InstrumentOnly };
// What crosses in kind: the flow is quantity x close of `valued_by` on that day.
struct KindFlow {
  Date date;
  std::uint32_t event = 0;
  AccountIndex account;
  InstrumentIndex instrument;
  InstrumentIndex valued_by;
  Decimal quantity;
  KindBoundary boundary = KindBoundary::AccountAndInstrument;
};

// What a statement says of an account at the end of a day.
struct StatedAmount {
  Date date;
  std::uint32_t event = 0;
  AccountIndex account;
  std::uint8_t currency = 0;
  Decimal amount;
};

struct OpenTransfer {
  Date since;
  std::uint32_t event = 0;
  AccountIndex account;        // sender
  InstrumentIndex instrument;  // none for money
  Currency currency;
  Decimal quantity;  // units, or money
  TransactionIndex transaction;
  std::vector<Lot> lots;
};

enum class Entries : std::uint8_t { None, Kept };
enum class History : std::uint8_t { None, Kept };

struct BookRequest {
  Currency report;
  Date as_of;  // transactions after it are not part of the book
  Policy policy;
  // Keep every recorded posting and derived entry: for trails and checks, not needed by reports.
  Entries entries = Entries::None;
  // Keep how each lot came about: for trails alone.
  History history = History::None;
};

struct Book {
  Currency report;
  Date as_of;
  std::optional<Date> first_day;  // of the first transaction
  Policy policy;
  std::vector<AccountInput> accounts;
  std::vector<InstrumentInput> instruments;
  std::vector<Currency> currencies;               // the report currency first
  std::vector<std::uint8_t> instrument_currency;  // by instrument, place in currencies

  std::vector<Position> positions;
  std::vector<Disposal> disposals;  // this and the rest in book order
  std::vector<OtherGain> other_gains;
  std::vector<QuantityStep> quantity_steps;
  std::vector<CashStep> cash_steps;
  std::vector<IncomeStep> income_steps;
  std::vector<AccountFlow> account_flows;
  std::vector<InstrumentFlow> instrument_flows;
  std::vector<KindFlow> kind_flows;
  std::vector<StatedAmount> account_valuations;  // of all that is in it
  std::vector<StatedAmount> stated_balances;     // of its money
  std::vector<OpenTransfer> open_transfers;
  std::vector<Warning> warnings;

  std::vector<Posting> recorded;  // both empty unless Entries::Kept
  std::vector<Posting> derived;

  std::shared_ptr<const LotHistory> history;  // none unless History::Kept

  RateTable rates;
  PriceTable prices;
};

// Any arrival order of the transactions gives the same book. Refuses an invalid transaction (fields
// point to /transactions/N/...), conflicting splits, and what is not supported, never in part.
[[nodiscard]] Result<Book> compute_book(const BookInput& input, const BookRequest& request);

}  // namespace coffer::ledger
