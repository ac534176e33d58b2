// A sale under every method before it happens, computed by hand.
#include "finance/reports/sale_preview.hpp"

#include "finance/finance_test_world.hpp"

namespace coffer::finance {
namespace {

// 10 at 100 (2022), 10 at 140 (2023-06), 10 at 120 (2024): 12 sold at 150 on 2024-06-30.
struct SalePreviewTest : FinanceWorld {
  Account broker = open_account("Broker");
  InstrumentId share = add_instrument("SHARE");
  Transaction first;
  Transaction second;
  Transaction third;

  SalePreviewTest() {
    record(deposit(broker.id, "2022-01-03", "5000"));
    first = record(trade(TransactionType::Buy, broker.id, "2022-01-03", share, "10", "100"));
    second = record(trade(TransactionType::Buy, broker.id, "2023-07-01", share, "10", "140"));
    third = record(trade(TransactionType::Buy, broker.id, "2024-01-02", share, "10", "120"));
    add_prices(share, {{day("2024-06-28"), dec("149")}});
  }
  SaleToPreview sale(std::string_view quantity = "12") const {
    SaleToPreview made;
    made.account = broker.id;
    made.instrument = share;
    made.quantity = dec(quantity);
    made.date = day("2024-06-30");
    made.price = dec("150");
    return made;
  }
  Result<SalePreview> preview(SaleToPreview wanted) {
    return run(reports.preview_sale(owner, home.default_portfolio, std::move(wanted)));
  }
  std::string refused(SaleToPreview wanted) {
    const auto answer = preview(std::move(wanted));
    EXPECT_FALSE(answer);
    return answer || answer.error().fields.empty() ? std::string() : answer.error().fields[0].pointer;
  }
};

TEST_F(SalePreviewTest, EveryMethodRelievesItsOwnLots) {
  const auto made = preview(sale());
  ASSERT_TRUE(made) << made.error().detail << made.error().cause;
  ASSERT_EQ(made->methods.size(), 4U);
  const auto& fifo = made->methods[0];  // 10 at 100, 2 at 140
  EXPECT_TRUE(fifo.is_own);
  EXPECT_EQ(fifo.proceeds, dec("1800"));
  EXPECT_EQ(fifo.cost, dec("1280"));
  EXPECT_EQ(fifo.gain, dec("520"));
  EXPECT_EQ(fifo.gain_long, dec("500"));
  EXPECT_EQ(fifo.gain_short, dec("20")) << "365 days are not more than a year";
  ASSERT_EQ(fifo.sold.size(), 2U);
  EXPECT_EQ(fifo.sold[0].transaction, first.id);
  EXPECT_EQ(fifo.sold[0].holding_days, 909);
  EXPECT_EQ(fifo.sold[1].holding_days, 365);
  ASSERT_EQ(fifo.remaining.size(), 2U);
  EXPECT_EQ(fifo.remaining[0].transaction, second.id);
  EXPECT_EQ(fifo.remaining[0].quantity, dec("8"));
  EXPECT_EQ(fifo.remaining[0].cost, dec("1120"));
  const auto& lifo = made->methods[1];  // 10 at 120, 2 at 140
  EXPECT_FALSE(lifo.is_own);
  EXPECT_EQ(lifo.gain, dec("320"));
  EXPECT_EQ(lifo.gain_short, dec("320"));
  const auto& hifo = made->methods[2];  // 10 at 140, 2 at 120
  EXPECT_EQ(hifo.gain, dec("160"));
  const auto& average = made->methods[3];  // 12 at 120
  EXPECT_EQ(average.cost, dec("1440"));
  EXPECT_EQ(average.gain, dec("360"));
  ASSERT_EQ(average.remaining.size(), 1U);
  EXPECT_EQ(average.remaining[0].cost, dec("2160"));
}

TEST_F(SalePreviewTest, ChosenLotsStandBesideTheMethods) {
  auto wanted = sale();
  wanted.lots = {{third.id, dec("9")}, {first.id, dec("3")}};
  wanted.long_after_days = 100;
  wanted.fee = dec("12");
  const auto made = preview(wanted);
  ASSERT_TRUE(made) << made.error().detail << made.error().cause;
  ASSERT_EQ(made->methods.size(), 5U);
  const auto& chosen = made->methods[4];  // 9 at 120, 3 at 100, fee 12
  EXPECT_EQ(chosen.method, CostBasis::Chosen);
  EXPECT_EQ(chosen.cost, dec("1380"));
  EXPECT_EQ(chosen.proceeds, dec("1788"));
  EXPECT_EQ(chosen.gain, dec("408"));
  EXPECT_EQ(chosen.gain_short, dec("0"));
  ASSERT_EQ(chosen.remaining.size(), 3U);
  EXPECT_EQ(chosen.remaining[2].quantity, dec("1"));
}

TEST_F(SalePreviewTest, NothingIsStoredAndTheSaleItselfSaysTheSame) {
  const auto before = preview(sale());
  ASSERT_TRUE(before);
  ReportDay on;
  on.on = day("2024-06-30");
  EXPECT_TRUE(run(reports.list_lots(owner, broker.id, std::nullopt, on))->disposals.empty());
  record(trade(TransactionType::Sell, broker.id, "2024-06-30", share, "12", "150"));
  const auto after = run(reports.list_lots(owner, broker.id, std::nullopt, on));
  ASSERT_TRUE(after);
  Decimal gain;
  for (const auto& one : after->disposals) gain += *one.gain;
  EXPECT_EQ(before->methods[0].gain, gain);
  ASSERT_EQ(after->items.size(), before->methods[0].remaining.size());
  for (std::size_t i = 0; i < after->items.size(); ++i) {
    EXPECT_EQ(after->items[i].quantity, before->methods[0].remaining[i].quantity);
    EXPECT_EQ(after->items[i].cost, before->methods[0].remaining[i].cost);
  }
}

TEST_F(SalePreviewTest, TheLastPriceStandsInAndIsDated) {
  auto wanted = sale("1");
  wanted.price.reset();
  const auto made = preview(wanted);
  ASSERT_TRUE(made) << made.error().detail << made.error().cause;
  EXPECT_EQ(made->price, dec("149"));
  EXPECT_EQ(made->price_date, day("2024-06-28"));
  EXPECT_EQ(made->methods[0].gain, dec("49"));
}

TEST_F(SalePreviewTest, WhatCannotBeSoldNamesItsField) {
  EXPECT_EQ(refused(sale("31")), "/quantity");
  EXPECT_EQ(refused(sale("0")), "/quantity");
  auto other = sale();
  other.instrument = add_instrument("OTHER");
  EXPECT_EQ(refused(other), "/instrument");
  auto foreign = sale();
  foreign.account = testkit::add_account(administrator, neighbours.id);
  EXPECT_EQ(refused(foreign), "/account");
  auto few = sale();
  few.lots = {{first.id, dec("3")}};
  EXPECT_EQ(refused(few), "/lots");
  auto much = sale();
  much.lots = {{first.id, dec("12")}};
  EXPECT_EQ(refused(much), "/lots/0/quantity");
  auto early = sale("11");
  early.date = day("2023-01-01");
  EXPECT_EQ(refused(early), "/quantity");
  const auto theirs = run(reports.preview_sale(neighbour, home.default_portfolio, sale()));
  ASSERT_FALSE(theirs);
  EXPECT_EQ(theirs.error().kind, ErrorKind::NotFound);
}

TEST_F(SalePreviewTest, WhoSeesNoAmountsSeesNoPreview) {
  const auto user = testkit::add_member(administrator, home.id,
                                        {.granted = std::vector{broker.id}, .access = "view_without_amounts"});
  const auto guest = testkit::person(user, {{home.id, Role::Viewer, true}});
  const auto answer = run(reports.preview_sale(guest, home.default_portfolio, sale()));
  ASSERT_FALSE(answer);
  EXPECT_THAT((std::array{ErrorKind::Forbidden, ErrorKind::NotFound}), testing::Contains(answer.error().kind));
}

}  // namespace
}  // namespace coffer::finance
