#pragma once

#include <string_view>

namespace coffer::finance::problems {

inline constexpr std::string_view export_subject_not_found = "finance/export-subject-not-found";  // NotFound

}  // namespace coffer::finance::problems
