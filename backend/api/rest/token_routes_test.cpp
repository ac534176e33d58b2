// Tokens of programs: exchanged for a session, replaced once, ended by the theft that a second use shows.
#include <thread>

#include "api/rest/auth_routes_world.hpp"
#include "platform/async/task_group.hpp"
#include "testkit/repository.hpp"

namespace coffer::api::rest {
namespace {

using platform::Method;
using platform::Response;
using testing::HasSubstr;

struct TokenRoutesTest : AuthRoutesWorld {
  Client program{
      .user_agent = "coffer-sync/1.0", .network_address = "192.0.2.7", .cookies = {}, .bearer = {}, .headers = {}};
  std::string refresh_token;

  void SetUp() override {
    ASSERT_EQ(sign_up(program).status, 201);
    const auto first = send(program, Method::Post, "/v1/auth/tokens");
    ASSERT_EQ(first.status, 200) << first.body;
    program.bearer = text_of(first, "access_token");
    refresh_token = text_of(first, "refresh_token");
  }
  Response refresh(const std::string& token, const std::string& user_agent = "coffer-sync/1.0") {
    Client client{.user_agent = user_agent, .network_address = "192.0.2.7", .cookies = {}, .bearer = {}, .headers = {}};
    return send(client, Method::Post, "/v1/auth/refresh", R"({"refresh_token":")" + token + R"("})");
  }
  int me() { return send(program, Method::Get, "/v1/me").status; }
};

TEST_F(TokenRoutesTest, ASessionIsExchangedOnceAndItsCookieOpensNothing) {
  EXPECT_EQ(me(), 200);
  EXPECT_FALSE(program.cookies.contains("coffer_session"));
  EXPECT_EQ(stored("SELECT kind || (token_hash IS NULL) FROM auth.sessions"), "tokenstrue");
  EXPECT_EQ(send(program, Method::Post, "/v1/auth/tokens").status, 403);
  EXPECT_EQ(stored("SELECT count(*) FROM audit.audit_log WHERE action = 'auth.tokens.start'"), "1");
}

TEST_F(TokenRoutesTest, ABrowserKeepsItsSession) {
  for (const auto* header : {"origin", "sec-fetch-site"}) {
    Client browser;
    ASSERT_EQ(sign_in(browser).status, 200);
    browser.headers[header] = "same-origin";
    const auto refused = send(browser, Method::Post, "/v1/auth/tokens");
    EXPECT_EQ(refused.status, 403) << header;
    EXPECT_THAT(refused.body, HasSubstr("browser-keeps-its-session"));
    EXPECT_EQ(send(browser, Method::Get, "/v1/me").status, 200);
  }
}

TEST_F(TokenRoutesTest, OnlyHashesAreStoredAndThePrivateKeyIsSealed) {
  EXPECT_EQ(
      stored("SELECT count(*) FROM auth.refresh_tokens WHERE token_hash = sha256($1::text::bytea)", {refresh_token}),
      "1");
  EXPECT_EQ(stored("SELECT count(*) FROM auth.refresh_tokens r, jobs.outbox o, audit.audit_log a "
                   "WHERE strpos(concat(r::text, o::text, a::text), $1) > 0",
                   {refresh_token}),
            "0");
  const auto key = run(signing_keys.get_signing_key());
  ASSERT_TRUE(key);
  EXPECT_EQ(stored("SELECT strpos(encode(sealed_private_key, 'hex'), $1) FROM auth.signing_keys",
                   {platform::to_hex(key->seed)}),
            "0");
}

TEST_F(TokenRoutesTest, TheNextPairReplacesTheFormer) {
  const auto next = refresh(refresh_token);
  ASSERT_EQ(next.status, 200) << next.body;
  EXPECT_THAT(next.body, HasSubstr(R"("token_type":"Bearer","expires_in":600)"));
  program.bearer = text_of(next, "access_token");
  EXPECT_EQ(me(), 200);
  EXPECT_EQ(refresh(text_of(next, "refresh_token")).status, 200);
}

TEST_F(TokenRoutesTest, TheSameClientMeetsAConflictForTenSecondsAndGoesOnWithTheNewOne) {
  const auto next = refresh(refresh_token);
  ASSERT_EQ(next.status, 200);
  EXPECT_EQ(refresh(refresh_token).status, 409);
  stored("UPDATE auth.refresh_tokens SET rotated_at = now() - interval '9 s' WHERE rotated_at IS NOT NULL RETURNING 1");
  EXPECT_EQ(refresh(refresh_token).status, 409);
  EXPECT_EQ(me(), 200);
  EXPECT_EQ(refresh(text_of(next, "refresh_token")).status, 200);
}

TEST_F(TokenRoutesTest, AnyLaterUseEndsTheSession) {
  const auto next = refresh(refresh_token);
  ASSERT_EQ(next.status, 200);
  stored(
      "UPDATE auth.refresh_tokens SET rotated_at = now() - interval '11 s' WHERE rotated_at IS NOT NULL RETURNING 1");
  EXPECT_EQ(refresh(refresh_token).status, 401);
  EXPECT_EQ(me(), 401) << "the access token of the session";
  EXPECT_EQ(refresh(text_of(next, "refresh_token")).status, 401) << "the token that nobody stole";
  EXPECT_EQ(stored("SELECT count(*) FROM audit.audit_log WHERE action = 'auth.tokens.reuse'"), "1");
}

TEST_F(TokenRoutesTest, AnotherClientGetsNoConflict) {
  ASSERT_EQ(refresh(refresh_token).status, 200);
  EXPECT_EQ(refresh(refresh_token, "curl/8.5.0").status, 401);
  EXPECT_EQ(me(), 401);
}

TEST_F(TokenRoutesTest, FiftyAtOnceGiveOneSuccess) {
  std::atomic<int> succeeded = 0;
  std::atomic<int> raced = 0;
  std::atomic<int> other = 0;
  platform::LoopGroup many{4};
  platform::Database database_of_many{auth::options_for(storage), many.all(), random};
  auth::SigningKeys keys{database_of_many, clock, random, *master_key};
  auth::TokenService service{database_of_many, clock, random, keys, parties(), auth::SessionSettings{}};
  platform::TaskGroup group;
  const auto one = [&](std::string token) -> platform::Task<> {
    const auto issued = co_await service.refresh(stranger(), std::move(token), "coffer-sync/1.0");
    if (issued) {
      ++succeeded;
    } else if (issued.error().kind == ErrorKind::Conflict) {
      ++raced;
    } else {
      ++other;
    }
    co_return Result<>{};
  };
  for (int i = 0; i < 50; ++i) ASSERT_TRUE(group.spawn(many.next(), one(refresh_token)));
  group.join_blocking();
  EXPECT_EQ(succeeded, 1);
  EXPECT_EQ(raced, 49);
  EXPECT_EQ(other, 0);
  EXPECT_EQ(me(), 200);
  (void)platform::run_to_end(many.at(0), database_of_many.close());
}

TEST_F(TokenRoutesTest, WhatEndsASessionEndsItsTokens) {
  Client browser;
  ASSERT_EQ(sign_in(browser).status, 200);
  EXPECT_EQ(me(), 200);
  EXPECT_EQ(send(browser, Method::Delete, "/v1/me/sessions").status, 204);
  EXPECT_EQ(me(), 401);
  EXPECT_EQ(refresh(refresh_token).status, 401);
}

TEST_F(TokenRoutesTest, SigningOutEndsTheSessionOfTheProgram) {
  EXPECT_EQ(me(), 200);
  EXPECT_EQ(send(program, Method::Post, "/v1/auth/sign-out").status, 204);
  EXPECT_EQ(me(), 401);
  EXPECT_EQ(refresh(refresh_token).status, 401);
  EXPECT_EQ(stored("SELECT count(*) FROM audit.audit_log WHERE action = 'auth.session.end'"), "1");
}

TEST_F(TokenRoutesTest, ADisabledPersonHasNoTokens) {
  stored("UPDATE auth.users SET disabled_at = now() RETURNING 1");
  EXPECT_EQ(me(), 401);
  EXPECT_EQ(refresh(refresh_token).status, 401);
}

TEST_F(TokenRoutesTest, ASessionUnusedForTooLongIsNotRefreshed) {
  stored("UPDATE auth.sessions SET idle_expires_at = now() - interval '1 s' RETURNING 1");
  EXPECT_EQ(refresh(refresh_token).status, 401);
  stored(
      "UPDATE auth.sessions SET idle_expires_at = now() + interval '1 d', expires_at = now() - interval '1 s' "
      "RETURNING 1");
  EXPECT_EQ(refresh(refresh_token).status, 401);
}

TEST_F(TokenRoutesTest, OtherTokensOpenNothing) {
  for (const auto& token :
       {std::string("cofr_") + std::string(43, 'A'), std::string("x"), program.bearer.substr(0, 200)}) {
    EXPECT_EQ(refresh(token).status, 401);
  }
  program.bearer = refresh_token;
  EXPECT_EQ(me(), 401) << "a refresh token is no access token";
}

TEST_F(TokenRoutesTest, AnotherLibraryReadsTheTokensByThePublishedKeys) {
  const auto keys = send(program, Method::Get, "/.well-known/jwks.json");
  ASSERT_EQ(keys.status, 200);
  EXPECT_THAT(keys.body, Not(HasSubstr("\"d\":")));
  const auto said =
      testkit::run_tool("verify_token.py", {keys.body, program.bearer, parties().issuer, parties().audience});
  EXPECT_THAT(said, HasSubstr("valid"));
  EXPECT_THAT(said, HasSubstr(stored("SELECT id FROM auth.users")));
  auto changed = program.bearer;
  changed[changed.rfind('.') - 5] ^= 1;
  EXPECT_THAT(testkit::run_tool("verify_token.py", {keys.body, changed, parties().issuer, parties().audience}),
              HasSubstr("refused"));
}

TEST_F(TokenRoutesTest, KeysTakeTurnsAndOverlap) {
  platform::FixedClock moving(clock.now());
  auth::SigningKeySettings settings;
  settings.remembered = std::chrono::seconds(0);
  auth::SigningKeys keys{database, moving, random, *master_key, settings};
  const auto day = std::int64_t{24} * 3600 * 1'000'000;
  const auto first = run(keys.get_signing_key());
  ASSERT_TRUE(first) << first.error().cause;
  EXPECT_EQ(run(keys.list_keys(""))->size(), 1U);
  moving.advance_micros(29 * day + day / 2);
  EXPECT_EQ(run(keys.get_signing_key())->id, first->id);
  const auto published = *run(keys.list_keys(""));
  ASSERT_EQ(published.size(), 2U) << "the successor is known half a day before it signs";
  moving.advance_micros(day / 2 + 1);
  const auto second = run(keys.get_signing_key());
  EXPECT_EQ(second->id, published[1].id);
  EXPECT_EQ(run(keys.list_keys(""))->size(), 2U) << "tokens of the first may live for ten minutes";
  moving.advance_micros(day / 12);
  EXPECT_EQ(run(keys.list_keys(""))->size(), 1U);
  EXPECT_EQ(stored("SELECT count(*) FROM audit.audit_log WHERE action = 'auth.signing_key.create'"), "2");
}

TEST_F(TokenRoutesTest, ServersThatStartTogetherMakeOneKey) {
  stored("DELETE FROM auth.signing_keys RETURNING 1");
  platform::LoopGroup many{4};
  platform::Database database_of_many{auth::options_for(storage), many.all(), random};
  std::vector<std::unique_ptr<auth::SigningKeys>> servers;
  platform::TaskGroup group;
  const auto start = [](auth::SigningKeys& keys) -> platform::Task<> {
    COFFER_CO_CHECK(co_await keys.get_signing_key());
    co_return Result<>{};
  };
  for (int i = 0; i < 8; ++i) {
    servers.push_back(std::make_unique<auth::SigningKeys>(database_of_many, clock, random, *master_key));
    ASSERT_TRUE(group.spawn(many.next(), start(*servers.back())));
  }
  group.join_blocking();
  EXPECT_EQ(stored("SELECT count(*) FROM auth.signing_keys"), "1");
  (void)platform::run_to_end(many.at(0), database_of_many.close());
}

}  // namespace
}  // namespace coffer::api::rest
