// Reports through the router and a real database.
#include "api/edge/problem_table.hpp"
#include "api/rest/finance_parts.hpp"
#include "finance/finance_test_world.hpp"

namespace coffer::api::rest {
namespace {

using platform::Request;
using platform::Response;
using testing::HasSubstr;

struct ReportRoutesTest : finance::FinanceWorld {
  platform::Router router;

  ReportRoutesTest() {
    add_report_routes(router, {database, accounts, instruments, market, transactions, portfolios, reports, previews,
                               changes, bulk_edits, transfers, actions});
  }

  // The present moment, as the query has it: after what has been recorded, before what comes.
  std::string moment() {
    clock.set(ticking.now());
    return format_timestamp(clock.now());
  }
  Response post(const std::string& path, std::string body) {
    Request request;
    request.method = platform::Method::Post;
    request.path = path;
    request.body = std::move(body);
    request.caller = owner;
    const auto match = router.match(request);
    if (match.route == nullptr) throw std::runtime_error("no route for " + path);
    auto response = run(match.route->handler(request));
    return response ? std::move(*response) : edge::problem_response(response.error(), request.caller.trace_id);
  }
  Response get(std::string path, const std::string& known_etag = "") {
    Request request;
    const auto mark = path.find('?');
    if (auto target = platform::parse_target(path)) request.query = target->query;
    request.path = path.substr(0, mark);
    if (!known_etag.empty()) request.headers.add("if-none-match", known_etag);
    request.caller = owner;
    request.caller.trace_id = "4bf92f3577b34da6a3ce929d0e0e4736";
    const auto match = router.match(request);
    if (match.route == nullptr) throw std::runtime_error("no route for " + path);
    auto response = run(match.route->handler(request));
    return response ? std::move(*response) : edge::problem_response(response.error(), request.caller.trace_id);
  }
};

TEST_F(ReportRoutesTest, EveryReportTakesTheMomentOfTheKnowledge) {
  const auto account = open_account("Broker");
  const auto share = add_instrument("SHARE");
  record(deposit(account.id, "2024-01-02", "100"));
  record(trade(finance::TransactionType::Buy, account.id, "2024-01-02", share, "1", "50"));
  const auto then = moment();
  record(deposit(account.id, "2024-01-03", "50"));
  moment();
  const auto portfolio = "/v1/portfolios/" + home.default_portfolio.text();
  const auto own = "/v1/accounts/" + account.id.text();
  const auto of_share = "/v1/instruments/" + share.text();
  for (const auto& path : {portfolio + "/holdings?on=2024-01-31",
                           portfolio + "/performance?to=2024-01-31",
                           portfolio + "/allocation?on=2024-01-31",
                           portfolio + "/income?to=2024-01-31",
                           portfolio + "/lots?on=2024-01-31",
                           portfolio + "/risk?to=2024-01-31",
                           portfolio + "/contribution?to=2024-01-31",
                           portfolio + "/returns?to=2024-01-31",
                           portfolio + "/trades?to=2024-01-31",
                           own + "/performance?to=2024-01-31",
                           own + "/holdings?on=2024-01-31",
                           own + "/allocation?on=2024-01-31",
                           own + "/income?to=2024-01-31",
                           own + "/lots?on=2024-01-31",
                           own + "/risk?to=2024-01-31",
                           own + "/contribution?to=2024-01-31",
                           own + "/returns?to=2024-01-31",
                           own + "/trades?to=2024-01-31",
                           of_share + "/income?to=2024-01-31",
                           of_share + "/lots?on=2024-01-31",
                           of_share + "/risk?to=2024-01-31",
                           of_share + "/returns?to=2024-01-31",
                           of_share + "/trades?to=2024-01-31",
                           of_share + "/performance?to=2024-01-31",
                           std::string("/v1/net-worth?on=2024-01-31")}) {
    const auto answer = get(path + "&as_known_at=" + then);
    EXPECT_EQ(answer.status, 200) << path << answer.body;
    EXPECT_EQ(get(path + "&as_known_at=" + then, std::string(*answer.header("etag"))).status, 304) << path;
    EXPECT_NE(answer.header("etag"), get(path).header("etag")) << path;
  }
  for (int round = 0; round < 2; ++round) {
    EXPECT_THAT(get(own + "/performance?to=2024-01-31&as_known_at=" + then).body, HasSubstr(R"("value":"100.00")"));
    EXPECT_THAT(get(own + "/performance?to=2024-01-31").body, HasSubstr(R"("value":"150.00")"));
  }
}

TEST_F(ReportRoutesTest, ATrailAnswersAsTheContractHasIt) {
  const auto account = open_account("Broker");
  const auto share = add_instrument("SHARE");
  record(deposit(account.id, "2024-01-02", "100"));
  const auto bought = record(trade(finance::TransactionType::Buy, account.id, "2024-01-02", share, "1", "50"));
  const auto path = "/v1/accounts/" + account.id.text() + "/explain?to=2024-01-31&figure=";
  const auto cost = get(path + "cost_basis");
  ASSERT_EQ(cost.status, 200) << cost.body;
  EXPECT_THAT(cost.body, HasSubstr(R"("amount":"50.00","ratio":null,"amount_currency":"EUR")"));
  EXPECT_THAT(cost.body, HasSubstr(R"("input":{"kind":"field")"));
  EXPECT_THAT(cost.body, HasSubstr(R"("transaction":")" + bought.id.text()));
  EXPECT_EQ(get(path + "cost_basis", std::string(*cost.header("etag"))).status, 304);
  const auto unknown = get(path + "wealth");
  EXPECT_EQ(unknown.status, 422);
  EXPECT_THAT(unknown.body, HasSubstr(R"("pointer":"?figure")"));
  EXPECT_EQ(get(path + "twr&limit=0").status, 422);
  EXPECT_THAT(get(path + "cost_basis&limit=1").body, HasSubstr("urn:coffer:problem:finance:trail-too-long"));
  const auto worth = get("/v1/net-worth/explain?figure=net_worth&to=2024-01-31");
  EXPECT_EQ(worth.status, 200) << worth.body;
  EXPECT_THAT(worth.body, HasSubstr(R"("amount":"100.00")"));
}

TEST_F(ReportRoutesTest, AFixIsARequestOfThisApi) {
  const auto account = open_account("Broker");
  const auto share = add_instrument("SHARE");
  record(deposit(account.id, "2024-01-02", "100"));
  record(trade(finance::TransactionType::Buy, account.id, "2024-01-02", share, "1", "50"));
  record(trade(finance::TransactionType::Sell, account.id, "2024-12-30", share, "3", "60"));
  const auto health = get("/v1/data-health");
  ASSERT_EQ(health.status, 200) << health.body;
  EXPECT_THAT(health.body, HasSubstr(R"("code":"sold_without_lots","severity":"wrong")"));
  EXPECT_THAT(health.body, HasSubstr(R"("method":"POST","path":"/v1/transactions","body":{"account":")" +
                                     account.id.text() + R"(","type":"delivery_in","instrument":")" + share.text() +
                                     R"(","quantity":"2","date":"2024-12-29","currency":"EUR"},"fields":["/cost"])"));
  EXPECT_EQ(get("/v1/data-health", std::string(*health.header("etag"))).status, 304);
}

TEST_F(ReportRoutesTest, ASaleIsPreviewedAndNotStored) {
  const auto account = open_account("Broker");
  const auto share = add_instrument("SHARE");
  record(deposit(account.id, "2022-01-03", "100"));
  record(trade(finance::TransactionType::Buy, account.id, "2022-01-03", share, "2", "50"));
  const auto path = "/v1/portfolios/" + home.default_portfolio.text() + "/what-if";
  const auto body = R"({"account":")" + account.id.text() + R"(","instrument":")" + share.text() +
                    R"(","quantity":"1","price":"60","date":"2024-01-03")";
  const auto answer = post(path, body + "}");
  ASSERT_EQ(answer.status, 200) << answer.body;
  EXPECT_THAT(answer.body, HasSubstr(R"("method":"fifo","is_own":true,"cost":{"amount":"50.00","currency":"EUR"},)"
                                     R"("proceeds":{"amount":"60.00","currency":"EUR"},)"
                                     R"("gain":{"amount":"10.00","currency":"EUR"})"));
  EXPECT_THAT(answer.body, HasSubstr(R"("holding_days":730,"term":"long")"));
  EXPECT_THAT(get("/v1/accounts/" + account.id.text() + "/lots").body, HasSubstr(R"("disposals":[])"));
  EXPECT_EQ(post(path, body + R"(,"colour":"red"})").status, 422);
  EXPECT_EQ(post(path, "{}").status, 422);
}

TEST_F(ReportRoutesTest, AMomentThatIsNoneOrNotYetIsRefused) {
  moment();
  const auto path = "/v1/portfolios/" + home.default_portfolio.text() + "/holdings?as_known_at=";
  const auto future = format_timestamp({clock.now().micros + 1'000'000});
  for (const auto& at :
       {std::string("yesterday"), std::string("2024-04-01"), std::string("0999-12-31T00:00:00Z"), future}) {
    const auto refused = get(path + at);
    EXPECT_EQ(refused.status, 422) << at;
    EXPECT_THAT(refused.body, HasSubstr(R"("pointer":"?as_known_at")")) << at;
  }
  EXPECT_THAT(get(path + future).body, HasSubstr("urn:coffer:problem:finance:invalid-moment"));
}

}  // namespace
}  // namespace coffer::api::rest
