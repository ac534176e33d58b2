#include "auth/email/email_store.hpp"

#include "auth/email/sql.hpp"
#include "auth/identity/identity_problems.hpp"
#include "platform/pg/database.hpp"

namespace coffer::auth {

using platform::statement;
using platform::Task;
using platform::UnitOfWork;

namespace {

std::optional<EmailState> read_state(const platform::Rows& rows) {
  if (rows.empty()) return std::nullopt;
  const auto row = rows.front();
  EmailState state;
  state.email = row.text(0);
  state.name = row.text(1);
  state.verified_at = row.optional_timestamp(2);
  if (!row.is_null(3)) state.change = EmailChange{row.text(3), row.timestamp(4), !row.is_null(5), !row.is_null(6)};
  return state;
}

std::optional<EmailConfirmation> read_confirmation(const platform::Rows& rows) {
  if (rows.empty()) return std::nullopt;
  return EmailConfirmation{rows.front().text(0), rows.front().boolean(1)};
}

}  // namespace

Task<std::optional<EmailState>> EmailStore::load(const Caller& caller) {
  COFFER_CO_TRY(rows, co_await database_.read(caller, statement(sql::load_email, caller.user)));
  co_return read_state(rows);
}

Task<std::optional<EmailState>> EmailStore::load(UnitOfWork& unit) {
  COFFER_CO_TRY(rows, co_await unit.run(statement(sql::load_email, unit.caller().user)));
  co_return read_state(rows);
}

Task<> EmailStore::mark_verified(UnitOfWork& unit, const std::string& email) {
  COFFER_CO_CHECK(co_await unit.run(statement(sql::mark_email_verified, unit.caller().user, email)));
  co_return Result<>{};
}

Task<> EmailStore::begin_change(UnitOfWork& unit, NewEmailChange change) {
  const auto user = unit.caller().user;
  std::vector<platform::Statement> statements;
  statements.push_back(statement(sql::end_email_changes, user));
  statements.push_back(statement(sql::insert_email_change, unit.random().uuid(), user, change.new_email,
                                 change.good_seconds, change.old_agrees));
  COFFER_CO_CHECK(co_await unit.run_all(std::move(statements)));
  co_return Result<>{};
}

Task<std::optional<EmailConfirmation>> EmailStore::confirm_old(UnitOfWork& unit) {
  COFFER_CO_TRY(rows, co_await unit.run(statement(sql::confirm_old_email, unit.caller().user)));
  co_return read_confirmation(rows);
}

Task<std::optional<EmailConfirmation>> EmailStore::confirm_new(UnitOfWork& unit, const std::string& new_email) {
  COFFER_CO_TRY(rows, co_await unit.run(statement(sql::confirm_new_email, unit.caller().user, new_email)));
  co_return read_confirmation(rows);
}

Task<bool> EmailStore::end_change(UnitOfWork& unit) {
  COFFER_CO_TRY(rows, co_await unit.run(statement(sql::end_email_changes, unit.caller().user)));
  co_return rows.affected() > 0;
}

Task<> EmailStore::change_email(UnitOfWork& unit, const std::string& email) {
  auto changed = co_await unit.run(statement(sql::change_email, unit.caller().user, email));
  if (changed) co_return Result<>{};
  if (platform::constraint_of(changed.error()) == "users_email_key")
    co_return fail(ErrorKind::Conflict, problems::email_taken, "This e-mail address has an account by now.");
  co_return fail(std::move(changed).error());
}

}  // namespace coffer::auth
