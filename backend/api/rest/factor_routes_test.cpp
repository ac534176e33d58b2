// Second factors, the second step of signing in, step-up and the change of the password, through the router.
#include <gmock/gmock.h>

#include <string>

#include "api/edge/problem_table.hpp"
#include "api/rest/auth_routes.hpp"
#include "api/rest/factor_parts.hpp"
#include "api/rest/me_routes.hpp"
#include "api/rest/session_lookup.hpp"
#include "auth/factors/factor_test_world.hpp"
#include "auth/mail/mail_test_parts.hpp"

namespace coffer::api::rest {
namespace {

using platform::Method;
using platform::Request;
using platform::Response;
using testing::HasSubstr;

struct FactorRoutesTest : auth::FactorWorld {
  platform::Router router;
  SessionLookup lookup{CredentialServices{sessions}};
  auth::MailTestParts mail{database, passwords, sessions, clock, random};
  std::string cookie;

  FactorRoutesTest() {
    const EntranceParts entrance{database, identity, sessions, devices, limits, mailing, edge::CookieScheme::Loopback};
    add_auth_routes(router, AuthParts{entrance, mail.email, second_factor});
    const FactorParts parts{entrance, factors, second_factor, step_up, password_changes, passkeys};
    add_factor_routes(router, parts);
    add_proof_routes(router, parts);
    add_me_routes(router, MeParts{database, identity});
  }
  Response send(Method method, std::string path, std::string body = "") {
    Request made;
    made.method = method;
    made.path = std::move(path);
    made.body = std::move(body);
    made.caller = stranger();
    if (!cookie.empty()) {
      if (auto caller = run(lookup.resolve(cookie.substr(cookie.find('=') + 1)))) {
        made.caller = std::move(*caller);
        made.caller.trace_id = stranger().trace_id;
      }
    }
    const auto match = router.match(made);
    EXPECT_NE(match.route, nullptr) << made.path;
    Response refused;
    refused.status = 401;
    if (match.route->options.access == platform::Access::Session && made.caller.kind != CallerKind::Person)
      return refused;
    auto response = run(match.route->handler(made));
    if (!response) return edge::problem_response(response.error(), made.caller.trace_id);
    if (const auto set = response->header("set-cookie")) cookie = std::string(set->substr(0, set->find(';')));
    return std::move(*response);
  }
  Response post(std::string path, std::string body = "") {
    return send(Method::Post, std::move(path), std::move(body));
  }
  Response sign_in() {
    return post("/v1/auth/sign-in", R"({"email":"ada@example.org","password":"correct horse battery staple"})");
  }
  static std::string text_of(const Response& response, std::string_view key) {
    auto document = platform::JsonDocument::parse(response.body);
    EXPECT_TRUE(document) << response.body;
    return document->object().required(key).text({.max = 1000});
  }
  // Set up through the API; the code that confirmed it is used.
  platform::Bytes set_up_codes() {
    EXPECT_EQ(sign_in().status, 200);
    const auto begun = post("/v1/me/mfa/totp");
    EXPECT_EQ(begun.status, 201) << begun.body;
    EXPECT_EQ(begun.header("cache-control"), "no-store");
    auto seed = auth::decode_base32(text_of(begun, "secret"));
    const auto confirmed = post("/v1/me/mfa/totp/confirm", R"({"code":")" + code_at(seed) + R"("})");
    EXPECT_EQ(confirmed.status, 200) << confirmed.body;
    EXPECT_EQ(confirmed.header("cache-control"), "no-store");
    next_step();
    return seed;
  }
};

TEST_F(FactorRoutesTest, SignInWithASecondFactorTakesTwoSteps) {
  const auto seed = set_up_codes();
  cookie.clear();
  const auto half = sign_in();
  EXPECT_EQ(half.status, 202);
  EXPECT_FALSE(half.header("set-cookie"));
  EXPECT_THAT(half.body, HasSubstr(R"("ways":["totp","recovery_code"])"));
  EXPECT_EQ(send(Method::Get, "/v1/me").status, 401);
  const auto token = text_of(half, "token");
  const auto wrong = post("/v1/auth/mfa/verify", R"({"token":")" + token + R"(","totp":"000000"})");
  EXPECT_EQ(wrong.status, 401);
  EXPECT_THAT(wrong.body, HasSubstr("auth:wrong-proof"));
  const auto whole = post("/v1/auth/mfa/verify", R"({"token":")" + token + R"(","totp":")" + code_at(seed) + R"("})");
  ASSERT_EQ(whole.status, 200) << whole.body;
  EXPECT_EQ(text_of(whole, "email"), "ada@example.org");
  EXPECT_EQ(send(Method::Get, "/v1/me").status, 200);
  EXPECT_EQ(stored("SELECT method FROM auth.login_history WHERE outcome = 'succeeded' ORDER BY id DESC LIMIT 1"),
            "totp");
  // Signed in by a factor, so what is sensitive is open.
  EXPECT_THAT(send(Method::Get, "/v1/auth/step-up").body, HasSubstr(R"("proof":"totp")"));
  EXPECT_EQ(post("/v1/me/mfa/recovery-codes").status, 201);
}

TEST_F(FactorRoutesTest, TheRightPasswordBuysNoMoreGuessesOfTheSecondFactor) {
  set_up_codes();
  cookie.clear();
  int guessed = 0;
  Response last;
  // Each time the password again, which gives five attempts at the code; until all of it has to wait.
  while (guessed < 50) {
    const auto half = sign_in();
    if (half.status != 202) {
      last = half;
      break;
    }
    last = post("/v1/auth/mfa/verify", R"({"token":")" + text_of(half, "token") + R"(","totp":"000000"})");
    if (last.status != 401) break;
    ++guessed;
  }
  EXPECT_EQ(last.status, 429);
  EXPECT_LE(guessed, 5);
  EXPECT_TRUE(last.header("retry-after"));
}

TEST_F(FactorRoutesTest, TheSecondFactorForgivesTheAttemptsBefore) {
  const auto seed = set_up_codes();
  cookie.clear();
  post("/v1/auth/sign-in", R"({"email":"ada@example.org","password":"not the right password"})");
  const auto token = text_of(sign_in(), "token");
  EXPECT_NE(stored("SELECT failures FROM auth.sign_in_limits WHERE kind = 'account'"), "0");
  ASSERT_EQ(post("/v1/auth/mfa/verify", R"({"token":")" + token + R"(","totp":")" + code_at(seed) + R"("})").status,
            200);
  EXPECT_EQ(stored("SELECT count(*) FROM auth.sign_in_limits WHERE kind = 'account' AND failures > 0"), "0");
}

TEST_F(FactorRoutesTest, ASecondFactorOnANewDeviceIsAnnouncedAndTheDeviceKnownFromThenOn) {
  const auto seed = set_up_codes();
  cookie.clear();
  const auto mails = [&] { return std::stoi(stored("SELECT count(*) FROM jobs.queue WHERE name = 'mail.send'")); };
  const int before = mails();
  const auto token = text_of(sign_in(), "token");
  EXPECT_EQ(mails(), before) << "nobody has signed in yet";
  ASSERT_EQ(post("/v1/auth/mfa/verify", R"({"token":")" + token + R"(","totp":")" + code_at(seed) + R"("})").status,
            200);
  EXPECT_EQ(mails(), before + 1);
  EXPECT_EQ(stored("SELECT failures FROM auth.sign_in_limits WHERE kind = 'address'"), "0");
}

TEST_F(FactorRoutesTest, AWrongPasswordAnswersAlikeWithAndWithoutASecondFactor) {
  const auto attempt = [&] {
    return post("/v1/auth/sign-in", R"({"email":"ada@example.org","password":"not the right password"})");
  };
  const auto before = attempt();
  set_up_codes();
  const auto after = attempt();
  EXPECT_EQ(before.status, 401);
  EXPECT_EQ(after.status, 401);
  EXPECT_EQ(before.body, after.body);
}

TEST_F(FactorRoutesTest, ASignInThatIsOverAndOneThatNeverWasAnswerAlike) {
  const auto seed = set_up_codes();
  cookie.clear();
  const auto token = text_of(sign_in(), "token");
  stored("UPDATE auth.pending_sign_ins SET expires_at = now() RETURNING 1");
  const auto body = [&](const std::string& given) {
    return R"({"token":")" + given + R"(","totp":")" + code_at(seed) + R"("})";
  };
  const auto over = post("/v1/auth/mfa/verify", body(token));
  const auto never = post("/v1/auth/mfa/verify", body(std::string(43, 'A')));
  EXPECT_EQ(over.status, 401);
  EXPECT_EQ(over.body, never.body);
}

TEST_F(FactorRoutesTest, EveryRouteThatIsSensitiveWantsStepUpAndWorksAfterIt) {
  const auto seed = set_up_codes();
  struct Case {
    Method method;
    std::string path;
    std::string body;
    int status;
  };
  const std::vector<Case> cases{
      {Method::Post, "/v1/me/mfa/totp", "", 409},
      {Method::Post, "/v1/me/mfa/totp/confirm", R"({"code":"000000"})", 404},
      {Method::Post, "/v1/me/mfa/recovery-codes", "", 201},
      {Method::Post, "/v1/auth/password/change",
       R"({"current_password":"correct horse battery staple","new_password":"vat oxen lumbar quay"})", 204},
      {Method::Delete, "/v1/me/mfa/totp", "", 204},
  };
  for (const auto& each : cases) {
    make_proof_old();
    const auto refused = send(each.method, each.path, each.body);
    EXPECT_EQ(refused.status, 403) << each.path;
    EXPECT_THAT(refused.body, HasSubstr("urn:coffer:problem:auth:step-up-required")) << each.path;
    const auto old_cookie = cookie;
    const auto proved = post("/v1/auth/step-up", R"({"totp":")" + code_at(seed) + R"("})");
    ASSERT_EQ(proved.status, 204) << proved.body;
    next_step();
    EXPECT_NE(cookie, old_cookie);
    EXPECT_EQ(send(each.method, each.path, each.body).status, each.status) << each.path;
  }
}

TEST_F(FactorRoutesTest, ExactlyOneProofIsOffered) {
  set_up_codes();
  EXPECT_EQ(post("/v1/auth/step-up", "{}").status, 422);
  EXPECT_EQ(post("/v1/auth/step-up", R"({"totp":"123456","password":"correct horse battery staple"})").status, 422);
  EXPECT_EQ(post("/v1/auth/step-up", R"({"totp":"12345"})").status, 422);
}

TEST_F(FactorRoutesTest, WhatIsShownOnceIsNotKeptForAReplay) {
  set_up_codes();
  EXPECT_EQ(stored("SELECT count(*) FROM jobs.idempotency_keys"), "0");
}

}  // namespace
}  // namespace coffer::api::rest
