#include <gtest/gtest.h>

#include "api/edge/command.hpp"
#include "platform/async/loop.hpp"
#include "platform/clock/random.hpp"
#include "platform/pg/database.hpp"
#include "testkit/builders.hpp"
#include "testkit/database.hpp"

namespace coffer::api::edge {
namespace {

using platform::Request;
using platform::Response;
using platform::Task;
using platform::UnitOfWork;

class CommandTest : public ::testing::Test {
 protected:
  CommandTest()
      : administrator_(cloned_.connect(testkit::As::Administrator)),
        household_(testkit::add_household(administrator_)),
        database_({.conninfo = cloned_.conninfo(testkit::As::Api)}, {&loop_}, random_) {}
  ~CommandTest() override { EXPECT_TRUE(platform::run_to_end(loop_, database_.close())); }

  Request request(std::string_view key, std::string body) {
    Request request;
    request.method = platform::Method::Post;
    request.path = "/v1/accounts";
    request.body = std::move(body);
    if (!key.empty()) request.headers.add("Idempotency-Key", key);
    request.caller.kind = CallerKind::Person;
    request.caller.user = household_.owner;
    request.caller.households = {{.household = household_.id, .role = Role::Owner}};
    return request;
  }

  // Work that leaves one audit entry and answers with `status`.
  Result<Response> run(const Request& request, int status) {
    const Work work = [this, status](UnitOfWork& unit) -> Task<Response> {
      ++runs_;
      unit.audit(
          {.action = "test.command", .household = household_.id, .object_kind = "test", .object = household_.id.uuid});
      if (status == 0) co_return fail(ErrorKind::Conflict, "test/conflict", "No.");
      platform::JsonWriter body;
      body.begin_object().field("run", runs_).end_object();
      auto response = platform::created("/v1/accounts/1", std::move(body));
      response.status = status;
      co_return std::move(response);
    };
    return platform::run_to_end(loop_, command(database_, request, work));
  }
  std::string audited() {
    return testkit::value(administrator_, "select count(*) from audit.audit_log where action = 'test.command'");
  }

  testkit::TestDatabase cloned_;
  platform::BlockingConnection administrator_;
  testkit::Household household_;
  platform::SystemClock clock_;
  platform::SystemRandom random_{clock_};
  platform::Loop loop_;
  platform::Database database_;
  int runs_ = 0;
};

TEST_F(CommandTest, AReplayGetsTheFirstAnswer) {
  const auto first = run(request("k1", "{}"), 201);
  ASSERT_TRUE(first) << first.error().detail << first.error().cause;
  EXPECT_EQ(first->header("idempotent-replayed"), std::nullopt);
  const auto again = run(request("k1", "{}"), 201);
  ASSERT_TRUE(again);
  EXPECT_EQ(again->status, 201);
  EXPECT_EQ(again->body, first->body);
  EXPECT_EQ(again->header("location"), "/v1/accounts/1");
  EXPECT_EQ(again->header("idempotent-replayed"), "true");
  EXPECT_EQ(runs_, 1);
  EXPECT_EQ(audited(), "1");
}

TEST_F(CommandTest, AKeyBelongsToOneRequest) {
  ASSERT_TRUE(run(request("k1", "{}"), 201));
  EXPECT_EQ(run(request("k1", "{\"a\":1}"), 201).error().kind, ErrorKind::Invalid);
  auto other_path = request("k1", "{}");
  other_path.path = "/v1/portfolios";
  EXPECT_EQ(run(other_path, 201).error().kind, ErrorKind::Invalid);
  EXPECT_TRUE(run(request("k2", "{}"), 201));
  EXPECT_TRUE(run(request("", "{}"), 201));
  EXPECT_TRUE(run(request("", "{}"), 201));
  EXPECT_EQ(runs_, 4);
}

TEST_F(CommandTest, AKeyOfOnePersonSaysNothingToAnother) {
  const auto first = run(request("k1", "{}"), 201);
  ASSERT_TRUE(first);
  auto others = request("k1", "{}");
  others.caller.user = testkit::add_member(administrator_, household_.id, {});
  const auto second = run(others, 201);
  ASSERT_TRUE(second) << second.error().cause;
  EXPECT_EQ(second->header("idempotent-replayed"), std::nullopt);
  EXPECT_NE(second->body, first->body);
  EXPECT_EQ(runs_, 2);
  // Control: each gets the own answer again.
  EXPECT_EQ(run(others, 201)->body, second->body);
  EXPECT_EQ(run(request("k1", "{}"), 201)->body, first->body);
  EXPECT_EQ(runs_, 2);
}

TEST_F(CommandTest, ErrorsAndRefusalsLeaveNothing) {
  EXPECT_EQ(run(request("k1", "{}"), 0).error().problem, "test/conflict");
  const auto refused = run(request("k1", "{}"), 409);
  ASSERT_TRUE(refused);
  EXPECT_EQ(refused->status, 409);
  EXPECT_EQ(audited(), "0");
  const auto done = run(request("k1", "{}"), 201);
  ASSERT_TRUE(done);
  EXPECT_EQ(done->header("idempotent-replayed"), std::nullopt);
  EXPECT_EQ(audited(), "1");
}

TEST_F(CommandTest, StrangersHaveNoKeys) {
  auto stranger = request("k1", "{}");
  stranger.caller = {};
  const auto without_audit = [this](UnitOfWork&) -> Task<Response> {
    ++runs_;
    co_return platform::no_content();
  };
  EXPECT_TRUE(platform::run_to_end(loop_, command(database_, stranger, without_audit)));
  EXPECT_TRUE(platform::run_to_end(loop_, command(database_, stranger, without_audit)));
  EXPECT_EQ(runs_, 2);
}

}  // namespace
}  // namespace coffer::api::edge
