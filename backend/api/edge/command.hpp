// A write: one unit of work around the service call, with the Idempotency-Key of the request.
//
//   co_return co_await edge::command(database, request, [&](platform::UnitOfWork& unit) ->
//   platform::Task<platform::Response> {
//     COFFER_CO_TRY(account, co_await accounts.create_account(request.caller, unit, input));
//     co_return platform::created("/v1/accounts/" + account.id.text(), encode_account(account));
//   });
#pragma once

#include <functional>

#include "platform/async/task.hpp"
#include "platform/http/request.hpp"
#include "platform/http/response.hpp"
#include "platform/unit_of_work.hpp"

namespace coffer::platform {
class Database;
}

namespace coffer::api::edge {

using Work = std::function<platform::Task<platform::Response>(platform::UnitOfWork&)>;

// Runs `work` and commits it with the answer it encoded; an error, or an answer of 400 or more, rolls
// everything back. With an Idempotency-Key the answer is stored in the same transaction, and a replay
// gets it again with Idempotent-Replayed: true, `work` not being run. A caller without a session has
// no keys of its own: there the header is not used. `work` may run again after a serialization failure.
[[nodiscard]] platform::Task<platform::Response> command(platform::Database& database, const platform::Request& request,
                                                         Work work);

}  // namespace coffer::api::edge
