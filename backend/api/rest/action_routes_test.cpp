// Corporate actions as people send them: previewed, recorded, corrected under their tag, taken back.
#include "api/edge/problem_table.hpp"
#include "api/rest/finance_parts.hpp"
#include "finance/finance_test_world.hpp"

namespace coffer::api::rest {
namespace {

using platform::Method;
using platform::Request;
using platform::Response;
using testing::HasSubstr;

struct ActionRoutesTest : finance::FinanceWorld {
  platform::Router router;
  finance::Account broker = open_account("Broker");
  InstrumentId share = add_instrument("SHARE");
  std::string path = "/v1/instruments/" + share.text() + "/corporate-actions";

  ActionRoutesTest() {
    const FinanceParts parts{database, accounts, instruments, market,     transactions, portfolios,
                             reports,  previews, changes,     bulk_edits, transfers,    actions};
    add_action_routes(router, parts);
    add_change_routes(router, parts);
    record(trade(finance::TransactionType::Buy, broker.id, "2024-01-03", share, "7", "20"));
  }

  Response send(Method method, const std::string& target, std::string body = "", std::string tag = "") {
    Request request;
    request.method = method;
    request.path = target.substr(0, target.find('?'));
    if (auto parsed = platform::parse_target(target)) request.query = parsed->query;
    request.body = std::move(body);
    if (!tag.empty()) request.headers.add("if-match", tag);
    request.caller = owner;
    request.caller.trace_id = "4bf92f3577b34da6a3ce929d0e0e4736";
    const auto match = router.match(request);
    if (match.route == nullptr) throw std::runtime_error("no route for " + target);
    auto response = run(match.route->handler(request));
    return response ? std::move(*response) : edge::problem_response(response.error(), request.caller.trace_id);
  }
  static std::string header(const Response& response, std::string_view name) {
    for (const auto& [known, value] : response.headers) {
      if (known == name) return value;
    }
    ADD_FAILURE() << "no header " << name;
    return "";
  }
};

TEST_F(ActionRoutesTest, AReverseSplitPaysItsFractionAndIsCorrectedUnderItsTag) {
  const std::string told =
      R"({"type":"split","ex_date":"2024-06-03","ratio_to":1,"ratio_from":2,"fraction_price":"41"})";
  const auto said = send(Method::Post, path + "/preview", told);
  ASSERT_EQ(said.status, 200) << said.body;
  EXPECT_THAT(said.body,
              HasSubstr(R"("cash_in_lieu":{"quantity":"0.5","amount":{"amount":"20.50","currency":"EUR"}})"));
  EXPECT_THAT(said.body, HasSubstr(R"("after":{"quantity":"3","lots":1)"));
  EXPECT_THAT(said.body, HasSubstr(R"("realized_gain":{"amount":"0.50","currency":"EUR"})"));
  const auto made = send(Method::Post, path, told);
  ASSERT_EQ(made.status, 201) << made.body;
  const auto tag = header(made, "etag");
  const auto action = header(made, "location");
  EXPECT_EQ(send(Method::Post, path, told).status, 200);
  const auto changed = send(Method::Patch, action, R"({"fraction_price":null,"note":"None was paid"})", tag);
  ASSERT_EQ(changed.status, 200) << changed.body;
  EXPECT_THAT(changed.body, HasSubstr(R"("bookings":[])"));
  EXPECT_THAT(changed.body, HasSubstr(R"("version":2)"));
  EXPECT_EQ(send(Method::Patch, action, R"({"note":"late"})", tag).status, 412);
  EXPECT_EQ(send(Method::Delete, action).status, 204);
  EXPECT_EQ(send(Method::Get, action).status, 404);
  EXPECT_THAT(send(Method::Get, "/v1/changes?limit=1").body, HasSubstr(R"("transaction":null)"));
}

TEST_F(ActionRoutesTest, WhatIsMissingIsToldAtItsPlace) {
  const auto refused = send(Method::Post, path, R"({"type":"spin_off","ex_date":"2024-06-03"})");
  EXPECT_EQ(refused.status, 422);
  for (const auto* pointer : {"/new_instrument", "/ratio_to", "/cost_share"})
    EXPECT_THAT(refused.body, HasSubstr(R"("pointer":")" + std::string(pointer) + "\""));
  EXPECT_EQ(send(Method::Post, path, R"({"type":"split","ex_date":"2024-06-03","ratio":2})").status, 422);
}

}  // namespace
}  // namespace coffer::api::rest
