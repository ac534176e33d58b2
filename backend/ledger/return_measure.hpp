// What a return is measured against: the price of an instrument. Statistics: none of this returns to money.
#pragma once

#include <optional>
#include <vector>

#include "base/date.hpp"
#include "base/money.hpp"
#include "ledger/book.hpp"
#include "ledger/index.hpp"
#include "ledger/warning.hpp"

namespace coffer::ledger {

// One unit of an instrument of the book, bought on the evening of `from` and held through splits. Price only:
// distributions are not in a price series. The book outlives it.
class BenchmarkPrice {
 public:
  BenchmarkPrice(const Book& book, InstrumentIndex instrument, Date from)
      : book_(&book), instrument_(instrument), from_(from) {}

  // What it is worth in report currency at the rate of the day, as a plain number; none without price or rate.
  [[nodiscard]] std::optional<double> value(Date on) const;
  // Of (from, on]; none without both values.
  [[nodiscard]] std::optional<Ratio> growth(Date on) const;
  // Of prices and rates that are missing, estimated or old at either end.
  void warn(std::vector<Warning>& warnings, Date to) const;

 private:
  const Book* book_;
  InstrumentIndex instrument_;
  Date from_;
};

}  // namespace coffer::ledger
