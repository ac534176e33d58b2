// Sign-up, sign-in, sign-out, the person and their households, through the router and a real database.
#include <gmock/gmock.h>

#include <string>

#include "api/edge/problem_table.hpp"
#include "api/rest/auth_routes.hpp"
#include "api/rest/contract_routes.hpp"
#include "api/rest/currency_routes.hpp"
#include "api/rest/household_routes.hpp"
#include "api/rest/me_routes.hpp"
#include "api/rest/session_lookup.hpp"
#include "api/rest/sharing_routes.hpp"
#include "auth/factors/second_factor_service.hpp"
#include "auth/identity/auth_test_world.hpp"
#include "auth/mail/mail_test_parts.hpp"
#include "platform/json/reader.hpp"

namespace coffer::api::rest {
namespace {

using platform::Method;
using platform::Request;
using platform::Response;
using testing::HasSubstr;
using testing::StartsWith;

struct IdentityRoutesTest : auth::AuthWorld {
  platform::Router router;
  SessionLookup lookup{sessions};
  auth::MailTestParts mail{database, passwords, sessions, clock, random};
  auth::SecondFactorService second_factor{database, mail.proofs, random};
  auth::MemberService members{database};
  auth::GrantService grants{database, random};
  auth::InvitationService invitations{database, clock, random, mailing};
  std::string cookie;

  IdentityRoutesTest() {
    add_contract_routes(router);
    add_currency_routes(router);
    add_auth_routes(router, AuthParts{EntranceParts{database, identity, sessions, devices, limits, mailing,
                                                    edge::CookieScheme::Loopback},
                                      mail.email, second_factor});
    add_me_routes(router, MeParts{database, identity});
    add_household_routes(router, HouseholdParts{database, households});
    add_member_routes(router, SharingParts{database, members, grants, invitations});
  }

  static Request request(Method method, std::string path, std::string body = "") {
    Request made;
    made.method = method;
    made.path = std::move(path);
    made.body = std::move(body);
    made.caller = stranger();
    return made;
  }
  // As the edge does: the session of the cookie, the handler, errors as problems.
  Response send(Request made) {
    if (!cookie.empty()) {
      made.headers.add("cookie", cookie);
      if (auto caller = run(lookup.resolve(cookie.substr(cookie.find('=') + 1)))) {
        made.caller = std::move(*caller);
        made.caller.trace_id = stranger().trace_id;
      }
    }
    const auto match = router.match(made);
    EXPECT_NE(match.route, nullptr) << made.path;
    if (match.route->options.access == platform::Access::Session && made.caller.kind != CallerKind::Person)
      return refused();
    auto response = run(match.route->handler(made));
    if (!response) return edge::problem_response(response.error(), made.caller.trace_id);
    if (const auto set = response->header("set-cookie")) cookie = std::string(set->substr(0, set->find(';')));
    return std::move(*response);
  }
  static Response refused() {
    Response response;
    response.status = 401;
    return response;
  }
  Response send(Method method, std::string path, std::string body = "") {
    return send(request(method, std::move(path), std::move(body)));
  }
  Response sign_up_ada() {
    return send(
        Method::Post, "/v1/auth/sign-up",
        R"({"email":"Ada@Example.org","password":"correct horse battery staple","name":"Ada Byron","currency":"GBP"})");
  }
  static std::string text_of(const Response& response, std::string_view key) {
    auto document = platform::JsonDocument::parse(response.body);
    EXPECT_TRUE(document) << response.body;
    return document->object().required(key).text({.max = 1000});
  }
};

TEST_F(IdentityRoutesTest, SigningUpAnswersWithThePersonAndTheCookie) {
  const auto response = sign_up_ada();
  ASSERT_EQ(response.status, 201) << response.body;
  EXPECT_EQ(text_of(response, "email"), "ada@example.org");
  EXPECT_THAT(
      response.body,
      HasSubstr(
          R"("name":"Ada Byron's household","currency":"GBP","role":"owner","sight":"whole","permissions":["view_household")"));
  EXPECT_THAT(response.body, Not(HasSubstr("battery")));
  ASSERT_TRUE(response.header("set-cookie"));
  EXPECT_THAT(std::string(*response.header("set-cookie")), StartsWith("coffer_session="));
  EXPECT_THAT(std::string(*response.header("set-cookie")), HasSubstr("; HttpOnly; SameSite=Lax"));
  EXPECT_EQ(stored("SELECT method FROM auth.login_history"), "sign_up");
  const auto me = send(Method::Get, "/v1/me");
  EXPECT_EQ(me.status, 200);
  EXPECT_EQ(me.body, response.body);
  EXPECT_EQ(me.header("etag"), response.header("etag"));
}

TEST_F(IdentityRoutesTest, ATakenAddressLeavesNothingBehind) {
  ASSERT_EQ(sign_up_ada().status, 201);
  const auto again = sign_up_ada();
  EXPECT_EQ(again.status, 409);
  EXPECT_THAT(again.body, HasSubstr("urn:coffer:problem:auth:email-taken"));
  EXPECT_EQ(stored("SELECT count(*) FROM auth.users"), "1");
  EXPECT_EQ(stored("SELECT count(*) FROM auth.sessions"), "1");
}

TEST_F(IdentityRoutesTest, EveryFaultOfASignUpIsNamed) {
  const auto short_one =
      send(Method::Post, "/v1/auth/sign-up", R"({"email":"ada","password":"too short","name":"Ada"})");
  EXPECT_EQ(short_one.status, 422);
  EXPECT_THAT(short_one.body, HasSubstr(R"("pointer":"/email")"));
  EXPECT_THAT(short_one.body, HasSubstr(R"("pointer":"/password")"));
  const auto strange =
      send(Method::Post, "/v1/auth/sign-up",
           R"({"email":"ada@example.org","password":"correct horse battery staple","name":"Ada","role":"owner"})");
  EXPECT_EQ(strange.status, 422);
  EXPECT_THAT(strange.body, HasSubstr(R"("pointer":"/role")"));
  EXPECT_EQ(stored("SELECT count(*) FROM auth.users"), "0");
}

TEST_F(IdentityRoutesTest, SigningInAndOut) {
  sign_up_ada();
  cookie.clear();
  EXPECT_EQ(send(Method::Get, "/v1/me").status, 401);
  const auto in = send(Method::Post, "/v1/auth/sign-in",
                       R"({"email":"ADA@example.org","password":"correct horse battery staple"})");
  ASSERT_EQ(in.status, 200) << in.body;
  EXPECT_EQ(text_of(in, "name"), "Ada Byron");
  const auto session = cookie;
  EXPECT_EQ(send(Method::Get, "/v1/me").status, 200);
  const auto out = send(Method::Post, "/v1/auth/sign-out");
  EXPECT_EQ(out.status, 204);
  EXPECT_EQ(cookie, "coffer_session=");
  cookie = session;
  EXPECT_EQ(send(Method::Get, "/v1/me").status, 401);
  EXPECT_EQ(send(Method::Post, "/v1/auth/sign-out").status, 204);
}

TEST_F(IdentityRoutesTest, UnknownAndKnownAnswerInTheSameBytes) {
  sign_up_ada();
  cookie.clear();
  const auto known =
      send(Method::Post, "/v1/auth/sign-in", R"({"email":"ada@example.org","password":"not the right password"})");
  const auto unknown =
      send(Method::Post, "/v1/auth/sign-in", R"({"email":"eve@example.org","password":"not the right password"})");
  EXPECT_EQ(known.status, 401);
  EXPECT_EQ(known.status, unknown.status);
  EXPECT_EQ(known.body, unknown.body);
  EXPECT_EQ(known.headers, unknown.headers);
}

TEST_F(IdentityRoutesTest, AChangeNeedsTheVersionItWasBasedOn) {
  sign_up_ada();
  const auto before = send(Method::Get, "/v1/me");
  auto change = request(Method::Patch, "/v1/me", R"({"theme":"dark"})");
  change.headers.add("if-match", *before.header("etag"));
  const auto changed = send(change);
  ASSERT_EQ(changed.status, 200) << changed.body;
  EXPECT_EQ(text_of(changed, "theme"), "dark");
  EXPECT_NE(changed.header("etag"), before.header("etag"));
  EXPECT_EQ(send(change).status, 412);
  auto unchanged = request(Method::Get, "/v1/me");
  unchanged.headers.add("if-none-match", *changed.header("etag"));
  EXPECT_EQ(send(unchanged).status, 304);
  EXPECT_EQ(send(Method::Patch, "/v1/me", R"({})").status, 422);
  EXPECT_EQ(send(Method::Patch, "/v1/me", R"({"name":null})").status, 422);
  EXPECT_EQ(send(Method::Patch, "/v1/me", R"({"email":"eve@example.org"})").status, 422);
}

TEST_F(IdentityRoutesTest, AHouseholdIsCreatedOncePerKey) {
  sign_up_ada();
  stored("UPDATE auth.users SET email_verified_at = now() RETURNING 1");
  auto create = request(Method::Post, "/v1/households", R"({"name":"Byron family","currency":"CHF"})");
  create.headers.add("idempotency-key", "one");
  const auto first = send(create);
  ASSERT_EQ(first.status, 201) << first.body;
  const auto replay = send(create);
  EXPECT_EQ(replay.status, 201);
  EXPECT_EQ(replay.body, first.body);
  EXPECT_EQ(replay.header("idempotent-replayed"), "true");
  EXPECT_EQ(stored("SELECT count(*) FROM auth.households"), "2");
  EXPECT_EQ(first.header("location"), "/v1/households/" + text_of(first, "id"));

  const auto read = send(Method::Get, std::string(*first.header("location")));
  EXPECT_EQ(read.status, 200);
  EXPECT_EQ(read.body, first.body);
  const auto renamed = send(Method::Patch, std::string(*first.header("location")), R"({"name":"Lovelace family"})");
  EXPECT_EQ(text_of(renamed, "name"), "Lovelace family");
  const auto members = send(Method::Get, std::string(*first.header("location")) + "/members");
  EXPECT_EQ(members.status, 200);
  EXPECT_THAT(members.body, HasSubstr(R"("email":"ada@example.org","role":"owner")"));
  const auto list = send(Method::Get, "/v1/households");
  EXPECT_THAT(list.body, HasSubstr("Lovelace family"));
  EXPECT_THAT(list.body, HasSubstr(R"("next_cursor":null)"));
}

TEST_F(IdentityRoutesTest, AnotherHouseholdAnswersAsAMissingOne) {
  sign_up_ada();
  const auto id = stored("SELECT id FROM auth.households");
  cookie.clear();
  send(Method::Post, "/v1/auth/sign-up",
       R"({"email":"eve@example.org","password":"correct horse battery staple","name":"Eve"})");
  const auto foreign = send(Method::Get, "/v1/households/" + id);
  const auto missing = send(Method::Get, "/v1/households/0190a8f4-5b7e-7c3a-9f10-3c5d8e2a1b02");
  EXPECT_EQ(foreign.status, 404);
  EXPECT_EQ(foreign.body, missing.body);
  EXPECT_EQ(send(Method::Patch, "/v1/households/" + id, R"({"name":"Mine"})").status, 404);
  EXPECT_EQ(send(Method::Get, "/v1/households/" + id + "/members").status, 404);
  EXPECT_EQ(send(Method::Get, "/v1/households/not-an-id").status, 404);
}

TEST_F(IdentityRoutesTest, CurrenciesAndTheContractAreThere) {
  sign_up_ada();
  const auto currencies = send(Method::Get, "/v1/currencies");
  EXPECT_THAT(currencies.body, HasSubstr(R"({"code":"JPY","name":"Japanese yen","minor_digits":0})"));
  const auto contract = send(Method::Get, "/v1/openapi.json");
  EXPECT_EQ(contract.status, 200);
  EXPECT_EQ(text_of(contract, "openapi"), "3.1.0");
}

}  // namespace
}  // namespace coffer::api::rest
