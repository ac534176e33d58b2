#pragma once

#include <string_view>

namespace coffer::finance::problems {

inline constexpr std::string_view invalid_price = "finance/invalid-price";  // Invalid
inline constexpr std::string_view invalid_rate = "finance/invalid-rate";    // Invalid

}  // namespace coffer::finance::problems
