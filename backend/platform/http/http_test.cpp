#include <gtest/gtest.h>

#include "platform/http/query.hpp"
#include "platform/http/router.hpp"

namespace coffer::platform {
namespace {

Handler no_handler() {
  return [](const Request&) -> Task<Response> { co_return no_content(); };
}

Router sample_router() {
  Router router;
  router.get("/v1/accounts", "listAccounts", no_handler());
  router.post("/v1/accounts", "createAccount", no_handler());
  router.get("/v1/accounts/{id}", "getAccount", no_handler());
  router.remove("/v1/accounts/{id}", "removeAccount", no_handler());
  router.get("/v1/accounts/{account}/holdings", "listHoldings", no_handler());
  router.get("/v1/transfers/open", "listOpenTransfers", no_handler());
  return router;
}

std::string found(Method method, std::string path) {
  static const Router router = sample_router();
  Request request;
  request.method = method;
  request.path = std::move(path);
  const auto match = router.match(request);
  std::string out;
  if (match.route != nullptr) {
    out = match.route->operation_id;
    for (const auto& [name, value] : request.params) out.append(" ").append(name).append("=").append(value);
  }
  for (const auto method_allowed : match.allowed) out.append(" ").append(method_name(method_allowed));
  return out;
}

TEST(Router, FindsRoutes) {
  EXPECT_EQ(found(Method::Get, "/v1/accounts"), "listAccounts");
  EXPECT_EQ(found(Method::Head, "/v1/accounts"), "listAccounts");
  EXPECT_EQ(found(Method::Get, "/v1/accounts/7"), "getAccount id=7");
  EXPECT_EQ(found(Method::Get, "/v1/accounts/7/holdings"), "listHoldings account=7");
  EXPECT_EQ(found(Method::Get, "/v1/transfers/open"), "listOpenTransfers");
}

TEST(Router, TellsUnknownPathsFromUnknownMethods) {
  EXPECT_EQ(found(Method::Get, "/"), "");
  EXPECT_EQ(found(Method::Get, "/v1"), "");
  EXPECT_EQ(found(Method::Get, "/v1/accounts/"), "");
  EXPECT_EQ(found(Method::Get, "/v1//accounts"), "");
  EXPECT_EQ(found(Method::Get, "/v1/accounts/7/holdings/8"), "");
  EXPECT_EQ(found(Method::Put, "/v1/accounts"), " GET HEAD POST OPTIONS");
  EXPECT_EQ(found(Method::Post, "/v1/accounts/7"), " GET HEAD DELETE OPTIONS");
}

TEST(Target, IsDecodedOnce) {
  const auto target = parse_target("/v1/a%20b?q=x+y%26z&empty=&flag&%C3%A4=1");
  ASSERT_TRUE(target);
  EXPECT_EQ(target->path, "/v1/a b");
  const QueryParameters expected{{"q", "x y&z"}, {"empty", ""}, {"flag", ""}, {"ä", "1"}};
  EXPECT_EQ(target->query, expected);
}

TEST(Target, RefusesWhatCannotBeMeant) {
  for (const auto* bad : {"", "v1", "/%", "/%4", "/%zz", "/%00", "/%ff", "/a/../b", "/..", "/%2e%2e/x", "/a?x=%00",
                          "/a?x=%f0%28", "/a?x=%", "/a\x7f"}) {
    EXPECT_FALSE(parse_target(bad)) << bad;
  }
  EXPECT_EQ(parse_target("/" + std::string(3000, 'a')).error().kind, ErrorKind::TooLarge);
  std::string many = "/a?";
  for (int i = 0; i < 65; ++i) many += "a=1&";
  EXPECT_FALSE(parse_target(many));
}

TEST(Query, CollectsFaults) {
  const QueryParameters parameters{
      {"from", "2026-13-01"}, {"limit", "500"}, {"twice", "1"}, {"twice", "2"}, {"unknown", "x"}};
  QueryReader query(parameters);
  (void)query.required("account").id<AccountId>();
  (void)query.optional("from").date();
  (void)read_page(query);
  (void)query.optional("twice").integer();
  const auto finished = query.finish();
  ASSERT_FALSE(finished);
  std::string pointers;
  for (const auto& fault : finished.error().fields) pointers += fault.pointer + " ";
  EXPECT_EQ(pointers, "?account ?from ?limit ?twice ?unknown ");
}

Request with_header(std::string_view name, std::string_view value) {
  Request request;
  request.headers.add(name, value);
  return request;
}

TEST(ETag, AnswersNotModified) {
  const auto status = [](std::string_view known) {
    return with_etag(with_header("If-None-Match", known), json(std::string("{}")), "\"a\"").status;
  };
  EXPECT_EQ(status("\"a\""), 304);
  EXPECT_EQ(status("W/\"a\""), 304);
  EXPECT_EQ(status("\"x\", \"a\""), 304);
  EXPECT_EQ(status("*"), 304);
  EXPECT_EQ(status("\"b\""), 200);
  EXPECT_EQ(status("a"), 200);
  EXPECT_EQ(status("\"a"), 200);
}

TEST(ETag, IfMatchPreventsLostUpdates) {
  EXPECT_TRUE(check_if_match(Request{}, "\"a\""));
  EXPECT_TRUE(check_if_match(with_header("if-match", "\"a\""), "\"a\""));
  EXPECT_TRUE(check_if_match(with_header("if-match", "*"), "\"a\""));
  EXPECT_EQ(check_if_match(with_header("if-match", "\"b\""), "\"a\"").error().kind, ErrorKind::Stale);
  EXPECT_FALSE(check_if_match(with_header("if-match", "W/\"a\""), "\"a\""));
  EXPECT_FALSE(check_if_match(with_header("if-match", ""), "\"a\""));
}

TEST(Headers, AreFoundInAnyCase) {
  Headers headers;
  headers.add("Content-Type", "a");
  headers.add("COOKIE", "x=1; session=abc ;y=2");
  EXPECT_EQ(headers.find("content-type"), "a");
  EXPECT_EQ(find_cookie(*headers.find("cookie"), "y"), "2");
  EXPECT_EQ(find_cookie(*headers.find("cookie"), "sess"), std::nullopt);
  EXPECT_EQ(headers.find("host"), std::nullopt);
}

TEST(Response, AttachmentNamesAreHarmless) {
  const auto response = attachment("text/csv", "a\"b\r\nx-evil: 1ä.csv", "");
  EXPECT_EQ(response.header("content-disposition"),
            "attachment; filename=\"a_b__x-evil: 1__.csv\"; filename*=UTF-8''a%22b%0D%0Ax-evil%3A%201%C3%A4.csv");
}

}  // namespace
}  // namespace coffer::platform
