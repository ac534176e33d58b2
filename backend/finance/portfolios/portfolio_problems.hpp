#pragma once

#include <string_view>

namespace coffer::finance::problems {

inline constexpr std::string_view portfolio_not_found = "finance/portfolio-not-found";    // NotFound
inline constexpr std::string_view portfolio_name_taken = "finance/portfolio-name-taken";  // Conflict
inline constexpr std::string_view default_portfolio = "finance/default-portfolio";        // Conflict
inline constexpr std::string_view unknown_account = "finance/unknown-account";            // Invalid

}  // namespace coffer::finance::problems
