// Quotes of instruments: closes, stated valuations and, where there is neither, own trade prices;
// carried forward, across splits at constant value.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <utility>
#include <vector>

#include "base/date.hpp"
#include "base/decimal.hpp"
#include "ledger/index.hpp"
#include "ledger/input.hpp"
#include "ledger/series.hpp"
#include "ledger/warning.hpp"

namespace coffer::ledger {

enum class PriceSource : std::uint8_t { None, Close, Valuation, Trade, LaterClose };
[[nodiscard]] std::string_view price_source_name(PriceSource source);

// Money per unit in the instrument's currency = numerator / denominator (price factor applied).
struct Quote {
  Decimal numerator;
  Decimal denominator = 1;
  Date date;
  PriceSource source = PriceSource::None;

  [[nodiscard]] bool is_known() const { return source != PriceSource::None; }
  [[nodiscard]] Decimal value(const Decimal& quantity) const;
};

struct Split {
  Date date;
  Decimal to;
  Decimal from;
};

// A value stated for a quantity: money / units.
struct PriceMark {
  Date date;
  PriceSource source = PriceSource::Trade;
  std::uint32_t event = 0;  // of the book, that stated it
  Decimal money;
  Decimal units;
};

struct PriceHistory {
  std::shared_ptr<const DecimalSeries> closes;  // null: none
  std::vector<std::uint32_t> faults;            // places of closes that are not taken
  Decimal factor = 1;
  std::vector<FactorChange> factor_changes;  // ascending
  std::vector<Split> splits;                 // ascending
  std::vector<PriceMark> valuations;         // ascending; of one day the last counts
  std::vector<PriceMark> trades;
};

class PriceTable {
 public:
  PriceTable() = default;
  explicit PriceTable(std::vector<PriceHistory> histories) : histories_(std::move(histories)) {}
  [[nodiscard]] const PriceHistory& history(InstrumentIndex instrument) const { return histories_[instrument.value]; }
  [[nodiscard]] PriceHistory& edit(InstrumentIndex instrument) { return histories_[instrument.value]; }
  [[nodiscard]] Quote find(InstrumentIndex instrument, Date on) const;
  // Whether the instrument has a close or valuation of that very day.
  [[nodiscard]] bool has_own_price(InstrumentIndex instrument, Date on) const;

 private:
  std::vector<PriceHistory> histories_;
};

// Closes off by about the price factor or its inverse against the last accepted one (splits allowed
// for, and known changes of the factor). Only instruments that ever had a factor other than 1 are looked at.
[[nodiscard]] std::vector<std::uint32_t> find_scale_faults(const DecimalSeries& closes, const Decimal& factor,
                                                           const std::vector<Split>& splits,
                                                           std::span<const FactorChange> changes = {});

// Raw closes from a series that was delivered split-adjusted on `fetched`: each is multiplied by the
// ratios of the splits with price date < split date <= fetched.
[[nodiscard]] Decimal unadjust_split_price(const Decimal& close, Date date, Date fetched,
                                           const std::vector<Split>& splits);

// Walks the quote of one instrument forward in time.
class QuoteCursor {
 public:
  explicit QuoteCursor(const PriceHistory& history) : history_(&history) {}
  // Days must not go back. True if the quote changed.
  bool advance(Date on) {
    if (on.days() < next_day_) return false;
    if (days_.empty()) return move_to(on);
    move_to_close(on);
    return true;
  }
  // Where from here on nothing but closes bears on the quote: those not yet passed. The quote after `count` of them
  // is the last of these x 10^-scale x factor. Empty otherwise.
  struct ClosesAhead {
    std::span<const std::int32_t> days;
    std::span<const std::int64_t> coefficients;
    int scale = 0;
    Decimal factor = 1;
  };
  [[nodiscard]] ClosesAhead closes_ahead() const;
  void pass_closes(std::size_t count);
  // Before this day advance() changes nothing.
  [[nodiscard]] std::int32_t next_day() const { return next_day_; }
  [[nodiscard]] const Quote& quote() const { return quote_; }
  [[nodiscard]] bool is_of_today(Date on) const { return quote_.is_known() && quote_.date == on; }

 private:
  bool move_to(Date on);
  void follow_closes_alone();
  // The next day's close is there (next_day_ says so), and nothing else bears on the quote.
  void move_to_close(Date on) {
    std::size_t count = 1;
    while (close_ + count < days_.size() && days_[close_ + count] <= on.days()) ++count;
    pass_closes(count);
  }

  std::int32_t next_day_ = INT32_MIN;  // before it nothing changes
  // Packed closes, set from the first one on where nothing else can change the quote: the usual case.
  int scale_ = 0;
  std::span<const std::int32_t> days_;
  std::span<const std::int64_t> coefficients_;
  const Decimal* factor_ = nullptr;  // none: 1
  std::size_t close_ = 0;            // first close not yet passed
  Quote quote_;

  const PriceHistory* history_;
  std::size_t split_ = 0;
  std::size_t valuation_ = 0;
  std::size_t trade_ = 0;
};

}  // namespace coffer::ledger
