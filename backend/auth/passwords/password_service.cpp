#include "auth/passwords/password_service.hpp"

#include "auth/factors/factor_problems.hpp"
#include "auth/identity/identity_problems.hpp"
#include "auth/sessions/session_problems.hpp"

namespace coffer::auth {

using platform::Task;
using platform::UnitOfWork;

namespace {

std::unexpected<Error> refuse(std::string_view pointer, std::string detail) {
  return fail(ErrorKind::Invalid, problems::invalid_user, "Correct the fields listed and send it again.",
              {FieldError{std::string(pointer), std::move(detail)}});
}

std::unexpected<Error> no_session() { return fail(ErrorKind::Unauthenticated, problems::no_session, "Sign in first."); }

Result<std::string> accept(std::string wanted, const PasswordContext& context, SecondFactor factor) {
  auto password = normalize_password(wanted);
  platform::wipe(wanted);
  if (!password) return refuse("/new_password", "Choose a password of at most 256 bytes of text.");
  if (auto fault = find_password_fault(*password, context, factor)) {
    platform::wipe(*password);
    return refuse("/new_password", std::move(*fault));
  }
  return std::move(*password);
}

Letter changed_letter(std::string url) {
  Letter letter;
  letter.subject = "Your password was changed";
  letter.paragraphs = {
      "The password of your account at Coffer was changed by somebody who is signed in. All other devices are signed "
      "out."};
  letter.button = LetterButton{"It was not me", std::move(url)};
  letter.closing = {"If it was you, there is nothing to do."};
  return letter;
}

Result<> check_stands(const PasswordChange& change, const Factors& factors) {
  if (!change.needs_second_factor || factors.has_second_factor()) return {};
  return refuse("/new_password", "Without a second factor choose a password of at least 15 characters.");
}

}  // namespace

Task<PasswordChange> PasswordService::prepare_change(const Caller& caller, std::string current, std::string wanted) {
  COFFER_CO_TRY(me, co_await people_.find_me(caller));
  COFFER_CO_TRY(stored, co_await store_.load_factors(caller));
  if (!me || !stored) co_return no_session();
  const PasswordContext context{.email = me->user.email, .name = me->user.name};
  const auto factor = stored->factors.has_second_factor() ? SecondFactor::Present : SecondFactor::Absent;
  OfferedProof offered = OfferedPassword{std::move(current)};
  auto proved = co_await proofs_.begin(caller, std::move(offered), PasskeyPurpose::StepUp);
  if (!proved && proved.error().problem == problems::wrong_proof)
    co_return refuse("/current_password", "This is not your password.");
  if (!proved) co_return fail(std::move(proved).error());
  COFFER_CO_TRY(accepted, accept(std::move(wanted), context, factor));
  PasswordChange change;
  change.needs_second_factor = needs_second_factor(accepted);
  COFFER_CO_TRY(hash, co_await passwords_.hash(std::move(accepted)));
  change.password_hash = std::move(hash);
  co_return change;
}

Task<RenewedSession> PasswordService::change(UnitOfWork& unit, const PasswordChange& change) {
  const Caller& caller = unit.caller();
  COFFER_CO_TRY(stored, co_await store_.load_factors(unit));
  COFFER_CO_TRY(proof, co_await store_.load_session_proof(unit));
  if (!stored || !proof) co_return no_session();
  if (stored->factors.has_second_factor())
    COFFER_CO_CHECK(co_await step_up_.require(unit, SensitiveOperation::ChangePassword));
  // The factor was taken away meanwhile.
  COFFER_CO_CHECK(check_stands(change, stored->factors));
  COFFER_CO_CHECK(co_await password_store_.change(unit, change));
  COFFER_CO_CHECK(co_await sessions_.end_other_sessions(unit));
  COFFER_CO_CHECK(co_await store_.forget_attempts(unit));
  RenewedSession renewed;
  renewed.token = random_.token();
  COFFER_CO_TRY(seconds, co_await store_.renew_session(unit, platform::sha256(renewed.token), proof->proof));
  if (!seconds) co_return no_session();
  renewed.max_age_seconds = *seconds;
  platform::AuditEntry entry;
  entry.action = "auth.password.change";
  entry.object_kind = "user";
  entry.object = caller.user.uuid;
  unit.audit(std::move(entry));
  COFFER_CO_TRY(me, co_await people_.find_me(unit));
  if (!me) co_return no_session();
  platform::MailAddress to{me->user.email, me->user.name};
  COFFER_CO_CHECK(co_await mailing_.send(unit, std::move(to), changed_letter(mailing_.link("/forgot-password"))));
  co_return renewed;
}

}  // namespace coffer::auth
