// Bodies of transactions as people send them: every field comes back, and what is wrong is told at its place.
#include "api/edge/problem_table.hpp"
#include "api/rest/finance_parts.hpp"
#include "finance/finance_test_world.hpp"

namespace coffer::api::rest {
namespace {

using platform::Method;
using platform::Request;
using platform::Response;
using testing::HasSubstr;

struct TransactionRoutesTest : finance::FinanceWorld {
  platform::Router router;
  finance::Account broker = open_account("Broker");
  InstrumentId one = add_instrument("ONE");
  InstrumentId other = add_instrument("OTHER");

  TransactionRoutesTest() {
    const FinanceParts parts{database, accounts, instruments, market,     transactions, portfolios,
                             reports,  previews, changes,     bulk_edits, transfers,    actions};
    add_transaction_routes(router, parts);
    add_transaction_type_routes(router);
    add_preview_routes(router, parts);
    add_change_routes(router, parts);
    add_transfer_routes(router, parts);
  }

  Response send(Method method, const std::string& path, std::string body = "") {
    Request request;
    request.method = method;
    if (auto target = platform::parse_target(path)) request.query = target->query;
    request.path = path.substr(0, path.find('?'));
    request.body = std::move(body);
    request.caller = owner;
    request.caller.trace_id = "4bf92f3577b34da6a3ce929d0e0e4736";
    const auto match = router.match(request);
    if (match.route == nullptr) throw std::runtime_error("no route for " + path);
    auto response = run(match.route->handler(request));
    return response ? std::move(*response) : edge::problem_response(response.error(), request.caller.trace_id);
  }
  std::string swap() const {
    return R"({"type":"swap","date":"2024-02-01","currency":"EUR","account":")" + broker.id.text() +
           R"(","instrument":")" + one.text() + R"(","quantity":"1","new_instrument":")" + other.text() +
           R"(","new_quantity":"10","amount":"30"})";
  }
};

TEST_F(TransactionRoutesTest, ASwapIsPreviewedThenRecordedAndTakenBack) {
  record(trade(finance::TransactionType::Buy, broker.id, "2024-01-03", one, "2", "20"));
  const auto said = send(Method::Post, "/v1/transactions/preview", swap());
  ASSERT_EQ(said.status, 200) << said.body;
  EXPECT_THAT(said.body, HasSubstr(R"("realized_gain":{"amount":"10.00","currency":"EUR"})"));
  const auto made = send(Method::Post, "/v1/transactions", swap());
  ASSERT_EQ(made.status, 201) << made.body;
  EXPECT_THAT(made.body, HasSubstr("\"new_instrument\":\"" + other.text() + "\""));
  EXPECT_THAT(made.body, HasSubstr(R"("new_quantity":"10")"));
  EXPECT_THAT(made.body, HasSubstr(R"("new_instrument_symbol":"OTHER")"));
  const auto history = send(Method::Get, "/v1/changes?limit=1");
  ASSERT_EQ(history.status, 200) << history.body;
  EXPECT_THAT(history.body, HasSubstr(R"("kind":"record","rows":1)"));
  const auto id = history.body.substr(history.body.find("\"id\":\"") + 6, 36);
  const auto undone = send(Method::Post, "/v1/changes/" + id + "/undo");
  EXPECT_EQ(undone.status, 200) << undone.body;
  EXPECT_THAT(undone.body, HasSubstr("\"undoes\":\"" + id + "\""));
}

TEST_F(TransactionRoutesTest, WhoLeftIsStillNamedInWhatTheyDid) {
  const auto made = record(deposit(broker.id, "2024-01-02", "10"));
  const auto bob = testkit::add_member(administrator, home.id, {.role = "editor"});
  testkit::run(administrator, "UPDATE auth.users SET name = 'Bob' WHERE id = $1", {bob.text()});
  for (const auto* table : {"finance.transaction_revisions", "finance.changes"})
    testkit::run(administrator, std::string("UPDATE ") + table + " SET actor_id = $1", {bob.text()});
  const auto named = "\"actor\":{\"user\":\"" + bob.text() + "\",\"name\":\"Bob\"}";
  const auto expect_named = [&](const std::string& when) {
    EXPECT_THAT(send(Method::Get, "/v1/transactions/" + made.id.text() + "/revisions").body, HasSubstr(named)) << when;
    EXPECT_THAT(send(Method::Get, "/v1/changes").body, HasSubstr(named)) << when;
  };
  expect_named("a member");
  testkit::run(administrator, "DELETE FROM auth.memberships WHERE user_id = $1", {bob.text()});
  expect_named("left");
}

TEST_F(TransactionRoutesTest, ABulkEditSaysWhichAndWhatInOneWayAlone) {
  const auto made = record(deposit(broker.id, "2024-01-02", "10"));
  const auto send_bulk = [&](const std::string& body) { return send(Method::Post, "/v1/transactions/bulk", body); };
  const auto ids = "\"transactions\":[\"" + made.id.text() + "\"]";
  EXPECT_EQ(send_bulk("{" + ids + R"(,"change":{"note":"a gift"}})").status, 200);
  for (const auto& wrong : {"{" + ids + "}", "{" + ids + R"(,"remove":true,"change":{"note":"x"}})",
                            "{" + ids + R"(,"filter":{"type":"deposit"},"count":1,"remove":true})",
                            std::string(R"({"filter":{"type":"deposit"},"remove":true})"),
                            std::string(R"({"filter":{},"count":1,"remove":true})"), "{" + ids + R"(,"remove":false})",
                            "{" + ids + R"(,"change":{}})"}) {
    EXPECT_EQ(send_bulk(wrong).status, 422) << wrong;
  }
  EXPECT_EQ(send_bulk(R"({"filter":{"type":"deposit"},"count":2,"remove":true})").status, 409);
  EXPECT_EQ(send_bulk(R"({"filter":{"type":"deposit"},"count":1,"remove":true})").status, 200);
}

TEST_F(TransactionRoutesTest, TheTypesSayWhatTheyTake) {
  const auto types = send(Method::Get, "/v1/transaction-types");
  ASSERT_EQ(types.status, 200);
  EXPECT_THAT(types.body, HasSubstr(R"({"field":"new_instrument","use":"required"})"));
  EXPECT_THAT(types.body, HasSubstr(R"({"groups":[["amount"],["quantity","price"]],"detail":"Give an amount)"));
  const auto refused =
      send(Method::Post, "/v1/transactions",
           R"({"type":"deposit","date":"2024-02-01","currency":"EUR","amount":"-5","lots":[{"transaction":")" +
               one.text() + R"(","quantity":"1"}],"account":")" + broker.id.text() + "\"}");
  EXPECT_EQ(refused.status, 422);
  EXPECT_THAT(refused.body, HasSubstr("/lots"));
  EXPECT_THAT(refused.body, HasSubstr("/amount"));
  EXPECT_EQ(send(Method::Get, "/v1/transactions?as_known_at=2024-02-01T00:00:00Z&sort=amount").status, 422);
  EXPECT_EQ(send(Method::Get, "/v1/transactions?as_known_at=2024-02-01T00:00:00Z").status, 200);
}

}  // namespace
}  // namespace coffer::api::rest
