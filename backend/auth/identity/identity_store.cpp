#include "auth/identity/identity_store.hpp"

#include "auth/households/household_store.hpp"
#include "auth/identity/identity_problems.hpp"
#include "auth/identity/sql.hpp"
#include "auth/sessions/session_store.hpp"
#include "platform/pg/database.hpp"

namespace coffer::auth {

using platform::statement;
using platform::Task;
using platform::UnitOfWork;

namespace {

constexpr std::int64_t households_of_me = 200;

Theme parse_theme(std::string_view name) {
  if (name == "light") return Theme::Light;
  return name == "dark" ? Theme::Dark : Theme::System;
}

std::string_view outcome_name(FailedLogin outcome) {
  switch (outcome) {
    case FailedLogin::WrongPassword: return "wrong_password";
    case FailedLogin::UnknownUser: return "unknown_user";
    case FailedLogin::Disabled: return "disabled";
    case FailedLogin::WrongFactor: return "wrong_factor";
    case FailedLogin::WrongPasskey: return "wrong_passkey";
    case FailedLogin::Limited: return "limited";
  }
  return "wrong_password";
}

std::optional<Caller> read_caller(const platform::Rows& rows) {
  if (rows.empty()) return std::nullopt;
  Caller caller;
  caller.kind = CallerKind::Person;
  caller.user = rows.front().id<UserId>(0);
  caller.households = read_caller_households(rows.front(), 1);
  return caller;
}

std::vector<platform::Statement> me_statements(UserId user) {
  std::vector<platform::Statement> statements;
  statements.push_back(statement(sql::load_user, user));
  statements.push_back(list_households_statement(user, Moment{}, households_of_me));
  return statements;
}

std::optional<Me> read_me(const std::vector<platform::Rows>& results) {
  if (results[0].empty()) return std::nullopt;
  const auto row = results[0].front();
  Me me;
  me.user.id = row.id<UserId>(0);
  me.user.email = row.text(1);
  me.user.name = row.text(2);
  me.user.locale = row.text(3);
  me.user.time_zone = row.text(4);
  me.user.theme = parse_theme(row.view(5));
  me.user.version = row.int64(6);
  me.user.created_at = row.timestamp(7);
  me.user.updated_at = row.timestamp(8);
  for (auto& placed : read_households(results[1])) me.households.push_back(std::move(placed.household));
  return me;
}

}  // namespace

Task<std::optional<StoredCredentials>> IdentityStore::find_credentials(std::string email) {
  const Caller nobody;
  COFFER_CO_TRY(rows, co_await database_.read(nobody, statement(sql::find_credentials, email)));
  if (rows.empty()) co_return std::nullopt;
  StoredCredentials stored;
  stored.user = rows.front().id<UserId>(0);
  stored.password_hash = rows.front().text(1);
  stored.disabled = rows.front().boolean(2);
  co_return stored;
}

Task<std::optional<Caller>> IdentityStore::find_caller(UserId user) {
  const Caller nobody;
  COFFER_CO_TRY(rows, co_await database_.read(nobody, statement(sql::find_caller, user)));
  co_return read_caller(rows);
}

Task<std::optional<Caller>> IdentityStore::find_caller_by_email(std::string email) {
  const Caller nobody;
  COFFER_CO_TRY(rows, co_await database_.read(nobody, statement(sql::find_caller_by_email, email)));
  co_return read_caller(rows);
}

Task<> IdentityStore::insert_user(UnitOfWork& unit, const SignUpPlan& plan, SignUpIds ids) {
  auto inserted = co_await unit.run(statement(sql::insert_user, plan.caller.user, plan.user.email, plan.password_hash,
                                              plan.user.name, plan.user.locale, plan.user.time_zone, plan.user.currency,
                                              plan.household, plan.household_name, ids.membership, ids.portfolio,
                                              default_portfolio_name));
  if (inserted) co_return Result<>{};
  if (platform::constraint_of(inserted.error()) == "users_email_key") {
    co_return fail(ErrorKind::Conflict, problems::email_taken, "This e-mail address has an account: sign in instead.",
                   {FieldError{"/email", "This address has an account."}});
  }
  co_return fail(std::move(inserted).error());
}

Task<std::optional<Me>> IdentityStore::find_me(const Caller& caller) {
  COFFER_CO_TRY(results, co_await database_.read(caller, me_statements(caller.user)));
  co_return read_me(results);
}

Task<std::optional<Me>> IdentityStore::find_me(UnitOfWork& unit) {
  COFFER_CO_TRY(results, co_await unit.run_all(me_statements(unit.caller().user)));
  co_return read_me(results);
}

Task<> IdentityStore::update_user(UnitOfWork& unit, const User& user) {
  COFFER_CO_TRY(rows, co_await unit.run(statement(sql::update_user, user.id, user.version, user.name, user.locale,
                                                  user.time_zone, theme_name(user.theme))));
  if (rows.affected() == 1) co_return Result<>{};
  co_return fail(ErrorKind::Stale, problems::user_changed,
                 "This was changed meanwhile: load it again and repeat the change.");
}

Task<> IdentityStore::update_password_hash(UnitOfWork& unit, std::string password_hash) {
  COFFER_CO_CHECK(co_await unit.run(statement(sql::update_password_hash, unit.caller().user, password_hash)));
  co_return Result<>{};
}

Task<> IdentityStore::insert_failed_login(UnitOfWork& unit, FailedLoginRow row) {
  COFFER_CO_CHECK(co_await unit.run(statement(sql::insert_failed_login, row.id, row.user, outcome_name(row.outcome),
                                              row.user_agent, unit.caller().network_address)));
  co_return Result<>{};
}

}  // namespace coffer::auth
