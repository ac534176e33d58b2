#include "platform/idempotency.hpp"

#include <algorithm>
#include <string_view>

#include "platform/idempotency/sql.hpp"

namespace coffer::platform {

namespace {

bool is_well_formed(std::string_view key) {
  return !key.empty() && key.size() <= 255 && std::ranges::all_of(key, [](char c) { return c >= 0x20 && c <= 0x7e; });
}

bool is_same(std::string_view stored, const std::array<std::uint8_t, 32>& fingerprint) {
  return stored.size() == fingerprint.size() && std::ranges::equal(stored, fingerprint, [](char a, std::uint8_t b) {
           return static_cast<std::uint8_t>(a) == b;
         });
}

}  // namespace

// An advisory lock says whether another unit works on the key: an inserted row would make the second wait
// for the first on the unique index, with a connection in its hand.
Task<std::optional<StoredAnswer>> begin_idempotent(UnitOfWork& unit, IdempotentRequest request) {
  const auto user = unit.caller().user;
  if (user.is_nil()) co_return std::optional<StoredAnswer>{};
  if (!is_well_formed(request.key)) {
    co_return fail(ErrorKind::Invalid, problems::idempotency_key_malformed,
                   "An idempotency key has 1 to 255 printable ASCII characters.");
  }
  // Two statements of one round trip; each has its own snapshot, so the second sees what the lock waited for.
  std::vector<Statement> statements;
  statements.push_back(statement(sql::lock_key, user, request.key));
  statements.push_back(statement(sql::find_answer, user, request.key));
  COFFER_CO_TRY(results, co_await unit.run_all(std::move(statements)));
  if (!results[1].empty()) {
    const auto row = results[1].front();
    if (!is_same(row.bytea(0), request.fingerprint)) {
      co_return fail(ErrorKind::Invalid, problems::idempotency_key_reused,
                     "This idempotency key was used for another request. Choose a new key.");
    }
    StoredAnswer answer;
    answer.status = row.int32(1);
    answer.content_type = row.optional_text(2).value_or("");
    answer.location = row.optional_text(3).value_or("");
    answer.etag = row.optional_text(4).value_or("");
    answer.body = row.bytea(5);
    co_return std::optional(std::move(answer));
  }
  if (!results[0].front().boolean(0)) {
    co_return fail(ErrorKind::Conflict, problems::idempotency_in_progress,
                   "The first request with this idempotency key is still being worked on. Try again in a moment.");
  }
  co_return std::optional<StoredAnswer>{};
}

Task<> finish_idempotent(UnitOfWork& unit, IdempotentRequest request, StoredAnswer answer) {
  const auto user = unit.caller().user;
  if (user.is_nil()) co_return Result<>{};
  auto save =
      statement(sql::save_answer, user, request.key, std::span<const std::uint8_t>(request.fingerprint),
                std::int64_t{answer.status}, answer.content_type, answer.location, answer.etag, Bytea{answer.body});
  COFFER_CO_CHECK(co_await unit.run(std::move(save)));
  co_return Result<>{};
}

Task<std::int64_t> remove_expired_answers(UnitOfWork& unit, std::int64_t most) {
  COFFER_CO_TRY(rows, co_await unit.run(statement(sql::forget_expired_keys, most)));
  co_return rows.front().int64(0);
}

}  // namespace coffer::platform
