// Why an import file as a whole cannot be read.
#pragma once

#include <string_view>

namespace coffer::finance::problems {

inline constexpr std::string_view unreadable_file = "finance/unreadable-file";
inline constexpr std::string_view file_too_large = "finance/import-file-too-large";
inline constexpr std::string_view unknown_file_layout = "finance/unknown-file-layout";

}  // namespace coffer::finance::problems
