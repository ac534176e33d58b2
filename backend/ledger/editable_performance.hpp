// The performance of one scope of an edited book: only the holdings that an edit touches are valued again.
#pragma once

#include <optional>

#include "ledger/editable_book.hpp"
#include "ledger/holding_course.hpp"
#include "ledger/performance.hpp"

namespace coffer::ledger {

class EditablePerformance {
 public:
  EditablePerformance(Scope scope, Interval interval) : scope_(std::move(scope)), interval_(interval) {}

  // What compute_performance says of the book as it stands, byte for byte. `done`: what brought the book here from
  // where it stood at the last call; the first time Recomputed::Everything. Another period values all holdings again.
  [[nodiscard]] Result<Performance> compute(const Book& book, Period period, const Recomputation& done);

 private:
  void follow(const Book& book, Period period, const Recomputation& done);

  Scope scope_;
  Interval interval_;
  std::optional<HoldingCourse> course_;
};

}  // namespace coffer::ledger
