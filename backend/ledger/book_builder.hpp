// Puts events into a book one by one. Internal to the room: compute_book is the face.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <map>
#include <span>
#include <tuple>
#include <utility>
#include <vector>

#include "base/result.hpp"
#include "ledger/book.hpp"
#include "ledger/order.hpp"

namespace coffer::ledger {

// The rate that an event itself states: 1 `other` = numerator / denominator of `cash`.
struct StatedRate {
  std::uint8_t other = 0;
  std::uint8_t cash = 0;
  Decimal numerator;
  Decimal denominator;
};

class BookBuilder {
 public:
  BookBuilder(const BookInput& input, const BookRequest& request, Book& book);

  // `number`: the event's place in the book, from 1.
  Result<> add(const BookEvent& event, std::uint32_t number);
  // What the event at `place` and some after it will look at lies anywhere in memory, and is fetched meanwhile.
  void fetch_ahead(std::span<const BookEvent> events, std::size_t place) const;
  void finish();

 private:
  // One event after another: what the current one is.
  void begin(const BookEvent& event, std::uint32_t number);
  [[nodiscard]] const InstrumentInput& instrument(InstrumentIndex index) const {
    return book_.instruments[index.value];
  }
  [[nodiscard]] std::uint8_t currency_of(InstrumentIndex index) const { return book_.instrument_currency[index.value]; }
  [[nodiscard]] std::uint8_t place_of(Currency currency) const;
  [[nodiscard]] CostMethod method_of(AccountIndex account) const;
  [[nodiscard]] std::uint32_t position_place(AccountIndex account, InstrumentIndex instrument);
  Position& position(AccountIndex account, InstrumentIndex instrument) {
    return book_.positions[position_place(account, instrument)];
  }

  // Money: at the rate stated by the event, else at that of the day.
  void state_rate();
  [[nodiscard]] Decimal to_report(std::uint8_t currency, const Decimal& amount);
  [[nodiscard]] Decimal converted(std::uint8_t currency, const Decimal& amount);
  [[nodiscard]] Decimal between(std::uint8_t from, std::uint8_t to, const Decimal& amount);

  // Recorded layer -> steps and flows.
  void take_postings();
  void take_account_flows(std::span<const Posting> postings);
  void take_instrument_flows(std::span<const Posting> postings);
  void take_balance(const Posting& posting, std::uint8_t currency);

  Result<> apply();
  void trade();
  void deliver_in();
  void deliver_out();
  void transfer();
  void arrive();
  void transfer_cash();
  void reward();
  void swap();
  void value();
  void compare_balance();

  // Corporate actions.
  Result<> split();
  Result<> spin_off();
  void merge();
  void pay_out();
  void exchange_units(std::uint32_t place, const Decimal& to, const Decimal& from);
  void exchange_on_the_way(const Decimal& to, const Decimal& from);
  // What a merger gives for lots, in the currency of what they were.
  struct MergerValue {
    Decimal cash;
    Decimal new_units;
  };
  [[nodiscard]] Decimal merger_relief(const Lot& lot, const MergerValue& of_lot, const MergerValue& of_all) const;
  [[nodiscard]] Lot restated(Lot lot, InstrumentIndex from, InstrumentIndex to) const;
  void return_capital();
  void take_cash_without_lots();
  void exercise_rights();
  void stock_dividend();
  void pay_fraction(InstrumentIndex what);
  Result<bool> is_news();
  void give_child_lots(AccountIndex account, std::span<Lot> parents);
  void move_cost(AccountIndex account, InstrumentIndex from, InstrumentIndex to, const Decimal& cost_from,
                 const Decimal& cost_to);

  // Lots.
  [[nodiscard]] Lot trade_lot(InstrumentIndex what, const Decimal& quantity, const Decimal& priced_gross,
                              std::uint8_t priced_in, const Decimal& costs, std::span<const Lot> before = {});
  void open_or_close(std::uint32_t place, Lot lot);
  void close_against(std::uint32_t place, Lot& incoming);
  void open(std::uint32_t place, const Lot& lot);
  void take_without_lots(std::uint32_t place, const Lot& sold);
  // Where `asked` units are all that is held but for what rounding left of them, so many are held.
  // `asked_by`: the lot of the history that asks; 0: the transaction.
  void restore_units(std::uint32_t place, const Decimal& asked, std::uint32_t asked_by);
  // One order, or one pool, over all accounts (PoolScope::Household).
  struct DrawnLot {
    std::uint32_t holder = 0;
    Lot lot;
  };
  [[nodiscard]] std::vector<std::uint32_t> holders_like(std::uint32_t place) const;
  void draw_lots(std::uint32_t place, const Decimal& quantity);
  // `choice`: number (from 1) of the one in `chosen`; 0: none is.
  void draw_from(std::uint32_t holder, const Decimal& quantity, CostMethod method, std::span<const ChosenLot> chosen,
                 std::uint32_t choice, std::vector<DrawnLot>& drawn);
  [[nodiscard]] Decimal draw_chosen(std::span<const std::uint32_t> holders, const Decimal& quantity,
                                    std::vector<DrawnLot>& drawn);
  void hand_over(std::uint32_t from, std::uint32_t to, const Lot& lot);
  void level_pool(std::uint32_t place);
  // Takes units out for a transfer or delivery; what is not held comes along at unknown cost.
  // Nothing unless the history is kept.
  [[nodiscard]] UnitSource units_in(std::span<const Lot> lots) const;
  [[nodiscard]] UnitSource units_out(std::span<const Lot> lots) const;
  std::vector<Lot> take_out(std::uint32_t place, const Decimal& quantity);
  void relieve_cash(std::uint32_t place, Lot& lot, const Decimal& cash_local, const Decimal& cash,
                    const Decimal& relieved_local);

  // `source`: where the units come from; kept only with the history of lots.
  void step(std::uint32_t place, const Decimal& held, UnitSource&& source);
  void step_on_the_way(std::uint32_t place, const Decimal& in_transit, UnitSource source);
  void kind_flow(AccountIndex account, InstrumentIndex of, InstrumentIndex valued_by, const Decimal& quantity,
                 KindBoundary boundary, UnitSource source);
  void mark_trade(InstrumentIndex instrument, const Decimal& money_local, const Decimal& units);
  // Units that no lot was there for; `step`: of the history, which has them.
  void warn_without_lots(AccountIndex account, InstrumentIndex instrument, const Decimal& quantity, std::uint32_t step);
  // Flows of the current event for what came without lots.
  void take_flow_without_lots(AccountIndex account, InstrumentIndex instrument, const Decimal& proceeds,
                              std::uint32_t sold);
  void warn(WarningKind kind, AccountIndex account, InstrumentIndex instrument, const Decimal& quantity);

  // How lots came about, kept only when asked for.
  // `before`: what of the units asked for was there; of those that are paid out, all that was.
  void note_opened(Lot& lot, InstrumentIndex instrument, std::span<const Lot> before = {});
  void note_cash(Lot& lot, std::uint32_t before, std::vector<std::uint32_t>& paid, const Decimal& cash_local,
                 const Decimal& cash, const Decimal& relieved_local, const Decimal& new_value_local);

  // Derived layer, kept only when asked for.
  void derive(LedgerAccount ledger, AccountIndex account, InstrumentIndex instrument, std::uint8_t currency,
              const Decimal& amount, const Decimal& quantity = Decimal());
  void restate(AccountIndex account, InstrumentIndex instrument, std::uint8_t from, const Decimal& booked,
               const Decimal& local);
  void move_costs(AccountIndex account, InstrumentIndex instrument, LedgerAccount from, const Decimal& costs);

  const BookInput& input_;
  const BookRequest& request_;
  Book& book_;
  bool keeps_entries_;
  std::shared_ptr<LotHistory> kept_history_;
  LotHistory* history_ = nullptr;
  PostingContext context_;
  std::vector<Posting> postings_;
  std::vector<RateCursor> rates_;
  std::vector<std::vector<std::uint32_t>>
      places_;  // by account, then instrument; filled for accounts that hold something
  std::vector<std::vector<std::uint32_t>> places_by_instrument_;
  std::vector<Date> first_close_;  // by instrument; far off where some of its closes are faults
  using FactKey = std::tuple<TransactionType, std::uint32_t, std::int32_t, std::uint32_t>;
  std::map<FactKey, TransactionIndex> facts_;
  std::vector<Lot> relieved_;

  BookEvent event_;
  std::uint32_t number_ = 0;
  const Transaction* transaction_ = nullptr;
  const TransactionDetail* detail_ = nullptr;
  std::uint8_t currency_ = 0;  // of the transaction
  bool has_stated_ = false;
  StatedRate stated_;
  // Amounts of the event in report currency: legs, flows and lots ask for the same few.
  struct InReport {
    std::uint8_t currency = 0;
    Decimal amount;
    Decimal converted;
  };
  std::array<InReport, 3> in_report_;
  std::size_t in_report_count_ = 0;
};

}  // namespace coffer::ledger
