#include "auth/keys/api_key_store.hpp"

#include <span>

#include "auth/keys/sql.hpp"
#include "auth/sessions/session_store.hpp"
#include "platform/pg/database.hpp"

namespace coffer::auth {

using platform::statement;
using platform::Task;
using platform::UnitOfWork;

namespace {

std::span<const std::uint8_t> bytes_of(const platform::Digest& digest) { return digest; }

}  // namespace

Task<std::optional<Timestamp>> ApiKeyStore::insert(UnitOfWork& unit, ApiKey key, platform::Digest token_hash,
                                                   Timestamp now, std::int64_t most) {
  COFFER_CO_TRY(rows,
                co_await unit.run(statement(sql::insert_api_key, key.id, unit.caller().user, key.name, key.beginning,
                                            bytes_of(token_hash), key.scopes, key.expires_at, now, most)));
  if (rows.empty()) co_return std::nullopt;
  co_return rows.front().timestamp(0);
}

Task<std::vector<ApiKey>> ApiKeyStore::list(const Caller& caller, Moment after, std::int64_t limit) {
  COFFER_CO_TRY(rows,
                co_await database_.read(caller, statement(sql::list_api_keys, caller.user, after.at, after.id, limit)));
  std::vector<ApiKey> keys;
  for (const auto row : rows) {
    ApiKey key;
    key.id = row.id<ApiKeyId>(0);
    key.name = row.text(1);
    key.beginning = row.text(2);
    key.scopes = row.text_array(3);
    key.created_at = row.timestamp(4);
    key.expires_at = row.timestamp(5);
    key.last_used_at = row.optional_timestamp(6);
    keys.push_back(std::move(key));
  }
  co_return keys;
}

Task<std::int64_t> ApiKeyStore::revoke(UnitOfWork& unit, ApiKeyId key) {
  COFFER_CO_TRY(rows, co_await unit.run(statement(sql::revoke_api_key, key, unit.caller().user)));
  co_return rows.affected();
}

Task<std::vector<ApiKeyId>> ApiKeyStore::revoke_all(UnitOfWork& unit) {
  COFFER_CO_TRY(rows, co_await unit.run(statement(sql::revoke_all_api_keys, unit.caller().user)));
  std::vector<ApiKeyId> ended;
  for (const auto row : rows) ended.push_back(row.id<ApiKeyId>(0));
  co_return ended;
}

Task<std::optional<FoundApiKey>> ApiKeyStore::find(platform::Digest token_hash) {
  const Caller nobody;
  COFFER_CO_TRY(rows, co_await database_.read(nobody, statement(sql::find_api_key, bytes_of(token_hash))));
  if (rows.empty()) co_return std::nullopt;
  const auto row = rows.front();
  FoundApiKey found;
  found.id = row.id<ApiKeyId>(0);
  found.caller.kind = CallerKind::Person;
  found.caller.credential = Credential::ApiKey;
  found.caller.user = row.id<UserId>(1);
  found.scopes = row.text_array(2);
  found.last_used_at = row.optional_timestamp(3);
  found.caller.households = read_caller_households(row, 4);
  co_return found;
}

Task<> ApiKeyStore::touch(UnitOfWork& unit, ApiKeyId key, Timestamp now) {
  COFFER_CO_CHECK(co_await unit.run(statement(sql::touch_api_key, key, unit.caller().user, now)));
  co_return Result<>{};
}

}  // namespace coffer::auth
