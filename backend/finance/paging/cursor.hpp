// Keyset cursors: the sort key of the last item seen, opaque to clients.
#pragma once

#include <cstddef>
#include <cstdint>
#include <iterator>
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

using CursorKeys = std::vector<std::string>;

// base64url of the parts; `tag` names the list and its sort, so that a cursor of another list is refused.
[[nodiscard]] std::string make_cursor(std::string_view tag, const std::vector<std::string>& parts);
// Lists are read one item beyond the page: cuts it off, and sets the cursor of the next page if there is one.
// parts_of: the sort key of an item, as strings.
template <class Item, class PartsOf>
void cut_page(Page<Item>& page, std::int64_t limit, std::string_view tag, PartsOf parts_of) {
  if (std::ssize(page.items) <= limit) return;
  page.items.erase(page.items.begin() + limit, page.items.end());
  page.next_cursor = make_cursor(tag, parts_of(page.items.back()));
}
// Invalid (pointer ?cursor) unless it was made with this tag and this many parts.
[[nodiscard]] Result<std::vector<std::string>> read_cursor(std::string_view cursor, std::string_view tag,
                                                           std::size_t parts);

}  // namespace coffer::finance
