// Leaves of a trail, and money carried from one currency to another.
#pragma once

#include <optional>
#include <vector>

#include "ledger/book.hpp"
#include "ledger/explain/trail_writer.hpp"
#include "ledger/input.hpp"

namespace coffer::ledger::trails {

using Node = TrailWriter::Node;

class SourceNodes {
 public:
  SourceNodes(const BookInput& input, const Book& book, TrailWriter& trail)
      : input_(input), book_(book), trail_(trail) {}

  [[nodiscard]] const Transaction& transaction(TransactionIndex index) const {
    return input_.transactions[index.value];
  }
  [[nodiscard]] std::uint8_t place_of(Currency currency) const;
  [[nodiscard]] Currency currency(std::uint8_t place) const { return book_.currencies[place]; }

  // None where the transaction does not state it.
  std::optional<Node> field(TransactionIndex transaction, TransactionField field);
  // Of the lot that the transaction names with this number, from 0.
  Node chosen_quantity(TransactionIndex transaction, std::uint32_t choice);
  Node close(InstrumentIndex instrument, Date date, const Decimal& value);
  Node share(AccountIndex account, Date on);  // that of the day, or the first
  [[nodiscard]] TransactionIndex split_of(InstrumentIndex instrument, Date on) const;
  Node price_factor(InstrumentIndex instrument, Date on);
  Node trading_days();
  Node confidence(const Decimal& level);
  Node riskless_rate(Date from, const Decimal& rate);
  // The rate of the day as factors above and below the line.
  void add_rate(std::uint8_t currency, Date on, std::vector<Node>& above, std::vector<Node>& below);

  // At market rates: as Conversion does.
  Node convert(Node amount, std::uint8_t currency, Date on, TrailLabel label);
  Node convert_back(Node amount, std::uint8_t currency, Date on, TrailLabel label);
  Node convert_between(Node amount, std::uint8_t from, std::uint8_t to, Date on, TrailLabel label);

  // At the rate that the transaction states, else at that of the day: as the book was built.
  Node to_report(Node amount, std::uint8_t currency, TransactionIndex transaction, Date on, TrailLabel label);
  Node between(Node amount, std::uint8_t from, std::uint8_t to, TransactionIndex transaction, Date on,
               TrailLabel label);
  [[nodiscard]] bool states_rate(TransactionIndex transaction) { return stated(transaction).has_value(); }

  // Money of a trade, delivery or income, from the fields that state it.
  struct Terms {
    Node gross = 0;
    Node settled = 0;
    Node priced_gross = 0;
    Currency priced_in;
  };
  Terms trade_terms(TransactionIndex transaction);
  Node income_gross(TransactionIndex transaction);
  Node income_net(TransactionIndex transaction);
  Node received_value(TransactionIndex transaction);
  Node asset_fee(TransactionIndex transaction);
  std::optional<Node> delivered_cost(TransactionIndex transaction);
  std::optional<Node> costs(TransactionIndex transaction);  // fee and tax
  // quantity x price x factor to `digits`.
  Node gross_amount(Node quantity, Node price, InstrumentIndex instrument, Currency currency, int digits,
                    TransactionIndex transaction);

  TrailWriter& trail() { return trail_; }

 private:
  struct Fraction {  // of a rate: numerators and denominators; unset is one
    std::optional<Node> numerator;
    std::optional<Node> denominator;
    RateState state = RateState::Same;
  };
  struct Stated {
    std::uint8_t other = 0;
    std::uint8_t cash = 0;
    Node numerator = 0;
    std::optional<Node> denominator;
  };
  Fraction market(std::uint8_t currency, Date on);
  Fraction quoted(const std::vector<QuotedRate>& quotes, RateState state);
  std::optional<Node> times(std::optional<Node> a, std::optional<Node> b);
  Node apply(Node amount, const Fraction& rate, TrailLabel label);
  std::optional<Stated> stated(TransactionIndex transaction);
  Node at_stated(Node amount, const Stated& stated, TrailLabel label);
  Node from_stated(Node amount, const Stated& stated, TrailLabel label);
  TrailLabel label(TrailKind kind, TransactionIndex transaction, Currency currency) const;

  const BookInput& input_;
  const Book& book_;
  TrailWriter& trail_;
};

}  // namespace coffer::ledger::trails
