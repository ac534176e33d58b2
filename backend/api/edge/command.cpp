#include "api/edge/command.hpp"

#include "platform/crypto/digest.hpp"
#include "platform/idempotency.hpp"
#include "platform/pg/database.hpp"

namespace coffer::api::edge {
namespace {

using platform::IdempotentRequest;
using platform::Request;
using platform::Response;
using platform::Task;
using platform::UnitOfWork;

// Carries an answer of 400 or more out of the unit, so that it rolls back.
struct Refusal {
  std::optional<Response> response;
};

void add_counted(std::string& text, std::string_view part) {
  text += std::to_string(part.size());
  text += ':';
  text += part;
}

platform::Digest fingerprint(const Request& request) {
  std::string text;
  add_counted(text, platform::method_name(request.method));
  add_counted(text, request.path);
  for (const auto& [name, value] : request.query) {
    add_counted(text, name);
    add_counted(text, value);
  }
  text += '|';
  text += request.caller.households.empty() ? "" : request.caller.household().text();
  text += platform::to_hex(platform::sha256(request.body));
  return platform::sha256(text);
}

std::optional<IdempotentRequest> idempotent_request(const Request& request) {
  const auto key = request.header("idempotency-key");
  if (!key || request.caller.kind != CallerKind::Person) return std::nullopt;
  IdempotentRequest out;
  out.key = *key;
  out.fingerprint = fingerprint(request);
  return out;
}

Response replayed(platform::StoredAnswer answer) {
  Response response;
  response.status = answer.status;
  if (!answer.body.empty()) response.content_type = platform::json_type;
  if (!answer.location.empty()) response.with("location", std::move(answer.location));
  if (!answer.etag.empty()) response.with("etag", std::move(answer.etag));
  response.body = std::move(answer.body);
  response.with("idempotent-replayed", "true");
  return response;
}

platform::StoredAnswer to_stored(const Response& response) {
  platform::StoredAnswer answer;
  answer.status = response.status;
  answer.content_type = response.content_type;
  answer.location = response.header("location").value_or("");
  answer.etag = response.header("etag").value_or("");
  answer.body = response.body;
  return answer;
}

Task<Response> run_unit(UnitOfWork& unit, const std::optional<IdempotentRequest>& idempotent, const Work& work,
                        Refusal& refusal) {
  refusal.response.reset();
  if (idempotent) {
    auto begin = platform::begin_idempotent(unit, *idempotent);
    COFFER_CO_TRY(earlier, co_await begin);
    if (earlier) co_return replayed(std::move(*earlier));
  }
  auto task = work(unit);
  COFFER_CO_TRY(response, co_await task);
  if (response.status >= 400) {
    refusal.response = std::move(response);
    co_return fail(ErrorKind::Invalid, "request/refused", "The request was refused.");
  }
  if (idempotent) {
    auto finish = platform::finish_idempotent(unit, *idempotent, to_stored(response));
    COFFER_CO_CHECK(co_await finish);
  }
  co_return std::move(response);
}

}  // namespace

Task<Response> command(platform::Database& database, const Request& request, Work work) {
  const auto idempotent = idempotent_request(request);
  Refusal refusal;
  const auto in_unit = [&](UnitOfWork& unit) { return run_unit(unit, idempotent, work, refusal); };
  auto task = database.write(request.caller, in_unit);
  auto result = co_await task;
  if (refusal.response) co_return std::move(*refusal.response);
  co_return std::move(result);
}

}  // namespace coffer::api::edge
