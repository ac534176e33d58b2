#include "auth/passkeys/passkey_service.hpp"

#include <algorithm>

#include "auth/factors/factor_problems.hpp"
#include "auth/passkeys/passkey_problems.hpp"
#include "auth/sessions/session_problems.hpp"
#include "platform/json/writer.hpp"
#include "platform/pg/database.hpp"

namespace coffer::auth {

using platform::Bytes;
using platform::Task;
using platform::UnitOfWork;

namespace {

std::unexpected<Error> wrong_proof(std::string cause) {
  Error error;
  error.kind = ErrorKind::Unauthenticated;
  error.problem = problems::wrong_proof;
  error.detail = "This passkey was not accepted. Try again.";
  error.cause = std::move(cause);
  return fail(std::move(error));
}

std::unexpected<Error> passkey_absent() {
  return fail(ErrorKind::NotFound, problems::passkey_not_found, "There is no such passkey.");
}

void audit(UnitOfWork& unit, std::string_view action, PasskeyId id, std::string after) {
  platform::AuditEntry entry;
  entry.action = action;
  entry.object_kind = "passkey";
  entry.object = id.uuid;
  entry.after = std::move(after);
  unit.audit(std::move(entry));
}

std::string describe(std::string_view name) {
  platform::JsonWriter json(160);
  json.begin_object().field("name", name).end_object();
  return json.take();
}

Bytes make_challenge(platform::Random& random) {
  Bytes challenge(passkey_challenge_bytes);
  random.fill(challenge);
  return challenge;
}

}  // namespace

Task<PasskeyCreation> PasskeyService::begin_registration(const Caller& caller) {
  const auto require = [&](UnitOfWork& unit) { return step_up_.require(unit, SensitiveOperation::AddFactor); };
  COFFER_CO_CHECK(co_await database_.write(caller, require));
  COFFER_CO_TRY(me, co_await people_.find_me(caller));
  COFFER_CO_TRY(passkeys, co_await store_.list(caller));
  if (!me) co_return fail(ErrorKind::Unauthenticated, problems::no_session, "Sign in first.");
  if (static_cast<std::int64_t>(passkeys.size()) >= passkeys_most)
    co_return fail(ErrorKind::Conflict, problems::too_many_passkeys, "You have 20 passkeys: remove one first.");
  PasskeyCreation creation;
  creation.challenge = make_challenge(random_);
  creation.party = party_;
  creation.user = caller.user;
  creation.email = me->user.email;
  creation.name = me->user.name;
  for (auto& passkey : passkeys) creation.exclude.push_back(std::move(passkey.credential_id));
  COFFER_CO_CHECK(co_await store_.add_challenge(caller, platform::sha256(creation.challenge), PasskeyPurpose::Register,
                                                caller.user));
  co_return creation;
}

Task<RegisteredPasskey> PasskeyService::register_passkey(const Caller& caller, NewPasskey passkey) {
  const auto challenge = find_challenge(passkey.answer.client_data);
  if (!challenge) co_return wrong_proof("no challenge");
  COFFER_CO_TRY(taken, co_await store_.take_challenge(caller, platform::sha256(*challenge), PasskeyPurpose::Register,
                                                      caller.user));
  if (!taken) co_return wrong_proof("no challenge of ours, or used before");
  COFFER_CO_TRY(data, verify_registration(passkey.answer, party_, UserVerification::Preferred));
  co_return co_await database_.write(caller, [&](UnitOfWork& unit) { return store_passkey(unit, data, passkey); });
}

Task<RegisteredPasskey> PasskeyService::store_passkey(UnitOfWork& unit, const AuthenticatorData& data,
                                                      const NewPasskey& passkey) {
  COFFER_CO_CHECK(co_await step_up_.require(unit, SensitiveOperation::AddFactor));
  COFFER_CO_TRY(before, co_await factors_.get_factors(unit));
  RegisteredPasskey registered;
  registered.id = random_.id<PasskeyId>();
  COFFER_CO_TRY(inserted, co_await store_.insert(unit, registered.id, data, passkey));
  if (!inserted)
    co_return fail(ErrorKind::Conflict, problems::passkey_exists, "This passkey is set up already: use another one.");
  audit(unit, "auth.passkey.add", registered.id, describe(passkey.name));
  if (!before.has_second_factor()) {
    COFFER_CO_TRY(codes, co_await factors_.begin_recovery(unit));
    registered.recovery_codes = std::move(codes);
  }
  co_return registered;
}

Task<std::vector<Passkey>> PasskeyService::list_passkeys(const Caller& caller) { return store_.list(caller); }

Task<> PasskeyService::rename_passkey(UnitOfWork& unit, PasskeyId id, std::string name) {
  COFFER_CO_TRY(renamed, co_await store_.rename(unit, id, name));
  if (!renamed) co_return passkey_absent();
  audit(unit, "auth.passkey.rename", id, describe(name));
  co_return Result<>{};
}

Task<> PasskeyService::remove_passkey(UnitOfWork& unit, PasskeyId id) {
  COFFER_CO_CHECK(co_await step_up_.require(unit, SensitiveOperation::RemoveFactor));
  COFFER_CO_TRY(removed, co_await store_.remove(unit, id));
  if (!removed) co_return passkey_absent();
  COFFER_CO_TRY(left, co_await factors_.get_factors(unit));
  COFFER_CO_CHECK(co_await factors_.check_removal(left));
  if (!left.has_second_factor()) COFFER_CO_CHECK(co_await factors_.end_recovery(unit));
  audit(unit, "auth.passkey.remove", id, {});
  co_return Result<>{};
}

Task<PasskeyRequest> PasskeyService::begin_sign_in(const Caller& anonymous) {
  COFFER_CO_TRY(request, co_await make_request(anonymous, PasskeyPurpose::SignIn, std::nullopt));
  request.verification = UserVerification::Required;
  co_return std::move(request);
}

Task<PasskeyRequest> PasskeyService::begin_proof(const Caller& person, PasskeyPurpose purpose) {
  COFFER_CO_TRY(request, co_await make_request(person, purpose, person.user));
  COFFER_CO_TRY(passkeys, co_await store_.list(person));
  for (auto& passkey : passkeys) request.allow.push_back(std::move(passkey.credential_id));
  co_return std::move(request);
}

Task<PasskeyRequest> PasskeyService::make_request(const Caller& caller, PasskeyPurpose purpose,
                                                  std::optional<UserId> user) {
  PasskeyRequest request;
  request.challenge = make_challenge(random_);
  request.rp_id = party_.id;
  COFFER_CO_CHECK(co_await store_.add_challenge(caller, platform::sha256(request.challenge), purpose, user));
  co_return request;
}

Task<ProvedPerson> PasskeyService::sign_in(const Caller& anonymous, AssertionAnswer answer, std::string user_agent) {
  const auto challenge = find_challenge(answer.client_data);
  if (!challenge) co_return wrong_proof("no challenge");
  COFFER_CO_TRY(taken, co_await store_.take_challenge(anonymous, platform::sha256(*challenge), PasskeyPurpose::SignIn,
                                                      std::nullopt));
  if (!taken) co_return wrong_proof("no challenge of ours, or used before");
  COFFER_CO_TRY(person, co_await find_signer(anonymous, answer));
  ProvedPerson proved;
  proved.proof = Proof::Passkey;
  auto spent = co_await database_.write(
      person, [&](UnitOfWork& unit) { return proofs_.spend_passkey(unit, answer, UserVerification::Required); });
  if (!spent && spent.error().problem == problems::wrong_proof) {
    FailedLoginRow row;
    row.id = random_.uuid();
    row.user = person.user;
    row.outcome = FailedLogin::WrongPasskey;
    row.user_agent = std::move(user_agent);
    COFFER_CO_CHECK(
        co_await database_.write(anonymous, [&](UnitOfWork& unit) { return people_.insert_failed_login(unit, row); }));
  }
  if (!spent) co_return fail(std::move(spent).error());
  proved.caller = std::move(person);
  co_return proved;
}

Task<Caller> PasskeyService::find_signer(const Caller& anonymous, const AssertionAnswer& answer) {
  COFFER_CO_TRY(owner, co_await store_.find_owner(answer.credential_id));
  if (!owner) co_return wrong_proof("nobody's credential");
  if (!answer.user_handle || !std::ranges::equal(*answer.user_handle, owner->uuid.bytes))
    co_return wrong_proof("the user handle is another's");
  COFFER_CO_TRY(person, co_await people_.find_caller(*owner));
  if (!person) co_return wrong_proof("the person is disabled");
  person->trace_id = anonymous.trace_id;
  person->network_address = anonymous.network_address;
  person->deadline = anonymous.deadline;
  co_return std::move(*person);
}

}  // namespace coffer::auth
