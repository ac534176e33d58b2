// Market rates: the last one on or before the day, directly or inversely; where two currencies have no
// rate of their own, through the fewest others that connect them.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

#include "base/date.hpp"
#include "base/decimal.hpp"
#include "base/money.hpp"
#include "ledger/input.hpp"

namespace coffer::ledger {

enum class RateState : std::uint8_t { Same, Known, Estimated, Missing };

// 1 unit = numerator / denominator of the report currency; kept as a fraction so that an inverse or a
// crossed rate is not rounded before it is used.
struct Conversion {
  Decimal numerator = 1;
  Decimal denominator = 1;
  RateState state = RateState::Same;
  Date date;  // of the oldest quote in it

  // Zero where the rate is missing: callers look at the state.
  [[nodiscard]] Decimal convert(const Decimal& amount) const;
  [[nodiscard]] Decimal convert_back(const Decimal& amount) const;
  bool operator==(const Conversion&) const = default;
};

// A rate as it was quoted: 1 `from` = rate x `to`.
struct QuotedRate {
  Currency from;
  Currency to;
  Date date;
  Decimal rate;
  bool is_inverse = false;  // divides in the conversion that uses it
};

class RateTable {
 public:
  RateTable() = default;
  RateTable(std::vector<FxSeries> series, std::vector<Currency> currencies);

  // Currencies as places in the list given; the first is the report currency. Of several ways of the
  // same length the one whose oldest quote is the newest.
  [[nodiscard]] Conversion find(std::uint8_t currency, Date on) const;
  // By a rate of the two themselves, else through the report currency.
  [[nodiscard]] Conversion find_between(std::uint8_t from, std::uint8_t to, Date on) const;
  // The first day after `on` on which find() may say something else; none if never again.
  [[nodiscard]] std::optional<Date> next_change(std::uint8_t currency, Date on) const;
  // What find() is made of: none for the report currency and where the rate is missing.
  [[nodiscard]] std::vector<QuotedRate> quotes(std::uint8_t currency, Date on) const;
  // What find_between() is made of where it does not go through the report currency; else none.
  [[nodiscard]] std::vector<QuotedRate> quotes_between(std::uint8_t from, std::uint8_t to, Date on) const;
  [[nodiscard]] std::size_t size() const { return paths_.size(); }

 private:
  struct Leg {
    std::shared_ptr<const DecimalSeries> rates;
    bool inverse = false;
    Currency from;
    Currency to;
  };
  using Path = std::vector<Leg>;
  class Connections;
  friend class RateCursor;
  [[nodiscard]] static std::optional<Conversion> read(const Path& path, Date on, RateState state);
  [[nodiscard]] static std::vector<QuotedRate> quotes_of(const std::vector<Path>& paths, const Conversion& used,
                                                         Date on);
  [[nodiscard]] static std::optional<Conversion> read_best(const std::vector<Path>& paths, Date on);

  std::vector<std::vector<Path>> paths_;  // by currency: to the report currency, all of one length
  // Between two currencies other than the report currency, where they have rates of their own.
  std::map<std::pair<std::uint8_t, std::uint8_t>, std::vector<Path>> direct_;
};

// Walks one currency's conversion forward in time.
class RateCursor {
 public:
  RateCursor(const RateTable& table, std::uint8_t currency);
  // Days must not go back.
  const Conversion& advance(Date on);

 private:
  bool pass_quotes(Date on);

  const RateTable* table_;
  std::uint8_t currency_;
  // Where one series alone says the rate, the usual case: it, and its first quote not yet passed.
  const RateTable::Leg* only_ = nullptr;
  std::size_t quote_ = 0;
  Conversion conversion_;
  bool started_ = false;
  std::optional<Date> next_;
};

}  // namespace coffer::ledger
