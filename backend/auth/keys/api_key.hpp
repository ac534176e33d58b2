// A personal API key: for programs of one's own, with some of the person's permissions and an end.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/date.hpp"
#include "base/id.hpp"

namespace coffer::auth {

using ApiKeyId = Id<struct ApiKeyTag>;

inline constexpr std::string_view api_key_prefix = "cof_";
inline constexpr std::chrono::hours api_key_longest_life{366 * 24};
inline constexpr std::int64_t api_keys_most = 50;  // alive, of one person

struct ApiKey {
  ApiKeyId id;
  std::string name;
  std::string beginning;            // what is shown of it: "cof_Ab3dEf9h"
  std::vector<std::string> scopes;  // names of permissions
  Timestamp created_at;
  Timestamp expires_at;
  std::optional<Timestamp> last_used_at;  // to within ten minutes
};

struct NewApiKey {
  std::string name;
  std::vector<std::string> scopes;
  Timestamp expires_at;
};

// The token is given out here, once, and is nowhere kept.
struct CreatedApiKey {
  ApiKey key;
  std::string token;
};

struct ApiKeyList {
  std::vector<ApiKey> items;  // the latest first
  std::optional<std::string> next_cursor;
};

}  // namespace coffer::auth
