// Personal API keys: shown once, bounded to their scopes and their time, ended at once.
#include "api/edge/bearer.hpp"
#include "api/rest/auth_routes_world.hpp"
#include "auth/permissions/permissions.hpp"
#include "testkit/builders.hpp"

namespace coffer::api::rest {
namespace {

using platform::Method;
using platform::Response;
using testing::HasSubstr;

struct ApiKeyRoutesTest : AuthRoutesWorld {
  Client person;
  Client program{
      .user_agent = "spreadsheet/1.0", .network_address = "198.51.100.4", .cookies = {}, .bearer = {}, .headers = {}};

  void SetUp() override { ASSERT_EQ(sign_up(person).status, 201); }
  static std::string body_of(const std::string& scopes, const std::string& expires_at) {
    return R"({"name":"Spreadsheet","scopes":)" + scopes + R"(,"expires_at":")" + expires_at + R"("})";
  }
  std::string moment(const std::string& from_now) {
    return stored("SELECT to_char((now() + $1::interval) AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS\"Z\"')",
                  {from_now});
  }
  Response create(const std::string& scopes = R"(["view_finances"])") {
    return send(person, Method::Post, "/v1/me/api-keys", body_of(scopes, moment("30 days")));
  }
  Caller caller_of(const std::string& token) {
    auto caller = run(lookup.resolve_bearer(token));
    EXPECT_TRUE(caller);
    return *caller;
  }
};

TEST_F(ApiKeyRoutesTest, ItIsShownOnceAndStoredAsAHash) {
  const auto created = create();
  ASSERT_EQ(created.status, 201) << created.body;
  const auto token = text_of(created, "token");
  EXPECT_EQ(token.size(), 47U);
  EXPECT_EQ(token.substr(0, 12), text_of(created, "beginning"));
  const auto listed = send(person, Method::Get, "/v1/me/api-keys");
  EXPECT_THAT(listed.body, HasSubstr(R"("name":"Spreadsheet")"));
  EXPECT_THAT(listed.body, HasSubstr(R"("scopes":["view_finances"])"));
  EXPECT_THAT(listed.body, HasSubstr(R"("last_used_at":null)"));
  EXPECT_THAT(listed.body, Not(HasSubstr(token)));
  EXPECT_EQ(stored("SELECT count(*) FROM auth.api_keys WHERE token_hash = sha256($1::text::bytea)", {token}), "1");
  EXPECT_EQ(
      stored("SELECT count(*) FROM auth.api_keys k, audit.audit_log a WHERE strpos(concat(k::text, a::text), $1) > 0",
             {token}),
      "0");
  EXPECT_EQ(stored("SELECT after->>'scopes' FROM audit.audit_log WHERE action = 'auth.api_key.create'"),
            R"(["view_finances"])");
}

TEST_F(ApiKeyRoutesTest, ItIsMadeByAPersonWhoProvedLatelyWhoTheyAre) {
  stored("UPDATE auth.sessions SET proved_at = now() - interval '601 seconds' RETURNING 1");
  const auto refused = create();
  EXPECT_EQ(refused.status, 403);
  EXPECT_THAT(refused.body, HasSubstr("step-up-required"));
  EXPECT_EQ(stored("SELECT count(*) FROM auth.api_keys"), "0");
}

TEST_F(ApiKeyRoutesTest, ItOpensWhatItsScopesAllowAndItsUseIsNoted) {
  const auto caller = caller_of(text_of(create(), "token"));
  EXPECT_EQ(caller.credential, Credential::ApiKey);
  EXPECT_TRUE(caller.session.is_nil());
  EXPECT_TRUE(auth::require(caller, auth::Permission::ViewFinances));
  const auto refused = auth::require(caller, auth::Permission::EditTransactions);
  ASSERT_FALSE(refused) << "its person may, and the key may not";
  EXPECT_EQ(refused.error().kind, ErrorKind::Forbidden);
  EXPECT_EQ(refused.error().problem, auth::problems::out_of_scope);
  auto whole = caller;
  whole.scope = UINT32_MAX;
  EXPECT_TRUE(auth::require(whole, auth::Permission::EditTransactions));
  EXPECT_EQ(stored("SELECT last_used_at IS NOT NULL FROM auth.api_keys"), "t");
}

TEST_F(ApiKeyRoutesTest, AScopeGivesNothingThatTheRoleDoesNot) {
  const auto token = text_of(create(R"(["edit_transactions","view_finances"])"), "token");
  testkit::give_role(administrator, "viewer");
  const auto caller = caller_of(token);
  EXPECT_TRUE(auth::require(caller, auth::Permission::ViewFinances));
  EXPECT_FALSE(auth::require(caller, auth::Permission::EditTransactions));
}

TEST_F(ApiKeyRoutesTest, EveryPermissionIsAScope) {
  std::string all = "[";
  for (const auto name : auth::permission_names()) all += (all.size() > 1 ? ",\"" : "\"") + std::string(name) + "\"";
  const auto caller = caller_of(text_of(create(all + "]"), "token"));
  for (std::size_t i = 0; i < auth::permission_names().size(); ++i) {
    EXPECT_TRUE(auth::require(caller, static_cast<auth::Permission>(i))) << auth::permission_names()[i];
  }
}

TEST_F(ApiKeyRoutesTest, EveryFaultIsNamed) {
  const auto faulty = send(person, Method::Post, "/v1/me/api-keys",
                           body_of(R"(["view_finances","rule_the_world"])", moment("400 days")));
  EXPECT_EQ(faulty.status, 422);
  EXPECT_THAT(faulty.body, HasSubstr(R"("pointer":"/scopes/1")"));
  EXPECT_THAT(faulty.body, HasSubstr(R"("pointer":"/expires_at")"));
  EXPECT_EQ(send(person, Method::Post, "/v1/me/api-keys", body_of("[]", moment("1 day"))).status, 422);
  EXPECT_EQ(send(person, Method::Post, "/v1/me/api-keys", body_of(R"(["import"])", moment("-1 day"))).status, 422);
  EXPECT_EQ(stored("SELECT count(*) FROM auth.api_keys"), "0");
}

TEST_F(ApiKeyRoutesTest, ItEndsByItsTimeByRevocationAndWithItsPerson) {
  const auto created = create();
  program.bearer = text_of(created, "token");
  EXPECT_EQ(send(program, Method::Get, "/v1/me").status, 200);
  stored("UPDATE auth.api_keys SET expires_at = now() - interval '1 s' RETURNING 1");
  EXPECT_EQ(send(program, Method::Get, "/v1/me").status, 401);
  stored("UPDATE auth.api_keys SET expires_at = now() + interval '1 d' RETURNING 1");
  stored("UPDATE auth.users SET disabled_at = now() RETURNING 1");
  EXPECT_EQ(send(program, Method::Get, "/v1/me").status, 401);
  stored("UPDATE auth.users SET disabled_at = NULL RETURNING 1");
  EXPECT_EQ(send(program, Method::Get, "/v1/me").status, 200);
  EXPECT_EQ(send(person, Method::Delete, "/v1/me/api-keys/" + text_of(created, "id")).status, 204);
  EXPECT_EQ(send(program, Method::Get, "/v1/me").status, 401);
  EXPECT_EQ(send(person, Method::Delete, "/v1/me/api-keys/" + text_of(created, "id")).status, 404);
  EXPECT_EQ(stored("SELECT count(*) FROM audit.audit_log WHERE action = 'auth.api_key.revoke'"), "1");
}

TEST_F(ApiKeyRoutesTest, AnotherPersonNeitherSeesNorRevokesIt) {
  const auto id = text_of(create(), "id");
  Client eve;
  ASSERT_EQ(sign_up(eve, "eve@example.org").status, 201);
  EXPECT_TRUE(items_of(send(eve, Method::Get, "/v1/me/api-keys")).empty());
  EXPECT_EQ(send(eve, Method::Delete, "/v1/me/api-keys/" + id).status, 404);
  EXPECT_EQ(stored("SELECT revoked_at IS NULL FROM auth.api_keys"), "t");
}

TEST_F(ApiKeyRoutesTest, FiftyAreEnough) {
  for (int i = 0; i < 50; ++i) ASSERT_EQ(create().status, 201);
  EXPECT_EQ(create().status, 409);
  stored(
      "UPDATE auth.api_keys SET expires_at = now() - interval '1 s' WHERE id = (SELECT min(id::text)::uuid FROM "
      "auth.api_keys) RETURNING 1");
  EXPECT_EQ(create().status, 201);
}

TEST_F(ApiKeyRoutesTest, ItReachesNothingOfItsPersonsOwnAccount) {
  int closed = 0;
  for (const auto& route : router.routes()) {
    const bool open = edge::is_open_to_api_keys(*route);
    if (open) {
      EXPECT_TRUE(route->operation_id == "get_me" || route->operation_id == "get_key_set") << route->operation_id;
    } else {
      ++closed;
    }
  }
  EXPECT_GE(closed, 10);
}

}  // namespace
}  // namespace coffer::api::rest
