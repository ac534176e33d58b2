#pragma once

#include <string_view>

namespace coffer::auth::problems {

inline constexpr std::string_view totp_exists = "auth/totp-exists";               // Conflict
inline constexpr std::string_view totp_absent = "auth/totp-absent";               // NotFound
inline constexpr std::string_view wrong_code = "auth/wrong-code";                 // Invalid, when a factor is set up
inline constexpr std::string_view wrong_proof = "auth/wrong-proof";               // Unauthenticated
inline constexpr std::string_view too_many_proofs = "auth/too-many-attempts";     // RateLimited
inline constexpr std::string_view no_pending_sign_in = "auth/sign-in-expired";    // Unauthenticated
inline constexpr std::string_view no_second_factor = "auth/no-second-factor";     // Conflict
inline constexpr std::string_view step_up_required = "auth/step-up-required";     // Forbidden
inline constexpr std::string_view password_needs_factor = "auth/password-short";  // Conflict

}  // namespace coffer::auth::problems
