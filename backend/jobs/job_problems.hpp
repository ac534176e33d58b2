#pragma once

#include <string_view>

namespace coffer::jobs::problems {

inline constexpr std::string_view no_requester = "jobs/no-requester";  // Forbidden
inline constexpr std::string_view unknown_job = "jobs/unknown-job";    // Invalid

}  // namespace coffer::jobs::problems
