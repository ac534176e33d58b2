#pragma once

#include <string_view>

namespace coffer::auth::problems {

// NotFound: never there, withdrawn, expired or used.
inline constexpr std::string_view invitation_not_found = "auth/invitation-not-found";
inline constexpr std::string_view invitation_for_another = "auth/invitation-for-another";  // Forbidden
inline constexpr std::string_view invalid_invitation = "auth/invalid-invitation";          // Invalid
inline constexpr std::string_view already_member = "auth/already-member";                  // Conflict
inline constexpr std::string_view too_many_invitations = "auth/too-many-invitations";      // RateLimited

}  // namespace coffer::auth::problems
