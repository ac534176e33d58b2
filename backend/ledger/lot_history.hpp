// How each lot came to its amounts, step by step: kept beside the lots when a trail is asked for.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <span>
#include <utility>
#include <vector>

#include "base/date.hpp"
#include "base/decimal.hpp"
#include "ledger/index.hpp"
#include "ledger/lots.hpp"

namespace coffer::ledger {

enum class LotStepKind : std::uint8_t {
  Opened,      // by the event, at the transaction's amounts; `others` were there of the units it asks for
  Part,        // of `of`: the units asked for without those of `others`, which went before; amounts in proportion
  Rest,        // `of` without the part in `others`
  Pooled,      // all of `others` as one
  Split,       // `of` in new units
  Child,       // of another instrument, with a share of the cost of `of`; `others` came before it
  AfterChild,  // `of` without what the child in `others` took along
  Restated,    // `of`, its cost carried into the currency of another instrument
  CashTaken,   // `of` less the cost that cash relieved; `others` were paid before it
  Exchanged,   // `of` in units of another instrument; `others` came before it
  Joined,      // `of` and the cost of `others` as one
  Restored,    // units at no cost: those that `of`, or the transaction, asks for less the `others` that were there
};

struct LotStep {
  LotStepKind kind = LotStepKind::Opened;
  std::uint32_t event = 0;
  Date date;
  TransactionIndex transaction;
  InstrumentIndex instrument;  // Opened: of the lot; Restated: whose currency it leaves
  InstrumentIndex new_instrument;
  std::uint32_t of = 0;
  std::uint32_t asked_by = 0;      // Part: the lot whose units are asked for; 0: the transaction's quantity is
  std::uint32_t choice = 0;        // Part: number (from 1) of the transaction's choice, where one named the lot,
  std::uint32_t choice_begin = 0;  // and which of `others` is the first that it named
  std::vector<std::uint32_t> others;
  Lot after;
  // CashTaken: the lot's part of the cash, what it relieved, and the value of the new units it got.
  Decimal cash_local;
  Decimal cash;
  Decimal relieved_local;
  Decimal new_value_local;
};

// Units that came and went: those of whole steps, or by what the transaction says.
struct UnitSource {
  enum class Of : std::uint8_t {
    Lots,      // the units of `in` less those of `out`
    Quantity,  // the transaction's quantity came
    Given,     // it went
    Ratio,     // the transaction's ratio of what was there
  };
  Of of = Of::Lots;
  std::vector<std::uint32_t> in;
  std::vector<std::uint32_t> out;
};

class LotHistory {
 public:
  // More steps than a lot can point to are refused.
  static constexpr std::size_t most_steps = (1U << 24U) - 1;

  LotHistory() : steps_(1) {}

  void begin(std::uint32_t event, Date date, TransactionIndex transaction) {
    event_ = event;
    date_ = date;
    transaction_ = transaction;
    choice_ = 0;
  }
  // Parts taken until the next call are of the units of this lot; 0: of the transaction's quantity.
  // `before`: what was taken of them already.
  void ask(std::uint32_t by, std::vector<std::uint32_t> before = {}) {
    asked_by_ = by;
    before_ = std::move(before);
  }
  [[nodiscard]] std::uint32_t asked_by() const { return asked_by_; }
  // Parts taken until the next call are of the lot that the transaction names with this number (from 1);
  // 0: of any. `taken`: how many were since ask().
  void choose(std::uint32_t number, std::size_t taken = 0);
  // Notes how the lot came to what it now is, and makes the lot point to that.
  LotStep& note(LotStepKind kind, Lot& lot, std::uint32_t of, std::vector<std::uint32_t> others = {});

  [[nodiscard]] const LotStep& step(std::uint32_t place) const { return steps_[place]; }
  [[nodiscard]] std::size_t size() const { return steps_.size(); }

  // The lot relieved and the part of the incoming one that closed it.
  struct Closing {
    std::uint32_t relieved = 0;
    std::uint32_t incoming = 0;
  };
  std::vector<Closing> disposals;          // as Book::disposals
  std::vector<std::uint32_t> other_gains;  // as Book::other_gains: the step that relieved cost for cash
  // What the book never saw coming and yet was sold or paid for: the flow that it is taken to have come by.
  struct WithoutLots {
    std::size_t account_flow = 0;     // place in Book::account_flows
    std::size_t instrument_flow = 0;  // place in Book::instrument_flows
    std::uint32_t sold = 0;           // 0: cash, the transaction's amount
  };
  std::vector<WithoutLots> without_lots;
  struct UnknownLots {  // as warned of: the units that no lot was there for
    Date date;
    AccountIndex account;
    InstrumentIndex instrument;
    Decimal quantity;
    std::uint32_t step = 0;  // 0: none, the units are not known
  };
  std::vector<UnknownLots> unknown_lots;
  std::vector<UnitSource> unit_steps;         // as Book::quantity_steps
  std::vector<UnitSource> kind_flows;         // as Book::kind_flows; the flow's units, in either sign
  std::vector<std::uint32_t> posting_events;  // as Book::recorded
  std::vector<TransactionIndex> events;       // by event number less one

 private:
  std::uint32_t event_ = 0;
  Date date_;
  TransactionIndex transaction_;
  std::uint32_t asked_by_ = 0;
  std::vector<std::uint32_t> before_;
  bool is_choosing_ = false;
  std::uint32_t choice_ = 0;
  std::size_t choice_begin_ = 0;
  std::vector<LotStep> steps_;  // the first is none
};

}  // namespace coffer::ledger
