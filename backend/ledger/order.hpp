// The order of a book: trade date, actions effective at the start of the day, time or sequence,
// content; valuations at the end. Never the identifier or the arrival.
#pragma once

#include <cstdint>
#include <span>
#include <tuple>
#include <vector>

#include "base/date.hpp"
#include "ledger/index.hpp"
#include "ledger/transaction.hpp"

namespace coffer::ledger {

// A transaction as it takes effect; a transfer that arrives on a later day does so twice.
enum class EventSide : std::uint8_t { Whole, Departure, Arrival };

struct BookEvent {
  Date date;
  TransactionIndex transaction;
  EventSide side = EventSide::Whole;
};

// Puts the events of one day in order. For many days, from the first on.
class DayOrder {
 public:
  enum class Phase : std::uint8_t { StartOfDay, Arrivals, Rows, EndOfDay };

  DayOrder(std::span<const Transaction> transactions, std::size_t accounts);
  void sort(std::span<BookEvent> day);

 private:
  struct Key {
    Phase phase = Phase::Rows;
    bool by_sequence = false;
    std::int16_t time = 0;
    std::int64_t sequence = 0;
    BookEvent event;

    [[nodiscard]] auto rank() const { return std::tuple(phase, by_sequence, time, sequence); }
  };

  void see(const Transaction& transaction);
  [[nodiscard]] bool is_timed(const Transaction& transaction) const;

  std::span<const Transaction> transactions_;
  std::vector<std::int32_t> seen_;  // by account: the last day with a row of its own
  std::vector<std::uint8_t> timed_;
  std::vector<Key> keys_;
};

// The events of one transaction up to a day: none, one, or the two of a transfer.
void append_events(const Transaction& transaction, TransactionIndex index, Date as_of, std::vector<BookEvent>& events);
[[nodiscard]] std::vector<BookEvent> order_events(std::span<const Transaction> transactions, std::size_t accounts,
                                                  Date as_of);

}  // namespace coffer::ledger
