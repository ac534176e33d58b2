// Lists of a book in which the entries of some events are replaced and the rest stay, renumbered. Internal to the room.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <utility>
#include <vector>

namespace coffer::ledger {

// What becomes of the events of a book: those that stay keep their order.
class EventRenumbering {
 public:
  // By old number (0 is none and stays): the new one, 0 for an event whose entries go.
  explicit EventRenumbering(std::vector<std::uint32_t> numbers) : numbers_(std::move(numbers)) {}

  [[nodiscard]] std::uint32_t number(std::uint32_t old) const { return numbers_[old]; }

  // Replaces the entries of events that go by `fresh`, which is in the order of its (new) events.
  template <class Item>
  void splice(std::vector<Item>& list, std::vector<Item> fresh) const;

 private:
  std::vector<std::uint32_t> numbers_;
};

// Entries move in stretches, each by its own distance and only once: a stretch that moves to the front cannot
// cover one before it, and one that moves to the back none behind it.
template <class Item>
void EventRenumbering::splice(std::vector<Item>& list, std::vector<Item> fresh) const {
  struct Stretch {
    std::size_t from;
    std::size_t to;
    std::size_t count;
  };
  std::vector<Stretch> stretches;
  std::vector<std::size_t> places;
  places.reserve(fresh.size());
  std::size_t size = 0;
  for (std::size_t i = 0; i < list.size(); ++i) {
    const std::uint32_t number = numbers_[list[i].event];
    if (number == 0) continue;
    if (list[i].event != number) list[i].event = number;
    while (places.size() < fresh.size() && fresh[places.size()].event < number) places.push_back(size++);
    const bool goes_on = !stretches.empty() && stretches.back().from + stretches.back().count == i &&
                         stretches.back().to + stretches.back().count == size;
    if (goes_on) {
      ++stretches.back().count;
    } else {
      stretches.push_back({.from = i, .to = size, .count = 1});
    }
    ++size;
  }
  while (places.size() < fresh.size()) places.push_back(size++);
  if (size > list.size()) list.resize(size);
  const auto at = [&](std::size_t place) { return list.begin() + static_cast<std::ptrdiff_t>(place); };
  for (const Stretch& one : stretches) {
    if (one.to < one.from) std::move(at(one.from), at(one.from + one.count), at(one.to));
  }
  for (std::size_t i = stretches.size(); i-- > 0;) {
    const Stretch& one = stretches[i];
    if (one.to > one.from) std::move_backward(at(one.from), at(one.from + one.count), at(one.to + one.count));
  }
  for (std::size_t i = 0; i < fresh.size(); ++i) list[places[i]] = std::move(fresh[i]);
  list.resize(size);
}

}  // namespace coffer::ledger
