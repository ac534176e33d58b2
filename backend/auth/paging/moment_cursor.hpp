// The cursor of lists that go by a moment: a keyset of the moment and an identifier.
#pragma once

#include <cstdint>
#include <iterator>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

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

// Lists are read one item beyond the page: cuts it off, and returns the cursor of the next page if there is one.
template <class Item, class PlaceOf>
[[nodiscard]] std::optional<std::string> cut_page(std::vector<Item>& items, std::int64_t limit, PlaceOf place_of) {
  if (std::ssize(items) <= limit) return std::nullopt;
  items.erase(items.begin() + limit, items.end());
  return make_moment_cursor(place_of(items.back()));
}

}  // namespace coffer::auth
