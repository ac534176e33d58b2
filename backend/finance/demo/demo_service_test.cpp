#include "finance/demo/demo_service.hpp"

#include <gtest/gtest.h>

#include "auth/identity/auth_test_world.hpp"

namespace coffer::finance {
namespace {

struct DemoTest : auth::AuthWorld {
  DemoService demo{database, random};

  Result<RecordedSample> record(const Caller& caller, Date until) {
    return write(caller, [&](platform::UnitOfWork& unit) {
      return demo.record_sample(caller, unit, make_sample_household(until));
    });
  }
};

TEST_F(DemoTest, TheWholeSampleIsRecordedAndBalances) {
  const auto caller = sign_up().caller;
  const auto sample = make_sample_household(Date::of(2021, 1, 29));
  const auto recorded = record(caller, Date::of(2021, 1, 29));
  ASSERT_TRUE(recorded) << recorded.error().detail << " " << recorded.error().cause;
  EXPECT_EQ(recorded->transactions, static_cast<std::int64_t>(sample.transactions.size()));
  EXPECT_EQ(recorded->prices, static_cast<std::int64_t>(sample.prices.size()));
  EXPECT_EQ(recorded->rates, static_cast<std::int64_t>(sample.rates.size()));
  EXPECT_EQ(stored("SELECT count(*) FROM finance.transactions"), std::to_string(sample.transactions.size()));
  EXPECT_EQ(stored("SELECT count(*) FROM finance.accounts"), "6");
  EXPECT_EQ(stored("SELECT count(*) FROM finance.corporate_actions WHERE source = 'demo'"), "1");
  EXPECT_EQ(stored("SELECT count(*) FROM finance.portfolio_accounts"), "2");
  EXPECT_EQ(stored("SELECT count(*) FROM (SELECT FROM finance.postings GROUP BY transaction_id, booked_on, currency "
                   "HAVING sum(amount) <> 0) AS unbalanced"),
            "0");
}

TEST_F(DemoTest, ASecondSampleIsRefusedWhole) {
  const auto caller = sign_up().caller;
  const auto until = Date::of(2017, 2, 28);
  ASSERT_TRUE(record(caller, until));
  const auto count = stored("SELECT count(*) FROM finance.transactions");
  const auto again = record(caller, until);
  ASSERT_FALSE(again);
  EXPECT_EQ(again.error().kind, ErrorKind::Conflict);
  EXPECT_EQ(stored("SELECT count(*) FROM finance.transactions"), count);
}

TEST_F(DemoTest, AViewerMayNotRecordIt) {
  auto caller = sign_up().caller;
  caller.households.front().role = Role::Viewer;
  const auto refused = record(caller, Date::of(2016, 12, 30));
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().kind, ErrorKind::Forbidden);
}

}  // namespace
}  // namespace coffer::finance
