// The cursor of lists that go by a moment: a keyset of the moment and an identifier.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/date.hpp"
#include "base/id.hpp"
#include "base/result.hpp"

namespace coffer::auth {

namespace problems {
inline constexpr std::string_view bad_cursor = "auth/bad-cursor";  // Invalid
}

struct Moment {
  Timestamp at;
  Uuid id;
};

// Before every moment of a list that begins with the latest.
inline constexpr Moment latest_moment{Timestamp{(std::int64_t{1} << 56) - 1}, {}};

[[nodiscard]] std::string make_moment_cursor(const Moment& moment);
// Without a cursor, `first`. Invalid (pointer ?cursor) when no list gave it out.
[[nodiscard]] Result<Moment> read_moment_cursor(const std::optional<std::string>& cursor, Moment first);

}  // namespace coffer::auth
