#include "auth/email/email_service.hpp"

#include "auth/email/email_letters.hpp"
#include "auth/email/email_problems.hpp"
#include "auth/identity/identity_problems.hpp"
#include "auth/identity/user_rules.hpp"
#include "auth/mail/mail_problems.hpp"
#include "platform/json/writer.hpp"

namespace coffer::auth {

using platform::Task;
using platform::UnitOfWork;

namespace {

std::unexpected<Error> link_not_good() {
  return fail(ErrorKind::Invalid, problems::link_not_good,
              "This link was used already, or is too old: ask for another.",
              {FieldError{"/token", "This link is not good any more."}});
}

std::unexpected<Error> no_such_person() {
  return fail(ErrorKind::NotFound, problems::user_not_found, "There is no such person.");
}

void audit(UnitOfWork& unit, std::string_view action) {
  platform::AuditEntry entry;
  entry.action = action;
  entry.object_kind = "user";
  entry.object = unit.caller().user.uuid;
  unit.audit(std::move(entry));
}

void audit_change(UnitOfWork& unit, const std::string& before, const std::string& after) {
  platform::AuditEntry entry;
  entry.action = "auth.email.change";
  entry.object_kind = "user";
  entry.object = unit.caller().user.uuid;
  const auto as_json = [](const std::string& email) {
    platform::JsonWriter json(64 + email.size());
    json.begin_object().field("email", email).end_object();
    return json.take();
  };
  entry.before = as_json(before);
  entry.after = as_json(after);
  unit.audit(std::move(entry));
}

}  // namespace

Task<EmailState> EmailService::get_email(const Caller& caller) {
  COFFER_CO_TRY(state, co_await store_.load(caller));
  if (!state) co_return no_such_person();
  co_return std::move(*state);
}

Task<EmailState> EmailService::load(UnitOfWork& unit) {
  COFFER_CO_TRY(state, co_await store_.load(unit));
  if (!state) co_return no_such_person();
  co_return std::move(*state);
}

Task<> EmailService::send_verification(UnitOfWork& unit) {
  COFFER_CO_TRY(state, co_await load(unit));
  NewMailToken wanted{MailPurpose::VerifyEmail, state.email, verification_seconds};
  COFFER_CO_TRY(token, co_await tokens_.make(unit, std::move(wanted)));
  audit(unit, "auth.email.verification_sent");
  // Without a name: the address may be a stranger's, and names are anybody's text.
  platform::MailAddress to{state.email, ""};
  co_return co_await mailing_.send(unit, std::move(to), verification_letter(mailing_.link("/verify-email", token)));
}

Task<> EmailService::resend_verification(UnitOfWork& unit) {
  COFFER_CO_TRY(state, co_await load(unit));
  if (state.verified_at)
    co_return fail(ErrorKind::Conflict, problems::email_already_verified, "This address is confirmed already.");
  COFFER_CO_CHECK(co_await tokens_.count_mail(unit, mail_limits(unit.caller(), state.email)));
  co_return co_await send_verification(unit);
}

Task<OpenedLink> EmailService::open_link(const Caller& anonymous, std::string token) {
  std::vector<MailPurpose> purposes{MailPurpose::VerifyEmail, MailPurpose::ConfirmOldEmail,
                                    MailPurpose::ConfirmNewEmail};
  COFFER_CO_TRY(user, co_await tokens_.find(token, std::move(purposes)));
  if (!user) co_return link_not_good();
  COFFER_CO_TRY(person, co_await people_.find_caller(*user));
  if (!person) co_return link_not_good();
  OpenedLink link;
  link.person = std::move(*person);
  link.person.trace_id = anonymous.trace_id;
  link.person.network_address = anonymous.network_address;
  link.person.deadline = anonymous.deadline;
  link.token = std::move(token);
  co_return link;
}

Task<> EmailService::verify(UnitOfWork& unit, const OpenedLink& link) {
  std::vector<MailPurpose> purposes{MailPurpose::VerifyEmail};
  COFFER_CO_TRY(used, co_await tokens_.use(unit, link.token, std::move(purposes)));
  if (!used) co_return link_not_good();
  COFFER_CO_CHECK(co_await store_.mark_verified(unit, used->email));
  COFFER_CO_TRY(state, co_await load(unit));
  // The address was changed since the link was sent.
  if (state.email != used->email) co_return link_not_good();
  // What was begun while nobody had shown that the address is theirs did not ask its owner.
  COFFER_CO_CHECK(co_await store_.end_change(unit));
  std::vector<MailPurpose> links{MailPurpose::VerifyEmail, MailPurpose::ConfirmOldEmail, MailPurpose::ConfirmNewEmail};
  COFFER_CO_CHECK(co_await tokens_.make_void(unit, std::move(links)));
  audit(unit, "auth.email.verify");
  co_return Result<>{};
}

Task<EmailState> EmailService::begin_change(UnitOfWork& unit, std::string new_email) {
  const auto email = normalize_email(new_email);
  if (!email) {
    co_return fail(ErrorKind::Invalid, problems::invalid_user, "Correct the fields listed and send it again.",
                   {FieldError{"/email", "Give an e-mail address such as ada@example.org."}});
  }
  COFFER_CO_CHECK(co_await step_up_.require(unit, SensitiveOperation::ChangeEmail));
  COFFER_CO_TRY(state, co_await load(unit));
  if (*email == state.email) {
    co_return fail(ErrorKind::Invalid, problems::invalid_user, "Correct the fields listed and send it again.",
                   {FieldError{"/email", "This is your address already."}});
  }
  COFFER_CO_CHECK(co_await tokens_.count_mail(unit, mail_limits(unit.caller(), *email)));
  std::vector<MailPurpose> earlier{MailPurpose::ConfirmOldEmail, MailPurpose::ConfirmNewEmail};
  COFFER_CO_CHECK(co_await tokens_.make_void(unit, std::move(earlier)));
  NewEmailChange change{*email, email_change_seconds, !state.verified_at};
  COFFER_CO_CHECK(co_await store_.begin_change(unit, std::move(change)));
  COFFER_CO_CHECK(co_await send_change_links(unit, state, *email));
  audit(unit, "auth.email.change_requested");
  co_return co_await load(unit);
}

Task<> EmailService::send_change_links(UnitOfWork& unit, const EmailState& state, const std::string& new_email) {
  if (state.verified_at) {
    NewMailToken wanted{MailPurpose::ConfirmOldEmail, state.email, email_change_seconds};
    COFFER_CO_TRY(token, co_await tokens_.make(unit, std::move(wanted)));
    platform::MailAddress old_address{state.email, state.name};
    auto letter = old_address_letter(new_email, mailing_.link("/confirm-email", token));
    COFFER_CO_CHECK(co_await mailing_.send(unit, std::move(old_address), std::move(letter)));
  }
  platform::MailAddress new_address{new_email, ""};
  NewMailToken wanted{MailPurpose::ConfirmNewEmail, new_email, email_change_seconds};
  COFFER_CO_TRY(token, co_await tokens_.make(unit, std::move(wanted)));
  COFFER_CO_TRY(taken, co_await people_.find_credentials(new_email));
  // The token that nobody gets keeps the two cases alike.
  auto letter = taken ? address_in_use_letter() : new_address_letter(mailing_.link("/confirm-email", token));
  co_return co_await mailing_.send(unit, std::move(new_address), std::move(letter));
}

Task<> EmailService::cancel_change(UnitOfWork& unit) {
  COFFER_CO_TRY(was_under_way, co_await store_.end_change(unit));
  if (!was_under_way)
    co_return fail(ErrorKind::Conflict, problems::no_email_change, "No change of the address is under way.");
  std::vector<MailPurpose> purposes{MailPurpose::ConfirmOldEmail, MailPurpose::ConfirmNewEmail};
  COFFER_CO_CHECK(co_await tokens_.make_void(unit, std::move(purposes)));
  audit(unit, "auth.email.change_cancelled");
  co_return Result<>{};
}

Task<bool> EmailService::confirm_change(UnitOfWork& unit, const OpenedLink& link) {
  std::vector<MailPurpose> purposes{MailPurpose::ConfirmOldEmail, MailPurpose::ConfirmNewEmail};
  COFFER_CO_TRY(used, co_await tokens_.use(unit, link.token, std::move(purposes)));
  if (!used) co_return link_not_good();
  std::optional<EmailConfirmation> confirmation;
  if (used->purpose == MailPurpose::ConfirmOldEmail) {
    COFFER_CO_TRY(by_old, co_await store_.confirm_old(unit));
    confirmation = std::move(by_old);
  } else {
    COFFER_CO_TRY(by_new, co_await store_.confirm_new(unit, used->email));
    confirmation = std::move(by_new);
  }
  if (!confirmation) co_return link_not_good();
  audit(unit, "auth.email.change_confirmed");
  if (!confirmation->complete) co_return false;
  COFFER_CO_CHECK(co_await complete_change(unit, confirmation->new_email));
  co_return true;
}

Task<> EmailService::complete_change(UnitOfWork& unit, const std::string& new_email) {
  COFFER_CO_TRY(before, co_await load(unit));
  COFFER_CO_CHECK(co_await store_.change_email(unit, new_email));
  COFFER_CO_TRY(was_under_way, co_await store_.end_change(unit));
  static_cast<void>(was_under_way);
  // Links that lie in the old mailbox open nothing any more.
  std::vector<MailPurpose> all{MailPurpose::VerifyEmail, MailPurpose::ResetPassword, MailPurpose::ConfirmOldEmail,
                               MailPurpose::ConfirmNewEmail};
  COFFER_CO_CHECK(co_await tokens_.make_void(unit, std::move(all)));
  audit_change(unit, before.email, new_email);
  if (before.verified_at) {
    platform::MailAddress old_address{before.email, before.name};
    COFFER_CO_CHECK(co_await mailing_.send(unit, std::move(old_address), address_changed_letter(new_email)));
  }
  platform::MailAddress new_address{new_email, before.name};
  co_return co_await mailing_.send(unit, std::move(new_address), address_changed_letter(new_email));
}

}  // namespace coffer::auth
