#include "auth/deletion/deletion_service.hpp"

#include "auth/deletion/deletion_problems.hpp"
#include "auth/identity/identity_problems.hpp"
#include "platform/json/reader.hpp"
#include "platform/json/writer.hpp"

namespace coffer::auth {

using platform::Task;
using platform::UnitOfWork;

namespace {

std::unexpected<Error> no_deletion() {
  return fail(ErrorKind::NotFound, problems::no_deletion, "No deletion of this account is under way.");
}

void audit(UnitOfWork& unit, std::string_view action) {
  platform::AuditEntry entry;
  entry.action = action;
  entry.object_kind = "user";
  entry.object = unit.caller().user.uuid;
  unit.audit(std::move(entry));
}

Letter requested_letter(Timestamp due_at, std::string url) {
  Letter letter;
  letter.subject = "Your account will be deleted";
  letter.paragraphs = {"You asked for the deletion of your account at Coffer. It will be done on " +
                           format_timestamp(due_at).substr(0, 10) + " (UTC); until then everything stays as it is.",
                       "Households in which you are alone are deleted with all that is in them."};
  letter.button = LetterButton{"Keep the account", std::move(url)};
  letter.closing = {"If it was not you, keep the account and change your password: somebody is signed in to it."};
  return letter;
}

Letter cancelled_letter() {
  Letter letter;
  letter.subject = "Your account stays";
  letter.paragraphs = {"The deletion of your account at Coffer was cancelled."};
  return letter;
}

Letter done_letter() {
  Letter letter;
  letter.subject = "Your account was deleted";
  letter.paragraphs = {"Your account at Coffer is deleted, as you had asked."};
  return letter;
}

Letter last_owner_letter() {
  Letter letter;
  letter.subject = "Your account could not be deleted";
  letter.paragraphs = {
      "You are the only owner of a household at Coffer in which others are members, so your account was not deleted.",
      "Make somebody else an owner, or let the others go, and ask for the deletion again."};
  return letter;
}

}  // namespace

Task<Deletion> DeletionService::request(UnitOfWork& unit) {
  COFFER_CO_CHECK(co_await step_up_.require(unit, SensitiveOperation::DeleteAccount));
  COFFER_CO_TRY(orphaned, co_await store_.count_orphaned_households(unit));
  if (orphaned > 0) {
    co_return fail(
        ErrorKind::Conflict, problems::last_owner,
        "You are the only owner of a household in which others are members: make somebody else an owner first.");
  }
  const auto id = unit.random().id<DeletionId>();
  COFFER_CO_CHECK(co_await store_.insert(unit, id, deletion_delay_seconds));
  COFFER_CO_TRY(deletion, co_await store_.find(unit));
  COFFER_CO_TRY(me, co_await people_.find_me(unit));
  if (!deletion || !me) co_return no_deletion();
  platform::JsonWriter payload(128);
  payload.begin_object().field("deletion", id).field("user", unit.caller().user).end_object();
  platform::JobRequest job;
  job.kind = account_deletion_job;
  job.payload = payload.take();
  job.not_before = deletion->due_at;
  job.max_attempts = 20;
  COFFER_CO_CHECK(co_await unit.enqueue(std::move(job)));
  audit(unit, "auth.account.deletion_requested");
  platform::MailAddress to{me->user.email, me->user.name};
  auto letter = requested_letter(deletion->due_at, mailing_.link("/settings"));
  COFFER_CO_CHECK(co_await mailing_.send(unit, std::move(to), std::move(letter)));
  co_return std::move(*deletion);
}

Task<Deletion> DeletionService::get_deletion(const Caller& caller) {
  COFFER_CO_TRY(deletion, co_await store_.find(caller));
  if (!deletion) co_return no_deletion();
  co_return std::move(*deletion);
}

Task<> DeletionService::cancel(UnitOfWork& unit) {
  COFFER_CO_TRY(was_under_way, co_await store_.cancel(unit));
  if (!was_under_way) co_return no_deletion();
  COFFER_CO_TRY(me, co_await people_.find_me(unit));
  if (!me) co_return no_deletion();
  audit(unit, "auth.account.deletion_cancelled");
  platform::MailAddress to{me->user.email, me->user.name};
  co_return co_await mailing_.send(unit, std::move(to), cancelled_letter());
}

Task<std::optional<DeletionOrder>> DeletionService::find_order(std::string_view payload) {
  COFFER_CO_TRY(document, platform::JsonDocument::parse(payload));
  auto object = document.object();
  DeletionOrder order;
  order.deletion = object.required("deletion").id<DeletionId>();
  const auto user = object.required("user").id<UserId>();
  COFFER_CO_CHECK(document.finish());
  COFFER_CO_TRY(person, co_await people_.find_caller(user));
  if (!person) co_return std::nullopt;
  order.person = std::move(*person);
  order.person.system = account_deletion_job;
  co_return order;
}

Task<> DeletionService::carry_out(UnitOfWork& unit, const DeletionOrder& order) {
  COFFER_CO_TRY(me, co_await people_.find_me(unit));
  if (!me) co_return Result<>{};
  COFFER_CO_TRY(carried, co_await store_.carry_out(unit, order.deletion));
  if (carried.outcome == DeletionOutcome::Cancelled) co_return Result<>{};
  platform::MailAddress to{me->user.email, me->user.name};
  if (carried.outcome == DeletionOutcome::LastOwner) {
    audit(unit, "auth.account.deletion_refused");
    co_return co_await mailing_.send(unit, std::move(to), last_owner_letter());
  }
  if (!carried.objects.empty()) {
    platform::JsonWriter payload(64 + carried.objects.size() * 40);
    payload.begin_object().array_field("objects");
    for (const auto& object : carried.objects) payload.value(object);
    payload.end_array().end_object();
    platform::JobRequest job;
    job.kind = object_removal_job;
    job.payload = payload.take();
    job.max_attempts = 20;
    COFFER_CO_CHECK(co_await unit.enqueue(std::move(job)));
  }
  audit(unit, "auth.account.delete");
  co_return co_await mailing_.send(unit, std::move(to), done_letter());
}

}  // namespace coffer::auth
