// The head fields that protect browsers, on every answer: of each operation of the contract, and of what
// is refused before an operation is found.
#include <gmock/gmock.h>

#include "api/edge/test_client.hpp"
#include "api/rest/openapi_document.hpp"
#include "platform/json/reader.hpp"
#include "testkit/api_server.hpp"
#include "testkit/database.hpp"

namespace coffer::tests {
namespace {

using api::edge::TestAnswer;
using api::edge::TestClient;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

struct Operation {
  std::string method;
  std::string path;
};

std::vector<Operation> operations() {
  platform::JsonLimits limits;
  limits.bytes = 8 << 20;
  auto document = platform::JsonDocument::parse(api::rest::openapi_document(), limits);
  EXPECT_TRUE(document);
  auto paths = document->object().required("paths").object();
  std::vector<Operation> found;
  for (const auto path : paths->keys()) {
    auto item = paths->required(path).object();
    for (const auto method : item->keys()) {
      if (method == "parameters") continue;
      std::string upper(method);
      for (auto& c : upper) c = static_cast<char>(c - 32);
      found.push_back({upper, std::string(path)});
    }
  }
  return found;
}

std::string filled(std::string path) {
  for (std::size_t open = path.find('{'); open != std::string::npos; open = path.find('{')) {
    path.replace(open, path.find('}') - open + 1, "0190a8f4-5b7e-7c3a-9f10-3c5d8e2a1b02");
  }
  return path;
}

struct ResponseHeadersTest : testing::Test {
  testkit::TemporaryFolder folder;
  testkit::TestDatabase database;
  testkit::Installation installation{database.conninfo(testkit::As::Api),
                                     "",
                                     folder.path(),
                                     {{"COFFER_SERVER_PUBLIC_ORIGIN", "https://coffer.example"},
                                      {"COFFER_SERVER_ALLOWED_ORIGINS", "https://app.example, https://other.example"}}};
  testkit::ApiServer server{installation, "api"};

  TestAnswer ask(const std::string& text) const {
    TestClient client(server.port());
    auto answer = client.ask(text);
    EXPECT_TRUE(answer) << text.substr(0, 100);
    return answer ? std::move(*answer) : TestAnswer{};
  }
  TestAnswer ask(const std::string& method, const std::string& path, const std::string& head = "",
                 const std::string& body = "") const {
    std::string text = method + " " + path + " HTTP/1.1\r\nHost: coffer.example\r\n" + head;
    if (!body.empty()) text += "Content-Length: " + std::to_string(body.size()) + "\r\n";
    return ask(text + "\r\n" + body);
  }
  // The fields of an answer that do not protect as they should.
  static std::vector<std::string> faults_of(const TestAnswer& answer) {
    std::vector<std::string> faults;
    const auto is = [&](std::string_view name, std::string_view expected) {
      if (answer.headers.find(name) != expected) faults.emplace_back(name);
    };
    is("x-content-type-options", "nosniff");
    is("x-frame-options", "DENY");
    is("referrer-policy", "no-referrer");
    is("cross-origin-resource-policy", "same-origin");
    is("cross-origin-opener-policy", "same-origin");
    is("strict-transport-security", "max-age=31536000; includeSubDomains");
    is("content-security-policy", "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'");
    if (answer.status == 401) is("www-authenticate", "Bearer");
    if (!answer.headers.find("permissions-policy").value_or("").contains("camera=()"))
      faults.emplace_back("permissions-policy");
    if (!answer.headers.find("cache-control")) faults.emplace_back("cache-control");
    for (const auto* name : {"server", "x-powered-by"}) {
      if (answer.headers.find(name)) faults.emplace_back(name);
    }
    return faults;
  }
  static void expect_protected(const TestAnswer& answer, const std::string& what) {
    EXPECT_THAT(faults_of(answer), IsEmpty()) << what << ", " << answer.status;
  }
};

TEST_F(ResponseHeadersTest, OfEveryOperation) {
  const auto all = operations();
  ASSERT_GE(all.size(), 74U);
  std::map<int, int> statuses;
  for (const auto& operation : all) {
    const auto answer = ask(operation.method, filled(operation.path));
    ++statuses[answer.status];
    expect_protected(answer, operation.method + " " + operation.path);
  }
  EXPECT_GE(statuses[401], 60) << "the protected ones";
  EXPECT_EQ(statuses[500], 0);
}

TEST_F(ResponseHeadersTest, ControlAnAnswerWithoutOneOfThemIsNoticed) {
  const auto answer = ask("GET", "/v1/me");
  for (const auto* name : {"x-content-type-options", "x-frame-options", "referrer-policy",
                           "cross-origin-resource-policy", "cross-origin-opener-policy", "strict-transport-security",
                           "content-security-policy", "permissions-policy", "cache-control", "www-authenticate"}) {
    auto without = answer;
    without.headers.clear();
    answer.headers.for_each([&](std::string_view field, std::string_view value) {
      if (field != name) without.headers.add(field, value);
    });
    EXPECT_THAT(faults_of(without), ElementsAre(name));
  }
  auto talkative = answer;
  talkative.headers.add("server", "coffer/1");
  EXPECT_THAT(faults_of(talkative), ElementsAre("server"));
}

TEST_F(ResponseHeadersTest, OfWhatIsRefusedBefore) {
  expect_protected(ask("GET", "/v1/nothing"), "not found");
  expect_protected(ask("PUT", "/v1/me"), "method");
  expect_protected(ask("GET", "/v1/%zz"), "path");
  expect_protected(ask("GET", "/v1/" + std::string(3000, 'a')), "long path");
  expect_protected(ask("POST", "/v1/auth/sign-in", "Content-Type: text/plain\r\n", "a"), "media type");
  expect_protected(ask("POST", "/v1/auth/sign-in", "Content-Type: application/json\r\n", "{"), "malformed body");
  expect_protected(ask("POST", "/v1/auth/sign-in", "Content-Type: application/json\r\n", std::string(20'000, ' ')),
                   "large");
  expect_protected(ask("GET", "/v1/me", "X-Long: " + std::string(20'000, 'a') + "\r\n"), "large head");
  expect_protected(ask("POST", "/v1/auth/sign-out", "Origin: https://evil.example\r\n"), "cross-site");
  expect_protected(ask("NONSENSE\r\n\r\n"), "no HTTP");
  expect_protected(ask("OPTIONS", "/v1/me"), "options");
}

TEST_F(ResponseHeadersTest, OfAFaultOfOurs) {
  auto administrator = database.connect(testkit::As::Administrator);
  testkit::run(administrator, "ALTER TABLE auth.sessions RENAME TO elsewhere");
  const auto answer = ask("GET", "/v1/me", "Cookie: __Host-coffer_session=" + std::string(43, 'A') + "\r\n");
  EXPECT_GE(answer.status, 500);
  expect_protected(answer, "5xx");
}

TEST_F(ResponseHeadersTest, PagesOfDeclaredOriginsAloneMayReadAnswers) {
  const auto declared = ask("GET", "/v1/me", "Origin: https://app.example\r\n");
  EXPECT_EQ(declared.headers.find("access-control-allow-origin"), "https://app.example");
  EXPECT_FALSE(declared.headers.find("access-control-allow-credentials")) << "never with cookies";
  bool varies = false;
  declared.headers.for_each([&](auto name, auto value) { varies = varies || (name == "vary" && value == "origin"); });
  EXPECT_TRUE(varies) << "a cache must tell origins apart";
  for (const auto* origin : {"https://evil.example", "https://app.example.evil.example", "http://app.example", "null",
                             "https://APP.example", "https://coffer.example"}) {
    const auto other = ask("GET", "/v1/me", std::string("Origin: ") + origin + "\r\n");
    EXPECT_FALSE(other.headers.find("access-control-allow-origin")) << origin;
  }
  const auto preflight = ask("OPTIONS", "/v1/households",
                             "Origin: https://other.example\r\nAccess-Control-Request-Method: POST\r\n"
                             "Access-Control-Request-Headers: authorization\r\n");
  EXPECT_EQ(preflight.status, 204);
  EXPECT_EQ(preflight.headers.find("access-control-allow-origin"), "https://other.example");
  EXPECT_THAT(std::string(preflight.headers.find("access-control-allow-methods").value_or("")), HasSubstr("POST"));
  EXPECT_THAT(std::string(preflight.headers.find("access-control-allow-headers").value_or("")),
              HasSubstr("authorization"));
  EXPECT_FALSE(
      ask("OPTIONS", "/v1/households", "Origin: https://evil.example\r\nAccess-Control-Request-Method: POST\r\n")
          .headers.find("access-control-allow-methods"));
}

TEST_F(ResponseHeadersTest, NoOperationThatChangesSomethingIsOpenToPagesOfOthers) {
  int changing = 0;
  for (const auto& operation : operations()) {
    if (operation.method == "GET" || operation.method == "HEAD") continue;
    ++changing;
    const auto path = filled(operation.path);
    for (const auto* from : {"Origin: https://evil.example\r\n", "Origin: null\r\n", "Sec-Fetch-Site: cross-site\r\n",
                             "Sec-Fetch-Site: same-site\r\n"}) {
      const auto answer = ask(operation.method, path, from);
      EXPECT_EQ(answer.status, 403) << operation.method << ' ' << path << ' ' << from;
      EXPECT_THAT(answer.body, HasSubstr("request:cross-site")) << operation.method << ' ' << path;
    }
    // Control: from our own page it is refused for another reason, or not at all.
    const auto own = ask(operation.method, path, "Origin: https://coffer.example\r\nSec-Fetch-Site: same-origin\r\n");
    EXPECT_THAT(own.body, testing::Not(HasSubstr("cross-site"))) << operation.method << ' ' << path;
  }
  EXPECT_GE(changing, 50);
}

// By cookie, from our own pages alone; the answer tells which defence it was.
TEST_F(ResponseHeadersTest, ACookieWritesForOurOwnPagesAlone) {
  const auto signed_up = ask("POST", "/v1/auth/sign-up", "Content-Type: application/json\r\n",
                             R"({"email":"ada@example.org","name":"Ada","password":"correct horse battery staple"})");
  ASSERT_EQ(signed_up.status, 201) << signed_up.body;
  std::string cookie(signed_up.headers.find("set-cookie").value_or(""));
  EXPECT_THAT(cookie, HasSubstr("; Secure"));
  cookie = "Cookie: " + cookie.substr(0, cookie.find(';')) + "\r\n";
  const auto write = [&](const std::string& head) {
    return ask("PATCH", "/v1/me", cookie + "Content-Type: application/json\r\n" + head, R"({"theme":"dark"})").status;
  };
  const std::string browser = "User-Agent: Mozilla/5.0 (X11; Linux x86_64)\r\n";
  EXPECT_EQ(write("Origin: https://coffer.example\r\n" + browser), 200);
  EXPECT_EQ(write("Sec-Fetch-Site: same-origin\r\n" + browser), 200);
  EXPECT_EQ(write("Origin: https://evil.example\r\n"), 403);
  EXPECT_EQ(write("Origin: null\r\n"), 403);
  EXPECT_EQ(write("Sec-Fetch-Site: cross-site\r\n"), 403);
  EXPECT_EQ(write("Sec-Fetch-Site: same-site\r\n"), 403);
  EXPECT_EQ(write("Sec-Fetch-Site: cross-site\r\nOrigin: https://coffer.example\r\n"), 403);
  EXPECT_EQ(write("Origin: https://app.example\r\n"), 401) << "a declared page's requests carry no cookie for us";
  EXPECT_EQ(write(""), 200) << "a program";
  // A browser that says neither.
  EXPECT_EQ(write(browser), 403);
  const auto read = ask("GET", "/v1/me", cookie + browser);
  const std::string token(read.headers.find("coffer-csrf").value_or(""));
  ASSERT_EQ(token.size(), 43U);
  EXPECT_EQ(write(browser + "Coffer-CSRF: " + token + "\r\n"), 200);
  EXPECT_EQ(write(browser + "Coffer-CSRF: " + std::string(43, 'A') + "\r\n"), 403);
  EXPECT_FALSE(ask("GET", "/v1/me", cookie + browser + "Sec-Fetch-Site: same-origin\r\n").headers.find("coffer-csrf"));
}

TEST_F(ResponseHeadersTest, AKeyDoesNotReachItsPersonsAccount) {
  const auto signed_up = ask("POST", "/v1/auth/sign-up", "Content-Type: application/json\r\n",
                             R"({"email":"ada@example.org","name":"Ada","password":"correct horse battery staple"})");
  std::string cookie(signed_up.headers.find("set-cookie").value_or(""));
  cookie = "Cookie: " + cookie.substr(0, cookie.find(';')) + "\r\n";
  auto administrator = database.connect(testkit::As::Administrator);
  const auto end =
      testkit::value(administrator, "SELECT to_char(now() + interval '1 day', 'YYYY-MM-DD\"T\"HH24:MI:SS\"Z\"')");
  const auto made = ask("POST", "/v1/me/api-keys", cookie + "Content-Type: application/json\r\n",
                        R"({"name":"a","scopes":["view_finances"],"expires_at":")" + end + R"("})");
  ASSERT_EQ(made.status, 201) << made.body;
  auto document = platform::JsonDocument::parse(made.body);
  const std::string key = "Authorization: Bearer " + document->object().required("token").text() + "\r\n";
  EXPECT_EQ(ask("GET", "/v1/me", key).status, 200);
  EXPECT_EQ(ask("GET", "/v1/accounts", key).status, 200);
  const std::string json = key + "Content-Type: application/json\r\n";
  EXPECT_EQ(ask("POST", "/v1/accounts", json,
                R"({"name":"Broker","kind":"brokerage","currency":"EUR","cash":"tracked","cost_basis":"fifo"})")
                .status,
            403);
  EXPECT_EQ(ask("PATCH", "/v1/me", json, R"({"theme":"dark"})").status, 403);
  EXPECT_EQ(ask("GET", "/v1/me/sessions", key).status, 403);
  EXPECT_EQ(ask("POST", "/v1/me/api-keys", json, "{}").status, 403);
  EXPECT_EQ(ask("POST", "/v1/auth/tokens", key).status, 403);
  EXPECT_EQ(ask("POST", "/v1/households", json, R"({"name":"Another","currency":"EUR"})").status, 403);
  EXPECT_EQ(ask("GET", "/v1/me", key + cookie + key).status, 401) << "two of them";
  EXPECT_EQ(ask("GET", "/v1/me", "Authorization: Basic YTpi\r\n" + cookie).status, 401) << "and no cookie instead";
}

}  // namespace
}  // namespace coffer::tests
