// What is doubtful, and that doing what the fix says makes it so no more.
#include "finance/reports/data_health.hpp"

#include <algorithm>

#include "finance/finance_test_world.hpp"

namespace coffer::finance {
namespace {

struct DataHealthTest : FinanceWorld {
  Account broker = open_account("Broker");
  InstrumentId share = add_instrument("SHARE");

  DataHealth health() {
    auto made = run(reports.get_data_health(owner, std::nullopt));
    EXPECT_TRUE(made) << made.error().detail << made.error().cause;
    return made.value_or(DataHealth{});
  }
  // The item of that code; absent, none.
  std::optional<HealthItem> find(std::string_view code) {
    const auto made = health();
    EXPECT_EQ(made.items.size(), made.frame.warnings.size());
    for (std::size_t i = 0; i < made.items.size(); ++i) {
      if (made.frame.warnings[i].code == code) return made.items[i];
    }
    return std::nullopt;
  }
};

TEST_F(DataHealthTest, AHouseholdInOrderHasNoDoubts) {
  record(deposit(broker.id, "2024-12-30", "1000"));
  record(trade(TransactionType::Buy, broker.id, "2024-12-30", share, "1", "100"));
  add_prices(share, {{day("2024-12-30"), dec("100")}});
  EXPECT_EQ(health().total, 0U);
  EXPECT_EQ(health().on, day("2024-12-31"));
}

TEST_F(DataHealthTest, AnOldPriceIsMendedByTheNewOne) {
  record(deposit(broker.id, "2024-01-02", "1000"));
  record(trade(TransactionType::Buy, broker.id, "2024-01-02", share, "1", "100"));
  add_prices(share, {{day("2024-01-02"), dec("100")}});
  const auto item = find("stale_price");
  ASSERT_TRUE(item && item->fix);
  EXPECT_EQ(item->severity, Severity::Doubtful);
  EXPECT_EQ(item->instrument->id, share);
  EXPECT_EQ(item->fix->mend, Mend::AddPrice);
  add_prices(*item->fix->instrument, {{item->fix->date, dec("110")}});
  EXPECT_FALSE(find("stale_price"));
}

TEST_F(DataHealthTest, AMissingRateIsMendedByARate) {
  const auto dollar = add_instrument("USSHARE", "USD");
  add_prices(dollar, {{day("2024-12-30"), dec("100")}});
  auto delivery = event(TransactionType::DeliveryIn, broker.id, "2024-12-30", "USD");
  delivery.instrument = dollar;
  delivery.quantity = dec("1");
  delivery.cost = dec("90");
  record(delivery);
  const auto item = find("missing_rate");
  ASSERT_TRUE(item && item->fix);
  EXPECT_EQ(item->severity, Severity::Wrong);
  EXPECT_EQ(item->fix->mend, Mend::AddRate);
  EXPECT_EQ(item->fix->currency, cur("USD"));
  add_rates({{item->fix->currency, cur("EUR"), item->fix->date, dec("0.9")}});
  EXPECT_FALSE(find("missing_rate"));
}

TEST_F(DataHealthTest, UnitsSoldWithoutLotsAreMendedByTheirDelivery) {
  record(deposit(broker.id, "2024-12-02", "1000"));
  record(trade(TransactionType::Buy, broker.id, "2024-12-02", share, "10", "100"));
  add_prices(share, {{day("2024-12-02"), dec("100")}, {day("2024-12-30"), dec("120")}});
  const auto sale = record(trade(TransactionType::Sell, broker.id, "2024-12-30", share, "15", "120"));
  const auto item = find("sold_without_lots");
  ASSERT_TRUE(item && item->fix);
  EXPECT_EQ(item->severity, Severity::Wrong);
  EXPECT_EQ(item->transaction, sale.id);
  EXPECT_EQ(item->account_name, "Broker");
  EXPECT_EQ(item->fix->mend, Mend::AddDeliveryIn);
  EXPECT_EQ(item->fix->amount, dec("5"));
  auto delivery = event(TransactionType::DeliveryIn, *item->fix->account, format_date(item->fix->date));
  delivery.instrument = item->fix->instrument;
  delivery.quantity = item->fix->amount;
  delivery.currency = item->fix->currency;
  delivery.cost = dec("400");
  record(delivery);
  EXPECT_FALSE(find("sold_without_lots"));
}

TEST_F(DataHealthTest, AnUnknownCostIsMendedByStatingIt) {
  add_prices(share, {{day("2024-12-30"), dec("100")}});
  auto delivery = event(TransactionType::DeliveryIn, broker.id, "2024-12-30");
  delivery.instrument = share;
  delivery.quantity = dec("5");
  const auto came = record(delivery);
  const auto item = find("unknown_cost");
  ASSERT_TRUE(item && item->fix);
  EXPECT_EQ(item->fix->mend, Mend::StateCost);
  EXPECT_EQ(item->fix->transaction, came.id);
}

TEST_F(DataHealthTest, TheGravestComeFirstAndWhatIsRightIsANote) {
  record(deposit(broker.id, "2024-01-02", "1000"));
  record(trade(TransactionType::Buy, broker.id, "2024-01-02", share, "1", "100"));
  record(deposit(broker.id, "2024-06-03", "5000"));
  record(trade(TransactionType::Sell, broker.id, "2024-06-04", share, "3", "100"));
  const auto made = health();
  ASSERT_GE(made.items.size(), 2U);
  EXPECT_TRUE(std::ranges::is_sorted(made.items, {}, &HealthItem::severity));
  EXPECT_EQ(made.items.front().severity, Severity::Wrong);
  const auto flow = find("large_flow");
  ASSERT_TRUE(flow);
  EXPECT_EQ(flow->severity, Severity::Note);
  EXPECT_FALSE(flow->fix);
}

TEST_F(DataHealthTest, ANeighbourSeesNothingOfIt) {
  record(trade(TransactionType::Sell, broker.id, "2024-12-30", share, "15", "120"));
  EXPECT_TRUE(find("sold_without_lots"));
  const auto theirs = run(reports.get_data_health(neighbour, std::nullopt));
  ASSERT_TRUE(theirs) << theirs.error().detail;
  EXPECT_EQ(theirs->total, 0U);
}

}  // namespace
}  // namespace coffer::finance
