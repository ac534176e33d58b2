// What single events did: money booked, flows across a boundary, units in and out.
#pragma once

#include <map>
#include <optional>
#include <utility>
#include <vector>

#include "ledger/explain/source_nodes.hpp"
#include "ledger/lot_history.hpp"

namespace coffer::ledger::trails {

class EventNodes {
 public:
  EventNodes(const BookInput& input, const Book& book, SourceNodes& sources)
      : input_(input), book_(book), sources_(sources), trail_(sources.trail()) {}

  [[nodiscard]] TransactionIndex transaction_of(std::uint32_t event) const { return book_.history->events[event - 1]; }

  Node money(TransactionIndex transaction, AmountSource source);
  // The same with the sign of `amount`.
  Node money(TransactionIndex transaction, AmountSource source, const Decimal& amount);
  Node posted(const Posting& posting, std::uint32_t event);
  // Received +, paid -; in report currency.
  Node income(const IncomeStep& step);
  Node cash(const CashStep& step);         // in its own currency
  Node cash_booked(const CashStep& step);  // in report currency
  // Across the boundary of an account, or of an instrument, in report currency; sales without lots apart.
  Node account_flow(const AccountFlow& flow);
  Node instrument_flow(const InstrumentFlow& flow);
  [[nodiscard]] TrailLabel label(TrailKind kind, TransactionIndex transaction, Currency currency) const;

 private:
  template <class Counts>
  Node flow(std::uint32_t event, Date date, const Decimal& amount, const Counts& counts);

  const BookInput& input_;
  const Book& book_;
  SourceNodes& sources_;
  TrailWriter& trail_;
};

}  // namespace coffer::ledger::trails
