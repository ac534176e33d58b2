// The currencies in use, with their English names, for people to choose from.
#pragma once

#include <span>
#include <string_view>

#include "base/money.hpp"

namespace coffer {

struct NamedCurrency {
  Currency currency;
  std::string_view name;
};

// By code. Replaced currencies are understood everywhere but not offered.
[[nodiscard]] std::span<const NamedCurrency> named_currencies();

}  // namespace coffer
