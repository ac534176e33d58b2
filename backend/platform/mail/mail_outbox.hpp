// Where mails lie when no mail server is configured: files in a folder of this machine, for its owner's eyes.
#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/date.hpp"
#include "base/id.hpp"
#include "platform/mail/mailer.hpp"

namespace coffer::platform {

inline constexpr std::size_t outbox_mails_most = 200;  // the oldest go first

struct OutboxMail {
  MailMessage message;
  Timestamp written_at;
};

// Writes each mail as a JSON file that only the owner can read; the same mail again replaces itself.
[[nodiscard]] Result<std::unique_ptr<Mailer>> open_mail_outbox(std::filesystem::path folder, const Clock& clock);

// Blocking, for the page that shows them. The newest first; none where there is no folder.
[[nodiscard]] std::vector<OutboxMail> list_outbox_mails(const std::filesystem::path& folder);
[[nodiscard]] std::optional<OutboxMail> find_outbox_mail(const std::filesystem::path& folder, const Uuid& id);

}  // namespace coffer::platform
