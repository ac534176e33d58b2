#include "api/rest/recovery_routes.hpp"

#include "platform/json/reader.hpp"
#include "platform/pg/database.hpp"

namespace coffer::api::rest {

using platform::Request;
using platform::Response;
using platform::Task;
using platform::UnitOfWork;

namespace {

struct NewPassword {
  std::string token;
  std::string password;
};

Result<NewPassword> decode_new_password(const Request& request) {
  COFFER_TRY(body, platform::JsonDocument::parse(request.body));
  auto object = body.object();
  NewPassword wanted;
  wanted.token = object.required("token").text({.max = 64});
  wanted.password = object.required("password").text({.max = 256});
  COFFER_CHECK(body.finish());
  return wanted;
}

// The same for every address, with or without an account.
Task<Response> forget_password(RecoveryParts parts, const Request& request) {
  COFFER_CO_TRY(body, platform::JsonDocument::parse(request.body));
  const auto email = body.object().required("email").text({.max = 254});
  COFFER_CO_CHECK(body.finish());
  const auto caller = auth::RecoveryService::asking_caller(request.caller);
  auto work = [&](UnitOfWork& unit) { return parts.recovery.ask(unit, email); };
  COFFER_CO_CHECK(co_await parts.database.write(caller, work));
  Response response = platform::no_content();
  response.status = 202;
  co_return response;
}

Task<Response> reset_password(RecoveryParts parts, const Request& request) {
  COFFER_CO_TRY(wanted, decode_new_password(request));
  COFFER_CO_TRY(reset, co_await parts.recovery.prepare_reset(request.caller, std::move(wanted.token),
                                                             std::move(wanted.password)));
  auto work = [&](UnitOfWork& unit) { return parts.recovery.reset(unit, reset); };
  COFFER_CO_CHECK(co_await parts.database.write(reset.person, work));
  co_return platform::no_content();
}

}  // namespace

void add_recovery_routes(platform::Router& router, RecoveryParts parts) {
  platform::RouteOptions entrance;
  entrance.access = platform::Access::Public;
  entrance.body = platform::BodyKind::Json;
  entrance.body_limit = 8 * 1024;
  entrance.rate = platform::RateClass::SignIn;
  router.post(
      "/v1/auth/password/forgot", "create_password_recovery",
      [parts](const Request& request) { return forget_password(parts, request); }, entrance);
  router.post(
      "/v1/auth/password/reset", "create_password_reset",
      [parts](const Request& request) { return reset_password(parts, request); }, entrance);
}

}  // namespace coffer::api::rest
