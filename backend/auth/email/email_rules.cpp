#include "auth/email/email_rules.hpp"

#include "auth/email/email_problems.hpp"

namespace coffer::auth {

Result<> check_verified(const EmailState& state) {
  if (state.verified_at) return {};
  return fail(ErrorKind::Forbidden, problems::email_not_verified,
              "Confirm your e-mail address first: open the link in the mail, or ask for another.");
}

}  // namespace coffer::auth
