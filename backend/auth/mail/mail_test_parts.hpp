// The services that write to people, over the parts of a test's world, and the mails that they enqueued.
#pragma once

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "auth/email/email_service.hpp"
#include "auth/passwords/recovery_service.hpp"
#include "platform/mail/mail_queue.hpp"
#include "testkit/database.hpp"

namespace coffer::auth {

struct MailTestParts {
  std::unique_ptr<platform::MasterKey> key = open_key();
  ProofService proofs;
  StepUpService step_up;
  Mailing mailing{*key, "https://coffer.example"};
  EmailService email;
  ApiKeyService api_keys;
  RecoveryService recovery;

  MailTestParts(platform::Database& database, platform::PasswordHasher& passwords, SessionService& sessions,
                const platform::Clock& clock, platform::Random& random)
      : proofs(database, *key, passwords, clock, RelyingParty{}),
        step_up(database, proofs, random),
        email(database, step_up, mailing),
        api_keys(database, clock, random, step_up),
        recovery(database, passwords, sessions, api_keys, *key, mailing) {}

  static std::unique_ptr<platform::MasterKey> open_key() {
    namespace fs = std::filesystem;
    const auto file = fs::temp_directory_path() / ("coffer-mail-key-" + std::to_string(::getpid()));
    std::ofstream(file) << std::string(64, 'c') << "\n";
    fs::permissions(file, fs::perms::owner_read | fs::perms::owner_write);
    auto opened = platform::open_master_key_file(file);
    fs::remove(file);
    EXPECT_TRUE(opened);
    return std::move(*opened);
  }

  // In the order in which they were enqueued.
  std::vector<platform::MailMessage> mails(platform::BlockingConnection& administrator) const {
    std::vector<platform::MailMessage> mails;
    for (const auto& row : testkit::run(
             administrator, "SELECT payload FROM jobs.queue WHERE name = 'mail.send' ORDER BY created_at, id")) {
      auto opened = platform::open_mail(*key, row.at(0).value());
      EXPECT_TRUE(opened) << opened.error().cause;
      if (opened) mails.push_back(std::move(*opened));
    }
    return mails;
  }
  // What follows # in the link of a mail; empty when it has none.
  static std::string token_in(const platform::MailMessage& mail) {
    const auto from = mail.text.find('#');
    return from == std::string::npos ? "" : mail.text.substr(from + 1, mail.text.find('\n', from) - from - 1);
  }
};

}  // namespace coffer::auth
