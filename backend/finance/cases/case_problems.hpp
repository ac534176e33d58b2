#pragma once

#include <string_view>

namespace coffer::finance::problems {

inline constexpr std::string_view invalid_case = "finance/invalid-case";
inline constexpr std::string_view unsupported_case = "finance/unsupported-case";

}  // namespace coffer::finance::problems
