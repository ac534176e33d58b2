// Mail as a job: it goes out exactly when the unit of work commits, and is tried again while the mail server
// cannot be reached. The message lies in the queue sealed under the master key, since it may hold a link that
// opens an account: a copy of the database reads none.
#pragma once

#include "platform/crypto/master_key.hpp"
#include "platform/mail/mail_message.hpp"
#include "platform/queue.hpp"
#include "platform/unit_of_work.hpp"

namespace coffer::platform {

inline constexpr std::string_view mail_send_job = "mail.send";
// Over some three and a half hours, with the delays of Queue::fail.
inline constexpr int mail_attempts = 30;

// The message's id is made here. The unit's caller is a person or system work.
[[nodiscard]] Task<JobId> enqueue_mail(UnitOfWork& unit, const MasterKey& key, MailMessage message);
// The message of a job of mail_send_job. Invalid when the payload is none; Bug when it was tampered with.
[[nodiscard]] Result<MailMessage> open_mail(const MasterKey& key, std::string_view payload);

}  // namespace coffer::platform
