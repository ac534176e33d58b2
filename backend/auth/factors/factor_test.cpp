// One-time codes, recovery codes, sign-in with them, and step-up, against a real database.
#include <gmock/gmock.h>

#include <set>

#include "auth/factors/factor_test_world.hpp"

namespace coffer::auth {
namespace {

using platform::UnitOfWork;
using testing::HasSubstr;
using testing::StartsWith;

struct FactorTest : FactorWorld {};

TEST_F(FactorTest, OneTimeCodesAreSetUpAndConfirmedByACode) {
  const auto begun = write(person.caller, [&](UnitOfWork& unit) { return factors.begin_totp(unit); });
  ASSERT_TRUE(begun) << begun.error().cause;
  EXPECT_EQ(begun->seed.size(), 32U);
  EXPECT_EQ(begun->otpauth_url, "otpauth://totp/Coffer:ada%40example.org?secret=" + begun->seed +
                                    "&issuer=Coffer&algorithm=SHA1&digits=6&period=30");
  EXPECT_FALSE(run(factors.get_factors(person.caller))->has_second_factor());
  const auto seed = decode_base32(begun->seed);
  const auto wrong = write(person.caller, [&](UnitOfWork& unit) { return factors.confirm_totp(unit, "000000"); });
  ASSERT_FALSE(wrong);
  EXPECT_EQ(wrong.error().kind, ErrorKind::Invalid);
  const auto codes = write(person.caller, [&](UnitOfWork& unit) { return factors.confirm_totp(unit, code_at(seed)); });
  ASSERT_TRUE(codes) << codes.error().detail;
  EXPECT_EQ(std::set<std::string>(codes->begin(), codes->end()).size(), 10U);
  const auto has = run(factors.get_factors(person.caller));
  EXPECT_TRUE(has->totp_since);
  EXPECT_EQ(has->recovery_codes_left, 10);
  EXPECT_EQ(audited("auth.totp.begin") + audited("auth.totp.confirm") + audited("auth.recovery_codes.renew"), "111");
  prove_by_factor();
  const auto again = write(person.caller, [&](UnitOfWork& unit) { return factors.begin_totp(unit); });
  ASSERT_FALSE(again);
  EXPECT_EQ(again.error().problem, problems::totp_exists);
}

TEST_F(FactorTest, NeitherSeedNorCodesAreInTheDatabase) {
  const auto enrolled = enrol();
  for (const auto& table : {"auth.totp_secrets", "auth.recovery_codes", "audit.audit_log", "jobs.outbox"}) {
    const std::string hits = "SELECT count(*) FROM " + std::string(table) + " t WHERE strpos(t::text, $1) > 0";
    EXPECT_EQ(stored(hits, {platform::to_hex(enrolled.seed)}), "0") << table;
    EXPECT_EQ(stored(hits, {platform::to_base32(enrolled.seed)}), "0") << table;
    EXPECT_EQ(stored(hits, {enrolled.recovery_codes[0]}), "0") << table;
  }
  EXPECT_EQ(stored("SELECT count(*) FROM auth.recovery_codes WHERE code_hash = sha256(convert_to($1, 'UTF8'))",
                   {*normalize_recovery_code(enrolled.recovery_codes[0])}),
            "1");
}

// Sealed for its row: what another person's row holds is of no use in one's own.
TEST_F(FactorTest, ASeedMovedToAnotherPersonDoesNotOpen) {
  const auto enrolled = enrol();
  auto eve = ada();
  eve.email = "eve@example.org";
  auto other = sign_up(eve);
  stored(
      "INSERT INTO auth.totp_secrets (id, user_id, sealed_secret, confirmed_at) "
      "SELECT gen_random_uuid(), $1::uuid, sealed_secret, now() FROM auth.totp_secrets RETURNING 1",
      {other.caller.user.text()});
  const auto moved = spend(other.caller, OfferedTotp{code_at(enrolled.seed)});
  ASSERT_FALSE(moved);
  EXPECT_EQ(moved.error().kind, ErrorKind::Bug);
}

TEST_F(FactorTest, SignInWaitsForTheCode) {
  const auto without = write(person.caller, [&](UnitOfWork& unit) { return second_factor.begin(unit); });
  ASSERT_TRUE(without);
  EXPECT_FALSE(without->has_value());
  const auto enrolled = enrol();
  const auto pending = begin_sign_in();
  EXPECT_EQ(pending.ways, (std::vector{Proof::Totp, Proof::RecoveryCode}));
  EXPECT_EQ(stored("SELECT count(*) FROM auth.pending_sign_ins t WHERE strpos(t::text, $1) > 0", {pending.token}), "0");
  // Half-way opens nothing.
  EXPECT_FALSE(run(sessions.resolve_session(pending.token)));
  const auto proved = prove(pending.token, OfferedTotp{code_at(enrolled.seed)});
  ASSERT_TRUE(proved) << proved.error().detail;
  EXPECT_EQ(proved->caller.user, person.caller.user);
  EXPECT_EQ(proved->proof, Proof::Totp);
  // The token is used up.
  next_step();
  EXPECT_EQ(problem_of_proof(pending.token, OfferedTotp{code_at(enrolled.seed)}), problems::no_pending_sign_in);
}

TEST_F(FactorTest, OneStepOfDriftIsAccepted) {
  const auto enrolled = enrol();
  for (int i = 0; i < 4; ++i) next_step();
  for (const auto& [steps, expected] :
       {std::pair{-2, problems::wrong_proof}, {2, problems::wrong_proof}, {-1, std::string_view()}, {1, {}}}) {
    EXPECT_EQ(problem_of_proof(begin_sign_in().token, OfferedTotp{code_at(enrolled.seed, steps)}), expected) << steps;
  }
}

TEST_F(FactorTest, ACodeIsUsedOnce) {
  const auto enrolled = enrol();
  const auto code = code_at(enrolled.seed);
  EXPECT_EQ(problem_of_proof(begin_sign_in().token, OfferedTotp{code}), "");
  EXPECT_EQ(problem_of_proof(begin_sign_in().token, OfferedTotp{code}), problems::wrong_proof);
  // Nor is an earlier one good after a later one.
  EXPECT_EQ(problem_of_proof(begin_sign_in().token, OfferedTotp{code_at(enrolled.seed, -1)}), problems::wrong_proof);
  EXPECT_EQ(stored("SELECT string_agg(outcome, ' ') FROM auth.login_history WHERE outcome <> 'succeeded'"),
            "wrong_factor wrong_factor");
  // Control: once the step that was used is forgotten, the same code is good again.
  stored("UPDATE auth.totp_secrets SET last_step = 0 RETURNING 1");
  EXPECT_EQ(problem_of_proof(begin_sign_in().token, OfferedTotp{code}), "");
}

// The code that confirmed the secret counts as used.
TEST_F(FactorTest, TheConfirmingCodeDoesNotSignIn) {
  const auto enrolled = enrol();
  EXPECT_EQ(problem_of_proof(begin_sign_in().token, OfferedTotp{code_at(enrolled.seed, -1)}), problems::wrong_proof);
}

TEST_F(FactorTest, TwentyAtOnceWithOneCodeGiveOneSuccess) {
  const auto enrolled = enrol();
  EXPECT_EQ(spend_twenty_times(OfferedTotp{code_at(enrolled.seed)}), 1);
}

TEST_F(FactorTest, ARecoveryCodeIsUsedOnceAlsoByTwentyAtOnce) {
  const auto enrolled = enrol();
  EXPECT_EQ(spend_twenty_times(OfferedRecoveryCode{enrolled.recovery_codes[3]}), 1);
  EXPECT_EQ(run(factors.get_factors(person.caller))->recovery_codes_left, 9);
  EXPECT_EQ(audited("auth.recovery_code.use"), "1");
}

TEST_F(FactorTest, ARecoveryCodeIsReadAsPeopleTypeIt) {
  const auto enrolled = enrol();
  auto typed = enrolled.recovery_codes[0];
  for (auto& c : typed) c = c == '-' ? ' ' : static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  EXPECT_EQ(problem_of_proof(begin_sign_in().token, OfferedRecoveryCode{typed}), "");
  EXPECT_EQ(problem_of_proof(begin_sign_in().token, OfferedRecoveryCode{enrolled.recovery_codes[1] + "A"}),
            problems::wrong_proof);
}

TEST_F(FactorTest, RecoveryCodesAreRenewedAsAWhole) {
  const auto enrolled = enrol();
  prove_by_factor();
  const auto renewed = write(person.caller, [&](UnitOfWork& unit) { return factors.renew_recovery_codes(unit); });
  ASSERT_TRUE(renewed) << renewed.error().detail;
  EXPECT_EQ(problem_of_proof(begin_sign_in().token, OfferedRecoveryCode{enrolled.recovery_codes[0]}),
            problems::wrong_proof);
  EXPECT_EQ(problem_of_proof(begin_sign_in().token, OfferedRecoveryCode{(*renewed)[0]}), "");
}

TEST_F(FactorTest, ASignInTakesFiveAttemptsAndFiveMinutes) {
  const auto enrolled = enrol();
  const auto tried = begin_sign_in();
  for (int i = 0; i < 5; ++i) EXPECT_EQ(problem_of_proof(tried.token, OfferedTotp{"000000"}), problems::wrong_proof);
  EXPECT_EQ(problem_of_proof(tried.token, OfferedTotp{code_at(enrolled.seed)}), problems::no_pending_sign_in);
  const auto late = begin_sign_in();
  stored("UPDATE auth.pending_sign_ins SET expires_at = now() RETURNING 1");
  EXPECT_EQ(problem_of_proof(late.token, OfferedTotp{code_at(enrolled.seed)}), problems::no_pending_sign_in);
  EXPECT_EQ(problem_of_proof(random.token(), OfferedTotp{code_at(enrolled.seed)}), problems::no_pending_sign_in);
}

TEST_F(FactorTest, APersonsAttemptsAreCountedOverAllSignIns) {
  const auto enrolled = enrol();
  for (int i = 0; i < 10; ++i)
    EXPECT_EQ(problem_of_proof(begin_sign_in().token, OfferedTotp{"000000"}), problems::wrong_proof);
  EXPECT_EQ(problem_of_proof(begin_sign_in().token, OfferedTotp{code_at(enrolled.seed)}), problems::too_many_proofs);
  stored("UPDATE auth.proof_attempts SET window_start = now() - interval '16 minutes' RETURNING 1");
  EXPECT_EQ(problem_of_proof(begin_sign_in().token, OfferedTotp{code_at(enrolled.seed)}), "");
  EXPECT_EQ(stored("SELECT count(*) FROM auth.proof_attempts"), "0");
}

TEST_F(FactorTest, ADisabledPersonDoesNotGetOn) {
  const auto enrolled = enrol();
  const auto pending = begin_sign_in();
  stored("UPDATE auth.users SET disabled_at = now() RETURNING 1");
  EXPECT_EQ(problem_of_proof(pending.token, OfferedTotp{code_at(enrolled.seed)}), problems::no_pending_sign_in);
}

TEST_F(FactorTest, ThePasswordIsNoSecondFactor) {
  enrol();
  EXPECT_EQ(problem_of_proof(begin_sign_in().token, OfferedPassword{std::string(good_password)}),
            problems::no_pending_sign_in);
}

TEST_F(FactorTest, AnotherPersonsFactorsAreNotSeen) {
  const auto enrolled = enrol();
  auto eve = ada();
  eve.email = "eve@example.org";
  const auto other = sign_up(eve);
  EXPECT_FALSE(run(factors.get_factors(other.caller))->has_second_factor());
  for (const OfferedProof& offered : {OfferedProof{OfferedTotp{code_at(enrolled.seed)}},
                                      OfferedProof{OfferedRecoveryCode{enrolled.recovery_codes[0]}}})
    EXPECT_FALSE(spend(other.caller, offered));
}

TEST_F(FactorTest, ASeedIsSealedAnewUnderANewMasterKey) {
  const auto enrolled = enrol();
  const auto spend_under = [&](const std::string& lines) {
    const auto changed = open_test_keys(lines);
    ProofService service{database, *changed, passwords, still, party};
    const auto begun = run(service.begin(person.caller, OfferedTotp{code_at(enrolled.seed)}, PasskeyPurpose::StepUp));
    const auto proof = write(person.caller, [&](UnitOfWork& unit) { return service.spend(unit, *begun); });
    next_step();
    return proof.has_value();
  };
  EXPECT_FALSE(spend_under(second_key));
  EXPECT_TRUE(spend_under(second_key + first_key));
  EXPECT_TRUE(spend_under(second_key));
  EXPECT_FALSE(spend_under(first_key));
}

TEST_F(FactorTest, RemovalTakesTheRecoveryCodesWithIt) {
  enrol();
  prove_by_factor();
  const auto removed = write(person.caller, [&](UnitOfWork& unit) { return factors.remove_totp(unit); });
  ASSERT_TRUE(removed) << removed.error().detail;
  const auto has = run(factors.get_factors(person.caller));
  EXPECT_FALSE(has->has_second_factor());
  EXPECT_EQ(has->recovery_codes_left, 0);
  EXPECT_EQ(audited("auth.totp.remove"), "1");
  const auto again = write(person.caller, [&](UnitOfWork& unit) { return factors.remove_totp(unit); });
  ASSERT_FALSE(again);
  EXPECT_EQ(again.error().kind, ErrorKind::NotFound);
}

TEST_F(FactorTest, EverySensitiveOperationWantsARecentProof) {
  for (const auto& rule : sensitive_operations()) {
    const auto require = [&](UnitOfWork& unit) { return step_up.require(unit, rule.operation); };
    sign_in_again();
    EXPECT_TRUE(write(person.caller, require)) << rule.name;
    make_proof_old();
    const auto refused = write(person.caller, require);
    ASSERT_FALSE(refused) << rule.name;
    EXPECT_EQ(refused.error().kind, ErrorKind::Forbidden);
    EXPECT_EQ(refused.error().problem, problems::step_up_required);
    EXPECT_THAT(refused.error().detail, HasSubstr("It takes your password."));
    Caller without = person.caller;
    without.session = SessionId{};
    EXPECT_FALSE(write(without, require)) << rule.name;
  }
}

TEST_F(FactorTest, WithASecondFactorThePasswordIsNotEnough) {
  const auto enrolled = enrol();
  const auto require = [&](UnitOfWork& unit) { return step_up.require(unit, SensitiveOperation::RemoveFactor); };
  const auto refused = write(person.caller, require);
  ASSERT_FALSE(refused);
  EXPECT_THAT(refused.error().detail, HasSubstr("It takes a one-time code or a recovery code."));
  const auto by_password = run(step_up.step_up(person.caller, OfferedPassword{std::string(good_password)}));
  ASSERT_FALSE(by_password);
  EXPECT_EQ(by_password.error().kind, ErrorKind::Conflict);
  EXPECT_FALSE(run(step_up.get_state(person.caller))->is_recent);
  ASSERT_TRUE(run(step_up.step_up(person.caller, OfferedTotp{code_at(enrolled.seed)})));
  EXPECT_TRUE(write(person.caller, require));
  const auto state = run(step_up.get_state(person.caller));
  EXPECT_TRUE(state->is_recent);
  EXPECT_EQ(state->proof, Proof::Totp);
}

TEST_F(FactorTest, StepUpGivesTheSessionAnotherToken) {
  make_proof_old();
  const auto wrong = run(step_up.step_up(person.caller, OfferedPassword{"not the right password"}));
  ASSERT_FALSE(wrong);
  EXPECT_EQ(wrong.error().problem, problems::wrong_proof);
  EXPECT_TRUE(run(sessions.resolve_session(token)));
  const auto renewed = run(step_up.step_up(person.caller, OfferedPassword{std::string(good_password)}));
  ASSERT_TRUE(renewed) << renewed.error().detail;
  EXPECT_NE(renewed->token, token);
  EXPECT_GT(renewed->max_age_seconds, 89 * 24 * 3600);
  EXPECT_FALSE(run(sessions.resolve_session(token)));
  const auto caller = run(sessions.resolve_session(renewed->token));
  ASSERT_TRUE(caller);
  EXPECT_EQ(caller->session, person.caller.session);
  EXPECT_EQ(audited("auth.session.step_up"), "1");
}

TEST_F(FactorTest, StepUpMakesNoCookieForTheSessionOfAProgram) {
  stored("UPDATE auth.sessions SET kind = 'tokens', token_hash = NULL RETURNING 1");
  make_proof_old();
  const auto renewed = run(step_up.step_up(person.caller, OfferedPassword{std::string(good_password)}));
  ASSERT_TRUE(renewed) << renewed.error().detail;
  EXPECT_FALSE(run(sessions.resolve_session(renewed->token)));
  EXPECT_EQ(stored("SELECT token_hash IS NULL FROM auth.sessions"), "t");
  EXPECT_TRUE(run(step_up.get_state(person.caller))->is_recent);
}

TEST_F(FactorTest, APasswordIsChangedByWhoKnowsIt) {
  const auto elsewhere = start_session(person.caller);
  const auto wrong =
      run(password_changes.prepare_change(person.caller, "not the right password", "vat oxen lumbar quay"));
  ASSERT_FALSE(wrong);
  EXPECT_EQ(wrong.error().fields.at(0).pointer, "/current_password");
  const auto common =
      run(password_changes.prepare_change(person.caller, std::string(good_password), "passwordpassword"));
  ASSERT_FALSE(common);
  EXPECT_EQ(common.error().fields.at(0).pointer, "/new_password");
  const auto prepared =
      run(password_changes.prepare_change(person.caller, std::string(good_password), "vat oxen lumbar quay"));
  ASSERT_TRUE(prepared) << prepared.error().detail;
  const auto renewed = write(person.caller, [&](UnitOfWork& unit) { return password_changes.change(unit, *prepared); });
  ASSERT_TRUE(renewed) << renewed.error().detail;
  EXPECT_FALSE(run(sessions.resolve_session(elsewhere.token)));
  EXPECT_FALSE(run(sessions.resolve_session(token)));
  EXPECT_TRUE(run(sessions.resolve_session(renewed->token)));
  EXPECT_EQ(audited("auth.password.change"), "1");
  EXPECT_EQ(stored("SELECT count(*) FROM jobs.queue WHERE name = 'mail.send'"), "1") << "which the person is told";
  EXPECT_TRUE(run(identity.check_credentials(stranger(), credentials("ada@example.org", "vat oxen lumbar quay"), "a")));
  EXPECT_FALSE(
      run(identity.check_credentials(stranger(), credentials("ada@example.org", std::string(good_password)), "a")));
}

TEST_F(FactorTest, AShortPasswordStandsOnlyBesideASecondFactor) {
  const auto alone = run(password_changes.prepare_change(person.caller, std::string(good_password), "vatoxenl"));
  ASSERT_FALSE(alone);
  enrol();
  const auto prepared = run(password_changes.prepare_change(person.caller, std::string(good_password), "vatoxenl"));
  ASSERT_TRUE(prepared) << prepared.error().detail;
  const auto change = [&](UnitOfWork& unit) { return password_changes.change(unit, *prepared); };
  const auto without_factor = write(person.caller, change);
  ASSERT_FALSE(without_factor);
  EXPECT_EQ(without_factor.error().problem, problems::step_up_required);
  prove_by_factor();
  ASSERT_TRUE(write(person.caller, change));
  const auto removed = write(person.caller, [&](UnitOfWork& unit) { return factors.remove_totp(unit); });
  ASSERT_FALSE(removed);
  EXPECT_EQ(removed.error().problem, problems::password_needs_factor);
}

TEST_F(FactorTest, WhatHasExpiredIsForgotten) {
  enrol();
  begin_sign_in();
  stored("UPDATE auth.pending_sign_ins SET expires_at = now() - interval '2 days' RETURNING 1");
  auto worker = storage.connect(testkit::As::Worker);
  EXPECT_EQ(testkit::value(worker, "SELECT auth.forget_expired_proofs(10)"), "1");
  EXPECT_EQ(stored("SELECT count(*) FROM auth.pending_sign_ins"), "0");
  EXPECT_EQ(stored("SELECT count(*) FROM auth.totp_secrets"), "1");
}

}  // namespace
}  // namespace coffer::auth
