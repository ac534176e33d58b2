#include "api/rest/session_lookup.hpp"

namespace coffer::api::rest {

using platform::Task;

Task<Caller> SessionLookup::remember(std::string credential, std::function<Task<Caller>()> look_up) {
  if (services_.cache == nullptr) return look_up();
  return services_.cache->resolve(std::move(credential), std::move(look_up));
}

Task<Caller> SessionLookup::resolve(std::string token) {
  std::string credential = "session:" + token;
  auto look_up = [this, token = std::move(token)] { return services_.sessions.resolve_session(token); };
  co_return co_await remember(std::move(credential), std::move(look_up));
}

// The signature says whose token it is; whether the session still lives is asked like any other's.
Task<Caller> SessionLookup::resolve_access_token(std::string token) {
  COFFER_CO_TRY(claims, co_await services_.tokens->read(std::move(token)));
  auto look_up = [this, &claims] { return services_.tokens->find_caller(claims); };
  std::string credential = "tokens:" + claims.session.text() + ":" + claims.user.text();
  co_return co_await remember(std::move(credential), std::move(look_up));
}

Task<Caller> SessionLookup::resolve_bearer(std::string token) {
  if (token.starts_with(auth::api_key_prefix) && services_.keys != nullptr) {
    std::string credential = "key:" + token;
    auto look_up = [this, token = std::move(token)] { return services_.keys->resolve_key(token); };
    co_return co_await remember(std::move(credential), std::move(look_up));
  }
  if (services_.tokens != nullptr) co_return co_await resolve_access_token(std::move(token));
  co_return fail(ErrorKind::Unauthenticated, auth::problems::bad_token, "The access token is not valid.");
}

void SessionLookup::distrust(UserId user) {
  if (services_.cache != nullptr) services_.cache->distrust(user);
}

}  // namespace coffer::api::rest
