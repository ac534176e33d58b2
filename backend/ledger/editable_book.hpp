// A book that is kept up to date: after an edit only the lanes that it touches are computed again.
//
// A lane is the instruments that some transaction links (merger, spin-off, rights, swap), in all accounts. Lots and
// all that follows from them depend on the transactions of their own lane alone, in book order; entries of money
// depend on their own transaction alone. docs/decisions/0013 tells more.
#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "base/result.hpp"
#include "ledger/book.hpp"
#include "ledger/order.hpp"

namespace coffer::ledger {

// `now` takes the place of the transaction there; at the place behind the last one it is added.
struct TransactionEdit {
  TransactionIndex place;
  Transaction now;
};
// Stands where a transaction was removed, so that the others keep their places: no book reaches its day.
[[nodiscard]] Transaction removed_transaction();

struct PriceEdit {
  InstrumentIndex instrument;
  std::shared_ptr<const DecimalSeries> closes;  // null: none
};

struct BookEdits {
  std::vector<TransactionEdit> transactions;  // each of another place
  std::vector<PriceEdit> prices;
};

enum class Recomputed : std::uint8_t { Lanes, Everything };

struct Recomputation {
  Recomputed what = Recomputed::Lanes;
  std::vector<InstrumentIndex> instruments;  // Lanes: of the lanes computed again, ascending
  std::size_t events = 0;                    // computed again
};

class EditableBook {
 public:
  // As compute_book. Entries and histories are not kept up to date: where the request asks for them, each edit
  // computes everything.
  [[nodiscard]] static Result<EditableBook> compute(BookInput input, const BookRequest& request);

  [[nodiscard]] const Book& book() const { return book_; }
  [[nodiscard]] const BookInput& input() const { return input_; }

  // Afterwards the book is the one that compute_book makes of the edited input, entry by entry. Refuses what
  // compute_book refuses, and places beyond the next one; then nothing has changed.
  [[nodiscard]] Result<Recomputation> apply(const BookEdits& edits);

 private:
  struct Plan;
  EditableBook(BookInput input, const BookRequest& request, Book book);

  void index_input();
  void link(const Transaction& transaction);
  [[nodiscard]] std::uint32_t lane(std::uint32_t instrument) const;
  [[nodiscard]] bool knows_currencies_of(const Transaction& transaction) const;
  void put_in(BookEdits& edits);
  [[nodiscard]] Plan plan(const BookEdits& before) const;
  void order_days(Plan& plan, const std::vector<BookEvent>& added, std::vector<InstrumentIndex>& named) const;
  void find_what_stays(Plan& plan) const;
  [[nodiscard]] Result<Book> replay(const Plan& plan) const;
  void take_over(Plan& plan, Book part);
  void take_positions(const Plan& plan, Book& part);
  [[nodiscard]] Result<Recomputation> compute_lanes(const BookEdits& before);
  [[nodiscard]] Result<Recomputation> compute_everything();

  BookInput input_;
  BookRequest request_;
  Book book_;
  std::vector<BookEvent> events_;             // by event number less one
  std::vector<InstrumentIndex> instruments_;  // by transaction
  std::vector<TransactionIndex> splits_;      // ascending
  std::vector<std::uint32_t> linked_to_;      // by instrument: another one of its lane, itself at last
};

}  // namespace coffer::ledger
