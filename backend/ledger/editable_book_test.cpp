// An edited book is the one that a full computation makes of the edited input, byte for byte.
#include "ledger/editable_book.hpp"

#include <gtest/gtest.h>

#include "ledger/book_bytes.hpp"
#include "ledger/random_edit.hpp"

namespace coffer::ledger {
namespace {

using namespace fixture;  // NOLINT: the words of a test
using enum TransactionType;

TEST(EditableBookTest, any_edits_give_the_book_of_a_full_computation) {
  std::size_t lanes = 0;
  std::size_t everything = 0;
  std::size_t refused = 0;
  for_each_edited_book([&](unsigned, EditableBook& book, const BookRequest& request, RandomEdit& random) {
    for (int i = 0; i < 4; ++i) {
      const std::string before = bytes_of(book.book());
      BookEdits edits = random.make(book.input());
      const auto done = book.apply(edits);
      if (!done) {
        ++refused;
        ASSERT_EQ(bytes_of(book.book()), before);
        BookInput edited = book.input();
        for (const TransactionEdit& edit : edits.transactions) {
          edited.transactions.resize(std::max<std::size_t>(edited.transactions.size(), edit.place.value + 1));
          edited.transactions[edit.place.value] = edit.now;
        }
        for (const PriceEdit& edit : edits.prices) edited.prices[edit.instrument.value] = edit.closes;
        const auto full = compute_book(edited, request);
        ASSERT_FALSE(full);
        ASSERT_EQ(full.error().detail, done.error().detail);
        ASSERT_EQ(full.error().fields.size(), done.error().fields.size());
        continue;
      }
      const auto full = compute_book(book.input(), request);
      ASSERT_TRUE(full) << full.error().detail;
      ASSERT_TRUE(bytes_of(book.book()) == bytes_of(*full)) << BookText().of(book.book()) << "\nfull:\n"
                                                            << BookText().of(*full);
      ++(done->what == Recomputed::Lanes ? lanes : everything);
    }
  });
  RecordProperty("edits_by_lanes", static_cast<int>(lanes));
  RecordProperty("edits_with_everything", static_cast<int>(everything));
  RecordProperty("edits_refused", static_cast<int>(refused));
  // The test would show nothing if it came here by full computations.
  EXPECT_GT(lanes, 9 * everything);
  EXPECT_GT(refused, 0U);
}

// What a removed row leaves behind is nothing but its place.
TEST(EditableBookTest, a_removed_row_is_as_one_that_never_was) {
  for (unsigned seed = 0; seed < 300; ++seed) {
    const BookRequest request{.report = money("EUR"), .as_of = last_day};
    const BookInput input = RandomBook(seed, Rows::Everything).make();
    auto made = EditableBook::compute(input, request);
    ASSERT_TRUE(made);
    const TransactionIndex place{seed % static_cast<std::uint32_t>(input.transactions.size())};
    if (!made->apply({.transactions = {{place, removed_transaction()}}, .prices = {}})) continue;
    BookInput without = input;
    without.transactions.erase(without.transactions.begin() + place.value);
    std::vector<std::uint32_t> names;
    for (std::uint32_t i = 0; i < input.transactions.size(); ++i) {
      if (i != place.value) names.push_back(i);
    }
    const auto full = compute_book(without, request);
    ASSERT_TRUE(full);
    ASSERT_EQ(BookText().of(made->book()), BookText(names).of(*full)) << "seed " << seed;
  }
}

TEST(EditableBookTest, a_place_beyond_the_next_one_is_refused) {
  auto made = EditableBook::compute(plain_input(), {.report = money("EUR"), .as_of = last_day});
  ASSERT_TRUE(made);
  const Transaction row = cash_row({.date = "2022-01-10", .type = Deposit, .amount = "100"});
  EXPECT_FALSE(made->apply({.transactions = {{TransactionIndex{1}, row}}, .prices = {}}));
  ASSERT_TRUE(made->apply({.transactions = {{TransactionIndex{0}, row}}, .prices = {}}));
  EXPECT_EQ(made->book().cash_steps.size(), 1U);
  EXPECT_FALSE(made->apply({.transactions = {{TransactionIndex{0}, row}, {TransactionIndex{0}, row}}, .prices = {}}));
}

}  // namespace
}  // namespace coffer::ledger
