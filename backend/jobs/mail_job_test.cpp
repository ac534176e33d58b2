// From a person's wish to the mail server and back to the link, by a real worker and a real SMTP server; and
// what the log says of it: nothing of passwords, links and addresses.
#include "jobs/mail_job.hpp"

#include <gmock/gmock.h>

#include <functional>
#include <thread>

#include "auth/mail/mail_test_world.hpp"
#include "jobs/recovery_job.hpp"
#include "platform/async/task_group.hpp"
#include "platform/json/reader.hpp"
#include "platform/log/log.hpp"
#include "testkit/smtp_server.hpp"

namespace coffer::jobs {
namespace {

using namespace std::chrono_literals;
using platform::UnitOfWork;
using testing::HasSubstr;
using testing::Not;

constexpr std::string_view another_password = "seven green kettles whistle";

platform::DatabaseOptions worker_options(const testkit::TestDatabase& storage) {
  platform::DatabaseOptions options;
  options.conninfo = storage.conninfo(testkit::As::Worker);
  return options;
}

struct MailJobTest : auth::MailWorld {
  platform::LogCapture log;
  testkit::SmtpServer server;
  platform::Database worker_database{worker_options(storage), loops.all(), random};
  auth::SessionService worker_sessions{worker_database, clock, random, auth::SessionSettings{}};
  auth::RecoveryService worker_recovery{worker_database, passwords, worker_sessions,
                                        mail.api_keys,   *mail.key, mail.mailing};
  std::unique_ptr<platform::Mailer> mailer = open_mailer();
  platform::TaskGroup claiming;
  Worker worker{worker_database, loops.at(0), options(), handlers()};

  MailJobTest() { EXPECT_TRUE(claiming.spawn(loops.at(0), worker.run())); }
  ~MailJobTest() override {
    claiming.request_stop();
    claiming.join_blocking();
    EXPECT_TRUE(run(worker.drain(platform::Deadline::in(10s))));
    (void)run(worker_database.close());
  }

  static WorkerOptions options() {
    WorkerOptions options;
    options.name = "test";
    options.poll = 20ms;
    return options;
  }
  std::unique_ptr<platform::Mailer> open_mailer() {
    platform::SmtpSettings settings;
    settings.host = "localhost";
    settings.port = server.port();
    settings.security = platform::SmtpSecurity::Plaintext;
    settings.timeout = 10s;
    settings.sender = {"coffer@example.org", "Coffer"};
    auto opened = platform::open_smtp(std::move(settings), clock);
    EXPECT_TRUE(opened);
    return std::move(*opened);
  }
  std::map<std::string, JobHandler> handlers() {
    return {{std::string(platform::mail_send_job), mail_job({worker_database, *mail.key, *mailer})},
            {std::string(auth::password_recovery_job), recovery_job({worker_database, worker_recovery})}};
  }
  static bool eventually(const std::function<bool()>& holds) {
    for (int i = 0; i < 1'000; ++i) {
      if (holds()) return true;
      std::this_thread::sleep_for(10ms);
    }
    return false;
  }
  std::string state_of(const std::string& kind) {
    return stored(
        "SELECT state || ' ' || attempts || ' ' || coalesce(problem, '') FROM jobs.queue WHERE name = $1 "
        "ORDER BY id DESC",
        {kind});
  }
  void ask(const std::string& address) {
    const auto asked = write(auth::RecoveryService::asking_caller(stranger()),
                             [&](UnitOfWork& unit) { return recovery.ask(unit, address); });
    ASSERT_TRUE(asked) << asked.error().cause;
  }
  // The link of the last mail that arrived.
  std::string arrived_token() {
    auto document = platform::JsonDocument::parse(server.mails().back());
    const std::string text(document->object().required("text").value()->raw_text());
    const auto from = text.find('#') + 1;
    return text.substr(from, text.find_first_of("\r\n", from) - from);
  }
  void send_to(const std::string& address) {
    platform::MailMessage message;
    message.to.email = address;
    message.subject = "Hello";
    message.text = "Hello\n";
    message.html = "<p>Hello</p>";
    ASSERT_TRUE(
        write(person.caller, [&](UnitOfWork& unit) { return platform::enqueue_mail(unit, *mail.key, message); }));
  }
};

TEST_F(MailJobTest, a_forgotten_password_is_mailed_and_the_log_keeps_quiet) {
  ask("ada@example.org");
  ASSERT_TRUE(eventually([&] { return server.mails().size() == 1; }));
  const auto token = arrived_token();
  EXPECT_EQ(token.size(), 43U);
  auto prepared = run(recovery.prepare_reset(stranger(), token, std::string(another_password)));
  ASSERT_TRUE(prepared) << prepared.error().detail;
  ASSERT_TRUE(write(prepared->person, [&](UnitOfWork& unit) { return recovery.reset(unit, *prepared); }));
  ASSERT_TRUE(eventually([&] { return server.mails().size() == 2; }));
  ask("eve@example.org");
  ASSERT_TRUE(eventually([&] { return state_of("auth.password.recover").starts_with("succeeded"); }));
  send_to("refused@example.org");
  ASSERT_TRUE(eventually([&] { return state_of("mail.send").starts_with("failed"); }));
  EXPECT_EQ(server.mails().size(), 2U);
  const auto text = log.text();
  // Control: the log was written to, and would show them.
  EXPECT_THAT(text, HasSubstr("mail/refused"));
  for (const std::string_view secret :
       {std::string_view(token), another_password, auth::good_password, std::string_view("ada@"),
        std::string_view("eve@"), std::string_view("refused@")})
    EXPECT_THAT(text, Not(HasSubstr(std::string(secret)))) << secret;
  EXPECT_EQ(stored("SELECT count(*) FROM jobs.queue AS q WHERE position('@' in q::text) > 0"), "0");
}

TEST_F(MailJobTest, a_refusal_for_good_is_not_tried_again) {
  send_to("refused@example.org");
  ASSERT_TRUE(eventually([&] { return state_of("mail.send").starts_with("failed"); }));
  EXPECT_EQ(state_of("mail.send"), "failed 1 mail/refused");
}

TEST_F(MailJobTest, a_refusal_for_now_is_tried_again_later_and_later) {
  send_to("full@example.org");
  ASSERT_TRUE(eventually([&] { return state_of("mail.send") == "queued 1 mail/unavailable"; }));
  const auto first = stored("SELECT extract(epoch FROM run_at - started_at) FROM jobs.queue WHERE name = 'mail.send'");
  for (int attempt = 2; attempt <= 4; ++attempt) {
    testkit::run(administrator, "UPDATE jobs.queue SET run_at = now() WHERE name = 'mail.send'");
    ASSERT_TRUE(
        eventually([&] { return state_of("mail.send") == "queued " + std::to_string(attempt) + " mail/unavailable"; }));
  }
  const auto fourth = stored("SELECT extract(epoch FROM run_at - started_at) FROM jobs.queue WHERE name = 'mail.send'");
  EXPECT_GT(std::stod(fourth), 4 * std::stod(first));
}

TEST_F(MailJobTest, a_mail_goes_out_exactly_when_its_unit_commits) {
  platform::MailMessage message;
  message.to.email = "ada@example.org";
  message.subject = "Hello";
  message.text = "Hello\n";
  message.html = "<p>Hello</p>";
  const auto rolled_back = write(person.caller, [&](UnitOfWork& unit) -> platform::Task<> {
    COFFER_CO_CHECK(co_await platform::enqueue_mail(unit, *mail.key, message));
    co_return fail(ErrorKind::Conflict, "test/rolled-back", "Rolled back.");
  });
  EXPECT_FALSE(rolled_back);
  send_to("bob@example.org");
  ASSERT_TRUE(eventually([&] { return !server.mails().empty(); }));
  EXPECT_EQ(server.mails().size(), 1U);
  EXPECT_THAT(server.mails().front(), HasSubstr("bob@example.org"));
}

}  // namespace
}  // namespace coffer::jobs
