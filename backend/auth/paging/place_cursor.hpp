// Lists of this room go by a moment, then by identifier; their cursor is the place of the last item.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/date.hpp"
#include "base/id.hpp"
#include "base/result.hpp"

namespace coffer::auth {

struct ListPlace {
  Timestamp at;
  Uuid id;
};

namespace problems {
inline constexpr std::string_view bad_cursor = "auth/bad-cursor";  // Invalid
}

[[nodiscard]] std::string make_place_cursor(const ListPlace& place);
// Without a cursor, the place before the first. Invalid (pointer ?cursor) when no list gave it out.
[[nodiscard]] Result<ListPlace> read_place_cursor(const std::optional<std::string>& cursor);

}  // namespace coffer::auth
