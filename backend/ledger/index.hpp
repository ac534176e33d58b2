// Dense numbers of the things in one computation: positions in BookInput's lists, never identifiers.
#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>

namespace coffer::ledger {

template <class Tag>
struct Index {
  static constexpr std::uint32_t none = UINT32_MAX;
  std::uint32_t value = none;
  [[nodiscard]] constexpr bool is_set() const { return value != none; }
  constexpr auto operator<=>(const Index&) const = default;
};

using AccountIndex = Index<struct AccountIndexTag>;
using InstrumentIndex = Index<struct InstrumentIndexTag>;
// Place in BookInput::transactions.
using TransactionIndex = Index<struct TransactionIndexTag>;

template <class IndexType>
[[nodiscard]] constexpr IndexType index_of(std::size_t place) {
  return IndexType{static_cast<std::uint32_t>(place)};
}

}  // namespace coffer::ledger
