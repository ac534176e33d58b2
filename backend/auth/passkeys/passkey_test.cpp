// Passkeys against a real database: set up, used as second factor, for step-up, and to sign in by themselves.
#include <set>

#include "auth/factors/factor_test_world.hpp"
#include "auth/passkeys/passkey_problems.hpp"
#include "auth/passkeys/webauthn_test_vectors.hpp"

namespace coffer::auth {
namespace {

using platform::UnitOfWork;

struct PasskeyTest : FactorWorld {
  std::vector<PasskeyVector> vectors = read_passkey_vectors();
  const PasskeyVector& es256 = vectors[0];

  // As if the challenge of the vector had been given out.
  void give_out(const platform::Bytes& challenge, std::string_view purpose, std::optional<UserId> user) {
    stored("SELECT auth.add_passkey_challenge(decode($1, 'hex'), $2, nullif($3, '')::uuid, 300)",
           {platform::to_hex(platform::sha256(challenge)), std::string(purpose), user ? user->text() : ""});
  }
  Result<RegisteredPasskey> enrol_passkey(const PasskeyVector& vector, const Caller& caller) {
    give_out(vector.challenge, "register", caller.user);
    NewPasskey passkey;
    passkey.answer = vector.registration;
    passkey.name = "Key ring";
    passkey.transports = {"internal"};
    return run(passkeys.register_passkey(caller, passkey));
  }
  AssertionAnswer of_person(AssertionAnswer answer) const {
    const auto& bytes = person.caller.user.uuid.bytes;
    answer.user_handle = platform::Bytes(bytes.begin(), bytes.end());
    return answer;
  }
  std::string problem_of_sign_in(const VectorAssertion& assertion) {
    const auto proved = run(passkeys.sign_in(stranger(), of_person(assertion.answer), "agent"));
    return proved ? "" : std::string(proved.error().problem);
  }
};

TEST_F(PasskeyTest, ChallengesAreRandomBoundAndStoredAsHashes) {
  const auto one = run(passkeys.begin_registration(person.caller));
  const auto two = run(passkeys.begin_registration(person.caller));
  ASSERT_TRUE(one) << one.error().detail;
  EXPECT_EQ(one->challenge.size(), 32U);
  EXPECT_NE(one->challenge, two->challenge);
  EXPECT_EQ(one->user, person.caller.user);
  EXPECT_EQ(stored("SELECT count(*) FROM auth.passkey_challenges WHERE challenge_hash = decode($1, 'hex') AND "
                   "purpose = 'register' AND user_id = $2 AND expires_at <= now() + interval '300 seconds'",
                   {platform::to_hex(platform::sha256(one->challenge)), person.caller.user.text()}),
            "1");
}

TEST_F(PasskeyTest, APasskeyIsSetUpWithRecoveryCodes) {
  const auto registered = enrol_passkey(es256, person.caller);
  ASSERT_TRUE(registered) << registered.error().cause;
  EXPECT_EQ(registered->recovery_codes.size(), 10U);
  const auto listed = run(passkeys.list_passkeys(person.caller));
  ASSERT_EQ(listed->size(), 1U);
  EXPECT_EQ(listed->at(0).name, "Key ring");
  EXPECT_EQ(listed->at(0).credential_id, es256.assertions[0].answer.credential_id);
  EXPECT_EQ(audited("auth.passkey.add"), "1");
  prove_by_factor();
  const auto second = enrol_passkey(vectors[1], person.caller);
  ASSERT_TRUE(second) << second.error().cause;
  EXPECT_TRUE(second->recovery_codes.empty());
  EXPECT_EQ(run(passkeys.begin_registration(person.caller))->exclude.size(), 2U);
}

TEST_F(PasskeyTest, AChallengeIsGoodForOneAnswerOfItsPersonAndPurpose) {
  NewPasskey passkey;
  passkey.answer = es256.registration;
  passkey.name = "Key ring";
  const auto attempt = [&] {
    const auto registered = run(passkeys.register_passkey(person.caller, passkey));
    return registered ? "" : std::string(registered.error().problem);
  };
  EXPECT_EQ(attempt(), problems::wrong_proof);  // never given out
  give_out(es256.challenge, "step_up", person.caller.user);
  EXPECT_EQ(attempt(), problems::wrong_proof);
  give_out(es256.challenge, "register", std::nullopt);
  EXPECT_EQ(attempt(), problems::wrong_proof);
  give_out(es256.challenge, "register", person.caller.user);
  stored("UPDATE auth.passkey_challenges SET expires_at = now() RETURNING 1");
  EXPECT_EQ(attempt(), problems::wrong_proof);
  // A wrong answer takes it too.
  give_out(es256.challenge, "register", person.caller.user);
  passkey.answer.attestation_object.push_back(0);
  EXPECT_EQ(attempt(), problems::wrong_proof);
  passkey.answer = es256.registration;
  EXPECT_EQ(attempt(), problems::wrong_proof);
  give_out(es256.challenge, "register", person.caller.user);
  EXPECT_EQ(attempt(), "");
}

TEST_F(PasskeyTest, ItSignsInWithoutAPassword) {
  ASSERT_TRUE(enrol_passkey(es256, person.caller));
  give_out(es256.assertions[0].challenge, "sign_in", std::nullopt);
  const auto proved = run(passkeys.sign_in(stranger(), of_person(es256.assertions[0].answer), "agent"));
  ASSERT_TRUE(proved) << proved.error().cause;
  EXPECT_EQ(proved->caller.user, person.caller.user);
  EXPECT_EQ(proved->proof, Proof::Passkey);
  EXPECT_EQ(stored("SELECT sign_count || ' ' || (last_used_at IS NOT NULL) FROM auth.passkeys"), "2 true");
}

TEST_F(PasskeyTest, AnAssertionIsNotReplayed) {
  ASSERT_TRUE(enrol_passkey(es256, person.caller));
  give_out(es256.assertions[0].challenge, "sign_in", std::nullopt);
  EXPECT_EQ(problem_of_sign_in(es256.assertions[0]), "");
  EXPECT_EQ(problem_of_sign_in(es256.assertions[0]), problems::wrong_proof);
  // Even if the same challenge were given out again: the counter has moved on.
  give_out(es256.assertions[0].challenge, "sign_in", std::nullopt);
  EXPECT_EQ(problem_of_sign_in(es256.assertions[0]), problems::wrong_proof);
  EXPECT_EQ(stored("SELECT string_agg(outcome, ' ') FROM auth.login_history WHERE outcome <> 'succeeded'"),
            "wrong_passkey");
  give_out(es256.assertions[1].challenge, "sign_in", std::nullopt);
  EXPECT_EQ(problem_of_sign_in(es256.assertions[1]), "");
}

TEST_F(PasskeyTest, SignInWithoutPasswordVerifiesThePerson) {
  ASSERT_TRUE(enrol_passkey(es256, person.caller));
  give_out(es256.unverified.challenge, "sign_in", std::nullopt);
  EXPECT_EQ(problem_of_sign_in(es256.unverified), problems::wrong_proof);
  give_out(es256.unverified.challenge, "step_up", person.caller.user);
  EXPECT_TRUE(run(step_up.step_up(person.caller, es256.unverified.answer)));
}

TEST_F(PasskeyTest, WhateverIsWrongTheAnswerIsTheSame) {
  ASSERT_TRUE(enrol_passkey(es256, person.caller));
  std::vector<VectorAssertion> attempts;
  for (const auto& [name, assertion] : es256.wrong) attempts.push_back(assertion);
  attempts.push_back(vectors[1].assertions[0]);  // nobody's credential
  std::set<std::string> details;
  for (const auto& attempt : attempts) {
    give_out(attempt.challenge, "sign_in", std::nullopt);
    const auto refused = run(passkeys.sign_in(stranger(), of_person(attempt.answer), "agent"));
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().problem, problems::wrong_proof);
    details.insert(refused.error().detail);
  }
  // Without a user handle, and with another person's.
  for (const bool has_handle : {false, true}) {
    give_out(es256.assertions[0].challenge, "sign_in", std::nullopt);
    auto answer = es256.assertions[0].answer;
    if (has_handle) answer.user_handle = platform::Bytes(16, 7);
    const auto refused = run(passkeys.sign_in(stranger(), answer, "agent"));
    ASSERT_FALSE(refused);
    details.insert(refused.error().detail);
  }
  EXPECT_EQ(details.size(), 1U);
}

TEST_F(PasskeyTest, ItIsASecondFactorAndAProofForStepUp) {
  ASSERT_TRUE(enrol_passkey(es256, person.caller));
  const auto pending = begin_sign_in();
  EXPECT_EQ(pending.ways, (std::vector{Proof::Passkey, Proof::RecoveryCode}));
  EXPECT_EQ(run(passkeys.begin_proof(person.caller, PasskeyPurpose::SecondFactor))->allow.size(), 1U);
  give_out(es256.assertions[0].challenge, "second_factor", person.caller.user);
  const auto proved = prove(pending.token, es256.assertions[0].answer);
  ASSERT_TRUE(proved) << proved.error().detail;
  EXPECT_EQ(proved->proof, Proof::Passkey);
  make_proof_old();
  // The challenge of another purpose does not do.
  give_out(es256.assertions[1].challenge, "second_factor", person.caller.user);
  EXPECT_FALSE(run(step_up.step_up(person.caller, es256.assertions[1].answer)));
  give_out(es256.assertions[1].challenge, "step_up", person.caller.user);
  EXPECT_TRUE(run(step_up.step_up(person.caller, es256.assertions[1].answer)));
  EXPECT_EQ(run(step_up.get_state(person.caller))->proof, Proof::Passkey);
}

TEST_F(PasskeyTest, AnotherPersonsPasskeyIsOfNoUse) {
  auto eve = ada();
  eve.email = "eve@example.org";
  auto other = sign_up(eve);
  other.caller.session = start_session(other.caller).id;
  ASSERT_TRUE(enrol_passkey(es256, other.caller));
  EXPECT_TRUE(run(passkeys.list_passkeys(person.caller))->empty());
  // One credential has one owner.
  const auto taken = enrol_passkey(es256, person.caller);
  ASSERT_FALSE(taken);
  EXPECT_EQ(taken.error().problem, problems::passkey_exists);
  ASSERT_TRUE(enrol_passkey(vectors[1], person.caller));
  give_out(es256.assertions[0].challenge, "step_up", person.caller.user);
  EXPECT_FALSE(run(step_up.step_up(person.caller, es256.assertions[0].answer)));
  const auto others = run(passkeys.list_passkeys(other.caller))->at(0).id;
  prove_by_factor();
  const auto removed = write(person.caller, [&](UnitOfWork& unit) { return passkeys.remove_passkey(unit, others); });
  ASSERT_FALSE(removed);
  EXPECT_EQ(removed.error().kind, ErrorKind::NotFound);
  const auto renamed =
      write(person.caller, [&](UnitOfWork& unit) { return passkeys.rename_passkey(unit, others, "Mine"); });
  ASSERT_FALSE(renamed);
  EXPECT_EQ(renamed.error().kind, ErrorKind::NotFound);
}

TEST_F(PasskeyTest, ADisabledPersonDoesNotSignIn) {
  ASSERT_TRUE(enrol_passkey(es256, person.caller));
  stored("UPDATE auth.users SET disabled_at = now() RETURNING 1");
  give_out(es256.assertions[0].challenge, "sign_in", std::nullopt);
  EXPECT_EQ(problem_of_sign_in(es256.assertions[0]), problems::wrong_proof);
}

TEST_F(PasskeyTest, ItIsRenamedAndRemoved) {
  const auto id = enrol_passkey(es256, person.caller)->id;
  ASSERT_TRUE(write(person.caller, [&](UnitOfWork& unit) { return passkeys.rename_passkey(unit, id, "Phone"); }));
  EXPECT_EQ(run(passkeys.list_passkeys(person.caller))->at(0).name, "Phone");
  const auto without = write(person.caller, [&](UnitOfWork& unit) { return passkeys.remove_passkey(unit, id); });
  ASSERT_FALSE(without);
  EXPECT_EQ(without.error().problem, problems::step_up_required);
  prove_by_factor();
  ASSERT_TRUE(write(person.caller, [&](UnitOfWork& unit) { return passkeys.remove_passkey(unit, id); }));
  const auto left = run(factors.get_factors(person.caller));
  EXPECT_FALSE(left->has_second_factor());
  EXPECT_EQ(left->recovery_codes_left, 0);
  EXPECT_EQ(audited("auth.passkey.rename") + audited("auth.passkey.remove"), "11");
}

}  // namespace
}  // namespace coffer::auth
