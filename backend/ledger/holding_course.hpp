// What the holdings of a scope are worth day by day, as sums over instruments, one instrument after the other through
// all its days. One can be taken out of the sums and put back in: after an edit only what it touched is valued anew.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "base/date.hpp"
#include "base/decimal.hpp"
#include "ledger/book.hpp"
#include "ledger/prices.hpp"
#include "ledger/scope.hpp"

namespace coffer::ledger {

// Days are places: 0 is the evening before the first day that counts.
class HoldingCourse {
 public:
  // Over [from, to]; `to` is not after the book. Throws DecimalOverflow, as all members do.
  HoldingCourse(const Book& book, const Scope& scope, Date from, Date to);

  // After these instruments of the book changed. Currencies and accounts are as they were.
  void update(const Book& book, std::span<const InstrumentIndex> changed);

  [[nodiscard]] const Scope& scope() const { return scope_; }
  [[nodiscard]] Date from() const { return from_; }
  [[nodiscard]] Date to() const { return to_; }
  // By how much the value in a currency differs from that of the day before; of place 0, the value.
  [[nodiscard]] Decimal change(std::size_t day, std::size_t currency) const;
  // In report currency; part of the value.
  [[nodiscard]] const Decimal& in_transit(std::size_t day) const { return in_transit_[day]; }
  // Whether something listed and held has a close of this very day.
  [[nodiscard]] bool has_own_price(std::size_t day) const { return own_prices_[day] != 0; }

  // Where a holding stands at the end.
  struct End {
    Decimal units;  // what is on the way included
    Quote quote;
    std::optional<Date> missing_since;
    std::optional<Date> estimated_since;
  };
  [[nodiscard]] const End& end(InstrumentIndex instrument) const { return ends_[instrument.value]; }

 private:
  struct Step {
    Date date;
    Decimal units;  // what is on the way included
    Decimal in_transit;
  };
  // All that the values of one instrument depend on.
  struct Basis {
    std::vector<Step> steps;  // ascending; the first is the opening
    PriceHistory prices;
  };
  enum class Sign : std::int8_t { Out = -1, In = 1 };
  // Changes of the value in one currency that came in one scale: whole numbers x 10^-scale, by day.
  struct ChangesOfScale {
    std::size_t currency = 0;
    int scale = 0;
    std::vector<Int128> by_day;
  };
  // One instrument on its way through the days.
  struct Holding {
    QuoteCursor cursor;
    std::size_t currency = 0;
    bool is_listed = false;
    Sign sign = Sign::In;
    Decimal units;
    Decimal on_the_way;
    Decimal value;
  };

  [[nodiscard]] std::vector<Basis> read(const Book& book, std::span<const std::uint8_t> is_wanted) const;
  void count(const Book& book, InstrumentIndex instrument, Sign sign);
  void count_day(Holding& holding, Date on, bool has_steps, End& end);
  void count_closes(Holding& holding, Date until);
  void replace_value(Holding& holding, std::size_t day, const Decimal& now);
  void count_in_transit(const Book& book, const Holding& holding, Date first, Date end);
  [[nodiscard]] std::vector<Int128>& changes(std::size_t currency, int scale);
  void add_change(std::size_t day, std::size_t currency, const Decimal& amount, Sign sign);
  [[nodiscard]] std::size_t place(Date date) const { return static_cast<std::size_t>(days_between(from_, date)); }

  Scope scope_;
  Date from_;
  Date to_;
  std::vector<ChangesOfScale> changes_;
  std::vector<Decimal> in_transit_;
  std::vector<std::uint32_t> own_prices_;  // how many instruments
  std::vector<Basis> bases_;               // by instrument
  std::vector<End> ends_;
};

}  // namespace coffer::ledger
