#include "auth/identity/identity_service.hpp"

#include "auth/identity/identity_problems.hpp"
#include "auth/identity/user_rules.hpp"
#include "platform/crypto/digest.hpp"
#include "platform/json/writer.hpp"
#include "platform/log/log.hpp"
#include "platform/pg/database.hpp"

namespace coffer::auth {

using platform::Task;
using platform::UnitOfWork;

namespace {

std::unexpected<Error> wrong_credentials() {
  return fail(ErrorKind::Unauthenticated, problems::wrong_credentials, "The e-mail address or the password is wrong.");
}

std::unexpected<Error> no_such_person() {
  return fail(ErrorKind::NotFound, problems::user_not_found, "There is no such person.");
}

// What the request of someone unknown lends to the person it turns out to be.
void lend_request(const Caller& anonymous, Caller& person) {
  person.trace_id = anonymous.trace_id;
  person.network_address = anonymous.network_address;
  person.deadline = anonymous.deadline;
}

std::string describe(const SignUpPlan& plan) {
  platform::JsonWriter json(160);
  json.begin_object().field("user", plan.caller.user).field("household", plan.household).end_object();
  return json.take();
}

std::string describe_household(const SignUpPlan& plan) {
  platform::JsonWriter json(160);
  json.begin_object()
      .field("household", plan.household)
      .field("owner", plan.caller.user)
      .field("currency", plan.user.currency)
      .end_object();
  return json.take();
}

std::string describe_setting(const User& user) {
  platform::JsonWriter json(160);
  json.begin_object().field("name", user.name).field("locale", user.locale).field("time_zone", user.time_zone);
  json.field("theme", theme_name(user.theme)).end_object();
  return json.take();
}

}  // namespace

Task<SignUpPlan> IdentityService::prepare_sign_up(const Caller& anonymous, NewUser user) {
  COFFER_CO_CHECK(check_new_user(user));
  SignUpPlan plan;
  COFFER_CO_TRY(hash, co_await passwords_.hash(user.password));
  platform::wipe(user.password);
  plan.password_hash = std::move(hash);
  plan.user = std::move(user);
  plan.household = random_.id<HouseholdId>();
  plan.household_name = plan.user.name + "'s household";
  plan.caller.kind = CallerKind::Person;
  plan.caller.user = random_.id<UserId>();
  plan.caller.households.push_back(CallerHousehold{plan.household, Role::Owner, false});
  lend_request(anonymous, plan.caller);
  co_return plan;
}

Task<Me> IdentityService::sign_up(UnitOfWork& unit, const SignUpPlan& plan) {
  SignUpIds ids;
  ids.membership = random_.id<MembershipId>();
  ids.portfolio = random_.id<PortfolioId>();
  COFFER_CO_CHECK(co_await store_.insert_user(unit, plan, ids));

  platform::Event signed_up;
  signed_up.type = "user.signed_up";
  signed_up.household = plan.household;
  signed_up.payload = describe(plan);
  unit.emit(std::move(signed_up));
  platform::Event household_created;
  household_created.type = "household.created";
  household_created.household = plan.household;
  household_created.payload = describe_household(plan);
  unit.emit(std::move(household_created));
  platform::AuditEntry entry;
  entry.action = "auth.user.sign_up";
  entry.household = plan.household;
  entry.object_kind = "user";
  entry.object = plan.caller.user.uuid;
  unit.audit(std::move(entry));
  co_return co_await get_me(unit);
}

Task<Caller> IdentityService::check_credentials(const Caller& anonymous, Credentials credentials,
                                                std::string user_agent) {
  std::optional<StoredCredentials> stored;
  const auto email = normalize_email(credentials.email);
  if (email) {
    COFFER_CO_TRY(found, co_await store_.find_credentials(*email));
    stored = std::move(found);
  }
  // An empty stored hash costs the same time and matches nothing.
  std::string hash = stored ? stored->password_hash : std::string();
  // What cannot be a password is hashed too, and found wrong: no password of anyone is empty.
  std::string password = normalize_password(credentials.password).value_or(std::string());
  platform::wipe(credentials.password);
  credentials.password = std::move(password);
  COFFER_CO_TRY(match, co_await passwords_.verify(credentials.password, std::move(hash)));
  if (!stored || !match.matches || stored->disabled) {
    FailedLoginRow row;
    row.id = random_.uuid();
    if (stored) row.user = stored->user;
    row.outcome = !stored         ? FailedLogin::UnknownUser
                  : match.matches ? FailedLogin::Disabled
                                  : FailedLogin::WrongPassword;
    row.user_agent = std::move(user_agent);
    COFFER_CO_CHECK(co_await record_failure(anonymous, std::move(row)));
    platform::wipe(credentials.password);
    co_return wrong_credentials();
  }
  COFFER_CO_TRY(person, co_await store_.find_caller(stored->user));
  if (!person) co_return wrong_credentials();
  lend_request(anonymous, *person);
  if (match.needs_rehash) {
    // Sign-in goes on when this fails: the old hash still holds.
    if (auto renewed = co_await renew_hash(*person, credentials.password); !renewed) {
      platform::log_failure(platform::LogLevel::Warn, "password.rehash_failed", renewed.error());
    }
  }
  platform::wipe(credentials.password);
  co_return std::move(*person);
}

Task<> IdentityService::note_limited(const Caller& anonymous, std::string email, std::string user_agent) {
  FailedLoginRow row;
  row.id = random_.uuid();
  row.outcome = FailedLogin::Limited;
  row.user_agent = std::move(user_agent);
  if (const auto normal = normalize_email(email)) {
    COFFER_CO_TRY(found, co_await store_.find_credentials(*normal));
    if (found) row.user = found->user;
  }
  co_return co_await record_failure(anonymous, std::move(row));
}

Task<> IdentityService::record_failure(const Caller& anonymous, FailedLoginRow row) {
  co_return co_await database_.write(anonymous,
                                     [&](UnitOfWork& unit) -> Task<> { return store_.insert_failed_login(unit, row); });
}

Task<> IdentityService::renew_hash(const Caller& person, std::string password) {
  COFFER_CO_TRY(hash, co_await passwords_.hash(std::move(password)));
  co_return co_await database_.write(
      person, [&](UnitOfWork& unit) -> Task<> { return store_.update_password_hash(unit, hash); });
}

Task<Me> IdentityService::get_me(const Caller& caller) {
  COFFER_CO_TRY(me, co_await store_.find_me(caller));
  if (!me) co_return no_such_person();
  co_return std::move(*me);
}

Task<Me> IdentityService::get_me(UnitOfWork& unit) {
  COFFER_CO_TRY(me, co_await store_.find_me(unit));
  if (!me) co_return no_such_person();
  co_return std::move(*me);
}

Task<Me> IdentityService::update_me(const Caller& caller, UnitOfWork& unit, UserPatch patch) {
  COFFER_CO_CHECK(check_user_patch(patch));
  COFFER_CO_TRY(me, co_await get_me(unit));
  User user = me.user;
  platform::AuditEntry entry;
  entry.before = describe_setting(user);
  if (patch.name) user.name = std::move(*patch.name);
  if (patch.locale) user.locale = std::move(*patch.locale);
  if (patch.time_zone) user.time_zone = std::move(*patch.time_zone);
  if (patch.theme) user.theme = *patch.theme;
  COFFER_CO_CHECK(co_await store_.update_user(unit, user));
  entry.after = describe_setting(user);
  entry.action = "auth.user.update";
  entry.object_kind = "user";
  entry.object = caller.user.uuid;
  unit.audit(std::move(entry));
  co_return co_await get_me(unit);
}

Task<Caller> IdentityService::get_caller(UserId user) {
  COFFER_CO_TRY(person, co_await store_.find_caller(user));
  if (!person) co_return no_such_person();
  co_return std::move(*person);
}

Task<Caller> IdentityService::get_caller_by_email(std::string email) {
  const auto normal = normalize_email(email);
  if (!normal) co_return no_such_person();
  COFFER_CO_TRY(person, co_await store_.find_caller_by_email(*normal));
  if (!person) co_return no_such_person();
  co_return std::move(*person);
}

}  // namespace coffer::auth
