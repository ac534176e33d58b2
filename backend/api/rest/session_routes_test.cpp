// Where a person is signed in, how that is ended, and each attempt to sign in.
#include "api/rest/auth_routes_world.hpp"
#include "platform/mail/mail_queue.hpp"

namespace coffer::api::rest {
namespace {

using platform::Method;
using testing::HasSubstr;

struct SessionRoutesTest : AuthRoutesWorld {
  Client laptop;
  Client phone{.user_agent =
                   "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, "
                   "like Gecko) Version/17.5 Mobile/15E148 Safari/604.1",
               .network_address = "198.51.100.4",
               .cookies = {},
               .bearer = {},
               .headers = {}};

  void SetUp() override {
    ASSERT_EQ(sign_up(laptop).status, 201);
    ASSERT_EQ(sign_in(phone).status, 200);
  }
  int me(Client& client) { return send(client, Method::Get, "/v1/me").status; }
};

TEST_F(SessionRoutesTest, EachIsListedWithItsDeviceAndAddressAndTheOwnIsMarked) {
  const auto items = items_of(send(laptop, Method::Get, "/v1/me/sessions"));
  ASSERT_EQ(items.size(), 2U);
  EXPECT_EQ(items[0].texts.at("device"), "Safari on iPhone");
  EXPECT_EQ(items[0].texts.at("network_address"), "198.51.100.4");
  EXPECT_FALSE(items[0].flags.at("current"));
  EXPECT_EQ(items[1].texts.at("device"), "Firefox on Linux");
  EXPECT_TRUE(items[1].flags.at("current"));
  EXPECT_FALSE(items[1].texts.at("created_at").empty());
  EXPECT_FALSE(items[1].texts.at("last_used_at").empty());
}

TEST_F(SessionRoutesTest, TheListIsPagedAndHoldsWhatIsAliveAlone) {
  const auto first = send(laptop, Method::Get, "/v1/me/sessions", "", "limit", "1");
  ASSERT_EQ(items_of(first).size(), 1U);
  const auto cursor = text_of(first, "next_cursor");
  const auto second = send(laptop, Method::Get, "/v1/me/sessions", "", "cursor", cursor);
  ASSERT_EQ(items_of(second).size(), 1U);
  EXPECT_NE(items_of(first)[0].texts.at("id"), items_of(second)[0].texts.at("id"));
  EXPECT_THAT(second.body, HasSubstr(R"("next_cursor":null)"));
  EXPECT_EQ(send(laptop, Method::Get, "/v1/me/sessions", "", "cursor", "AAAA").status, 422);
  stored(
      "UPDATE auth.sessions SET idle_expires_at = now() - interval '1 s' WHERE network_address = '198.51.100.4' "
      "RETURNING 1");
  EXPECT_EQ(items_of(send(laptop, Method::Get, "/v1/me/sessions")).size(), 1U);
}

TEST_F(SessionRoutesTest, OneIsEndedAndLeavesARecord) {
  const auto id = items_of(send(laptop, Method::Get, "/v1/me/sessions"))[0].texts.at("id");
  EXPECT_EQ(me(phone), 200);
  EXPECT_EQ(send(laptop, Method::Delete, "/v1/me/sessions/" + id).status, 204);
  EXPECT_EQ(me(phone), 401);
  EXPECT_EQ(me(laptop), 200);
  EXPECT_EQ(send(laptop, Method::Delete, "/v1/me/sessions/" + id).status, 404);
  EXPECT_EQ(stored("SELECT count(*) FROM audit.audit_log WHERE action = 'auth.session.end' AND object_id = $1", {id}),
            "1");
}

TEST_F(SessionRoutesTest, AnotherPersonsSessionAnswersAsAMissingOne) {
  Client eve;
  ASSERT_EQ(sign_up(eve, "eve@example.org").status, 201);
  const auto id = items_of(send(laptop, Method::Get, "/v1/me/sessions"))[0].texts.at("id");
  const auto foreign = send(eve, Method::Delete, "/v1/me/sessions/" + id);
  const auto missing = send(eve, Method::Delete, "/v1/me/sessions/0190a8f4-5b7e-7c3a-9f10-3c5d8e2a1b02");
  EXPECT_EQ(foreign.status, 404);
  EXPECT_EQ(foreign.body, missing.body);
  EXPECT_EQ(me(phone), 200);
  EXPECT_EQ(items_of(send(eve, Method::Get, "/v1/me/sessions")).size(), 1U);
}

TEST_F(SessionRoutesTest, AllOthersAreEndedAtOnce) {
  Client tablet;
  ASSERT_EQ(sign_in(tablet).status, 200);
  Client eve;
  ASSERT_EQ(sign_up(eve, "eve@example.org").status, 201);
  EXPECT_EQ(send(laptop, Method::Delete, "/v1/me/sessions").status, 204);
  EXPECT_EQ(me(laptop), 200);
  EXPECT_EQ(me(phone), 401);
  EXPECT_EQ(me(tablet), 401);
  EXPECT_EQ(me(eve), 200);
  EXPECT_EQ(stored("SELECT count(*) FROM audit.audit_log WHERE action = 'auth.session.end'"), "2");
}

TEST_F(SessionRoutesTest, SigningInGivesAnotherSessionAndEndsTheOneOfBefore) {
  Client copy = laptop;
  EXPECT_EQ(me(copy), 200);
  ASSERT_EQ(sign_in(laptop).status, 200);
  EXPECT_NE(laptop.cookies.at("coffer_session"), copy.cookies.at("coffer_session"));
  EXPECT_EQ(me(copy), 401);
  EXPECT_EQ(me(laptop), 200);
  EXPECT_EQ(me(phone), 200) << "the other devices";
  // One that somebody else chose never becomes a session.
  Client planted;
  planted.cookies["coffer_session"] = std::string(43, 'A');
  ASSERT_EQ(sign_in(planted).status, 200);
  EXPECT_NE(planted.cookies.at("coffer_session"), std::string(43, 'A'));
  Client planter;
  planter.cookies["coffer_session"] = std::string(43, 'A');
  EXPECT_EQ(me(planter), 401);
}

TEST_F(SessionRoutesTest, EachAttemptIsInTheHistoryOfThePersonAlone) {
  Client guesser{
      .user_agent = "curl/8.5.0", .network_address = "203.0.113.9", .cookies = {}, .bearer = {}, .headers = {}};
  EXPECT_EQ(sign_in(guesser, "not the right password").status, 401);
  EXPECT_EQ(sign_in(guesser, "not the right password", "nobody@example.org").status, 401);
  const auto items = items_of(send(laptop, Method::Get, "/v1/me/login-history"));
  ASSERT_EQ(items.size(), 3U);
  EXPECT_EQ(items[0].texts.at("outcome"), "wrong_password");
  EXPECT_EQ(items[0].texts.at("device"), "curl");
  EXPECT_EQ(items[0].texts.at("network_address"), "203.0.113.9");
  EXPECT_FALSE(items[0].texts.contains("session"));
  EXPECT_EQ(items[1].texts.at("outcome"), "succeeded");
  EXPECT_EQ(items[1].texts.at("device"), "Safari on iPhone");
  EXPECT_EQ(items[2].texts.at("method"), "sign_up");
  const auto page = send(laptop, Method::Get, "/v1/me/login-history", "", "limit", "2");
  EXPECT_EQ(items_of(page).size(), 2U);
  const auto rest = send(laptop, Method::Get, "/v1/me/login-history", "", "cursor", text_of(page, "next_cursor"));
  EXPECT_EQ(items_of(rest).size(), 1U);
}

TEST_F(SessionRoutesTest, ADeviceIsKnownAgainByItsCookie) {
  EXPECT_EQ(stored("SELECT count(*) FROM auth.devices"), "2");
  const auto token = phone.cookies.at("coffer_device");
  EXPECT_EQ(stored("SELECT count(*) FROM auth.devices WHERE token_hash = sha256($1::text::bytea)", {token}), "1");
  EXPECT_EQ(send(phone, Method::Post, "/v1/auth/sign-out").status, 204);
  EXPECT_EQ(phone.cookies.at("coffer_device"), token) << "a device outlives its session";
  ASSERT_EQ(sign_in(phone).status, 200);
  EXPECT_EQ(stored("SELECT count(*) FROM auth.devices"), "2");
  Client elsewhere;
  ASSERT_EQ(sign_in(elsewhere).status, 200);
  EXPECT_EQ(stored("SELECT count(*) FROM auth.devices"), "3");
  EXPECT_EQ(stored("SELECT count(*) FROM audit.audit_log WHERE action = 'auth.device.add'"), "3");
}

TEST_F(SessionRoutesTest, ANewDeviceIsAnnouncedByMailAndAKnownOneIsNot) {
  const auto mails = [this] {
    return std::ranges::count(mail.mails(administrator), "New sign-in to Coffer", &platform::MailMessage::subject);
  };
  EXPECT_EQ(mails(), 1) << "the phone; not the laptop, on which the account was made";
  EXPECT_EQ(sign_in(phone).status, 200);
  EXPECT_EQ(mails(), 1);
  Client elsewhere;
  EXPECT_EQ(sign_in(elsewhere, "not the right password").status, 401);
  EXPECT_EQ(mails(), 1);
  EXPECT_EQ(sign_in(elsewhere).status, 200);
  EXPECT_EQ(mails(), 2);
  const auto sent = mail.mails(administrator);
  const auto announced = std::ranges::find(sent, "New sign-in to Coffer", &platform::MailMessage::subject);
  ASSERT_NE(announced, sent.end());
  EXPECT_EQ(announced->to.email, "ada@example.org");
  EXPECT_THAT(announced->text, HasSubstr("Safari on iPhone, network address 198.51.100.4"));
  EXPECT_THAT(announced->text, HasSubstr("https://coffer.example/settings/security"));
}

TEST_F(SessionRoutesTest, ADeviceOfManyDoesNotFillTheTable) {
  for (int i = 0; i < 60; ++i) {
    Client forgetful;
    ASSERT_EQ(sign_in(forgetful).status, 200);
  }
  EXPECT_EQ(stored("SELECT count(*) FROM auth.devices"), "50");
}

}  // namespace
}  // namespace coffer::api::rest
