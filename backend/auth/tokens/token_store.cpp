#include "auth/tokens/token_store.hpp"

#include <algorithm>
#include <span>

#include "auth/sessions/session_store.hpp"
#include "auth/tokens/sql.hpp"
#include "platform/pg/database.hpp"

namespace coffer::auth {

using platform::statement;
using platform::Task;
using platform::UnitOfWork;

namespace {

template <class Bytes>
std::span<const std::uint8_t> span_of(const Bytes& bytes) {
  return bytes;
}

SigningKeyRow read_key(const platform::Row& row) {
  SigningKeyRow key;
  key.id = row.text(0);
  const auto public_key = row.bytea(1);
  std::copy_n(public_key.begin(), std::min(public_key.size(), key.public_key.size()), key.public_key.begin());
  const auto sealed = row.bytea(2);
  key.sealed_private_key.assign(sealed.begin(), sealed.end());
  key.signs_from = row.timestamp(3);
  key.signs_until = row.timestamp(4);
  return key;
}

}  // namespace

Task<std::vector<SigningKeyRow>> TokenStore::list_keys(Timestamp now) {
  const Caller nobody;
  COFFER_CO_TRY(rows, co_await database_.read(nobody, statement(sql::list_signing_keys, now)));
  std::vector<SigningKeyRow> keys;
  for (const auto row : rows) keys.push_back(read_key(row));
  co_return keys;
}

Task<bool> TokenStore::insert_key(UnitOfWork& unit, SigningKeyRow key, Timestamp verifies_until) {
  COFFER_CO_CHECK(co_await unit.run(statement(sql::lock_signing_keys)));
  COFFER_CO_TRY(rows, co_await unit.run(statement(sql::insert_signing_key, key.id, span_of(key.public_key),
                                                  span_of(key.sealed_private_key), key.signs_from, key.signs_until,
                                                  verifies_until)));
  co_return rows.affected() == 1;
}

Task<std::optional<Timestamp>> TokenStore::turn_into_tokens(UnitOfWork& unit) {
  const Caller& caller = unit.caller();
  COFFER_CO_TRY(rows, co_await unit.run(statement(sql::turn_session_into_tokens, caller.session, caller.user)));
  if (rows.empty()) co_return std::nullopt;
  co_return rows.front().timestamp(0);
}

Task<> TokenStore::insert_refresh_token(UnitOfWork& unit, RefreshTokenRow row, platform::Digest token_hash) {
  COFFER_CO_CHECK(
      co_await unit.run(statement(sql::insert_refresh_token, row.id, row.session, row.user, span_of(token_hash))));
  co_return Result<>{};
}

Task<std::optional<RefreshTokenRow>> TokenStore::find_refresh_token(platform::Digest token_hash) {
  const Caller nobody;
  COFFER_CO_TRY(rows, co_await database_.read(nobody, statement(sql::find_refresh_token, span_of(token_hash))));
  if (rows.empty()) co_return std::nullopt;
  const auto row = rows.front();
  co_return RefreshTokenRow{row.uuid(0), row.id<SessionId>(1), row.id<UserId>(2)};
}

Task<std::optional<Timestamp>> TokenStore::prolong(UnitOfWork& unit, SessionId session, Timestamp now,
                                                   Timestamp idle_expires_at) {
  COFFER_CO_TRY(rows,
                co_await unit.run(statement(sql::prolong_session, session, unit.caller().user, now, idle_expires_at)));
  if (rows.empty()) co_return std::nullopt;
  co_return rows.front().timestamp(0);
}

Task<std::optional<Rotation>> TokenStore::rotate(UnitOfWork& unit, Uuid token, Timestamp now, std::string user_agent) {
  const UserId user = unit.caller().user;
  COFFER_CO_TRY(rotated, co_await unit.run(statement(sql::rotate_refresh_token, token, user, now, user_agent)));
  if (!rotated.empty()) co_return std::nullopt;
  COFFER_CO_TRY(rows, co_await unit.run(statement(sql::find_rotation, token, user)));
  if (rows.empty()) co_return Rotation{};
  co_return Rotation{rows.front().timestamp(0), rows.front().text(1)};
}

Task<> TokenStore::forget_used(UnitOfWork& unit, SessionId session, Timestamp before) {
  COFFER_CO_CHECK(co_await unit.run(statement(sql::forget_used_refresh_tokens, session, unit.caller().user, before)));
  co_return Result<>{};
}

Task<> TokenStore::end_session(UnitOfWork& unit, SessionId session) {
  COFFER_CO_CHECK(co_await unit.run(statement(sql::end_token_session, session, unit.caller().user)));
  co_return Result<>{};
}

Task<std::optional<Caller>> TokenStore::find_caller(SessionId session) {
  const Caller nobody;
  COFFER_CO_TRY(rows, co_await database_.read(nobody, statement(sql::find_token_session, session)));
  if (rows.empty()) co_return std::nullopt;
  const auto row = rows.front();
  Caller caller;
  caller.kind = CallerKind::Person;
  caller.session = row.id<SessionId>(0);
  caller.credential = Credential::AccessToken;
  caller.user = row.id<UserId>(1);
  caller.households = read_caller_households(row, 5);
  co_return caller;
}

}  // namespace coffer::auth
