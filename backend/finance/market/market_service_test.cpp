#include "finance/market/market_service.hpp"

#include "finance/finance_test_world.hpp"
#include "finance/market/adjustment.hpp"
#include "finance/market/packed_series.hpp"

namespace coffer::finance {
namespace {

using MarketServiceTest = FinanceWorld;

TEST_F(MarketServiceTest, TheSamePriceAgainChangesNothing) {
  const auto share = add_instrument("SHARE");
  const auto give = [&](std::vector<GivenPrice> prices) {
    return write(owner, [&](platform::UnitOfWork& unit) {
      return market.create_prices(owner, unit, share, prices, Adjustment::None, std::nullopt);
    });
  };
  EXPECT_EQ(give({{day("2024-01-02"), dec("10")}, {day("2024-01-03"), dec("11")}})->counts.recorded, 2);
  const auto again = give({{day("2024-01-02"), dec("10.00")}, {day("2024-01-03"), dec("12")}});
  EXPECT_EQ(again->counts.unchanged, 1);
  EXPECT_EQ(again->counts.revised, 1);
  const auto list = run(market.list_prices(owner, share, {}, {}));
  ASSERT_TRUE(list);
  ASSERT_EQ(list->prices.items.size(), 2U);
  EXPECT_EQ(list->prices.items[1].close, dec("12"));
}

TEST_F(MarketServiceTest, ASplitAdjustedSeriesIsUnadjustedOnTheWayIn) {
  const auto share = add_instrument("XYZ");
  tell_split(share, "2024-03-04", 4, 1);
  const std::vector<GivenPrice> adjusted{{day("2024-03-01"), dec("100")}, {day("2024-03-04"), dec("102")}};
  ASSERT_TRUE(write(owner, [&](platform::UnitOfWork& unit) {
    return market.create_prices(owner, unit, share, adjusted, Adjustment::Split, day("2024-03-05"));
  }));
  const auto list = run(market.list_prices(owner, share, {}, {}));
  EXPECT_EQ(list->prices.items[0].close, dec("400"));
  EXPECT_EQ(list->prices.items[1].close, dec("102"));
}

TEST_F(MarketServiceTest, APriceInTheWrongUnitIsReportedNotTaken) {
  NewInstrument pence;
  pence.symbol = "PENCE";
  pence.currency = cur("GBP");
  pence.price_factor = dec("0.01");
  const auto made =
      write(owner, [&](platform::UnitOfWork& unit) { return instruments.create_instrument(owner, unit, pence); });
  ASSERT_TRUE(made);
  const std::vector<GivenPrice> prices{
      {day("2024-01-02"), dec("250")}, {day("2024-01-03"), dec("2.75")}, {day("2024-01-04"), dec("0")}};
  const auto recorded = write(owner, [&](platform::UnitOfWork& unit) {
    return market.create_prices(owner, unit, made->reference.id, prices, Adjustment::None, std::nullopt);
  });
  ASSERT_TRUE(recorded);
  EXPECT_EQ(recorded->counts.recorded, 1);
  ASSERT_EQ(recorded->faults.size(), 2U);
  EXPECT_EQ(recorded->faults[0].kind, PriceFaultKind::Scale);
  EXPECT_EQ(recorded->faults[1].kind, PriceFaultKind::NotPositive);
}

TEST_F(MarketServiceTest, AnotherHouseholdsPricesAreNotSeen) {
  const auto share = add_instrument("SHARE");
  add_prices(share, {{day("2024-01-02"), dec("10")}});
  EXPECT_EQ(run(market.list_prices(neighbour, share, {}, {})).error().kind, ErrorKind::NotFound);
}

TEST_F(MarketServiceTest, PackedSeriesAreThePricesThemselves) {
  const auto share = add_instrument("SHARE");
  add_prices(share, {{day("2023-12-29"), dec("10.125")},
                     {day("2024-01-02"), dec("123456789012345.678901")},
                     {day("2024-12-31"), dec("11")}});
  MarketStore store(database);
  const auto series = run(store.load_price_series(owner, {share}));
  ASSERT_TRUE(series) << series.error().cause;
  ASSERT_EQ(series->size(), 1U);
  const auto& closes = *series->front().closes;
  ASSERT_EQ(closes.size(), 3U);
  EXPECT_EQ(closes.date(0), day("2023-12-29"));
  EXPECT_EQ(closes.value(0), dec("10.125"));
  EXPECT_EQ(closes.value(1), dec("123456789012345.678901"));
  EXPECT_EQ(closes.date(2), day("2024-12-31"));
}

TEST(PackedSeries, BytesOfTheWrongLengthAreABug) {
  std::vector<std::pair<Date, Decimal>> points;
  PackedYear packed;
  packed.entries = 2;
  packed.bytes = "short";
  EXPECT_EQ(unpack_year(packed, points).error().kind, ErrorKind::Bug);
}

TEST(Adjustment, OnlySplitsBetweenPriceAndFetchCount) {
  CorporateAction split;
  split.effective_on = day("2024-03-04");
  split.ratio_to = 4;
  const std::vector<CorporateAction> splits{split};
  EXPECT_EQ(unadjust(dec("100"), day("2024-03-01"), day("2024-03-04"), splits), dec("400"));
  EXPECT_EQ(unadjust(dec("400"), day("2024-03-01"), day("2024-03-03"), splits), dec("400"));
  EXPECT_EQ(unadjust(dec("102"), day("2024-03-04"), day("2024-03-09"), splits), dec("102"));
}

}  // namespace
}  // namespace coffer::finance
