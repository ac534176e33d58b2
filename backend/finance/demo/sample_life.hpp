// What the sample household does, day by day: earns, saves, invests, buys a house.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "finance/demo/sample_market.hpp"
#include "finance/demo/sample_purse.hpp"
#include "finance/demo/sample_random.hpp"

namespace coffer::finance {

class SampleLife {
 public:
  explicit SampleLife(const SampleMarket& market) : market_(market) {}

  [[nodiscard]] std::vector<TransactionFields> live();

 private:
  void begin_life();
  void live_day();
  void earn_and_spend();
  void pay_for_home();
  void save();
  void invest_euros();
  void invest_dollars();
  void collect_dividends();
  void take_profits();
  void close_quarter();
  void settle_year();
  void buy_home();

  [[nodiscard]] Decimal close(SampleInstrument instrument) const { return market_.close(instrument, day_); }
  [[nodiscard]] Date today() const { return market_.days[day_]; }
  [[nodiscard]] Date next_weekday() const;
  [[nodiscard]] Decimal some_amount(std::int64_t least, std::int64_t most);
  // Savings come to the aid of the current account.
  void ensure(const Decimal& amount);
  void buy_for(SampleInstrument instrument, const Decimal& amount, int digits, const Decimal& fee);
  void buy_shares(SampleInstrument instrument, const Decimal& fee);
  void sell_share_of(SampleInstrument instrument, const Decimal& share, int digits);
  void pay_dividend(SampleInstrument instrument, const Decimal& yield, const Decimal& tax_rate);

  const SampleMarket& market_;
  SamplePurse purse_;
  SampleRandom random_{20'161'102};
  std::size_t day_ = 0;   // place in market_.days
  unsigned weekday_ = 0;  // of the month, the first is 1
  unsigned month_ = 0;
  int year_ = 0;
  Decimal salary_ = 5'900;
  Decimal living_ = 2'900;
  Decimal home_worth_ = 420'000;
};

}  // namespace coffer::finance
