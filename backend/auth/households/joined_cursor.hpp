// The cursor of the lists that go by the moment of joining.
#pragma once

#include <optional>
#include <string>

#include "auth/households/household.hpp"
#include "base/result.hpp"

namespace coffer::auth {

[[nodiscard]] std::string make_joined_cursor(const JoinedPlace& place);
// Without a cursor, the place before the first. Invalid (pointer ?cursor) when no list gave it out.
[[nodiscard]] Result<JoinedPlace> read_joined_cursor(const std::optional<std::string>& cursor);

}  // namespace coffer::auth
