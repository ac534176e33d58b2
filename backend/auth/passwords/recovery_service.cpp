#include "auth/passwords/recovery_service.hpp"

#include "auth/identity/identity_problems.hpp"
#include "auth/identity/user_rules.hpp"
#include "auth/mail/mail_problems.hpp"
#include "auth/passwords/password_rules.hpp"
#include "auth/passwords/recovery_store.hpp"
#include "platform/crypto/envelope.hpp"
#include "platform/json/reader.hpp"
#include "platform/json/writer.hpp"

namespace coffer::auth {

using platform::Task;
using platform::UnitOfWork;

namespace {

constexpr std::string_view asking_system = "auth.password_recovery";

std::unexpected<Error> refuse(std::string_view pointer, std::string detail) {
  return fail(ErrorKind::Invalid, problems::invalid_user, "Correct the fields listed and send it again.",
              {FieldError{std::string(pointer), std::move(detail)}});
}

std::unexpected<Error> link_not_good() {
  return fail(ErrorKind::Invalid, problems::link_not_good,
              "This link was used already, or is too old: ask for another.",
              {FieldError{"/token", "This link is not good any more."}});
}

std::string identity_of(std::string_view request) { return "jobs.queue/recovery/" + std::string(request); }

Letter recovery_letter(std::string url) {
  Letter letter;
  letter.subject = "Choose another password";
  letter.paragraphs = {"Somebody, probably you, forgot the password of your account at Coffer. Choose another here."};
  letter.button = LetterButton{"Choose a password", std::move(url)};
  letter.closing = {"The link is good for one hour, and once. If it was not you, leave it: nothing changes."};
  return letter;
}

Letter reset_letter() {
  Letter letter;
  letter.subject = "Your password was changed";
  letter.paragraphs = {
      "The password of your account at Coffer was changed by a link in a mail. All devices are "
      "signed out and your API keys ended."};
  letter.closing = {"If it was not you, somebody reads your mail: secure your mailbox, then choose another password."};
  return letter;
}

void audit(UnitOfWork& unit, std::string_view action, Uuid user) {
  platform::AuditEntry entry;
  entry.action = action;
  entry.object_kind = "user";
  entry.object = user;
  unit.audit(std::move(entry));
}

}  // namespace

Caller RecoveryService::asking_caller(const Caller& anonymous) {
  Caller caller;
  caller.kind = CallerKind::System;
  caller.system = asking_system;
  caller.trace_id = anonymous.trace_id;
  caller.network_address = anonymous.network_address;
  caller.deadline = anonymous.deadline;
  return caller;
}

Task<> RecoveryService::ask(UnitOfWork& unit, std::string email) {
  const auto normal = normalize_email(email);
  if (!normal) co_return refuse("/email", "Give an e-mail address such as ada@example.org.");
  COFFER_CO_CHECK(co_await tokens_.count_mail(unit, mail_limits(unit.caller(), *normal)));
  const auto request = format_uuid(unit.random().uuid());
  // Sealed: who forgot a password, or typed another's address, is nobody's business.
  COFFER_CO_TRY(sealed, platform::seal_secret(key_, platform::as_bytes(*normal), identity_of(request)));
  platform::JsonWriter json(512);
  json.begin_object().field("request", request).field("email", platform::to_base64url(sealed)).end_object();
  platform::JobRequest job;
  job.kind = password_recovery_job;
  job.payload = json.take();
  COFFER_CO_CHECK(co_await unit.enqueue(std::move(job)));
  audit(unit, "auth.password.forgot", Uuid{});
  co_return Result<>{};
}

Task<std::optional<Caller>> RecoveryService::find_recipient(std::string_view payload) {
  COFFER_CO_TRY(document, platform::JsonDocument::parse(payload));
  auto object = document.object();
  const auto request = object.required("request").text({.max = 36});
  const auto sealed = platform::from_base64url(object.required("email").text({.max = 2'000}));
  if (!sealed) object.refuse("email", "Must be base64url.");
  COFFER_CO_CHECK(document.finish());
  COFFER_CO_TRY(email, platform::open_secret(key_, *sealed, identity_of(request)));
  COFFER_CO_TRY(person, co_await people_.find_caller_by_email(std::string(email.begin(), email.end())));
  // Both: the person's rows, and the system's job.
  if (person) person->system = asking_system;
  co_return std::move(person);
}

Task<> RecoveryService::send_link(UnitOfWork& unit) {
  COFFER_CO_TRY(me, co_await people_.find_me(unit));
  if (!me) co_return Result<>{};
  NewMailToken wanted{MailPurpose::ResetPassword, me->user.email, recovery_seconds};
  COFFER_CO_TRY(token, co_await tokens_.make(unit, std::move(wanted)));
  audit(unit, "auth.password.recovery_sent", unit.caller().user.uuid);
  platform::MailAddress to{me->user.email, me->user.name};
  co_return co_await mailing_.send(unit, std::move(to), recovery_letter(mailing_.link("/reset-password", token)));
}

Task<PasswordReset> RecoveryService::prepare_reset(const Caller& anonymous, std::string token, std::string wanted) {
  std::vector<MailPurpose> purposes{MailPurpose::ResetPassword};
  COFFER_CO_TRY(user, co_await tokens_.find(token, std::move(purposes)));
  if (!user) co_return link_not_good();
  COFFER_CO_TRY(person, co_await people_.find_caller(*user));
  if (!person) co_return link_not_good();
  PasswordReset reset;
  reset.person = std::move(*person);
  reset.person.trace_id = anonymous.trace_id;
  reset.person.network_address = anonymous.network_address;
  reset.person.deadline = anonymous.deadline;
  reset.token = std::move(token);
  COFFER_CO_TRY(me, co_await people_.find_me(reset.person));
  COFFER_CO_TRY(stored, co_await factors_.load_factors(reset.person));
  if (!me || !stored) co_return link_not_good();
  const PasswordContext context{.email = me->user.email, .name = me->user.name};
  const auto factor = stored->factors.has_second_factor() ? SecondFactor::Present : SecondFactor::Absent;
  auto password = normalize_password(wanted);
  platform::wipe(wanted);
  if (!password) co_return refuse("/password", "Choose a password of at most 256 bytes of text.");
  if (auto fault = find_password_fault(*password, context, factor)) co_return refuse("/password", std::move(*fault));
  reset.needs_second_factor = needs_second_factor(*password);
  COFFER_CO_TRY(hash, co_await passwords_.hash(std::move(*password)));
  reset.password_hash = std::move(hash);
  co_return reset;
}

Task<> RecoveryService::reset(UnitOfWork& unit, const PasswordReset& reset) {
  const auto user = unit.caller().user;
  std::vector<MailPurpose> purposes{MailPurpose::ResetPassword};
  COFFER_CO_TRY(used, co_await tokens_.use(unit, reset.token, std::move(purposes)));
  if (!used) co_return link_not_good();
  COFFER_CO_TRY(stored, co_await factors_.load_factors(unit));
  // The factor was taken away meanwhile.
  if (!stored || (reset.needs_second_factor && !stored->factors.has_second_factor()))
    co_return refuse("/password", "Without a second factor choose a password of at least 15 characters.");
  NewPasswordRow row{reset.password_hash, reset.needs_second_factor};
  COFFER_CO_CHECK(co_await save_password(unit, std::move(row)));
  COFFER_CO_CHECK(co_await sessions_.end_other_sessions(unit));
  COFFER_CO_CHECK(co_await api_keys_.revoke_all(unit));
  // A change of the address that is under way ends, too: whoever held the account may have begun it.
  std::vector<MailPurpose> links{MailPurpose::ResetPassword, MailPurpose::ConfirmOldEmail,
                                 MailPurpose::ConfirmNewEmail};
  COFFER_CO_CHECK(co_await tokens_.make_void(unit, std::move(links)));
  COFFER_CO_CHECK(co_await emails_.end_change(unit));
  COFFER_CO_CHECK(co_await emails_.mark_verified(unit, used->email));
  audit(unit, "auth.password.reset", user.uuid);
  COFFER_CO_TRY(me, co_await people_.find_me(unit));
  if (!me) co_return link_not_good();
  platform::MailAddress to{me->user.email, me->user.name};
  co_return co_await mailing_.send(unit, std::move(to), reset_letter());
}

}  // namespace coffer::auth
