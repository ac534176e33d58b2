// How often a password may be guessed. The limits lie in PostgreSQL: Redis has no part in them.
#include "api/rest/auth_routes_world.hpp"
#include "platform/async/task_group.hpp"

namespace coffer::api::rest {
namespace {

using platform::Response;

constexpr std::string_view wrong = "not the right password";

struct GuessLimitsTest : AuthRoutesWorld {
  Client owner;
  int next_address = 0;

  void SetUp() override { ASSERT_EQ(sign_up(owner).status, 201); }
  // From somewhere else each time, on no known device.
  Response guess(const std::string& email = "ada@example.org", const std::string& password = std::string(wrong)) {
    ++next_address;
    Client attacker;
    attacker.network_address =
        "10." + std::to_string(next_address / 250) + "." + std::to_string(next_address % 250) + ".1";
    return sign_in(attacker, password, email);
  }
  void forget_delays() { stored("UPDATE auth.sign_in_limits SET blocked_until = NULL RETURNING 1"); }
};

TEST_F(GuessLimitsTest, AfterFiveTheDelayDoublesAndTheRightPasswordWaitsToo) {
  for (int i = 0; i < 6; ++i) EXPECT_EQ(guess().status, 401) << i;
  const auto limited = guess();
  EXPECT_EQ(limited.status, 429);
  EXPECT_EQ(limited.header("retry-after"), "1");
  EXPECT_EQ(guess("ada@example.org", "correct horse battery staple").status, 429);
  for (const auto* wait : {"2", "4", "8", "16"}) {
    forget_delays();
    EXPECT_EQ(guess().status, 401);
    EXPECT_EQ(guess().header("retry-after"), wait);
  }
  for (int i = 0; i < 12; ++i) {
    forget_delays();
    EXPECT_EQ(guess().status, 401);
  }
  EXPECT_EQ(guess().header("retry-after"), "3600") << "the longest";
}

TEST_F(GuessLimitsTest, TheOwnerSignsInOnAKnownDeviceMeanwhile) {
  for (int i = 0; i < 7; ++i) guess();
  ASSERT_EQ(guess().status, 429);
  EXPECT_EQ(sign_in(owner).status, 200);
  EXPECT_EQ(guess().status, 429) << "which does not open the account to others";
  Client stranger_with_a_cookie;
  stranger_with_a_cookie.cookies["coffer_device"] = std::string(43, 'A');
  EXPECT_EQ(sign_in(stranger_with_a_cookie).status, 429) << "a cookie of nobody is no known device";
}

TEST_F(GuessLimitsTest, AStolenDeviceCookieIsLimitedForItself) {
  for (int i = 0; i < 11; ++i) EXPECT_EQ(sign_in(owner, std::string(wrong)).status, 401) << i;
  EXPECT_EQ(sign_in(owner, std::string(wrong)).status, 429);
  EXPECT_EQ(guess("ada@example.org", "correct horse battery staple").status, 200) << "others are not";
}

TEST_F(GuessLimitsTest, UnknownAndKnownAccountsAreLimitedInTheSameBytes) {
  for (int i = 0; i < 6; ++i) {
    const auto known = guess("ada@example.org");
    const auto unknown = guess("nobody@example.org");
    EXPECT_EQ(known.status, unknown.status);
    EXPECT_EQ(known.body, unknown.body);
  }
  const auto known = guess("ADA@example.org ");
  const auto unknown = guess("NOBODY@example.org ");
  EXPECT_EQ(known.status, 429);
  EXPECT_EQ(known.body, unknown.body);
  EXPECT_EQ(known.headers, unknown.headers);
}

TEST_F(GuessLimitsTest, AnAddressAndANetworkAreLimitedOverAllAccounts) {
  Client attacker;
  attacker.network_address = "203.0.113.9";
  int tried = 0;
  while (sign_in(attacker, std::string(wrong), "a" + std::to_string(tried) + "@example.org").status == 401) ++tried;
  EXPECT_EQ(tried, 31);
  attacker.network_address = "203.0.113.10";
  EXPECT_EQ(sign_in(attacker, std::string(wrong), "b@example.org").status, 401) << "a neighbour";
  stored("UPDATE auth.sign_in_limits SET failures = 201 WHERE kind = 'network' RETURNING 1");
  EXPECT_EQ(sign_in(attacker, std::string(wrong), "c@example.org").status, 401);
  attacker.network_address = "203.0.113.11";
  EXPECT_EQ(sign_in(attacker, std::string(wrong), "d@example.org").status, 429) << "the network";
}

TEST_F(GuessLimitsTest, OnesOwnPasswordBuysNoGuessesAtOthers) {
  Client attacker;
  attacker.network_address = "203.0.113.9";
  ASSERT_EQ(sign_up(attacker, "eve@example.org").status, 201);
  attacker.cookies.clear();
  for (int i = 0; i < 20; ++i) {
    ASSERT_EQ(sign_in(attacker, std::string(wrong), "a" + std::to_string(i) + "@example.org").status, 401);
    attacker.cookies.clear();
    ASSERT_EQ(sign_in(attacker, "correct horse battery staple", "eve@example.org").status, 200);
    attacker.cookies.clear();
  }
  EXPECT_EQ(stored("SELECT failures FROM auth.sign_in_limits WHERE kind = 'address'"), "20");
}

TEST_F(GuessLimitsTest, ManyAtOnceCountEach) {
  platform::LoopGroup many{2};
  platform::Database database_of_many{auth::options_for(storage), many.all(), random};
  auth::DeviceService devices_of_many{database_of_many, random};
  auth::GuessLimits shared{database_of_many, clock, devices_of_many};
  std::atomic<int> admitted = 0;
  platform::TaskGroup group;
  const auto one = [&](Caller caller) -> platform::Task<> {
    COFFER_CO_TRY(attempt, co_await shared.begin(caller, "ada@example.org", std::nullopt));
    if (attempt.wait_seconds == 0) ++admitted;
    co_return Result<>{};
  };
  for (int i = 0; i < 40; ++i) ASSERT_TRUE(group.spawn(many.next(), one(stranger())));
  group.join_blocking();
  EXPECT_EQ(admitted, 6);
  (void)platform::run_to_end(many.at(0), database_of_many.close());
}

TEST_F(GuessLimitsTest, SuccessAndADayForget) {
  for (int i = 0; i < 4; ++i) guess();
  EXPECT_EQ(guess("ada@example.org", "correct horse battery staple").status, 200);
  EXPECT_EQ(stored("SELECT failures FROM auth.sign_in_limits WHERE kind = 'account'"), "0");
  for (int i = 0; i < 6; ++i) guess();
  stored("UPDATE auth.sign_in_limits SET last_tried_at = now() - interval '25 h', blocked_until = NULL RETURNING 1");
  EXPECT_EQ(guess().status, 401);
  EXPECT_EQ(stored("SELECT failures FROM auth.sign_in_limits WHERE kind = 'account'"), "1");
}

TEST_F(GuessLimitsTest, EachLimitedAttemptIsInTheHistory) {
  for (int i = 0; i < 7; ++i) guess();
  EXPECT_EQ(
      stored(
          "SELECT count(*) FROM auth.login_history h JOIN auth.users u ON u.id = h.user_id WHERE outcome = 'limited'"),
      "1");
  guess("nobody@example.org");
  EXPECT_EQ(stored("SELECT count(*) FROM auth.sign_in_limits WHERE key LIKE '%nobody%'"), "0") << "no address is kept";
}

TEST(NetworkTest, IsTheFirst24BitsOrThe48) {
  EXPECT_EQ(auth::network_of("192.0.2.7"), auth::network_of("192.0.2.250"));
  EXPECT_NE(auth::network_of("192.0.2.7"), auth::network_of("192.0.3.7"));
  EXPECT_EQ(auth::network_of("2001:db8:1:2::3"), auth::network_of("2001:db8:1:ffff::1"));
  EXPECT_NE(auth::network_of("2001:db8:1::1"), auth::network_of("2001:db8:2::1"));
  EXPECT_EQ(auth::network_of("::ffff:192.0.2.7"), auth::network_of("192.0.2.9"));
}

}  // namespace
}  // namespace coffer::api::rest
