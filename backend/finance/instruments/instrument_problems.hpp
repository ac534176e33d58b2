#pragma once

#include <string_view>

namespace coffer::finance::problems {

inline constexpr std::string_view instrument_not_found = "finance/instrument-not-found";  // NotFound
inline constexpr std::string_view instrument_is_public = "finance/instrument-is-public";  // Forbidden
inline constexpr std::string_view symbol_taken = "finance/symbol-taken";                  // Conflict

}  // namespace coffer::finance::problems
