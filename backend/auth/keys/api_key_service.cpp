#include "auth/keys/api_key_service.hpp"

#include <algorithm>

#include "auth/permissions/permissions.hpp"
#include "platform/json/writer.hpp"
#include "platform/log/log.hpp"
#include "platform/pg/database.hpp"

namespace coffer::auth {

using platform::Task;
using platform::UnitOfWork;

namespace {

constexpr std::size_t token_bytes = 32;
constexpr std::size_t token_length = api_key_prefix.size() + 43;
constexpr std::size_t shown_length = api_key_prefix.size() + 8;
constexpr std::size_t name_bytes = 400;  // 100 characters
constexpr std::int64_t touch_after_micros = std::int64_t{10} * 60 * 1'000'000;

bool has(const auto& list, std::string_view item) { return std::ranges::find(list, item) != std::ranges::end(list); }

Result<> check_key(const NewApiKey& key, Timestamp now) {
  std::vector<FieldError> faults;
  if (key.name.empty() || key.name.size() > name_bytes) {
    faults.push_back({"/name", "Give a name of 1 to 100 characters."});
  }
  if (key.scopes.empty()) faults.push_back({"/scopes", "Give at least one scope."});
  for (std::size_t i = 0; i < key.scopes.size(); ++i) {
    if (has(permission_names(), key.scopes[i])) continue;
    faults.push_back({"/scopes/" + std::to_string(i), "There is no such scope."});
  }
  const Timestamp latest{now.micros + std::chrono::microseconds(api_key_longest_life).count()};
  if (key.expires_at <= now || key.expires_at > latest) {
    faults.push_back({"/expires_at", "Give a moment within the next 366 days."});
  }
  if (faults.empty()) return {};
  return fail(ErrorKind::Invalid, problems::invalid_api_key, "Correct the fields listed.", std::move(faults));
}

std::uint32_t scope_of(const std::vector<std::string>& scopes) {
  const auto names = permission_names();
  std::uint32_t scope = 0;
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (has(scopes, names[i])) scope |= scope_bit(static_cast<Permission>(i));
  }
  return scope;
}

std::string describe(const ApiKey& key) {
  platform::JsonWriter json(256);
  json.begin_object().field("expires_at", key.expires_at).array_field("scopes");
  for (const auto& scope : key.scopes) json.value(scope);
  json.end_array().end_object();
  return json.take();
}

platform::AuditEntry audit_of(std::string_view action, ApiKeyId key) {
  platform::AuditEntry entry;
  entry.action = action;
  entry.object_kind = "api_key";
  entry.object = key.uuid;
  return entry;
}

std::unexpected<Error> bad_key() {
  return fail(ErrorKind::Unauthenticated, problems::bad_api_key, "The API key is not valid, or not any more.");
}

}  // namespace

Task<CreatedApiKey> ApiKeyService::create_key(UnitOfWork& unit, NewApiKey key) {
  COFFER_CO_CHECK(co_await step_up_.require(unit, SensitiveOperation::CreateApiKey));
  const Timestamp now = clock_.now();
  COFFER_CO_CHECK(check_key(key, now));
  std::ranges::sort(key.scopes);
  key.scopes.erase(std::ranges::unique(key.scopes).begin(), key.scopes.end());
  CreatedApiKey created;
  created.token = std::string(api_key_prefix) + random_.token(token_bytes);
  created.key.id = random_.id<ApiKeyId>();
  created.key.name = std::move(key.name);
  created.key.beginning = created.token.substr(0, shown_length);
  created.key.scopes = std::move(key.scopes);
  created.key.expires_at = key.expires_at;
  COFFER_CO_TRY(made_at,
                co_await store_.insert(unit, created.key, platform::sha256(created.token), now, api_keys_most));
  if (!made_at) {
    co_return fail(ErrorKind::Conflict, problems::too_many_api_keys, "You have 50 API keys: revoke one first.");
  }
  created.key.created_at = *made_at;
  auto entry = audit_of("auth.api_key.create", created.key.id);
  entry.after = describe(created.key);
  unit.audit(std::move(entry));
  co_return created;
}

Task<ApiKeyList> ApiKeyService::list_keys(const Caller& caller, SessionPage page) {
  COFFER_CO_TRY(after, read_moment_cursor(page.cursor, latest_moment));
  ApiKeyList list;
  COFFER_CO_TRY(found, co_await store_.list(caller, after, page.limit + 1));
  list.items = std::move(found);
  list.next_cursor =
      cut_page(list.items, page.limit, [](const ApiKey& key) { return Moment{key.created_at, key.id.uuid}; });
  co_return list;
}

Task<> ApiKeyService::revoke_key(UnitOfWork& unit, ApiKeyId key) {
  COFFER_CO_TRY(ended, co_await store_.revoke(unit, key));
  if (ended == 0) co_return fail(ErrorKind::NotFound, problems::api_key_not_found, "There is no such API key.");
  unit.audit(audit_of("auth.api_key.revoke", key));
  co_return Result<>{};
}

Task<> ApiKeyService::revoke_all(UnitOfWork& unit) {
  COFFER_CO_TRY(ended, co_await store_.revoke_all(unit));
  for (const auto key : ended) unit.audit(audit_of("auth.api_key.revoke", key));
  co_return Result<>{};
}

Task<Caller> ApiKeyService::resolve_key(std::string token) {
  if (token.size() != token_length || !token.starts_with(api_key_prefix)) co_return bad_key();
  COFFER_CO_TRY(found, co_await store_.find(platform::sha256(token)));
  if (!found) co_return bad_key();
  found->caller.scope = scope_of(found->scopes);
  const Timestamp now = clock_.now();
  if (!found->last_used_at || found->last_used_at->micros + touch_after_micros < now.micros) {
    // The request goes on when the note fails: the next one notes it.
    if (auto touched = co_await touch(*found, now); !touched) {
      platform::log_failure(platform::LogLevel::Warn, "api_key.touch_failed", touched.error());
    }
  }
  co_return std::move(found->caller);
}

Task<> ApiKeyService::touch(const FoundApiKey& found, Timestamp now) {
  co_return co_await database_.write(found.caller,
                                     [&](UnitOfWork& unit) -> Task<> { return store_.touch(unit, found.id, now); });
}

}  // namespace coffer::auth
