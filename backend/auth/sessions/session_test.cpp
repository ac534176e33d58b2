#include "auth/identity/auth_test_world.hpp"
#include "auth/sessions/session_problems.hpp"
#include "platform/crypto/digest.hpp"

namespace coffer::auth {
namespace {

using platform::UnitOfWork;

struct SessionTest : AuthWorld {
  SignedUp person = sign_up();
  StartedSession session = start_session(person.caller);

  ErrorKind refusal(const std::string& token) {
    const auto resolved = run(sessions.resolve_session(token));
    return resolved ? ErrorKind::Bug : resolved.error().kind;
  }
};

TEST_F(SessionTest, ATokenOpensItsSession) {
  EXPECT_EQ(session.token.size(), 43U);
  EXPECT_EQ(session.max_age_seconds, 90 * 24 * 3600);
  const auto caller = run(sessions.resolve_session(session.token));
  ASSERT_TRUE(caller) << caller.error().cause;
  EXPECT_EQ(caller->kind, CallerKind::Person);
  EXPECT_EQ(caller->user, person.me.user.id);
  EXPECT_EQ(caller->session, session.id);
  ASSERT_EQ(caller->households.size(), 1U);
  EXPECT_EQ(caller->households[0].household, person.me.households[0].id);
  EXPECT_EQ(caller->households[0].role, Role::Owner);
  EXPECT_FALSE(caller->households[0].narrowed);
}

TEST_F(SessionTest, OnlyTheHashIsStored) {
  EXPECT_EQ(stored("SELECT encode(token_hash, 'hex') FROM auth.sessions"),
            platform::to_hex(platform::sha256(session.token)));
  EXPECT_EQ(stored("SELECT count(*) FROM auth.sessions s, jobs.outbox o, audit.audit_log a "
                   "WHERE strpos(concat(s::text, o::text, a::text), $1) > 0",
                   {session.token}),
            "0");
}

TEST_F(SessionTest, ItIsInTheHistoryTheOutboxAndTheAudit) {
  EXPECT_EQ(
      stored("SELECT outcome || ' ' || method || ' ' || user_agent || ' ' || network_address FROM auth.login_history"),
      "succeeded password test 192.0.2.7");
  EXPECT_EQ(stored("SELECT payload->>'session' FROM jobs.outbox WHERE event = 'session.started'"), session.id.text());
  EXPECT_EQ(stored("SELECT count(*) FROM audit.audit_log WHERE action = 'auth.session.start' AND object_id = $1",
                   {session.id.text()}),
            "1");
}

TEST_F(SessionTest, OtherTokensOpenNothing) {
  EXPECT_EQ(refusal(""), ErrorKind::Unauthenticated);
  EXPECT_EQ(refusal("short"), ErrorKind::Unauthenticated);
  EXPECT_EQ(refusal(std::string(43, 'A')), ErrorKind::Unauthenticated);
  auto changed = session.token;
  changed[0] = changed[0] == 'A' ? 'B' : 'A';
  EXPECT_EQ(refusal(changed), ErrorKind::Unauthenticated);
  EXPECT_EQ(refusal(platform::to_hex(platform::sha256(session.token))), ErrorKind::Unauthenticated);
}

TEST_F(SessionTest, SigningOutEndsItAtOnce) {
  const auto caller = run(sessions.resolve_session(session.token));
  ASSERT_TRUE(caller);
  for (int i = 0; i < 2; ++i) {
    ASSERT_TRUE(write(*caller, [&](UnitOfWork& unit) { return sessions.end_session(*caller, unit); }));
    EXPECT_EQ(refusal(session.token), ErrorKind::Unauthenticated);
  }
}

TEST_F(SessionTest, AnotherPersonCannotEndIt) {
  auto eve = ada();
  eve.email = "eve@example.org";
  auto other = sign_up(eve);
  other.caller.session = session.id;
  ASSERT_TRUE(write(other.caller, [&](UnitOfWork& unit) { return sessions.end_session(other.caller, unit); }));
  EXPECT_TRUE(run(sessions.resolve_session(session.token)));
}

TEST_F(SessionTest, ItEndsAfterTwoWeeksWithoutUseAndAfterNinetyDays) {
  EXPECT_EQ(stored("SELECT round(extract(epoch FROM idle_expires_at - created_at) / 86400) || ' ' || "
                   "round(extract(epoch FROM expires_at - created_at) / 86400) FROM auth.sessions"),
            "14 90");
  stored("UPDATE auth.sessions SET idle_expires_at = now() - interval '1 second' RETURNING 1");
  EXPECT_EQ(refusal(session.token), ErrorKind::Unauthenticated);
  stored(
      "UPDATE auth.sessions SET idle_expires_at = now() + interval '1 day', expires_at = now() - interval '1 second' "
      "RETURNING 1");
  EXPECT_EQ(refusal(session.token), ErrorKind::Unauthenticated);
}

TEST_F(SessionTest, UseMovesTheIdleExpiryNowAndThenButNeverBeyondTheEnd) {
  ASSERT_TRUE(run(sessions.resolve_session(session.token)));
  EXPECT_EQ(stored("SELECT last_used_at = created_at FROM auth.sessions"), "t")
      << "a note for each request would be a write for each";
  stored(
      "UPDATE auth.sessions SET last_used_at = now() - interval '1 hour', idle_expires_at = now() + interval '1 hour', "
      "expires_at = now() + interval '3 days' RETURNING 1");
  ASSERT_TRUE(run(sessions.resolve_session(session.token)));
  EXPECT_EQ(stored("SELECT (last_used_at > now() - interval '1 minute') || ' ' || (idle_expires_at = expires_at) FROM "
                   "auth.sessions"),
            "true true");
}

TEST_F(SessionTest, ADisabledPersonHasNoSession) {
  stored("UPDATE auth.users SET disabled_at = now() RETURNING 1");
  EXPECT_EQ(refusal(session.token), ErrorKind::Unauthenticated);
}

TEST_F(SessionTest, AChangedRoleIsSeenByTheNextRequest) {
  auto other = ada();
  other.email = "bob@example.org";
  stored("INSERT INTO auth.memberships (id, household_id, user_id, role) VALUES ($1, $2, $3, 'owner') RETURNING 1",
         {format_uuid(random.uuid()), person.me.households[0].id.text(), sign_up(other).me.user.id.text()});
  stored("UPDATE auth.memberships SET role = 'viewer', narrowed = true WHERE user_id = $1 RETURNING 1",
         {person.me.user.id.text()});
  const auto caller = run(sessions.resolve_session(session.token));
  ASSERT_TRUE(caller);
  EXPECT_EQ(caller->households.at(0).role, Role::Viewer);
  EXPECT_TRUE(caller->households.at(0).narrowed);
  stored("DELETE FROM auth.memberships WHERE user_id = $1 RETURNING 1", {person.me.user.id.text()});
  const auto without = run(sessions.resolve_session(session.token));
  ASSERT_TRUE(without);
  EXPECT_TRUE(without->households.empty());
}

TEST_F(SessionTest, ALongUserAgentIsCutAtACharacter) {
  NewSession long_one;
  for (int i = 0; i < 300; ++i) long_one.user_agent += "é€";
  ASSERT_TRUE(write(person.caller, [&](UnitOfWork& unit) { return sessions.start_session(unit, long_one); }));
}

}  // namespace
}  // namespace coffer::auth
