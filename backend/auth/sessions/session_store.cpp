#include "auth/sessions/session_store.hpp"

#include <cassert>
#include <span>

#include "auth/permissions/permissions.hpp"
#include "auth/sessions/sql.hpp"
#include "platform/pg/database.hpp"

namespace coffer::auth {

using platform::statement;
using platform::Task;

namespace {

constexpr std::size_t user_agent_length = 512;
constexpr std::size_t network_address_length = 64;

std::span<const std::uint8_t> bytes_of(const platform::Digest& digest) { return digest; }

// Cut to what the column holds, at a code point.
std::string cut(std::string_view text, std::size_t length) {
  if (text.size() <= length) return std::string(text);
  while (length > 0 && (static_cast<unsigned char>(text[length]) & 0xC0) == 0x80) --length;
  return std::string(text.substr(0, length));
}

}  // namespace

std::vector<CallerHousehold> read_caller_households(const platform::Row& row, int first_column) {
  const auto ids = row.uuid_array(first_column);
  const auto roles = row.text_array(first_column + 1);
  const auto narrowed = row.text_array(first_column + 2);
  assert(ids.size() == roles.size() && ids.size() == narrowed.size());
  std::vector<CallerHousehold> households;
  households.reserve(ids.size());
  for (std::size_t i = 0; i < ids.size(); ++i) {
    CallerHousehold household;
    household.household = HouseholdId{ids[i]};
    household.role = parse_role(roles[i]).value_or(Role::Viewer);
    household.narrowed = narrowed[i] != "false";
    households.push_back(household);
  }
  return households;
}

std::string_view sign_in_method_name(SignInMethod method) {
  switch (method) {
    case SignInMethod::Password: return "password";
    case SignInMethod::SignUp: return "sign_up";
    case SignInMethod::Totp: return "totp";
    case SignInMethod::RecoveryCode: return "recovery_code";
    case SignInMethod::Passkey: return "passkey";
  }
  return "password";
}

Task<std::optional<FoundSession>> SessionStore::find(platform::Digest token_hash) {
  const Caller nobody;
  COFFER_CO_TRY(rows, co_await database_.read(nobody, statement(sql::find_session, bytes_of(token_hash))));
  if (rows.empty()) co_return std::nullopt;
  const auto row = rows.front();
  FoundSession found;
  found.caller.kind = CallerKind::Person;
  found.caller.session = row.id<SessionId>(0);
  found.caller.credential = Credential::SessionCookie;
  found.caller.user = row.id<UserId>(1);
  found.last_used_at = row.timestamp(2);
  found.caller.households = read_caller_households(row, 5);
  co_return found;
}

Task<> SessionStore::insert(platform::UnitOfWork& unit, SessionRow session, Uuid login, SignInMethod method) {
  const Caller& caller = unit.caller();
  const std::string user_agent = cut(session.user_agent, user_agent_length);
  const std::string address = cut(caller.network_address, network_address_length);
  std::vector<platform::Statement> statements;
  statements.push_back(statement(sql::insert_session, session.id, caller.user, bytes_of(session.token_hash),
                                 session.idle_expires_at, session.expires_at, user_agent, address));
  statements.push_back(
      statement(sql::insert_login, login, caller.user, session.id, sign_in_method_name(method), user_agent, address));
  COFFER_CO_CHECK(co_await unit.run_all(std::move(statements)));
  co_return Result<>{};
}

Task<> SessionStore::touch(platform::UnitOfWork& unit, Timestamp now, Timestamp idle_expires_at) {
  const Caller& caller = unit.caller();
  COFFER_CO_CHECK(co_await unit.run(statement(sql::touch_session, caller.session, caller.user, now, idle_expires_at)));
  co_return Result<>{};
}

Task<std::int64_t> SessionStore::revoke(platform::UnitOfWork& unit, SessionId session) {
  COFFER_CO_TRY(rows, co_await unit.run(statement(sql::revoke_session, session, unit.caller().user)));
  co_return rows.affected();
}

Task<std::vector<SessionId>> SessionStore::revoke_others(platform::UnitOfWork& unit) {
  const Caller& caller = unit.caller();
  COFFER_CO_TRY(rows, co_await unit.run(statement(sql::revoke_other_sessions, caller.user, caller.session)));
  std::vector<SessionId> ended;
  for (const auto row : rows) ended.push_back(row.id<SessionId>(0));
  co_return ended;
}

Task<std::vector<SessionOverview>> SessionStore::list(const Caller& caller, Moment after, Timestamp now,
                                                      std::int64_t limit) {
  COFFER_CO_TRY(rows, co_await database_.read(
                          caller, statement(sql::list_sessions, caller.user, after.at, after.id, now, limit)));
  std::vector<SessionOverview> sessions;
  for (const auto row : rows) {
    SessionOverview session;
    session.id = row.id<SessionId>(0);
    session.user_agent = row.text(1);
    session.network_address = row.text(2);
    session.created_at = row.timestamp(3);
    session.last_used_at = row.timestamp(4);
    session.expires_at = row.timestamp(5);
    sessions.push_back(std::move(session));
  }
  co_return sessions;
}

Task<std::vector<Login>> SessionStore::list_logins(const Caller& caller, Moment after, std::int64_t limit) {
  COFFER_CO_TRY(rows,
                co_await database_.read(caller, statement(sql::list_logins, caller.user, after.at, after.id, limit)));
  std::vector<Login> logins;
  for (const auto row : rows) {
    Login login;
    login.id = row.uuid(0);
    login.recorded_at = row.timestamp(1);
    login.outcome = row.text(2);
    login.method = row.text(3);
    login.user_agent = row.text(4);
    login.network_address = row.text(5);
    login.session = row.optional_id<SessionId>(6);
    logins.push_back(std::move(login));
  }
  co_return logins;
}

Task<std::int64_t> SessionStore::forget_expired(platform::UnitOfWork& unit, std::int64_t most) {
  COFFER_CO_TRY(rows, co_await unit.run(statement(sql::forget_expired_sessions, most)));
  co_return rows.front().int64(0);
}

Task<std::int64_t> SessionStore::forget_logins(platform::UnitOfWork& unit, Timestamp before, std::int64_t most) {
  COFFER_CO_TRY(rows, co_await unit.run(statement(sql::forget_logins, before, most)));
  co_return rows.front().int64(0);
}

}  // namespace coffer::auth
