#pragma once

#include <string_view>

namespace coffer::finance::problems {

inline constexpr std::string_view import_not_found = "finance/import-not-found";          // NotFound
inline constexpr std::string_view import_row_not_found = "finance/import-row-not-found";  // NotFound
inline constexpr std::string_view import_state = "finance/import-state";                  // Conflict
inline constexpr std::string_view import_row_settled = "finance/import-row-settled";      // Conflict
inline constexpr std::string_view nothing_to_import = "finance/nothing-to-import";        // Invalid
inline constexpr std::string_view import_account = "finance/import-account";              // Invalid

}  // namespace coffer::finance::problems
