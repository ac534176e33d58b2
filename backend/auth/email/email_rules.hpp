// What waits until a person has shown that their address is theirs.
#pragma once

#include "auth/email/email_store.hpp"
#include "base/result.hpp"

namespace coffer::auth {

// Forbidden, auth/email-not-verified. Stands before what reaches beyond the person's own: further households,
// invitations, keys for programs.
[[nodiscard]] Result<> check_verified(const EmailState& state);

}  // namespace coffer::auth
