// Sends one mail. A server that cannot be reached is tried again later; a refusal for good ends the job.
#pragma once

#include "jobs/worker.hpp"
#include "platform/mail/mail_queue.hpp"
#include "platform/mail/mailer.hpp"

namespace coffer::jobs {

struct MailJobParts {
  platform::Database& database;
  const platform::MasterKey& key;
  platform::Mailer& mailer;
};

// May send twice when the worker dies between sending and noting it; the message id is then the same.
[[nodiscard]] JobHandler mail_job(MailJobParts parts);

}  // namespace coffer::jobs
