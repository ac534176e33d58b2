#include "platform/mail/mail_outbox.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fstream>
#include <sstream>

#include "platform/json/reader.hpp"
#include "platform/json/writer.hpp"

namespace coffer::platform {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view suffix = ".json";

[[nodiscard]] std::unexpected<Error> fail_outbox(std::string cause) {
  Error error;
  error.kind = ErrorKind::Unavailable;
  error.problem = problems::mail_server_unavailable;
  error.detail = "The folder for mails (mail.outbox) cannot be written.";
  error.cause = std::move(cause);
  return fail(std::move(error));
}

std::string encode(const MailMessage& message, Timestamp now) {
  JsonWriter json(512 + message.text.size() + message.html.size());
  json.begin_object()
      .field("id", message.id)
      .field("written_at", now)
      .field("to", message.to.email)
      .field("name", message.to.name)
      .field("subject", message.subject)
      .field("text", message.text)
      .field("html", message.html)
      .end_object();
  return json.take();
}

Result<OutboxMail> decode(std::string_view text) {
  constexpr TextRule line{.min = 0, .max = 1'000};
  constexpr TextRule body{.max = 1U << 20, .shape = TextShape::Paragraphs};
  COFFER_TRY(document, JsonDocument::parse(text));
  auto object = document.object();
  OutboxMail mail;
  mail.message.id = object.required("id").text(line);
  mail.written_at = object.required("written_at").timestamp();
  mail.message.to = {object.required("to").text(line), object.required("name").text(line)};
  mail.message.subject = object.required("subject").text(line);
  mail.message.text = object.required("text").text(body);
  mail.message.html = object.required("html").text(body);
  COFFER_CHECK(document.finish());
  return mail;
}

std::optional<OutboxMail> read(const fs::path& file) {
  std::ifstream in(file);
  std::ostringstream text;
  text << in.rdbuf();
  auto mail = decode(text.str());
  if (!mail) return std::nullopt;
  return std::move(*mail);
}

// By name, and so by time: identifiers ascend.
std::vector<fs::path> list_files(const fs::path& folder) {
  std::vector<fs::path> files;
  std::error_code error;
  for (const auto& entry : fs::directory_iterator(folder, error)) {
    if (entry.path().extension() == suffix) files.push_back(entry.path());
  }
  std::ranges::sort(files);
  return files;
}

Result<> write_file(const fs::path& folder, const std::string& name, const std::string& text) {
  const auto file = folder / name;
  const auto fresh = folder / (name + ".new");
  const int fd = ::open(fresh.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
  if (fd < 0) return fail_outbox(std::strerror(errno));
  const bool written = ::write(fd, text.data(), text.size()) == static_cast<ssize_t>(text.size());
  ::close(fd);
  if (!written || ::rename(fresh.c_str(), file.c_str()) != 0) return fail_outbox(std::strerror(errno));
  auto files = list_files(folder);
  std::error_code ignored;
  for (std::size_t i = 0; i + outbox_mails_most < files.size(); ++i) fs::remove(files[i], ignored);
  return {};
}

class MailOutbox final : public Mailer {
 public:
  MailOutbox(fs::path folder, const Clock& clock) : folder_(std::move(folder)), clock_(clock) {}
  [[nodiscard]] Task<> send(MailMessage message) override {
    if (!parse_uuid(message.id)) co_return fail(ErrorKind::Invalid, problems::mail_refused, "A mail needs an id.");
    co_return write_file(folder_, message.id + std::string(suffix), encode(message, clock_.now()));
  }

 private:
  fs::path folder_;
  const Clock& clock_;
};

}  // namespace

Result<std::unique_ptr<Mailer>> open_mail_outbox(fs::path folder, const Clock& clock) {
  std::error_code error;
  fs::create_directories(folder, error);
  if (!error) fs::permissions(folder, fs::perms::owner_all, error);
  if (error) return fail_outbox(error.message());
  return std::make_unique<MailOutbox>(std::move(folder), clock);
}

std::vector<OutboxMail> list_outbox_mails(const fs::path& folder) {
  std::vector<OutboxMail> mails;
  auto files = list_files(folder);
  std::ranges::reverse(files);
  for (const auto& file : files) {
    if (auto mail = read(file)) mails.push_back(std::move(*mail));
  }
  return mails;
}

std::optional<OutboxMail> find_outbox_mail(const fs::path& folder, const Uuid& id) {
  return read(folder / (format_uuid(id) + std::string(suffix)));
}

}  // namespace coffer::platform
