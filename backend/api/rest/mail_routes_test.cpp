// The flows by mail, through the router: what strangers learn, and what a signed-in person sees.
#include "api/rest/auth_routes_world.hpp"
#include "api/rest/deletion_routes.hpp"
#include "api/rest/email_routes.hpp"
#include "api/rest/profile_routes.hpp"
#include "api/rest/recovery_routes.hpp"
#include "platform/log/log.hpp"

namespace coffer::api::rest {
namespace {

using platform::Method;
using platform::Response;
using testing::HasSubstr;
using testing::Not;

struct MailRoutesTest : AuthRoutesWorld {
  platform::LogCapture log;
  auth::DeletionService deletions{database, mail.step_up, mail.mailing};
  auth::ProfileService profiles{database};
  Client ada;

  MailRoutesTest() {
    add_email_routes(router, EmailParts{database, mail.email});
    add_recovery_routes(router, RecoveryParts{database, mail.recovery});
    add_deletion_routes(router, DeletionParts{database, deletions});
    add_profile_routes(router, ProfileParts{database, profiles});
    EXPECT_EQ(sign_up(ada).status, 201);
  }
  std::string last_token() { return auth::MailTestParts::token_in(mail.mails(administrator).back()); }
  Response forget(const std::string& email) {
    Client stranger;
    return send(stranger, Method::Post, "/v1/auth/password/forgot", R"({"email":")" + email + R"("})");
  }
  static std::string describe(const Response& response) {
    std::string text = std::to_string(response.status) + " " + std::string(response.content_type) + " " + response.body;
    for (const auto& [name, value] : response.headers) text += "\n" + std::string(name) + ": " + value;
    return text;
  }
};

TEST_F(MailRoutesTest, sign_up_sends_the_link_that_proves_the_address) {
  EXPECT_THAT(send(ada, Method::Get, "/v1/me/email").body,
              HasSubstr(R"({"email":"ada@example.org","verified_at":null,"change":null})"));
  Client stranger;
  const auto body = R"({"token":")" + last_token() + R"("})";
  EXPECT_EQ(send(stranger, Method::Post, "/v1/auth/email/verify", body).status, 204);
  EXPECT_THAT(send(ada, Method::Get, "/v1/me/email").body, Not(HasSubstr(R"("verified_at":null)")));
  EXPECT_EQ(send(stranger, Method::Post, "/v1/auth/email/verify", body).status, 422);
  EXPECT_EQ(send(ada, Method::Post, "/v1/me/email/verification").status, 409);
}

TEST_F(MailRoutesTest, known_and_unknown_addresses_answer_alike_to_the_last_byte) {
  for (int i = 0; i < 6; ++i) {
    const auto known = describe(forget("ada@example.org"));
    const auto unknown = describe(forget("eve@example.org"));
    EXPECT_EQ(known, unknown);
    EXPECT_EQ(known.substr(0, 3), i < 5 ? "202" : "429");
  }
}

TEST_F(MailRoutesTest, an_address_changes_by_the_links_to_both) {
  ASSERT_EQ(send(ada, Method::Post, "/v1/me/email/change", R"({"email":"new@example.org"})").status, 202);
  EXPECT_THAT(send(ada, Method::Get, "/v1/me/email").body, HasSubstr(R"("email":"new@example.org","expires_at")"));
  Client stranger;
  const auto confirmed =
      send(stranger, Method::Post, "/v1/auth/email/confirm", R"({"token":")" + last_token() + R"("})");
  EXPECT_EQ(confirmed.body, R"({"changed":true})");
  EXPECT_EQ(send(ada, Method::Delete, "/v1/me/email/change").status, 409);
  EXPECT_EQ(text_of(send(ada, Method::Get, "/v1/me"), "email"), "new@example.org");
}

TEST_F(MailRoutesTest, signing_out_everywhere_ends_every_session) {
  Client phone;
  ASSERT_EQ(sign_in(phone).status, 200);
  ASSERT_EQ(send(phone, Method::Get, "/v1/me").status, 200);
  EXPECT_EQ(send(ada, Method::Post, "/v1/auth/sign-out/all").status, 204);
  EXPECT_EQ(ada.cookies.count("coffer_session"), 0U);
  EXPECT_EQ(send(phone, Method::Get, "/v1/me").status, 401);
  EXPECT_EQ(stored("SELECT count(*) FROM auth.sessions WHERE revoked_at IS NULL"), "0");
}

TEST_F(MailRoutesTest, a_deletion_is_asked_for_seen_and_cancelled) {
  EXPECT_EQ(send(ada, Method::Get, "/v1/me/deletion").status, 404);
  EXPECT_EQ(send(ada, Method::Post, "/v1/me/deletion").status, 202);
  EXPECT_THAT(send(ada, Method::Get, "/v1/me/deletion").body, HasSubstr("due_at"));
  EXPECT_EQ(send(ada, Method::Post, "/v1/me/deletion").status, 409);
  EXPECT_EQ(send(ada, Method::Delete, "/v1/me/deletion").status, 204);
  EXPECT_EQ(send(ada, Method::Delete, "/v1/me/deletion").status, 404);
}

TEST_F(MailRoutesTest, a_profile_is_read_and_changed) {
  const auto picture = platform::to_base64url(platform::as_bytes("\xFF\xD8\xFF picture"));
  const auto changed = send(ada, Method::Patch, "/v1/me/profile",
                            R"({"name":"Ada","base_currency":"CHF","avatar":")" + picture + R"("})");
  ASSERT_EQ(changed.status, 200) << changed.body;
  EXPECT_THAT(send(ada, Method::Get, "/v1/me/profile").body,
              HasSubstr(R"("base_currency":"CHF","avatar":{"media_type":"image/jpeg","data":")" + picture));
  EXPECT_THAT(send(ada, Method::Patch, "/v1/me/profile", R"({"avatar":null})").body, HasSubstr(R"("avatar":null)"));
  EXPECT_EQ(send(ada, Method::Patch, "/v1/me/profile", R"({"name":null})").status, 422);
  EXPECT_EQ(send(ada, Method::Patch, "/v1/me/profile", R"({"avatar":"PHN2Zz4"})").status, 422);
}

TEST_F(MailRoutesTest, strangers_reach_nothing_of_it) {
  Client stranger;
  for (const std::string path : {"/v1/me/email", "/v1/me/deletion", "/v1/me/profile"})
    EXPECT_EQ(send(stranger, Method::Get, path).status, 401) << path;
  EXPECT_EQ(send(stranger, Method::Post, "/v1/auth/sign-out/all").status, 401);
}

}  // namespace
}  // namespace coffer::api::rest
