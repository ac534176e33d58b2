// How each lot came to its amounts, step by step: kept beside the lots when a trail is asked for.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <span>
#include <vector>

#include "base/date.hpp"
#include "base/decimal.hpp"
#include "ledger/index.hpp"
#include "ledger/lots.hpp"

namespace coffer::ledger {

enum class LotStepKind : std::uint8_t {
  Opened,      // by the event, at the transaction's amounts; `others` were there of the units it asks for
  Part,        // units of `of`, its amounts in proportion; before them went the units of `others`
  Rest,        // `of` without the part in `others`
  Pooled,      // all of `others` as one
  Split,       // `of` in new units
  Child,       // of another instrument, with a share of the cost of `of`; `others` came before it
  AfterChild,  // `of` without what the child in `others` took along
  Restated,    // `of`, its cost carried into the currency of another instrument
  CashTaken,   // `of` less the cost that cash relieved; `others` were paid before it
  Exchanged,   // `of` in units of another instrument; `others` came before it
  Joined,      // `of` and the cost of `others` as one
};

struct LotStep {
  LotStepKind kind = LotStepKind::Opened;
  std::uint32_t event = 0;
  Date date;
  TransactionIndex transaction;
  InstrumentIndex instrument;  // Opened: of the lot; Restated: whose currency it leaves
  InstrumentIndex new_instrument;
  std::uint32_t of = 0;
  std::uint32_t asked_by = 0;  // Part: the incoming lot that closes it, where there is one
  std::vector<std::uint32_t> others;
  Lot after;
  // CashTaken: the lot's part of the cash, what it relieved, and the value of the new units it got.
  Decimal cash_local;
  Decimal cash;
  Decimal relieved_local;
  Decimal new_value_local;
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
  }
  // Parts taken until the next call are taken by this lot; 0: by the transaction.
  void ask(std::uint32_t incoming) { asking_ = incoming; }
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
  struct WithoutLots {
    std::uint32_t event = 0;
    std::uint32_t sold = 0;
  };
  std::vector<WithoutLots> without_lots;  // sales of what the book never saw coming
  std::vector<TransactionIndex> events;   // by event number less one

 private:
  std::uint32_t event_ = 0;
  Date date_;
  TransactionIndex transaction_;
  std::uint32_t asking_ = 0;
  std::vector<LotStep> steps_;  // the first is none
};

}  // namespace coffer::ledger
