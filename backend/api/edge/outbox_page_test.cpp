#include "api/edge/outbox_page.hpp"

#include <gmock/gmock.h>
#include <sys/stat.h>
#include <unistd.h>

#include "platform/async/loop.hpp"
#include "platform/clock/random.hpp"
#include "platform/mail/mail_outbox.hpp"

namespace coffer::api::edge {
namespace {

namespace fs = std::filesystem;
using platform::Request;
using platform::Response;
using testing::HasSubstr;
using testing::Not;

struct OutboxPageTest : testing::Test {
  fs::path folder = fs::temp_directory_path() / ("coffer-outbox-" + std::to_string(::getpid()));
  platform::SystemClock clock;
  platform::SystemRandom random{clock};
  platform::LoopGroup loops{1};
  platform::Router router;
  std::unique_ptr<platform::Mailer> outbox = open();

  OutboxPageTest() { add_outbox_page(router, folder); }
  ~OutboxPageTest() override { fs::remove_all(folder); }

  std::unique_ptr<platform::Mailer> open() {
    auto opened = platform::open_mail_outbox(folder, clock);
    EXPECT_TRUE(opened);
    return std::move(*opened);
  }
  std::string send(std::string subject) {
    platform::MailMessage message;
    message.id = format_uuid(random.uuid());
    message.to = {"ada@example.org", "Ada"};
    message.subject = std::move(subject);
    message.text = "Open:\nhttps://coffer.example/verify-email#TOKEN\n<script>alert(1)</script>\n";
    message.html = "<p>Open</p>";
    auto id = message.id;
    EXPECT_TRUE(platform::run_task_to_end(loops.at(0), outbox->send(std::move(message))));
    return id;
  }
  Result<Response> get(std::string path, std::string host = "localhost:9464") {
    Request request;
    request.path = std::move(path);
    request.headers.add("host", host);
    const auto match = router.match(request);
    EXPECT_NE(match.route, nullptr);
    return platform::run_to_end(loops.at(0), match.route->handler(request));
  }
};

TEST_F(OutboxPageTest, it_shows_what_would_have_been_sent_newest_first) {
  EXPECT_THAT(get("/outbox")->body, HasSubstr("There is no mail yet"));
  const auto first = send("First & foremost");
  send("Second");
  const auto page = get("/outbox")->body;
  EXPECT_LT(page.find("Second"), page.find("First &amp; foremost"));
  EXPECT_THAT(page, HasSubstr(R"(<a href="https://coffer.example/verify-email#TOKEN">)"));
  EXPECT_THAT(page, HasSubstr("/outbox/" + first));
  EXPECT_EQ(get("/outbox/" + first)->body, "<p>Open</p>");
}

TEST_F(OutboxPageTest, nothing_of_a_mail_runs_on_the_page) {
  send("<script>");
  const auto page = get("/outbox");
  EXPECT_THAT(page->body, Not(HasSubstr("<script>")));
  EXPECT_THAT(std::string(page->header("content-security-policy").value_or("")), HasSubstr("default-src 'none'"));
}

TEST_F(OutboxPageTest, a_page_of_the_web_cannot_have_its_name_point_here) {
  send("First");
  for (const std::string host : {"evil.example:9464", "localhost.evil.example", ""}) {
    const auto refused = get("/outbox", host);
    ASSERT_FALSE(refused) << host;
    EXPECT_EQ(refused.error().kind, ErrorKind::Forbidden);
  }
  for (const std::string host : {"localhost", "127.0.0.1:80", "[::1]:9464", "[::1]"}) EXPECT_TRUE(get("/outbox", host));
}

TEST_F(OutboxPageTest, paths_reach_mails_alone) {
  for (const std::string id : {"x", "..", "0193ffff-0000-7000-8000-000000000000"}) {
    const auto absent = get("/outbox/" + id);
    ASSERT_FALSE(absent) << id;
    EXPECT_EQ(absent.error().kind, ErrorKind::NotFound);
  }
}

TEST_F(OutboxPageTest, only_the_owner_reads_the_files_and_the_oldest_go) {
  const auto first = send("First");
  struct stat status{};
  ASSERT_EQ(::stat((folder / (first + ".json")).c_str(), &status), 0);
  EXPECT_EQ(status.st_mode & 077U, 0U);
  ASSERT_EQ(::stat(folder.c_str(), &status), 0);
  EXPECT_EQ(status.st_mode & 077U, 0U);
  for (std::size_t i = 0; i < platform::outbox_mails_most; ++i) send("More");
  EXPECT_FALSE(fs::exists(folder / (first + ".json")));
  EXPECT_EQ(platform::list_outbox_mails(folder).size(), platform::outbox_mails_most);
}

}  // namespace
}  // namespace coffer::api::edge
