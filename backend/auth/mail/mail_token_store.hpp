// What links in mails carry, and how many mails were asked for, in PostgreSQL.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/caller.hpp"
#include "platform/async/task.hpp"
#include "platform/crypto/digest.hpp"
#include "platform/unit_of_work.hpp"

namespace coffer::platform {
class Database;
}

namespace coffer::auth {

enum class MailPurpose : std::uint8_t { VerifyEmail, ResetPassword, ConfirmOldEmail, ConfirmNewEmail };

struct NewMailToken {
  MailPurpose purpose = MailPurpose::VerifyEmail;
  std::string email;  // where it is sent
  std::int64_t good_seconds = 0;
};

struct UsedMailToken {
  MailPurpose purpose = MailPurpose::VerifyEmail;
  std::string email;
};

// At most `most` mails per hour by this key: "address:ada@example.org", "person:<id>", "network:192.0.2.7".
struct MailLimit {
  std::string key;
  std::int64_t most = 0;
};

class MailTokenStore {
 public:
  explicit MailTokenStore(platform::Database& database) : database_(database) {}

  // A token of the unit's caller: 256 random bits, given out here once; its SHA-256 is stored.
  platform::Task<std::string> make(platform::UnitOfWork& unit, NewMailToken token);
  // Whose it is, while it is good for one of these purposes.
  platform::Task<std::optional<UserId>> find(const std::string& token, std::vector<MailPurpose> purposes);
  // Uses up a token of the unit's caller: of many at once one succeeds.
  platform::Task<std::optional<UsedMailToken>> use(platform::UnitOfWork& unit, const std::string& token,
                                                   std::vector<MailPurpose> purposes);
  // Tokens of the unit's caller that lie in mailboxes yet are good for nothing any more.
  platform::Task<> make_void(platform::UnitOfWork& unit, std::vector<MailPurpose> purposes);
  // RateLimited, auth/too-many-mails, when one of the limits is reached.
  platform::Task<> count_mail(platform::UnitOfWork& unit, std::vector<MailLimit> limits);
  platform::Task<std::int64_t> forget_expired(platform::UnitOfWork& unit, std::int64_t most);

 private:
  platform::Database& database_;
};

// For mails that someone asks for about this address, whether it has an account or not.
[[nodiscard]] std::vector<MailLimit> mail_limits(const Caller& caller, const std::string& email);

}  // namespace coffer::auth
