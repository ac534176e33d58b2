#include "ledger/editable_performance.hpp"

#include <gtest/gtest.h>

#include "ledger/book_bytes.hpp"
#include "ledger/random_edit.hpp"

namespace coffer::ledger {
namespace {

using namespace fixture;  // NOLINT: the words of a test

Scope random_scope(unsigned seed) {
  switch (seed % 5) {
    case 0: return Scope::of_account(account(seed % 3));
    case 1: return Scope::of_instrument(instrument(seed % 6));
    case 2: return Scope::of_accounts({account(0), account(2)});
    default: return Scope::household();
  }
}

TEST(EditablePerformanceTest, any_edits_give_the_performance_of_a_full_computation) {
  std::size_t compared = 0;
  std::size_t lanes = 0;
  for_each_edited_book([&](unsigned seed, EditableBook& book, const BookRequest& request, RandomEdit& random) {
    EditablePerformance kept(random_scope(seed), static_cast<Interval>(seed % 3));
    Recomputation done{.what = Recomputed::Everything, .instruments = {}, .events = 0};
    for (int i = 0; i < 4; ++i) {
      const Period period = seed % 4 == 0 ? Period{.from = first_day.plus_days(static_cast<int>(seed % 35)),
                                                   .to = request.as_of.plus_days(-static_cast<int>(seed % 3))}
                                          : whole_period(book.book());
      const auto by_course = kept.compute(book.book(), period, done);
      const auto full = compute_performance(
          book.book(), {.scope = random_scope(seed), .period = period, .interval = static_cast<Interval>(seed % 3)});
      ASSERT_EQ(by_course.has_value(), full.has_value());
      if (full) {
        ASSERT_TRUE(bytes_of(*by_course) == bytes_of(*full)) << "edit " << i;
      }
      ++compared;
      auto applied = book.apply(random.make(book.input()));
      while (!applied) applied = book.apply(random.make(book.input()));
      done = std::move(*applied);
      lanes += done.what == Recomputed::Lanes ? 1 : 0;
    }
  });
  RecordProperty("compared", static_cast<int>(compared));
  EXPECT_GT(2 * lanes, compared);
}

}  // namespace
}  // namespace coffer::ledger
