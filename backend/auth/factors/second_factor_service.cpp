#include "auth/factors/second_factor_service.hpp"

#include "auth/factors/factor_problems.hpp"
#include "platform/pg/database.hpp"

namespace coffer::auth {

using platform::Task;
using platform::UnitOfWork;

namespace {

std::unexpected<Error> no_pending_sign_in() {
  return fail(ErrorKind::Unauthenticated, problems::no_pending_sign_in,
              "This sign-in took too long or had too many attempts: begin again with your password.");
}

}  // namespace

Task<std::optional<PendingSignIn>> SecondFactorService::begin(UnitOfWork& unit) {
  COFFER_CO_TRY(stored, co_await store_.load_factors(unit));
  if (!stored || !stored->factors.has_second_factor()) co_return std::nullopt;
  PendingSignIn pending;
  pending.token = random_.token();
  pending.ways = ways_of_proof(stored->factors);
  const auto id = random_.id<PendingSignInId>();
  COFFER_CO_CHECK(co_await store_.insert_pending(unit, id, platform::sha256(pending.token), pending.max_age_seconds));
  platform::AuditEntry entry;
  entry.action = "auth.sign_in.begin";
  entry.object_kind = "user";
  entry.object = unit.caller().user.uuid;
  unit.audit(std::move(entry));
  co_return pending;
}

Task<ProvedPerson> SecondFactorService::prove(const Caller& anonymous, std::string token, OfferedProof offered,
                                              std::string user_agent) {
  // The password alone was proved before.
  if (std::holds_alternative<OfferedPassword>(offered)) co_return no_pending_sign_in();
  COFFER_CO_TRY(pending, co_await store_.take_attempt(anonymous, platform::sha256(token)));
  if (!pending) co_return no_pending_sign_in();
  COFFER_CO_TRY(person, co_await people_.find_caller(pending->user));
  if (!person) co_return no_pending_sign_in();
  ProvedPerson proved;
  proved.caller = std::move(*person);
  proved.caller.trace_id = anonymous.trace_id;
  proved.caller.network_address = anonymous.network_address;
  proved.caller.deadline = anonymous.deadline;
  COFFER_CO_TRY(begun, co_await proofs_.begin(proved.caller, std::move(offered), PasskeyPurpose::SecondFactor));
  auto proof =
      co_await database_.write(proved.caller, [&](UnitOfWork& unit) { return finish(unit, pending->id, begun); });
  if (!proof && proof.error().problem == problems::wrong_proof) {
    FailedLoginRow row;
    row.id = random_.uuid();
    row.user = pending->user;
    row.outcome = FailedLogin::WrongFactor;
    row.user_agent = std::move(user_agent);
    COFFER_CO_CHECK(
        co_await database_.write(anonymous, [&](UnitOfWork& unit) { return people_.insert_failed_login(unit, row); }));
  }
  if (!proof) co_return fail(std::move(proof).error());
  proved.proof = *proof;
  co_return proved;
}

Task<Proof> SecondFactorService::finish(UnitOfWork& unit, PendingSignInId id, BegunProof begun) {
  COFFER_CO_TRY(proof, co_await proofs_.spend(unit, std::move(begun)));
  COFFER_CO_TRY(ended, co_await store_.end_pending(unit, id));
  if (!ended) co_return no_pending_sign_in();
  co_return proof;
}

Task<UserId> SecondFactorService::find_person(std::string token) {
  COFFER_CO_TRY(user, co_await store_.find_pending(platform::sha256(token)));
  if (!user) co_return no_pending_sign_in();
  co_return *user;
}

Task<std::string> SecondFactorService::find_email(std::string token) {
  COFFER_CO_TRY(user, co_await find_person(std::move(token)));
  COFFER_CO_TRY(person, co_await people_.find_caller(user));
  if (!person) co_return no_pending_sign_in();
  COFFER_CO_TRY(me, co_await people_.find_me(*person));
  if (!me) co_return no_pending_sign_in();
  co_return std::move(me->user.email);
}

}  // namespace coffer::auth
