// A member whom a grant shows an account without amounts: what there is and how it did, never how much, whatever is
// asked. The owner's answers to the same questions are the control.
#include <regex>
#include <set>

#include "api/edge/problem_table.hpp"
#include "api/rest/finance_parts.hpp"
#include "finance/exports/export_service.hpp"
#include "finance/finance_test_world.hpp"

namespace coffer::api::rest {
namespace {

using platform::Request;
using platform::Response;
using testing::HasSubstr;
using testing::Not;

struct HiddenAmountsTest : finance::FinanceWorld {
  platform::Router router;
  finance::Account broker = open_account("Broker");
  InstrumentId share = add_instrument("SHARE");
  TransactionId bought;

  HiddenAmountsTest() {
    const FinanceParts parts{database, accounts, instruments, market,     transactions, portfolios,
                             reports,  previews, changes,     bulk_edits, transfers,    actions};
    add_report_routes(router, parts);
    add_transaction_routes(router, parts);
    record(deposit(broker.id, "2024-01-02", "7351.17"));
    bought = record(trade(finance::TransactionType::Buy, broker.id, "2024-01-03", share, "13.5", "53.11")).id;
    record(trade(finance::TransactionType::Sell, broker.id, "2024-01-09", share, "2.25", "61.7"));
    add_prices(share, {{"2024-01-03", "53.11"}, {"2024-01-31", "67.89"}});
  }

  void add_prices(InstrumentId instrument, const std::vector<testkit::NewPrice>& closes) {
    testkit::add_prices(administrator, home.id, instrument, closes);
  }
  Caller guest_of(std::vector<AccountId> granted, const std::string& access) {
    const auto user = testkit::add_member(administrator, home.id, {.granted = std::move(granted), .access = access});
    return testkit::person(user, {{home.id, Role::Viewer, true}});
  }
  void grant(const Caller& guest, AccountId account, const std::string& access) {
    testkit::run(administrator,
                 "INSERT INTO auth.grants (household_id, id, membership_id, account_id, access) SELECT household_id, "
                 "gen_random_uuid(), id, $1, $2 FROM auth.memberships WHERE user_id = $3",
                 {account.text(), access, guest.user.text()});
  }
  Response get(const Caller& caller, const std::string& path) {
    Request request;
    if (auto target = platform::parse_target(path)) request.query = target->query;
    request.path = path.substr(0, path.find('?'));
    request.caller = caller;
    request.caller.trace_id = "4bf92f3577b34da6a3ce929d0e0e4736";
    const auto match = router.match(request);
    if (match.route == nullptr) throw std::runtime_error("no route for " + path);
    auto response = run(match.route->handler(request));
    return response ? std::move(*response) : edge::problem_response(response.error(), request.caller.trace_id);
  }
  std::vector<std::string> questions() const {
    const auto own = "/v1/accounts/" + broker.id.text();
    return {own + "/performance?to=2024-01-31",
            own + "/holdings?on=2024-01-31",
            own + "/contribution?to=2024-01-31",
            own + "/returns?to=2024-01-31",
            own + "/trades?to=2024-01-31",
            own + "/lots?on=2024-01-31",
            own + "/allocation?on=2024-01-31",
            "/v1/instruments/" + share.text() + "/trades?to=2024-01-31",
            "/v1/instruments/" + share.text() + "/performance?to=2024-01-31",
            "/v1/net-worth?on=2024-01-31",
            "/v1/transactions?account=" + broker.id.text(),
            "/v1/transactions/" + bought.text(),
            "/v1/transactions/" + bought.text() + "/revisions"};
  }
  std::vector<std::string> questions_of_portfolio() const {
    const auto whole = "/v1/portfolios/" + home.default_portfolio.text();
    return {whole + "/holdings?on=2024-01-31",
            whole + "/performance?to=2024-01-31",
            whole + "/allocation?on=2024-01-31&by=instrument",
            whole + "/income?to=2024-01-31",
            whole + "/lots?on=2024-01-31",
            whole + "/contribution?to=2024-01-31",
            whole + "/returns?to=2024-01-31",
            whole + "/trades?to=2024-01-31"};
  }
  // Every amount, quantity and sum that a body tells. Zeros say nothing.
  static std::set<std::string> told(const std::string& body) {
    static const std::regex named(
        R"rx("(amount|quantity|value|invested|gain|flow|proceeds|total|cash|investments|property|loans|fee|tax|cost)":"(-?[0-9.]+)")rx");
    std::set<std::string> found;
    for (std::sregex_iterator at(body.begin(), body.end(), named), end; at != end; ++at) {
      if ((*at)[2].str().find_first_of("123456789") != std::string::npos) found.insert((*at)[2].str());
    }
    return found;
  }
};

TEST_F(HiddenAmountsTest, NoAnswerTellsAnAmount) {
  const auto guest = guest_of({broker.id}, "view_without_amounts");
  for (const auto& path : questions()) {
    const auto whole = get(owner, path);
    const auto answer = get(guest, path);
    ASSERT_EQ(whole.status, 200) << path << whole.body;
    ASSERT_EQ(answer.status, 200) << path << answer.body;
    EXPECT_FALSE(told(whole.body).empty()) << path << " tells the owner nothing, so it shows nothing";
    EXPECT_EQ(told(answer.body), std::set<std::string>{}) << path;
    EXPECT_THAT(answer.body, HasSubstr(R"("amounts_hidden":true)")) << path;
    EXPECT_THAT(whole.body, Not(HasSubstr(R"("amounts_hidden":true)"))) << path;
  }
}

TEST_F(HiddenAmountsTest, NoReportOfAPortfolioTellsAnAmount) {
  const auto guest = guest_of({}, "view");
  testkit::run(administrator,
               "INSERT INTO auth.grants (household_id, id, membership_id, portfolio_id, access) SELECT household_id, "
               "gen_random_uuid(), id, $1, 'view_without_amounts' FROM auth.memberships WHERE user_id = $2",
               {home.default_portfolio.text(), guest.user.text()});
  record([&] {
    auto dividend = deposit(broker.id, "2024-01-10", "4.4");
    dividend.type = finance::TransactionType::Dividend;
    dividend.instrument = share;
    return dividend;
  }());
  for (const auto& path : questions_of_portfolio()) {
    const auto whole = get(owner, path);
    const auto answer = get(guest, path);
    ASSERT_EQ(whole.status, 200) << path << whole.body;
    ASSERT_EQ(answer.status, 200) << path << answer.body;
    EXPECT_FALSE(told(whole.body).empty()) << path << " tells the owner nothing, so it shows nothing";
    EXPECT_EQ(told(answer.body), std::set<std::string>{}) << path;
  }
}

TEST_F(HiddenAmountsTest, ReturnsAndSharesAreTold) {
  const auto guest = guest_of({broker.id}, "view_without_amounts");
  const auto path = "/v1/accounts/" + broker.id.text();
  const auto twr = std::regex(R"rx("twr":(-?[0-9.eE-]+),)rx");
  std::smatch seen;
  std::smatch known;
  const auto shown = get(guest, path + "/performance?to=2024-01-31").body;
  const auto whole = get(owner, path + "/performance?to=2024-01-31").body;
  ASSERT_TRUE(std::regex_search(shown, seen, twr));
  ASSERT_TRUE(std::regex_search(whole, known, twr));
  EXPECT_EQ(seen[1].str(), known[1].str());
  EXPECT_NE(seen[1].str(), "0");
  EXPECT_THAT(get(guest, path + "/holdings?on=2024-01-31").body, Not(HasSubstr(R"("weight":null)")));
}

TEST_F(HiddenAmountsTest, BesideAnAccountWhoseAmountsAreShownNoShareIsTold) {
  const auto bank = open_account("Bank");
  record(deposit(bank.id, "2024-01-02", "100"));
  const auto guest = guest_of({broker.id}, "view_without_amounts");
  grant(guest, bank.id, "view");
  const auto own = get(guest, "/v1/accounts/" + bank.id.text() + "/holdings?on=2024-01-31").body;
  EXPECT_THAT(own, HasSubstr(R"("amount":"100.00")"));
  const auto hidden = get(guest, "/v1/accounts/" + broker.id.text() + "/holdings?on=2024-01-31").body;
  EXPECT_THAT(hidden, HasSubstr(R"("weight":null)"));
  EXPECT_THAT(hidden, Not(HasSubstr(R"("weight":0)")));
  EXPECT_EQ(told(get(guest, "/v1/net-worth?on=2024-01-31").body), std::set<std::string>{});
}

TEST_F(HiddenAmountsTest, AGrantThatShowsAmountsBesideOneThatDoesNotShowsThem) {
  const auto guest = guest_of({broker.id}, "view_without_amounts");
  const auto path = "/v1/accounts/" + broker.id.text() + "/performance?to=2024-01-31";
  EXPECT_EQ(told(get(guest, path).body), std::set<std::string>{});
  testkit::run(administrator, "UPDATE auth.grants SET access = 'view'");
  EXPECT_FALSE(told(get(guest, path).body).empty()) << "at once";
  testkit::run(administrator, "UPDATE auth.grants SET access = 'view_without_amounts'");
  EXPECT_EQ(told(get(guest, path).body), std::set<std::string>{}) << "and taken away at once";
}

TEST_F(HiddenAmountsTest, NeitherTheOrderNorAnExportTellsThem) {
  const auto guest = guest_of({broker.id}, "view_without_amounts");
  EXPECT_EQ(get(guest, "/v1/transactions?sort=-amount").status, 403);
  EXPECT_EQ(get(owner, "/v1/transactions?sort=-amount").status, 200);
  finance::ExportService exports{database, pool, random, clock};
  const auto refused = run(exports.export_transactions_csv(guest, {}));
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().kind, ErrorKind::Forbidden);
  EXPECT_TRUE(run(exports.export_transactions_csv(owner, {})));
}

// What left an unseen account for a seen one is no transaction of the list; it must not count in its pages either.
TEST_F(HiddenAmountsTest, PagesGoOnBehindTransfersFromAccountsThatAreNotSeen) {
  const auto bank = open_account("Bank");
  for (const auto* day : {"2024-01-20", "2024-01-21", "2024-01-22"}) {
    auto transfer = deposit(bank.id, day, "1");
    transfer.type = finance::TransactionType::CashTransfer;
    transfer.counter_account = broker.id;
    record(std::move(transfer));
  }
  testkit::run(administrator, "UPDATE finance.transaction_revisions SET recorded_at = '2024-06-01'");
  const auto guest = guest_of({broker.id}, "view");
  for (const std::string& known : std::vector<std::string>{"", "&as_known_at=" + format_timestamp(clock.now())}) {
    std::size_t listed = 0;
    std::string path = "/v1/transactions?limit=2" + known;
    for (std::smatch next; listed < 10;) {
      const auto body = get(guest, path).body;
      const std::regex item(R"rx("type":")rx");
      listed += static_cast<std::size_t>(std::distance(std::sregex_iterator(body.begin(), body.end(), item), {}));
      if (!std::regex_search(body, next, std::regex(R"rx("next_cursor":"([^"]+)")rx"))) break;
      path = "/v1/transactions?limit=2" + known + "&cursor=" + next[1].str();
    }
    EXPECT_EQ(listed, 3U) << "the deposit, the purchase and the sale" << known;
  }
}

}  // namespace
}  // namespace coffer::api::rest
