#include "auth/tokens/token_service.hpp"

#include "platform/pg/database.hpp"

namespace coffer::auth {

using platform::Task;
using platform::UnitOfWork;

namespace {

constexpr std::string_view prefix = "cofr_";
constexpr std::size_t token_bytes = 32;
constexpr std::size_t token_length = prefix.size() + 43;
constexpr std::size_t user_agent_bytes = 256;
// Beyond this a used token that comes back is merely unknown.
constexpr std::chrono::hours used_kept{14 * 24};
constexpr std::int64_t second = 1'000'000;

Timestamp later(Timestamp instant, std::chrono::microseconds duration) { return {instant.micros + duration.count()}; }

std::unexpected<Error> bad_refresh_token() {
  return fail(ErrorKind::Unauthenticated, problems::bad_refresh_token,
              "The refresh token is not valid, or not any more: sign in again.");
}

platform::AuditEntry audit_of(std::string_view action, SessionId session) {
  platform::AuditEntry entry;
  entry.action = action;
  entry.object_kind = "session";
  entry.object = session.uuid;
  return entry;
}

std::string cut(std::string text) {
  if (text.size() <= user_agent_bytes) return text;
  std::size_t length = user_agent_bytes;
  while (length > 0 && (static_cast<unsigned char>(text[length]) & 0xC0U) == 0x80U) --length;
  text.resize(length);
  return text;
}

}  // namespace

Task<> TokenService::issue(UnitOfWork& unit, SessionId session, const SigningKey& key, IssuedTokens& issued) {
  issued.session = session;
  issued.refresh_token = std::string(prefix) + random_.token(token_bytes);
  COFFER_CO_CHECK(co_await store_.insert_refresh_token(unit, {random_.uuid(), session, unit.caller().user},
                                                       platform::sha256(issued.refresh_token)));
  AccessClaims claims;
  claims.user = unit.caller().user;
  claims.session = session;
  claims.id = random_.uuid();
  claims.issued_at = Timestamp{clock_.now().micros / second * second};
  claims.expires_at = later(claims.issued_at, access_token_life);
  issued.access_token = sign_access_token(key, parties_, claims);
  issued.access_seconds = access_token_life.count();
  co_return Result<>{};
}

Task<IssuedTokens> TokenService::start(UnitOfWork& unit, const SigningKey& key) {
  COFFER_CO_TRY(lives_until, co_await store_.turn_into_tokens(unit));
  if (!lives_until) {
    co_return fail(ErrorKind::Forbidden, problems::no_browser_session,
                   "Sign in first, and exchange the session of that sign-in: it is exchanged once.");
  }
  IssuedTokens issued;
  COFFER_CO_CHECK(co_await issue(unit, unit.caller().session, key, issued));
  issued.refresh_seconds = (lives_until->micros - clock_.now().micros) / second;
  unit.audit(audit_of("auth.tokens.start", issued.session));
  co_return issued;
}

Task<TokenService::Refreshed> TokenService::rotate(UnitOfWork& unit, const RefreshTokenRow& token,
                                                   std::string user_agent, const SigningKey& key,
                                                   IssuedTokens& issued) {
  const Timestamp now = clock_.now();
  COFFER_CO_TRY(lives_until, co_await store_.prolong(unit, token.session, now, later(now, settings_.idle)));
  if (!lives_until) co_return Refreshed::Ended;
  COFFER_CO_TRY(earlier, co_await store_.rotate(unit, token.id, now, user_agent));
  if (earlier) {
    if (earlier->user_agent == user_agent && now < later(earlier->at, race_window)) co_return Refreshed::Raced;
    COFFER_CO_CHECK(co_await store_.end_session(unit, token.session));
    unit.audit(audit_of("auth.tokens.reuse", token.session));
    co_return Refreshed::Reused;
  }
  COFFER_CO_CHECK(co_await issue(unit, token.session, key, issued));
  COFFER_CO_CHECK(co_await store_.forget_used(unit, token.session, later(now, -used_kept)));
  issued.refresh_seconds = (lives_until->micros - now.micros) / second;
  unit.audit(audit_of("auth.tokens.refresh", token.session));
  co_return Refreshed::Rotated;
}

Task<IssuedTokens> TokenService::refresh(const Caller& anonymous, std::string refresh_token, std::string user_agent) {
  if (refresh_token.size() != token_length || !refresh_token.starts_with(prefix)) co_return bad_refresh_token();
  COFFER_CO_TRY(found, co_await store_.find_refresh_token(platform::sha256(refresh_token)));
  platform::wipe(refresh_token);
  if (!found) co_return bad_refresh_token();
  COFFER_CO_TRY(key, co_await keys_.get_signing_key());
  Caller person;
  person.kind = CallerKind::Person;
  person.user = found->user;
  person.session = found->session;
  person.trace_id = anonymous.trace_id;
  person.network_address = anonymous.network_address;
  person.deadline = anonymous.deadline;
  const std::string agent = cut(std::move(user_agent));
  IssuedTokens issued;
  auto outcome = co_await database_.write(
      person, [&](UnitOfWork& unit) -> Task<Refreshed> { return rotate(unit, *found, agent, key, issued); });
  if (!outcome) co_return fail(std::move(outcome).error());
  switch (*outcome) {
    case Refreshed::Rotated: co_return issued;
    case Refreshed::Raced:
      co_return fail(ErrorKind::Conflict, problems::refresh_raced,
                     "Another request of this client has just been given the next tokens: use those.");
    case Refreshed::Reused:
    case Refreshed::Ended: break;
  }
  co_return bad_refresh_token();
}

Task<AccessClaims> TokenService::read(std::string access_token) {
  COFFER_CO_TRY(keys, co_await keys_.list_keys(named_key(access_token)));
  const auto find_key = [&keys](std::string_view id) -> std::optional<platform::Ed25519PublicKey> {
    for (const auto& key : keys) {
      if (key.id == id) return key.public_key;
    }
    return std::nullopt;
  };
  co_return read_access_token(access_token, parties_, find_key, clock_.now());
}

Task<Caller> TokenService::find_caller(AccessClaims claims) {
  COFFER_CO_TRY(caller, co_await store_.find_caller(claims.session));
  if (!caller || caller->user != claims.user) {
    co_return fail(ErrorKind::Unauthenticated, problems::bad_token,
                   "The access token is not valid, or not any more: refresh it, or sign in again.");
  }
  co_return std::move(*caller);
}

Task<std::string> TokenService::get_key_set() {
  COFFER_CO_CHECK(co_await keys_.get_signing_key());
  COFFER_CO_TRY(keys, co_await keys_.list_keys(""));
  co_return encode_key_set(keys);
}

}  // namespace coffer::auth
