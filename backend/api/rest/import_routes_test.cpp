// Imports, jobs and exports through the router and a real database.
#include <gmock/gmock.h>

#include <string>

#include "api/edge/problem_table.hpp"
#include "api/rest/import_parts.hpp"
#include "finance/imports/import_test_world.hpp"
#include "platform/json/reader.hpp"

namespace coffer::api::rest {
namespace {

using platform::Method;
using platform::Request;
using platform::Response;
using testing::HasSubstr;
using testing::Not;

constexpr std::string_view rows =
    "date,type,symbol,isin,name,quantity,price,amount,currency,account\n"
    "2024-01-02,deposit,,,,,,1000,EUR,Depot\n"
    "2024-01-03,buy,SAP,DE0007164600,SAP SE,2,150,300,EUR,Depot\n"
    "2024-02-30,deposit,,,,,,5,EUR,Depot\n";

struct ImportRoutesTest : finance::ImportWorld {
  platform::Router router;
  platform::Queue queue{database};

  ImportRoutesTest() {
    add_import_routes(router, {database, imports, profiles, queue});
    add_import_profile_routes(router, {database, imports, profiles, queue});
    add_job_routes(router, {queue});
    add_export_routes(router, {exports});
  }

  Response send(Method method, std::string path, std::string body = "",
                std::vector<std::pair<std::string, std::string>> headers = {},
                std::optional<Caller> as = std::nullopt) {
    Request request;
    request.method = method;
    const auto mark = path.find('?');
    if (auto target = platform::parse_target(path)) request.query = target->query;
    request.path = path.substr(0, mark);
    request.body = std::move(body);
    for (auto& [name, value] : headers) request.headers.add(name, value);
    request.caller = as.value_or(caller);
    request.caller.trace_id = "4bf92f3577b34da6a3ce929d0e0e4736";
    const auto match = router.match(request);
    if (match.route == nullptr) throw std::runtime_error("no route for " + path);
    auto response = run(match.route->handler(request));
    return response ? std::move(*response) : edge::problem_response(response.error(), request.caller.trace_id);
  }
  static std::string form(std::string_view file, std::string_view fields = "") {
    return std::string(fields) +
           "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"C:\\\\x\\\\depot.csv\"\r\nContent-Type: "
           "text/csv\r\n\r\n" +
           std::string(file) + "\r\n--b--\r\n";
  }
  static std::string field(std::string_view name, std::string_view value) {
    return "--b\r\nContent-Disposition: form-data; name=\"" + std::string(name) + "\"\r\n\r\n" + std::string(value) +
           "\r\n";
  }
  Response post_file(std::string body, std::vector<std::pair<std::string, std::string>> headers = {}) {
    headers.emplace_back("content-type", "multipart/form-data; boundary=b");
    return send(Method::Post, "/v1/imports", std::move(body), std::move(headers));
  }
  static std::string member(const Response& response, std::string_view key) {
    auto document = platform::JsonDocument::parse(response.body);
    EXPECT_TRUE(document) << response.body;
    auto object = document->object();
    return std::string(object.required(key).value()->raw_text());
  }
};

TEST_F(ImportRoutesTest, a_file_goes_from_upload_to_the_books_and_back) {
  const auto created = post_file(form(rows, field("kind", "auto")), {{"idempotency-key", "k1"}});
  ASSERT_EQ(created.status, 201) << created.body;
  const auto id = member(created, "id");
  EXPECT_EQ(created.header("location"), "/v1/imports/" + id);
  EXPECT_THAT(
      created.body,
      HasSubstr(
          R"("state":"staged","kind":"transactions","profile":null,"suggested_profile":null,"account":null,"file_name":"depot.csv")"));
  EXPECT_THAT(
      created.body,
      HasSubstr(
          R"("counts":{"total":3,"new":2,"duplicate":0,"changed":0,"error":1,"ignored":0,"skipped":0,"committed":0,"reverted":0})"));
  EXPECT_THAT(
      created.body,
      HasSubstr(
          R"("new_accounts":["Depot"],"new_instruments":["SAP"],"instruments":{"total":1,"unsure":0},"job":null,"problem":null)"));
  EXPECT_THAT(created.body,
              HasSubstr(R"({"column":1,"name":"type","field":"type","samples":["deposit","buy","deposit"]})"));
  EXPECT_EQ(post_file(form(rows, field("kind", "auto")), {{"idempotency-key", "k1"}}).header("idempotent-replayed"),
            "true");
  EXPECT_EQ(stored("SELECT count(*) FROM finance.imports"), "1");

  const auto path = "/v1/imports/" + id;
  const auto bad = send(Method::Get, path + "/rows?status=error");
  EXPECT_THAT(bad.body, HasSubstr(R"("row":3,"line":4,"status":"error")"));
  EXPECT_THAT(bad.body, HasSubstr(R"("column":0,"field":"date")"));
  const auto first = send(Method::Get, path + "/rows?limit=2");
  EXPECT_THAT(send(Method::Get, path + "/rows?limit=2&cursor=" + member(first, "next_cursor")).body,
              HasSubstr(R"("row":3)"));
  EXPECT_EQ(send(Method::Get, path + "/rows?status=wrong").status, 422);

  const auto mended = send(Method::Patch, path + "/rows/3", R"({"values":{"date":"2024-02-29"}})");
  ASSERT_EQ(mended.status, 200) << mended.body;
  EXPECT_THAT(mended.body, HasSubstr(R"("status":"new")"));
  EXPECT_EQ(send(Method::Patch, path + "/rows/3", R"({"values":{"datum":"2024-02-29"}})").status, 422);
  EXPECT_EQ(send(Method::Patch, path + "/rows/9", R"({"choice":"skip"})").status, 404);
  EXPECT_EQ(send(Method::Post, path + "/commit", "", {{"if-match", std::string(*created.header("etag"))}}).status, 412);

  const auto accepted = send(Method::Post, path + "/commit");
  ASSERT_EQ(accepted.status, 202) << accepted.body;
  EXPECT_THAT(accepted.body,
              HasSubstr(R"("kind":"import.commit","state":"queued","progress":0,"result":null,"problem":null)"));
  EXPECT_EQ(accepted.header("location"), "/v1/jobs/" + member(accepted, "id"));
  EXPECT_EQ(send(Method::Post, path + "/commit").status, 409);
  EXPECT_THAT(send(Method::Get, path).body, HasSubstr(R"("state":"committing")"));
  const auto job = send(Method::Get, "/v1/jobs/" + member(accepted, "id"));
  EXPECT_EQ(job.status, 200);
  EXPECT_EQ(
      send(Method::Get, "/v1/jobs/" + member(accepted, "id"), "", {{"if-none-match", std::string(*job.header("etag"))}})
          .status,
      304);
  EXPECT_THAT(send(Method::Get, "/v1/jobs?limit=1").body, HasSubstr(R"("next_cursor":null)"));

  commit(*parse_id<ImportId>(id));
  EXPECT_EQ(transactions(), "3");
  EXPECT_EQ(send(Method::Delete, path).status, 409);
  EXPECT_EQ(send(Method::Post, path + "/revert").status, 202);
}

TEST_F(ImportRoutesTest, the_reading_can_be_changed) {
  const auto created = post_file(form("Tag;Art;Wert\n02/01/2024;Einzahlung;1.000,50\n"));
  ASSERT_EQ(created.status, 201) << created.body;
  const auto path = "/v1/imports/" + member(created, "id");
  const auto account = testkit::add_account(administrator, household.id);
  const auto changed =
      send(Method::Patch, path,
           R"({"account":")" + account.text() +
               R"(","mapping":[{"column":0,"field":"date"},{"column":1,"field":"type"},{"column":2,"field":"amount"}],)"
               R"("options":{"currency":"EUR","date_format":"mm/dd/yyyy","decimal_separator":","}})");
  ASSERT_EQ(changed.status, 200) << changed.body;
  EXPECT_THAT(changed.body, HasSubstr(R"("new":1)"));
  EXPECT_THAT(changed.body, HasSubstr(R"("date_format":"mm/dd/yyyy")"));
  commit(*parse_id<ImportId>(member(created, "id")));
  EXPECT_EQ(stored("SELECT trade_date || ' ' || trim_scale(amount) FROM finance.transaction_revisions"),
            "2024-02-01 1000.5");
  EXPECT_EQ(send(Method::Patch, path, R"({"mapping":[{"column":0,"field":"colour"}]})").status, 422);
  EXPECT_EQ(send(Method::Patch, path, R"({"account":null})").status, 409);
}

TEST_F(ImportRoutesTest, a_form_that_is_not_right_is_refused_with_its_place) {
  EXPECT_EQ(post_file("--b\r\nContent-Disposition: form-data; name=\"kind\"\r\n\r\nauto\r\n--b--\r\n").status, 422);
  const auto kind = post_file(form(rows, field("kind", "horoscope")));
  EXPECT_EQ(kind.status, 422);
  EXPECT_THAT(kind.body, HasSubstr(R"("pointer":"/kind")"));
  EXPECT_EQ(post_file(form(rows, field("account", "no-id"))).status, 422);
  EXPECT_EQ(post_file(form(rows, field("colour", "red"))).status, 422);
  const auto binary = post_file(form(std::string_view("\x00\x01\x02", 3)));
  EXPECT_EQ(binary.status, 422);
  EXPECT_THAT(binary.body, HasSubstr(R"("pointer":"/file")"));
  EXPECT_EQ(stored("SELECT count(*) FROM finance.imports"), "0");
}

TEST_F(ImportRoutesTest, another_household_gets_404_everywhere) {
  const auto created = post_file(form(rows));
  const auto path = "/v1/imports/" + member(created, "id");
  const auto job = member(send(Method::Post, path + "/commit"), "id");
  const Caller stranger = testkit::owner_of(testkit::add_household(administrator));
  EXPECT_EQ(send(Method::Get, path, "", {}, stranger).status, 404);
  EXPECT_EQ(send(Method::Get, path + "/rows", "", {}, stranger).status, 404);
  EXPECT_EQ(send(Method::Patch, path, R"({"account":null})", {}, stranger).status, 404);
  EXPECT_EQ(send(Method::Patch, path + "/rows/1", R"({"choice":"skip"})", {}, stranger).status, 404);
  EXPECT_EQ(send(Method::Post, path + "/commit", "", {}, stranger).status, 404);
  EXPECT_EQ(send(Method::Post, path + "/revert", "", {}, stranger).status, 404);
  EXPECT_EQ(send(Method::Delete, path, "", {}, stranger).status, 404);
  EXPECT_EQ(send(Method::Get, "/v1/jobs/" + job, "", {}, stranger).status, 404);
  EXPECT_THAT(send(Method::Get, "/v1/imports", "", {}, stranger).body, HasSubstr(R"("items":[])"));
  EXPECT_THAT(send(Method::Get, "/v1/jobs", "", {}, stranger).body, HasSubstr(R"("items":[])"));
  EXPECT_THAT(send(Method::Get, "/v1/exports/transactions?format=json", "", {}, stranger).body,
              Not(HasSubstr("Depot")));
}

TEST_F(ImportRoutesTest, the_json_export_reads_back_to_equal_figures) {
  import_all(
      "date,type,symbol,isin,name,quantity,price,amount,currency,account,ratio_to,ratio_from,loan,principal,interest\n"
      "2024-01-02,deposit,,,,,,1000,EUR,Depot,,,,,\n2024-01-03,buy,AAPL,US0378331005,Apple "
      "Inc,2,150,300,USD,Depot,,,,,\n"
      "2024-01-04,split,AAPL,US0378331005,Apple Inc,,,,USD,,4,1,,,\n2024-01-05,loan_draw,,,,,,500,EUR,Depot,,,House,,\n"
      "2024-02-05,loan_repayment,,,,,,60,EUR,Depot,,,House,50,10\n");
  const auto exported = send(Method::Get, "/v1/exports/transactions?format=json");
  ASSERT_EQ(exported.status, 200);
  EXPECT_THAT(std::string(*exported.header("content-disposition")), HasSubstr("coffer-transactions.json"));
  const auto other = testkit::add_household(administrator);
  caller = testkit::owner_of(other);
  const auto import = upload(exported.body, {}, "coffer-transactions.json");
  for (const auto& row : rows_of(import.id, finance::RowState::Error))
    ADD_FAILURE() << row.number << ": " << row.errors.at(0).detail;
  EXPECT_EQ(commit(import.id).of(finance::RowState::Committed), 5);
  const auto figures = [&](HouseholdId id) {
    return stored(
        "SELECT string_agg(line, ' ' ORDER BY line) FROM (SELECT coalesce(a.name, '-') || p.ledger || p.currency || "
        "trim_scale(sum(p.amount)) || "
        "coalesce(trim_scale(sum(p.quantity))::text, '') AS line FROM finance.postings p LEFT JOIN finance.accounts a "
        "ON a.id = p.account_id "
        "WHERE p.household_id = $1 GROUP BY a.name, p.ledger, p.currency) AS lines",
        {id.text()});
  };
  EXPECT_EQ(figures(other.id), figures(household.id));
  EXPECT_EQ(stored("SELECT ratio_to || ':' || ratio_from FROM finance.corporate_actions WHERE household_id = $1",
                   {other.id.text()}),
            "4:1");
  EXPECT_EQ(stored("SELECT kind FROM finance.accounts WHERE name = 'House' AND household_id = $1", {other.id.text()}),
            "loan");
  const auto csv = send(Method::Get, "/v1/exports/transactions");
  EXPECT_EQ(csv.content_type, "text/csv; charset=utf-8");
  EXPECT_EQ(send(Method::Get, "/v1/exports/transactions?format=xml").status, 422);
  EXPECT_EQ(send(Method::Get, "/v1/exports/transactions?account=" + format_uuid(testkit::next_uuid())).status, 404);
}

TEST_F(ImportRoutesTest, the_json_export_brings_what_accounts_and_instruments_are_like) {
  import_all(
      "date,type,symbol,name,quantity,price,amount,currency,account,account_settings,instrument_settings\n"
      "2024-01-02,buy,FND,World,10,100,1000,USD,Pension,kind=pension; currency=EUR; cost_basis=average; "
      "cash=untracked,kind=fund; currency=GBP\n"
      "2024-01-03,buy,BND,Bund 2034,5000,98,4900,EUR,Bonds,cash=settled; settled_in=Giro,kind=bond; "
      "price_factor=0.01\n");
  const auto exported = send(Method::Get, "/v1/exports/transactions?format=json");
  const auto other = testkit::add_household(administrator);
  caller = testkit::owner_of(other);
  EXPECT_EQ(commit(upload(exported.body, {}, "coffer-transactions.json").id).of(finance::RowState::Committed), 2);
  EXPECT_EQ(
      stored("SELECT string_agg(a.name || a.kind || a.currency || m.mode || coalesce(s.name, '') || c.method, ' ' "
             "ORDER BY a.name) FROM finance.accounts a JOIN finance.account_cash_modes m ON m.account_id = a.id "
             "LEFT JOIN finance.accounts s ON s.id = m.settlement_account_id JOIN finance.account_cost_bases c "
             "ON c.account_id = a.id WHERE a.household_id = $1",
             {other.id.text()}),
      "BondsbrokerageEURsettledGirofifo GirobrokerageEURtrackedfifo PensionpensionEURuntrackedaverage");
  EXPECT_EQ(
      stored("SELECT string_agg(i.kind || i.currency || trim_scale(f.factor), ' ' ORDER BY i.kind) FROM "
             "finance.instruments i JOIN finance.price_factors f ON f.instrument_id = i.id WHERE i.household_id = "
             "$1",
             {other.id.text()}),
      "bondEUR0.01 fundGBP1");
}

TEST_F(ImportRoutesTest, the_json_export_brings_what_corporate_actions_say) {
  EXPECT_EQ(import_all("date,type,symbol,quantity,price,currency,account,ratio_to,ratio_from,new_symbol,new_name,"
                       "cost_share,cash_in_lieu_quantity,cash_in_lieu_amount\n"
                       "2023-05-02,buy,PARENT,102,50,EUR,Depot,,,,,,,\n"
                       "2024-06-03,spin_off,PARENT,,,EUR,Depot,1,4,CHILD,Child plc,0.2,0.5,21\n"
                       "2024-06-04,split,PARENT,,,EUR,Depot,3,4,,,,0.5,30\n")
                .of(finance::RowState::Committed),
            3);
  const auto exported = send(Method::Get, "/v1/exports/transactions?format=json");
  const auto other = testkit::add_household(administrator);
  const auto told = [&](HouseholdId id) {
    return stored(
        "SELECT string_agg(r.type || r.ratio_to || ':' || r.ratio_from || coalesce(n.value, '') || "
        "coalesce(trim_scale(r.cost_share)::text, '') || (r.details->'cash_in_lieu')::text, ' ' ORDER BY "
        "r.trade_date) FROM finance.transaction_revisions r LEFT JOIN finance.instrument_names n ON "
        "n.instrument_id = r.counter_instrument_id AND n.kind = 'symbol' WHERE r.household_id = $1 AND "
        "r.ratio_to IS NOT NULL",
        {id.text()});
  };
  const auto here = told(household.id);
  EXPECT_THAT(here, HasSubstr("spin_off1:4CHILD0.2"));
  EXPECT_THAT(here, HasSubstr("split3:4"));
  caller = testkit::owner_of(other);
  EXPECT_EQ(commit(upload(exported.body, {}, "coffer-transactions.json").id).of(finance::RowState::Committed), 3);
  EXPECT_EQ(told(other.id), here);
}

TEST_F(ImportRoutesTest, an_instrument_in_doubt_is_chosen_and_the_choice_taken_back) {
  import_all(
      "date,type,symbol,isin,name,quantity,price,currency,account\n"
      "2024-01-02,buy,GOOG,US02079K1079,Alphabet Inc,1,100,USD,Depot\n"
      "2024-01-02,buy,GOOGL,US02079K3059,Alphabet Inc,1,100,USD,Depot\n");
  const auto made = post_file(form("date,type,name,quantity,price,currency,account\n"
                                   "2024-02-02,buy,Alphabet Inc,1,100,USD,Depot\n"),
                              {{"idempotency-key", "k1"}});
  EXPECT_THAT(made.body, HasSubstr(R"("instruments":{"total":1,"unsure":1})"));
  const auto path = "/v1/imports/" + member(made, "id");
  const auto listed = send(Method::Get, path + "/instruments");
  ASSERT_EQ(listed.status, 200) << listed.body;
  EXPECT_THAT(listed.body, HasSubstr(R"("name":"Alphabet Inc","rows":1,"match":"name","unsure":true)"));
  EXPECT_THAT(listed.body, HasSubstr(R"("reasons":["name"])"));
  const auto googl = stored("SELECT instrument_id FROM finance.instrument_names WHERE value = 'GOOGL'");
  const auto use = [&](const std::string& which) {
    return send(Method::Patch, path,
                R"({"instruments":[{"symbol":"","isin":"","name":"Alphabet Inc","use":")" + which + "\"}]}");
  };
  EXPECT_THAT(use(googl).body, HasSubstr(R"("instruments":{"total":1,"unsure":0})"));
  EXPECT_THAT(send(Method::Get, path + "/instruments").body, HasSubstr(R"("match":"chosen")"));
  EXPECT_THAT(use("automatic").body, HasSubstr(R"("instruments":{"total":1,"unsure":1})"));
  EXPECT_THAT(use("new").body, HasSubstr(R"("new_instruments":["Alphabet Inc"])"));
  EXPECT_EQ(use("nothing").status, 422);
  EXPECT_EQ(use(format_uuid(testkit::next_uuid())).status, 422);
  EXPECT_EQ(send(Method::Get, path + "/instruments?limit=0").status, 422);
}

TEST_F(ImportRoutesTest, a_reading_is_kept_listed_renamed_and_forgotten) {
  const auto account = testkit::add_account(administrator, household.id).text();
  constexpr std::string_view march = "Tag;Vorgang;Betrag;Waehrung\n2024-01-02;Einlage;5,00;EUR\n";
  const auto first = post_file(form(march, field("account", account)), {{"idempotency-key", "k1"}});
  ASSERT_EQ(first.status, 201) << first.body;
  EXPECT_EQ(member(first, "suggested_profile"), "depot");
  const auto commit = "/v1/imports/" + member(first, "id") + "/commit";
  ASSERT_EQ(send(Method::Post, commit, R"({"profile":{"name":"Giro"}})", {{"idempotency-key", "k2"}}).status, 202);

  const auto second = post_file(form(march), {{"idempotency-key", "k3"}});
  EXPECT_THAT(second.body, HasSubstr(R"("name":"Giro","recognised":true},"suggested_profile":null)"));
  EXPECT_THAT(second.body, HasSubstr(account));
  const auto list = send(Method::Get, "/v1/import-profiles");
  EXPECT_THAT(list.body, HasSubstr(R"("columns":[{"name":"Tag","field":"date"},)"));
  const auto at = list.body.find(R"("id":")") + 6;
  const auto profile = "/v1/import-profiles/" + list.body.substr(at, 36);
  const auto shown = send(Method::Get, profile);
  const auto etag = std::string(shown.header("etag").value_or(""));
  EXPECT_EQ(send(Method::Get, profile, "", {{"if-none-match", etag}}).status, 304);
  const auto renamed = send(Method::Patch, profile, R"({"name":"Girokonto"})", {{"if-match", etag}});
  EXPECT_EQ(member(renamed, "name"), "Girokonto");
  EXPECT_EQ(send(Method::Patch, profile, R"({"name":"Again"})", {{"if-match", etag}}).status, 412);
  EXPECT_EQ(send(Method::Patch, profile, R"({"name":""})").status, 422);
  EXPECT_EQ(post_file(form(march, field("profile", "Sparkasse")), {{"idempotency-key", "k4"}}).status, 422);
  EXPECT_EQ(send(Method::Delete, profile).status, 204);
  EXPECT_EQ(send(Method::Get, profile).status, 404);
}

}  // namespace
}  // namespace coffer::api::rest
