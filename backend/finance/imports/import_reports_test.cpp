// What reports say of figures that an import alone brought.
#include <algorithm>

#include "finance/imports/import_test_world.hpp"
#include "finance/reports/report_service.hpp"

namespace coffer::finance {
namespace {

struct ImportReportsTest : ImportWorld {
  ReportService reports{database, random, pool, clock};

  // The doubts of a kind, with what mends each.
  std::vector<HealthItem> doubts(std::string_view kind) {
    const auto health = run(reports.get_data_health(caller, std::nullopt));
    EXPECT_TRUE(health) << health.error().detail << health.error().cause;
    std::vector<HealthItem> found;
    if (!health) return found;
    for (std::size_t i = 0; i < health->items.size(); ++i) {
      if (health->frame.warnings[i].code == kind) found.push_back(health->items[i]);
    }
    return found;
  }
};

// 10 at 20 and 5 at 23: worth 15 at 23, until a price is known.
TEST_F(ImportReportsTest, what_has_no_price_stands_at_its_own_last_trade_and_says_so) {
  import_all(
      "date,type,symbol,quantity,price,currency,account\n"
      "2024-01-02,buy,ACME,10,20,EUR,Depot\n2024-02-02,buy,ACME,5,23,EUR,Depot\n");
  ReportDay on;
  on.on = Date::of(2024, 3, 1);
  const auto value = [&] {
    const auto report = run(reports.list_holdings(caller, WholeHousehold{}, on));
    return report && report->items.size() == 1 && report->items.front().value
               ? format_decimal(trim(*report->items.front().value))
               : "";
  };
  EXPECT_EQ(value(), "345");
  const auto marked = doubts("not_valued");
  ASSERT_FALSE(marked.empty());
  for (const auto& doubt : marked) EXPECT_EQ(doubt.fix->mend, Mend::AddPrice);
  import_all("symbol,date,close,currency\nACME,2024-02-01,30,EUR\n");
  EXPECT_EQ(value(), "450") << "a real price goes before a trade that is later";
  EXPECT_TRUE(doubts("not_valued").empty());
}

// The book holds 100 - 30 = 70; the statement says 65, so 5 went out that nobody told.
TEST_F(ImportReportsTest, a_statement_that_differs_from_the_book_says_by_how_much) {
  import_all(
      "date,type,amount,currency,account\n"
      "2024-01-02,deposit,100,EUR,Bank\n2024-01-31,balance,100,EUR,Bank\n"
      "2024-02-02,withdrawal,30,EUR,Bank\n2024-02-29,balance,65,EUR,Bank\n");
  const auto differing = doubts("balance_difference");
  ASSERT_EQ(differing.size(), 1U) << "that of January agrees";
  EXPECT_EQ(differing.front().account_name, "Bank");
  EXPECT_EQ(differing.front().fix->mend, Mend::AddMoney);
  EXPECT_EQ(differing.front().fix->date, Date::of(2024, 2, 29));
  EXPECT_EQ(differing.front().fix->amount, Decimal(-5));
  import_all("date,type,amount,currency,account\n2024-02-15,fee,5,EUR,Bank\n");
  EXPECT_TRUE(doubts("balance_difference").empty());
}

}  // namespace
}  // namespace coffer::finance
