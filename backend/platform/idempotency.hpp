// Idempotency keys: the answer to a write is stored in the write's own transaction and given again
// when the same person sends the same key. The face does, inside Database::write:
//
//   COFFER_CO_TRY(replay, co_await begin_idempotent(unit, request));
//   if (replay) co_return *replay;
//   ... service ... encode ...
//   COFFER_CO_CHECK(co_await finish_idempotent(unit, request, answer));
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>

#include "platform/unit_of_work.hpp"

namespace coffer::platform {

namespace problems {
inline constexpr std::string_view idempotency_key_reused = "platform/idempotency-key-reused";        // Invalid
inline constexpr std::string_view idempotency_in_progress = "platform/idempotency-in-progress";      // Conflict
inline constexpr std::string_view idempotency_key_malformed = "platform/idempotency-key-malformed";  // Invalid
}  // namespace problems

struct IdempotentRequest {
  std::string key;  // 1 to 255 printable ASCII characters
  // SHA-256 over method, path, query, household and body: the same key elsewhere is another request.
  std::array<std::uint8_t, 32> fingerprint{};
};

struct StoredAnswer {
  int status = 200;
  std::string content_type = "application/json";
  std::string location;  // of a created resource, else empty
  std::string etag;      // else empty
  std::string body;
};

// The stored answer of an earlier request, or nothing: then this unit holds the key until it ends. Invalid
// when the key came with another request, Conflict while another unit holds it. Keys are per user; a caller
// who is no person has none, and nothing is kept for him.
Task<std::optional<StoredAnswer>> begin_idempotent(UnitOfWork& unit, IdempotentRequest request);
Task<> finish_idempotent(UnitOfWork& unit, IdempotentRequest request, StoredAnswer answer);

// Removes expired answers (kept 48 hours), at most `most` of them; how many went.
Task<std::int64_t> remove_expired_answers(UnitOfWork& unit, std::int64_t most);

}  // namespace coffer::platform
