#include "ledger/editable_performance.hpp"

namespace coffer::ledger {

void EditablePerformance::follow(const Book& book, Period period, const Recomputation& done) {
  const bool goes_on =
      course_ && done.what == Recomputed::Lanes && course_->from() == period.from && course_->to() == period.to;
  if (goes_on) {
    course_->update(book, done.instruments);
  } else {
    course_.emplace(book, scope_, period.from, period.to);
  }
}

Result<Performance> EditablePerformance::compute(const Book& book, Period period, const Recomputation& done) {
  COFFER_CHECK(check_period(book, period));
  const PerformanceRequest request{.scope = scope_, .period = period, .interval = interval_};
  try {
    follow(book, period, done);
    if (auto found = compute_performance(book, request, *course_)) return found;
  } catch (const DecimalOverflow&) {
    // Sums keep the digits of what was taken out of them: without the course they may yet fit.
  }
  course_.reset();
  return compute_performance(book, request);
}

}  // namespace coffer::ledger
