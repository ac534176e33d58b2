// Keyset cursors: the sort key of the last item seen, opaque to clients.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"

namespace coffer::finance {

// What ?limit= and ?cursor= asked for.
struct PageRequest {
  std::int64_t limit = 50;
  std::optional<std::string> cursor;
};

template <class Item>
struct Page {
  std::vector<Item> items;
  std::optional<std::string> next_cursor;
};

// base64url of the parts; `tag` names the list and its sort, so that a cursor of another list is refused.
[[nodiscard]] std::string make_cursor(std::string_view tag, const std::vector<std::string>& parts);
// Invalid (pointer ?cursor) unless it was made with this tag and this many parts.
[[nodiscard]] Result<std::vector<std::string>> read_cursor(std::string_view cursor, std::string_view tag,
                                                           std::size_t parts);

}  // namespace coffer::finance
