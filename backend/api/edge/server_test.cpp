#include <gtest/gtest.h>
#include <zlib.h>

#include <thread>

#include "api/edge/health.hpp"
#include "api/edge/server.hpp"
#include "api/edge/test_client.hpp"
#include "platform/async/task_group.hpp"
#include "platform/json/reader.hpp"
#include "platform/log/log.hpp"

namespace coffer::api::edge {
namespace {

using platform::Request;
using platform::Response;
using platform::Task;
using std::chrono::milliseconds;

const auto some_user = *parse_id<UserId>("01890a5d-ac96-774b-bcce-b302099a8057");
const auto first_household = *parse_id<HouseholdId>("01890a5d-ac96-774b-bcce-b302099a8058");
const auto second_household = *parse_id<HouseholdId>("01890a5d-ac96-774b-bcce-b302099a8059");

class OneSession final : public SessionResolver {
 public:
  Task<Caller> resolve(std::string token) override {
    ++asked;
    if (token == "broken") co_return fail(ErrorKind::Unavailable, "test/down", "Try again.");
    if (token != "good") co_return fail(ErrorKind::Unauthenticated, "test/no-session", "Sign in.");
    Caller caller;
    caller.kind = CallerKind::Person;
    caller.user = some_user;
    caller.households = {{.household = first_household}, {.household = second_household}};
    co_return std::move(caller);
  }
  std::atomic<int> asked{0};
};

Task<Response> echo(const Request& request) {
  platform::JsonWriter out;
  out.begin_object().field("size", request.body.size()).field("path", request.path).end_object();
  co_return platform::json(std::move(out));
}
Task<Response> big(const Request&) { co_return platform::json("\"" + std::string(500'000, 'x') + "\""); }
Task<Response> household(const Request& request) {
  COFFER_CO_TRY(current, request.household());
  co_return platform::text(current.text() + " " + request.caller.network_address);
}
Task<Response> tagged(const Request& request) {
  co_return platform::with_etag(request, platform::json(std::string("{}")), "\"v1\"");
}
Task<Response> slow(const Request&) {
  auto task = platform::sleep_for(milliseconds(300));
  COFFER_CO_CHECK(co_await task);
  co_return platform::text("slow");
}
Task<Response> endless(const Request&) {
  auto task = platform::sleep_for(std::chrono::hours(1));
  COFFER_CO_CHECK(co_await task);
  co_return platform::text("never");
}
Task<Response> throwing(const Request&) {
  throw std::runtime_error("secret inner text");
  co_return platform::text("never");
}

class ServerTest : public ::testing::Test {
 protected:
  ServerTest() : random_(clock_), loops_(2) {
    constexpr platform::RouteOptions open{.access = platform::Access::Public};
    constexpr platform::RouteOptions open_json{
        .access = platform::Access::Public, .body = platform::BodyKind::Json, .body_limit = 1000};
    router_.get("/v1/echo", "getEcho", echo, open);
    router_.post("/v1/echo", "postEcho", echo, open_json);
    router_.post(
        "/v1/upload", "upload", echo,
        {.access = platform::Access::Public, .body = platform::BodyKind::Any, .body_limit = platform::large_body});
    router_.post(
        "/v1/auth/sign-in", "signIn", echo,
        {.access = platform::Access::Public, .body = platform::BodyKind::Json, .rate = platform::RateClass::SignIn});
    router_.get("/v1/big", "getBig", big, open);
    router_.get("/v1/tagged", "getTagged", tagged, open);
    router_.get("/v1/slow", "getSlow", slow, open);
    router_.get("/v1/endless", "getEndless", endless, open);
    router_.get("/v1/throwing", "getThrowing", throwing, open);
    router_.get("/v1/household", "getHousehold", household);
    router_.get("/v1/me", "getMe", household);
    router_.post("/v1/private", "postPrivate", echo);
    add_health_routes(router_, [] { return ready(); });
    settings_.public_origin = "http://coffer.test";
    // A busy machine is not what is tested here.
    settings_.queue_delay = milliseconds(60'000);
  }
  static Task<> ready() { co_return Result<>{}; }

  Server& start() {
    server_ = std::make_unique<Server>(
        settings_, ServerParts{loops_, router_, sessions_, clock_, random_, metrics_, [] { return ready(); }});
    EXPECT_TRUE(server_->start());
    return *server_;
  }
  [[nodiscard]] std::uint16_t port() { return (server_ ? *server_ : start()).port(); }
  static std::string get(std::string_view path, std::string_view headers = "") {
    return "GET " + std::string(path) + " HTTP/1.1\r\nHost: coffer.test\r\n" + std::string(headers) + "\r\n";
  }
  static std::string post(std::string_view path, std::string_view body,
                          std::string_view headers = "Content-Type: application/json\r\n") {
    return "POST " + std::string(path) +
           " HTTP/1.1\r\nHost: coffer.test\r\nContent-Length: " + std::to_string(body.size()) + "\r\n" +
           std::string(headers) + "\r\n" + std::string(body);
  }
  // The status of one request on a connection of its own; 0 when there was no answer.
  int status(std::string_view bytes) {
    TestClient client(port());
    const auto answer = client.ask(bytes);
    return answer ? answer->status : 0;
  }

  platform::SystemClock clock_;
  platform::SystemRandom random_;
  platform::Metrics metrics_;
  platform::LoopGroup loops_;
  platform::Router router_;
  OneSession sessions_;
  ServerSettings settings_;
  std::unique_ptr<Server> server_;
};

TEST_F(ServerTest, AnswersOnOneConnection) {
  TestClient client(port());
  for (int i = 0; i < 3; ++i) {
    const auto answer = client.ask(get("/v1/echo?x=1"));
    ASSERT_TRUE(answer);
    EXPECT_EQ(answer->status, 200);
    EXPECT_EQ(answer->body, R"({"size":0,"path":"/v1/echo"})");
    EXPECT_EQ(answer->headers.find("content-type"), "application/json");
    EXPECT_EQ(answer->headers.find("x-content-type-options"), "nosniff");
    EXPECT_EQ(answer->headers.find("cache-control"), "no-store");
    EXPECT_TRUE(answer->headers.find("ratelimit"));
  }
  const auto last = client.ask(get("/v1/echo", "Connection: close\r\n"));
  EXPECT_EQ(last->headers.find("connection"), "close");
  EXPECT_TRUE(client.closed());
}

TEST_F(ServerTest, AnswersPipelinedRequestsInOrder) {
  TestClient client(port());
  client.send(get("/v1/slow") + post("/v1/echo", "{}") + get("/v1/nothing") + get("/healthz"));
  EXPECT_EQ(client.read()->body, "slow");
  EXPECT_EQ(client.read()->body, R"({"size":2,"path":"/v1/echo"})");
  EXPECT_EQ(client.read()->status, 404);
  EXPECT_EQ(client.read()->body, R"({"status":"alive"})");
}

TEST_F(ServerTest, TakesRequestsByteByByte) {
  TestClient client(port());
  for (const char byte : post("/v1/echo", R"({"a":1})")) client.send({&byte, 1});
  EXPECT_EQ(client.read()->body, R"({"size":7,"path":"/v1/echo"})");
  client.send(
      "POST /v1/echo HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n");
  for (const char byte : std::string_view("3;x=y\r\nabc\r\n4\r\ndefg\r\n0\r\nX-Trailer: 1\r\n\r\n"))
    client.send({&byte, 1});
  EXPECT_EQ(client.read()->body, R"({"size":7,"path":"/v1/echo"})");
}

TEST_F(ServerTest, HeadAndOptions) {
  TestClient client(port());
  client.send("HEAD /v1/echo HTTP/1.1\r\nHost: a\r\n\r\n");
  const auto head = client.read(TestClient::Expect::HeadOnly);
  EXPECT_EQ(head->status, 200);
  EXPECT_EQ(head->headers.find("content-length"), "28");
  const auto options = client.ask("OPTIONS /v1/echo HTTP/1.1\r\nHost: a\r\n\r\n");
  EXPECT_EQ(options->status, 204);
  EXPECT_EQ(options->headers.find("allow"), "GET, HEAD, POST, OPTIONS");
  EXPECT_EQ(client.ask("OPTIONS * HTTP/1.1\r\nHost: a\r\n\r\n")->status, 204);
  const auto wrong = client.ask("DELETE /v1/echo HTTP/1.1\r\nHost: a\r\n\r\n");
  EXPECT_EQ(wrong->status, 405);
  EXPECT_EQ(wrong->headers.find("allow"), "GET, HEAD, POST, OPTIONS");
  EXPECT_EQ(wrong->headers.find("content-type"), "application/problem+json");
}

TEST_F(ServerTest, RefusesMalformedRequests) {
  const std::string chunked = "Transfer-Encoding: chunked\r\n";
  const struct {
    std::string bytes;
    int status;
  } cases[] = {
      {"nonsense\r\n\r\n", 400},
      {"GET / HTTP/2.0\r\n\r\n", 505},
      {"BREW /v1/echo HTTP/1.1\r\nHost: a\r\n\r\n", 501},
      {"GET /v1/echo HTTP/1.1\r\n\r\n", 400},
      {"GET /v1/echo HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n", 400},
      {"GET /v1/echo HTTP/1.1\r\nHost : a\r\n\r\n", 400},
      {get("/v1/%zz"), 400},
      {get("/v1/../etc"), 400},
      {get("/" + std::string(3000, 'a')), 414},
      {get("/v1/echo", "X-Long: " + std::string(20'000, 'a') + "\r\n"), 431},
      {"POST /v1/echo HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\n{}", 400},
      {"POST /v1/echo HTTP/1.1\r\nHost: a\r\nContent-Length: -1\r\n\r\n{}", 400},
      {"POST /v1/echo HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n" + chunked + "\r\n0\r\n\r\n", 400},
      {"POST /v1/echo HTTP/1.1\r\nHost: a\r\n" + chunked + "Content-Length: 2\r\n\r\n0\r\n\r\n", 400},
      {"POST /v1/echo HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n", 400},
      {"POST /v1/echo HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n" + chunked + "\r\nzz\r\n", 400},
      {"POST /v1/echo HTTP/1.0\r\nHost: a\r\n" + chunked + "\r\n0\r\n\r\n", 400},
      {post("/v1/echo", "{}", "Content-Type: text/plain\r\n"), 415},
      {post("/v1/echo", "{}", ""), 415},
      {post("/v1/echo", "{}", "Content-Type: application/json\r\nContent-Encoding: gzip\r\n"), 415},
      {post("/v1/echo", "{}", "Content-Type: application/json\r\nExpect: 200-maybe\r\n"), 417},
      {post("/v1/echo", std::string(1001, 'x')), 413},
      {"POST /v1/echo HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n" + chunked + "\r\nfff\r\n" +
           std::string(4095, 'x') + "\r\n0\r\n\r\n",
       413},
  };
  for (const auto& one : cases) EXPECT_EQ(status(one.bytes), one.status) << one.bytes.substr(0, 200);
}

TEST_F(ServerTest, ProblemsAreJsonWithATrace) {
  TestClient client(port());
  const auto answer =
      client.ask(get("/v1/nothing", "traceparent: 00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01\r\n"));
  auto body = platform::JsonDocument::parse(answer->body);
  ASSERT_TRUE(body);
  auto problem = body->object();
  EXPECT_EQ(problem.required("type").text(), "urn:coffer:problem:request:not-found");
  EXPECT_EQ(problem.required("status").integer(), 404);
  EXPECT_EQ(problem.required("trace_id").text(), "4bf92f3577b34da6a3ce929d0e0e4736");
  const auto trace = std::string(answer->headers.find("traceparent").value_or(""));
  EXPECT_TRUE(trace.starts_with("00-4bf92f3577b34da6a3ce929d0e0e4736-")) << trace;
  EXPECT_TRUE(trace.ends_with("-01"));
  EXPECT_EQ(trace.find("00f067aa0ba902b7"), std::string::npos);
  const auto fresh =
      client.ask(get("/v1/nothing", "traceparent: 00-00000000000000000000000000000000-00f067aa0ba902b7-01\r\n"));
  EXPECT_EQ(fresh->headers.find("traceparent")->find("00-0000"), std::string_view::npos);
}

TEST_F(ServerTest, ExceptionsShowNothingOfTheInside) {
  const platform::LogCapture log;
  TestClient client(port());
  const auto answer = client.ask(get("/v1/throwing"));
  EXPECT_EQ(answer->status, 500);
  EXPECT_EQ(answer->body.find("secret"), std::string::npos);
  EXPECT_EQ(client.ask(get("/v1/echo"))->status, 200);
  EXPECT_NE(log.text().find("secret inner text"), std::string::npos);
}

TEST_F(ServerTest, CompressesWhatIsWorthIt) {
  TestClient client(port());
  const auto packed = client.ask(get("/v1/big", "Accept-Encoding: br, gzip\r\n"));
  EXPECT_EQ(packed->headers.find("content-encoding"), "gzip");
  EXPECT_EQ(packed->headers.find("vary"), "accept-encoding");
  EXPECT_LT(packed->body.size(), 5'000U);
  std::string plain(600'000, '\0');
  z_stream stream{};
  inflateInit2(&stream, 31);
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(packed->body.data()));
  stream.avail_in = static_cast<uInt>(packed->body.size());
  stream.next_out = reinterpret_cast<Bytef*>(plain.data());
  stream.avail_out = static_cast<uInt>(plain.size());
  EXPECT_EQ(inflate(&stream, Z_FINISH), Z_STREAM_END);
  EXPECT_EQ(stream.total_out, 500'002U);
  inflateEnd(&stream);
  EXPECT_EQ(client.ask(get("/v1/big"))->body.size(), 500'002U);
  EXPECT_EQ(client.ask(get("/v1/big", "Accept-Encoding: gzip;q=0\r\n"))->body.size(), 500'002U);
  EXPECT_FALSE(client.ask(get("/v1/echo", "Accept-Encoding: gzip\r\n"))->headers.find("content-encoding"));
}

TEST_F(ServerTest, NotModified) {
  TestClient client(port());
  EXPECT_EQ(client.ask(get("/v1/tagged"))->headers.find("etag"), "\"v1\"");
  const auto same = client.ask(get("/v1/tagged", "If-None-Match: \"v1\"\r\n"));
  EXPECT_EQ(same->status, 304);
  EXPECT_EQ(same->headers.find("content-length"), std::nullopt);
  EXPECT_EQ(client.ask(get("/v1/echo"))->status, 200);
}

TEST_F(ServerTest, SessionsAndHouseholds) {
  TestClient client(port());
  EXPECT_EQ(client.ask(get("/v1/household"))->status, 401);
  EXPECT_EQ(client.ask(get("/v1/household", "Cookie: coffer_session=bad\r\n"))->status, 401);
  EXPECT_EQ(client.ask(get("/v1/household", "Cookie: coffer_session=broken\r\n"))->status, 503);
  EXPECT_EQ(client.ask(get("/v1/household", "Cookie: a=b; coffer_session=good\r\n"))->body,
            first_household.text() + " 127.0.0.1");
  const auto chosen = "Cookie: coffer_session=good\r\nX-Forwarded-For: 9.9.9.9, 203.0.113.7\r\nCoffer-Household: " +
                      second_household.text() + "\r\n";
  EXPECT_EQ(client.ask(get("/v1/household", chosen))->body, second_household.text() + " 203.0.113.7");
  EXPECT_EQ(
      client.ask(get("/v1/household", "Cookie: coffer_session=good\r\nCoffer-Household: " + some_user.text() + "\r\n"))
          ->status,
      404);
  // What is a person's own is of no household.
  EXPECT_EQ(client.ask(get("/v1/me", "Cookie: coffer_session=good\r\nCoffer-Household: " + some_user.text() + "\r\n"))
                ->status,
            200);
  EXPECT_EQ(client.ask(post("/v1/private", "{}"))->status, 401);
  EXPECT_EQ(client.ask(post("/v1/private", "{}", "Content-Type: application/json\r\nCookie: coffer_session=good\r\n"))
                ->status,
            200);
}

TEST_F(ServerTest, SessionsAreRememberedForAMomentAndForgottenByWrites) {
  settings_.session_cache_ttl = milliseconds(60'000);
  TestClient client(port());
  for (int i = 0; i < 5; ++i) client.ask(get("/v1/household", "Cookie: coffer_session=good\r\n"));
  EXPECT_EQ(sessions_.asked, 1);
  client.ask(post("/v1/private", "{}", "Content-Type: application/json\r\nCookie: coffer_session=good\r\n"));
  client.ask(get("/v1/household", "Cookie: coffer_session=good\r\n"));
  EXPECT_EQ(sessions_.asked, 2);
}

TEST_F(ServerTest, RefusesWritesFromOtherSites) {
  const auto status_with = [&](std::string_view header) {
    return status(post("/v1/echo", "{}", "Content-Type: application/json\r\n" + std::string(header)));
  };
  EXPECT_EQ(status_with("Origin: http://coffer.test\r\nSec-Fetch-Site: same-origin\r\n"), 200);
  EXPECT_EQ(status_with("Origin: https://coffer.test\r\n"), 200);
  EXPECT_EQ(status_with("Origin: http://evil.test\r\n"), 403);
  EXPECT_EQ(status_with("Origin: http://coffer.test.evil.test\r\n"), 403);
  EXPECT_EQ(status_with("Origin: null\r\n"), 403);
  EXPECT_EQ(status_with("Sec-Fetch-Site: cross-site\r\n"), 403);
  EXPECT_EQ(status_with("Sec-Fetch-Site: same-site\r\n"), 403);
  EXPECT_EQ(status(get("/v1/echo", "Origin: http://evil.test\r\nSec-Fetch-Site: cross-site\r\n")), 200);
}

TEST_F(ServerTest, LimitsRates) {
  settings_.sign_ins_per_minute = 2;
  settings_.requests_per_minute = 4;
  TestClient client(port());
  EXPECT_EQ(client.ask(post("/v1/auth/sign-in", "{}"))->status, 200);
  EXPECT_EQ(client.ask(post("/v1/auth/sign-in", "{}"))->status, 200);
  const auto refused = client.ask(post("/v1/auth/sign-in", "{}"));
  EXPECT_EQ(refused->status, 429);
  EXPECT_EQ(refused->headers.find("retry-after"), "30");
  EXPECT_EQ(refused->headers.find("ratelimit-policy"), "\"sign-in\";q=2;w=60");
  for (int i = 0; i < 4; ++i) EXPECT_EQ(client.ask(get("/v1/echo"))->status, 200);
  EXPECT_EQ(client.ask(get("/v1/echo"))->status, 429);
  EXPECT_EQ(client.ask(get("/healthz"))->status, 200);
  EXPECT_EQ(client.ask(get("/v1/household", "Cookie: coffer_session=good\r\n"))->status, 200);
}

TEST_F(ServerTest, TakesLargeBodiesWithinTheBudget) {
  settings_.buffered_body_bytes = 10 << 20;
  TestClient client(port());
  const auto answer = client.ask(post("/v1/upload", std::string(8 << 20, 'x'), "Content-Type: text/csv\r\n"));
  EXPECT_EQ(answer->body, R"({"size":8388608,"path":"/v1/upload"})");
  EXPECT_EQ(status(post("/v1/upload", std::string(11 << 20, 'x'), "Content-Type: text/csv\r\n")), 503);
  EXPECT_EQ(client.ask(post("/v1/upload", std::string(8 << 20, 'x'), "Content-Type: text/csv\r\n"))->status, 200);
}

TEST_F(ServerTest, AsksForTheBodyOnlyWhenItWillTakeIt) {
  TestClient client(port());
  client.send(
      "POST /v1/echo HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: 2\r\nExpect: "
      "100-continue\r\n\r\n");
  EXPECT_EQ(client.read()->status, 100);
  client.send("{}");
  EXPECT_EQ(client.read()->status, 200);
  client.send(
      "POST /v1/private HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: 2\r\nExpect: "
      "100-continue\r\n\r\n");
  EXPECT_EQ(client.read()->status, 401);
  EXPECT_TRUE(client.closed());
}

TEST_F(ServerTest, TimesOutSlowClients) {
  settings_.header_timeout = milliseconds(200);
  settings_.body_timeout = milliseconds(200);
  settings_.idle_timeout = milliseconds(200);
  TestClient slow_head(port());
  TestClient slow_body(port());
  TestClient silent(port());
  slow_head.send("GET /v1/echo HTTP/1.1\r\nHost:");
  slow_body.send("POST /v1/echo HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: 10\r\n\r\n{");
  EXPECT_EQ(slow_head.read()->status, 408);
  EXPECT_TRUE(slow_head.closed());
  EXPECT_EQ(slow_body.read()->status, 408);
  EXPECT_TRUE(slow_body.closed());
  EXPECT_TRUE(silent.closed());
}

TEST_F(ServerTest, LimitsConnections) {
  settings_.connections = 2;
  TestClient first(port());
  TestClient second(port());
  EXPECT_EQ(first.ask(get("/healthz"))->status, 200);
  EXPECT_EQ(second.ask(get("/healthz"))->status, 200);
  TestClient third(port());
  EXPECT_EQ(third.read()->status, 503);
}

TEST_F(ServerTest, LimitsConnectionsOfOneAddress) {
  settings_.trusted_proxies = {};
  settings_.connections_per_address = 1;
  {
    TestClient first(port());
    EXPECT_EQ(first.ask(get("/healthz"))->status, 200);
    TestClient second(port());
    EXPECT_EQ(second.read()->status, 503);
  }
  std::this_thread::sleep_for(milliseconds(100));
  EXPECT_EQ(status(get("/healthz")), 200);
}

TEST_F(ServerTest, ShedsLoadButNotProbes) {
  settings_.in_flight = 1;
  TestClient busy(port());
  busy.send(get("/v1/slow"));
  std::this_thread::sleep_for(milliseconds(100));
  TestClient other(port());
  const auto shed = other.ask(get("/v1/echo"));
  EXPECT_EQ(shed->status, 503);
  EXPECT_TRUE(shed->headers.find("retry-after"));
  EXPECT_EQ(other.ask(get("/healthz"))->status, 200);
  EXPECT_EQ(busy.read()->status, 200);
  EXPECT_EQ(other.ask(get("/v1/echo"))->status, 200);
  EXPECT_NE(metrics_.text().find("coffer_http_shed_total 1"), std::string::npos);
}

TEST_F(ServerTest, ShutDownFinishesWhatHasBegun) {
  auto& server = start();
  TestClient working(server.port());
  TestClient resting(server.port());
  EXPECT_EQ(resting.ask(get("/v1/echo"))->status, 200);
  working.send(get("/v1/slow") + get("/v1/echo"));
  std::this_thread::sleep_for(milliseconds(50));
  std::thread stopping([&] { EXPECT_TRUE(server.shut_down()); });
  std::this_thread::sleep_for(milliseconds(50));
  // A request that was on its way when the server began to stop.
  EXPECT_EQ(resting.ask(get("/v1/echo"))->headers.find("connection"), "close");
  const auto answer = working.read();
  ASSERT_TRUE(answer);
  EXPECT_EQ(answer->body, "slow");
  EXPECT_EQ(answer->headers.find("connection"), "close");
  stopping.join();
  EXPECT_FALSE(TestClient(server.port()).connected());
}

TEST_F(ServerTest, ShutDownCutsWhatDoesNotEnd) {
  settings_.shutdown_timeout = milliseconds(300);
  auto& server = start();
  TestClient client(server.port());
  client.send(get("/v1/endless"));
  std::this_thread::sleep_for(milliseconds(50));
  EXPECT_EQ(server.shut_down().error().kind, ErrorKind::Timeout);
}

TEST_F(ServerTest, NoRequestIsLostWhenItStops) {
  settings_.requests_per_minute = 4'000'000'000;
  auto& server = start();
  std::atomic<int> lost{0};
  std::atomic<bool> stop{false};
  std::vector<std::thread> clients;
  for (int i = 0; i < 8; ++i) {
    clients.emplace_back([&, port = server.port()] {
      while (!stop) {
        TestClient client(port);
        if (!client.connected()) return;
        for (bool fresh = true;; fresh = false) {
          const auto answer = client.ask(get("/v1/echo"));
          // A server may close a connection that rests; a client then asks again on another.
          if (!answer && !fresh) break;
          if (!answer) ++lost;
          if (!answer) return;
          EXPECT_EQ(answer->status, 200);
          if (answer->headers.find("connection") == "close") break;
        }
      }
    });
  }
  std::this_thread::sleep_for(milliseconds(200));
  EXPECT_TRUE(server.shut_down());
  stop = true;
  for (auto& client : clients) client.join();
  EXPECT_EQ(lost, 0);
}

TEST_F(ServerTest, MetricsAreOnThePrivatePort) {
  auto& server = start();
  EXPECT_EQ(status(get("/metrics")), 404);
  EXPECT_EQ(status(get("/v1/echo")), 200);
  TestClient operations(server.metrics_port());
  const auto metrics = operations.ask(get("/metrics"));
  EXPECT_NE(metrics->body.find(R"(coffer_http_requests_total{operation="getEcho",status="2xx"} 1)"), std::string::npos);
  EXPECT_EQ(operations.ask(get("/readyz"))->status, 200);
  EXPECT_EQ(operations.ask(get("/v1/echo"))->status, 404);
}

TEST_F(ServerTest, LogsOneWideLineWithoutSecrets) {
  const platform::LogCapture log;
  {
    TestClient client(port());
    client.ask(get("/v1/household?q=Smith", "Cookie: coffer_session=good\r\n"));
    client.ask(get("/v1/nothing"));
  }
  ASSERT_TRUE(server_->shut_down());
  const auto text = log.text();
  EXPECT_NE(text.find(R"("operation":"getHousehold","method":"GET","status":200)"), std::string::npos) << text;
  EXPECT_NE(text.find("\"user\":\"" + some_user.text()), std::string::npos);
  EXPECT_NE(text.find(R"("problem":"request/not-found")"), std::string::npos);
  for (const auto* secret : {"Smith", "good", "127.0.0.1"}) EXPECT_EQ(text.find(secret), std::string::npos) << secret;
}

}  // namespace
}  // namespace coffer::api::edge
