#include <gtest/gtest.h>

#include <set>

#include "api/edge/gzip.hpp"
#include "api/edge/multipart.hpp"
#include "api/edge/problem_table.hpp"
#include "api/edge/rate_limiter.hpp"
#include "api/edge/response_writer.hpp"
#include "api/edge/session_cookie.hpp"
#include "platform/json/reader.hpp"

namespace coffer::api::edge {
namespace {

TEST(ProblemTable, HasARowForEachKind) {
  const std::pair<ErrorKind, int> expected[] = {
      {ErrorKind::Invalid, 422},     {ErrorKind::Unauthenticated, 401}, {ErrorKind::Forbidden, 403},
      {ErrorKind::NotFound, 404},    {ErrorKind::Conflict, 409},        {ErrorKind::Stale, 412},
      {ErrorKind::RateLimited, 429}, {ErrorKind::TooLarge, 413},        {ErrorKind::Unsupported, 415},
      {ErrorKind::Unavailable, 503}, {ErrorKind::Timeout, 503},         {ErrorKind::Bug, 500}};
  std::set<std::string_view> codes;
  for (const auto& [kind, status] : expected) {
    EXPECT_EQ(problem_row(kind).status, status);
    EXPECT_EQ(problem_row(kind).retry == Retry::Later, status == 429 || status == 503);
    EXPECT_FALSE(status_phrase(status).empty());
    codes.insert(problem_row(kind).graphql_code);
  }
  EXPECT_EQ(codes.size(), std::size(expected));
}

TEST(ProblemTable, SpeaksRfc9457) {
  Error error;
  error.kind = ErrorKind::Invalid;
  error.problem = "finance/short-sale";
  error.detail = "Sell less.";
  error.fields = {{"/quantity", "Is more than is open."}};
  error.cause = "inner";
  const auto response = problem_response(error, "abc");
  EXPECT_EQ(response.status, 422);
  EXPECT_EQ(response.content_type, "application/problem+json");
  EXPECT_EQ(
      response.body,
      R"({"type":"urn:coffer:problem:finance:short-sale","title":"Invalid input","status":422,"detail":"Sell less.",)"
      R"("errors":[{"pointer":"/quantity","detail":"Is more than is open."}],"trace_id":"abc"})");
  error.problem = "request/malformed-json";
  EXPECT_EQ(problem_response(error, "abc").status, 400);
  error.kind = ErrorKind::Bug;
  const auto bug = problem_response(error, "abc");
  EXPECT_EQ(bug.status, 500);
  EXPECT_EQ(bug.body.find("Sell"), std::string::npos);
  EXPECT_EQ(bug.body.find("inner"), std::string::npos);
  error.kind = ErrorKind::Unavailable;
  EXPECT_EQ(problem_response(error, "abc").header("retry-after"), "2");
}

TEST(SessionCookie, FollowsTheScheme) {
  EXPECT_EQ(make_session_cookie(cookie_scheme_of("https://coffer.example"), "tok", 60),
            "__Host-coffer_session=tok; Max-Age=60; Path=/; HttpOnly; SameSite=Lax; Secure");
  EXPECT_EQ(clear_session_cookie(cookie_scheme_of("http://localhost:8080")),
            "coffer_session=; Max-Age=0; Path=/; HttpOnly; SameSite=Lax");
  platform::Request request;
  request.headers.add("Cookie", "coffer_session=tok");
  EXPECT_EQ(find_session_token(CookieScheme::Loopback, request), "tok");
  EXPECT_EQ(find_session_token(CookieScheme::Https, request), std::nullopt);
}

TEST(RateLimiter, RefillsAndForgets) {
  RateLimiter limiter(60);
  for (int i = 0; i < 60; ++i) EXPECT_TRUE(limiter.take("a", 0).allowed);
  const auto refused = limiter.take("a", 0);
  EXPECT_FALSE(refused.allowed);
  EXPECT_EQ(refused.wait_seconds, 1);
  EXPECT_EQ(refused.reset_seconds, 60);
  EXPECT_TRUE(limiter.take("b", 0).allowed);
  EXPECT_TRUE(limiter.take("a", 1'000'000).allowed);
  EXPECT_FALSE(limiter.take("a", 1'000'000).allowed);
  limiter.sweep(2'000'000);
  EXPECT_EQ(limiter.take("a", 2'000'000).remaining, 0);
}

TEST(RateLimiter, CountsIpv6ByNetwork) {
  EXPECT_EQ(rate_key("203.0.113.7"), "203.0.113.7");
  EXPECT_EQ(rate_key("2001:db8:1:2:3:4:5:6"), rate_key("2001:db8:1:2:9:9:9:9"));
  EXPECT_NE(rate_key("2001:db8:1:2:3:4:5:6"), rate_key("2001:db8:1:3:3:4:5:6"));
  EXPECT_EQ(rate_key("::1"), "::1");
}

TEST(Gzip, IsAskedFor) {
  for (const auto* yes : {"gzip", "br, gzip", "gzip;q=0.5", "*", "deflate, *;q=0.1"})
    EXPECT_TRUE(accepts_gzip(yes)) << yes;
  for (const auto* no : {"", "br", "gzip;q=0", "gzip; q=0.000", "*;q=0", "gzip;q=0, *"})
    EXPECT_FALSE(accepts_gzip(no)) << no;
  EXPECT_FALSE(accepts_gzip(std::nullopt));
}

TEST(ResponseWriter, KeepsLineBreaksOutOfHeaders) {
  const Exchange exchange;
  auto response = platform::json(std::string("{}"));
  response.with("location", "/a\r\nset-cookie: x=1");
  std::string out;
  const ResponseWriter writer("https://coffer.example");
  writer.append_head(out,
                     {.exchange = exchange, .response = response, .date = format_http_date({1'774'944'900'000'000})});
  EXPECT_EQ(out.find("\r\nset-cookie"), std::string::npos);
  EXPECT_NE(out.find("date: Tue, 31 Mar 2026 08:15:00 GMT\r\n"), std::string::npos) << out;
  EXPECT_NE(out.find("strict-transport-security"), std::string::npos);
}

constexpr std::string_view form_type = "multipart/form-data; boundary=\"b0\"";

TEST(Multipart, CutsParts) {
  constexpr std::string_view body =
      "preamble\r\n--b0\r\nContent-Disposition: form-data; name=\"kind\"\r\n\r\nauto\r\n"
      "--b0  \r\ncontent-disposition: FORM-DATA; filename=\"C:\\dir\\a \\\"b\\\".csv\"; name=file\r\nContent-Type: "
      "text/csv\r\n\r\n"
      "a,b\r\n--b1\r\n\r\n\r\n--b0\r\nContent-Disposition: form-data; name=\"empty\"; "
      "filename=\"\"\r\n\r\n\r\n--b0--\r\nepilogue";
  const auto form = Form::parse(form_type, body);
  ASSERT_TRUE(form) << form.error().detail;
  ASSERT_EQ(form->parts().size(), 3U);
  EXPECT_EQ(form->find_value("kind"), "auto");
  const auto* file = form->find_file("file");
  ASSERT_NE(file, nullptr);
  EXPECT_EQ(file->file_name, "a \"b\".csv");
  EXPECT_EQ(file->content_type, "text/csv");
  EXPECT_EQ(file->content, "a,b\r\n--b1\r\n\r\n");
  EXPECT_EQ(form->find_file("empty")->content, "");
  EXPECT_EQ(form->find_value("file"), std::nullopt);
  EXPECT_TRUE(form->refuse_others({"kind", "file", "empty"}));
  EXPECT_EQ(form->refuse_others({"kind", "file"}).error().fields.at(0).pointer, "/empty");
}

TEST(Multipart, RefusesWhatIsBroken) {
  const std::string head = "Content-Disposition: form-data; name=\"a\"\r\n";
  const std::string bodies[] = {
      "",
      "--b0",
      "--b0\r\n",
      "--b0x\r\n" + head + "\r\nx\r\n--b0--",
      "--b0\r\n" + head + "\r\nx",
      "--b0\r\n" + head,
      "--b0\r\n\r\nx\r\n--b0--",
      "--b0\r\n" + head + head + "\r\nx\r\n--b0--",
      "--b0\r\nno colon\r\n\r\nx\r\n--b0--",
      "--b0\r\nContent-Disposition: attachment; name=\"a\"\r\n\r\nx\r\n--b0--",
      "--b0\r\nContent-Disposition: form-data; name=\"a\r\n\r\nx\r\n--b0--",
      "--b0\r\nContent-Disposition: form-data; name=\"a\"; name=\"b\"\r\n\r\nx\r\n--b0--",
      "--b0\r\nContent-Disposition: form-data\r\n\r\nx\r\n--b0--",
      "--b0\r\n" + head + "Content-Transfer-Encoding: base64\r\n\r\nx\r\n--b0--",
      "--b0\r\n" + head + "X: " + std::string(5000, 'x') + "\r\n\r\nx\r\n--b0--",
      "--b0\r\n" + head + "\r\n" + std::string(70'000, 'x') + "\r\n--b0--",
  };
  for (const auto& body : bodies) EXPECT_FALSE(Form::parse(form_type, body)) << body.substr(0, 100);
  std::string many;
  for (int i = 0; i < 33; ++i) many += "--b0\r\n" + head + "\r\nx\r\n";
  EXPECT_FALSE(Form::parse(form_type, many + "--b0--"));
  EXPECT_EQ(Form::parse("application/json", "").error().kind, ErrorKind::Unsupported);
  EXPECT_FALSE(Form::parse("multipart/form-data", "--\r\n"));
  EXPECT_FALSE(Form::parse("multipart/form-data; boundary=" + std::string(71, 'x'), ""));
}

}  // namespace
}  // namespace coffer::api::edge
