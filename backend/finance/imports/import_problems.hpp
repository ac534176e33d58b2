#pragma once

#include <string_view>

namespace coffer::finance::problems {

inline constexpr std::string_view import_not_found = "finance/import-not-found";                    // NotFound
inline constexpr std::string_view import_row_not_found = "finance/import-row-not-found";            // NotFound
inline constexpr std::string_view import_state = "finance/import-state";                            // Conflict
inline constexpr std::string_view import_row_settled = "finance/import-row-settled";                // Conflict
inline constexpr std::string_view nothing_to_import = "finance/nothing-to-import";                  // Invalid
inline constexpr std::string_view import_profile_not_found = "finance/import-profile-not-found";    // NotFound
inline constexpr std::string_view unknown_import_profile = "finance/unknown-import-profile";        // Invalid
inline constexpr std::string_view import_profile_misfit = "finance/import-profile-misfit";          // Invalid
inline constexpr std::string_view import_profile_name_taken = "finance/import-profile-name-taken";  // Conflict
inline constexpr std::string_view too_many_import_profiles = "finance/too-many-import-profiles";    // Conflict
inline constexpr std::string_view nothing_to_keep = "finance/nothing-to-keep";                      // Invalid
inline constexpr std::string_view import_instrument = "finance/import-instrument";                  // Invalid
inline constexpr std::string_view import_account = "finance/import-account";                        // Invalid

}  // namespace coffer::finance::problems
